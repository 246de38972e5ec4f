"""What comes from Telegram, to whoever understands it; and what is said when that went wrong."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from zoneinfo import ZoneInfo

from telebot.types import CallbackQuery, Message, User

from bot_service import texts
from bot_service.callbacks import Tap, Word, unpack
from bot_service.errors import Away, Refused
from bot_service.handlers import commands
from bot_service.keyboards import go, menu_row
from bot_service.routes import Routes
from bot_service.sender import Sender
from bot_service.site import Caller
from bot_service.staff_site import Site
from bot_service.state import State, States
from bot_service.talk import Known, Person, Talk
from bot_service.texts import fill, label
from bot_service.texts import gettext as _
from bot_service.transport import Transport

log = logging.getLogger("bot_service")

# Refusals that say something about the bot, not about what the person did.
OURS = {"unauthorised"}


@dataclass
class Dispatcher:
    """For one thread: one update after the other."""

    sender: Sender
    transport: Transport
    states: States
    routes: Routes
    zone: ZoneInfo
    site_url: str
    known: Known = field(default_factory=Known)

    def message(self, message: Message) -> None:
        if message.chat.type == "private" and message.from_user is not None:
            self._turn(message.from_user, _seed(message.message_id, message.date), 0, lambda talk: _read(talk, message))

    def callback(self, callback: CallbackQuery) -> None:
        """A button under a message of ours; in groups, and in messages that Telegram has forgotten, nothing happens."""
        shown = callback.message
        if shown is None or shown.chat.type != "private" or shown.chat.id != callback.from_user.id:
            self.sender.answer(callback.id)
            return
        seed = _seed(callback.id, shown.message_id, shown.date)
        talk = self._turn(callback.from_user, seed, shown.message_id, lambda talk: _press(talk, callback.data))
        self.sender.answer(callback.id, talk.toast)

    def _turn(self, user: User, seed: str, target: int, work: Callable[[Talk], None]) -> Talk:
        state = self.states.of(user.id)
        talk = self._talk(_person(user), state, seed, target)
        with texts.speaking(talk.site.caller.language):
            _guarded(talk, lambda: self._understood(talk, work))
        self.states.keep(user.id, state)
        return talk

    def _understood(self, talk: Talk, work: Callable[[Talk], None]) -> None:
        """The language is asked for once a day, from whoever is known."""
        if not talk.state.language:
            profile = talk.profile
            known = profile.language if profile.client or profile.master else ""
            talk.state.language = known if known in texts.LANGUAGES else talk.site.caller.language
        caller = talk.site.caller
        talk.site.caller = Caller(caller.user, talk.state.language, caller.new_key)
        with texts.speaking(talk.state.language):
            _guarded(talk, lambda: work(talk))

    def _talk(self, person: Person, state: State, seed: str, target: int) -> Talk:
        language = state.language or texts.spoken_by(person.language_code)
        numbers = count()
        # The same update that comes twice asks with the same keys.
        caller = Caller(person.id, language, lambda: _seed(seed, person.id, next(numbers)))
        site = Site(self.transport, caller)
        return Talk(person, state, site, self.sender, self.routes, self.zone, self.site_url, self.known, target)


def _read(talk: Talk, message: Message) -> None:
    """A command, a shared contact, or something typed."""
    contact = message.contact
    if contact is not None:
        own = contact.user_id == talk.person.id
        hear = talk.routes.contacts.get(talk.state.screen) if own else None
        hear(talk, contact.phone_number) if hear else _show_present(talk, notice=_contact_problem(own=own))
    elif message.text:
        commands.understand(talk, message.text.strip())
    else:
        _show_present(talk, notice=_("I did not understand that. Please choose a button."))


def _contact_problem(*, own: bool) -> str:
    if own:
        return _("I did not understand that. Please choose a button.")
    return _("Please send your own number with the button, or type it.")


def _press(talk: Talk, data: str | None) -> None:
    what = unpack(data)
    if isinstance(what, Word) and what.word in talk.routes.words:
        talk.routes.words[what.word](talk, what.about)
    elif isinstance(what, Tap) and what.nonce == talk.state.nonce and what.index < len(talk.state.buttons):
        meaning, _space, about = talk.state.buttons[what.index].partition(" ")
        talk.routes.taps.get(meaning, _stale)(talk, about)
    else:
        _stale(talk)


def _stale(talk: Talk, _about: str = "") -> None:
    talk.toast = _("This button no longer works. Here is the current state.")
    _show_present(talk)


def _show_present(talk: Talk, notice: str = "") -> None:
    """Where the person is in their dialog; the menu where there is none."""
    screen = talk.state.screen
    talk.go(screen if screen in talk.routes.screens else "menu", notice=notice)


def _guarded(talk: Talk, work: Callable[[], None]) -> None:
    """The edge of the bot: whatever goes wrong, the person hears something kind and the next update is worked on."""
    try:
        work()
    except Refused as refused:
        log.info("refused: %s", refused.code)
        talk.show(_sorry(talk) if refused.code in OURS else refused.sentence, [menu_row()])
    except Away:
        talk.show(_sorry(talk), [[go(label("Try again"), "again")], menu_row()])
    except Exception:  # one broken dialog must not end the process for everybody
        log.exception("a turn went wrong")
        talk.show(_sorry(talk), [menu_row()])


def _sorry(talk: Talk) -> str:
    phone = talk.known.salon.phone_shown if talk.known.salon else ""
    if not phone:
        return _("Something went wrong. Please try again in a moment.")
    return fill(_("Something went wrong. Please try again in a moment or call us: {salon_phone}"), salon_phone=phone)


def _person(user: User) -> Person:
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return Person(user.id, user.id, texts.plain(name, 100), user.language_code or "")


def _seed(*parts: object) -> str:
    return hashlib.sha256(":".join(map(str, parts)).encode()).hexdigest()[:32]
