"""What a log must not tell: an address with a key in it opens a visit, a token speaks as the salon's bot."""

import logging
import re

from salon.lib.links import TOKEN_LENGTH

# A bot's token (https://core.telegram.org/bots/api#authorizing-your-bot), which stands in every address of the Bot API;
# a master's code for the bot, told from a long name of ours by its mixed letters; and what is as long as a link's key.
KEY = re.compile(
    rf"\d{{6,}}:[\w-]{{20,}}|(?<![\w-])(?:m-)?(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*[\d-])[\w-]{{32}}(?![\w-])"
    rf"|[\w-]{{{TOKEN_LENGTH},}}"
)


class HidingKeys(logging.Formatter):
    """Writes "…" where a link's key, or anything as long, would stand in a line or a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("…", super().format(record))
