"""Texts of services, masters and the like: where a language has none, guests read the default language's."""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, TextField
from django.utils.translation import gettext_lazy as _

from salon.cms.audit.check import Check
from salon.cms.audit.checks.same_words import SAME, SHOWN, is_sentence
from salon.cms.editors import board_url, editor_url
from salon.cms.findings import Finding, FindingKind, Severity, finding_kinds
from salon.cms.models import TranslatedText
from salon.cms.registries import shown_on_pages

MISSING = finding_kinds.register(
    FindingKind(
        "text_missing",
        Severity.WARNING,
        _("Text missing"),
        _("“{title}” is shown in {original}, because this language has no text of it: {language}."),
        {name: dict(settings.LANGUAGES) for name in ("language", "original")},
    )
)


class Texts(Check):
    """One query a kind of text."""

    def finish(self) -> Iterator[Finding]:
        models = [model for model in apps.get_models() if issubclass(model, TranslatedText)]
        for model in models:
            if model._meta.label in shown_on_pages:
                yield from self._look(model)

    def _look(self, model: type[TranslatedText]) -> Iterator[Finding]:
        families: dict[object, dict[str, TranslatedText]] = defaultdict(dict)
        for text in model._default_manager.select_related("locale").order_by("pk"):
            families[text.translation_key][text.locale.language_code] = text
        for family in families.values():
            original = family.get(settings.LANGUAGE_CODE)
            if original is None or not original.live:
                continue
            for code in sorted(self.snapshot.tree.languages - {settings.LANGUAGE_CODE}):
                other = family.get(code)
                if other is None or not other.live:
                    yield _missing(original, other, code)
                else:
                    yield from _same(original, other, code)


def _missing(original: TranslatedText, draft: TranslatedText | None, code: str) -> Finding:
    values = {"title": str(original), "language": code, "original": settings.LANGUAGE_CODE}
    url = editor_url(type(draft), draft.pk) if draft else board_url(original.translation_key)
    return Finding(MISSING, code, values, url=url, about=str(original))


def _same(original: TranslatedText, other: TranslatedText, code: str) -> Iterator[Finding]:
    for field in original._meta.fields:
        text = getattr(original, field.name) if isinstance(field, CharField | TextField) else ""
        if text and is_sentence(text) and getattr(other, field.name) == text:
            values = {"text": text[:SHOWN], "original": settings.LANGUAGE_CODE}
            url = editor_url(type(other), other.pk)
            yield Finding(SAME, code, values, url=url, path=field.name, about=str(other))
