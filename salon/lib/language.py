"""The salon's languages and the words of one language with a fallback to the default one."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import get_language, get_supported_language_variant

from salon.lib.rounds import once_a_round

# Codes in the order of the switcher: all languages, and all but the default one.
CODES = tuple(code for code, _name in settings.LANGUAGES)
OTHERS = tuple(code for code in CODES if code != settings.LANGUAGE_CODE)

# Between the code of a language and words in it, on their way out of the database.
MARK = "\x1f"


class Foreign(str):
    """Words in another language than the one that was asked for; `language` is its code."""

    language: str

    def __new__(cls, said: str, language: str = "") -> "Foreign":
        words = super().__new__(cls, said)
        words.language = language
        return words


class Said(CharField):
    """Words out of a query: Foreign where they are another language's."""

    def from_db_value(self, value: str | None, *_how: Any) -> str | None:
        if not value or not value.startswith(MARK):
            return value
        _nothing, language, said = value.split(MARK, 2)
        return Foreign(said, language)


def known(code: str | None) -> str:
    """A code as it is if the salon speaks that language, else the default."""
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def names(codes: Iterable[str]) -> str:
    """As each language calls itself, in one line; a code that the salon does not speak stays a code."""
    own = dict(settings.LANGUAGES)
    return ", ".join(own.get(code, code) for code in codes)


def current() -> str:
    """The active language as one of the salon's codes; the default where none fits."""
    try:
        return get_supported_language_variant(get_language() or settings.LANGUAGE_CODE)
    except LookupError:
        return settings.LANGUAGE_CODE


@cache
def code_of(locale: int) -> str:
    """The code of a Wagtail locale by its id: asked on every page, and it never changes."""
    codes = apps.get_model("wagtailcore.Locale")._default_manager.values_list("language_code", flat=True)
    return codes.get(pk=locale)


@once_a_round
def words(texts: type[Model], key: str, field: str, language: str) -> Mapping[int, str]:
    """`field` of all facts' texts in a language, else in the default one, by the fact's id; one query.

    For whoever shows many facts, or the same ones again and again; `word` does it inside another query.
    """
    codes = list(dict.fromkeys([settings.LANGUAGE_CODE, language]))
    rows = texts._default_manager.filter(live=True, locale__language_code__in=codes)
    known = {(code, fact): said for code, fact, said in rows.values_list("locale__language_code", f"{key}_id", field)}
    return {
        fact: said if code == language else Foreign(said, code)
        for code in codes
        for (spoken, fact), said in known.items()
        if spoken == code
    }


def word(
    texts: type[Model],
    key: str,
    field: str,
    language: str | None = None,
    fallback: str | None = "slug",
    of: str = "pk",
) -> Coalesce:
    """An expression for `field` of a fact's text in `language`, else in the default one, else `fallback`, else empty.

    What is another language's comes out as Foreign. Nothing is made of it inside the query: there it has a mark.

    `texts` is the translatable text model, `key` its foreign key to the fact, `of` where the outer query keeps the
    fact's key, `fallback` a field of the outer query. One query for names of many facts.
    """
    return _word(texts, key, field, language or current(), fallback, of)


@cache
def _word(texts: type[Model], key: str, field: str, language: str, fallback: str | None, of: str) -> Coalesce:
    """Made once, because the catalogue needs eight of them for every page; a query takes a copy of its own."""

    def in_language(code: str) -> Subquery:
        rows: QuerySet[Model] = texts._default_manager.filter(
            **{key: OuterRef(of), "live": True}, locale__language_code=code
        )
        if code == language:
            return Subquery(rows.order_by().values(field)[:1])
        marked = Concat(Value(f"{MARK}{code}{MARK}"), F(field), output_field=CharField())
        return Subquery(rows.order_by().annotate(marked=marked).values("marked")[:1])

    wanted = [in_language(code) for code in dict.fromkeys([language, settings.LANGUAGE_CODE])]
    return Coalesce(*wanted, F(fallback) if fallback else Value(""), output_field=Said())
