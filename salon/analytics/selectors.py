"""Sums of what was counted."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Sum

from salon.analytics.models import Counter, What


def sums(
    what: What, first: date, last: date, *by: str, language: str = "", device: str = ""
) -> Mapping[tuple[str, ...], int]:
    """Numbers of local days `first` to `last`, both included, by these fields in turn; one query.

    `language` and `device`: only theirs, all where empty.
    """
    only = {name: chosen for name, chosen in (("language", language), ("device", device)) if chosen}
    rows = Counter.objects.filter(what=what, day__gte=first, day__lte=last, **only).order_by()
    return {tuple(row[:-1]): row[-1] for row in rows.values_list(*by).annotate(Sum("number"))}


def all_sums(first: date, last: date, *, language: str = "") -> Mapping[What, Mapping[tuple[str, str], int]]:
    """The same of everything but searches, by name and detail; one query."""
    only = {"language": language} if language else {}
    found: dict[What, dict[tuple[str, str], int]] = {what: {} for what in What if what != What.SEARCH}
    rows = Counter.objects.filter(what__in=list(found), day__gte=first, day__lte=last, **only).order_by()
    for what, name, detail, number in rows.values_list("what", "name", "detail").annotate(Sum("number")):
        found[What(what)][name, detail] = number
    return found
