"""The schema tells the truth: whatever is sent, an answer is one that it describes, and never a failure of ours.

`FUZZ_EXAMPLES` is how many cases each operation gets; `./run fuzz` sends thousands.
"""

import os
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from salon.wsgi import application
from tests.booking.api.caller import Program
from tests.booking.api.conftest import OLENA_CHAT
from tests.booking.conftest import Booker, local

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "10"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_keys = count(1)
schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
schema.app = application
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(olena: Program, anna_in_chat: Program, book: Booker) -> Iterator[dict[str, str]]:
    """What a case may meet: two people, a visit of Olena's, and one of somebody else.

    The application would close the test's own connection after each request, which a test's browser prevents itself.
    """
    visit = olena.post(
        "bot/book/",
        draft="draft-of-olena",
        services=["haircut"],
        master="anna",
        start=local(10, 10).isoformat(),
        name="Olena",
        language="uk",
        agreed={"end": local(10, 11).isoformat(), "amount": "45.00"},
    ).json()
    book("manicure", local(10, 12))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield {"token": olena.token, "visit": visit["id"]}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@fuzzed
def test_every_answer_is_as_described(case: Any, known: dict[str, str]) -> None:
    cache.clear()
    number = next(_keys)
    # Mostly somebody who may come in: the doors themselves are tried elsewhere.
    case.headers["Authorization"] = f"Bearer {known['token']}"
    case.headers["X-Telegram-User"] = str(OLENA_CHAT if number % 2 else 2001)
    case.headers["Accept-Encoding"] = "identity"
    if number % 5:
        case.headers["Idempotency-Key"] = f"case-number-{number}"
    if "visit" in (case.path_parameters or {}) and number % 3:
        case.path_parameters["visit"] = known["visit"]
    if isinstance(case.body, dict) and "visit" in case.body and number % 2:
        case.body["visit"] = known["visit"]
    case.call_and_validate(checks=CHECKS)
