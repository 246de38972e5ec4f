"""Each step of the wizard on the demo salon: queries and milliseconds of the page as a client gets it."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import translation

from bench.rows import Row, milliseconds

QUERIES = 15
ASKED = "service=ladies-cut&service=manicure"
CHOOSING = {"services": "", "master": ASKED, "time": f"{ASKED}&master=any"}
CONTACT = {"name": "Olena Kovalenko", "phone": "0151 2345678", "email": "olena@example.org", "consent": "on"}
START = re.compile(r'name="start" value="([^"]+)"')


def rows() -> Iterator[Row]:
    call_command("seed_demo", "--german", verbosity=0)
    with override_settings(ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, "testserver"]), translation.override("de"):
        client = Client()
        begin = f"{reverse('booking:services')}?{ASKED}"
        client.get(begin)
        draft = client.get(begin, follow=True).wsgi_request.GET["d"]
        for step, asked in CHOOSING.items():
            address = f"{reverse(f'booking:{step}')}?d={draft}&{asked}"
            yield from _measure(client, step, address)
        start = START.search(client.get(address).content.decode())[1]
        for step, sent in {"contact": {"start": start}, "review": CONTACT}.items():
            address = _go_on(client, step, address, sent)
            yield from _measure(client, step, address)


def _go_on(client: Client, step: str, address: str, sent: dict[str, str]) -> str:
    """Send a step's form; the address of the next one."""
    asked = client.post(address, sent, follow=True).wsgi_request
    assert asked.path == reverse(f"booking:{step}"), asked.path  # noqa: S101 - a refusal's page is another one
    return asked.get_full_path()


def _measure(client: Client, step: str, address: str) -> Iterator[Row]:
    def page() -> HttpResponseBase:
        return client.get(address)

    page()
    with CaptureQueriesContext(connection) as queries:
        assert page().status_code == 200, address  # noqa: S101 - a redirect would be quick and mean nothing
    yield Row(f"wizard on the demo, {step}: queries", len(queries), "queries", QUERIES)
    yield Row(f"wizard on the demo, {step}: time", milliseconds(page)[0], "ms")
