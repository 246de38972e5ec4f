"""A master between two clients: her day, requests, closed times, walk-ins, and what was paid."""

from datetime import date
from decimal import Decimal

import pytest

from booking.actions.finalise import NOTE_LENGTH
from booking.api.shapes.staff import REASON
from booking.api.shapes.visits import NAME, NOTE
from bot_service.handlers import booking_end, cards, scan, walk_in
from bot_service.handlers.scan import read_amount
from bot_service.handlers.time_off import read_dates
from tests.bot_service.salon import DAY, START, VISIT, House, card, refused

MASTER = {"slug": "anna", "name": "Anna", "is_owner": False}
OFF = {"id": 3, "start": "2026-12-24T00:00:00+01:00", "end": "2027-01-01T00:00:00+01:00", "master": "Anna"}
INSIDE = {"id": 5, "start": START, "client": "Olena", "service": "Schnitt"}


@pytest.fixture(autouse=True)
def _is_master(house: House) -> None:
    house.site.master = MASTER


def test_a_request_is_approved_with_one_tap_on_the_card_that_the_site_sent(house):
    house.telegram._sendMessage({"chat_id": str(house.anna.id), "text": "Neue Anfrage"})
    house.site.special["POST /api/bot/decide/"] = card(status="confirmed", may=["done", "no_show"])
    shown = house.anna.press_data(f"ap:{VISIT}", house.anna.screen.id)
    assert house.asked("POST /api/bot/decide/")[0].json == {"visit": VISIT, "answer": "approve"}
    assert shown.text.startswith("Angenommen. Olena &lt;b&gt; bekommt eine Bestätigung.")
    assert len(house.anna.chat) == 1
    assert "Annehmen" not in house.anna.labels


def test_who_was_slower_sees_the_card_as_it_is_now(house):
    house.anna.write("/requests")
    house.site.special["POST /api/bot/decide/"] = [refused("already_decided", "Schon entschieden.")]
    house.site.card = card(status="confirmed", may=["done"])
    house.anna.press_data(f"ap:{VISIT}", house.anna.screen.id)
    assert house.anna.screen.text.startswith("Schon entschieden.\n<b>Bestätigt</b>")
    assert "Erledigt" in house.anna.labels


@pytest.mark.parametrize(
    ("button", "typed", "reason"),
    [("Kollegin ist krank", "", "Майстер, на жаль, захворів."), ("Anderer Grund", "Urlaub", "Urlaub")],
)
def test_a_decline_has_a_reason_in_the_language_of_who_reads_it(house, button, typed, reason):
    house.site.card = card(language="uk")
    house.anna.write("/requests")
    house.anna.press("Di., 1.")
    house.site.special["POST /api/bot/decide/"] = card(status="declined", may=[])
    house.anna.press("Ablehnen")
    house.anna.press(button)
    if typed:
        house.anna.write(typed)
    body = house.asked("POST /api/bot/decide/")[0].json
    assert body == {"visit": VISIT, "answer": "decline", "reason": reason}
    assert "Abgelehnt." in house.anna.screen.text


def test_a_day_lists_appointments_and_blocked_time_in_their_order(house):
    line = {**INSIDE, "visit": VISIT, "appointment": 5, "end": "2026-12-01T11:15:00+01:00", "master": "Anna"}
    lines = [{**line, "status": "pending", "is_own": True}]
    off = {**OFF, "start": "2026-12-01T09:00:00+01:00", "end": "2026-12-01T10:00:00+01:00"}
    house.site.special["GET /api/bot/agenda/"] = {"days": [{"date": DAY, "lines": lines, "time_off": [off]}]}
    house.anna.write("/week")
    first, second = house.anna.screen.text.split("\n")[1:]
    assert first == "Gesperrt: 9:00 bis 10:00 Uhr"
    assert second == "10:30–11:15 Olena · Schnitt · Noch nicht bestätigt"
    house.anna.press("Di., 1.")
    house.anna.press("10:30 Olena")
    assert "+49 151 2345678" in house.anna.screen.text


def test_running_late_tells_how_many_know_it(house):
    house.site.special["POST /api/bot/late/"] = {"told": 1, "visits": [{"client": "Olena", "start": START}]}
    house.anna.write("/late")
    assert house.anna.labels[:5] == ["5", "10", "15", "20", "30"]
    house.anna.press("15")
    assert house.asked("POST /api/bot/late/")[0].json == {"minutes": 15}
    assert "1 Person hat Bescheid bekommen." in house.anna.screen.text


def test_what_lies_inside_blocked_time_is_shown_before_anything_is_blocked(house):
    inside = refused("appointments_inside", "Da sind Termine.", appointments=[INSIDE])
    house.site.special["POST /api/bot/time-off/"] = [inside]
    house.anna.write("/block")
    house.anna.press("Ganzer Tag")
    house.anna.write("24.12.2099-31.12.2099")
    assert "10:30 Olena · Schnitt" in house.anna.screen.text
    house.site.special["POST /api/bot/time-off/"] = OFF
    house.anna.press("Trotzdem sperren")
    first, second = [asked.json for asked in house.asked("POST /api/bot/time-off/")]
    assert first == {"day": "2099-12-24", "last_day": "2099-12-31", "confirmed": []}
    assert second["confirmed"] == [5]
    assert "Gesperrt: Do., 24.\u00a0Dezember – Do., 31.\u00a0Dezember" in house.anna.screen.text


