"""The team's pages: who is shown, with her own minutes and prices."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from booking.models import Master

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
OLGA, SOFIA = "/de/team/olga-schreiber/", "/de/team/sofia-brandt/"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\xa0", " ")


def test_everybody_who_is_shown_by_name_is_on_the_team_page_in_order(client: Client):
    html = page(client, "/de/team/")
    names = ["Anna Lindner", "Olga Schreiber", "Marta Kowalska", "Iryna Melnyk", "Sofia Brandt"]
    places = [html.index(f">{name}</a>") for name in names]
    assert places == sorted(places)


def test_a_master_is_shown_with_her_own_minutes_and_price(client: Client):
    html = page(client, SOFIA)
    assert "ab 38 €" in html
    assert "1 Std. 15 Min." in html
    assert "/de/termin/?master=sofia-brandt&amp;service=ladies-cut" in html
    assert 'href="/de/leistungen/haare/damenhaarschnitt/"' in html


def test_a_master_speaks_in_the_words_of_the_page(client: Client):
    assert "Deutsch, Russisch" in page(client, OLGA)
    assert "немецкий, русский" in page(client, "/ru/komanda/olga-schreiber/")


def test_experience_counts_from_the_year_in_which_she_began(client: Client):
    Master.objects.filter(slug="olga-schreiber").update(since=localdate().year - 20)
    assert "20 years of experience" in page(client, "/en/team/olga-schreiber/")


def test_who_is_not_shown_by_name_is_nowhere(client: Client):
    Master.objects.filter(slug="olga-schreiber").update(is_visible=False)
    for address in ("/de/", "/de/team/", "/de/leistungen/naegel/pedikuere/"):
        assert "Olga" not in page(client, address), address


def test_who_cannot_be_booked_is_shown_without_a_button(client: Client):
    Master.objects.filter(slug="olga-schreiber").update(is_bookable=False)
    assert "Olga Schreiber" in page(client, "/de/team/")
    assert "master=olga-schreiber" not in page(client, "/de/team/")
    assert "master=olga-schreiber" not in page(client, OLGA)
