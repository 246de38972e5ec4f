"""Olena's haircut at Anna's and manicure at Olga's, Wednesday the 10th at two; it is that day, a little after."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest

from booking.actions.events import Actor
from booking.actions.finalise import finalise_visit
from booking.models import Appointment, Master, Source, Visit
from booking.selectors.scans import Scanner
from booking.selectors.visits import qr_token
from tests.booking.conftest import OLENA, Booker, local

THEN = local(10, 16)
AT_TELEGRAM = Actor("staff", Source.TELEGRAM)
STRANGER = Scanner(telegram_id=700_100_200, name="Igor", language="uk")

Finaliser = Callable[..., Visit]


@pytest.fixture
def visit(book: Booker) -> Visit:
    return book(["haircut", "manicure"], local(10, 14), contact=OLENA)


@pytest.fixture
def token(visit: Visit) -> str:
    return qr_token(visit)


@pytest.fixture
def as_anna(anna: Master) -> Scanner:
    return Scanner(anna.pk, (anna.pk,), telegram_id=700_000_001)


@pytest.fixture
def as_olga(olga: Master) -> Scanner:
    return Scanner(olga.pk, (olga.pk,), telegram_id=700_000_002)


@pytest.fixture
def as_owner(olga: Master) -> Scanner:
    """Everybody's part is hers."""
    return Scanner(olga.pk, None, telegram_id=700_000_002)


@pytest.fixture
def haircut_row(visit: Visit) -> Appointment:
    return visit.appointments.get(service__slug="haircut")


@pytest.fixture
def manicure_row(visit: Visit) -> Appointment:
    return visit.appointments.get(service__slug="manicure")


def finalise(visit: Visit, masters: object, *, now: datetime = THEN, note: str = "", **amounts: str) -> Visit:
    """Close a visit by the slugs of its services: `finalise(visit, [anna.pk], haircut="45.00")`."""
    rows = {row.service.slug: row.pk for row in visit.appointments.select_related("service")}
    wanted = {rows[slug]: Decimal(amount) for slug, amount in amounts.items()}
    return finalise_visit(visit_id=visit.pk, amounts=wanted, masters=masters, by=AT_TELEGRAM, now=now, note=note)
