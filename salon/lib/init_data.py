"""What Telegram says to a Mini App about who opened it, signed with the bot's token.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app. Nothing of it is ever logged.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl

LONGEST, MOST_FIELDS = 8192, 40
# Seconds. Telegram's clock may be a little ahead of ours; who opened the page long ago opens it again.
AHEAD, OLDEST = 60, 3600
LARGEST_ID = 2**52


@dataclass(frozen=True, slots=True)
class Person:
    """Telegram's id of somebody and what they call themselves there."""

    telegram_id: int
    name: str


def read_init_data(said: str, *, bot_token: str, now: datetime) -> Person | None:
    """Who opened the page, as of the aware time `now`; None unless every part of it is genuine and of the last hour."""
    fields = _fields(said)
    signature = fields.pop("hash", "")
    # Without a token anybody could sign.
    if not bot_token or not _is_signed(fields, signature, bot_token) or not _is_fresh(fields, now):
        return None
    return _person(fields.get("user", ""))


def _fields(said: str) -> dict[str, str]:
    """Empty values count, they are signed too; a key that comes twice makes all of it worthless."""
    if len(said) > LONGEST:
        return {}
    try:
        pairs = parse_qsl(said, keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else {}


def _is_signed(fields: dict[str, str], signature: str, bot_token: str) -> bool:
    told = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", bot_token.encode(), sha256).digest()
    made = hmac.new(key, told.encode(), sha256).hexdigest()
    return hmac.compare_digest(made.encode(), signature.encode())


def _is_fresh(fields: dict[str, str], now: datetime) -> bool:
    since = fields.get("auth_date", "")
    if not (since.isascii() and since.isdigit() and len(since) <= len(str(LARGEST_ID))):
        return False
    return -AHEAD <= now.timestamp() - int(since) <= OLDEST


def _person(said: str) -> Person | None:
    try:
        user = json.loads(said)
    except ValueError:
        return None
    number = user.get("id") if isinstance(user, dict) else None
    if type(number) is not int or not 0 < number <= LARGEST_ID:
        return None
    names = (user.get(part) for part in ("first_name", "last_name"))
    return Person(number, " ".join(name for name in names if isinstance(name, str) and name))
