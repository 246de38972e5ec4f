"""A page about a service, a category or a master bears its name."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from booking.models import Service, ServiceText
from home.models import CategoryPage, ServicePage

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]


def russian(slug: str) -> tuple[ServicePage, ServiceText]:
    about = {"service__slug": slug, "locale__language_code": "ru"}
    return ServicePage.objects.get(**about), ServiceText.objects.get(**about)


def test_a_new_name_is_the_title_at_once_in_its_own_language_only():
    page, text = russian("balayage")
    text.name = "Балаяж и тонирование"
    text.save()
    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("Балаяж и тонирование", "Балаяж и тонирование")
    assert ServicePage.objects.get(service=page.service, locale__language_code="de").title == "Balayage"


def test_a_drafted_name_waits_until_it_is_published():
    page, text = russian("balayage")
    text.name = "Балаяж, новое название"
    revision = text.save_revision()
    page.refresh_from_db()
    assert page.title == "Балаяж"
    revision.publish()
    page.refresh_from_db()
    assert page.title == "Балаяж, новое название"


def test_nobody_can_type_a_title():
    page, _ = russian("balayage")
    page.title = "Лучший балаяж в городе"
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.title == "Балаяж"
    assert "title" not in ServicePage.get_edit_handler().get_form_class().base_fields


def test_an_address_stays_when_the_name_changes():
    page, text = russian("balayage")
    text.name = "Балаяж 2"
    text.save()
    page.refresh_from_db()
    assert page.slug == "balayazh"


def test_a_service_has_one_page_a_language():
    parent = CategoryPage.objects.get(category__slug="hair", locale__language_code="de")
    second = ServicePage(service=Service.objects.get(slug="balayage"), slug="noch-einmal")
    with pytest.raises(ValidationError, match="service"):
        parent.add_child(instance=second)


def test_a_fact_without_words_in_a_language_lends_its_german_name():
    page, text = russian("balayage")
    text.delete()
    page.save()
    assert page.title == "Balayage"
    assert page.locale == Locale.objects.get(language_code="ru")
