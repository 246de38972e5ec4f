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
