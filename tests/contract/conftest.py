"""The same small salon as for the desk's other tests."""

from tests.booking.conftest import anna, book, colour, hair, haircut, manicure, olga, salon

__all__ = ["anna", "book", "colour", "hair", "haircut", "manicure", "olga", "salon"]
