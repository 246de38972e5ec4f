"""What robots shall leave alone of the booking: drafts, and what belongs to a person."""

from collections.abc import Iterator

from django.urls import reverse

from booking.wizard import STEPS

# Pages of the wizard beside its line of steps.
ASIDE = ("day", "waiting")
# By the names of their views, which take a key.
KEYED = ("booking:visit", "booking:waiting_place", "calendar_feed", "scan_link")
KEY = "-"


def closed_paths() -> Iterator[str]:
    """The first step is listed; with a query it is a draft (RFC 9309, 2.2.3), and so is all that comes after it."""
    yield f"{reverse('booking:start')}*?"
    yield from (reverse(f"booking:{step}") for step in (*STEPS[1:], *ASIDE))
    yield reverse("booking:account")
    yield reverse("booking:scan")
    yield from (reverse(name, args=[KEY]).rpartition(KEY)[0] for name in KEYED)
