"""What a log must not tell: an address with a key in it opens a visit."""

import logging
import re

from salon.lib.links import TOKEN_LENGTH

KEY = re.compile(rf"[\w-]{{{TOKEN_LENGTH},}}")


class HideKeys(logging.Filter):
    """Writes "…" where a link's key, or anything as long, stood in a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        hidden = KEY.sub("…", said)
        if hidden != said:
            record.msg, record.args = hidden, ()
        return True
