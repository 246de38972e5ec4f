"""Money is a Decimal in EUR; it is written the way each language writes it."""

import re
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency
from django.utils.translation import gettext as _

from salon.lib import language

TYPED = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,2}))?")


def read(typed: str) -> Decimal | None:
    """An amount as people type it ("45", "45,5", "45.50 €") in cents; None for anything else."""
    found = TYPED.fullmatch("".join(typed.split()).removesuffix("€"))
    return Decimal(f"{found[1]}.{found[2] or '':0<2}") if found else None


def euro(amount: Decimal, code: str | None = None) -> str:
    """ "45 €" in German, "€45" in English; cents only where there are some (forms of the Unicode CLDR)."""
    locale = Locale.parse(code or language.current())
    if amount != amount.to_integral_value():
        return format_currency(amount, "EUR", locale=locale).replace("EUR", "€")
    pattern = locale.currency_formats["standard"].pattern.replace("0.00", "0")
    return format_currency(amount, "EUR", pattern, locale=locale, currency_digits=False).replace("EUR", "€")


def quoted(amount: Decimal, *, is_from: bool) -> str:
    """ "45 €", or "ab 80 €" where it is a from-price (PAngV), in the active language."""
    shown = euro(amount)
    return _("from {price}").format(price=shown).replace(" ", "\N{NO-BREAK SPACE}") if is_from else shown
