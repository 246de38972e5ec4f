"""The wizard's first open question on a page: whoever looks leaves no trace, whoever answers goes on in the wizard."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from booking.models import BookingWidget, Category, Hold, Master, Service, Skill, Visit
from tests.booking.widget.conftest import TITLES, MakeWidget, OnPage, rendered
from tests.booking.wizard.conftest import CONTACT, Browser, url_of, words_of
from tests.booking.wizard.test_queries import at_most

WAY = url_of("widget")


def names(answer: HttpResponse) -> list[str]:
    return re.findall(r'<input[^>]* name="(?:service|master)" value="([^"]+)"', answer.content.decode())


def text(answer: HttpResponse) -> str:
    return words_of(answer.content.decode())


# -- on the page --------------------------------------------------------------------------------------------------


def test_a_page_holds_a_place_and_a_plain_link_and_no_token(
    make_widget: MakeWidget, hair: Category, anna: Master
) -> None:
    widget = make_widget(category=hair, master=anna)
    by_row, by_name = (rendered("{% booking_widget widget %}", widget=named) for named in (widget, "spring"))
    assert f'href="{url_of("start")}?widget=spring#hair"' in by_row
    assert f'hx-get="{WAY}?widget=spring&amp;category=hair" hx-trigger="revealed"' in by_row
    assert f'href="{url_of("start")}?widget=spring&amp;master=anna#hair"' in by_name
    assert f'hx-get="{WAY}?widget=spring&amp;master=anna&amp;category=hair" hx-trigger="revealed"' in by_name
    assert "csrf" not in by_row + by_name


def test_a_row_in_the_language_of_the_page_costs_no_query(
    make_widget: MakeWidget, haircut: Service, anna: Master
) -> None:
    widget = BookingWidget.objects.get(pk=make_widget(services=[haircut], master=anna).pk)
    rendered("{% booking_widget widget %}", widget=widget)
    with at_most(0):
        assert "spring" in rendered("{% booking_widget widget %}", widget=widget)


def test_a_widget_that_is_only_named_brings_its_choices(
    client: Client, make_widget: MakeWidget, haircut: Service, anna: Master, nails: Category, gel: Service
) -> None:
    Skill.objects.create(master=anna, service=gel)
    make_widget("both", [haircut], master=anna)
    make_widget("nails", category=nails)
    assert 'name="start"' in client.get(f"{WAY}?widget=both").content.decode()
    assert names(client.get(f"{WAY}?widget=nails")) == ["gel"]


@pytest.mark.parametrize("code", ["de", "ru", "uk", "en"])
def test_words_are_the_languages_and_facts_the_default_ones(
    make_widget: MakeWidget, in_four_languages, haircut: Service, code: str
) -> None:
    widget = make_widget(services=[haircut])
    in_four_languages(widget)
    html = rendered("{% booking_widget 'spring' %}", code)
    assert TITLES[code] in html
    assert f'href="{url_of("start", language=code)}?widget=spring&amp;service=haircut"' in html


def test_where_a_language_has_no_words_plain_ones_stand_in(make_widget: MakeWidget) -> None:
    html = rendered("{% booking_widget widget %}", "uk", widget=make_widget())
    assert TITLES["de"] not in html
    assert "Онлайн-запис" in html or "Запис" in html


@pytest.mark.parametrize("widget", ["unknown", "", None, "spring'", "x" * 90])
def test_a_widget_that_nobody_published_leaves_nothing(make_widget: MakeWidget, widget: object) -> None:
    make_widget(live=False)
    assert "<" not in rendered("{% booking_widget widget %}{% booking_widget 'spring' %}", widget=widget)


def test_a_category_finds_the_widget_that_asks_for_nothing_else(
    make_widget: MakeWidget, hair: Category, haircut: Service
) -> None:
    tag = "{% category_widget category as found %}{% booking_widget found %}"
    make_widget("one-cut", [haircut], category=hair)
    assert "<section" not in rendered(tag, category=hair)
    make_widget("hair", category=hair)
    assert 'id="widget-hair"' in rendered(tag, category=hair)


# -- looking ------------------------------------------------------------------------------------------------------


def test_looking_leaves_no_session_no_draft_and_only_the_token(client: Client, make_widget: MakeWidget) -> None:
    answer = OnPage(client, make_widget()).look()
    assert answer.status_code == 200
    assert list(answer.cookies) == ["csrftoken"]
    assert not Session.objects.exists()
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "<html" not in answer.content.decode()


def test_the_question_is_the_first_that_the_widget_leaves_open(
    client: Client, make_widget: MakeWidget, haircut: Service, colour: Service, anna: Master
) -> None:
    everything = OnPage(client, make_widget("all")).look()
    assert names(everything) == ["colour", "haircut", "manicure"]
    assert "data-sum" in everything.content.decode()
    assert names(OnPage(client, make_widget("cut", [haircut])).look()) == ["any", "anna", "olga"]
    assert names(OnPage(client, make_widget("hers", master=anna)).look()) == ["colour", "haircut", "manicure"]
    for widget in (make_widget("both", [haircut], master=anna), make_widget("only-one", [colour])):
        answer = OnPage(client, widget).look()
        assert 'name="start" value="2026-06-09T07:00Z"' in answer.content.decode()
        assert "Anna Lindner" in text(answer)


def test_a_category_shows_its_services_alone(
    client: Client, make_widget: MakeWidget, nails: Category, gel: Service, olga: Master
) -> None:
    Skill.objects.create(master=olga, service=gel)
    assert names(OnPage(client, make_widget(category=nails)).look()) == ["gel"]
    everything = OnPage(client, make_widget("all")).look().content.decode()
    assert everything.count("<details") == 2


def test_sums_and_free_times_are_the_wizards(
    client: Client, olena: Browser, make_widget: MakeWidget, haircut: Service, anna: Master
) -> None:
    answer = OnPage(client, make_widget(services=[haircut], master=anna)).look()
    assert "60 Min." in text(answer) or "1 Std." in text(answer)
    assert "45 €" in text(answer)
    slots = re.search(r'<form class="slots".*?</form>', answer.content.decode(), re.DOTALL)[0]
    assert re.findall(r'value="(2026[^"]+)"', slots) == olena.open(query="service=haircut&master=anna").slots


def test_ids_tell_two_widgets_of_one_page_apart(client: Client, make_widget: MakeWidget, haircut: Service) -> None:
    first, second = (OnPage(client, make_widget(slug)).look().content.decode() for slug in ("one", "two"))
    ids = re.findall(r'\bid="([^"]+)"', first) + re.findall(r'\bid="([^"]+)"', second)
    assert len(ids) == len(set(ids)) > 2


@pytest.mark.parametrize(
    "query",
    [
        "widget=gone",
        "widget=%00&category=%00&service=%00&master=%00",
        "service=unknown&master=unknown",
        "service=haircut&service=haircut",
        "service=haircut&master=unknown&day=yesterday",
        "category=unknown&master=unknown",
        "widget=" + "x" * 3000,
        "widget=%3Cscript%3E&category=%22%3E%3Ci%3E",
    ],
)
def test_what_nobody_knows_leaves_the_plain_question(olena: Browser, query: str) -> None:
    answer = olena.client.get(f"{WAY}?{query}", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert names(answer)
    assert "<script" not in answer.content.decode()
    assert '"><i>' not in answer.content.decode()


def test_what_cannot_be_booked_any_more_is_asked_again(
    client: Client, make_widget: MakeWidget, haircut: Service, colour: Service
) -> None:
    page = OnPage(client, make_widget(services=[haircut, colour]))
    Service.objects.filter(pk=colour.pk).update(is_active=False)
    assert names(page.look()) == ["haircut", "manicure"]
    assert page.lead_on(service="haircut").step == "master"
    assert Browser(client).go(page.link).step == "services"


# -- answering ----------------------------------------------------------------------------------------------------


def test_the_first_answer_leads_into_the_wizard_with_everything_chosen(
    client: Client, make_widget: MakeWidget, anna: Master
) -> None:
    wizard = OnPage(client, make_widget(master=anna)).lead_on(service=["haircut", "colour"])
    assert wizard.step == "time"
    assert "3 Std." in wizard.text
    assert "Anna Lindner" in wizard.text


def test_a_master_chosen_in_the_widget_is_chosen(client: Client, make_widget: MakeWidget, haircut: Service) -> None:
    wizard = OnPage(client, make_widget(services=[haircut])).lead_on(master="olga")
    assert wizard.step == "time"
    assert "Olga Schreiber" in wizard.text


def test_a_time_chosen_in_the_widget_is_held(
    client: Client, make_widget: MakeWidget, haircut: Service, anna: Master
) -> None:
    wizard = OnPage(client, make_widget(services=[haircut], master=anna)).lead_on(start="2026-06-09T07:00Z")
    assert wizard.step == "contact"
    assert Hold.objects.get().key == wizard.draft
    assert wizard.send(**CONTACT).confirm().is_visit


def test_an_answer_that_cannot_be_taken_is_asked_again_in_its_place(
    client: Client, make_widget: MakeWidget, haircut: Service, anna: Master
) -> None:
    nothing = OnPage(client, make_widget()).answer()
    assert nothing.status_code == 422
    assert "Bitte wählen Sie mindestens eine Leistung." in text(nothing)
    late = OnPage(client, make_widget("late", [haircut], master=anna)).answer(start="2026-06-02T07:00Z")
    assert 400 <= late.status_code < 500
    for answer in (nothing, late):
        assert "HX-Redirect" not in answer
        assert "HX-Push-Url" not in answer
        assert "<h1" not in answer.content.decode()
    assert not Hold.objects.exists()
    assert not Session.objects.exists()


def test_without_htmx_the_form_goes_to_the_wizards_own_address(
    client: Client, make_widget: MakeWidget, anna: Master
) -> None:
    html = OnPage(client, make_widget(master=anna)).look().content.decode()
    assert f'action="{url_of("services")}?widget=spring&amp;master=anna"' in html
    wizard = Browser(client).send(f"{url_of('services')}?widget=spring&master=anna", service="haircut")
    assert wizard.step == "time"


def test_a_first_time_visitor_of_a_cached_page_passes_the_gate(
    make_widget: MakeWidget, anna: Master, olga: Master
) -> None:
    page = OnPage(Client(enforce_csrf_checks=True), make_widget())
    html = page.look().content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    assert page.answer(service="haircut").status_code == 403
    assert page.answer(service="haircut", csrfmiddlewaretoken=token)["HX-Redirect"].startswith(url_of("master"))
    assert not Visit.objects.exists()


@pytest.mark.parametrize("services", [[], ["haircut"]])
def test_a_fragment_takes_no_more_queries_than_a_step(
    client: Client, make_widget: MakeWidget, services: list[str]
) -> None:
    page = OnPage(client, make_widget(services=list(Service.objects.filter(slug__in=services))))
    with at_most(15):
        page.look()
