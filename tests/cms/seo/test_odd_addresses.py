"""Addresses that nobody links to get an answer of ours."""

import pytest
from django.test import Client

from tests.cms.seo.read import SITE

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]
HUGE = 10**30


@pytest.mark.parametrize(
    "path",
    [
        f"/share/{HUGE}-0123456789ab.jpg",
        "/share/1-0123456789ab.jpg",
        "/sitemap-xx.xml",
        "/xx/llms.txt",
        "/de/llms.txt/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(path, headers={"host": SITE.removeprefix("https://")}, follow=True).status_code == 404
