"""Booking in the chat: one message, from "what" to "thank you"."""

import pytest

from tests.bot_service.salon import START, VISIT, House, keys_of, refused, visit
from tests.bot_service.servers import Said


def choose_a_time(house: House) -> None:
    house.olena.write("/start book")
    for label in ("Haare", "Schnitt", "Weiter", "Keine Präferenz", "Di., 1.", "10:30"):
        house.olena.press(label)


def test_somebody_unknown_books_by_sharing_their_own_number(house):
    choose_a_time(house)
    assert "Wie heißen Sie" in house.olena.screen.text
    house.olena.write("Olena Koval")
    assert house.olena.screen.keyboard[0]["request_contact"] is True
    house.olena.share_phone("491512345678")
    assert "Wann: Di., 1.\u00a0Dezember, 10:30\u00a0Uhr" in house.olena.screen.text
    assert "Preis: ab\u00a045\u00a0€" in house.olena.screen.text
    house.olena.press("Termin anfragen")
    assert "Danke, Ihre Anfrage ist bei uns" in house.olena.screen.text
    (saved,) = house.asked("POST /api/bot/profile/")
    assert saved.json["phone"] == "+491512345678"
    (booked,) = house.asked("POST /api/bot/book/")
    assert booked.json["agreed"] == {"end": "2026-12-01T11:15:00+01:00", "amount": "45.00"}
    assert (booked.json["start"], booked.json["services"], booked.json["name"]) == (START, ["cut"], "Olena Koval")
    assert "phone" not in booked.json


def test_a_dialog_is_one_message_however_often_one_presses(house):
    choose_a_time(house)
    assert len(house.olena.chat) == 1


def test_somebody_elses_number_is_not_taken_for_ones_own(house):
    choose_a_time(house)
    house.olena.write("Olena")
    house.olena.share_phone("491519999999", of=1)
    assert "Ihre eigene Nummer" in house.olena.screen.text
    assert not house.asked("POST /api/bot/profile/")


def test_a_typed_contact_goes_with_the_visit_and_proves_nothing(house):
    choose_a_time(house)
    house.olena.write("Olena")
    house.olena.write("weder noch")
    assert "weder eine Telefonnummer" in house.olena.screen.text
    house.olena.write("olena@example.org")
    house.olena.press("Termin anfragen")
    (booked,) = house.asked("POST /api/bot/book/")
    assert booked.json["email"] == "olena@example.org"
    assert not house.asked("POST /api/bot/profile/")


def test_whom_the_site_knows_is_asked_for_nothing(house):
    house.site.client = {"name": "Olena", "phone": "+49151", "email": "", "is_linked": True}
    choose_a_time(house)
    assert "Bitte prüfen Sie" in house.olena.screen.text


def test_a_time_that_somebody_else_took_leads_to_the_other_times(house):
    house.site.client = {"name": "Olena", "phone": "+49151", "email": "", "is_linked": True}
    choose_a_time(house)
    house.site.special["POST /api/bot/book/"] = [refused("slot_taken", "Diese Zeit ist vergeben.")]
    house.olena.press("Termin anfragen")
    assert house.olena.screen.text.startswith("Diese Zeit ist vergeben.")
    assert "12:00" in house.olena.labels
    house.olena.press("12:00")
    house.olena.press("Termin anfragen")
    assert "Danke, Ihre Anfrage" in house.olena.screen.text


def test_a_new_price_is_shown_before_it_is_agreed_to(house):
    house.site.client = {"name": "Olena", "phone": "+49151", "email": "", "is_linked": True}
    choose_a_time(house)
    house.site.special["POST /api/bot/book/"] = [refused("price_changed", "Der Preis hat sich geändert.")]
    house.olena.press("Termin anfragen")
    assert house.olena.screen.text.startswith("Der Preis hat sich geändert.")
    assert "Termin anfragen" in house.olena.labels


