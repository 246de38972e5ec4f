"""The salon in plain words, for machines that answer people's questions."""

import re

import pytest
from django.test import Client

from booking.models import Master, Service, Skill
from home.models import ContentPage, HomePage
from salon.cms.models import SalonSettings, SalonText
from tests.cms.seo.read import SITE
from tests.counting import queries

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]


def told(client: Client, path: str = "/de/llms.txt") -> str:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer["X-Robots-Tag"] == "noindex"
    return answer.content.decode().replace("\xa0", " ")


def test_it_says_where_when_what_for_how_much_and_who(client: Client) -> None:
    text = told(client)
    assert text.startswith("# Salon Lindenhof\n")
    phone = SalonSettings.load().phone_shown.replace("\xa0", " ")
    said = [phone, SalonSettings.load().street, "## Öffnungszeiten", "- Sonntag: Geschlossen"]
    said += [f"({SITE}/de/termin/services/)", "### Haare", f"[Anna Lindner]({SITE}/de/team/anna-lindner/)"]
    said += [f"({SITE}/de/preisliste/)", f"[Русский]({SITE}/ru/llms.txt)"]
    assert [words for words in said if words not in text] == []
    assert text.index("## Leistungen und Preise") < text.index("## Team") < text.index("## Seiten")
    assert re.search(rf"- \[Balayage\]\({SITE}/de/leistungen/haare/balayage/\): .+; ab 210 €", text)


def test_a_change_of_price_is_told_in_every_language(client: Client) -> None:
    Skill.objects.filter(service__slug="balayage").update(price=333, price_kind="from", minutes=230)
    for code in ("de", "ru", "uk", "en"):
        assert re.search(r"333", told(client, f"/{code}/llms.txt")), code
    assert "3 Std. 50 Min.; ab 333 €" in told(client)


def test_who_is_not_shown_and_what_is_not_offered_is_not_told(client: Client) -> None:
    Master.objects.filter(slug="anna-lindner").update(is_visible=False)
    Service.objects.filter(slug="balayage").update(is_active=False)
    assert "Anna Lindner" not in told(client)
    assert "[Balayage]" not in told(client)


def test_forty_services_cost_no_more_queries_than_one(client: Client) -> None:
    told(client)
    many = queries(lambda: told(client))
    Service.objects.exclude(slug="balayage").update(is_active=False)
    Master.objects.exclude(slug="anna-lindner").update(is_visible=False)
    told(client)
    assert queries(lambda: told(client)) == many


def test_the_first_address_leads_to_the_languages(client: Client) -> None:
    text = told(client, "/llms.txt")
    assert re.findall(r"\((\S+)\)", text) == [f"{SITE}/{code}/llms.txt" for code in ("de", "ru", "uk", "en")]


def test_words_stay_words(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="de")
    home.add_child(instance=ContentPage(title="[x](https://bad.example)\n# <b>", slug="probe"))
    text = told(client)
    assert r"[\[x\](https://bad.example) \# \<b\>](" in text
    assert "\n# <b>" not in text


def test_a_salon_without_words_is_told_of_all_the_same(client: Client) -> None:
    SalonText.objects.all().delete()
    SalonSettings.objects.update(phone="", street="", postcode="", email="")
    assert f"{SITE}/de/termin/services/" in told(client)
