"""The questions "what?" and "who?"."""

import re

import pytest

from booking.models import BookingSettings, Category, Master, Occupancy, Service, Skill
from tests.booking.conftest import local, make_master, make_service
from tests.booking.wizard.conftest import Browser

pytestmark = pytest.mark.once


def card(page: Browser, name: str) -> str:
    """The card with this name, markup included."""
    cards = re.findall(r'<(?:label|div) class="choice.*?</(?:label|div)>', page.html, re.DOTALL)
    return next(found for found in cards if f'"name">{name}<' in found)


def test_services_stand_in_their_categories_with_duration_and_price(olena: Browser, hair: Category) -> None:
    olena.open("services")
    assert "Haare" in olena.text
    assert "ab 80 €" in card(olena, "Farbe").replace("\N{NO-BREAK SPACE}", " ")
    assert "2 Std." in card(olena, "Farbe").replace("\N{NO-BREAK SPACE}", " ")


def test_a_service_that_nobody_performs_is_not_offered(olena: Browser, hair: Category) -> None:
    make_service("perm", "Dauerwelle", hair)
    assert "Dauerwelle" not in olena.open("services").text


def test_nothing_chosen_is_said_in_words(olena: Browser) -> None:
    olena.open("services").send()
    assert olena.status == 422
    assert "Bitte wählen Sie mindestens eine Leistung." in olena.text
    assert "<title>Fehler: " in olena.html


def test_too_many_services_are_said_in_words_and_stay_ticked(olena: Browser) -> None:
    rules = BookingSettings.load()
    rules.max_services = 1
    rules.save()
    olena.open("services").send(service=["haircut", "manicure"])
    assert olena.status == 422
    assert "Höchstens 1 Leistung" in olena.text
    assert "checked" in card(olena, "Haarschnitt")
    assert "checked" in card(olena, "Maniküre")


def test_a_master_chosen_first_has_her_services_first_and_her_own_price(olena: Browser, haircut: Service) -> None:
    Skill.objects.filter(master__slug="olga", service=haircut).update(price=52, minutes=75)
    olena.open(query="master=olga")
    assert olena.step == "services"
    assert "Olga Schreiber" in olena.text
    names = re.findall(r'"name">([^<]+)<', olena.html)
    assert names == ["Haarschnitt", "Maniküre", "Farbe"]
    assert "52 €" in card(olena, "Haarschnitt").replace("\N{NO-BREAK SPACE}", " ")
    assert "Nicht bei Olga Schreiber" in card(olena, "Farbe")


def test_any_master_is_the_first_choice_and_is_chosen(olena: Browser) -> None:
    olena.open(query="service=haircut")
    values = re.findall(r'name="master" value="([^"]+)"( checked)?', olena.html)
    assert values == [("any", " checked"), ("anna", ""), ("olga", "")]
    assert re.search(r"\d+ freie Zeiten bis 21. Juni", olena.text)


def test_each_master_has_her_next_free_time_and_her_own_price(olena: Browser, haircut: Service, book) -> None:
    Skill.objects.filter(master__slug="olga", service=haircut).update(price=39, price_kind="from")
    for hour in range(9, 17):
        book("haircut", local(9, hour), master="anna", draft=f"a{hour}")
    olena.open(query="service=haircut")
    assert "Frei ab Mi 10. Juni, 9:00 Uhr" in " ".join(card(olena, "Anna Lindner").split()).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "ab 39 €" in card(olena, "Olga Schreiber").replace("\N{NO-BREAK SPACE}", " ")


def test_who_cannot_do_it_stays_visible_and_says_why(olena: Browser, hair: Category, colour: Service) -> None:
    make_master("marta", "Marta Kowalska", [colour], order=3)
    olena.open(query="service=haircut")
    assert 'aria-disabled="true"' in card(olena, "Marta Kowalska")
    assert "Haarschnitt" in card(olena, "Marta Kowalska")
    assert "<input" not in card(olena, "Marta Kowalska")


def test_who_does_only_a_part_says_so(olena: Browser) -> None:
    olena.open("master", "service=haircut&service=manicure")
    assert "Maniküre: wer frei ist" in card(olena, "Anna Lindner")
    olena.send(master="anna").send(start="2026-06-09T07:00Z")
    assert "Anna Lindner, Olga Schreiber" in olena.text


def test_a_master_who_is_not_shown_by_name_helps_out_but_is_not_named(olena: Browser, haircut: Service) -> None:
    make_master("lena", "Lena Aushilfe", [haircut], order=9, is_visible=False)
    olena.open(query="service=haircut")
    assert "Lena" not in olena.text
    assert olena.open(query="service=haircut&master=lena").status == 422
    Master.objects.exclude(slug="lena").update(is_bookable=False)
    olena.open(query="service=haircut&master=any")
    olena.send(start=olena.slots[0])
    assert olena.step == "contact"
    assert "Lena" not in olena.text


def test_each_service_can_go_to_a_master_of_its_own(olena: Browser, haircut: Service, manicure: Service) -> None:
    iryna = make_master("iryna", "Iryna Melnyk", [haircut, manicure], order=3)
    olena.open("master", "service=haircut&service=manicure")
    assert "Mehrere Personen nacheinander" in olena.text
    olena.send(**{"master": "any", "part-haircut": "anna", "part-manicure": iryna.slug})
    assert olena.step == "time"
    olena.send(start=olena.slots[0])
    assert "Anna Lindner, Iryna Melnyk" in olena.text


@pytest.mark.parametrize("chosen", ["nobody", "olga", "x" * 5000, "any\x00", "lena"])
def test_a_master_who_cannot_be_chosen_is_refused_in_words(olena: Browser, chosen: str) -> None:
    olena.open("master", "service=colour&service=haircut").send(master=chosen, **{"part-colour": "olga"})
    assert olena.status == 422
    assert olena.step == "master"
    assert "nicht da" in olena.text


@pytest.mark.parametrize(("wished", "masters"), [({}, ["anna", "olga"]), ({"together": "1"}, ["olga", "olga"])])
def test_all_with_one_person_if_possible(olena: Browser, wished: dict[str, str], masters: list[str]) -> None:
    olena.open("master", "service=haircut&service=manicure")
    assert "Alles bei einer Person, wenn möglich" in olena.text
    olena.send(master="any", **wished).send(start="2026-06-09T08:00Z")
    assert list(Occupancy.objects.order_by("start").values_list("master__slug", flat=True)) == masters


def test_the_wish_for_one_person_stands_in_the_address(olena: Browser) -> None:
    olena.open("master", "service=haircut&service=manicure").send(master="any", together="1")
    assert "together=1" in olena.url
    olena.open("master", olena.url.partition("?")[2])
    assert re.search(r'name="together" value="1" checked', olena.html)


def test_one_person_is_no_question_where_nobody_does_two_of_the_services(olena: Browser) -> None:
    olena.open("master", "service=colour&service=manicure")
    assert "Alles bei einer Person" not in olena.text


@pytest.mark.parametrize("asked", ["service=haircut&service=manicure", "service=manicure&service=haircut"])
def test_services_follow_the_catalogues_order_whatever_theirs_in_the_address(olena: Browser, asked: str) -> None:
    olena.to_review(f"{asked}&master=olga")
    assert re.search(r"\d+:\d\d Haarschnitt bei Olga Schreiber \d+:\d\d Maniküre bei Olga Schreiber", olena.text)