def test_a_contact_the_site_finds_wrong_is_asked_for_again(house):
    choose_a_time(house)
    house.olena.write("Olena")
    house.olena.write("0151 000")
    house.olena.write("+49 151 000000")
    wrong = refused("invalid", "Bitte prüfen.", 400, phone=["Das ist keine Telefonnummer."])
    house.site.special["POST /api/bot/book/"] = [wrong]
    house.olena.press("Termin anfragen")
    assert "Das ist keine Telefonnummer." in house.olena.screen.text
    assert house.olena.screen.keyboard


def test_a_day_without_times_leads_back_to_the_days(house):
    house.olena.write("/start book-cut")
    house.olena.press("Weiter")
    house.olena.press("Anna")
    house.olena.press("Do., 3.")
    assert "nichts frei" in house.olena.screen.text
    assert house.asked("GET /api/bot/slots/")[-1].query["master"] == ["anna"]


def test_a_full_strip_names_the_next_day(house):
    house.site.special["GET /api/bot/slots/"] = {"days": [], "next_day": "2026-12-24", "day": None}
    house.olena.write("/start book-cut")
    house.olena.press("Weiter")
    house.olena.press("Keine")
    assert "Nächster freier Tag: Do., 24." in house.olena.screen.text


def test_several_services_make_one_visit(house):
    house.olena.write("/start book-cut")
    house.olena.press("Noch eine Leistung")
    house.olena.press("Nägel")
    house.olena.press("Maniküre")
    for label in ("Weiter", "Vera", "Di., 1."):
        house.olena.press(label)
    assert house.asked("GET /api/bot/slots/")[-1].query["service"] == ["cut", "manicure"]


@pytest.mark.parametrize("language", ["de", "ru", "uk", "en"])
def test_buttons_stay_within_sixty_four_bytes_in_every_language(house, language):
    house.olena.write("/start")
    house.olena.press_data(f"la:{language}", house.olena.screen.id)
    house.olena.write("/start book-cut")
    house.olena.press_data("go:contacts", house.olena.screen.id)
    house.olena.press_data(f"v:{VISIT}", house.olena.screen.id)
    sent = [fields["reply_markup"] for _method, fields in house.telegram.calls if "reply_markup" in fields]
    assert sent
    for method, fields in house.telegram.calls:
        for key in keys_of(fields):
            assert len(key["callback_data"].encode()) <= 64, method


def test_the_site_being_away_is_said_kindly_with_its_phone_number_and_a_way_on(house):
    house.olena.write("/start")
    house.site.special["GET /api/bot/services/"] = [Said(500)]
    house.olena.press("Termin buchen")
    assert "+49 40 1234567" in house.olena.screen.text
    house.olena.press("Noch einmal versuchen")
    assert "Was darf es sein?" in house.olena.screen.text


def test_a_name_of_any_kind_breaks_nothing(house):
    name = "\u202e<b>Olena</b> & 👩🏽‍🎨 " + "ї" * 5000
    house.site.visit = visit(name=name, services=name, masters=name, note=name, status="confirmed")
    choose_a_time(house)
    house.olena.write(name)
    house.olena.write("+49 151 2345678")
    house.olena.press_data(f"v:{VISIT}", house.olena.screen.id)
    for shown in house.olena.chat:
        assert len(shown.text.encode("utf-16-le")) // 2 <= 4096
        assert "\u202e" not in shown.text
        assert "<b>Olena" not in shown.text
    assert "&lt;b&gt;Olena" in house.olena.screen.text


def test_an_update_that_comes_twice_asks_with_the_same_key(house):
    house.olena.write("/start")
    house.olena.press_data(f"ok:{VISIT}", house.olena.screen.id)
    house.olena.repeat()
    house.olena.press_data(f"ok:{VISIT}", house.olena.screen.id)
    first, again, another = [asked.headers["Idempotency-Key"] for asked in house.asked("POST /api/bot/coming/")]
    assert first == again != another
