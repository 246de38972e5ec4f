"""Translations go public, and off again, when their page does."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from salon.cms.models import SalonText, SourceChange
from salon.cms.translations.actions.begin import begin_translations
from tests.cms.translations.conftest import OTHERS, in_language, translate

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now().replace(microsecond=0), tick=False) as traveller:
        yield traveller


def publish(page, **changes: object) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def pass_days(clock: time_machine.Traveller, days: int) -> None:
    clock.shift(days * DAY + timedelta(minutes=1))
    call_command("publish_scheduled")


def live(page) -> dict[str, bool]:
    return {code: in_language(page, code).live for code in ("de", "ru", "uk")}


def test_a_page_that_ends_takes_its_translations_along_in_their_own_words(page, clock) -> None:
    publish(page, expire_at=timezone.now() + DAY)
    russian = in_language(page, "ru")
    assert (russian.expire_at, russian.intro, russian.live) == (page.expire_at, "Worum es geht. ru", True)
    assert russian.get_latest_revision_as_object().expire_at == page.expire_at
    assert not SourceChange.objects.exists()
    pass_days(clock, 1)
    assert live(page) == {"de": False, "ru": False, "uk": False}


def test_an_end_that_is_taken_back_is_taken_back_everywhere(page, clock) -> None:
    publish(page, expire_at=timezone.now() + DAY)
    publish(page, expire_at=None)
    pass_days(clock, 1)
    assert live(page) == {"de": True, "ru": True, "uk": False}


def test_what_waits_to_be_translated_does_not_go_by_an_old_end(page, clock, lena: Browser, commit) -> None:
    publish(page, intro="Etwas anderes.", expire_at=timezone.now() + DAY)
    assert SourceChange.objects.get().strings == 1
    with commit():
        lena.post(reverse("wagtailadmin_pages:edit", args=[in_language(page, "ru").pk]), {"action": "publish"})
    russian = in_language(page, "ru")
    assert (russian.expire_at, russian.intro) == (page.expire_at, "Worum es geht. ru")


def test_a_translation_is_not_public_before_its_page(create, homes, clock, lena: Browser, commit) -> None:
    page = create("Sommer", "sommer", homes["de"], publish=False)
    publish(page, go_live_at=timezone.now() + DAY)
    with commit():
        translate(page, "ru").save_target(publish=True)
    assert live(page) == {"de": False, "ru": False, "uk": False}
    publish(page, go_live_at=timezone.now() + 3 * DAY)
    pass_days(clock, 2)
    assert live(page) == {"de": False, "ru": False, "uk": False}
    pass_days(clock, 1)
    assert live(page) == {"de": True, "ru": True, "uk": False}


def test_a_page_that_comes_sooner_brings_what_waits_with_it(create, homes, clock, commit) -> None:
    page = create("Sommer", "sommer", homes["de"], publish=False)
    publish(page, go_live_at=timezone.now() + DAY)
    with commit():
        translate(page, "ru").save_target(publish=True)
    publish(page, go_live_at=None)
    assert live(page) == {"de": True, "ru": True, "uk": False}


def test_a_text_goes_by_the_same_rule(homes, clock, commit) -> None:
    text = SalonText.objects.create(name="Salon", in_text="Salon", town="Lindau", locale=homes["de"].locale)
    begin_translations(instance=text, by=None)
    with commit():
        translate(text, "ru").save_target(publish=True)
    publish(text, expire_at=timezone.now() + DAY)
    assert not SourceChange.objects.exists()
    pass_days(clock, 1)
    assert live(text) == {"de": False, "ru": False, "uk": False}


def test_a_translation_that_is_changed_alone_moves_nothing(page) -> None:
    publish(in_language(page, "ru"), expire_at=timezone.now() + DAY)
    assert all(in_language(page, code).expire_at is None for code in ("de", *OTHERS) if code != "ru")
