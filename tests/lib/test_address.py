"""Where a request comes from: enough to count by, too little to know."""

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from salon.lib.visitor_address import address_of


def address(**meta: Any) -> str:
    return address_of(RequestFactory().get("/", **meta))


def test_the_address_itself_is_kept_nowhere() -> None:
    found = address(REMOTE_ADDR="203.0.113.7")
    assert len(found) == 32
    assert "203" not in found
    assert found == address(REMOTE_ADDR="203.0.113.7")
    assert found != address(REMOTE_ADDR="203.0.113.8")


def test_another_secret_makes_another_hash(settings: Settings) -> None:
    before = address(REMOTE_ADDR="203.0.113.7")
    settings.SECRET_KEY = "another"
    assert address(REMOTE_ADDR="203.0.113.7") != before


def test_a_household_counts_once_however_many_addresses_it_has() -> None:
    assert address(REMOTE_ADDR="2001:db8:1:2::1") == address(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert address(REMOTE_ADDR="2001:db8:1:2::1") != address(REMOTE_ADDR="2001:db8:1:3::1")
    assert address(REMOTE_ADDR="::ffff:203.0.113.7") == address(REMOTE_ADDR="203.0.113.7")


def test_nobody_chooses_an_address_by_a_header() -> None:
    assert address(REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == address(REMOTE_ADDR="203.0.113.7")


def test_behind_our_own_proxy_it_says_whom_it_saw(settings: Settings) -> None:
    client = address(REMOTE_ADDR="198.51.100.1")
    settings.PROXIES = 1
    assert address(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="invented, 198.51.100.1") == client
    assert address(REMOTE_ADDR="198.51.100.1") == client


@pytest.mark.parametrize("written", ["", "unknown", "999.1.1.1", "a" * 5000, "1.2.3.4:80"])
def test_what_is_no_address_is_counted_as_it_is(written: str) -> None:
    assert len(address(REMOTE_ADDR=written)) == 32
