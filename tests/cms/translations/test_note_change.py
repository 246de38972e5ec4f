"""When a translation is out of date."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringSegment, TranslationSource

from salon.cms.models import SalonText, SourceChange
from salon.cms.translations.actions.begin import begin_translations
from tests.cms.translations.conftest import in_language, translate


def publish(page, **changes: object) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def changed(page) -> int | None:
    found = SourceChange.objects.filter(source__object_id=page.translation_key).first()
    return found.strings if found else None


def test_a_published_change_of_words_makes_it_stale_and_says_how_many(page) -> None:
    publish(page, intro="Etwas anderes.", seo_title="Neu")
    assert changed(page) == 2
    assert in_language(page, "ru").intro == "Worum es geht. ru"


def test_a_draft_changes_nothing(page) -> None:
    page.intro = "Noch nicht."
    page.save_revision()
    assert changed(page) is None


def test_a_change_of_facts_is_not_stale(page) -> None:
    publish(page, show_in_menus=True)
    assert changed(page) == 0


def test_publishing_the_same_again_is_no_change(page) -> None:
    publish(page)
    assert changed(page) is None


def test_what_is_taken_back_is_no_change(page) -> None:
    publish(page, intro="Etwas anderes.")
    since = SourceChange.objects.get().since
    publish(page, intro="Noch anders.")
    assert SourceChange.objects.get().since == since
    publish(page, intro="Worum es geht.")
    assert changed(page) is None


def test_a_sentence_that_is_gone_is_a_change(page) -> None:
    publish(page, intro="")
    assert changed(page) == 1


def test_a_block_that_moves_is_a_change_of_facts(page) -> None:
    rows = [{"heading": name, "text": f"<p>{name}.</p>"} for name in ("Eins", "Zwei")]
    publish(page, body=[("section", row) for row in rows])
    assert changed(page) == 4
    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()
    assert changed(page) is None
    page.refresh_from_db()
    publish(page, body=list(reversed(page.body.raw_data)))
    assert changed(page) == 0


def test_while_nothing_is_public_translators_get_the_new_words_at_once(create, homes) -> None:
    page = create("Über uns", "ueber-uns", homes["de"])
    publish(page, intro="Etwas anderes.")
    assert changed(page) is None
    words = StringSegment.objects.filter(source__object_id=page.translation_key).values_list("string__data", flat=True)
    assert "Etwas anderes." in words


def test_syncing_takes_the_mark_away(page) -> None:
    publish(page, intro="Etwas anderes.")
    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()
    assert changed(page) is None


@pytest.fixture
def with_blocks(page):
    publish(page, body=[("section", {"heading": "Wer", "text": "<p>Wir.</p>"})])
    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()
    return page


def test_another_order_is_no_change(with_blocks, create, homes, lena: Browser) -> None:
    create("Erste", "erste", homes["de"])
    address = reverse("wagtailadmin_pages:set_page_position", args=[with_blocks.pk])
    assert lena.post(f"{address}?position=1").status_code == 200
    home = Page.objects.get(pk=homes["de"].pk)
    assert home.get_children().last().pk == with_blocks.pk
    assert changed(with_blocks) is None


def test_a_move_is_no_change(with_blocks, create, homes, lena: Browser) -> None:
    other = create("Ziel", "ziel", homes["de"])
    assert lena.post(reverse("wagtailadmin_pages:move_confirm", args=[with_blocks.pk, other.pk])).status_code == 302
    assert changed(with_blocks) is None


def test_many_pages_taken_off_are_no_change(with_blocks, lena: Browser) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    assert lena.post(f"{address}?id={with_blocks.pk}").status_code == 302
    assert changed(with_blocks) is None


def test_a_time_that_is_over_is_no_change(with_blocks) -> None:
    Page.objects.filter(pk=with_blocks.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    with_blocks.refresh_from_db()
    assert (with_blocks.live, changed(with_blocks)) == (False, None)


def test_a_text_goes_by_the_same_rule(homes, commit) -> None:
    text = SalonText.objects.create(name="Salon", in_text="Salon", town="Lindau", locale=homes["de"].locale)
    begin_translations(instance=text, by=None)
    with commit():
        translate(text, "ru").save_target(publish=True)
    publish(text, town="Bregenz")
    assert changed(text) == 1
    assert in_language(text, "ru").town == "Lindau ru"
