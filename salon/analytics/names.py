"""What may be written down of an address: hosts and campaigns as words, nothing that could be a person."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.http import HttpRequest

from salon.analytics.models import DETAIL_LENGTH

# Stands for whatever is too long, too odd, or one too many.
OTHER = "(other)"
# As many as the shortest telephone numbers have.
MANY_DIGITS = 7
HOST = re.compile(r"([a-z0-9-]+\.)+[a-z][a-z0-9-]+")
# Names of the same site for browsers, phones and its own link checks.
SAME_SITE = re.compile(r"^(www|m|mobile|l|lm|out|away)\.(?=.+\.)")
SOURCE = ("utm_source", "utm_medium")


def word(said: str, most: int = DETAIL_LENGTH) -> str:
    """A campaign or the like in lower case; OTHER for what is long, unprintable, or has an @ or many digits."""
    text = " ".join(said.lower().split())
    is_odd = len(text) > most or not text.isprintable() or "@" in text or "%40" in text
    return OTHER if is_odd or sum(letter.isdigit() for letter in text) >= MANY_DIGITS else text


def campaign(asked: Mapping[str, str]) -> tuple[str, str]:
    """Of utm parameters: the campaign, and "source / medium"; both empty where none stands there."""
    source = " / ".join(filter(None, (word(asked.get(name, "")) for name in SOURCE)))
    return word(asked.get("utm_campaign", "")), source if len(source) <= DETAIL_LENGTH else OTHER


def came_from(request: HttpRequest) -> str:
    """The host of another site whose link led here; empty where there is none, or nobody says."""
    try:
        host = urlsplit(request.headers.get("Referer", "")).hostname or ""
    except ValueError:
        return OTHER
    if not host or host == request.get_host().partition(":")[0]:
        return ""
    host = SAME_SITE.sub("", host)
    return word(host) if HOST.fullmatch(host) else OTHER
