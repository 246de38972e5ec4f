"""How the salon does: money, time, people, week by week and master by master."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from booking.reports.rights import FiguresReport
from booking.selectors.agenda import named_masters
from booking.selectors.statistics.figures import Figures, by_status, figures, figures_by_master, series
from booking.selectors.statistics.occupancy import WorkingTime, working_time
from booking.selectors.statistics.people import People, people, retention
from salon.cms.reports.content import Card, Cell, Column, Content, Line, Row, Table
from salon.cms.reports.form import Chosen
from salon.lib import dates
from salon.lib.figures import Change, Figure, Share, shown
from salon.lib.periods import Period

# How soon somebody has to be back to have come again.
WEEKS = 8
# More days are shown by week, more weeks by month.
A_WEEK, MOST_DAYS, MOST_WEEKS = 7, 21, 27
TITLES = {
    "day": gettext_lazy("Revenue by day"),
    "week": gettext_lazy("Revenue by week"),
    "month": gettext_lazy("Revenue by month"),
}
UNITS = {
    "day": pgettext_lazy("part of a period", "Day"),
    "week": pgettext_lazy("part of a period", "Week"),
    "month": pgettext_lazy("part of a period", "Month"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of some days."""

    figures: Figures
    time: WorkingTime
    people: People
    again: Share


class OverviewReport(FiguresReport):
    name = "figures"
    page_title = gettext_lazy("Figures")
    header_icon = "order-up"
    order = 100

    def content(self, chosen: Chosen) -> Content:
        master = self.master_of(chosen)
        now = _known(chosen.period, master)
        was = _known(chosen.before, master) if chosen.before else None
        tables = [_by_part(chosen, master)]
        if master is None:
            tables.append(_by_master(chosen, now, was))
        tables += [_statuses(chosen.period, master), _clients(now, was)]
        return Content(_lead(now, was), tables, _cards(now, was), _note())


def _known(period: Period, master: int | None) -> Known:
    back = timedelta(weeks=WEEKS)
    earlier = Period(period.first - back, period.last - back)
    return Known(
        figures(period, master=master),
        working_time(period, master=master),
        people(period, master=master),
        retention(earlier, weeks=WEEKS, master=master),
    )


def _lead(now: Known, was: Known | None) -> str:
    change = Change(now.figures.revenue, was and was.figures.revenue)
    facts = {
        "revenue": shown(now.figures.revenue),
        "visits": shown(now.figures.done_visits),
        "occupancy": shown(now.time.of()),
        "change": str(change),
    }
    if not now.figures.done:
        return _("Nothing was done in these days.")
    if not facts["change"]:
        said = _("Revenue {revenue} from {visits} visits; {occupancy} of the working time was booked.")
    else:
        said = _("Revenue {revenue} ({change}) from {visits} visits; {occupancy} of the working time was booked.")
    return said.format(**facts)


def _cards(now: Known, was: Known | None) -> list[Card]:
    def card(label: str, read: object, *, up_is_good: bool = True) -> Card:
        return Card(label, read(now), read(was) if was else None, up_is_good)

    return [
        card(_("Revenue"), lambda known: known.figures.revenue),
        card(_("Visits"), lambda known: known.figures.done_visits),
        card(_("Occupancy"), lambda known: known.time.of()),
        card(_("Average bill"), lambda known: known.figures.average_bill),
        card(_("New clients"), lambda known: known.people.new),
        card(_("Came again ({n} weeks)").format(n=WEEKS), lambda known: known.again),
        card(_("Did not come"), lambda known: known.figures.no_show_rate, up_is_good=False),
        card(_("Cancelled late"), lambda known: known.figures.late_rate, up_is_good=False),
    ]


def _by_part(chosen: Chosen, master: int | None) -> Table:
    """The period before stands beside it part by part: the first week beside the first."""
    unit = unit_of(chosen.period)
    now = series(chosen.period, unit, master=master)
    columns = [Column(str(UNITS[unit])), Column(_("Revenue"))]
    rows = [Row([part_name(part), said.revenue], note=_part_note(part)) for part, said in now]
    if chosen.before:
        columns += [Column(_("Before")), Column("±")]
        was = series(chosen.before, unit, master=master)
        pairs = zip_longest(now, was[: len(now)])
        rows = [Row([*row.cells, *_compared(*pair)], note=row.note) for row, pair in zip(rows, pairs, strict=True)]
    line = Line(1, _line_label(rows), 2 if chosen.before else None)
    return Table("revenue", str(TITLES[unit]), columns, rows, line=line, icon="order-up")


