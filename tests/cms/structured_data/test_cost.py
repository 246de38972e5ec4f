"""What the graph costs a page: a few queries, however much there is to tell, and none once the page is kept."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.utils.safestring import SafeString
from pytest_django import Settings

from bench.sights import one_of_each
from booking.models import Master, Service
from salon.cms.page_cache import begin_generation
from salon.cms.templatetags import seo_tags
from tests.cms.structured_data.read import graph_of
from tests.counting import page_queries

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
MOST = 4
PAGES = ("/de/", "/de/leistungen/haare/balayage/", "/de/team/", "/de/team/anna-lindner/", "/de/kontakt/")


@contextmanager
def silent() -> Iterator[None]:
    """Pages that tell search engines nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seo_tags, "script", lambda request, page: SafeString())
        yield


def test_it_costs_a_page_at_most_4_queries(client: Client) -> None:
    for page in one_of_each("uk"):
        address = page.get_url()
        client.get(address)
        told = page_queries(client, address)
        with silent():
            silently = page_queries(client, address)
        assert told - silently <= MOST, address


def test_rows_cost_no_queries(client: Client) -> None:
    for address in PAGES:
        client.get(address)
    many = {address: page_queries(client, address) for address in PAGES}
    size = len(str(graph_of(client, "/de/")))
    Service.objects.filter(slug__in=["manicure", "gel-fill", "ladies-cut", "back-massage"]).update(is_active=False)
    Master.objects.filter(slug="marta-kowalska").update(is_visible=False)
    assert {address: page_queries(client, address) for address in PAGES} == many
    assert len(str(graph_of(client, "/de/"))) < size


def test_a_kept_page_costs_nothing(settings: Settings) -> None:
    settings.WAGTAIL_CACHE, settings.SALON_URL = True, "http://testserver"
    begin_generation()
    made = graph_of(Client(), "/de/team/")
    assert page_queries(Client(), "/de/team/") == 0
    assert graph_of(Client(), "/de/team/") == made
