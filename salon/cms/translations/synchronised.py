"""What a translation takes over: whatever points to a fact points to the same one in every language, and all go public
and off again at the same time.

"Synchronised" is wagtail-localize's word for a field that is the source's in each translation.
"""

from django.db.models import ForeignKey, Model
from wagtail.models import DraftStateMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

from salon.cms.translations.translatable import SCHEDULE, row_models, translated_models

RULES = "override_translatable_fields"


def synchronise() -> None:
    """wagtail-localize would offer to choose another picture, service or master in each translation, and leaves the
    schedule of pages out.

    A model may still say more in `override_translatable_fields`; what it says there itself counts.
    """
    for model in (*translated_models(), *row_models()):
        said = list(getattr(model, RULES, []))
        setattr(model, RULES, [*said, *map(_fixed, [*_keys(model), *_schedule(model)])])


def _keys(model: type[Model]) -> list[str]:
    said = {rule.field_name for rule in getattr(model, RULES, [])}
    rules = [rule for rule in get_translatable_fields(model) if isinstance(rule, SynchronizedField)]
    keys = [rule.field_name for rule in rules if isinstance(rule.get_field(model), ForeignKey)]
    return [name for name in keys if name not in said]


def _schedule(model: type[Model]) -> tuple[str, ...]:
    return SCHEDULE if issubclass(model, DraftStateMixin) else ()


def _fixed(name: str) -> SynchronizedField:
    return SynchronizedField(name, overridable=False)
