"""Where bookings come from: the way they were made, the campaign, widget and page that led to them."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.models import Source
from booking.reports.rights import ALL_FIGURES
from booking.selectors.statistics import origins
from booking.selectors.statistics.origins import OriginLine
from salon.cms.reports.content import Cell, Column, Content, Row, Table
from salon.cms.reports.form import Chosen, LanguageForm
from salon.cms.reports.views import Report
from salon.lib.figures import Change, Share, shown


class SourcesReport(Report):
    name = "sources"
    permission = ALL_FIGURES
    page_title = gettext_lazy("Where bookings come from")
    header_icon = "site"
    order = 130
    form_class = LanguageForm

    def content(self, chosen: Chosen) -> Content:
        language = chosen.others.get("language", "")

        def read(of: Callable[..., Sequence[OriginLine]]) -> Sequence[OriginLine]:
            return of(chosen.period, language=language)

        sources = read(origins.by_source)
        was = origins.by_source(chosen.before, language=language) if chosen.before else None
        tables = [
            _sources(sources, was),
            _table("campaigns", _("By campaign"), _("Campaign"), "tag", read(origins.by_campaign), _campaign),
            _table("widgets", _("By widget"), _("Widget"), "form", read(origins.by_widget), _widget_namer()),
            _table("pages", _("By page"), _("Page"), "doc-full", read(origins.by_page), lambda key: (key[0], "")),
        ]
        return Content(_lead(sources), tables, note=_note())


def _lead(lines: Sequence[OriginLine]) -> str:
    if not lines:
        return _("Nothing was booked in these days.")
    bookings, best = sum(line.bookings for line in lines), lines[0]
    said = ngettext(
        "{n} booking, most of them by: {source} ({share}).",
        "{n} bookings, most of them by: {source} ({share}).",
        bookings,
    )
    share = shown(Share(best.bookings, bookings))
    return said.format(n=shown(bookings), source=Source(best.key[0]).label, share=share)


def _sources(now: Sequence[OriginLine], was: Sequence[OriginLine] | None) -> Table:
    earlier = {line.key: line.bookings for line in was or ()}
    whole = sum(line.bookings for line in now)
    columns = [
        *(Column(_("Source")), Column(_("Bookings"), bar=True), Column(_("Share"))),
        *(Column(_("Done")), Column(_("Revenue"))),
        *([Column(_("Before")), Column("±")] if was is not None else []),
    ]
    rows = []
    for line in now:
        before = earlier.get(line.key, 0)
        compared: list[Cell] = [] if was is None else [before, Change(line.bookings, before)]
        share = Share(line.bookings, whole)
        cells = [str(Source(line.key[0]).label), line.bookings, share, line.done, line.revenue, *compared]
        rows.append(Row(cells))
    return Table("sources", _("By source"), columns, rows, icon="site")


def _table(
    key: str,
    title: str,
    called: str,
    icon: str,
    lines: Sequence[OriginLine],
    name: Callable[[tuple[str, ...]], tuple[str, str]],
) -> Table:
    """`name`: what an origin is called, and what stands small below it."""
    columns = [Column(called), Column(_("Bookings"), bar=True), Column(_("Done")), Column(_("Revenue"))]
    rows = []
    for line in lines:
        said, note = name(line.key)
        rows.append(Row([said, line.bookings, line.done, line.revenue], note=note))
    return Table(key, title, columns, rows, icon=icon, half=True, empty=_("No booking of these days came this way."))


def _campaign(key: tuple[str, ...]) -> tuple[str, str]:
    name, source, medium = key
    where = " / ".join(filter(None, (source, medium)))
    return name or where, where if name else ""


def _widget_namer() -> Callable[[tuple[str, ...]], tuple[str, str]]:
    titles = origins.widget_titles()
    return lambda key: (titles.get(key[0], key[0]), key[0])


def _note() -> str:
    return _("Bookings count on the day on which they were made, whatever became of them; revenue is of what was done.")
