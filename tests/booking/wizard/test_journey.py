"""From the first question to the confirmed visit, without JavaScript."""

import pytest
from django.utils import translation
from wagtail.models import Locale

from booking.forms.contact import CONSENT
from booking.models import Appointment, Master, Service, ServiceText, Visit
from tests.booking.conftest import local
from tests.booking.wizard.conftest import CONTACT, Browser, url_of

NAMES = {"de": "Haarschnitt", "ru": "Стрижка", "uk": "Стрижка волосся", "en": "Haircut"}


@pytest.fixture
def in_four_languages(anna: Master, haircut: Service) -> None:
    german = haircut.texts.get()
    for code in ("ru", "uk", "en"):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        ServiceText.objects.create(
            locale=locale, service=haircut, name=NAMES[code], translation_key=german.translation_key
        )


@pytest.mark.parametrize("code", ["de", "ru", "uk", "en"])
def test_olena_books_two_services_with_any_master_in_her_language(olena: Browser, in_four_languages, code: str) -> None:
    olena.language = code
    olena.open()
    assert olena.step == "services"
    assert NAMES[code] in olena.text
    olena.send(service=["haircut", "manicure"])
    assert olena.step == "master"
    olena.send(master="any")
    assert olena.step == "time"
    olena.send(start="2026-06-09T07:00Z")
    assert olena.step == "contact"
    olena.send(**CONTACT)
    assert olena.step == "review"
    assert NAMES[code] in olena.text
    olena.confirm()
    assert olena.is_visit, olena.text
    assert olena.url.startswith(f"/{code}/visit/")
    visit = Visit.objects.get()
    assert (visit.language, visit.contact_phone, visit.source) == (code, "+491512345678", "website")
    assert [appointment.service.slug for appointment in visit.appointments.order_by("position")] == [
        "haircut",
        "manicure",
    ]


def test_the_addresses_are_in_the_language() -> None:
    assert {code: url_of("time", language=code) for code in ("de", "ru", "uk", "en")} == {
        "de": "/de/termin/time/",
        "ru": "/ru/zapis/time/",
        "uk": "/uk/zapys/time/",
        "en": "/en/booking/time/",
    }


def test_every_step_has_an_address_with_the_choices_in_it(olena: Browser) -> None:
    olena.to_review("service=haircut&master=anna&day=2026-06-10")
    for choice in ("service=haircut", "master=anna", "day=2026-06-10", f"d={olena.draft}"):
        assert choice in olena.url


def test_a_link_with_service_and_master_leads_straight_to_the_time(olena: Browser) -> None:
    assert olena.open(query="service=haircut&master=anna").step == "time"
    assert olena.open(query="service=haircut").step == "master"
    assert olena.open(query="master=anna").step == "services"


def test_a_day_in_the_link_is_the_day_that_is_shown(olena: Browser) -> None:
    olena.open(query="day=2026-06-17").send(service="haircut")
    olena.send(master="any")
    assert olena.step == "time"
    assert "Mittwoch, 17. Juni" in olena.text
    assert olena.slots[0] == "2026-06-17T07:00Z"


def test_a_later_step_sends_to_the_first_open_question(olena: Browser) -> None:
    assert olena.open("review").step == "services"
    assert olena.open("time", "service=haircut").step == "master"
    assert olena.open("contact", "service=haircut&master=any").step == "time"
    olena.choose_time()
    assert olena.go(olena.url.replace("contact", "review")).step == "contact"


def test_who_performs_it_is_no_question_where_there_is_only_one(olena: Browser) -> None:
    olena.open(query="service=colour")
    assert olena.step == "time"
    assert "von 4" in olena.text
    assert "Anna Lindner" in olena.text


def test_the_sum_of_time_and_price_is_on_every_step(olena: Browser) -> None:
    olena.open("services", "service=haircut&service=manicure")
    for _step in ("services", "master", "time", "contact"):
        assert "1 Std. 45 Min." in olena.text
        assert "75 €" in olena.text
        olena.send(service=["haircut", "manicure"], master="any", start="2026-06-09T07:00Z")
    assert olena.step == "contact"


