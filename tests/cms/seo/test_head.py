"""What every page says in its head, in four languages."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page, PageViewRestriction, Site
from wagtailseo.models import SeoSettings

from bench.sights import one_of_each
from home.models import ContentPage, HomePage, PricesPage, ServicePage
from salon.cms.pictures import SHARED, make_renditions
from salon.cms.seo import head as heads
from salon.cms.seo.description import cut, description
from salon.cms.seo.limits import DESCRIPTION_MOST
from salon.lib.rounds import one_round
from tests.cms.drawing import drawn
from tests.cms.seo.read import CODES, SITE, read
from tests.cms.structured_data.read import page_types
from tests.counting import page_queries

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
BALAYAGE = {
    "de": "/de/leistungen/haare/balayage/",
    "ru": "/ru/uslugi/volosy/balayazh/",
}
LOCALES = {"de": "de_DE", "ru": "ru_RU", "uk": "uk_UA", "en": "en_GB"}
ONCE = ("description", "og:title", "og:description", "og:url", "og:type", "og:site_name", "og:locale", "og:image")


def balayage(code: str = "de") -> ServicePage:
    return ServicePage.objects.get(service__slug="balayage", locale__language_code=code)


def test_every_type_of_page_says_everything_once_in_every_language(client: Client) -> None:
    pages = [page for code in CODES for page in one_of_each(code)]
    assert len(pages) == len(CODES) * len(page_types())
    seen = {page.get_url(): read(client, page.get_url()) for page in pages}
    for page in pages:
        found, address = seen[page.get_url()], SITE + page.get_url()
        assert len(found.titles) == 1
        assert found.titles[0].strip()
        assert all(len(found.said(name)) == 1 and found.only(name) for name in ONCE), (address, found.metas)
        assert found.canonical == [address]
        assert found.only("og:url") == address
        assert found.only("og:locale") == LOCALES[page.locale.language_code]
        assert set(found.said("og:locale:alternate")) == {*LOCALES.values()} - {found.only("og:locale")}
        assert found.only("twitter:card") == "summary_large_image"
        assert found.said("twitter:site") == []
        assert urlsplit(found.only("og:image")).scheme == "https"
        assert (found.only("og:image:width"), found.only("og:image:height")) == ("1200", "630")
        assert found.only("og:image:alt")
    for address, found in seen.items():
        assert found.alternates["x-default"] == found.alternates["de"]
        assert set(found.alternates) == {"x-default", *LOCALES}
        for other in found.alternates.values():
            assert seen[other.removeprefix(SITE)].alternates == found.alternates, address


def test_a_query_and_another_name_of_the_house_change_no_address(client: Client) -> None:
    found = read(client, f"{BALAYAGE['de']}?utm_source=letter&x=1")
    assert found.canonical == [SITE + BALAYAGE["de"]]


@pytest.mark.parametrize("how", ["draft", "mirror", "wall", "closed"])
def test_what_not_everybody_may_see_is_no_translation(client: Client, how: str) -> None:
    russian = balayage("ru")
    if how == "draft":
        russian.unpublish()
    elif how == "mirror":
        Page.objects.filter(pk=russian.pk).update(alias_of=balayage())
    elif how == "wall":
        PageViewRestriction.objects.create(page=russian.get_parent(), restriction_type="password", password="linde")
    else:
        HomePage.objects.get(locale__language_code="ru").unpublish()
    found = read(client, BALAYAGE["de"])
    assert set(found.alternates) == {"x-default", "de", "uk", "en"}
    assert "ru_RU" not in found.said("og:locale:alternate")


def test_without_a_german_page_nothing_is_everybodys(client: Client) -> None:
    balayage().unpublish()
    assert set(read(client, BALAYAGE["ru"]).alternates) == {"ru", "uk", "en"}


def test_a_mirror_sends_to_what_it_mirrors_and_has_no_translations(client: Client) -> None:
    Page.objects.filter(pk=balayage("ru").pk).update(alias_of=balayage())
    found = read(client, BALAYAGE["ru"])
    assert found.canonical == [SITE + BALAYAGE["de"]] == found.said("og:url")
    assert found.alternates == {}


@pytest.mark.parametrize("title", ['„Schöner“ "als" nie', "</title><script>alert(1)</script>", "Nägel 💅 & Füße <3"])
def test_no_title_breaks_out(client: Client, title: str) -> None:
    home = HomePage.objects.get(locale__language_code="de")
    page = home.add_child(instance=ContentPage(title=title, slug="probe", search_description=title))
    found = read(client, "/de/probe/")
    assert found.titles == [f"{title} | Salon Lindenhof"]
    assert found.only("og:title") == title == found.only("description")
    picture = client.get(found.only("og:image").removeprefix(SITE))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert page.title in found.only("og:image:alt")


def test_whoever_wrote_no_description_gets_the_lists_line_then_the_pages_own_words() -> None:
    page = balayage()
    page.search_description, page.listing_text = "", "Aus der Liste. Und noch etwas."
    assert description(page) == "Aus der Liste. Und noch etwas."
    page.listing_text = ""
    own = description(page)
    assert len(own) >= 30
    assert len(own) <= DESCRIPTION_MOST
    assert "<" not in own
    prices = PricesPage(title="Preise", intro="", price_note="")
    assert description(prices, "Wir sind ein Salon.") == "Wir sind ein Salon."
    prices.intro = "Alle Preise z. B. für Haare und Nägel auf einer einzigen Seite. Zum Drucken."
    assert description(prices) == "Alle Preise z. B. für Haare und Nägel auf einer einzigen Seite."


def test_a_long_text_is_cut_behind_a_whole_word() -> None:
    long = "Haarverlängerung, " * 20
    assert len(cut(long)) <= DESCRIPTION_MOST
    assert cut(long).endswith("Haarverlängerung…")
    assert len(cut("ä" * 300)) == DESCRIPTION_MOST
    assert cut("kurz") == "kurz"


def test_a_pages_own_picture_is_shared_once_its_size_is_made(client: Client) -> None:
    page = balayage()
    page.picture, page.picture_alt = drawn("balayage", 1600, 1200), "Blonde Strähnen"
    page.og_image = page.listing_picture = None
    page.save()
    assert "/share/" in read(client, BALAYAGE["de"]).only("og:image")
    make_renditions(page.picture)
    found = read(client, BALAYAGE["de"])
    rendition = page.picture.renditions.get(filter_spec=SHARED)
    assert found.only("og:image") == SITE + rendition.url
    assert (rendition.width, rendition.height) == (1200, 630)
    assert found.only("og:image:alt") == "Blonde Strähnen"
    page.og_image = drawn("other", 1300, 700)
    page.save()
    make_renditions(page.og_image)
    found = read(client, BALAYAGE["de"])
    assert found.only("og:image") == SITE + page.og_image.renditions.get(filter_spec=SHARED).url
    assert found.only("og:image:alt") == "Balayage"


@pytest.mark.parametrize(("typed", "shown"), [("@lindenhof", ["@lindenhof"]), ("lindenhof", ["@lindenhof"]), ("@", [])])
def test_a_name_without_letters_is_no_name(client: Client, typed: str, shown: list[str]) -> None:
    SeoSettings.objects.update_or_create(site=Site.objects.get(), defaults={"twitter_site": typed})
    assert read(client, "/de/").said("twitter:site") == shown


def test_the_way_into_the_booking_is_listed_with_its_languages(client: Client) -> None:
    found = read(client, "/de/termin/services/")
    assert found.canonical == [f"{SITE}/de/termin/services/"] == found.said("og:url")
    assert found.alternates["x-default"] == found.alternates["de"] == found.canonical[0]
    assert found.alternates["ru"] == f"{SITE}/ru/zapis/services/"
    assert set(found.alternates) == {"x-default", *LOCALES}
    assert len(found.said("description")) == 1


@pytest.mark.parametrize("address", ["/de/", "/uk/", BALAYAGE["de"], "/de/team/anna-lindner/", "/de/leistungen/haare/"])
def test_a_head_costs_at_most_two_queries(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    page_queries(client, address)
    with_head = page_queries(client, address)
    monkeypatch.setattr(heads, "page_head", lambda frame: None)
    assert with_head - page_queries(client, address) <= 2


def test_private_pages_cost_one_query_more(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    page = balayage()
    PageViewRestriction.objects.create(page=balayage("ru"), restriction_type="login")
    frame = heads.SiteFrame(None, page, "de")
    with one_round():
        assert frame.languages
        assert frame.text
        with django_assert_max_num_queries(3):
            assert heads.page_head(frame)
