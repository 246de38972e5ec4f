"""What the list writes, in which language, and when it says nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from wagtail.models import Locale

from booking.actions.waiting import offer_free_time
from booking.actions.waiting_place import decline_offer, leave_waiting_list
from booking.models import MasterText, ServiceText, WaitingEntry
from salon.outbox.models import Message, State
from tests.booking.conftest import NOW, OLENA
from tests.booking.post import SITE, leave, outcomes, said
from tests.booking.waiting.conftest import HOUR, TUESDAY, Joiner, Tuesday, cancel, offer_and_write, open_offer

pytestmark = pytest.mark.django_db


def offer(tuesday: Tuesday) -> None:
    cancel(tuesday["anna", 10])
    offer_free_time(now=NOW)


def in_ukrainian() -> None:
    """The words of a haircut and of Anna in Ukrainian."""
    ukrainian = Locale.objects.get_or_create(language_code="uk")[0]
    for text, name, key in ((ServiceText, "Стрижка", "service"), (MasterText, "Анна Лінднер", "master")):
        original = text.objects.filter(**{f"{key}__slug__in": ["haircut", "anna"]}).get()
        original.pk, original.locale, original.name = None, ukrainian, name
        original.save()


def test_whoever_joins_gets_a_short_confirmation_with_the_way_off_the_list(join: Joiner, client: Browser) -> None:
    join(contact=OLENA, last=TUESDAY + timedelta(days=3), master="anna")
    (letter,) = leave()
    assert letter.subject == "Sie stehen auf der Warteliste"
    for word in (
        "Guten Tag Olena Kovalenko,",
        "Wir schreiben Ihnen, sobald etwas frei wird.",
        "Wann: 9.–12. Juni",
        "Was: Haarschnitt",
        "Bei: Anna Lindner",
    ):
        assert word in said(letter.body)
    (link,) = [line for line in letter.body.splitlines() if "/waiting/" in line]
    assert client.get(link.removeprefix(SITE)).status_code == 200


def test_an_offer_tells_time_price_and_until_when_in_german(full_tuesday: Tuesday, join: Joiner) -> None:
    join(contact=OLENA)
    leave()
    offer(full_tuesday)
    (letter,) = leave()
    assert (
        letter.subject == "Es ist etwas frei geworden: Dienstag, 9.\N{NO-BREAK SPACE}Juni, 10:00\N{NO-BREAK SPACE}Uhr"
    )
    for word in (
        "Diese Zeit halten wir bis Montag, 8. Juni, 13:00 Uhr nur für Sie frei.",
        "Danach bieten wir sie der nächsten Person an.",
        "Wann: Dienstag, 9. Juni 2026 10:00 bis 11:00 Uhr",
        "Was: Haarschnitt, 1 Std.",
        "Bei: Anna Lindner",
        "Am Lindenhof 7, 39999 Lindau an der Aue",
        "45 €",
        "Zeit ansehen:",
    ):
        assert word in said(letter.body)
    assert "&" not in letter.body


def test_an_offer_in_ukrainian_is_ukrainian(full_tuesday: Tuesday, join: Joiner, client: Browser) -> None:
    in_ukrainian()
    join(contact=OLENA, language="uk")
    offer(full_tuesday)
    letter = leave()[-1]
    assert letter.subject == "Звільнився час: вівторок, 9\N{NO-BREAK SPACE}червня, 10:00"
    for word in ("Добрий день, Olena Kovalenko.", "понеділок, 8 червня, 13:00", "Стрижка", "Анна Лінднер", "45 €"):
        assert word in said(letter.body)
    (link,) = [line for line in letter.body.splitlines() if "/waiting/" in line]
    assert link.startswith(f"{SITE}/uk/waiting/")
    assert client.get(link.removeprefix(SITE)).status_code == 200


def test_nothing_is_sent_for_an_offer_that_was_answered_meanwhile(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(contact=OLENA)
    leave()
    offer(full_tuesday)
    decline_offer(entry_id=entry.pk, offer_id=open_offer(entry).pk, now=NOW)
    assert leave() == []
    assert outcomes("waiting_offer") == [("dropped", "The offer was answered or has run out.")]


def test_nothing_is_sent_for_an_offer_that_has_run_out_meanwhile(full_tuesday: Tuesday, join: Joiner) -> None:
    join(contact=OLENA)
    leave()
    offer(full_tuesday)
    assert leave(NOW + HOUR) == []
    assert outcomes("waiting_offer") == [("dropped", "The offer was answered or has run out.")]


def test_nothing_is_sent_for_an_offer_that_leaves_no_time_to_answer(full_tuesday: Tuesday, join: Joiner) -> None:
    join(contact=OLENA)
    leave()
    offer(full_tuesday)
    assert leave(NOW + HOUR - timedelta(minutes=9)) == []


def test_an_older_offers_mail_does_not_tell_of_the_newer_one(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(contact=OLENA)
    leave()
    offer(full_tuesday)
    decline_offer(entry_id=entry.pk, offer_id=open_offer(entry).pk, now=NOW)
    cancel(full_tuesday["anna", 12])
    offer_free_time(now=NOW)
    (letter,) = leave()
    assert "12:00" in letter.subject


def test_nothing_is_sent_to_who_has_left(join: Joiner) -> None:
    entry = join()
    leave_waiting_list(entry_id=entry.pk, now=NOW)
    leave()
    assert mail.outbox == []


def test_an_erased_entry_hears_nothing_any_more(full_tuesday: Tuesday, join: Joiner) -> None:
    entry = join(contact=OLENA)
    offer(full_tuesday)
    WaitingEntry.objects.filter(pk=entry.pk).update(contact_name="", contact_phone="", contact_email="")
    assert leave() == []
    assert outcomes("waiting_offer") == [("dropped", "They no longer wait.")]


def test_three_missed_offers_are_said_on_the_page_and_not_by_mail(full_tuesday: Tuesday, join: Joiner) -> None:
    join(contact=OLENA)
    for number, hour in enumerate((10, 12, 14)):
        cancel(full_tuesday["anna", hour])
        offer_and_write(NOW + number * HOUR)
    offer_free_time(now=NOW + 3 * HOUR)
    kinds = list(
        Message.objects.filter(state=State.SENT, sent_to=OLENA.email).order_by("pk").values_list("kind", flat=True)
    )
    assert kinds == ["waiting_joined", *["waiting_offer"] * 3]
