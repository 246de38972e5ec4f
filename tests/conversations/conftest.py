"""One bot and one site for a module; each test has a fresh salon, and people whom nobody has met before."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from booking.models import ApiToken, BookingSettings, Confirmation, Master
from salon.lib.links import digest_of
from tests.booking.conftest import anna, book, colour, hair, haircut, manicure, olga, salon
from tests.conversations.rig import OPEN, PUBLIC_ID, SECRET, Rig
from tests.conversations.rig import rig as open_rig

__all__ = ["anna", "book", "colour", "hair", "haircut", "manicure", "olga", "salon"]


@pytest.fixture(scope="module")
def street(django_db_setup: None) -> Iterator[Rig]:
    with open_rig() as rig:
        yield rig


@pytest.fixture
def rig(
    transactional_db: None, salon: object, anna: Master, olga: Master, street: Rig, settings: Settings
) -> Iterator[Rig]:
    """Tuesday morning; the salon of Anna and Olga, and its bot."""
    settings.TELEGRAM_API_URL, settings.TELEGRAM_BOT_TOKEN = street.api.url, street.api.token
    settings.TELEGRAM_BOT_NAME = street.api.bot["username"]
    cache.clear()
    street.begin()
    with travel(OPEN, tick=True):
        facts = {"public_id": PUBLIC_ID, "digest": digest_of(SECRET), "for_clients": True, "for_masters": True}
        ApiToken.objects.create(name="bot", created_at=timezone.now(), **facts)
        try:
            yield street
            street.check()
        finally:
            street.site.rest()


@pytest.fixture
def on_request(salon: object) -> None:
    """Whatever is booked waits for an answer."""
    BookingSettings.objects.update(confirmation=Confirmation.REQUEST)
