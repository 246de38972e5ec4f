"""Coming in, connecting, leaving; old buttons and forged ones."""

import pytest
from telebot.types import Update

from tests.bot_service.salon import ANNA, SALON, VISIT, House, refused, visit
from tests.bot_service.servers import Said

CLIENT = {"name": "Olena", "phone": "+49151", "email": "", "is_linked": True}
CODE = "Ab3dEf7hIjKlMnOpQrStUvWxYz0123456789-_ab"
MASTER = {"slug": "anna", "name": "Anna", "is_owner": False}


def linked(house: House, kind: str, **profile: object) -> None:
    answer = {"kind": kind, "visit": None, "profile": {**house.site.profile(), **profile}}
    house.site.special["POST /api/bot/link/"] = answer


def test_the_menu_greets_in_the_language_of_the_phone(house):
    house.olena._from["language_code"] = "uk"
    assert "Добрий день" in house.olena.write("/start").text


def test_a_clients_link_connects_and_shows_the_visit(house):
    linked(house, "client", client=CLIENT)
    house.site.special["POST /api/bot/link/"]["visit"] = visit()
    house.olena.write("/start " + "q" * 64)
    assert house.asked("POST /api/bot/link/")[0].json["code"] == "q" * 64
    assert "Telegram ist verbunden" in house.olena.screen.text
    assert "jederzeit trennen" in house.olena.screen.text
    assert "Verschieben" in house.olena.labels


@pytest.mark.parametrize("typed", [f"/start m-{CODE}", f"m-{CODE}", CODE])
def test_a_masters_code_may_come_by_link_or_be_typed(house, typed):
    linked(house, "master", master=MASTER)
    house.anna.write(typed)
    assert house.asked("POST /api/bot/link/")[0].json["code"] == CODE
    assert "Willkommen, Anna" in house.anna.screen.text
    assert "Offene Anfragen" in house.anna.labels


@pytest.mark.parametrize(
    ("typed", "said"), [("/start " + "q" * 64, "Link ist abgelaufen"), (CODE, "Code ist ungültig")]
)
def test_a_spent_code_is_said_in_our_words(house, typed, said):
    house.site.special["POST /api/bot/link/"] = refused("link_expired", "Abgelaufen.", 410)
    assert said in house.olena.write(typed).text


def test_a_word_of_eight_letters_is_no_code(house):
    house.olena.write("schedule")
    assert "nicht verstanden" in house.olena.screen.text
    assert not house.asked("POST /api/bot/link/")


def test_leaving_is_explained_and_asked_for_twice(house):
    house.site.client = dict(CLIENT)
    house.site.special["POST /api/bot/unlink/"] = {**house.site.profile(), "client": None}
    house.olena.write("/help")
    house.olena.press("Telegram trennen")
    assert "keine Bestätigungen" in house.olena.screen.text
    assert not house.asked("POST /api/bot/unlink/")
    house.olena.press("Ja, trennen")
    assert house.asked("POST /api/bot/unlink/")[0].json == {"kind": "client"}
    assert "Telegram ist getrennt" in house.olena.screen.text


def test_another_language_is_spoken_at_once_and_remembered_by_the_site(house):
    house.site.client = dict(CLIENT)
    house.olena.write("/language")
    house.olena.press("Українська")
    assert house.olena.screen.text.startswith("Відтепер пишемо Вам українською.")
    assert "Записатися" in house.olena.labels
    assert house.asked("POST /api/bot/profile/")[0].json == {"name": "Olena", "language": "uk"}
    house.olena.write("/help")
    assert house.web.asked[-1].headers["Accept-Language"] == "uk"


def test_a_button_of_an_older_screen_is_answered_and_the_present_one_shown(house):
    house.olena.write("/book")
    old = house.olena.screen.buttons[0]["callback_data"]
    house.olena.press("Haare")
    house.olena.press_data(old, house.olena.screen.id)
    assert house.telegram.toasts[-1].startswith("Diese Schaltfläche gilt nicht mehr.")
    assert "Wählen Sie eine Leistung." in house.olena.screen.text


@pytest.mark.parametrize("data", ["s:abcdef:0", "go:unknown", "go:again", "v:short", "ap", "💥", "la:xx", "x" * 64])
def test_forged_buttons_show_the_menu_or_what_is_open_and_change_nothing(house, data):
    house.olena.write("/start")
    house.web.asked.clear()
    house.olena.press_data(data, house.olena.screen.id)
    assert house.olena.screen.buttons
    assert {asked.method for asked in house.web.asked} <= {"GET"}


def test_words_of_the_site_work_in_its_own_messages(house):
    house.telegram._sendMessage({"chat_id": str(house.olena.id), "text": "Morgen sehen wir uns"})
    reminder = house.olena.screen.id
    house.olena.press_data(f"ok:{VISIT}", reminder)
    assert house.asked("POST /api/bot/coming/")[0].json == {"visit": VISIT}
    assert "Danke, bis bald." in house.olena.screen.text
    house.olena.press_data(f"cx:{VISIT}", reminder)
    house.olena.press("Ja, stornieren")
    assert "Ihr Termin ist storniert" in house.olena.screen.text
    assert house.olena.screen.id == reminder


def test_moving_shows_old_and_new_before_it_is_done(house):
    house.olena.write("/start")
    house.olena.press_data(f"mv:{VISIT}", house.olena.screen.id)
    for label in ("Di., 1.", "12:00"):
        house.olena.press(label)
    assert "Bisher: Di., 1." in house.olena.screen.text
    assert not house.asked("POST /api/bot/move/")
    house.site.special["POST /api/bot/move/"] = [refused("slot_taken", "Vergeben.")]
    house.olena.press("Verschieben")
    assert house.olena.screen.text.startswith("Vergeben.")
    house.olena.press("12:00")
    house.olena.press("Verschieben")
    assert house.asked("POST /api/bot/move/")[-1].json == {"visit": VISIT, "start": "2026-12-01T12:00:00+01:00"}


def test_the_calendar_file_and_the_qr_code_come_as_files(house):
    house.olena.write("/start")
    for word, method in (("ic", "sendDocument"), ("qr", "sendPhoto")):
        house.olena.press_data(f"{word}:{VISIT}", house.olena.screen.id)
        assert method in [name for name, _fields in house.telegram.calls]


def test_in_a_group_the_bot_says_nothing(house):
    sender = {"id": ANNA, "is_bot": False, "first_name": "Anna"}
    chat = {"id": -5, "type": "supergroup", "title": "Salon"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "/start"}
    house.bot.work(Update.de_json({"update_id": 1, "message": message}))
    assert house.telegram.chats == {}


def test_while_the_site_is_away_from_the_start_the_sentence_has_no_number(house):
    house.site.special["GET /api/bot/profile/"] = Said(500)
    house.olena.write("/start")
    assert house.olena.screen.text.startswith("Da ist etwas schiefgegangen.")
    assert SALON["phone_shown"] not in house.olena.screen.text


def test_whoever_blocked_the_bot_is_left_alone(house):
    blocked = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    house.telegram.failing["sendMessage"] = Said(403, blocked)
    with pytest.raises(IndexError):
        house.olena.write("/start")
    house.telegram.failing.clear()
    assert "Guten Tag" in house.olena.write("/start").text
