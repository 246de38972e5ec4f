"""What goes public: only what is translated, only what somebody with the right to it has seen."""

from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from salon.cms.models.pages import TAKEN_SLUGS
from salon.cms.roles import Role
from salon.cms.translations.state import State
from tests.cms.translations.conftest import in_language, told, translate, translation_to
from tests.cms.translations.test_board import row_of, states
from tests.people import logged_in


def publish(browser: Browser, page: Page) -> str:
    """What is said to whoever presses "publish" in the editor of a translation."""
    return told(browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}))


def enter(page: Page, path: str, said: str) -> None:
    """A Russian sentence of the page."""
    segment = translation_to(page, "ru").source.stringsegment_set.get(context__path=path)
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=in_language(page, "ru").locale,
        defaults={"data": said, "has_error": False, "field_error": ""},
    )


def test_publishing_with_all_that_is_below_is_all_or_nothing(create, homes, lena: Browser) -> None:
    page, untranslated = create("Eins", "eins", homes["de"]), create("Zwei", "zwei", homes["de"])
    translate(page, "ru").save_target(publish=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={homes['ru'].pk}"
    answer = lena.post(address, {"include_descendants": "on"})
    assert "Zwei" in told(answer)
    assert "Eins" not in told(answer)
    assert not any(in_language(each, "ru").live for each in (page, untranslated))
    translate(untranslated, "ru").save_target(publish=False)
    lena.post(address, {"include_descendants": "on"})
    assert all(in_language(each, "ru").live for each in (page, untranslated))


def test_what_an_address_may_not_be_is_said_and_can_be_mended(create, homes, lena: Browser, commit) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    russian = in_language(page, "ru")
    enter(page, "slug", "zapis")
    translate(page, "ru")
    assert "zapis" in TAKEN_SLUGS
    for _click in range(2):
        answer = publish(lena, russian)
        assert answer
        assert "noch einmal" not in answer
        assert "again" not in answer
        russian.refresh_from_db()
        assert not russian.live
    enter(page, "slug", "o-nas")
    with commit():
        publish(lena, russian)
    russian.refresh_from_db()
    assert (russian.live, russian.slug) == (True, "o-nas")


def test_who_may_not_publish_does_not(page) -> None:
    marketing, russian = logged_in(Role.MARKETING), in_language(page, "ru")
    enter(page, "intro", "Не проверено.")
    publish(marketing, russian)
    assert in_language(page, "ru").intro == "Worum es geht. ru"


def test_an_update_does_not_publish_what_nobody_approved(page, lena: Browser, commit) -> None:
    enter(page, "intro", "Не проверено.")
    assert states(lena, page)["ru"] == State.UNPUBLISHED
    page.show_in_menus = True
    page.save_revision().publish()
    update = reverse("translation_update", args=[row_of(lena, page).source])
    with commit():
        answer = lena.post(update)
    assert "Русский" in told(answer)
    russian = in_language(page, "ru")
    assert (russian.intro, russian.show_in_menus) == ("Worum es geht. ru", False)
    assert states(lena, page)["ru"] == State.UNPUBLISHED
    with commit():
        publish(lena, russian)
    russian = in_language(page, "ru")
    assert (russian.intro, russian.show_in_menus) == ("Не проверено.", True)
    assert states(lena, page)["ru"] == State.COMPLETE


def test_another_link_than_the_source_has_is_not_published_by_an_update_either(page, lena: Browser, commit) -> None:
    page.body = [("section", {"heading": "Wer", "text": '<p><a href="https://example.org/">Wir</a></p>'})]
    page.save_revision().publish()
    update = reverse("translation_update", args=[row_of(lena, page).source])
    lena.post(update)
    translation = translate(page, "ru")
    with commit():
        publish(lena, in_language(page, "ru"))
    link = translation.source.overridablesegment_set.get(data_json='"https://example.org/"')
    marketing = logged_in(Role.MARKETING)
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, link.pk])
    sent = "value=https%3A%2F%2Fexample.com%2F"
    answer = marketing.put(address, sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 201
    assert states(lena, page)["ru"] == State.UNPUBLISHED
    page.show_in_menus = True
    page.save_revision().publish()
    with commit():
        lena.post(update)
    assert "example.com" not in str(in_language(page, "ru").body)
