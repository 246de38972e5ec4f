"""What search engines are told is what the page says and the desk takes."""

import html as markup
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.utils import translation
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from booking.models import Category, Service, ServiceText, Skill
from booking.selectors.catalog import load_catalog
from booking.structured_data import iso_8601
from home.models import PricesPage, ServicePage
from salon.cms.models import ClosedDay, OpeningHours, SalonSettings
from salon.cms.page_cache import begin_generation
from salon.cms.salon_calendar import salon_calendar
from salon.cms.selectors import HoursRow
from salon.cms.structured_data.salon import closed_days, opening_hours, today
from salon.lib.duration import span
from salon.lib.money import euro, quoted
from tests.cms.structured_data.read import LANGUAGES, Node, graph_in, html_of, node_of, walk

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
BALAYAGE = "/de/leistungen/haare/balayage/"


def text_of(html: str) -> str:
    """As it is read, without the script."""
    return markup.unescape(html.partition('<script type="application/ld')[0]).replace("\xa0", " ")


def service_in(html: str) -> Node:
    (service,) = [node for node in graph_in(html)["@graph"] if node["@type"] == "Service"]
    return service


def amount_in(offer: Node) -> tuple[Decimal, bool]:
    """The price, and whether it is the least."""
    told = offer.get("priceSpecification", offer)
    return Decimal(str(told.get("minPrice", told.get("price")))), "minPrice" in told


def listed(client: Client, address: str) -> dict[str, Node]:
    """The offers of the salon's catalogue by their services' names (`@id`)."""
    salon = node_of(client, address, "BeautySalon")
    return {offer["itemOffered"]["@id"].partition("#")[2]: offer for offer in walk(salon) if "itemOffered" in offer}


@pytest.mark.parametrize("code", ["de", "uk"])
def test_prices_and_minutes_of_services_are_those_of_page_and_desk(client: Client, code: str) -> None:
    catalog = load_catalog(code).services
    pages = {page.service.slug: page for page in ServicePage.objects.filter(locale__language_code=code)}
    for slug in ("balayage", "ladies-cut", "manicure", "back-massage"):
        html, offered = html_of(client, pages[slug].get_url()), catalog[slug]
        told = service_in(html)
        assert told["name"] == offered.name
        assert amount_in(told["offers"]) == (offered.price.amount, offered.price.is_from)
        shortest, longest = offered.minutes
        length = told["offers"]["additionalProperty"]
        assert length.get("value", "") == (iso_8601(shortest) if shortest == longest else "")
        assert (length.get("minValue", shortest), length.get("maxValue", longest)) == offered.minutes
        with translation.override(code):
            price = quoted(offered.price.amount, is_from=offered.price.is_from).replace("\xa0", " ")
            assert f'<p class="price-tag">{price}</p>' in text_of(html)
            assert span(longest).replace("\xa0", " ") in text_of(html)
        assert told["availableChannel"]["serviceUrl"].removeprefix(settings.SALON_URL) in text_of(html)


def test_a_range_is_told_where_masters_have_fixed_prices_of_their_own(client: Client) -> None:
    skills = Skill.objects.filter(service__slug="ladies-cut")
    address = ServicePage.objects.get(service__slug="ladies-cut", locale__language_code="de").get_url()
    skills.update(price=60, price_kind="fixed")
    assert service_in(html_of(client, address))["offers"]["price"] == 60
    dear = skills.order_by("master__order").last()
    assert skills.count() > 1
    skills.filter(pk=dear.pk).update(price="72.50")
    html = html_of(client, address)
    told = service_in(html)["offers"]["priceSpecification"]
    assert (told["minPrice"], told["maxPrice"]) == (60, 72.5)
    assert "ab 60 €" in text_of(html)
    assert "72,50 €" in text_of(html)
    skills.update(price_kind="from")
    assert "maxPrice" not in service_in(html_of(client, address))["offers"]["priceSpecification"]


def test_the_catalogue_holds_what_can_be_booked_at_its_price(client: Client) -> None:
    offered = {f"service-{slug}": service for slug, service in load_catalog("de").services.items() if service.offers}
    told = listed(client, "/de/")
    assert list(told) == list(offered)
    for name, offer in told.items():
        assert amount_in(offer) == (offered[name].price.amount, offered[name].price.is_from)
    amounts = [offer.price.amount for service in offered.values() for offer in service.offers.values()]
    with translation.override("de"):
        prices = f"{euro(min(amounts))}–{euro(max(amounts))}"
    assert node_of(client, "/de/", "BeautySalon")["priceRange"] == prices


def test_what_is_switched_off_or_performed_by_nobody_leaves_the_catalogue(client: Client) -> None:
    Service.objects.filter(slug="balayage").update(is_active=False)
    Skill.objects.filter(service__slug="manicure").delete()
    Category.objects.filter(slug="massage").update(is_active=False)
    for address in ("/de/", "/en/team/"):
        told = listed(client, address)
        assert not {"service-balayage", "service-manicure", "service-back-massage"} & set(told)
        assert "service-ladies-cut" in told
    assert "Service" not in {node["@type"] for node in graph_in(html_of(client, BALAYAGE))["@graph"]}


def test_what_is_not_translated_falls_back_as_the_page_does(client: Client) -> None:
    ServiceText.objects.filter(service__slug="manicure", locale__language_code="uk").update(live=False)
    page = PricesPage.objects.get(locale__language_code="uk")
    assert listed(client, "/uk/")["service-manicure"]["itemOffered"]["name"] == "Maniküre"
    assert ">Maniküre</span></th>" in html_of(client, page.get_url())


