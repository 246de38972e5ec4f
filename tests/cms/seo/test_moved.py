"""Whoever has the old address of a page arrives, in every language."""

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from home.models import ServicePage
from tests.cms.seo.read import SITE, read

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("code", ["de", "ru", "uk", "en"])
def test_an_old_address_leads_for_good_to_the_new_one(
    client: Client, code: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = ServicePage.objects.get(service__slug="updo", locale__language_code=code)
    old, category = page.get_url(), page.get_parent().specific
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "probe"
        page.save_revision().publish()
    renamed = ServicePage.objects.get(pk=page.pk).get_url()
    assert renamed == f"{category.get_url()}probe/"
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, renamed)
    with django_capture_on_commit_callbacks(execute=True):
        category.slug = "probe"
        category.save_revision().publish()
    moved = ServicePage.objects.get(pk=page.pk).get_url()
    assert client.get(old, follow=True).request["PATH_INFO"] == moved
    answer = client.get(renamed)
    assert (answer.status_code, answer["Location"]) == (301, moved)
    assert read(client, moved).canonical == [SITE + moved]
