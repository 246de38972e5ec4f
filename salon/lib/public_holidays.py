"""Germany's public holidays by federal state, named in the salon's languages."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from holidays.countries.germany import Germany

from salon.lib import language

# Our languages as the `holidays` package names them; it has no Russian.
LANGUAGES = {"de": "de", "uk": "uk", "en": "en_US"}
# What the package calls them in English, for our own words in other languages.
NAMES = (
    _("New Year's Day"),
    _("Epiphany"),
    _("Women's Day"),
    _("Good Friday"),
    _("Easter Sunday"),
    _("Easter Monday"),
    _("Labor Day"),
    _("Ascension Day"),
    _("Pentecost"),
    _("Pentecost Monday"),
    _("Corpus Christi"),
    _("Augsburg Peace Festival"),
    _("Assumption Day"),
    _("World Children's Day"),
    _("German Unity Day"),
    _("Reformation Day"),
    _("All Saints' Day"),
    _("Repentance and Prayer Day"),
    _("Christmas Day"),
    _("Second Day of Christmas"),
)
# No two of them fall on one day in it.
PLAIN_YEAR = 2025


def german_name(day: date, federal_state: str) -> str:
    """By which a holiday is known in the settings; empty where the day is none."""
    return _public_holidays(federal_state, day.year, "de").get(day, "")


def name(day: date, federal_state: str, code: str) -> str:
    """In a language of ours (its code); empty where the day is no holiday."""
    known = LANGUAGES.get(code, LANGUAGES["en"])
    found = _public_holidays(federal_state, day.year, known).get(day, "")
    if code in LANGUAGES or not found:
        # The package spells Ukrainian with U+02BC; our words and typefaces have the typographic apostrophe.
        return found.replace("\u02bc", "\u2019")
    with override(code):
        return gettext(found)


def all_names() -> list[tuple[str, str]]:
    """Every holiday of any state in the year's order: its German name, and what it is called in the active language."""
    found: dict[str, tuple[date, str]] = {}
    for state in Germany.subdivisions:
        for day, german in _public_holidays(state, PLAIN_YEAR, "de").items():
            found.setdefault(german, (day, state))
    code = language.current()
    in_order = sorted(found.items(), key=lambda known: known[1])
    return [(german, name(day, state, code)) for german, (day, state) in in_order]


@lru_cache(maxsize=64)
def _public_holidays(federal_state: str, year: int, code: str) -> Mapping[date, str]:
    return dict(Germany(subdiv=federal_state, years=year, language=code))
