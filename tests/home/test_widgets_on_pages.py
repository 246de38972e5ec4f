"""Pages that lead into the booking may come from a cache: they know no visitor, no time, and no token."""

import pytest
from django.test import Client
from wagtail.models import Page

from booking.models import BookingWidget
from home.models import CategoryPage, ServicePage
from team.models import MasterPage

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
LANGUAGES = ("de", "ru", "uk", "en")


@pytest.mark.parametrize("model", [CategoryPage, ServicePage, MasterPage])
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
    titles = dict(BookingWidget.objects.filter(locale__language_code=code).values_list("category__slug", "title"))
    assert len(titles) == 7
    for page in CategoryPage.objects.filter(locale__language_code=code).select_related("category"):
        html = client.get(page.get_url()).content.decode()
        assert f'id="widget-{page.category.slug}">{titles[page.category.slug]}</h2>' in html
