"""How often somebody may declare: each time we mail what they typed to an address that they typed."""

from django.http import HttpRequest

from salon.lib.limits import allow
from salon.lib.visitor_address import address_of

AT_MOST, SECONDS = 10, 60 * 60


def is_too_often(request: HttpRequest) -> bool:
    """Count this one; True where there were enough from this address within the hour."""
    return not allow(f"withdrawal:{address_of(request)}", AT_MOST, SECONDS)


def answers_too_often(request: HttpRequest) -> bool:
    """Of answers about statistics: nobody shall fill the ledger."""
    return not allow(f"consent:{address_of(request)}", 3 * AT_MOST, SECONDS)
