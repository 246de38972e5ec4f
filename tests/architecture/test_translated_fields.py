"""What a translation changes and what it takes over: words are translated, facts are the same in every language."""

from collections.abc import Iterator

import pytest
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin, get_translatable_models
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField, get_translatable_fields

from salon.cms.models import FactPage

FACTS = (
    models.BooleanField,
    models.DateField,
    models.TimeField,
    models.DecimalField,
    models.FloatField,
    models.IntegerField,
    models.ForeignKey,
    models.UUIDField,
    models.JSONField,
)
WORDS = (models.CharField, models.TextField, StreamField)
# Words by their kind and facts by what they mean: the same name in all languages, given by somebody else.
KEYS = {"clean_name", "letter", "campaign"}
# A widget's short name stands in links; a page's is its address in its language.
SAME_SLUG = {"BookingWidget"}
OURS = [
    model for model in get_translatable_models(include_subclasses=True) if not model.__module__.startswith("wagtail")
]


def fields() -> Iterator[tuple[type[models.Model], BaseTranslatableField, models.Field]]:
    for model in OURS:
        for rule in get_translatable_fields(model):
            yield model, rule, rule.get_field(model)


def is_fact(model: type[models.Model], field: models.Field) -> bool:
    if field.name == "title" and issubclass(model, FactPage):
        return True
    if field.name == "slug":
        return model.__name__ in SAME_SLUG
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, TranslatableMixin):
        return issubclass(field.related_model, Page)
    return field.name in KEYS or isinstance(field, FACTS) or bool(getattr(field, "choices", None))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_facts_are_taken_over_and_nobody_types_them_again(model: type[models.Model]) -> None:
    wrong = [
        field.name
        for owner, rule, field in fields()
        if owner is model
        and is_fact(model, field)
        and not (isinstance(rule, SynchronizedField) and not rule.overridable)
        if could_be_typed(rule, field)
    ]
    assert wrong == []


def could_be_typed(rule: BaseTranslatableField, field: models.Field) -> bool:
    """wagtail-localize offers another value for keys, and for words without a choice; for nothing else."""
    if isinstance(rule, TranslatableField):
        return True
    return isinstance(field, models.ForeignKey) or (isinstance(field, WORDS) and not field.choices)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_words_are_translated(model: type[models.Model]) -> None:
    wrong = [
        field.name
        for owner, rule, field in fields()
        if owner is model and isinstance(field, WORDS) and not is_fact(model, field)
        if not isinstance(field, (models.URLField, models.EmailField)) and not isinstance(rule, TranslatableField)
    ]
    assert wrong == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_row_of_something_translated_is_no_many_to_many(model: type[models.Model]) -> None:
    """wagtail-localize leaves those out without a word."""
    assert [field.name for field in model._meta.many_to_many] == []


def test_there_is_something_to_look_at() -> None:
    names = {model.__name__ for model in OURS}
    assert {"HomePage", "ServicePage", "MasterPage", "LegalPage", "ContactField", "ServiceText"} <= names
    assert any(isinstance(field, ParentalKey) for model in OURS for field in model._meta.get_fields())
