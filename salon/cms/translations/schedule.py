"""Whatever is published, by whomever and from wherever, takes its translations to its own times."""

import logging
from typing import Any

from django.db.models import Model
from wagtail.signals import published

from salon.cms.translations.actions.follow_schedule import follow_schedule
from salon.cms.translations.translatable import is_source

log = logging.getLogger(__name__)


def watch() -> None:
    published.connect(_published, dispatch_uid="cms.schedule")


def _published(*, instance: Model, **_signal: Any) -> None:
    """Nothing here may undo the publication."""
    if not is_source(instance):
        return
    try:
        follow_schedule(instance=instance)
    except Exception:  # whatever is wrong with a translation, its page is published
        log.exception("The translations of %r do not follow its schedule.", instance)
