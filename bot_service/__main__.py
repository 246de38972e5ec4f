"""`python -m bot_service`: the bot until somebody stops it."""

import logging
import signal
import sys

from requests import RequestException
from telebot.apihelper import ApiException

from bot_service import journal, texts
from bot_service.bot import Bot, build
from bot_service.config import Config, Mode, WrongSetting, load
from bot_service.polling import Polling
from bot_service.server import Server, announce

log = logging.getLogger("bot_service")


def main() -> None:
    try:
        config = load()
        texts.load_all()
    except WrongSetting as wrong:
        sys.exit(str(wrong))
    except OSError:
        sys.exit("The bot's words are not compiled: ./run words does it.")
    journal.begin(config.log_level, (config.bot_token, config.site_token, config.webhook_secret, config.redis_url))
    bot = build(config)
    if config.mode is Mode.WEBHOOK:
        bot.introduce()
        announce(bot, config)
        Server(config, bot).run()
    else:
        _poll(config, bot)


def _poll(config: Config, bot: Bot) -> None:
    polling = Polling(bot)
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, polling.stop)
    bot.introduce()
    try:
        bot.telegram.remove_webhook()
    except (RequestException, ApiException) as problem:
        log.warning("a webhook could not be removed: %s", type(problem).__name__)
    log.info("polling; the site is %s", config.site_url)
    polling.run()
    log.info("stopped")


if __name__ == "__main__":
    main()
