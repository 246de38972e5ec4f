"""One graph a page: valid, whole, and the same things by the same names in every language."""

from urllib.parse import urldefrag

import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape
from jsonschema import Draft202012Validator
from wagtail.models import PageViewRestriction

from bench.sights import one_of_each
from booking.models import MasterText
from home.models import ContentPage, ServicePage
from team.models import MasterPage
from tests.cms.structured_data.read import (
    LANGUAGES,
    SCHEMA,
    VALIDATOR,
    all_pages,
    graph_in,
    graph_of,
    html_of,
    node_of,
    page_types,
    walk,
)

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
BALAYAGE = "/de/leistungen/haare/balayage/"
ANNA = "/de/team/anna-lindner/"
RUDE = "</script><script>alert(1)</script> \"'&<!-- 💇🏽‍♀️ \u2028"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_of_page_is_valid_and_says_what_it_shows(client: Client, code: str) -> None:
    addresses = {f"{settings.SALON_URL}{page.get_url()}" for page in all_pages(code)} | {f"{settings.SALON_URL}/"}
    pages = one_of_each(code)
    assert {type(page) for page in pages} == page_types()
    for page in pages:
        html = html_of(client, page.get_url())
        graph = graph_in(html)
        told = [f"{problem.json_path}: {problem.message[:200]}" for problem in VALIDATOR.iter_errors(graph)]
        assert told == [], page.get_url()
        _no_node_twice_and_no_name_of_nothing(graph, addresses)
        _crumbs_are_those_seen(html, graph)
        assert {node["inLanguage"] for node in graph["@graph"] if "datePublished" in node} == {code}


def _no_node_twice_and_no_name_of_nothing(graph: dict, addresses: set[str]) -> None:
    nodes = list(walk(graph))
    made = [node["@id"] for node in nodes if "@id" in node and len(node) > 1]
    assert len(made) == len(set(made))
    named = {node["@id"] for node in nodes if list(node) == ["@id"]}
    assert {name for name in named if name not in made and urldefrag(name).url not in addresses} == set()


def _crumbs_are_those_seen(html: str, graph: dict) -> None:
    lists = [node["itemListElement"] for node in graph["@graph"] if node["@type"] == "BreadcrumbList"]
    shown = html.partition('<ol class="crumbs" role="list">')[2].partition("</ol>")[0]
    assert len(lists) == bool(shown)
    for step in lists[0] if lists else ():
        assert f">{escape(step['name'])}<" in shown
        assert step["item"].removeprefix(settings.SALON_URL) in shown or step is lists[0][-1]
    assert shown.count("<li") == (len(lists[0]) if lists else 0)


def test_things_have_the_same_names_in_every_language_and_their_own_words(client: Client) -> None:
    pages = ServicePage.objects.live().filter(service__slug="ladies-cut")
    services = [node_of(client, page.get_url(), "Service") for page in pages]
    assert {node["@id"] for node in services} == {f"{settings.SALON_URL}/#service-ladies-cut"}
    assert len({node["name"] for node in services}) == len(LANGUAGES)
    portraits = MasterPage.objects.live().filter(master__slug="anna-lindner")
    people = [node_of(client, page.get_url(), "Person") for page in portraits]
    assert {node["@id"] for node in people} == {f"{settings.SALON_URL}/#master-anna-lindner"}
    assert len({node["jobTitle"] for node in people}) == len(LANGUAGES)
    assert {node_of(client, f"/{code}/", "BeautySalon")["@id"] for code in LANGUAGES} == {
        f"{settings.SALON_URL}/#salon"
    }


def test_only_the_pages_about_the_salon_describe_it_whole(client: Client) -> None:
    for address in ("/de/", "/de/team/"):
        salon = node_of(client, address, "BeautySalon")
        assert {"hasOfferCatalog", "employee", "priceRange", "openingHoursSpecification", "telephone"} <= set(salon)
    contact = node_of(client, "/de/kontakt/", "BeautySalon")
    assert {"openingHoursSpecification", "telephone"} <= set(contact)
    assert not {"hasOfferCatalog", "employee"} & set(contact)
    assert set(node_of(client, BALAYAGE, "BeautySalon")) == {"@type", "@id", "name", "url", "address"}


