"""A master's calendar: what it says and what not, whom it opens to, and how its link is made, renewed and closed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar, Event
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from booking.actions.calendar_feed import close_feed, renew_feed
from booking.actions.change import cancel_visit, move_visit
from booking.actions.clients import Contact
from booking.actions.events import ONLINE
from booking.ics import Feed, feed_file, fingerprint
from booking.models import Appointment, Master, Service, ServiceText, TimeOff
from booking.selectors.feed import short_name
from salon.cms.roles import Role
from salon.lib.logs import KEY
from tests.booking.admin.conftest import LogIn, annas_phone, karin, log_in, owner
from tests.booking.conftest import NOW, OLENA, Booker, local
from tests.booking.test_ics import BERLIN, HOUR, STAMP, TEN, checked, entry

__all__ = ["annas_phone", "karin", "log_in", "owner"]

User = get_user_model()
GERMAN = ["Haarschnitt – Olena K.", "Abwesenheit"]


@pytest.fixture(autouse=True)
def clock(salon: object) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW.timestamp(), tick=False) as clock:
        yield clock


@pytest.fixture
def link(anna: Master) -> str:
    """Anna's calendar link."""
    return address(renew_feed(master_id=anna.pk))


def address(secret: str) -> str:
    return reverse("calendar_feed", args=[secret])


def calendar(link: str) -> Calendar:
    answer = Browser().get(link)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; method=PUBLISH; charset=utf-8")
    return checked(answer.content, "PUBLISH")


def status(link: str) -> int:
    return Browser().get(link).status_code


def assert_marked(answer: HttpResponse) -> None:
    """It is not told to others, not listed, and kept only by whoever asked."""
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert {"private", "no-cache"} <= set(answer["Cache-Control"].split(", "))


def events(link: str) -> list[Event]:
    return calendar(link).events


# -- the file


def test_many_entries_are_one_calendar_that_is_asked_for_again() -> None:
    entries = [entry(uid=str(number), start=TEN + number * HOUR, end=TEN + (number + 1) * HOUR) for number in range(3)]
    found = checked(feed_file(Feed("Anna – Salon Lindenhof", BERLIN, entries)), "PUBLISH")
    assert found["name"] == found["x-wr-calname"] == "Anna – Salon Lindenhof"
    assert (found["refresh-interval"].to_ical(), found["refresh-interval"].params["VALUE"]) == (b"PT15M", "DURATION")
    assert found["x-published-ttl"] == "PT15M"
    assert checked(feed_file(Feed("Anna", BERLIN, [])), "PUBLISH").events == []


def test_a_feed_is_the_same_until_it_says_something_else() -> None:
    feed = Feed("Anna", BERLIN, [entry()])
    assert fingerprint(feed) == fingerprint(replace(feed, entries=[entry(stamp=STAMP + HOUR)]))
    assert fingerprint(feed) != fingerprint(replace(feed, entries=[entry(end=TEN + 2 * HOUR)]))


# -- what it says


def test_she_sees_whom_she_awaits(link: str, book: Booker) -> None:
    """For as long as they are there: ten minutes for cleaning up are the salon's own affair."""
    visit = book("colour", TEN, master="anna", contact=OLENA)
    (found,) = events(link)
    assert (found["summary"], found["status"]) == ("Farbe – Olena K.", "CONFIRMED")
    assert (found.start, found.end) == (TEN, TEN + 2 * HOUR)
    assert str(found["url"]).endswith(reverse("appointments:inspect", args=[visit.appointments.get().pk]))
    assert calendar(link)["name"] == "Anna Lindner – Salon Lindenhof"


def test_nothing_private_leaves_the_house(link: str, book: Booker, anna: Master) -> None:
    book("haircut", TEN, master="anna", contact=OLENA, note="Bitte leise")
    TimeOff.objects.create(master=anna, start=local(11, 9), end=local(11, 12), reason="Zahnarzt")
    text = Browser().get(link).content.decode().replace("\r\n ", "")
    private = ["Kovalenko", OLENA.email, OLENA.phone, OLENA.phone[4:], "leise", "Zahnarzt", "ATTENDEE", "/visit/"]
    assert [word for word in private if word in text] == []


