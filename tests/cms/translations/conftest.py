"""A salon with pages in four languages, an editor, and what she does with them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from home.demo.translate import indexing_postponed
from home.models import ContentPage, HomePage
from salon.cms.roles import Role, grant_editor
from tests.people import logged_in

OTHERS = ("ru", "uk", "en")


@pytest.fixture(autouse=True)
def no_index() -> Iterator[None]:
    """Nobody searches here, and the indexes take most of the time of a save."""
    with indexing_postponed():
        yield


@pytest.fixture
def homes(db: None) -> dict[str, HomePage]:
    """A live home page a language; the tree below them is empty."""
    root = Page.objects.get(depth=1)
    german = HomePage(title="Salon", slug="start", locale=Locale.objects.get_or_create(language_code="de")[0])
    root.add_child(instance=german)
    found = {"de": german}
    for code in OTHERS:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        other = HomePage(title=f"Salon {code}", slug=code, locale=locale, translation_key=german.translation_key)
        found[code] = root.add_child(instance=other)
    for home in found.values():
        grant_editor(home)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": german})
    return found


@pytest.fixture
def lena(homes: dict[str, HomePage]) -> Browser:
    """The editor."""
    return logged_in(Role.EDITOR)


Make = Callable[..., ContentPage]


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """wagtail-localize publishes when the transaction is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def create(lena: Browser) -> Make:
    """Lena types a page in the admin and publishes it (or keeps it as a draft)."""

    def run(title: str, slug: str, parent: Page, *, publish: bool = True) -> ContentPage:
        address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", parent.pk])
        typed = {"title": title, "slug": slug, "intro": "Worum es geht.", "body-count": "0"}
        answer = lena.post(address, typed | ({"action-publish": "1"} if publish else {}))
        assert answer.status_code == 302, answer.context["form"].errors
        return ContentPage.objects.get(slug=slug, locale__language_code="de")

    return run


@pytest.fixture
def page(create: Make, homes: dict[str, HomePage], commit: Callable[[], Any]) -> ContentPage:
    """A German page whose Russian translation is public."""
    made = create("Über uns", "ueber-uns", homes["de"])
    with commit():
        translate(made, "ru").save_target(publish=True)
    assert in_language(made, "ru").live
    return made


def told(answer: HttpResponse) -> str:
    """The newest message for whoever gets this answer."""
    *_older, newest = get_messages(answer.wsgi_request)
    return str(newest).strip()


def in_language(page: Page, code: str) -> Any:
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code=code)


def translation_to(instance: Any, code: str) -> Translation:
    return Translation.objects.get(source__object_id=instance.translation_key, target_locale__language_code=code)


def translate(instance: Any, code: str) -> Translation:
    """Every sentence that is open in a language gets one."""
    translation = translation_to(instance, code)
    for segment in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": f"{segment.string.data} {code}", "translation_type": "manual"},
        )
    return translation
