"""The same small salon as for the desk's other tests, and a moment for each round."""

from datetime import timedelta

from tests.booking.conftest import anna, book, colour, hair, haircut, hold, local, manicure, olga, on_request, salon
from tests.races.crowd import ROUNDS

__all__ = ["anna", "book", "colour", "hair", "haircut", "hold", "manicure", "olga", "on_request", "salon"]

# Opening days of four weeks, each with a morning and an afternoon for a round of its own; late enough to be moved.
DAYS = [
    local(16, 10) + timedelta(days=7 * week + day, hours=4 * half)
    for half in (0, 1)
    for week in range(4)
    for day in range(4)
]
MOMENTS = [DAYS[number % len(DAYS)] for number in range(ROUNDS)]
