"""Translations go public, and off again, at the times of their page or text."""

import json

from django.db import transaction
from django.db.models import Q
from wagtail.models import DraftStateMixin
from wagtail_localize.models import TranslationSource

from salon.cms.translations.translatable import SCHEDULE, Serialised, serialised


@transaction.atomic
def follow_schedule(*, instance: DraftStateMixin) -> None:
    """Give the schedule of what was just published to its translations; their words stay as they are.

    What is approved and waits for its day waits for the new one, or goes public now.
    """
    content = serialised(instance)
    times = {name: content[name] for name in SCHEDULE}
    _tell_source(instance, times)
    model = instance.get_translation_model()
    others = model._base_manager.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    for other in others:
        if any(getattr(other, name) != getattr(instance, name) for name in SCHEDULE):
            others.filter(pk=other.pk).update(**{name: getattr(instance, name) for name in SCHEDULE})
            _tell_revisions(other, times)


def _tell_source(instance: DraftStateMixin, times: Serialised) -> None:
    """A translation takes them from here when it is published. Its save would mean that translators have all words."""
    sources = TranslationSource.objects.filter(object_id=instance.translation_key, locale_id=instance.locale_id)
    for pk, content in sources.values_list("pk", "content_json"):
        sources.filter(pk=pk).update(content_json=json.dumps(json.loads(content) | times))


def _tell_revisions(other: DraftStateMixin, times: Serialised) -> None:
    """Those that may still be published."""
    for revision in other.revisions.filter(Q(pk=other.latest_revision_id) | Q(approved_go_live_at__isnull=False)):
        revision.content |= times
        revision.save(update_fields=["content"])
        if revision.approved_go_live_at:
            revision.publish()
