"""How many queries something takes."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(run: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as seen:
        run()
    return len(seen)


def page_queries(client: Client, address: str) -> int:
    """Of an address that is there."""

    def look() -> None:
        assert client.get(address).status_code == 200, address

    return queries(look)