def _compared(now: tuple[Period, Figures], was: tuple[Period, Figures] | None) -> tuple[Figure, Change | None]:
    """What it was, and the change where both are equally long: at its edges a month has parts of weeks."""
    if was is None:
        return None, None
    same = now[0].days == was[0].days or now[0].unit == "month"
    return was[1].revenue, Change(now[1].revenue, was[1].revenue) if same else None


def _part_note(part: Period) -> str:
    """Of a week the days that are meant, where they are not all seven."""
    if part.unit != "week" or part.days == A_WEEK:
        return ""
    return dates.number(part.first) if part.days == 1 else dates.days(part.first, part.last)


def _line_label(rows: Sequence[Row]) -> str:
    first, last = rows[0].cells, rows[-1].cells
    most = max((row.cells for row in rows), key=lambda cells: cells[1])
    said = _("Revenue from {first} ({from}) to {last} ({to}); most in {when} with {most}.")
    facts = {"first": first[1], "from": first[0], "last": last[1], "to": last[0], "when": most[0], "most": most[1]}
    return said.format(**{name: shown(value) for name, value in facts.items()})


def _by_master(chosen: Chosen, now: Known, was: Known | None) -> Table:
    columns = [Column(_("Master")), Column(_("Revenue")), Column(_("Visits"))]
    columns.append(Column(_("Occupancy"), bar=True, mark=4 if was else None))
    columns += [Column(_("Before"))] if was else []
    columns += [Column(_("Average bill")), Column(_("Did not come")), Column(_("Cancelled late"))]
    found = figures_by_master(chosen.period)
    rows = [
        Row(_master_cells(name, found.get(pk, Figures()), now.time.of(pk), was and was.time.of(pk)))
        for pk, name in named_masters().values_list("pk", "name")
        if pk in found or now.time.of(pk).whole
    ]
    return Table("masters", _("By master"), columns, rows, icon="group")


def _master_cells(name: str, said: Figures, now: Share, was: Share | None) -> list[Cell]:
    before: list[Cell] = [] if was is None else [was]
    return [
        *(name, said.revenue, said.done_visits, now, *before),
        *(said.average_bill, said.no_show_rate, said.late_rate),
    ]


def _statuses(period: Period, master: int | None) -> Table:
    columns = [Column(_("Status")), Column(_("Visits"), bar=True), Column(_("Appointments"))]
    lines = by_status(period, master=master)
    rows = [Row([str(line.status.label), line.visits, line.appointments]) for line in lines if line.appointments]
    return Table("statuses", _("By status"), columns, rows, icon="tasks", half=True)


def _clients(now: Known, was: Known | None) -> Table:
    columns = [Column(_("Clients")), Column(_("this time"), bar=True), *([Column(_("before"))] if was else [])]
    kinds: Mapping[str, tuple[Figure, Figure]] = {
        pgettext("clients", "new"): (now.people.new, was and was.people.new),
        pgettext("clients", "have been here before"): (now.people.returning, was and was.people.returning),
        _("visits without a contact"): (now.people.unknown, was and was.people.unknown),
    }
    rows = [Row([name, *values[: len(columns) - 1]]) for name, values in kinds.items()]
    return Table("clients", _("New and returning"), columns, rows, icon="user", half=True)


def _note() -> str:
    return _(
        "Revenue is what was paid for what was done, or what was quoted where nobody has typed an amount. Occupancy is "
        "booked time with preparation and clean-up, of opening and working hours less time off. Came again: of those "
        "who were here on the same days {n} weeks earlier, who was back within {n} weeks. This is no bookkeeping."
    ).format(n=WEEKS)


def unit_of(period: Period) -> str:
    """Whether it is read best by day, week or month."""
    if period.days <= MOST_DAYS:
        return "day"
    return "week" if period.days <= MOST_WEEKS * A_WEEK else "month"


def part_name(part: Period) -> str:
    """ "KW 36", "Di 9. Juni", "Juni 2026" in German."""
    if part.unit == "day":
        return dates.short(part.first)
    if part.unit == "month":
        return dates.month(part.first)
    return _("week {n}").format(n=part.first.isocalendar().week)
