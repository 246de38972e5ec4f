"""The salon's languages and the words of one language with a fallback to the default one."""

from django.conf import settings
from django.db.models import CharField, F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, get_supported_language_variant


def current() -> str:
    """The active language as one of the salon's codes; the default where none fits."""
    try:
        return get_supported_language_variant(get_language() or settings.LANGUAGE_CODE)
    except LookupError:
        return settings.LANGUAGE_CODE


def word(
    texts: type[Model],
    key: str,
    field: str,
    language: str | None = None,
    fallback: str | None = "slug",
    of: str = "pk",
) -> Coalesce:
    """An expression for `field` of a fact's text in `language`, else in the default one, else `fallback`, else empty.

    `texts` is the translatable text model, `key` its foreign key to the fact, `of` where the outer query keeps the
    fact's key, `fallback` a field of the outer query. One query for names of many facts.
    """

    def in_language(code: str) -> Subquery:
        rows: QuerySet[Model] = texts._default_manager.filter(
            **{key: OuterRef(of), "live": True}, locale__language_code=code
        )
        return Subquery(rows.order_by().values(field)[:1])

    wanted = [in_language(code) for code in dict.fromkeys([language or current(), settings.LANGUAGE_CODE])]
    return Coalesce(*wanted, F(fallback) if fallback else Value(""), output_field=CharField())
