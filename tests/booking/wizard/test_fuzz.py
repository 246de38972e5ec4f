"""Rubbish to every step. `FUZZ_EXAMPLES=5000` lets it run for longer than the usual 60."""

import os
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.models import Hold, Visit
from tests.booking.wizard.conftest import CONTACT, Browser, url_of

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "60"))
STEPS = ("start", "services", "master", "time", "contact", "review")
# Hypothesis runs many examples in one test's transaction, which is what is wanted here.
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

anything = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "haircut",
            "colour",
            "anna",
            "olga",
            "any",
            "on",
            "2026-06-09T07:00Z",
            "2026-06-09T07:00:00+02:00",
            "2026-06-10",
            "haircut:anna",
            "haircut:",
            ":",
            "45.00",
            "NaN",
            "-0",
            "1e400",
            "0151 2345678",
            "+49",
            "olena@example.org",
            "a@b",
            "\x00",
            "\ud7ff",
            "'; DROP TABLE booking_visit; --",
            "<script>",
            "{salon_phone}",
            "{0.__class__}",
            "%s",
            "W" * 3000,
            "2026-W24-2T07:00Z",
            "20260609T070000Z",
            "9999-12-31T23:59:59Z",
        ]
    ),
    st.integers().map(str),
    st.datetimes().map(str),
)
names = st.sampled_from(
    [
        *("d", "service", "master", "part", "day", "from", "start", "end", "price", "part-haircut", "website"),
        *CONTACT,
        *("utm_source", "utm_medium", "widget", "next"),
    ]
)
fields = st.dictionaries(names, st.one_of(anything, st.lists(anything, max_size=8)), max_size=8)
headers = st.fixed_dictionaries(
    {},
    optional={
        "HX-Request": st.sampled_from(["true", "false", "x"]),
        "HX-History-Restore-Request": st.just("true"),
        "HX-Current-URL": st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=30),
        "Referer": st.sampled_from(
            ["http://testserver/de/?utm_source=%FF", "http://[", "//", "http://testserver:x/", "about:blank"]
        ),
        "X-Forwarded-For": st.sampled_from(["1.2.3.4, x", ",", "::1", "999.999"]),
        "Accept-Language": st.text(st.characters(codec="ascii", exclude_categories=["C"]), max_size=20),
    },
)


@fuzzed
@given(step=st.sampled_from(STEPS), query=fields, posted=fields, sent=headers, keeps_session=st.booleans())
def test_rubbish_is_never_an_error_of_ours(
    olena: Browser, step: str, query: dict[str, Any], posted: dict[str, Any], sent: dict[str, str], keeps_session: bool
) -> None:
    client = olena.client if keeps_session else Client()
    address = url_of(step)
    for answer in (
        client.get(address, query, headers=sent),
        client.post(address, posted, query_params=query, headers=sent),
    ):
        assert answer.status_code < 500


@fuzzed
@given(posted=fields, step=st.sampled_from(["time", "contact", "review"]))
def test_rubbish_in_the_middle_of_a_booking_loses_nothing(olena: Browser, posted: dict[str, Any], step: str) -> None:
    if not hasattr(olena, "review"):
        olena.review = olena.to_review().url
    answer = olena.client.post(olena.review.replace("/review/", f"/{step}/"), {**posted, "end": "", "price": "0"})
    assert answer.status_code < 500
    assert Visit.objects.count() == 0
    assert Hold.objects.count() <= 1


@pytest.mark.parametrize("step", STEPS)
def test_every_step_stands_an_empty_post(olena: Browser, step: str) -> None:
    assert olena.client.post(url_of(step)).status_code < 500
