"""The last question and the one button; everything is checked again."""

from datetime import timedelta

import pytest
import time_machine

from booking.models import Appointment, BookingSettings, Client, ClientStatus, Hold, Master, Service, Skill, Visit
from tests.booking.conftest import local
from tests.booking.wizard.conftest import CONTACT, Browser


def test_the_review_says_what_who_when_where_and_how_much(olena: Browser) -> None:
    olena.to_review("service=colour&service=haircut&master=anna&day=2026-06-12")
    for words in (
        "9:00 Farbe bei Anna Lindner, Einwirkzeit",
        "11:10 Haarschnitt bei Anna Lindner",
        "Freitag, 12. Juni 2026 9:00 bis 12:10 Uhr",
        "Am Lindenhof 7, 39999 Lindau an der Aue",
        "Olena Kovalenko +49 1512345678 olena@example.org",
        "ab 125 €",
        "Stornieren können Sie kostenfrei bis Donnerstag, 11. Juni, 9:00 Uhr.",
        "Verbindlich buchen",
    ):
        assert words in olena.text, words


def test_a_price_that_changed_meanwhile_is_shown_and_asked_again(olena: Browser, haircut: Service) -> None:
    olena.to_review()
    seen = {"end": olena.hidden("end"), "price": olena.hidden("price")}
    Service.objects.filter(pk=haircut.pk).update(price=49)
    olena.send(**seen)
    assert olena.status == 409
    assert "Preis oder Dauer haben sich" in olena.text
    assert "49 €" in olena.text
    assert Visit.objects.count() == 0
    olena.confirm()
    assert Appointment.objects.get().price == 49


def test_a_duration_that_changed_meanwhile_is_shown_and_asked_again(olena: Browser, haircut: Service) -> None:
    olena.to_review()
    seen = {"end": olena.hidden("end"), "price": olena.hidden("price")}
    Service.objects.filter(pk=haircut.pk).update(minutes=75)
    olena.send(**seen)
    assert olena.status == 409
    assert "9:00 bis 10:15 Uhr" in olena.text
    assert olena.confirm().is_visit


def test_a_price_of_ones_own_is_refused(olena: Browser) -> None:
    olena.to_review()
    for price in ("44.00", "0", "-45", "NaN", "Infinity", "1e999", "", "forty-five", "45.00\x00"):
        olena.send(end=olena.hidden("end"), price=price)
        assert olena.status == 409, price
    assert Visit.objects.count() == 0


def test_an_end_of_ones_own_is_refused(olena: Browser) -> None:
    olena.to_review()
    for end in ("2026-06-09T07:30:00+00:00", "", "9 o'clock", "9999-12-31T23:59:59+00:00", "2026-06-09"):
        olena.send(end=end, price=olena.hidden("price"))
        assert olena.status == 409, end
    assert Visit.objects.count() == 0


def test_an_expired_hold_is_no_error_while_the_time_is_free(
    olena: Browser, monday_noon: time_machine.Traveller
) -> None:
    olena.to_review()
    monday_noon.shift(timedelta(hours=2))
    assert olena.confirm().is_visit


def test_where_any_master_would_do_another_one_takes_over(
    olena: Browser, book, monday_noon: time_machine.Traveller
) -> None:
    olena.to_review("service=haircut&master=any", "2026-06-09T07:00Z")
    first = Hold.objects.get().occupancies.get().master
    monday_noon.shift(timedelta(minutes=30))
    book("haircut", local(9, 9), master=first.slug, now=local(8, 12, 30))
    olena.confirm()
    assert olena.is_visit
    assert Appointment.objects.exclude(visit__contact_name__startswith="Client").get().master != first


def test_a_time_that_somebody_else_took_leads_back_with_the_nearest_ones(
    olena: Browser, book, monday_noon: time_machine.Traveller
) -> None:
    olena.to_review(start="2026-06-09T08:00Z")
    monday_noon.shift(timedelta(minutes=30))
    book("haircut", local(9, 10), master="anna", now=local(8, 12, 30))
    olena.confirm()
    assert olena.status == 409
    assert "Diese Zeit wurde gerade vergeben." in olena.text
    assert "slot--gone" in olena.html
    olena.send(olena.action, start="2026-06-09T07:00Z")
    assert olena.step == "review"
    assert "Olena Kovalenko" in olena.text
    assert olena.confirm().is_visit


def test_a_master_who_left_meanwhile_is_said(olena: Browser, anna: Master) -> None:
    olena.to_review()
    fields = {"end": olena.hidden("end"), "price": olena.hidden("price")}
    Master.objects.filter(pk=anna.pk).update(is_bookable=False)
    olena.send(**fields)
    assert 400 <= olena.status < 500
    assert "nicht da" in olena.text
    assert Visit.objects.count() == 0


def test_a_service_switched_off_meanwhile_is_said(olena: Browser, haircut: Service) -> None:
    olena.to_review()
    fields = {"end": olena.hidden("end"), "price": olena.hidden("price")}
    Service.objects.filter(pk=haircut.pk).update(is_active=False)
    olena.send(**fields)
    assert olena.status == 422
    assert "online gerade nicht buchbar" in olena.text
    assert "+49 30 23125110" in olena.text


def test_a_skill_taken_away_meanwhile_is_said(olena: Browser, haircut: Service, anna: Master) -> None:
    olena.to_review()
    fields = {"end": olena.hidden("end"), "price": olena.hidden("price")}
    Skill.objects.filter(master=anna, service=haircut).delete()
    olena.send(**fields)
    assert 400 <= olena.status < 500
    assert Visit.objects.count() == 0


def test_a_blocked_client_gets_a_neutral_answer(olena: Browser) -> None:
    Client.objects.create(name="Olena", phone="+491512345678", language="de", status=ClientStatus.BLOCKED)
    olena.to_review().confirm()
    assert olena.status == 403
    assert "können wir online nicht abschließen" in olena.text
    assert "Verbindlich buchen" in olena.text


def test_too_many_open_visits_are_said(olena: Browser) -> None:
    for hour in (7, 9, 11):
        olena.tab().to_review(start=f"2026-06-09T{hour:02}:00Z").confirm()
    olena.to_review(start="2026-06-10T07:00Z").confirm()
    assert olena.status == 409
    assert "schon mehrere offene Termine" in olena.text


def test_the_holds_own_rows_become_the_appointments(olena: Browser) -> None:
    olena.to_review()
    row = Hold.objects.get().occupancies.get()
    olena.confirm()
    row.refresh_from_db()
    assert row.appointment == Appointment.objects.get()
    assert Hold.objects.count() == 0


def test_the_button_alone_books_not_the_page(olena: Browser) -> None:
    olena.to_review()
    for _look in range(3):
        olena.reload()
    assert Visit.objects.count() == 0
    assert CONTACT["name"] in olena.text


@pytest.mark.parametrize(
    ("free", "at_all", "words"),
    [
        (24, 24, "Stornieren können Sie kostenfrei bis Donnerstag, 11. Juni, 9:00 Uhr."),
        (240, 2, "Stornieren können Sie bis Freitag, 12. Juni, 7:00 Uhr, aber es wird als späte Absage vermerkt."),
        (240, 240, "dass ihn nur noch ein Anruf ändern kann"),
    ],
)
def test_the_review_says_until_when_one_can_cancel(olena: Browser, free: int, at_all: int, words: str) -> None:
    BookingSettings.load().save()
    BookingSettings.objects.update(free_cancel_hours=free, cancel_limit_hours=at_all)
    assert words in olena.to_review("service=haircut&master=anna&day=2026-06-12").text
