"""Pages that lead into the booking may come from a cache: they know no visitor, no time, and no token."""

import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Page

from booking.models import BookingWidget
from home.models import CategoryPage, ContentPage, HomePage, ServicePage
from team.models import MasterPage

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
LANGUAGES = ("de", "ru", "uk", "en")


@pytest.mark.parametrize("model", [HomePage, ContentPage, CategoryPage, ServicePage, MasterPage])
def test_a_page_with_a_door_holds_no_token_and_gives_no_cookie(client: Client, model: type[Page]) -> None:
    page = model.objects.filter(locale__language_code="de").first()
    answer = client.get(page.get_url())
    html = answer.content.decode()
    assert "hx-get=" in html
    assert "csrf" not in html
    assert not answer.cookies
    assert client.get(page.get_url()).content == answer.content


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_category_page_has_its_widget_in_its_language(client: Client, code: str) -> None:
    of_one = BookingWidget.objects.filter(locale__language_code=code, category__isnull=False)
    titles = dict(of_one.values_list("category__slug", "title"))
    assert len(titles) == 6
    for page in CategoryPage.objects.filter(locale__language_code=code).select_related("category"):
        html = client.get(page.get_url()).content.decode()
        assert f'id="widget-{page.category.slug}">{titles[page.category.slug]}</h2>' in html


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("model", "name"), [(HomePage, "default"), (ContentPage, "questions")])
def test_the_home_page_and_the_questions_invite_to_book_in_each_language(
    client: Client, model: type[Page], name: str, code: str
) -> None:
    page = model.objects.get(locale__language_code=code)
    widget = BookingWidget.objects.get(slug=name, locale__language_code=code)
    html = client.get(page.get_url()).content.decode()
    assert f'id="widget-{name}">{widget.title}</h2>' in html
    assert widget.text in unescape(html)
    assert "csrf" not in html
    chosen = next(block.value["widget"] for block in page.body if block.block_type == "booking_widget")
    assert chosen == widget
    fragment = client.get(unescape(re.search(r'hx-get="([^"]*widget=[^"]*)"', html)[1]))
    assert 'name="service" value="ladies-cut"' in fragment.content.decode()


def test_what_is_booked_below_the_questions_is_counted_as_a_campaign() -> None:
    campaigns = BookingWidget.objects.filter(slug="questions").values_list("campaign", flat=True)
    assert list(campaigns) == ["faq"] * len(LANGUAGES)
