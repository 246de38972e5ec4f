"""The bot between a tiny site and a tiny Bot API, all over real HTTP."""

from collections.abc import Iterator

import pytest

from bot_service import texts
from bot_service.bot import build
from bot_service.config import load
from salon.cms.words import compile_catalogues
from tests.bot_service.salon import ANNA, OLENA, House, Phone, Site, Telegram
from tests.bot_service.servers import serve


@pytest.fixture(scope="session", autouse=True)
def _words() -> None:
    compile_catalogues(texts.LOCALE)


@pytest.fixture
def house() -> Iterator[House]:
    site, telegram = Site(), Telegram()
    with serve(site.answer) as web, serve(telegram.answer) as api:
        environ = {"TELEGRAM_BOT_TOKEN": "123456:AAabcdefgh", "SITE_TOKEN": "site-token"}
        bot = build(load({**environ, "TELEGRAM_API_URL": api.url, "SITE_URL": web.url}))
        olena = Phone(bot, telegram, OLENA, "Olena", "de")
        anna = Phone(bot, telegram, ANNA, "Anna", "de")
        yield House(site, web, telegram, bot, olena, anna)
        bot.site.close()
