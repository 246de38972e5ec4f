"""The report on scans, leads and what was paid. It is no till."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.selectors.scan_report import MasterLine, ScanReport, scan_report
from salon.cms.reports.content import Card, Column, Content, Row, Table
from salon.cms.reports.form import Chosen
from salon.cms.reports.views import Report
from salon.lib.figures import Share
from salon.lib.money import euro

NO_TILL = gettext_lazy(
    "Figures for the salon itself, from what was typed when a visit was closed. This is no till and no bookkeeping."
)


class ScanReportView(Report):
    name = "scans"
    permission = "booking.view_scan"
    page_title = gettext_lazy("Scans and amounts")
    header_icon = "list-ul"
    order = 200

    def content(self, chosen: Chosen) -> Content:
        now = scan_report(chosen.period.first, chosen.period.last)
        was = scan_report(chosen.before.first, chosen.before.last) if chosen.before else None
        return Content(
            _lead(now),
            [_results(now, was), _leads(now, was), _masters(now)],
            _cards(now, was),
            NO_TILL,
        )


def _lead(now: ScanReport) -> str:
    if not now.total.closed:
        return _("Nothing was closed in these days.")
    sentence = _("{paid} were paid for what was quoted at {quoted}.")
    return sentence.format(paid=euro(now.total.paid), quoted=euro(now.total.quoted))


def _cards(now: ScanReport, was: ScanReport | None) -> list[Card]:
    return [
        Card(_("Paid"), now.total.paid, was and was.total.paid),
        Card(_("Done without an amount"), now.total.silent, was and was.total.silent, up_is_good=False),
        Card(_("Scans"), now.scans, was and was.scans),
        Card(_("New leads"), now.leads, was and was.leads),
    ]


def _results(now: ScanReport, was: ScanReport | None) -> Table:
    """Every answer, those that nobody got too."""
    columns = [Column(_("Answer")), Column(_("Number"), bar=True, mark=2 if was else None)]
    rows = [[line.label, line.count] for line in now.results]
    total = [_("Together"), now.scans]
    if was:
        columns.append(Column(_("Before")))
        rows = [[*row, line.count] for row, line in zip(rows, was.results, strict=True)]
        total.append(was.scans)
    return Table("results", _("Scans"), columns, [Row(row) for row in rows], Row(total), icon="list-ul")


def _leads(now: ScanReport, was: ScanReport | None) -> Table:
    columns = [Column(_("Days")), Column(_("New leads")), Column(_("became clients")), Column(_("Share"), bar=True)]
    found = [(_("this time"), now), *([(_("before"), was)] if was else [])]
    rows = [Row([name, said.leads, said.converted, Share(said.converted, said.leads)]) for name, said in found]
    return Table("leads", _("Leads"), columns, rows, icon="user")


def _masters(now: ScanReport) -> Table:
    """What was paid, the amount that was quoted as a mark in its bar."""
    columns = [
        Column(_("Master")),
        Column(_("With an amount")),
        Column(_("Quoted")),
        Column(_("Paid"), bar=True, mark=2),
        Column(_("Difference")),
        Column(_("Done without an amount")),
    ]
    rows = [Row(_cells(line, line.master)) for line in now.masters]
    return Table(
        "masters",
        _("Quoted and paid"),
        columns,
        rows,
        Row(_cells(now.total, _("Together"))) if rows else None,
        icon="group",
        empty=_("Nothing was closed in these days."),
    )


def _cells(line: MasterLine, name: str) -> list:
    return [name, line.closed, line.quoted, line.paid, line.difference, line.silent]
