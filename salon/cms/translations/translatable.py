"""What can be translated, and what a page or text says: found by looking at the models, never by a list of them."""

import json
from functools import cache
from typing import Any, TypeGuard

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin, get_page_models, get_translatable_models
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

# A sentence and where it stands: a path such as "body.<id>.heading", and HTML with inline tags only.
Sentence = tuple[str, str]
# A page or text in plain values, as JSON has them, by the names of its fields.
Serialised = dict[str, Any]

# When it is public. Translations follow at once (`actions/follow_schedule.py`), so they are never out of date by it.
SCHEDULE = ("go_live_at", "expire_at")
# What Wagtail itself notes when something is published is no fact either.
UNCOMPARED = (*SCHEDULE, "first_published_at")


@cache
def text_models() -> tuple[type[TranslatableMixin], ...]:
    """Models of texts that stand for themselves: neither pages nor rows of something else; by their label."""
    return tuple(model for model in _beside_pages() if not _is_row(model))


@cache
def row_models() -> tuple[type[TranslatableMixin], ...]:
    """Models of rows that belong to a page or text and are translated with it."""
    return tuple(filter(_is_row, _beside_pages()))


@cache
def translated_models() -> tuple[type[TranslatableMixin], ...]:
    return (*text_models(), *get_page_models())


def is_source(instance: Model) -> TypeGuard[TranslatableMixin]:
    """Whether it is written in the language that the others are translated from; what merely follows another page has
    no words of its own.
    """
    if not isinstance(instance, TranslatableMixin) or getattr(instance, "alias_of_id", None):
        return False
    return bool(instance.locale.language_code == settings.LANGUAGE_CODE)


def sentences_of(instance: Model) -> set[Sentence]:
    """As `instance` says them now, saved or not."""
    found = extract_segments(instance)
    return {(part.path, part.string.data) for part in found if isinstance(part, StringSegmentValue)}


def synchronised_of(instance: Model, content: Serialised) -> Serialised:
    """Of a serialised instance what a translation takes over by an update; sentences in it are counted too."""
    names = [field.field_name for field in get_translatable_fields(type(instance))]
    streams = {field.name for field in instance._meta.fields if isinstance(field, StreamField)}
    said = {name: content.get(name) for name in names if name not in UNCOMPARED}
    # Blocks are text of JSON in it, and PostgreSQL gives the keys of JSON back in an order of its own.
    return {name: json.loads(value) if name in streams and value else value for name, value in said.items()}


def serialised(instance: Model) -> Serialised:
    """As wagtail-localize keeps it in a source."""
    if isinstance(instance, ClusterableModel):
        return dict(json.loads(instance.to_json()))
    return dict(json.loads(json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)))


def _beside_pages() -> list[type[TranslatableMixin]]:
    models = get_translatable_models(include_subclasses=True)
    return sorted((model for model in models if not issubclass(model, Page)), key=lambda model: model._meta.label)


def _is_row(model: type[Model]) -> bool:
    return any(isinstance(field, ParentalKey) for field in model._meta.get_fields())
