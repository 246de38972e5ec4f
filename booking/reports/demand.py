"""Unmet demand: what was looked for in vain, by service, weekday and part of the day, and what would help most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from booking.selectors.availability import today
from booking.selectors.demand import Demand, Moment, Team, find_demand, open_moments, teams
from booking.selectors.empty_parts import PARTS
from salon.cms.reports.content import Cell, Column, Content, Row, Table
from salon.cms.reports.form import Chosen, LanguageForm
from salon.cms.reports.views import Report
from salon.lib import plots
from salon.lib.figures import Change

PART_NAMES = {
    "morning": gettext_lazy("Morning"),
    "afternoon": gettext_lazy("Afternoon"),
    "evening": gettext_lazy("Evening"),
}
SHORT = {
    "morning": pgettext_lazy("part of the day, short", "mo"),
    "afternoon": pgettext_lazy("part of the day, short", "af"),
    "evening": pgettext_lazy("part of the day, short", "ev"),
}
# So many pieces of advice are read.
MOST_ADVICE = 5


class DemandReport(Report):
    name = "demand"
    permission = "analytics.view_counter"
    page_title = gettext_lazy("Unmet demand")
    header_icon = "grid"
    order = 140
    form_class = LanguageForm

    def content(self, chosen: Chosen) -> Content:
        language = chosen.others.get("language", "")
        now = find_demand(chosen.period, language)
        was = find_demand(chosen.before, language) if chosen.before else None
        tables = [_map(now, was), _advice(now, self.request.user)] if now.searches else [_map(now, was)]
        note = _(
            "A number says how often somebody looked at a day on which nothing was free in this part of it. "
            "Days on which the salon is closed are not counted."
        )
        return Content(_lead(now), tables, note=note)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """`level`: its shade; `is_last`: of its weekday."""

    number: int
    level: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class HeatTable(Table):
    """A column a part of a weekday, between the service's name and the sum."""

    weekdays: Sequence[int] = ()
    template: str = "booking/admin/reports/heat.html"

    @property
    def days(self) -> list[str]:
        return [str(WEEKDAYS_ABBR[weekday]) for weekday in self.weekdays]

    @property
    def parts(self) -> list[tuple[str, str]]:
        return [(str(SHORT[part]), str(PART_NAMES[part])) for part in PARTS]

    @property
    def heat_rows(self) -> Iterator[tuple[Cell, list[HeatCell], Sequence[Cell]]]:
        """Name, cells, and what stands behind them."""
        end = 1 + len(self.weekdays) * len(PARTS)
        top = max((number for row in self.rows for number in row.cells[1:end]), default=0)
        for row in self.rows:
            cells = [
                HeatCell(number, plots.level(number, top), place % len(PARTS) == len(PARTS) - 1)
                for place, number in enumerate(row.cells[1:end])
            ]
            yield row.cells[0], cells, row.cells[end:]


def _map(now: Demand, was: Demand | None) -> HeatTable:
    weekdays = sorted({*now.weekdays, *(weekday for weekday, _part in open_moments())})
    moments: list[Moment] = [(weekday, part) for weekday in weekdays for part in PARTS]
    labels = [_said(moment) for moment in moments]
    columns = [
        Column(_("Service")),
        *map(Column, labels),
        Column(pgettext("figures", "Sum")),
        *([Column("±")] if was else []),
    ]
    rows = []
    for slug in sorted(now.searches, key=lambda slug: (-now.of(slug), slug)):
        change = [Change(now.of(slug), was.of(slug), up_is_good=False)] if was else []
        numbers = [now.searches[slug].get(moment, 0) for moment in moments]
        rows.append(Row([now.names[slug], *numbers, now.of(slug), *change]))
    return HeatTable("demand", _("Searches without a free time"), columns, rows, weekdays=weekdays, icon="grid")


def _lead(now: Demand) -> str:
    top = now.top(1)
    if not top:
        return _("Nobody has looked for a time in vain in these days.")
    slug, moment, number = top[0]
    sentence = _("Most looked for in vain: {service}, {moment}, {n} times.")
    return sentence.format(service=now.names[slug], moment=_said(moment), n=number)


def _advice(now: Demand, user: Any) -> Table:
    """What would help most, and where it is done, as far as the reader may do it."""
    top = now.top(MOST_ADVICE)
    found = teams([slug for slug, _at, _n in top], [at for _slug, at, _n in top], today(timezone.now()))
    open_then = open_moments()
    columns = [
        Column(_("What")),
        Column(pgettext("figures", "Searches")),
        Column(pgettext("figures", "Why"), words=True),
    ]
    rows = []
    for (slug, moment, number), team in zip(top, found, strict=True):
        url, label = _way(team, is_open=moment in open_then, user=user)
        why = _why(team, is_open=moment in open_then)
        rows.append(Row([f"{now.names[slug]}: {_said(moment)}", number, why], url=url, note=label))
    return Table(
        "advice",
        _("What would help most"),
        columns,
        rows,
        icon="pick",
        template="booking/admin/reports/advice.html",
    )


def _why(team: Team, *, is_open: bool) -> str:
    working, absent = ", ".join(team.working.values()), ", ".join(team.absent.values())
    if not is_open:
        return _("The salon is closed then.")
    if not working:
        return _("Nobody works then who does it: {absent}.").format(absent=absent) if absent else _("Nobody does it.")
    if not absent:
        return _("All who do it work then, and are booked up: {working}.").format(working=working)
    return _("Booked up: {working}. Not there: {absent}.").format(working=working, absent=absent)


def _way(team: Team, *, is_open: bool, user: Any) -> tuple[str, str]:
    """Where hours are changed: hers who is not there, else the salon's. Empty for whoever may not."""
    if is_open and team.absent and user.has_perm("booking.change_master"):
        pk, name = next(iter(team.absent.items()))
        return reverse("masters:edit", args=[pk]), _("Working hours of {name}").format(name=name)
    if user.has_perm("cms.change_openinghours"):
        return reverse("opening-hours:index"), _("Opening hours")
    return "", ""


def _said(moment: Moment) -> str:
    weekday, part = moment
    return str(format_lazy("{day}, {part}", day=WEEKDAYS[weekday], part=PART_NAMES[part]))
