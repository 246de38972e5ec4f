"""What the pages show, and what it costs."""

import re

import pytest
from django.test import Client

from booking.models import Master, Service, Skill
from booking.selectors.catalog import load_catalog
from home.models import HomePage, ServicePage
from tests.counting import page_queries

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
BALAYAGE = "/de/leistungen/haare/balayage/"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("address", ["/de/", "/uk/"])
def test_the_home_page_takes_at_most_18_queries(client: Client, address):
    page(client, address)
    assert page_queries(client, address) <= 18


def test_a_page_three_levels_deep_takes_at_most_24_queries(client: Client):
    page(client, BALAYAGE)
    assert page_queries(client, BALAYAGE) <= 24


@pytest.mark.parametrize("address", ["/de/", "/de/leistungen/", "/de/leistungen/naegel/", "/de/team/"])
def test_rows_cost_no_queries(client: Client, address):
    page(client, address)
    many = page_queries(client, address)
    Service.objects.filter(slug__in=["manicure", "gel-fill", "balayage", "back-massage"]).update(is_active=False)
    Master.objects.filter(slug="marta-kowalska").update(is_visible=False)
    assert page_queries(client, address) == many


def test_the_home_page_shows_all_categories_masters_and_that_quotations_are_samples(client: Client):
    html = page(client, "/de/")
    for name in ("Haare", "Nägel", "Gesicht", "Augenbrauen und Wimpern", "Massage", "Haarentfernung"):
        assert f">{name}</a>" in html
    assert "Iryna Melnyk" in html
    assert "Beispieltexte, keine echten Bewertungen." in html


def test_pages_and_desk_say_the_same_price_and_minutes(client: Client):
    Skill.objects.filter(service__slug="balayage").update(price=222, price_kind="from", minutes=230)
    offer = load_catalog("de").services["balayage"]
    assert (offer.price.amount, offer.minutes) == (222, (230, 230))
    for address in (BALAYAGE, "/de/leistungen/haare/", "/de/leistungen/", "/ru/uslugi/volosy/balayazh/"):
        html = page(client, address)
        assert "222 €" in html, address
    assert "3 Std. 50 Min." in page(client, BALAYAGE)


def test_a_from_price_is_marked_as_one(client: Client):
    assert "ab 210 €" in page(client, BALAYAGE)
    assert "ab 28 €" not in page(client, "/de/leistungen/naegel/manikuere/")


def test_buttons_lead_into_the_booking_with_the_choice_made(client: Client):
    html = page(client, BALAYAGE)
    (link,) = re.findall(r'class="button button--wide" href="([^"]+)"', html)
    assert link == "/de/termin/?service=balayage"
    assert client.get(link, follow=True).status_code == 200


def test_processing_time_is_shown_as_a_part_of_the_treatment(client: Client):
    html = page(client, BALAYAGE)
    assert html.count('<rect class="rest"') == 1
    assert '<svg class="minutes"' not in page(client, "/de/leistungen/naegel/manikuere/")


def test_a_service_that_cannot_be_booked_says_so_and_has_no_button(client: Client):
    Service.objects.filter(slug="balayage").update(is_active=False)
    html = page(client, BALAYAGE)
    assert "button--wide" not in html
    assert "service=balayage" not in html
    assert "+49 30" in html
    assert "service=balayage" not in page(client, "/de/leistungen/")


def test_only_a_page_below_another_one_tells_the_way_to_it(client: Client):
    assert 'class="crumbs"' in page(client, "/de/leistungen/massage/")
    assert 'class="crumbs"' not in page(client, "/de/kontakt/")


def test_search_engines_list_the_way_into_the_booking_but_no_draft_and_no_search(client: Client):
    noindex = '<meta name="robots" content="noindex">'
    listed = page(client, "/de/termin/services/")
    assert noindex not in listed
    assert '<meta name="description" content="' in listed
    assert noindex in page(Client(), "/de/termin/services/?service=ladies-cut")
    assert noindex in page(Client(), "/de/search/")


def test_a_category_without_services_disappears_from_the_lists_and_says_so_on_its_page(client: Client):
    Service.objects.filter(category__slug="massage").update(is_active=False)
    assert 'id="massage"' not in page(client, "/de/leistungen/")
    own = page(client, "/de/leistungen/massage/")
    assert "Zurzeit ist online nichts buchbar" in own
    assert 'href="tel:' in own


def test_legal_pages_say_that_they_are_samples_and_stand_in_every_foot(client: Client):
    assert "Mustertext" in page(client, "/de/impressum/")
    html = page(client, BALAYAGE)
    assert 'href="/de/impressum/"' in html
    assert 'href="/de/datenschutz/"' in html


def test_every_service_has_its_own_title_and_description_for_search_engines():
    rows = list(ServicePage.objects.values_list("locale", "seo_title", "search_description"))
    assert len({(locale, title) for locale, title, _ in rows}) == len(rows)
    assert all(description for _, _, description in rows)


def test_no_page_holds_inline_code_or_a_token(client: Client):
    for address in ("/de/", "/de/leistungen/", BALAYAGE, "/de/team/", "/de/team/anna-lindner/", "/de/impressum/"):
        html = page(client, address)
        assert "csrfmiddlewaretoken" not in html
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\s(?:src=|type=\"application/ld))", html), (
            address
        )


def test_a_home_page_without_picture_or_blocks_still_stands(client: Client):
    home = HomePage.objects.get(locale__language_code="de")
    home.body[0].value["picture"]["image"] = None
    home.save()
    assert "<h1>" in page(client, "/de/")
    home.body = []
    home.save()
    assert f"<h1>{home.title}</h1>" in page(client, "/de/")


def test_a_price_list_shows_everything_that_can_be_booked(client: Client):
    html = page(client, "/de/preisliste/")
    services = load_catalog("de").services.values()
    assert all(f'role="rowheader">{service.name}</th>' in html for service in services)
    assert html.count('<table role="table">') == 6
    assert "ab 210 €" in html


def test_what_is_not_in_the_menu_stands_in_the_foot(client: Client):
    head, foot = page(client, BALAYAGE).split("<footer", 1)
    for address in ("/de/preisliste/", "/de/haeufige-fragen/"):
        assert f'href="{address}"' not in head
        assert f'href="{address}"' in foot


def test_a_master_shows_works_and_certificates(client: Client):
    html = page(client, "/de/team/anna-lindner/")
    assert "Aus ihren Händen" in html
    assert "Meisterbrief im Friseurhandwerk" in html
