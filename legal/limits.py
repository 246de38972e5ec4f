"""How often somebody may declare: each time we mail what they typed to an address that they typed."""

from django.core.cache import cache
from django.http import HttpRequest

from salon.lib.web import address_of

AT_MOST, SECONDS = 10, 60 * 60


def is_too_often(request: HttpRequest) -> bool:
    """Count this one; True, and not counted, where there were enough from this address within the hour."""
    key = f"withdrawal:{address_of(request)}"
    before = int(cache.get(key, 0))
    if before >= AT_MOST:
        return True
    cache.set(key, before + 1, SECONDS)
    return False
