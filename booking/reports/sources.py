"""Where bookings come from: the way they were made, the site, campaign, widget and page that led to them."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from booking.models import Source
from booking.reports.rights import ALL_FIGURES
from booking.selectors.statistics import origins
from booking.selectors.statistics.origins import OriginLine
from booking.selectors.ways import Key, Way, Ways, find_ways, page_titles
from booking.wizard import WAY
from salon.cms.reports.content import Card, Cell, Column, Content, Row, Table
from salon.cms.reports.form import Chosen, LanguageForm
from salon.cms.reports.views import Report
from salon.lib.figures import Change, Share, shown

# So many of a kind are read, and so much of a title.
MOST_ROWS, LONGEST_NAME = 30, 40
# What something is called, what stands small below it, and where it is.
Named = tuple[str, str, str]
Lines = Mapping[Key, Way]


class SourcesReport(Report):
    name = "sources"
    permission = ALL_FIGURES
    page_title = gettext_lazy("Where bookings come from")
    header_icon = "site"
    order = 130
    form_class = LanguageForm

    def content(self, chosen: Chosen) -> Content:
        language = chosen.others.get("language", "")
        now = find_ways(chosen.period, language)
        was = find_ways(chosen.before, language) if chosen.before else None
        widgets, titles = origins.widget_titles(), page_titles(path for path, _nothing in now.pages)
        tables = [
            _sources(now.sources, was.sources if was else None),
            _sites(now.sites, was and was.sites),
            _ways("campaigns", now.campaigns, was and was.campaigns, _campaign),
            _ways("widgets", now.widgets, was and was.widgets, lambda key: (widgets.get(key[0], key[0]), key[0], "")),
            _ways("pages", now.pages, was and was.pages, lambda key: _page(key, titles)),
        ]
        return Content(_lead(now.sources), tables, _cards(now, was), _note())


def _cards(now: Ways, was: Ways | None) -> list[Card]:
    """From the first look to the booking."""
    return [
        Card(_("Page views"), now.views, was and was.views),
        Card(_("Widgets shown"), now.shown, was and was.shown),
        Card(_("Booking opened"), now.steps[WAY[0]], was and was.steps[WAY[0]]),
        Card(_("Booked on the website"), now.bookings, was and was.bookings),
    ]


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
        *(Column(_("Took place")), Column(_("Revenue"))),
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


def _sites(now: Lines, was: Lines | None) -> Table:
    """Who came from another site, to whatever page; only who came straight to the booking is known to have booked."""
    whole = sum(way.seen for way in now.values())
    columns = [
        *(Column(_("Site")), Column(pgettext("figures", "Came from there"), bar=True), Column(_("Share"))),
        Column(_("Booked at once")),
        *([Column(_("Before")), Column("±")] if was is not None else []),
    ]
    rows = []
    for key, way in islice(sorted(now.items(), key=lambda pair: -pair[1].seen), MOST_ROWS):
        before = was.get(key, Way()).seen if was is not None else 0
        compared: list[Cell] = [] if was is None else [before, Change(way.seen, before)]
        rows.append(Row([key[0], way.seen, Share(way.seen, whole), way.bookings, *compared]))
    return Table("sites", _("By site"), columns, rows, icon="link-external", empty=_("Nobody came from another site."))


def _ways(key: str, now: Lines, was: Lines | None, name: Callable[[Key], Named]) -> Table:
    """Looks beside bookings of a kind of way, those with most bookings first."""
    title, called, looks, icon = {
        "campaigns": (_("By campaign"), _("Campaign"), pgettext("figures", "Came by it"), "tag"),
        "widgets": (_("By widget"), _("Widget"), pgettext("figures", "Shown"), "form"),
        "pages": (_("By page"), _("Page"), pgettext("figures", "Views"), "doc-full"),
    }[key]
    columns = [
        *(Column(called), Column(looks), Column(_("Bookings"), bar=True), Column(pgettext("figures", "Rate"))),
        *(Column(_("Took place")), Column(_("Revenue"))),
        *([Column("±")] if was is not None else []),
    ]
    rows = []
    for known, way in islice(now.items(), MOST_ROWS):
        said, note, url = name(known)
        compared = [] if was is None else [Change(way.bookings, was.get(known, Way()).bookings)]
        rows.append(Row([said, way.seen, way.bookings, way.rate, way.done, way.revenue, *compared], url=url, note=note))
    return Table(key, title, columns, rows, icon=icon, empty=_("No booking of these days came this way."))


def _campaign(key: Key) -> Named:
    name, source = key
    return (name, source, "") if name else (source, "", "")


def _page(key: Key, titles: Mapping[str, str]) -> Named:
    path, _nothing = key
    return Truncator(titles.get(path, path)).chars(LONGEST_NAME), path, path if path in titles else ""


def _note() -> str:
    counted = _(
        "Looks are counted without cookies; machines, colleagues and whoever asks not to be counted are left out."
    )
    booked = _(
        "Bookings count on the day on which they were made, whatever became of them; revenue is of what was done."
    )
    return f"{counted} {booked}"
