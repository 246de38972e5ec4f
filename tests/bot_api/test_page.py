"""The page with the phones, and what stands behind it."""

import re
import subprocess
import sys

import requests
from telebot import TeleBot, types

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi
from scripts.places import ROOT
from tests.bot_api.test_messages import PNG, key, keyboard
from tests.telegram import OLENA, hear


def do(api: BotApi, path: str, **told: object) -> requests.Response:
    return requests.post(f"{api.url}/_person{path}", json=told, timeout=5)


def see(api: BotApi, path: str) -> requests.Response:
    return requests.get(f"{api.url}{path}", timeout=5)


def test_a_person_does_in_a_browser_what_a_test_does(bot: TeleBot, bot_api: BotApi) -> None:
    heard: list[types.Message] = []
    taps: list[types.CallbackQuery] = []
    bot.message_handler(content_types=["text", "contact"])(heard.append)
    bot.callback_query_handler(lambda query: True)(taps.append)
    id = do(bot_api, "", first_name="Anna", language_code="de", phone="49151000").json()["id"]
    assert do(bot_api, f"/{id}/text", text="Hallo").json() == {"message": "She has to start the bot first."}
    do(bot_api, f"/{id}/open", link=f"https://t.me/{bot_api.bot['username']}?start=book")
    message = bot.send_message(id, "Hier", reply_markup=keyboard([key("Eins", "1"), key("Zwei", "2")]))
    keys = types.ReplyKeyboardMarkup().add(types.KeyboardButton("Nummer", request_contact=True))
    bot.send_message(id, "Dort", reply_markup=keys)
    for action, told in (
        ("tap", {"message": message.id, "row": 0, "column": 1}),
        ("tap", {"label": "Eins"}),
        ("key", {"label": "Nummer"}),
        ("foreign-contact", {"phone": "49151999"}),
        ("forge", {"data": "ap:x", "message": 777}),
    ):
        assert do(bot_api, f"/{id}/{action}", **told).status_code == 200
    hear(bot)
    start, own, foreign = heard
    assert (start.text, own.contact.phone_number, foreign.contact.phone_number) == (
        "/start book",
        "49151000",
        "49151999",
    )
    assert [(tap.data, tap.message.message_id) for tap in taps] == [("2", message.id), ("1", message.id), ("ap:x", 777)]


def test_the_chat_is_told_as_it_is_seen(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    bot.set_my_commands([types.BotCommand("book", "Записатися")], language_code="uk")
    bot.send_photo(OLENA, PNG, caption="<b>QR</b>")
    seen = see(bot_api, f"/_person/{OLENA}/chat").json()
    assert [message["text"] for message in seen["messages"]] == ["/start", "QR"]
    assert seen["commands"] == [{"command": "book", "description": "Записатися"}]
    file = seen["messages"][1]["file"]["id"]
    assert see(bot_api, f"/_person/{OLENA}/file/{file}").content == PNG
    other = bot_api.person(5)
    assert see(bot_api, f"/_person/{other.id}/file/{file}").status_code == 404


def test_only_chats_that_changed_are_told(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    anna = bot_api.person(4711, "Anna")
    anna.start()
    version = see(bot_api, "/_person").json()["version"]
    assert see(bot_api, f"/_person?since={version}").json()["chats"] == []
    bot.send_message(4711, "Hallo")
    changed = see(bot_api, f"/_person?since={version}&timeout=5").json()
    assert [chat["person"]["id"] for chat in changed["chats"]] == [4711]


def test_what_cannot_be_done_is_said(bot_api: BotApi, olena: Person) -> None:
    for path, told in (
        (f"/{OLENA}/tap", {"label": "None"}),
        (f"/{OLENA}/tap", {"message": 1, "row": 5, "column": 0}),
        (f"/{OLENA}/dance", {}),
        (f"/{OLENA}/text", {}),
        ("", {"id": "x"}),
    ):
        answer = do(bot_api, path, **told)
        assert (answer.status_code, list(answer.json())) == (400, ["message"])
    assert do(bot_api, "/99/text", text="a").status_code == 404
    form = requests.post(f"{bot_api.url}/_person/{OLENA}/text", data='{"text": "a"}', timeout=5)
    assert form.status_code == 415
    assert len(olena.chat) == 1


def test_a_foreign_name_for_this_machine_opens_nothing(bot_api: BotApi) -> None:
    for path in ("/", "/_person"):
        assert requests.get(f"{bot_api.url}{path}", headers={"Host": "evil.example:80"}, timeout=5).status_code == 403


def test_the_page_loads_nothing_from_elsewhere(bot_api: BotApi) -> None:
    page = see(bot_api, "/")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "style=" not in page.text
    for name in re.findall(r'(?:src|href)="([^"#]+)"', page.text):
        assert name.startswith("/page/")
        assert see(bot_api, name).status_code == 200
    assert see(bot_api, "/page/../server.py").status_code == 404
    assert see(bot_api, "/page/..%2f__main__.py").status_code == 404


def test_it_runs_before_anything_is_installed() -> None:
    code = "import scripts.bot_api.server, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    shown = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    foreign = set(shown.stdout.split()) - set(sys.stdlib_module_names) - {"scripts", "__main__"}
    assert {name for name in foreign if not name.startswith("_")} == set()
