"""Which translations are out of date, as `SourceChange` keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

from salon.cms.models.translations import SourceChange


@dataclass(frozen=True, slots=True)
class Stale:
    """`languages`: codes; `sentences`: how many changed."""

    languages: Sequence[str]
    sentences: int


def stale_languages(source: TranslatableMixin) -> Stale | None:
    """Which live translations of a page or text are out of date; None where there is none. At most two queries."""
    change = SourceChange.objects.filter(
        source__object_id=source.translation_key, source__locale_id=source.locale_id, strings__gt=0
    ).first()
    if change is None:
        return None
    others = source.get_translation_model()._base_manager.filter(translation_key=source.translation_key, live=True)
    given = Translation.objects.filter(source=change.source_id, enabled=True).values("target_locale")
    codes = others.filter(locale__in=given).order_by("locale").values_list("locale__language_code", flat=True)
    return Stale(list(codes), change.strings) if codes else None