def test_nobody_elses_clients_ever_appear(link: str, book: Booker, olga: Master) -> None:
    book("manicure", TEN, contact=Contact("Petra Schulz", "+4915112345699"))
    TimeOff.objects.create(master=olga, start=local(11, 9), end=local(11, 12))
    book(["haircut", "manicure"], local(12, 10), master="anna", contact=OLENA)
    assert [event["summary"] for event in events(link)] == ["Haarschnitt – Olena K."]
    olgas = [event["summary"] for event in events(address(renew_feed(master_id=olga.pk)))]
    assert olgas == ["Maniküre – Petra S.", "Maniküre – Olena K.", "Abwesenheit"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Olena Kovalenko", "Olena K."),
        ("Anna-Maria von der Heide", "Anna-Maria H."),
        ("Олена", "Олена"),
        ("Olena +49 151 2345678", "Olena"),
        ("olena@example.org Olena 0151/2345678 K.", "Olena K."),
        ("+491512345678", ""),
    ],
)
def test_of_a_name_only_the_first_is_written_out(typed: str, shown: str) -> None:
    assert short_name(typed) == shown


def test_states_are_told_and_what_is_off_is_gone(link: str, book: Booker) -> None:
    states = ["pending", "confirmed", "completed", "no_show", "declined", "expired", "cancelled"]
    for hour, state in enumerate(states, start=9):
        visit = book("haircut", local(9, hour), master="anna")
        Appointment.objects.filter(visit=visit).update(status=state)
    assert [str(event["status"]) for event in events(link)] == ["TENTATIVE", "CONFIRMED", "CONFIRMED", "CONFIRMED"]


def test_a_move_keeps_the_event_and_raises_its_sequence(link: str, book: Booker) -> None:
    visit = book("haircut", local(10, 14), master="anna")
    (before,) = events(link)
    move_visit(visit_id=visit.pk, to=local(12, 9), by=ONLINE, now=NOW)
    (after,) = events(link)
    assert before["uid"] == after["uid"]
    assert (after.start, after["sequence"]) == (local(12, 9), before["sequence"] + 1)
    cancel_visit(visit_id=visit.pk, by=ONLINE, now=NOW)
    assert events(link) == []


def test_her_absences_take_her_time(link: str, anna: Master) -> None:
    TimeOff.objects.create(master=anna, start=local(9, 12), end=local(9, 13))
    TimeOff.objects.create(master=anna, start=local(10, 0), end=local(12, 0))
    TimeOff.objects.create(master=anna, start=local(20, 0), end=local(1, 0, month=1, year=2199))
    hours, days, years = events(link)
    assert (hours.start, hours.end) == (local(9, 12), local(9, 13))
    assert (days.start, days.end) == (date(2026, 6, 10), date(2026, 6, 12))
    assert years.end == date(2026, 8, 8)


def test_it_reaches_from_two_weeks_ago_to_the_furthest_day(link: str, anna: Master, haircut: Service) -> None:
    """Booked is up to 60 days ahead, one service up to 70."""
    at = [local(25, 0, month=5), local(7, 23, month=8), local(17, 23, month=8)]
    for start in at:
        for edge in (start - timedelta(hours=2), start, start + timedelta(hours=2)):
            TimeOff.objects.create(master=anna, start=edge, end=edge + HOUR)
    assert (events(link)[0].start, events(link)[-1].start) == (at[0], at[1])
    Service.objects.filter(pk=haircut.pk).update(horizon_days=70)
    assert events(link)[-1].start == at[2]


@pytest.mark.parametrize(
    ("preferred", "said"),
    [("ru", ["Стрижка – Olena K.", "Отсутствие"]), ("fr", GERMAN), ("", GERMAN), (None, GERMAN)],
)
def test_it_speaks_the_language_of_her_login(
    link: str, book: Booker, log_in: LogIn, anna: Master, haircut: Service, preferred: str | None, said: list[str]
) -> None:
    russian = Locale.objects.get_or_create(language_code="ru")[0]
    ServiceText.objects.create(locale=russian, service=haircut, name="Стрижка")
    book("haircut", TEN, master="anna", contact=OLENA)
    TimeOff.objects.create(master=anna, start=local(11, 9), end=local(11, 12))
    log_in(Role.MASTER, anna)
    anna.refresh_from_db()
    if preferred is not None:
        UserProfile.objects.create(user=anna.user, preferred_language=preferred)
    assert [event["summary"] for event in events(link)] == said


# -- whom it opens to


