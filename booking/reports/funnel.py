"""The way to a booking step by step: how many come so far, and where they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.reports.demand import DemandReport
from booking.wizard import WAY
from salon.analytics.models import Device, What
from salon.analytics.selectors import sums
from salon.cms.reports.content import Cell, Column, Content, Row, Table
from salon.cms.reports.form import Chosen, LanguageForm
from salon.cms.reports.views import Report
from salon.lib import plots
from salon.lib.figures import Change, Share
from salon.lib.periods import Period

# What somebody has done who has come to a step, and what she was about to do before.
DONE = {
    "services": gettext_lazy("Booking opened"),
    "master": gettext_lazy("Services chosen"),
    "time": gettext_lazy("Master chosen"),
    "contact": gettext_lazy("Time chosen"),
    "review": gettext_lazy("Details given"),
    "booked": pgettext_lazy("step of the booking", "Booked"),
}
LEFT = {
    "master": gettext_lazy("while choosing services"),
    "time": gettext_lazy("while choosing a master"),
    "contact": gettext_lazy("while choosing a time"),
    "review": gettext_lazy("while giving their details"),
    "booked": gettext_lazy("before the last click"),
}
HEADINGS = (
    pgettext_lazy("funnel", "Step"),
    pgettext_lazy("funnel", "People"),
    pgettext_lazy("funnel", "Of all"),
    pgettext_lazy("funnel", "Go on"),
    pgettext_lazy("funnel", "Leave"),
    pgettext_lazy("funnel", "Before"),
)
STEP, REACHED, OF_ALL, GO_ON, LEAVE, BEFORE = range(len(HEADINGS))
BOOK = pgettext_lazy("funnel", "Book")
# A way to divide them: its title, its heading, its icon.
GROUPS = {
    "language": (gettext_lazy("By language"), gettext_lazy("Language"), "globe"),
    "device": (gettext_lazy("By device"), pgettext_lazy("of a visitor", "Device"), "mobile-alt"),
}
# The pixels of a bar, and of a small plot; the templates name the same.
BAR, SMALL_WIDTH, SMALL_HEIGHT = 600, 132, 56
Numbers = Mapping[str, int]


class VisitorForm(LanguageForm):
    device = forms.ChoiceField(
        label=pgettext_lazy("of a visitor", "Device"),
        choices=[("", gettext_lazy("All")), *Device.choices],
        required=False,
    )


class FunnelReport(Report):
    name = "funnel"
    permission = "analytics.view_counter"
    page_title = gettext_lazy("Booking funnel")
    header_icon = "sliders"
    order = 120
    form_class = VisitorForm

    def content(self, chosen: Chosen) -> Content:
        only = {name: chosen.others.get(name, "") for name in ("language", "device")}
        now, was = _steps(chosen.period, only), _steps(chosen.before, only) if chosen.before else None
        tables = [
            _step_by_step(now, was),
            _groups("language", chosen, only, dict(settings.LANGUAGES)),
            _groups("device", chosen, only, dict(Device.choices)),
        ]
        note = _("Counted without cookies: machines, colleagues and whoever asks not to be counted are left out.")
        return Content(_lead(now), tables, note=note)


@dataclass(frozen=True, slots=True)
class StepBar:
    """In pixels of BAR; `mark`: what it was before, None where nothing is compared."""

    name: Cell
    share: Cell
    width: int
    mark: int | None
    is_worst: bool


@dataclass(frozen=True, slots=True)
class StepTable(Table):
    """`worst`: the position of the row before which most have left, None where nobody has."""

    worst: int | None = None
    template: str = "booking/admin/reports/steps.html"

    @property
    def bars(self) -> list[StepBar]:
        first = self.rows[0]
        return [
            StepBar(
                row.cells[STEP],
                row.cells[OF_ALL],
                plots.share(row.cells[REACHED], first.cells[REACHED], width=BAR),
                plots.share(row.cells[BEFORE], first.cells[BEFORE], width=BAR) if len(row.cells) > BEFORE else None,
                place == self.worst,
            )
            for place, row in enumerate(self.rows)
        ]


@dataclass(frozen=True, slots=True)
class GroupTable(Table):
    template: str = "booking/admin/reports/groups.html"

    @property
    def plots(self) -> list[tuple[Cell, Cell, list[plots.Bar]]]:
        """Of each row its name, the share of those who book, and a bar a step."""
        end = 1 + len(WAY)
        return [
            (row.cells[0], row.cells[end], plots.bars(row.cells[1:end], width=SMALL_WIDTH, height=SMALL_HEIGHT))
            for row in self.rows
        ]


def _steps(period: Period, only: Mapping[str, str]) -> Numbers:
    found = sums(What.STEP, period.first, period.last, "name", **only)
    return {step: found.get((step,), 0) for step in WAY}


def _steps_by(field: str, period: Period, only: Mapping[str, str]) -> Mapping[str, Numbers]:
    """Those with most who opened it first."""
    found: dict[str, dict[str, int]] = {}
    for (group, step), number in sums(What.STEP, period.first, period.last, field, "name", **only).items():
        found.setdefault(group, dict.fromkeys(WAY, 0))[step] = number
    return dict(sorted(found.items(), key=lambda pair: -pair[1][WAY[0]]))


def _losses(now: Numbers) -> list[int]:
    """How many left before each step; nobody before the first."""
    return [0, *(max(now[before] - now[step], 0) for before, step in pairwise(WAY))]


def _worst(now: Numbers) -> int | None:
    losses = _losses(now)
    return losses.index(max(losses)) if any(losses) else None


def _lead(now: Numbers) -> str:
    opened, worst = now[WAY[0]], _worst(now)
    if not opened:
        return _("Nobody has opened the booking in these days.")
    said = [_("Of 100 people who open the booking, {n} book.").format(n=plots.share(now[WAY[-1]], opened))]
    if worst is not None:
        sentence = _("Most leave {moment}: {lost} of {all}.")
        step = WAY[worst]
        said.append(sentence.format(moment=LEFT[step], lost=_losses(now)[worst], all=now[WAY[worst - 1]]))
    if worst is not None and WAY[worst] == "contact":
        link = reverse(DemandReport.url_name())
        return format_html('{} <a href="{}">{}</a>', " ".join(said), link, _("See what they did not find"))
    return " ".join(said)


def _step_by_step(now: Numbers, was: Numbers | None) -> StepTable:
    rows: list[Row] = []
    for place, (step, lost) in enumerate(zip(WAY, _losses(now), strict=True)):
        before = now[WAY[place - 1]]
        on_the_way: list[Cell] = [Share(now[step], before), lost] if place else [None, None]
        cells = [DONE[step], now[step], Share(now[step], now[WAY[0]]), *on_the_way]
        rows.append(Row([str(cells[0]), *cells[1:], *([was[step]] if was else [])]))
    shown = rows if now[WAY[0]] else []
    return StepTable(
        "steps",
        _("Step by step"),
        [Column(str(label)) for label in HEADINGS[: BEFORE + bool(was)]],
        shown,
        worst=_worst(now),
        icon="sliders",
    )


def _groups(field: str, chosen: Chosen, only: Mapping[str, str], names: Mapping[str, str]) -> GroupTable:
    """By language or device, whose share of those who book is compared with the one before."""
    title, label, icon = GROUPS[field]
    before = _steps_by(field, chosen.before, only) if chosen.before else None
    columns = [label, *DONE.values(), BOOK, *(["±"] if before is not None else [])]
    rows = []
    for group, numbers in _steps_by(field, chosen.period, only).items():
        cells: list[Cell] = [str(names.get(group, group)), *(numbers[step] for step in WAY), _booked(numbers)]
        change = [Change(_booked(numbers), _booked(before.get(group)))] if before is not None else []
        rows.append(Row([*cells, *change]))
    return GroupTable(f"by-{field}", str(title), [Column(str(label)) for label in columns], rows, icon=icon)


def _booked(numbers: Numbers | None) -> Share:
    return Share(numbers[WAY[-1]], numbers[WAY[0]]) if numbers else Share(0, 0)
