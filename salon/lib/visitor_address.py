"""Where a request comes from, to count by."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

ADDRESS_LENGTH = 32


def address_of(request: HttpRequest) -> str:
    """Where a request comes from as a keyed hash of 32 letters, to count by; the address itself is kept nowhere.

    Of an IPv6 address the network of 64 bits counts: one household has that many addresses (RFC 6177). Behind
    `settings.PROXIES` proxies of our own the last of them says in X-Forwarded-For whom it has seen; what stands
    before that the client may have invented.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    direct = request.META.get("REMOTE_ADDR", "")
    place = seen[-settings.PROXIES] if 0 < settings.PROXIES <= len(seen) else direct
    return salted_hmac("salon.address", _network(place), algorithm="sha256").hexdigest()[:ADDRESS_LENGTH]


def _network(place: str) -> str:
    try:
        address = ip_address(place)
    except ValueError:
        return place
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))
    return str(address)
