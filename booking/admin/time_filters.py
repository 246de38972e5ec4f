"""Lists of what has a time are narrowed down by month and by days, all of them the salon's."""

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from booking.selectors import agenda
from salon.lib import months


def masters() -> list[tuple[int, str]]:
    return [(master.pk, master.name) for master in agenda.named_masters()]


class TimeFilters(WagtailFilterSet):
    """`begins` and `ends`: the fields between which a row lies; one and the same for a moment."""

    begins: ClassVar[str] = "start"
    ends: ClassVar[str] = "start"

    month = django_filters.ChoiceFilter(label=_("Month"), method="in_month")
    days = django_filters.DateFromToRangeFilter(label=_("Days"), method="on_days", widget=DateRangePickerWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "month" in self.filters:
            self.filters["month"].extra["choices"] = months.months(self.queryset.model, self.begins)

    def in_month(self, rows: QuerySet[Any], name: str, month: str) -> QuerySet[Any]:
        found = months.span(month)
        return self.between(rows, *found) if found else rows

    def on_days(self, rows: QuerySet[Any], name: str, days: slice) -> QuerySet[Any]:
        """The bounds come as times in the zone of whoever typed them; only their dates were typed."""
        first, last = (bound.date() if bound else None for bound in (days.start, days.stop))
        return self.between(rows, first, last)

    def between(self, rows: QuerySet[Any], first: date | None, last: date | None) -> QuerySet[Any]:
        return rows.filter(**months.touching(rows.model, self.begins, self.ends, first, last))


class StaffFilters(TimeFilters):
    """Who sees only her own is not asked for a master."""

    master = django_filters.ChoiceFilter(label=_("Master"), choices=masters)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not agenda.sees_everybody(self.request.user):
            del self.filters["master"]
