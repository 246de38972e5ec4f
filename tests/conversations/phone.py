"""A person with the bot on the phone: every step waits until the bot has done with it."""

from collections.abc import Callable
from datetime import date, datetime

from bot_service import said, texts
from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi
from scripts.bot_api.shown import Button, Shown

# Other tests may have the machine to themselves for a while.
PATIENCE_SECONDS = 60


class Phone:
    """`language`: in which the buttons are read. All steps answer what is newest on the screen afterwards."""

    def __init__(self, api: BotApi, person: Person, language: str) -> None:
        self.api, self.person, self.language = api, person, language
        self.typed: list[str] = []

    @property
    def id(self) -> int:
        return self.person.id

    def start(self, payload: str = "") -> Shown:
        return self._step(lambda: self.person.start(payload), payload)

    def open(self, link: str) -> Shown:
        """Follow a deep link."""
        return self._step(lambda: self.person.open(link), link.rpartition("=")[2])

    def write(self, text: str) -> Shown:
        return self._step(lambda: self.person.write(text), text)

    def share_phone(self) -> Shown:
        return self._step(self.person.share_contact, self.person.phone)

    def tap(self, message_id: str) -> Shown:
        """The newest button that says this English id in the person's language."""
        return self._tap(lambda button: button.text == self.label(message_id), message_id)

    def tap_like(self, words: str) -> Shown:
        """The newest button that begins so."""
        return self._tap(lambda button: button.text.startswith(words), words)

    def tap_word(self, word: str) -> Shown:
        """The newest button with this word behind it, as the site writes them too: "ok" for "I will be there"."""
        return self._tap(lambda button: button.data.startswith(f"{word}:"), word)

    def tap_at(self, row: int, column: int) -> Shown:
        """On the newest message, where the words do not matter."""
        return self._step(lambda: self.person.tap_at(self.screen.id, row, column))

    def tap_day(self, day: date) -> Shown:
        return self.tap_like(self.in_words(lambda: said.day(day)))

    def tap_time(self, when: datetime) -> Shown:
        return self.tap_like(said.clock(when))

    def push(self, word: str) -> str:
        """The same as `tap_word`, without waiting for anything; the query's id."""
        message, row, column = self._find(lambda button: button.data.startswith(f"{word}:"), word)
        return self.person.tap_at(message.id, row, column)

    def forge(self, data: str, message_id: int | None = None) -> Shown:
        """A tap that no button offers."""
        return self._step(lambda: self.person.forge(data, message_id))

    @property
    def screen(self) -> Shown:
        """The message that was written or edited last."""
        return max((one for one in self.person.chat if not one.is_mine), key=lambda one: one.version)

    @property
    def toast(self) -> str:
        """What the last tap was answered with."""
        return self.person.notices[-1].text

    def data_of(self, word: str) -> str:
        message, row, column = self._find(lambda button: button.data.startswith(word), word)
        return message.rows[row][column].data

    def reads(self, message_id: str, when: datetime | None = None, **values: object) -> bool:
        """Whether the newest message says this sentence of the bot's, in the person's language."""
        return self.sentence(message_id, when, **values) in self.screen.text

    def sentence(self, message_id: str, when: datetime | None = None, **values: object) -> str:
        """In the person's language; `when` fills its date and time."""
        return self.in_words(lambda: texts.gettext(message_id).format(**values, **_moment(when)))

    def label(self, message_id: str) -> str:
        return self.in_words(lambda: texts.label(message_id))

    def in_words(self, say: Callable[[], str]) -> str:
        with texts.speaking(self.language):
            return say()

    def _tap(self, is_it: Callable[[Button], bool], wanted: str) -> Shown:
        message, row, column = self._find(is_it, wanted)
        return self._step(lambda: self.person.tap_at(message.id, row, column))

    def _find(self, is_it: Callable[[Button], bool], wanted: str) -> tuple[Shown, int, int]:
        newest = sorted(self.person.chat, key=lambda one: -one.version)
        for message in newest:
            for row, buttons in enumerate(message.rows):
                for column, button in enumerate(buttons):
                    if is_it(button):
                        return message, row, column
        shown = "\n".join(f"{one.text} {one.labels}" for one in newest[:4])
        raise LookupError(f"No button {wanted!r} in the chat of {self.id}:\n{shown}")

    def _step(self, act: Callable[[], object], typed: str = "") -> Shown:
        self.typed.append(typed)
        act()
        assert self.api.updates.wait_until_taken(PATIENCE_SECONDS), "the bot has not done with it"
        return self.screen


def _moment(when: datetime | None) -> dict[str, str]:
    return {"date": said.day(when), "time": said.at(when)} if when else {}
