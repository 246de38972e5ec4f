"""Figures as they are shown and exported: how many (int), EUR (Decimal), a share, a change, words; None is "not known".

A share is rounded once, to tenths of a percent, so that a page and its export never differ.
"""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from salon.lib import language
from salon.lib.dates import LOCALES
from salon.lib.money import euro

NOT_KNOWN = "–"
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`, both counted in the same unit."""

    part: int
    whole: int

    @property
    def permille(self) -> int | None:
        """Rounded half up; None of nothing."""
        return (self.part * 2000 + self.whole) // (self.whole * 2) if self.whole else None


Figure = int | Decimal | Share | str | None


@dataclass(frozen=True, slots=True)
class Change:
    """From `was` to `now`: of shares in points, of everything else in whole percent of what was.

    `up_is_good`: what a higher value means; None where it means neither.
    """

    now: Figure
    was: Figure
    up_is_good: bool | None = True

    @property
    def tenths(self) -> int | None:
        """In tenths of a percent or of a point; None where there is nothing to compare with."""
        if isinstance(self.now, Share) and isinstance(self.was, Share):
            known = self.now.permille is not None and self.was.permille is not None
            return (self.now.permille or 0) - (self.was.permille or 0) if known else None
        if not isinstance(self.now, int | Decimal) or not isinstance(self.was, int | Decimal) or not self.was:
            return None
        was = Decimal(self.was)
        return round((Decimal(self.now) - was) / abs(was) * 100) * 10

    @property
    def is_up(self) -> bool:
        return (self.tenths or 0) > 0

    @property
    def verdict(self) -> str:
        """ "good" or "bad"; empty for no change, and where more is neither."""
        if not self.tenths or self.up_is_good is None:
            return ""
        return "good" if self.is_up == self.up_is_good else "bad"

    def __str__(self) -> str:
        """ "+10 %", "−3 Pkt." in German; empty where nothing can be compared."""
        if self.tenths is None:
            return ""
        sign = "+" if self.tenths > 0 else "−" if self.tenths < 0 else "±"
        if isinstance(self.now, Share):
            points = pgettext("percentage points", "{n} pts").format(n=_decimal(Decimal(abs(self.tenths)) / 10))
            return sign + points.replace(" ", "\N{NO-BREAK SPACE}")
        return sign + _percent(abs(self.tenths))


def shown(value: Figure | Change) -> str:
    """As the active language writes it."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, Share):
        return NOT_KNOWN if value.permille is None else _percent(value.permille)
    if isinstance(value, Decimal):
        return euro(value)
    return _decimal(value) if isinstance(value, int) else str(value) or NOT_KNOWN


def as_number(value: Figure | Change) -> int | Decimal | None:
    """The number behind it: a share or a change in percent (or points) with one decimal, EUR in cents."""
    if isinstance(value, Share):
        value = None if value.permille is None else Decimal(value.permille) / 10
    elif isinstance(value, Change):
        value = None if value.tenths is None else Decimal(value.tenths) / 10
    elif isinstance(value, Decimal):
        value = value.quantize(CENT)
    return value if isinstance(value, int | Decimal) else None


def _decimal(value: int | Decimal) -> str:
    return format_decimal(value, locale=_locale())


def _percent(permille: int) -> str:
    return format_percent(Decimal(permille) / 1000, locale=_locale(), decimal_quantization=False)


def _locale() -> str:
    code = language.current()
    return LOCALES.get(code, code)


def verdict_in_words(change: Change) -> str:
    """What the colour says, for who does not see it."""
    return {"good": _("better"), "bad": _("worse")}.get(change.verdict, "")
