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


def test_numbers_that_no_database_holds_are_not_found(admin_client: Client) -> None:
    host = {"host": SITE.removeprefix("https://")}
    assert admin_client.post(f"/admin/translations/update/{HUGE}/", headers=host, follow=True).status_code == 404
    assert admin_client.get("/admin/translations/export/xx/", headers=host, follow=True).status_code == 404
    assert (
        admin_client.get(f"/admin/translations/?p={HUGE}&language=xx&kind=%27&state=x", headers=host).status_code == 200
    )
