"""Twenty phones close the same visit: one amount counts, the others hear that it is done."""

from collections import Counter
from decimal import Decimal

import pytest

from booking.actions.scan import WRONG_TRIES
from booking.models import AppointmentEvent, Master, Scan
from salon.outbox.models import Message
from tests.booking.conftest import Booker
from tests.booking.story.invariants import assert_desk_is_sound
from tests.races.attempts import finalise_once, try_code_once
from tests.races.conftest import MOMENTS
from tests.races.crowd import Crowd

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

TWENTY = 20


def test_of_twenty_who_close_a_visit_one_does(book: Booker) -> None:
    with Crowd("finalise against finalise", TWENTY) as crowd:
        for moment in MOMENTS:
            visit = book(["haircut", "manicure"], moment)
            rows = list(visit.appointments.values_list("pk", flat=True))
            attempts = [
                (finalise_once, visit.pk, {row: Decimal(f"{40 + who}.00") for row in rows}, moment)
                for who in range(TWENTY)
            ]
            outcomes = crowd.rush(attempts)
            assert Counter(outcome.refused for outcome in outcomes) == {"": 1, "already_done": TWENTY - 1}
            (winner,) = [who for who, outcome in enumerate(outcomes) if outcome.won]
            amounts = set(visit.appointments.values_list("paid", flat=True))
            assert amounts == {Decimal(f"{40 + winner}.00")}
    assert AppointmentEvent.objects.filter(kind="finalised").count() == 2 * len(MOMENTS)
    assert Message.objects.filter(kind="visit_thanks").count() == len(MOMENTS)
    assert_desk_is_sound()


def test_of_twenty_wrong_codes_at_once_five_are_looked_at(anna: Master) -> None:
    with Crowd("type codes", TWENTY) as crowd:
        outcomes = crowd.rush([(try_code_once, anna.pk, f"{who:06}", MOMENTS[0]) for who in range(TWENTY)])
    assert Counter(outcome.refused for outcome in outcomes) == {"": WRONG_TRIES, "rate_limited": TWENTY - WRONG_TRIES}
    assert Scan.objects.count() == WRONG_TRIES