def test_what_was_answered_can_be_changed_line_by_line(olena: Browser) -> None:
    olena.to_review()
    for label, step in (("Was", "services"), ("Bei", "master"), ("Wann", "time"), ("Ihre Angaben", "contact")):
        olena.go(olena.link(f": {label}"))
        assert olena.step == step
        olena.client.get(olena.url)
        olena.go(olena.url.replace(f"/{step}/", "/review/"))
        assert olena.step == "review"


def test_changing_the_time_comes_straight_back_to_the_review(olena: Browser) -> None:
    olena.to_review()
    olena.go(olena.link(": Wann")).send(start="2026-06-10T08:00Z")
    assert olena.step == "review"
    assert "Mittwoch, 10. Juni 2026" in olena.text
    assert Appointment.objects.count() == 0


def test_another_service_asks_for_the_time_again_and_keeps_the_contact(olena: Browser) -> None:
    olena.to_review()
    olena.go(olena.link(": Was")).send(service="colour")
    assert olena.step == "time"
    olena.send(start=olena.slots[0])
    assert olena.step == "review"
    assert "Olena Kovalenko" in olena.text
    assert "ab 80 €" in olena.text


def test_a_master_who_does_none_of_the_new_services_is_asked_for_again(olena: Browser) -> None:
    olena.open("services", "master=olga&service=haircut").send(service=["colour", "haircut"])
    assert olena.step == "time"
    olena.open("services", "master=anna").send(service=["manicure"])
    assert olena.step == "time"
    assert "Olga Schreiber" in olena.text


def test_the_language_can_be_changed_on_the_way(olena: Browser) -> None:
    olena.choose_time()
    ukrainian = olena.url.replace("/de/termin/", "/uk/zapys/")
    assert ukrainian.replace("&", "&amp;") in olena.html
    olena.go(ukrainian).send(**CONTACT)
    olena.confirm()
    assert Visit.objects.get().language == "uk"


def test_the_visit_keeps_the_contact_and_the_words_that_were_agreed_to(olena: Browser) -> None:
    olena.to_review().confirm()
    visit = Visit.objects.get()
    contact = (visit.contact_name, visit.contact_phone, visit.contact_email)
    assert contact == ("Olena Kovalenko", "+491512345678", "olena@example.org")
    with translation.override("de"):
        assert visit.appointments.get().events.get(kind="booked").facts["consent"] == str(CONSENT)


def test_the_campaign_of_the_first_page_stands_at_the_visit(olena: Browser) -> None:
    olena.headers = {"Referer": "http://testserver/de/team/anna/?utm_source=flyer&utm_medium=print&gclid=secret"}
    olena.open(query="service=haircut&master=anna")
    olena.headers = {}
    olena.send(start=olena.slots[0]).send(**CONTACT).confirm()
    visit = Visit.objects.get()
    assert visit.page == "/de/team/anna/"
    assert visit.campaign == {name: {"utm_source": "flyer", "utm_medium": "print"} for name in ("first", "last")}


def test_a_campaign_on_the_way_is_the_last_one(olena: Browser) -> None:
    olena.open(query="service=haircut&master=anna&utm_source=flyer")
    olena.go(f"{olena.url}&utm_source=mail").send(start="2026-06-09T07:00Z").send(**CONTACT).confirm()
    assert Visit.objects.get().campaign == {"first": {"utm_source": "flyer"}, "last": {"utm_source": "mail"}}


def test_the_held_time_is_shown_in_the_salons_zone(olena: Browser) -> None:
    olena.choose_time(start="2026-06-09T07:00Z")
    assert "Di 9. Juni, 9:00 Uhr" in olena.text
    olena.send(**CONTACT)
    assert "9:00 bis 10:00 Uhr" in olena.text
    olena.confirm()
    assert Appointment.objects.get().start == local(9, 9)
