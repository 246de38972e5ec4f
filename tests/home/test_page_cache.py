"""Pages are kept for visitors whom nobody knows, and forgotten when something on them changes."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import PageViewRestriction

from booking.models import Service, Skill
from home.models import ServicePage
from salon.cms.page_cache import begin_generation, until_midnight
from salon.lib.rounds import one_round

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db, pytest.mark.once]
BALAYAGE = "/de/leistungen/haare/balayage/"


@pytest.fixture(autouse=True)
def kept(settings: Settings) -> None:
    settings.WAGTAIL_CACHE = True
    settings.SALON_URL = "http://testserver"
    begin_generation()


def seen(client: Client, address: str = BALAYAGE, **options: object) -> tuple[HttpResponse, int]:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, **options)
    return answer, len(queries)


def test_a_kept_page_costs_no_query_and_is_asked_for_each_time() -> None:
    made, _ = seen(Client())
    again, queries = seen(Client())
    assert queries == 0
    assert again.content == made.content
    assert again.headers["Cache-Control"] == "no-cache"
    assert "Expires" not in again.headers
    assert "Set-Cookie" not in again.headers


def test_a_change_of_price_is_seen_at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    seen(Client())
    with django_capture_on_commit_callbacks(execute=True):
        for skill in Skill.objects.filter(service__slug="balayage"):
            skill.price = 333
            skill.save()
    assert "333" in seen(Client())[0].content.decode()


def test_what_is_published_is_seen_at_once(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    seen(Client())
    page = ServicePage.objects.get(service__slug="balayage", locale__language_code="de")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert seen(Client())[0].status_code == 404


def test_a_page_that_was_being_made_during_a_change_is_not_kept_after_it(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    usual = ServicePage.serve

    def serve(page: ServicePage, request: object, *args: object, **kwargs: object) -> HttpResponse:
        answer = usual(page, request, *args, **kwargs).render()
        with django_capture_on_commit_callbacks(execute=True):
            Service.objects.get(slug="balayage").save()
        return answer

    seen(Client())
    with django_capture_on_commit_callbacks(execute=True):
        Service.objects.get(slug="balayage").save()
    with monkeypatch.context() as patch:
        patch.setattr(ServicePage, "serve", serve)
        seen(Client())
    assert seen(Client())[1] > 0


def test_what_was_rolled_back_changes_nothing() -> None:
    seen(Client())
    with transaction.atomic():
        Service.objects.get(slug="balayage").save()
        transaction.set_rollback(True)
    assert seen(Client())[1] == 0


def test_whoever_has_a_session_gets_a_page_of_their_own() -> None:
    seen(Client())
    visitor = Client()
    visitor.cookies["sessionid"] = "some-session"
    assert seen(visitor)[1] > 0


def test_logged_in_staff_see_what_is_there_now(admin_client: Client) -> None:
    seen(Client())
    assert seen(admin_client)[1] > 0


@pytest.mark.parametrize(("query", "is_kept"), [("utm_source=letter&gclid=1", True), ("x=1", False)])
def test_a_query_that_is_only_counted_makes_no_copy(query: str, is_kept: bool) -> None:
    seen(Client())
    assert (seen(Client(), f"{BALAYAGE}?{query}")[1] == 0) is is_kept
    assert (seen(Client(), f"{BALAYAGE}?{query}")[1] == 0) is is_kept


def test_another_name_of_the_house_makes_no_copy() -> None:
    seen(Client())
    for _ in range(2):
        assert seen(Client(), headers={"host": "testserver:81"})[1] > 0


def test_what_is_not_there_is_not_kept() -> None:
    seen(Client(), "/de/nirgends/")
    answer, queries = seen(Client(), "/de/nirgends/")
    assert answer.status_code == 404
    assert queries > 0


def test_a_form_with_a_token_is_never_kept() -> None:
    page = ServicePage.objects.get(service__slug="balayage", locale__language_code="de")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="linde")
    first, second = seen(Client())[0], seen(Client())[0]
    assert b"csrfmiddlewaretoken" in first.content
    assert "no-store" in first.headers["Cache-Control"]
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value


def test_a_page_lives_until_the_salons_next_midnight() -> None:
    assert until_midnight(datetime(2026, 6, 8, 21, 59, 30, tzinfo=UTC)) == 30
    # The clocks go back: the day has 25 hours.
    assert until_midnight(datetime(2026, 10, 24, 22, tzinfo=UTC)) == 25 * 3600


def test_a_broken_cache_stops_no_page(settings: Settings) -> None:
    settings.CACHES = settings.CACHES | {
        "pages": settings.CACHES["pages"]
        | {"BACKEND": "salon.lib.cache.PatientRedisCache", "LOCATION": "unix:///nowhere/valkey.sock"}
    }
    with one_round():
        assert seen(Client())[0].status_code == 200
