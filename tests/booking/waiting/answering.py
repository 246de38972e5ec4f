"""Olena has been offered a time, and takes it."""

from datetime import datetime
from decimal import Decimal

import pytest

from booking.actions.book import Agreed
from booking.actions.waiting_place import accept_offer
from booking.models import Visit, WaitingEntry
from tests.booking.conftest import NOW, OLENA, local
from tests.booking.waiting.conftest import Joiner, Tuesday, cancel, offer_and_write

TEN = local(9, 10)
AGREED = Agreed(local(9, 11), Decimal("45.00"))


@pytest.fixture
def olena(full_tuesday: Tuesday, join: Joiner) -> WaitingEntry:
    """Olena, who has just been offered Tuesday at ten."""
    entry = join(contact=OLENA, language="uk", note="Ich komme mit Kinderwagen", consent="Ich bin einverstanden.")
    cancel(full_tuesday["anna", 10])
    offer_and_write()
    return entry


def accept(entry: WaitingEntry, now: datetime = NOW, agreed: Agreed = AGREED, start: datetime = TEN) -> Visit:
    return accept_offer(entry_id=entry.pk, offer_id=entry.offers.get(start=start).pk, agreed=agreed, now=now)