def test_a_new_link_ends_the_one_before_and_closing_ends_it_too(link: str, anna: Master, olga: Master) -> None:
    new, other = address(renew_feed(master_id=anna.pk)), address(renew_feed(master_id=olga.pk))
    assert [status(url) for url in (link, new, other)] == [404, 200, 200]
    close_feed(master_id=anna.pk)
    assert [status(url) for url in (link, new, other)] == [404, 404, 200]


def test_only_the_digest_of_the_secret_is_kept(anna: Master, olga: Master) -> None:
    secret = renew_feed(master_id=anna.pk)
    anna.refresh_from_db()
    assert secret not in str(vars(anna))
    with pytest.raises(IntegrityError):
        Master.objects.filter(pk=olga.pk).update(calendar_digest=anna.calendar_digest)


def test_whoever_leaves_takes_no_calendar_along(link: str, log_in: LogIn, anna: Master) -> None:
    log_in(Role.MASTER, anna)
    User.objects.update(is_active=False)
    assert status(link) == 404
    User.objects.update(is_active=True)
    assert status(link) == 200
    Master.objects.update(is_employed=False)
    assert status(link) == 404


def test_every_wrong_secret_gets_the_same_empty_answer(link: str, anna: Master) -> None:
    anna.refresh_from_db()
    for secret in (anna.calendar_digest, link.split("/")[-1][:-5], "x", "a" * 43, "é", "%2e"):
        answer = Browser().get(address(secret))
        assert (answer.status_code, answer.content) == (404, b"")
        assert_marked(answer)


def test_a_program_that_has_it_already_gets_it_no_second_time(
    link: str, book: Booker, clock: time_machine.Traveller
) -> None:
    first = Browser().get(link)
    clock.move_to(local(8, 13).timestamp())
    again = Browser().get(link, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert_marked(again)
    book("haircut", TEN, master="anna")
    assert Browser().get(link, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_it_is_read_and_never_written_nor_logged(link: str) -> None:
    head = Browser().head(link)
    assert (head.status_code, head.content) == (200, b"")
    assert_marked(head)
    assert [getattr(Browser(), method)(link).status_code for method in ("post", "put", "delete")] == [405] * 3
    assert KEY.sub("…", link) == "/calendar/….ics"


def test_a_full_calendar_costs_no_more_queries(link: str, book: Booker, anna: Master) -> None:
    counts = []
    for day in (9, 10):
        with CaptureQueriesContext(connection) as captured:
            Browser().get(link)
        counts.append(len(captured))
        for hour in range(9, 16):
            book("haircut", local(day, hour), master="anna")
            TimeOff.objects.create(master=anna, start=local(20, hour), end=local(20, hour + 1))
    assert counts == [8, 8]


# -- its page in the admin


def page(master: Master) -> str:
    return reverse("masters:calendar_link", args=[master.pk])


def test_a_new_link_is_shown_once(owner: Browser, anna: Master) -> None:
    assert page(anna) in owner.get(reverse("masters:edit", args=[anna.pk])).content.decode()
    assert page(anna) in owner.get(reverse("masters:inspect", args=[anna.pk])).content.decode()
    answer = owner.post(page(anna))
    url, html = answer.context["address"], answer.content.decode()
    assert f'value="{url}"' in html
    assert f'href="{url.replace("http", "webcal")}"' in html
    assert "no-store" in answer["Cache-Control"]
    assert status(url) == 200
    assert url not in owner.get(page(anna)).content.decode()


def test_looking_changes_nothing_and_closing_ends_it(owner: Browser, link: str, anna: Master) -> None:
    assert {owner.get(page(anna) + query).status_code for query in ("", "?close")} == {200}
    assert status(link) == 200
    assert owner.post(page(anna), {"close": ""})["Location"] == page(anna)
    assert status(link) == 404


def test_it_opens_to_the_owner_and_to_herself(annas_phone: Browser, karin: Browser, anna: Master, olga: Master) -> None:
    assert annas_phone.get(page(anna)).status_code == 200
    assert status(annas_phone.post(page(anna)).context["address"]) == 200
    assert page(anna) in annas_phone.get(reverse("wagtailadmin_account")).content.decode()
    for send, master in ((annas_phone.get, olga), (annas_phone.post, olga), (karin.get, anna), (karin.post, anna)):
        assert send(page(master))["Location"] == reverse("wagtailadmin_home")
    assert page(anna) not in karin.get(reverse("masters:inspect", args=[anna.pk])).content.decode()
    assert Master.objects.get(pk=olga.pk).calendar_digest == ""
    assert Browser().post(page(anna)).status_code == 302
