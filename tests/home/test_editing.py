"""An editor at work on the demo's pages."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from booking.models import Service
from home.demo.logins import PASSWORD
from home.models import CategoryPage, ContentPage, HomePage, ServicePage
from team.models import MasterPage

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]


@pytest.fixture
def lena(client: Client) -> Client:
    """Lena edits pages and texts."""
    assert client.login(username="editor", password=PASSWORD)
    return client


# What a browser's script writes for the blocks of a page; the test leaves them empty.
BLOCKS = {f"{name}-count": "0" for name in ("body", "faq", "bio", "works")}


def publish(editor: Client, address: str, **changes: str) -> int:
    data = querydict_from_html(editor.get(address).content.decode(), form_id="page-edit-form")
    data.update({**BLOCKS, **changes, "action-publish": "action-publish"})
    return editor.post(address, data).status_code


@pytest.mark.parametrize("model", [HomePage, CategoryPage, ServicePage, MasterPage])
def test_a_seeded_page_can_be_edited_and_published(lena: Client, model):
    page = model.objects.filter(locale__language_code="de").first()
    address, name = reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title
    assert publish(lena, address, seo_title="Ein neuer Titel für Suchmaschinen") == 302
    page.refresh_from_db()
    assert (page.seo_title, page.title, page.live) == ("Ein neuer Titel für Suchmaschinen", name, True)


def test_a_new_page_of_a_service_needs_no_title(lena: Client):
    ServicePage.objects.filter(service__slug="updo", locale__language_code="de").get().delete()
    parent = CategoryPage.objects.get(category__slug="hair", locale__language_code="de")
    address = reverse("wagtailadmin_pages:add", args=["home", "servicepage", parent.pk])
    service = Service.objects.get(slug="updo")
    assert publish(lena, address, service=str(service.pk), slug="hochstecken") == 302
    page = ServicePage.objects.get(service=service, locale__language_code="de")
    assert (page.title, page.live) == ("Hochsteckfrisur", True)
    assert lena.get("/de/leistungen/haare/hochstecken/").status_code == 200


def test_an_address_has_latin_letters_whatever_the_title_says(lena: Client):
    home = HomePage.objects.get(locale__language_code="de")
    page = home.add_child(instance=ContentPage(title="Größe & Übermaß"))
    assert page.slug == "groesse-uebermass"
    assert home.add_child(instance=ContentPage(title="…!")).slug == "page"
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert publish(lena, address, slug="größe") == 200
    page.refresh_from_db()
    assert page.slug == "groesse-uebermass"
