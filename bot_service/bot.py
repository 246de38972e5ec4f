"""The bot with everything it needs."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from requests import RequestException, Response, Session
from telebot import TeleBot, apihelper
from telebot.apihelper import ApiException
from telebot.types import BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands, Update

from bot_service import texts
from bot_service.config import Config
from bot_service.dispatch import Dispatcher
from bot_service.handlers import booking, booking_end, cards, master, moving, scan, start, time_off, visits, walk_in
from bot_service.routes import together
from bot_service.sender import Sender
from bot_service.state import States
from bot_service.store import open_store
from bot_service.texts import gettext as _
from bot_service.texts import label
from bot_service.transport import Transport
from bot_service.updates import Seen

log = logging.getLogger("bot_service")

# Everything else Telegram may keep.
KINDS = ["message", "callback_query"]
DIALOGS = (start, booking, booking_end, visits, moving, master, cards, time_off, walk_in, scan)


@dataclass(frozen=True)
class Bot:
    """`work` on one update after the other, in one thread; `seen` tells which were there before."""

    telegram: TeleBot
    seen: Seen
    site: Transport

    def work(self, update: Update) -> None:
        """Whatever goes wrong, the next one has its turn."""
        try:
            self.telegram.process_new_updates([update])
        except Exception:
            log.exception("an update was lost")

    def introduce(self) -> None:
        """Commands and menu button in every language; the bot works without them too."""
        try:
            languages: tuple[str | None, ...] = (*texts.LANGUAGES, None)
            for language in languages:
                with texts.speaking(language or texts.DEFAULT):
                    self._introduce(language)
            self.telegram.set_chat_menu_button(menu_button=MenuButtonCommands())
        except (RequestException, ApiException) as problem:
            log.warning("the commands could not be set: %s", type(problem).__name__)

    def _introduce(self, language: str | None) -> None:
        """What people with this language in Telegram see; None: all others."""
        commands = [
            BotCommand("book", label("Book")),
            BotCommand("visits", label("My appointments")),
            BotCommand("contacts", label("Address and phone")),
            BotCommand("language", label("Language")),
            BotCommand("help", label("Help")),
        ]
        scope = BotCommandScopeAllPrivateChats()
        self.telegram.set_my_commands(commands, scope=scope, language_code=language)
        about = _("Book an appointment, see your appointments and get reminders.")
        self.telegram.set_my_short_description(about, language_code=language)


def build(config: Config) -> Bot:
    apihelper.API_URL = config.telegram_api_url + "/bot{0}/{1}"  # type: ignore[assignment]
    apihelper.CONNECT_TIMEOUT, apihelper.READ_TIMEOUT = 3, 10
    apihelper.CUSTOM_REQUEST_SENDER = _send  # type: ignore[assignment]
    store = open_store(config.redis_url)
    telegram = TeleBot(config.bot_token, parse_mode="HTML", threaded=False)
    transport = Transport(config.site_url, config.site_token)
    routes = together(*(one.routes for one in DIALOGS))
    dispatcher = Dispatcher(Sender(telegram), transport, States(store), routes, config.zone, config.site_url)
    _listen(telegram, dispatcher)
    return Bot(telegram, Seen(store), transport)


def _send(method: str, url: str, *, params: dict[str, Any] | None, **options: Any) -> Response:
    """In the body: the library would write everything into the address, where a message of Cyrillic has no room."""
    session: Session = apihelper._get_req_session()
    return session.request("POST", url, data=params, **options)


def _listen(telegram: TeleBot, dispatcher: Dispatcher) -> None:
    everything: Callable[[object], bool] = lambda update: True  # noqa: E731 - telebot asks for one
    kinds = ["text", "contact", "photo", "document", "voice", "video", "sticker", "location", "audio", "video_note"]
    telegram.register_message_handler(dispatcher.message, content_types=kinds, func=everything)
    telegram.register_callback_query_handler(dispatcher.callback, func=everything)
