"""A refusal becomes a sentence: the facts that the raiser did not know are filled in here, once for pages and API."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from booking.errors import EMPTY_REASONS
from booking.selectors.catalog import MasterOffer
from booking.selectors.free_days import Emptiness
from salon.cms.place import salon_place
from salon.lib import dates, money
from salon.lib.errors import Known, Refusal


def in_words(refusal: Refusal) -> str:
    """What a person reads, in the active language."""
    sentence = str(refusal.sentence)
    facts = {name: _said(fact) for name, fact in refusal.facts.items()}
    if "{salon_phone}" in sentence:
        facts.setdefault("salon_phone", salon_place().phone_shown)
    return sentence.format_map(Known({"master": _("This person"), **facts}))


def _said(fact: object) -> object:
    if isinstance(fact, Decimal):
        return money.euro(fact)
    return dates.full(fact) if isinstance(fact, date) else fact


def why_empty(emptiness: Emptiness, masters: Mapping[int, MasterOffer]) -> str:
    """Why a day has no free time, in the active language; only masters who are shown by name are named."""
    if emptiness.code == "master_off":
        names = [masters[pk].name for pk in emptiness.masters if pk in masters and masters[pk].is_visible]
        if len(emptiness.masters) != 1 or not names:
            return _("Nobody who offers this works on this day.")
        return str(EMPTY_REASONS[emptiness.code]).format(master=names[0])
    return str(EMPTY_REASONS[emptiness.code]).format_map(Known({"name": emptiness.name}))
