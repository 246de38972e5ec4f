"""Every word in four languages; dates and amounts as the site writes them; nothing of people's own breaks a message."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot_service import said, texts
from bot_service.site_types import Price
from salon.cms import word_findings, words
from salon.cms.agreed_words import BUTTON
from salon.cms.collected_words import BOT, collect
from salon.lib import dates, money

ROOT = Path(texts.LOCALE).parent
TIME = datetime.fromisoformat("2026-12-01T10:30:00+01:00")
SLOT = re.compile(r"\{\w*\}")


def test_every_word_is_there_in_four_languages():
    assert word_findings.findings(ROOT, ROOT / "locale", BOT) == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_placeholders_are_the_same_and_buttons_have_at_most_24_letters(language):
    catalogue = words.read(words.po_path(ROOT / "locale", language, BOT), language)
    found = [message for message in collect(ROOT, BOT) if message.id]
    assert len(found) > 150
    for message in found:
        known = catalogue.get(message.id, message.context).string
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for form in known if isinstance(known, tuple) else (known,):
            assert set(SLOT.findall(form)) == set(SLOT.findall(ids[-1])), form
            assert message.context != BUTTON or len(form) <= 24, form


def test_nobody_is_shouted_at():
    for language in texts.LANGUAGES:
        assert "!" not in words.po_path(ROOT / "locale", language, BOT).read_text(encoding="utf-8").split("\n\n", 1)[1]


@pytest.mark.parametrize(
    ("language", "moment", "price"),
    [
        ("de", "Di., 1. Dezember, 10:30 Uhr", "ab 45 €"),
        ("ru", "вт, 1 декабря, 10:30", "от 45 €"),
        ("uk", "вт, 1 грудня, 10:30", "від 45 €"),
        ("en", "Tue 1 December, 10:30", "from €45"),
    ],
)
def test_a_moment_and_a_price_are_said_as_people_say_them(language, moment, price):
    with texts.speaking(language):
        assert said.moment(TIME).replace("\u00a0", " ") == moment
        assert said.price(Price(Decimal("45.00"), is_from=True)).replace("\u00a0", " ") == price


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_bot_says_days_and_amounts_like_the_site(language):
    with texts.speaking(language):
        for day in (date(2026, 1, 1) + timedelta(days=number) for number in range(365)):
            ours = said.day(day).replace("., ", " ") if language == "de" else said.day(day)
            name, rest = dates.short(day, language).split(" ", 1)
            assert ours == f"{name} {rest}".replace(". ", ".\u00a0"), day
        for amount in ("0.00", "45.00", "45.50", "1234.00", "12345.05"):
            assert said.euro(Decimal(amount)) == money.euro(Decimal(amount), language)


@pytest.mark.parametrize(
    ("code", "spoken"), [("de-AT", "de"), ("uk", "uk"), ("EN", "en"), ("tr", "de"), ("", "de"), (None, "de")]
)
def test_telegrams_language_becomes_one_of_ours(code, spoken):
    assert texts.spoken_by(code) == spoken


@given(st.text(max_size=2000))
def test_what_people_write_never_becomes_markup(text):
    shown = texts.fill("{name}", name=text)
    assert "<" not in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)
    shown.encode()


@given(st.lists(st.text("ab<&👩ї \n", max_size=900), max_size=30))
def test_a_message_is_cut_between_its_lines_and_never_inside_our_markup(parts):
    text = texts.lines(*(texts.bold(part) for part in parts), *parts)
    cut = texts.cut(text)
    assert len(cut.encode("utf-16-le")) // 2 <= texts.LONGEST_MESSAGE
    assert cut.count("<b>") == cut.count("</b>")


def test_one_endless_line_is_cut_too():
    cut = texts.cut("<b>" + "&amp;👩" * 3000 + "</b>")
    assert len(cut.encode("utf-16-le")) // 2 <= texts.LONGEST_MESSAGE
    assert "<" not in cut
    assert cut.endswith("…")
