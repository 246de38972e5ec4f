"""The way into "my visits": ask for a link, make its token when the mail leaves, open the door with it once.

Whoever asks never learns whether an address is known: asking does the same work for every address, and only the
delivery of the mail looks whether there is anybody to write to.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from booking.errors import LinkSpent, RateLimited
from booking.models import MagicLink
from booking.selectors.account import VISITS, is_known, usable_links
from salon.lib.links import digest_of, new_secret
from salon.outbox.actions.write import Draft, write

# The kind of message that carries the link.
MAGIC_LINK = "magic_link"
MINUTES = 20
LASTS = timedelta(minutes=MINUTES)
# Within the time that a link lasts.
MOST_A_MAILBOX, MOST_AN_ADDRESS = 3, 10
# How long spent links are remembered.
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FreshLink:
    """A link about to be mailed: to whom, in which language, and the token that nobody keeps."""

    email: str
    language: str
    token: str


@transaction.atomic
def ask_for_link(*, email: str, address: str, language: str, now: datetime) -> None:
    """Queue a mail with a way in for an email address (lower-cased), known or not.

    A mailbox that has had its share of links gets no further one, and nothing says so. `address`: a keyed hash of where
    the wish comes from. Raises RateLimited for too many wishes from there, whatever they were for.
    """
    recent = MagicLink.objects.filter(created_at__gt=now - LASTS)
    if recent.filter(asked_from=address).count() >= MOST_AN_ADDRESS:
        raise RateLimited
    has_enough = recent.filter(email=email).count() >= MOST_A_MAILBOX
    link = MagicLink.objects.create(
        # Of a token that nobody has: until the mail leaves the link opens nothing.
        digest=digest_of(new_secret()),
        email=email,
        purpose=VISITS,
        language=language,
        asked_from=address,
        created_at=now,
        expires_at=now + LASTS,
    )
    if not has_enough:
        write(Draft(MAGIC_LINK, about_link(link.pk), now), now=now)


def about_link(link_id: int) -> str:
    """What a message about a link is about."""
    return f"{MAGIC_LINK}:{link_id}"


def renew_link(*, link_id: int, now: datetime) -> FreshLink | None:
    """Give a link its token; it lasts from now on, and an earlier token opens nothing any more.

    None where the link is gone or used, or nobody is known by its address; a stranger's address is forgotten at once,
    only that somebody asked is still counted.
    """
    link = MagicLink.objects.filter(pk=link_id).first()
    if link is None:
        return None
    if not is_known(link.email):
        MagicLink.objects.filter(pk=link.pk).update(email="")
        return None
    token = new_secret()
    # Nothing where it was used or forgotten meanwhile: a used link must not come to life again.
    renewed = MagicLink.objects.filter(pk=link.pk, used_at=None).update(digest=digest_of(token), expires_at=now + LASTS)
    return FreshLink(link.email, link.language, token) if renewed else None


def enter(*, token: str, now: datetime) -> int:
    """Spend a link and return its id: it stands for its address for an hour (`verified_email`).

    One UPDATE decides, so of two at once only one gets in. Raises LinkSpent for a link that was used, has expired, was
    made for something else or never was.
    """
    links = usable_links(token, now=now)
    if not links.update(used_at=now):
        raise LinkSpent
    return MagicLink.objects.values_list("pk", flat=True).get(digest=digest_of(token))


def forget_links(*, now: datetime) -> int:
    """Remove links that were spent or have expired a day ago; returns how many rows went."""
    before = now - KEPT
    return MagicLink.objects.filter(Q(expires_at__lte=before) | Q(used_at__lte=before)).delete()[0]