def test_a_walk_in_takes_five_taps(house):
    house.site.special["POST /api/bot/walk-in/"] = card(status="confirmed", may=["done"])
    house.anna.write("/start")
    for label in ("Ohne Termin eintragen", "Schnitt", "Jetzt", "Überspringen", "Eintragen"):
        house.anna.press(label)
    (entered,) = house.asked("POST /api/bot/walk-in/")
    wanted = {"services": ["cut"], "start": "now", "name": "Ohne Termin", "how": "desk", "master": "anna"}
    assert entered.json == wanted
    assert "Eingetragen: Di., 1." in house.anna.screen.text


def test_somebody_on_the_phone_gets_a_day_a_time_and_leaves_a_number(house):
    house.site.special["POST /api/bot/walk-in/"] = card(status="confirmed", may=["done"])
    house.anna.write("/walkin")
    for label in ("Schnitt", "Anderer Tag", "Di., 1.", "12:00"):
        house.anna.press(label)
    house.anna.write("Ірина")
    house.anna.write("0151 2345678")
    house.anna.press("Eintragen")
    entered = house.asked("POST /api/bot/walk-in/")[0].json
    assert (entered["how"], entered["name"], entered["phone"]) == ("phone", "Ірина", "0151 2345678")
    assert entered["start"] == "2026-12-01T12:00:00+01:00"


def scanned(*services: str) -> dict:
    quoted = {"amount": "45.00", "is_from": False}
    bounds = {"min": "0.00", "max": "80.00", "buttons": ["45.00", "55.00", "65.00", "80.00"], "paid": None}
    lines = [{"id": number, "service": name, "quoted": quoted, **bounds} for number, name in enumerate(services, 5)]
    visit = {"id": VISIT, "client_name": "Olena", "services": ", ".join(services), "lines": lines}
    return {"result": "ok", "message": "", "visit": visit}


@pytest.mark.parametrize("typed", ["/start " + "t" * 39, "482 917"])
def test_a_code_leads_to_the_price_of_each_appointment(house, typed):
    house.site.special["POST /api/qr/scan/"] = scanned("Schnitt", "Farbe")
    house.site.special["POST /api/qr/finalize/"] = card(status="completed", may=[])
    house.anna.write(typed)
    assert "Olena, Schnitt. Vereinbart: 45\u00a0€." in house.anna.screen.text
    house.anna.press("55")
    house.anna.press("Anderer Betrag")
    house.anna.write("80,01")
    assert "Dieser Betrag passt nicht." in house.anna.screen.text
    house.anna.write("62,50")
    house.anna.press("Anmerkung")
    house.anna.write("Trinkgeld extra")
    assert "Zusammen: 117,50\u00a0€" in house.anna.screen.text
    house.anna.press("Termin abschließen")
    assert house.asked("POST /api/qr/finalize/")[0].json == {
        "visit": VISIT,
        "lines": [{"id": 5, "amount": "55.00"}, {"id": 6, "amount": "62.50"}],
        "note": "Trinkgeld extra",
    }
    assert "Abgeschlossen mit 117,50\u00a0€" in house.anna.screen.text


def test_whoever_is_not_of_the_salon_is_invited_to_book(house):
    house.site.master = None
    answer = {"result": "not_staff", "message": "Diesen Code scannt das Salonteam.", "visit": None}
    house.site.special["POST /api/qr/scan/"] = answer
    house.olena.write("/start " + "t" * 39)
    assert "Diesen Code scannt das Salonteam." in house.olena.screen.text
    assert house.olena.labels[0] == "Termin buchen"


def test_a_client_who_finds_a_masters_command_sees_the_menu(house):
    house.site.master = None
    house.olena.write("/today")
    assert "Termin buchen" in house.olena.labels
    assert not house.asked("GET /api/bot/agenda/")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("24.12.", ("2026-12-24", "2026-12-24")),
        ("24.12.-31.12.", ("2026-12-24", "2026-12-31")),
        ("vom 24.12.2026 bis 2.1.2027", ("2026-12-24", "2027-01-02")),
        ("1.2.", ("2027-02-01", "2027-02-01")),
        ("31.12.2026-24.12.2026", None),
        ("31.2.", None),
        ("1.1.2020", None),
        ("morgen", None),
        ("1.1.27 2.1.27 3.1.27", None),
    ],
)
def test_dates_are_read_as_people_write_them(text, found):
    read = read_dates(text, today=date(2026, 11, 28))
    assert read == (tuple(map(date.fromisoformat, found)) if found else None)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("45", "45"),
        ("45,5", "45.5"),
        ("45.50 €", "45.50"),
        ("45,505", None),
        ("€45", "45"),
        ("1e5", None),
        ("-1", None),
    ],
)
def test_amounts_are_read_to_the_cent(text, amount):
    assert read_amount(text) == (Decimal(amount) if amount else None)


def test_what_people_write_is_cut_to_what_the_site_takes() -> None:
    """Else the site refuses all of it, and nobody is told which part."""
    assert scan.LONGEST_NOTE <= NOTE_LENGTH
    assert cards.LONGEST_REASON <= REASON
    assert max(booking_end.LONGEST_NAME, walk_in.LONGEST_NAME) <= NAME
    assert booking_end.LONGEST_NOTE <= NOTE