def test_nothing_is_rated(client: Client) -> None:
    for address in ("/de/", BALAYAGE, ANNA):
        said = {key for node in walk(graph_of(client, address)) for key in node}
        assert not {"review", "aggregateRating", "ratingValue"} & said


def test_a_master_is_who_her_page_shows(client: Client) -> None:
    html = html_of(client, ANNA)
    person = node_of(client, ANNA, "Person")
    for shown in (person["name"], person["jobTitle"], *(one["name"] for one in person["hasCredential"])):
        assert escape(shown) in html
    assert person["hasCredential"][0]["dateCreated"].isdecimal()
    assert "de" in person["knowsLanguage"]
    assert node_of(client, ANNA, "ProfilePage")["mainEntity"] == {"@id": person["@id"]}
    employees = node_of(client, "/de/team/", "BeautySalon")["employee"]
    assert {"@id": person["@id"]} in employees


def test_questions_on_a_page_are_told_with_their_answers(client: Client) -> None:
    page = ContentPage.objects.get(locale__language_code="uk", slug="pytannia")
    html, faq = html_of(client, page.get_url()), node_of(client, page.get_url(), "FAQPage")
    assert html.count("<summary>") == len(faq["mainEntity"])
    assert all(f"<summary>{escape(question['name'])}</summary>" in html for question in faq["mainEntity"])
    assert not any("<" in question["acceptedAnswer"]["text"] for question in faq["mainEntity"])


def test_the_actions_lead_where_they_say(client: Client) -> None:
    for code in LANGUAGES:
        reserve = node_of(client, f"/{code}/", "BeautySalon")["potentialAction"]["target"]["urlTemplate"]
        search = node_of(client, f"/{code}/", "WebSite")["potentialAction"]["target"]["urlTemplate"]
        for template, word in ((reserve, "balayage"), (search, "Balayage")):
            address = template.replace("{service}", word).replace("{search_term_string}", word)
            answer = Client().get(address.removeprefix(settings.SALON_URL), follow=True)
            assert answer.status_code == 200
            assert answer.wsgi_request.path.startswith(f"/{code}/")
            assert "alayage" in answer.content.decode() or code != "de"


def test_a_title_stays_data(client: Client) -> None:
    page = ContentPage.objects.filter(locale__language_code="de", body__isnull=False).order_by("path").first()
    page.seo_title = page.search_description = RUDE
    page.save()
    html = html_of(client, page.get_url())
    assert "<script>alert" not in html
    node = next(node for node in graph_in(html)["@graph"] if node["@id"].endswith("#page"))
    assert (node["name"], node["description"]) == (RUDE, RUDE)


def test_a_master_may_be_called_anything(client: Client) -> None:
    page = MasterPage.objects.get(locale__language_code="de", master__slug="anna-lindner")
    MasterText.objects.filter(master=page.master, locale__language_code="de").update(name=RUDE[:80], role=RUDE)
    html = html_of(client, ANNA)
    assert "<script>alert" not in html
    (person,) = [node for node in graph_in(html)["@graph"] if node["@type"] == "Person"]
    assert (person["name"], person["jobTitle"]) == (RUDE[:80], RUDE)
    assert RUDE in {node.get("jobTitle") for node in graph_of(client, "/de/team/")["@graph"]}


def test_what_stands_in_a_pages_place_tells_nothing_of_it(client: Client) -> None:
    page = ContentPage.objects.get(locale__language_code="uk", slug="pytannia")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="linde")
    assert "ld+json" not in html_of(client, page.get_url())
    for address in ("/de/termin/services/", "/de/search/?q=Haare"):
        assert "ld+json" not in html_of(client, address)
    assert "ld+json" not in client.get("/de/nirgends/").content.decode()
