"""Pages as other pages point to them: overviews, tiles and faces."""

import pytest
from django.test import Client

from home.models import CategoryPage, HomePage
from salon.cms.models import SalonImage
from team.models import MasterPage, TeamPage

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db, pytest.mark.once]
GERMAN = {"locale__language_code": "de"}


def home(client: Client) -> str:
    return client.get("/de/").content.decode()


def test_an_overview_is_linked_while_nothing_hangs_below_it(client: Client):
    CategoryPage.objects.filter(**GERMAN).update(live=False)
    assert 'class="more" href="/de/leistungen/"' in home(client)


def test_no_door_leads_to_a_team_that_nobody_is_shown_in(client: Client):
    page = HomePage.objects.get(**GERMAN)
    page.body.append(("doors", {"heading": "Womit beginnen?", "text": ""}))
    page.save()
    door = '<a href="/de/team/"><strong>'
    assert door in home(client)
    MasterPage.objects.filter(**GERMAN).update(live=False)
    assert door not in home(client)
    TeamPage.objects.filter(**GERMAN).update(live=False)
    assert door not in home(client)


@pytest.mark.parametrize(
    ("page", "lists"),
    [
        (CategoryPage.objects.filter(category__slug="hair"), ["/de/", "/de/leistungen/"]),
        (MasterPage.objects.filter(master__slug="anna-lindner"), ["/de/", "/de/team/"]),
    ],
    ids=["category", "master"],
)
def test_a_tile_says_and_shows_what_the_page_wants_in_lists(client: Client, page, lists):
    picture = SalonImage.objects.get(title="gallery-braid")
    own = page.get(**GERMAN).picture_alt
    page.filter(**GERMAN).update(listing_text="Eine Zeile für Listen", listing_picture=picture)
    for address in lists:
        html = client.get(address).content.decode()
        assert "Eine Zeile für Listen" in html, address
        assert picture.file.url in html, address
        assert f'alt="{own}"' not in html, address
