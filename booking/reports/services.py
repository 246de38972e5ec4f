"""Which services bring how much, and what has changed."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.reports.rights import FiguresReport
from booking.selectors.statistics.ranking import ServiceLine, services
from salon.cms.reports.content import Cell, Column, Content, Row, Table
from salon.cms.reports.form import Chosen
from salon.lib.figures import CENT, Change, Share, shown


class ServicesReport(FiguresReport):
    name = "services"
    page_title = gettext_lazy("What services bring")
    header_icon = "list-ol"
    order = 110

    def content(self, chosen: Chosen) -> Content:
        master = self.master_of(chosen)
        now = services(chosen.period, master=master)
        was = None
        if chosen.before:
            was = {line.service: line for line in services(chosen.before, master=master)}
        whole = sum((line.revenue for line in now), Decimal())
        columns = [
            *(Column(_("Service")), Column(_("Revenue"), bar=True, mark=2 if was is not None else None)),
            *([Column(_("Before")), Column("±")] if was is not None else []),
            *(Column(_("Share")), Column(_("Times")), Column(_("Average price"))),
        ]
        rows = [Row(_cells(line, whole, was)) for line in now]
        table = Table("services", _("Services by revenue"), columns, rows, icon="list-ol")
        return Content(_lead(now, whole), [table])


def _lead(now: list[ServiceLine], whole: Decimal) -> str:
    if not now:
        return _("Nothing was done in these days.")
    said = _("“{service}” brings most: {revenue}, {share} of everything.")
    best = now[0]
    return said.format(service=best.name, revenue=shown(best.revenue), share=shown(_share(best, whole)))


def _cells(line: ServiceLine, whole: Decimal, was: dict[int, ServiceLine] | None) -> list[Cell]:
    earlier = was.get(line.service) if was is not None else None
    revenue = earlier.revenue if earlier else None
    before: list[Cell] = [] if was is None else [revenue, Change(line.revenue, revenue)]
    average = (line.revenue / line.done).quantize(CENT)
    return [line.name, line.revenue, *before, _share(line, whole), line.done, average]


def _share(line: ServiceLine, whole: Decimal) -> Share:
    """In cents."""
    return Share(int(line.revenue * 100), int(whole * 100))
