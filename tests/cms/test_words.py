"""Every word of the interface exists in four languages, and the tool that says so can be believed."""

import os
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from salon.cms import word_findings, words
from salon.cms.agreed_words import BUTTON, LANGUAGES, agreed, agreed_for_bot
from salon.cms.collected_words import BOT, collect

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

PATH = pgettext_lazy("url", "booking/")
GREETING = _("Good morning, {name}.")


def left(n):
    return ngettext("{n} free time", "{n} free times", n).format(n=n)
"""
TEMPLATE = """{% load i18n %}
<section>
      <h1>{% translate "Choose a day" %}</h1>
  <p class="{{ x|default:_("Not yet") }}">{% blocktranslate trimmed with n=step total=steps %}
    Step {{ n }} of {{ total }}
  {% endblocktranslate %}</p>
  {% blocktranslate count n=minutes %}{{ n }} minute{% plural %}{{ n }} minutes{% endblocktranslate %}
</section>
"""
AGREED = """
wizard:
  - {id: "Choose a day", de: "Tag wählen", ru: "Выберите день", uk: "Оберіть день", en: "Choose a day"}
  - {id: "Step {n} of {total}", de: "Schritt {n} von {total}", ru: "Шаг {n} из {total}", uk: "Крок {n} з {total}", en: "Step {n} of {total}"}
  - {id: "Not yet", de: "Noch nicht", ru: "Ещё нет", uk: "Ще ні", en: "Please wait"}
plurals:
  - {id: "{n} minutes", de: {one: "{n} Minute", other: "{n} Minuten"}, ru: {one: "{n} минута", few: "{n} минуты", many: "{n} минут"}, uk: {one: "{n} хвилина", few: "{n} хвилини", many: "{n} хвилин"}, en: {one: "{n} minute", other: "{n} minutes"}}
urls:
  - {id: "booking/", context: url, de: "termin/", ru: "zapis/", uk: "zapys/", en: "booking/"}
"""  # noqa: E501
LETTERS = """
placeholders:
  visit: [date, time]
plurals:
  calls_text:
    de: {one: "{n} Anruf", other: "{n} Anrufe"}
    ru: {one: "{n} звонок", few: "{n} звонка", many: "{n} звонков"}
    uk: {one: "{n} дзвінок", few: "{n} дзвінки", many: "{n} дзвінків"}
    en: {one: "{n} call", other: "{n} calls"}
reasons:
  other: {de: Es geht nicht., ru: Не получится., uk: Не вийде., en: It is not possible.}
shared:
  de: {greeting: "Guten Tag,"}
  ru: {greeting: Здравствуйте.}
  uk: {greeting: Добрий день.}
  en: {greeting: "Hello,"}
messages:
  moved:
    to: client
    facts: true
    de: {subject: "Neue Zeit: {date}", lines: ["Bisher: {time}.", Die neue steht unten.], buttons: {book: Tag suchen}}
    ru: {subject: "Новое время: {date}", lines: ["Было: {time}.", Новое ниже.], buttons: {book: Найти день}}
    uk: {subject: "Новий час: {date}", lines: ["Було: {time}.", Новий нижче.], buttons: {book: Знайти день}}
    en: {subject: "New time: {date}", lines: ["Before: {time}.", The new one is below.], buttons: {book: Choose a day}}
"""
BOT_CODE = """
from bot_service.texts import gettext as _, label, ngettext


def menu(n):
    return [label("Book"), _("Book"), _("Hello, {name}."), ngettext("{n} visit", "{n} visits", n)]
"""
BOT_TEXTS = """
buttons:
  - {id: book, de: "Buchen", ru: "Записаться", uk: "Записатися", en: "Book"}
client:
  - {id: book_it, de: "Buchen Sie", ru: "Запишитесь", uk: "Запишіться", en: "Book"}
  - {id: hello, de: "Guten Tag, {name}.", ru: "Здравствуйте, {name}.", uk: "Добрий день, {name}.", en: "Hello, {name}."}
