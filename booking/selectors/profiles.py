"""Who works here, for the pages that show it: also a master whom nobody can book online at the moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.models import WorkingHours
from booking.selectors.catalog import people
from salon.lib.language import current


@dataclass(frozen=True, slots=True)
class MasterProfile:
    """A master who is shown by name. `since`: the year in which she began; `languages`: codes."""

    pk: int
    slug: str
    name: str
    role: str
    short: str
    since: int | None
    languages: tuple[str, ...]
    is_bookable: bool


def master_profiles(language: str | None = None) -> Mapping[int, MasterProfile]:
    """By id, in the salon's order, with the words of `language` (default: the active one); one query."""
    return {
        row.pk: MasterProfile(
            pk=row.pk,
            slug=row.slug,
            name=row.name,
            role=row.role,
            short=row.short,
            since=row.since,
            languages=tuple(row.languages),
            is_bookable=row.is_bookable,
        )
        for row in people(language or current())
        if row.is_visible
    }


def name_of_master(pk: int) -> str:
    """What she is called in the active language, also where guests don't read it."""
    return next((str(row.name) for row in people(current()) if row.pk == pk), "")


def working_weekdays() -> Mapping[int, list[int]]:
    """On which weekdays (as in `date.weekday()`) each master, by id, works at least now and then; one query."""
    found: dict[int, list[int]] = {}
    for master, weekday in WorkingHours.objects.order_by("weekday").values_list("master_id", "weekday").distinct():
        found.setdefault(master, []).append(weekday)
    return found
