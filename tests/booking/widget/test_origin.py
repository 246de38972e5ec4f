"""Where a booking came from: the visit remembers widget, page and campaign, and believes no other host."""

import pytest
from django.test import Client
from django.urls import reverse

from booking.models import Master, Service, Visit
from tests.booking.admin.conftest import karin, log_in
from tests.booking.widget.conftest import PAGE, MakeWidget, OnPage
from tests.booking.wizard.conftest import CONTACT, Browser, url_of, words_of

__all__ = ["karin", "log_in"]
FLYER = {"utm_source": "flyer", "utm_campaign": "may"}


def booked(wizard: Browser) -> Visit:
    """To the end of the way, from wherever the widget led."""
    if wizard.step == "master":
        wizard.send(master="any")
    wizard.send(start=wizard.slots[0]).send(**CONTACT).confirm()
    assert wizard.is_visit, wizard.text
    return Visit.objects.get()


def test_a_visit_remembers_the_widget_its_page_and_its_campaign(
    client: Client, make_widget: MakeWidget, haircut: Service
) -> None:
    page = OnPage(client, make_widget(services=[haircut], campaign="spring-colours"), f"{PAGE}?b=1#top")
    visit = booked(page.lead_on(master="anna"))
    assert (visit.widget, visit.page) == ("spring", "/de/leistungen/haare/")
    assert visit.campaign == {name: {"utm_campaign": "spring-colours"} for name in ("first", "last")}


def test_without_a_script_the_link_remembers_the_same(
    client: Client, make_widget: MakeWidget, haircut: Service
) -> None:
    page = OnPage(client, make_widget(services=[haircut], campaign="spring-colours"))
    browser = Browser(client, Referer=PAGE).go(page.link)
    browser.headers = {}
    visit = booked(browser)
    assert (visit.widget, visit.page) == ("spring", "/de/leistungen/haare/")
    assert visit.campaign["first"] == {"utm_campaign": "spring-colours"}


def test_the_address_of_the_page_knows_the_campaign_better(client: Client, make_widget: MakeWidget) -> None:
    address = f"{PAGE}?utm_source=flyer&utm_campaign=may"
    visit = booked(OnPage(client, make_widget(campaign="spring-colours"), address).lead_on(service="haircut"))
    assert visit.campaign == {"first": FLYER, "last": FLYER}
    assert visit.page == "/de/leistungen/haare/"


def test_the_widgets_campaign_fills_only_the_empty_place(client: Client, make_widget: MakeWidget) -> None:
    page = OnPage(client, make_widget(campaign="spring-colours"), f"{PAGE}?utm_source=flyer")
    visit = booked(page.lead_on(service="haircut"))
    assert visit.campaign["last"] == {"utm_source": "flyer", "utm_campaign": "spring-colours"}


def test_a_campaign_on_the_way_is_the_last_one(client: Client, make_widget: MakeWidget, haircut: Service) -> None:
    wizard = OnPage(client, make_widget(services=[haircut], campaign="spring-colours")).lead_on(master="anna")
    visit = booked(wizard.go(f"{wizard.url}&utm_source=mail"))
    assert visit.campaign == {"first": {"utm_campaign": "spring-colours"}, "last": {"utm_source": "mail"}}


def test_a_link_that_names_only_the_widget_brings_its_choices(
    client: Client, make_widget: MakeWidget, haircut: Service, anna: Master
) -> None:
    make_widget("newsletter", [haircut], master=anna, campaign="news")
    visit = booked(Browser(client).open(query="widget=newsletter"))
    assert (visit.widget, visit.page) == ("newsletter", "")
    assert visit.appointments.get().master == anna


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/de/leistungen/",
        "http://testserver.elsewhere.example/",
        "http://testserver@elsewhere.example/de/",
        "//[broken",
        "http://testserver/de/\x00leistungen/",
        "http://testserver/de/termin/services/?utm_source=own",
    ],
)
def test_no_other_host_and_no_step_of_our_own_is_a_page(
    client: Client, make_widget: MakeWidget, haircut: Service, address: str
) -> None:
    visit = booked(OnPage(client, make_widget(services=[haircut]), address).lead_on(master="anna"))
    assert (visit.page, visit.campaign) == ("", {})


def test_a_page_is_a_path_of_at_most_200_characters(client: Client, make_widget: MakeWidget) -> None:
    page = OnPage(client, make_widget(), f"http://testserver/de/{'x' * 300}/?name=olena")
    assert booked(page.lead_on(service="haircut")).page == f"/de/{'x' * 196}"


@pytest.mark.parametrize("widget", ["unknown", "draft", "%00", "x" * 3000, "Spring'--"])
def test_a_widget_that_nobody_published_is_no_widget(client: Client, make_widget: MakeWidget, widget: str) -> None:
    make_widget("draft", live=False, campaign="never")
    visit = booked(Browser(client).open(query=f"service=haircut&master=anna&widget={widget}"))
    assert (visit.widget, visit.campaign) == ("", {})


def test_a_visit_keeps_the_name_of_a_widget_that_is_gone(
    client: Client, make_widget: MakeWidget, haircut: Service
) -> None:
    widget = make_widget(services=[haircut])
    wizard = OnPage(client, widget).lead_on(master="anna")
    widget.delete()
    assert booked(wizard).widget == "spring"


def test_the_appointments_card_says_where_it_came_from(
    client: Client, karin: Client, make_widget: MakeWidget, haircut: Service
) -> None:
    wizard = OnPage(client, make_widget(services=[haircut]), f"{PAGE}?utm_source=flyer").lead_on(master="anna")
    visit = booked(wizard.go(f"{wizard.url}&utm_source=mail&utm_medium=letter"))
    card = words_of(karin.get(reverse("appointments:inspect", args=[visit.appointments.get().pk])).content.decode())
    for said in ("/de/leistungen/haare/", "spring", "flyer", "mail, letter"):
        assert said in card


def test_the_waiting_list_is_reached_by_a_link_from_outside(olena: Browser) -> None:
    olena.open(query="service=haircut")
    assert olena.tab().go(f"{url_of('waiting')}?service=haircut&master=anna").step == "waiting"
