"""Whatever is published, by whomever and from wherever, takes its translations to its own times."""

from typing import Any

from django.db.models import Model
from wagtail.signals import published

from salon.cms.translations.actions.follow_schedule import follow_schedule
from salon.cms.translations.translatable import is_source


def watch() -> None:
    published.connect(_published, dispatch_uid="cms.schedule")


def _published(*, instance: Model, **_signal: Any) -> None:
    if is_source(instance):
        follow_schedule(instance=instance)
