"""The words of the facts: one row a language, all four at once, so that the wizard speaks each from the start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Locale

from booking.models import Category, CategoryText, Master, MasterText, Service, ServiceText
from home.demo.keys import SALON, key
from home.demo.load import texts
from salon.cms.models import ClosedDay, ClosedDayText, SalonText, TranslatedText

Words = dict[str, str]


@dataclass(frozen=True, slots=True)
class TextSheet:
    """What a text row says in each language; `fact` is the slug of what it is about."""

    model: type[TranslatedText]
    key_name: str
    fact: str
    words: Mapping[str, Words]


def sheets() -> Iterator[TextSheet]:
    """Every text of the demo but the salon's own."""
    for row in texts("services")["categories"]:
        yield _sheet(CategoryText, "category", row["slug"], row["text"], ("name", "summary"))
    for row in texts("services")["services"]:
        yield _sheet(ServiceText, "service", row["slug"], row["text"], ("name", "summary"))
    for row in texts("masters")["masters"]:
        yield _sheet(MasterText, "master", row["key"], row["text"], ("name", "role", "short"))
    for slug, names in texts("salon")["closed_days"].items():
        yield TextSheet(ClosedDayText, "closed_day", slug, {code: {"name": name} for code, name in names.items()})


def salon_sheet() -> TextSheet:
    salon = texts("salon")
    words = {
        code: {
            "name": names["name"],
            "in_text": names["in_text"],
            "town": names["town"],
            "slogan": salon["slogan"][code],
            "about": salon["about"][code],
            "payment": salon["payment_text"][code],
            "policy": salon["cancellation_policy"]["short"][code],
            "directions": salon["directions"][code],
        }
        for code, names in salon["names"].items()
    }
    return TextSheet(SalonText, "", "salon", words)


def text_key(sheet: TextSheet) -> object:
    return key(f"{sheet.key_name}:{sheet.fact}") if sheet.key_name else SALON


def write_texts(locales: Mapping[str, Locale]) -> None:
    """Write the rows of every language; rows that are there stay as they are."""
    facts = {
        "category": dict(Category.objects.values_list("slug", "pk")),
        "service": dict(Service.objects.values_list("slug", "pk")),
        "master": dict(Master.objects.values_list("slug", "pk")),
        "closed_day": dict(ClosedDay.objects.values_list("slug", "pk")),
    }
    rows: dict[type[TranslatedText], list[TranslatedText]] = {}
    for sheet in (salon_sheet(), *sheets()):
        about = {f"{sheet.key_name}_id": facts[sheet.key_name][sheet.fact]} if sheet.key_name else {}
        rows.setdefault(sheet.model, []).extend(_rows(sheet, about, locales))
    for model, texts_of_model in rows.items():
        model.objects.bulk_create(texts_of_model, ignore_conflicts=True)


def _rows(sheet: TextSheet, about: Mapping[str, int], locales: Mapping[str, Locale]) -> Iterator[TranslatedText]:
    now = timezone.now()
    for code, words in sheet.words.items():
        yield sheet.model(
            translation_key=text_key(sheet),
            locale=locales[code],
            first_published_at=now,
            last_published_at=now,
            **about,
            **words,
        )


def _sheet(
    model: type[TranslatedText], key_name: str, fact: str, words: Mapping[str, Words], fields: tuple[str, ...]
) -> TextSheet:
    return TextSheet(model, key_name, fact, {code: {name: row[name] for name in fields} for code, row in words.items()})
