"""Client records that may be the same person, and what would become of two that are merged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy

from booking.models import OPEN, Client, ClientMerge, ClientStatus, Visit

CHAT = "telegram_id"
# What may come from either of the two, in the order in which it is asked.
CHOICES = ("name", "phone", "email", "language", CHAT)
NOTES = "notes"
SAME_PHONE, SAME_EMAIL = gettext_lazy("same phone"), gettext_lazy("same email")
SIMILAR_NAME = gettext_lazy("similar name")
ALIKE, BEGINNING, LOOKED_AT, SHOWN = 0.84, 4, 200, 8


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another client, with the number of their `visits`, and why they may be the same."""

    client: Client
    visits: int
    why: Sequence[Any]


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a merge will do. `visits`: how many move, `ahead` of them still to come; `differ`: the fields of CHOICES of
    which both have one, and not the same; `filled`: those (and NOTES) that only the one that goes has.
    """

    kept: Client
    gone: Client
    visits: int
    ahead: int
    differ: Sequence[str]
    filled: Sequence[str]

    @property
    def is_blocked(self) -> bool:
        return ClientStatus.BLOCKED in (self.kept.status, self.gone.status)

    @property
    def joins_notes(self) -> bool:
        return bool(self.gone.notes and self.kept.notes)

    @property
    def gives_up_a_chat(self) -> bool:
        return CHAT in self.differ


def duplicates_of(client: Client) -> list[Duplicate]:
    """Others with the same phone or email or a name that is nearly the same, the likeliest first; two queries."""
    same = Q(pk__in=[])
    for field in ("phone", "email"):
        if getattr(client, field):
            same |= Q(**{field: getattr(client, field)})
    others = Client.objects.filter(erased_at=None).exclude(pk=client.pk).annotate(visit_count=Count("visits"))
    found = {other.pk: other for other in [*others.filter(same), *_with_a_like_name(client, others)]}
    pairs = [(other, _why(client, other)) for other in found.values()]
    likely = sorted((pair for pair in pairs if pair[1]), key=lambda pair: (-len(pair[1]), pair[0].pk))
    return [Duplicate(other, other.visit_count, why) for other, why in likely[:SHOWN]]  # type: ignore[attr-defined]


def merge_plan(kept: Client, gone: Client) -> MergePlan:
    visits = Visit.objects.filter(client=gone)
    pairs = {name: (getattr(kept, name), getattr(gone, name)) for name in CHOICES}
    return MergePlan(
        kept=kept,
        gone=gone,
        visits=visits.count(),
        ahead=visits.filter(appointments__status__in=OPEN).distinct().count(),
        differ=[name for name, (one, other) in pairs.items() if one and other and one != other],
        filled=[name for name in (*CHOICES, NOTES) if getattr(gone, name) and not getattr(kept, name)],
    )


def merged_into(pk: int) -> int | None:
    """The id of the client that took this one in; None where it was never merged."""
    # By way of the client: there Django knows that no key is as large as an address may be.
    return ClientMerge.objects.filter(gone__in=Client.objects.filter(pk=pk)).values_list("kept", flat=True).first()


def _with_a_like_name(client: Client, others: QuerySet[Client]) -> list[Client]:
    """A rough look by the database: a word that begins alike. SQLite knows Cyrillic letters only in an expression."""
    beginnings = [re.escape(word[:BEGINNING]) for word in client.name.split() if len(word) >= BEGINNING]
    if not beginnings:
        return []
    return list(others.filter(name__iregex=rf"(^|\s)({'|'.join(beginnings)})").order_by("-pk")[:LOOKED_AT])


def _why(client: Client, other: Client) -> list[Any]:
    found: list[Any] = []
    if client.phone and client.phone == other.phone:
        found.append(SAME_PHONE)
    if client.email and client.email == other.email:
        found.append(SAME_EMAIL)
    if _plain(client.name) and SequenceMatcher(None, _plain(client.name), _plain(other.name)).ratio() >= ALIKE:
        found.append(SIMILAR_NAME)
    return found


def _plain(name: str) -> str:
    """First and last name may stand in either order."""
    return " ".join(sorted(name.casefold().split()))
