"""The next free times on a page of a master or a service are those that the wizard offers, or an honest "nothing"."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from booking.models import BookingSettings, Master, Service, TimeOff
from tests.booking.conftest import NOW, make_service
from tests.booking.factories import busy_salon, home_with_privacy_page
from tests.booking.widget.conftest import attribute, rendered
from tests.booking.wizard.conftest import Browser, url_of, words_of
from tests.booking.wizard.test_queries import at_most

MOST = 8


@pytest.fixture
def salon_with_masters(anna: Master, olga: Master) -> None:
    """Anna cuts and colours, Olga cuts and does nails."""


pytestmark = pytest.mark.usefixtures("salon_with_masters")


def ask(client: Client, query: str, language: str = "de") -> HttpResponse:
    return client.get(url_of("soonest", query, language), headers={"HX-Request": "true"})


def links(answer: HttpResponse) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', answer.content.decode())]


def starts(answer: HttpResponse) -> list[str]:
    return re.findall(r'<time datetime="([^"]+)"', answer.content.decode())


def text(answer: HttpResponse) -> str:
    return words_of(answer.content.decode())


def everybody_is_away(days: int, *masters: Master) -> None:
    TimeOff.objects.bulk_create(
        TimeOff(master=master, start=NOW - timedelta(days=1), end=NOW + timedelta(days=days)) for master in masters
    )


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("service=haircut&master=anna", "service=haircut&master=anna"),
        ("service=haircut", "service=haircut&master=any"),
        ("service=colour", "service=colour&master=any"),
        ("service=manicure&master=anna", "service=manicure&master=any"),
    ],
)
def test_the_next_three_are_the_first_of_each_half_day_that_the_wizard_offers(
    olena: Browser, book, query: str, way: str
) -> None:
    book("haircut", NOW + timedelta(days=1) - timedelta(hours=3), master="anna")
    answer = ask(olena.client, query)
    tuesday = sorted(olena.open(query=f"{way}&day=2026-06-09").slots)
    wednesday = sorted(olena.tab().open(query=f"{way}&day=2026-06-10").slots)
    noon = "2026-06-09T10:00Z"
    assert starts(answer) == [tuesday[0], next(at for at in tuesday if at >= noon), wednesday[0]]


def test_where_only_one_afternoon_is_free_all_three_are_of_it(client: Client, anna: Master) -> None:
    everybody_is_away(2, anna)
    BookingSettings.objects.update(horizon_days=2)
    quarters = [f"2026-06-10T{at}Z" for at in ("10:00", "10:15", "10:30")]
    assert starts(ask(client, "service=haircut&master=anna")) == quarters


def test_each_is_a_link_to_its_day_in_the_wizard(olena: Browser) -> None:
    everybody_is_away(5, Master.objects.get(slug="anna"))
    answer = ask(olena.client, "service=haircut&master=anna")
    time = links(answer)[0]
    assert time == f"{url_of('time')}?service=haircut&master=anna&day=2026-06-13"
    olena.go(time)
    assert olena.step == "time"
    assert "Samstag, 13. Juni" in olena.text
    assert starts(answer)[0] in olena.slots


def test_times_are_the_salons_and_the_words_the_readers(client: Client) -> None:
    assert "Di 9. Juni, 9:00" in text(ask(client, "service=haircut&master=anna"))
    assert "вт, 9 червня, 9:00" in text(ask(client, "service=haircut&master=anna", "uk")).lower()


def test_a_master_alone_shows_what_she_is_asked_for_most(client: Client, haircut: Service, colour: Service) -> None:
    assert "Haarschnitt" in text(ask(client, "master=anna"))
    Service.objects.filter(pk=colour.pk).update(is_popular=True)
    answer = ask(client, "master=anna")
    assert "Farbe" in text(answer)
    assert "service=colour&master=anna" in links(answer)[0]


def test_nothing_in_30_days_is_said_with_what_is_left(olena: Browser, anna: Master) -> None:
    everybody_is_away(40, anna)
    answer = ask(olena.client, "service=haircut&master=anna")
    assert "In den nächsten 30 Tagen ist nichts frei." in text(answer)
    assert starts(answer) == []
    steps = [olena.tab().go(url) for url in links(answer)]
    assert [page.step for page in steps] == ["time", "time", "waiting"]
    assert "master=any" in steps[0].url
    assert steps[1].slots


def test_what_is_beyond_the_horizon_is_not_promised(client: Client, olga: Master) -> None:
    BookingSettings.objects.update(horizon_days=10, has_waiting_list=False)
    everybody_is_away(40, olga)
    answer = ask(client, "service=manicure")
    assert "In den nächsten 10 Tagen ist nichts frei." in text(answer)
    assert links(answer) == []


@pytest.mark.parametrize(
    "query",
    ["", "master=unknown", "service=unknown", "service=unused", "master=%00&service=%00", "master=" + "x" * 999],
)
def test_whoever_nobody_knows_leaves_the_plain_way_in(client: Client, haircut: Service, query: str) -> None:
    make_service("unused", "Von niemandem", haircut.category)
    answer = ask(client, query)
    assert answer.status_code == 200
    assert links(answer) == [url_of("start")]


def test_a_master_who_is_not_shown_by_name_is_not_named(client: Client) -> None:
    Master.objects.filter(slug="anna").update(is_visible=False)
    assert links(ask(client, "master=anna")) == [url_of("start")]
    assert "master=any" in links(ask(client, "service=haircut&master=anna"))[0]


def test_looking_writes_nothing_and_is_kept_nowhere(client: Client) -> None:
    answer = ask(client, "master=anna")
    assert not answer.cookies
    assert not Session.objects.exists()
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert client.post(url_of("soonest"), {}).status_code == 405


def test_a_busy_salon_costs_eight_queries_at_most(client: Client) -> None:
    busy_salon()
    home_with_privacy_page()
    for query in ("master=master-1", "service=busy-hair-1", "service=busy-hair-1&master=master-2"):
        with at_most(MOST):
            assert len(starts(ask(client, query))) == 3


def test_a_page_holds_a_plain_link_that_works_without_a_script(olena: Browser, anna: Master, haircut: Service) -> None:
    html = rendered("{% soonest master=anna service=haircut %}", anna=anna, haircut=haircut)
    assert attribute(html, "hx-get") == f"{url_of('soonest')}?master=anna&service=haircut"
    assert olena.go(attribute(html, "href")).step == "time"
    assert olena.tab().go(attribute(rendered("{% soonest service='haircut' %}"), "href")).step == "master"
