"""What a log must not tell: an address with a key in it opens a visit."""

import logging
import re

from salon.lib.links import TOKEN_LENGTH

KEY = re.compile(rf"[\w-]{{{TOKEN_LENGTH},}}")


class HidingKeys(logging.Formatter):
    """Writes "…" where a link's key, or anything as long, would stand in a line or a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("…", super().format(record))