def test_opening_hours_are_those_of_page_and_desk(client: Client) -> None:
    OpeningHours.objects.filter(weekday=1).delete()
    OpeningHours.objects.create(weekday=1, starts_at=time(8), ends_at=time(12))
    OpeningHours.objects.create(weekday=1, starts_at=time(13, 30), ends_at=time(18))
    html = html_of(client, "/de/kontakt/")
    (salon,) = [node for node in graph_in(html)["@graph"] if node["@type"] == "BeautySalon"]
    told = {
        (day.rpartition("/")[2], hours["opens"], hours["closes"])
        for hours in salon["openingHoursSpecification"]
        for day in hours["dayOfWeek"]
    }
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    rows = OpeningHours.objects.values_list("weekday", "starts_at", "ends_at")
    assert told == {(names[day], f"{begin:%H:%M}", f"{end:%H:%M}") for day, begin, end in rows}
    assert "8:00–12:00, 13:30–18:00" in text_of(html)
    assert len([one for one in told if one[0] == "Tuesday"]) == 2
    assert not any(day == "Sunday" for day, _begin, _end in told)


def test_a_day_that_never_closes_is_not_told_as_closed() -> None:
    (whole,) = opening_hours([HoursRow(5, "Samstag", ((time(0), time(0)),))])
    assert (whole["opens"], whole["closes"]) == ("00:00", "23:59")
    (late,) = opening_hours([HoursRow(5, "Samstag", ((time(18), time(0)),))])
    assert (late["opens"], late["closes"]) == ("18:00", "00:00")


def test_closed_days_of_a_year_are_told_and_nothing_else(client: Client) -> None:
    own = next(day for day in (today() + timedelta(days=days) for days in range(20, 40)) if day.weekday() == 2)
    ClosedDay.objects.create(slug="outing", month=own.month, day=own.day, year=own.year)
    told = {date.fromisoformat(one["validFrom"]) for one in closed_days(today())}
    known = salon_calendar()
    ahead = [today() + timedelta(days=days) for days in range(365)]
    assert told == {day for day in ahead if known.weekly.get(day.weekday()) and not known.windows(day)}
    assert own in told
    assert all(day.weekday() != 6 for day in told)
    assert {(12, 25), (10, 3)} & {(day.month, day.day) for day in told}
    shown = node_of(client, "/en/", "BeautySalon")["specialOpeningHoursSpecification"]
    assert {date.fromisoformat(one["validThrough"]) for one in shown} == told


def test_address_and_phone_are_those_of_the_foot_in_the_pages_language(client: Client) -> None:
    facts = SalonSettings.load()
    towns = set()
    for code in LANGUAGES:
        html = html_of(client, f"/{code}/")
        salon = next(node for node in graph_in(html)["@graph"] if node["@type"] == "BeautySalon")
        foot = text_of(html).partition("<footer")[2]
        for shown in (salon["name"], *(salon["address"][key] for key in ("streetAddress", "addressLocality"))):
            assert shown in foot
        assert f'href="tel:{salon["telephone"]}"' in foot
        assert (salon["telephone"], salon["email"]) == (facts.phone, facts.email)
        towns.add(salon["address"]["addressLocality"])
    assert len(towns) > 1


def test_a_price_that_is_changed_once_is_new_everywhere(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """On pages that are kept for visitors, in the wizard, for search engines and programs, in every language."""
    settings.WAGTAIL_CACHE, settings.SALON_URL = True, "http://testserver"
    caches["pages"].clear()
    begin_generation()
    service = Service.objects.get(slug="manicure")
    Skill.objects.filter(service=service).update(price=None, price_kind="")
    pages = list(ServicePage.objects.live().filter(service=service).select_related("locale"))
    lists = {page.locale.language_code: page.get_url() for page in PricesPage.objects.live()}
    assert len(pages) == len(lists) == len(LANGUAGES)
    before = {page.get_url(): html_of(Client(), page.get_url()) for page in pages}
    kept = {address: html_of(Client(), address) for address in (*lists.values(), *(f"/{code}/" for code in LANGUAGES))}
    assert html_of(Client(), pages[0].get_url()) == before[pages[0].get_url()]
    with django_capture_on_commit_callbacks(execute=True):
        service.price = Decimal("37.90")
        service.save()
    for page in pages:
        code, html = page.locale.language_code, html_of(Client(), page.get_url())
        with translation.override(code):
            price = euro(Decimal("37.90")).replace("\xa0", " ")
        booking = service_in(html)["availableChannel"]["serviceUrl"].partition("?")[0]
        wizard = Client().get(booking.removeprefix(settings.SALON_URL), follow=True).content.decode()
        assert price not in text_of(before[page.get_url()])
        assert price not in text_of(kept[lists[code]])
        assert f'<p class="price-tag">{price}</p>' in text_of(html)
        assert service_in(html)["offers"]["price"] == 37.9
        assert price in text_of(html_of(Client(), lists[code]))
        assert price in text_of(wizard)
        assert amount_in(listed(Client(), f"/{code}/")["service-manicure"])[0] == Decimal("37.9")
        told = Client().get("/api/public/services/", headers={"Accept-Language": code}).json()
        amounts = {one["slug"]: one["price"]["amount"] for part in told["categories"] for one in part["services"]}
        assert amounts["manicure"] == "37.90"
