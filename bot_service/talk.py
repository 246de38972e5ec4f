"""One person's turn: what they did, what we remember, what they are shown."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from telebot.types import ReplyKeyboardRemove

from bot_service import keyboards
from bot_service.callbacks import new_nonce
from bot_service.keyboards import Rows
from bot_service.routes import Routes
from bot_service.sender import Gone, Sender
from bot_service.site_types import Profile, Salon
from bot_service.staff_site import Site
from bot_service.state import Draft, State
from bot_service.texts import gettext as _
from bot_service.texts import lines


@dataclass(frozen=True)
class Person:
    """Of Telegram: the chat is theirs alone."""

    id: int
    chat: int
    name: str
    language_code: str = ""


@dataclass
class Known:
    """What this process remembers of everybody: how to reach the salon while the site is away."""

    salon: Salon | None = None


@dataclass
class Talk:
    """`target`: the message to be edited, 0 to send a new one; `notice`: goes before what is shown next; `toast`: what
    answers a button, shown over the chat for a moment.
    """

    person: Person
    state: State
    site: Site
    sender: Sender
    routes: Routes
    zone: ZoneInfo
    site_url: str
    known: Known = field(default_factory=Known)
    target: int = 0
    notice: str = ""
    toast: str = ""

    @property
    def draft(self) -> Draft:
        return self.state.draft

    @cached_property
    def profile(self) -> Profile:
        """Asked for at most once a turn."""
        return self.knows(self.site.profile())

    def knows(self, profile: Profile) -> Profile:
        """What the site has just said of this person; kept for the rest of the turn."""
        self.known.salon = profile.salon
        self.__dict__["profile"] = profile
        return profile

    def now(self) -> datetime:
        """On the salon's clock, to the minute."""
        return datetime.now(self.zone).replace(second=0, microsecond=0)

    def begin(self, **draft: object) -> Draft:
        """A new draft, the former one is forgotten."""
        self.state.draft = Draft(**draft)  # type: ignore[arg-type]
        return self.state.draft

    def go(self, screen: str, *, notice: str = "") -> None:
        """Show a screen; what is tapped and typed from now on is understood as on this one."""
        self.notice = notice or self.notice
        self.state.screen = screen
        self.routes.screens[screen](self)

    def hear(self, word: str, about: str) -> None:
        """As if a button with this word had been pressed."""
        self.routes.words[word](self, about)

    def show(self, text: str, rows: Rows = ()) -> None:
        """In the message of the dialog; in a new one below, if the person wrote something."""
        self.state.nonce = new_nonce()
        markup, self.state.buttons = keyboards.inline(rows, self.state.nonce)
        text, self.notice = lines(self.notice, text), ""
        if self.state.has_keyboard:
            self._put_keyboard_away()
        if self.target:
            try:
                self.sender.edit(self.person.chat, self.target, text, markup)
                self._is_in(self.target, is_own=self.state.is_own and self.target == self.state.message)
                return
            except Gone:
                self.target = 0
        self._leave()
        self._is_in(self.sender.send(self.person.chat, text, markup), is_own=True)

    def finish(self, text: str, rows: Rows = ()) -> None:
        """The same, for the end of a dialog: this message stays, whatever comes later."""
        self.state.screen = ""
        self.begin()
        self.show(text, rows)
        self.state.message, self.state.is_own = 0, False

    def ask_for_phone(self, text: str) -> None:
        """A message with Telegram's own button to share one's number."""
        self._leave()
        self.state.nonce, self.state.buttons = "", []
        text, self.notice = lines(self.notice, text), ""
        self._is_in(self.sender.send(self.person.chat, text, keyboards.phone_sharing()), is_own=True)
        self.state.has_keyboard = True

    def _put_keyboard_away(self) -> None:
        self._leave()
        self.target = 0
        self.sender.send(self.person.chat, _("Thank you."), ReplyKeyboardRemove())
        self.state.has_keyboard = False

    def _leave(self) -> None:
        """The dialog goes on in another message; one that was nothing but the dialog disappears."""
        if self.state.message and self.state.is_own:
            self.sender.delete(self.person.chat, self.state.message)
        self.state.message = 0

    def _is_in(self, message: int, *, is_own: bool) -> None:
        self.target = self.state.message = message
        self.state.is_own = is_own