plurals:
  - {id: visits, de: {one: "{n} Termin", other: "{n} Termine"}, ru: {one: "{n} запись", few: "{n} записи", many: "{n} записей"}, uk: {one: "{n} запис", few: "{n} записи", many: "{n} записів"}, en: {one: "{n} visit", other: "{n} visits"}}
"""  # noqa: E501
BY_HAND = {
    "de": [
        ("Good morning, {name}.", "Guten Morgen, {name}."),
        ("{n} free time", ("{n} freie Zeit", "{n} freie Zeiten")),
    ],
    "ru": [
        ("Good morning, {name}.", "Доброе утро, {name}."),
        ("{n} free time", ("{n} окно", "{n} окна", "{n} окон")),
    ],
    "uk": [
        ("Good morning, {name}.", "Доброго ранку, {name}."),
        ("{n} free time", ("{n} віконце", "{n} віконця", "{n} віконець")),
    ],
    "en": [],
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A tiny site with one module and one template; its catalogues are up to date and complete."""
    templates = tmp_path / "salon" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "salon" / "__init__.py").touch()
    (tmp_path / "salon" / "views.py").write_text(CODE, encoding="utf-8")
    (templates / "step.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "interface.yaml").write_text(AGREED, encoding="utf-8")
    update(tmp_path)
    for language, rows in BY_HAND.items():
        for message_id, wording in rows:
            say(tmp_path, language, message_id, wording)
    return tmp_path


def update(house: Path, *more: str) -> dict[str, int]:
    known = agreed(house / "interface.yaml", *(house / name for name in more))
    return words.update(house, house / "locale", known)


def po(house: Path, language: str) -> Path:
    return words.po_path(house / "locale", language)


def say(house: Path, language: str, message_id: str, wording: str | tuple[str, ...]) -> None:
    catalog = words.read(po(house, language), language)
    catalog.get(message_id).string = wording
    po(house, language).write_text(words.written(catalog, language), encoding="utf-8")


def change(house: Path, language: str, old: str, new: str) -> None:
    text = po(house, language).read_text(encoding="utf-8")
    assert old in text
    po(house, language).write_text(text.replace(old, new), encoding="utf-8")


def findings(house: Path) -> list[str]:
    return word_findings.findings(house, house / "locale")


def spoken(house: Path, language: str, message_id: str, context: str | None = None) -> str | tuple[str, ...]:
    return words.read(po(house, language), language).get(message_id, context).string


def test_messages_of_code_and_templates_are_found(house):
    found = {(m.id if isinstance(m.id, str) else m.id[1]) for m in collect(house) if m.id}
    assert found == {
        "booking/",
        "Good morning, {name}.",
        "{n} free times",
        "Choose a day",
        "Not yet",
        "Step %(n)s of %(total)s",
        "%(n)s minutes",
    }


def test_agreed_words_are_taken_whatever_the_placeholder_looks_like(house):
    assert spoken(house, "de", "Step %(n)s of %(total)s") == "Schritt %(n)s von %(total)s"
    assert spoken(house, "uk", "%(n)s minute") == ("%(n)s хвилина", "%(n)s хвилини", "%(n)s хвилин")
    assert spoken(house, "ru", "booking/", "url") == "zapis/"


@pytest.fixture
def letters(house: Path) -> Path:
    """The tiny site has learned to write letters, whose words are agreed in another file."""
    (house / "mails.yaml").write_text(LETTERS, encoding="utf-8")
    with (house / "salon" / "views.py").open("a", encoding="utf-8") as module:
        module.write(
            'LETTER = [_("New time: {date}"), _("Before: {time}."), _("The new one is below.")]\n'
            'AROUND = [_("Hello,"), _("It is not possible."), ngettext("{n} call", "{n} calls", 2)]\n'
        )
    update(house, "mails.yaml")
    return house


def test_letters_need_no_ids_for_what_stands_at_the_same_place_means_the_same(letters):
    assert spoken(letters, "de", "New time: {date}") == "Neue Zeit: {date}"
    assert spoken(letters, "ru", "Before: {time}.") == "Было: {time}."
    assert spoken(letters, "uk", "The new one is below.") == "Новий нижче."
    assert spoken(letters, "ru", "Hello,") == "Здравствуйте."
    assert spoken(letters, "de", "It is not possible.") == "Es geht nicht."
    assert spoken(letters, "uk", "{n} call") == ("{n} дзвінок", "{n} дзвінки", "{n} дзвінків")
    assert findings(letters) == []


def test_of_two_files_the_first_that_has_an_id_is_believed(letters):
    known = agreed(letters / "interface.yaml", letters / "mails.yaml")
    assert known["", "Choose a day"]["de"] == "Tag wählen"


def test_what_is_agreed_later_does_not_replace_what_stands_in_a_catalogue(letters):
    say(letters, "de", "The new one is below.", "Die neue finden Sie unten.")
    update(letters, "mails.yaml")
    assert spoken(letters, "de", "The new one is below.") == "Die neue finden Sie unten."


def test_english_says_the_better_wording_or_the_id_itself(house):
    assert spoken(house, "en", "Not yet") == "Please wait"
    assert spoken(house, "en", "Good morning, {name}.") == "Good morning, {name}."
    assert spoken(house, "en", "{n} free time") == ("{n} free time", "{n} free times")


def test_english_has_the_printers_apostrophe_that_the_code_cannot_have(house):
    (house / "salon" / "more.py").write_text('RULE = _("Don\'t change it later.")\n', encoding="utf-8")
    update(house)
    assert spoken(house, "en", "Don't change it later.") == "Don’t change it later."


def test_a_complete_catalogue_has_no_findings(house):
    assert findings(house) == []


def test_updating_twice_changes_nothing_and_keeps_what_was_written_by_hand(house):
    before = {language: po(house, language).read_bytes() for language in LANGUAGES}
    assert update(house) == {"de": 0, "ru": 0, "uk": 0, "en": 0}
    assert {language: po(house, language).read_bytes() for language in LANGUAGES} == before
    assert b"Creation-Date" not in before["de"]


def test_a_message_that_left_the_code_leaves_the_catalogues_with_the_next_update(house):
    (house / "salon" / "views.py").write_text("", encoding="utf-8")
    assert "de: not in the code: Good morning, {name}." in findings(house)
    update(house)
    assert findings(house) == []


def test_a_new_message_is_missing_and_then_untranslated(house):
    with (house / "salon" / "views.py").open("a", encoding="utf-8") as module:
        module.write('BYE = _("See you soon")\n')
    assert "de: missing: See you soon" in findings(house)
    assert update(house) == {"de": 1, "ru": 1, "uk": 1, "en": 0}
    assert findings(house) == [f"{language}: untranslated: See you soon" for language in ("de", "ru", "uk")]


@pytest.mark.parametrize(
    ("language", "old", "new", "finding"),
    [
        ("de", "Guten Morgen, {name}.", "Guten Morgen, {nme}.", "placeholders ['{nme}'] instead of ['{name}']"),
        ("ru", "Доброе утро, {name}.", "Доброе утро.", "placeholders [] instead of ['{name}']"),
        ("uk", 'msgstr[0] "{n} віконце"', 'msgstr[0] "одне віконце"', "placeholders [] instead of ['{n}']"),
        ("de", "Guten Morgen, {name}.", "Good morning, {name}.", "still English: Good morning, {name}."),
        ("ru", 'msgstr[2] "{n} окон"\n', "", "untranslated: {n} free time"),
        ("uk", "n%100!=11", "n%100!=12", "wrong Plural-Forms"),
        ("de", 'msgid "Choose a day"', '#, fuzzy\nmsgid "Choose a day"', "fuzzy: Choose a day"),
        ("de", "#: salon/views.py", '#~ msgid "Old"\n#~ msgstr "Alt"\n\n#: salon/views.py', "obsolete: Old"),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_said(house, language, old, new, finding):
    change(house, language, old, new)
    found = findings(house)
    assert found, "the catalogue was believed"
    assert any(line.startswith(f"{language}: ") and finding in line for line in found), found


def test_too_many_plural_forms_are_an_error_and_not_silently_dropped(house):
    change(house, "de", 'msgstr[1] "{n} freie Zeiten"', 'msgstr[1] "{n} freie Zeiten"\nmsgstr[2] "{n} freier Zeiten"')
    assert any(line.startswith("de: ") for line in findings(house))


def test_one_may_be_written_out_in_german_but_not_in_russian_where_it_also_means_twenty_one(house):
    say(house, "de", "{n} free time", ("eine freie Zeit", "{n} freie Zeiten"))
    assert findings(house) == []
    say(house, "ru", "{n} free time", ("одно окно", "{n} окна", "{n} окон"))
    assert findings(house) != []


@pytest.mark.parametrize("step", ["Schritt %%(n)s von %(total)s", "Schritt %(n)s von {total}"])
def test_a_placeholder_of_another_kind_is_none(house, step):
    assert findings(house) == []
    say(house, "de", "Step %(n)s of %(total)s", step)
    assert [finding for finding in findings(house) if finding.startswith("de: placeholders")]


def test_only_what_is_out_of_date_is_compiled(house):
    assert words.compile_catalogues(house / "locale") == ["de", "en", "ru", "uk"]
    assert words.compile_catalogues(house / "locale") == []
    later = po(house, "uk").stat().st_mtime + 60
    os.utime(po(house, "uk"), (later, later))
    assert words.compile_catalogues(house / "locale") == ["uk"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["1 freie Zeit", "2 freie Zeiten", "5 freie Zeiten", "21 freie Zeiten"]),
        ("ru", ["1 окно", "2 окна", "5 окон", "21 окно"]),
        ("uk", ["1 віконце", "2 віконця", "5 віконець", "21 віконце"]),
        ("en", ["1 free time", "2 free times", "5 free times", "21 free times"]),
    ],
)
def test_django_counts_right_with_the_compiled_catalogues(house, settings, monkeypatch, language, expected):
    words.compile_catalogues(house / "locale")
    settings.LOCALE_PATHS = [house / "locale"]
    monkeypatch.setattr(trans_real, "_translations", {})
    with translation.override(language):
        said = [translation.ngettext("{n} free time", "{n} free times", n).format(n=n) for n in (1, 2, 5, 21)]
    assert said == expected


@pytest.fixture
def bot(house: Path) -> Path:
    """Across the street of the tiny site lives a tiny bot, whose words are agreed by their English."""
    (house / "bot_service").mkdir()
    (house / "bot_service" / "__init__.py").touch()
    (house / "bot_service" / "menu.py").write_text(BOT_CODE, encoding="utf-8")
    (house / "bot.yaml").write_text(BOT_TEXTS, encoding="utf-8")
    words.update(house, house / "locale", agreed_for_bot(house / "bot.yaml"), BOT)
    return house


def of_bot(house: Path) -> list[str]:
    return word_findings.findings(house, house / "locale", BOT)


def test_the_bot_has_a_catalogue_of_its_own_with_its_buttons_apart(bot):
    catalogue = words.read(words.po_path(bot / "locale", "de", BOT), "de")
    assert catalogue.get("Book", BUTTON).string == "Buchen"
    assert catalogue.get("Book").string == "Buchen Sie"
    assert catalogue.get("{n} visit").string == ("{n} Termin", "{n} Termine")
    assert of_bot(bot) == []
    assert findings(bot) == []
    assert "Hello" not in po(bot, "de").read_text(encoding="utf-8")


def test_a_button_that_a_phone_would_cut_off_is_found(bot):
    path = words.po_path(bot / "locale", "ru", BOT)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Записаться"', '"Записаться прямо сейчас и здесь"'), encoding="utf-8")
    assert of_bot(bot) == ["ru: 31 letters on a button, 24 are the most: Записаться прямо сейчас и здесь"]


def test_each_language_is_compiled_once_however_many_catalogues_it_has(bot):
    assert words.compile_catalogues(bot / "locale") == ["de", "en", "ru", "uk"]
    assert words.po_path(bot / "locale", "uk", BOT).with_suffix(".mo").is_file()
