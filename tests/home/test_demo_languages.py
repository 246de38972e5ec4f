"""The whole demo in four languages."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from booking.models import CategoryText, MasterText, ServiceText
from home.demo.finish import finish_demo
from home.models import CategoryPage, HomePage, ServicePage
from salon.cms.models import SalonText, salon_settings
from team.models import MasterPage

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]
LANGUAGES = ("de", "ru", "uk", "en")
PAGES = 1 + 5 + 4 + 6 + 32 + 5


@pytest.fixture(scope="module")
def site(demo_full: None, django_db_blocker: DjangoDbBlocker) -> dict[str, dict[str, HttpResponse]]:
    """Every live page's answer by language and address."""
    with django_db_blocker.unblock():
        client, answers = Client(), {code: {} for code in LANGUAGES}
        for page in Page.objects.filter(depth__gte=2, live=True).select_related("locale"):
            address = page.get_url()
            answers[page.locale.language_code][address] = client.get(address)
        return answers


@pytest.mark.once
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_answers_in_its_language(site, code):
    assert len(site[code]) == PAGES
    for address, answer in site[code].items():
        assert answer.status_code == 200, address
        assert address.startswith(f"/{code}/")
        assert f'<html lang="{code}"' in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_no_german_sentence_is_left_in_another_language(site, code):
    german = set(StringSegment.objects.values_list("string__data", flat=True))
    # Names of the salon, its town and addresses are alike everywhere.
    alike = salon_settings().legal_name
    sentences = {text for text in german if len(text) > 30 and text != alike and not re.search(r"[@/|]", text)}
    for address, answer in site[code].items():
        html = answer.content.decode()
        assert not [text for text in sentences if text in html], address


@pytest.mark.parametrize("other", LANGUAGES[1:])
@pytest.mark.parametrize("model", [ServicePage, CategoryPage])
def test_a_german_address_is_404_under_another_prefix(client: Client, model, other):
    page = model.objects.filter(locale__language_code="de").first()
    assert client.get(page.get_url().replace("/de/", f"/{other}/", 1)).status_code == 404


def test_an_untranslated_home_page_is_404_and_not_the_german_one(client: Client):
    HomePage.objects.get(locale__language_code="ru").unpublish()
    assert client.get("/ru/").status_code == 404
    assert client.get("/ru/uslugi/").status_code == 404
    assert client.get("/de/").status_code == 200


def test_a_page_in_the_wrong_tree_is_404(client: Client):
    page, home = Page.objects.get(slug="impressum", locale__language_code="de"), HomePage.objects.get(slug="home")
    page.move(home, pos="last-child")
    assert client.get("/en/impressum/").status_code == 404


def test_every_sentence_is_translated():
    translations = Translation.objects.all()
    assert translations.count() == 3 * (PAGES + 6 + 32 + 5 + 2 + 8 + 1)
    for translation in translations:
        total, done = translation.get_progress()
        assert total == done > 0, translation


@pytest.mark.parametrize(
    ("model", "texts", "fact"),
    [
        (CategoryPage, CategoryText, "category"),
        (ServicePage, ServiceText, "service"),
        (MasterPage, MasterText, "master"),
    ],
)
def test_titles_are_the_names_of_the_facts_in_every_language(model, texts, fact):
    names = {(getattr(text, f"{fact}_id"), text.locale_id): text.name for text in texts.objects.all()}
    titles = {(getattr(page, f"{fact}_id"), page.locale_id): page.title for page in model.objects.all()}
    assert titles == names


def test_addresses_are_latin_and_no_other_address_leads_there():
    assert all(slug.isascii() for slug in Page.objects.values_list("slug", flat=True))
    assert not Redirect.objects.exists()


def test_the_tree_is_sound():
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_switcher_leads_to_the_same_page(client: Client):
    html = client.get("/de/leistungen/haare/balayage/").content.decode()
    for address in ("/ru/uslugi/volosy/balayazh/", "/en/services/hair/balayage/"):
        assert f'href="{address}"' in html


def test_a_finished_demo_costs_two_queries_at_most(django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert finish_demo() is True


def test_a_database_without_demo_costs_two_queries_at_most(django_assert_max_num_queries):
    SalonText.objects.all().delete()
    with django_assert_max_num_queries(2):
        assert finish_demo() is True
