"""Pages come, move and go: whoever has an old address arrives, and nothing leads nowhere."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageViewRestriction

from home.models import CategoryPage, ContentPage, ServicePage, ServicesPage
from tasks.pages import publish_scheduled
from team.models import MasterPage

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db, pytest.mark.once]
UPDO = "/de/leistungen/haare/hochsteckfrisur/"


@pytest.fixture
def updo() -> ServicePage:
    return ServicePage.objects.get(service__slug="updo", locale__language_code="de")


def test_an_old_address_leads_to_where_the_page_is_now(
    client: Client, updo: ServicePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert client.get(UPDO).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        updo.slug = "hochstecken"
        updo.save_revision().publish()
    answer = client.get(UPDO)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/de/leistungen/haare/hochstecken/")
    nails = CategoryPage.objects.get(category__slug="nails", locale__language_code="de")
    with django_capture_on_commit_callbacks(execute=True):
        ServicePage.objects.get(pk=updo.pk).move(nails, pos="last-child")
    assert client.get(UPDO, follow=True).request["PATH_INFO"] == "/de/leistungen/naegel/hochstecken/"


def test_a_moved_category_takes_its_services_along(
    client: Client, updo: ServicePage, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        hair = CategoryPage.objects.get(category__slug="hair", locale__language_code="de")
        hair.slug = "haar"
        hair.save_revision().publish()
    assert client.get(UPDO).headers["Location"] == "/de/leistungen/haar/hochsteckfrisur/"


def test_what_is_taken_down_is_gone_and_nothing_links_to_it(client: Client, updo: ServicePage) -> None:
    updo.unpublish()
    assert client.get(UPDO).status_code == 404
    for address in ("/de/", "/de/leistungen/", "/de/leistungen/haare/", "/de/team/anna-lindner/"):
        assert UPDO not in client.get(address).content.decode()


def test_below_a_page_that_was_taken_down_the_way_here_leaves_it_out(client: Client) -> None:
    CategoryPage.objects.get(category__slug="hair", locale__language_code="de").unpublish()
    page = client.get(UPDO).content.decode()
    assert 'href="/de/leistungen/haare/"' not in page
    assert 'href="/de/leistungen/"' in page


def test_what_is_planned_comes_and_goes_by_itself(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    home, now = ServicesPage.objects.get(locale__language_code="de").get_parent(), timezone.now()
    page = home.add_child(instance=ContentPage(title="Adventsaktion", slug="advent", live=False))
    page.go_live_at, page.expire_at = now - timedelta(minutes=1), now + timedelta(hours=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    page.save()
    assert client.get("/de/advent/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        publish_scheduled()
    assert client.get("/de/advent/").status_code == 200
    ContentPage.objects.filter(pk=page.pk).update(expire_at=now - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        publish_scheduled()
    assert client.get("/de/advent/").status_code == 404


def test_every_link_of_every_page_leads_somewhere(client: Client) -> None:
    seen, wanted = set(), ["/de/"]
    while wanted:
        address = wanted.pop()
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        seen.add(address)
        links = set(re.findall(r'href="(/de/[^"#?]*)"', answer.content.decode()))
        is_page = re.compile(r"/de/(?!termin/|my/|withdrawal/|search/|message/)")
        wanted += [link for link in links if link not in seen and link not in wanted and is_page.match(link)]
    assert len(seen) > 50


def test_what_is_behind_a_password_is_shown_nowhere(client: Client) -> None:
    for model, fact in ((CategoryPage, "category__slug"), (MasterPage, "master__slug")):
        page = model.objects.get(
            **{fact: {"category__slug": "hair"}.get(fact, "anna-lindner")}, locale__language_code="de"
        )
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="linde")
        for address in ("/de/", "/de/leistungen/", "/de/team/", "/de/preisliste/"):
            assert f'href="{page.get_url()}"' not in client.get(address).content.decode(), address


def test_a_password_opens_its_page_and_tells_nothing_of_it_before(client: Client, updo: ServicePage) -> None:
    PageViewRestriction.objects.create(page=updo, restriction_type="password", password="linde")
    asked = client.get(UPDO).content.decode()
    assert "Hochsteckfrisur" not in asked
    assert '<main id="content"' in asked
    address = re.search(r'<form[^>]* action="(/de/_util/[^"]*)"', asked)[1]
    typed = {"return_url": UPDO}
    assert "data-invalid" in client.post(address, {**typed, "password": "eiche"}).content.decode()
    answer = client.post(address, {**typed, "password": "linde"}, follow=True)
    assert answer.redirect_chain == [(UPDO, 302)]
    assert "Hochsteckfrisur" in answer.content.decode()


def test_a_login_opens_a_page_for_staff(client: Client, updo: ServicePage) -> None:
    PageViewRestriction.objects.create(page=updo, restriction_type="login")
    answer = client.get(UPDO, follow=True)
    assert answer.redirect_chain == [(f"/admin/login/?next={UPDO}", 302)]
    assert answer.status_code == 200
