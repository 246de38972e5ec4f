"""What a person typed: a command, the answer to a question, or a code."""

import re

from bot_service.talk import Talk
from bot_service.texts import every_label
from bot_service.texts import gettext as _

# Commands, and the screens they show; `bot.py` tells Telegram about the first five.
PLACES = {
    "book": "book",
    "visits": "visits",
    "contacts": "contacts",
    "language": "language",
    "help": "help",
    "menu": "menu",
    "cancel": "menu",
    "today": "today",
    "tomorrow": "tomorrow",
    "week": "week",
    "requests": "requests",
    "late": "late",
    "block": "off",
    "walkin": "walk",
    "scan": "scan",
}
# Codes by their form, and who understands them; the first that fits is taken.
CODES = (
    (re.compile(r"[A-Za-z0-9_-]{64}"), "link_client"),
    (re.compile(r"[A-Za-z0-9_-]{39}"), "scan_token"),
    (re.compile(r"(?:m-)?([A-Za-z0-9_-]{40})"), "link_master"),
)
# Only where nobody has asked a question.
TYPED_CODES = ((re.compile(r"\d{6}"), "scan_code"),)
_COMMAND = re.compile(r"/([A-Za-z_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


def understand(talk: Talk, text: str) -> None:
    command = _COMMAND.fullmatch(text)
    if command and command[1] == "start":
        _arrive(talk, (command[2] or "").strip())
    elif command:
        talk.go(PLACES.get(command[1].lower(), "menu"))
    elif text in every_label("Main menu"):
        talk.go("menu")
    elif hear := talk.routes.typed.get(talk.state.screen):
        hear(talk, text)
    elif not (_is_code(talk, text, CODES) or _is_code(talk, text.replace(" ", ""), TYPED_CODES)):
        screen = talk.state.screen
        known = screen if screen in talk.routes.screens else "menu"
        talk.go(known, notice=_("I did not understand that. Please choose a button."))


def _arrive(talk: Talk, payload: str) -> None:
    """By a link `t.me/<bot>?start=<payload>`. What is no payload of ours is as good as none."""
    talk.begin()
    if payload == "book" or payload.startswith("book-"):
        talk.hear("book_service", payload.removeprefix("book").removeprefix("-"))
    elif not _is_code(talk, payload, CODES):
        talk.go("menu")


def _is_code(talk: Talk, text: str, codes: tuple[tuple[re.Pattern[str], str], ...]) -> bool:
    for form, word in codes:
        if found := form.fullmatch(text):
            talk.hear(word, found[found.lastindex or 0])
            return True
    return False
