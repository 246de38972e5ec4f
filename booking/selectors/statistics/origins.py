"""Where bookings come from: by source, campaign, widget, page. A booking counts on the day on which it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from booking.models import BookingWidget, Status, Visit
from booking.selectors.statistics.days import on_days
from booking.selectors.statistics.figures import MONEY, NOTHING
from salon.lib.language import current
from salon.lib.periods import Period

NONE = Value("", output_field=TextField())
# The campaign that brought the client to the booking itself, not the one that brought her here at first.
CAMPAIGN = {
    "campaign_name": Coalesce(KT("campaign__last__utm_campaign"), NONE),
    "came_from": Coalesce(KT("campaign__last__utm_source"), NONE),
    "medium": Coalesce(KT("campaign__last__utm_medium"), NONE),
}


@dataclass(frozen=True, slots=True)
class OriginLine:
    """`key`: one of the source's codes, a widget's short name, a page's path, or name, source and medium of a campaign;
    empty: none. `bookings`: visits made, whatever became of them; `done`: of which something was done so far, which
    came to `revenue` (EUR).
    """

    key: tuple[str, ...]
    bookings: int
    done: int
    revenue: Decimal


def by_source(period: Period, *, language: str = "") -> Sequence[OriginLine]:
    """One query; the most bookings first, as in all others. `language`: only bookings made in it."""
    return _lines(period, language, ["source"])


def by_campaign(period: Period, *, language: str = "") -> Sequence[OriginLine]:
    """Bookings without any campaign are left out."""
    return _known(_lines(period, language, list(CAMPAIGN), **CAMPAIGN))


def by_widget(period: Period, *, language: str = "") -> Sequence[OriginLine]:
    """Bookings that began in no widget are left out."""
    return _known(_lines(period, language, ["widget"]))


def by_page(period: Period, *, language: str = "") -> Sequence[OriginLine]:
    """Bookings that began on no page of ours are left out."""
    return _known(_lines(period, language, ["page"]))


def widget_titles() -> Mapping[str, str]:
    """What widgets are called in the active language, else in the default one, by short name. One query."""
    codes = [settings.LANGUAGE_CODE, current()]
    rows = BookingWidget.objects.filter(locale__language_code__in=codes)
    said = {(code, slug): title for code, slug, title in rows.values_list("locale__language_code", "slug", "title")}
    return {slug: said[code, slug] for code in codes for known, slug in said if known == code}


def _lines(period: Period, language: str, keys: Sequence[str], **expressions: Any) -> list[OriginLine]:
    made = Visit.objects.filter(on_days(period, "created_at"), *([Q(language=language)] if language else []))
    done = Q(appointments__status=Status.COMPLETED)
    worth = Coalesce("appointments__paid", "appointments__price", output_field=MONEY)
    rows = (
        made.annotate(**expressions)
        .values(*keys)
        .order_by()
        .annotate(
            bookings=Count("pk", distinct=True),
            done=Count("pk", distinct=True, filter=done),
            revenue=Sum(worth, filter=done, default=NOTHING),
        )
    )
    lines = [OriginLine(tuple(row[key] for key in keys), row["bookings"], row["done"], row["revenue"]) for row in rows]
    return sorted(lines, key=lambda line: (-line.bookings, line.key))


def _known(lines: Sequence[OriginLine]) -> list[OriginLine]:
    return [line for line in lines if any(line.key)]
