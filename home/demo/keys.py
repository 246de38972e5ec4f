"""Stable translation keys: by them the demo knows its own pages and texts again."""

from uuid import UUID, uuid5

NAMESPACE = UUID("7d1f1e0a-52c3-4c1b-9a51-1bd0c6a3f0d7")
# Every visit that the demo books has an idempotency key that begins so.
VISIT_PREFIX = "demo-"


def key(name: str) -> UUID:
    """The translation key of "page:home", "service:balayage", "salon" …"""
    return uuid5(NAMESPACE, name)


SALON = key("salon")
HOME = key("page:home")
