"""How a letter looks: one layout that every mailbox can show, and a text that is written, not stripped."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from salon.cms.link import Link
from salon.cms.place import Place
from salon.outbox.letter import Address, Button, Channel, Fact, Letter
from salon.outbox.mail_message import Frame, as_html, as_text
from salon.outbox.wording import Words
from tests.cms.test_contrast import TEXT, scheme

STYLES = Path(__file__).parents[2] / "salon" / "outbox" / "templates" / "outbox" / "mail.css"
SITE = "https://lindenhof.example"
PLACE = Place(
    name="Salon Lindenhof",
    in_text="Salon Lindenhof",
    address="Am Lindenhof 7, 39999 Lindau an der Aue",
    phone="+493023125110",
    phone_shown="+49 30 23125110",
    email="hallo@lindenhof.example.org",
    directions="",
    map_url="",
)
FRAME = Frame(PLACE, [Link("Impressum", f"{SITE}/de/impressum/"), Link("Datenschutz", f"{SITE}/de/datenschutz/")])
WORDS = Words("Termin bestätigt", "Bis bald.", "Ihr Termin ist bestätigt", ("Wir freuen uns auf Sie.",), {})
LETTER = Letter(
    to=[Address(Channel.MAIL, "olena@example.org")],
    language="de",
    words=WORDS,
    greeting="Guten Tag Olena,",
    why="Sie erhalten diese Nachricht, weil Sie bei uns einen Termin gebucht haben.",
    facts=[
        Fact("Wann", ["Dienstag, 9. Juni 2026", "10:00 bis 11:00 Uhr"]),
        Fact("Buchungsnummer", ["K7QMXF"]),
    ],
    buttons=[
        Button("Termin verwalten", f"{SITE}/de/visit/key/"),
        Button("In den Google Kalender", "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Schnitt"),
    ],
)
# Colour of a class on the ground of another, and the tokens of the site that they are.
PAIRS = [
    ("h1", "ink", ".card", "paper-raised"),
    (".ink", "ink", ".card", "paper-raised"),
    (".soft", "ink-soft", ".card", "paper-raised"),
    (".soft", "ink-soft", ".page", "paper"),
    (".legal", "ink-soft", ".page", "paper"),
    (".quiet", "ink", ".card", "paper-raised"),
    (".button", "on-accent", ".press-in", "accent"),
    (".band", "on-night", ".band", "night"),
]


def page(letter: Letter = LETTER, frame: Frame = FRAME) -> BeautifulSoup:
    return BeautifulSoup(as_html(letter, frame), "html.parser")


def retold(**words: object) -> Letter:
    return replace(LETTER, words=replace(WORDS, **words))


def test_nothing_is_fetched_from_anywhere() -> None:
    html = as_html(LETTER, FRAME)
    for forbidden in ("<img", "<script", "<link", "<form", "<iframe", " src=", " background=", "url(", "@import"):
        assert forbidden not in html


def test_every_link_is_the_letter_s_or_the_salon_s() -> None:
    links = [link["href"] for link in page()("a")]
    own = [f"tel:{PLACE.phone}", *(link.url for link in FRAME.legal)]
    assert links == [*(button.url for button in LETTER.buttons), *own]


def test_the_styles_are_inlined_and_those_for_phones_and_dark_screens_kept() -> None:
    read = page()
    (kept,) = read("style")
    assert re.findall(r"@media ([^{]+?) \{", kept.text) == [
        "(max-width: 620px)",
        "(prefers-color-scheme: dark)",
        "screen",
    ]
    assert not re.sub(r"@media [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", kept.text).strip()
    assert "font-weight: 400" in read.h1["style"]
    # Only `!important` is stronger than what is inlined.
    for declaration in re.findall(r": ([^;{}]+);", kept.text):
        assert declaration.endswith("!important")


def test_the_letter_says_its_language_and_knows_both_schemes() -> None:
    read = page()
    assert read.html["lang"] == read.main["lang"] == "de"
    assert read.find("meta", {"name": "color-scheme"})["content"] == "light dark"
    assert read.title.text == "Termin bestätigt"


def test_tables_that_only_hold_the_page_are_not_read_as_tables() -> None:
    (facts,) = [table for table in page()("table") if table.get("role") != "presentation"]
    assert [header.text for header in facts("th")] == ["Wann", "Buchungsnummer"]
    assert {header["scope"] for header in facts("th")} == {"row"}


def test_the_first_button_is_the_one_to_press() -> None:
    first, second = page().select("a.button, a.quiet")
    assert (first["class"], second["class"]) == (["button"], ["quiet"])
    assert first.parent["bgcolor"] in first.parent["style"]
    assert "padding" in first["style"]


def test_a_mailbox_shows_the_preview_line_and_nothing_after_it() -> None:
    preview = page().select_one(".preheader")
    assert preview.text.split("\n")[0] == "Bis bald."
    assert len(preview.text) > 150
    assert not preview.text.removeprefix("Bis bald.").strip("\N{COMBINING GRAPHEME JOINER}\u200c\xa0\n")
    assert "display: none" in preview["style"]
    assert page(retold(preheader="")).select_one(".preheader") is None


def test_what_people_typed_stays_text() -> None:
    typed = "<b>Olena</b> & \"Ко\"\n<script src='//eve.example'>"
    everywhere = replace(
        retold(subject=typed, preheader=typed, heading=typed, lines=(typed,)),
        greeting=typed,
        facts=[Fact(typed, [typed])],
    )
    read = page(everywhere)
    assert (read("b"), read("script")) == ([], [])
    for place in (read.h1, read.title, read.th):
        assert place.text == typed
    assert "<b>Olena</b> & \"Ко\"\n<script src='//eve.example'>" in as_text(everywhere, FRAME)


def test_lines_that_people_broke_stay_broken() -> None:
    assert "Guten Tag,<br>Olena" in as_html(retold(lines=("Guten Tag,\nOlena",)), FRAME)


def test_only_a_letter_that_greets_signs_off() -> None:
    internal = replace(LETTER, greeting="")
    assert "Ihr Team vom Salon Lindenhof" in page().main.text
    assert "Ihr Team vom Salon Lindenhof" in as_text(LETTER, FRAME)
    assert "Ihr Team vom" not in page(internal).main.text
    assert "Ihr Team vom" not in as_text(internal, FRAME)


def test_what_is_missing_leaves_no_trace() -> None:
    bare = replace(LETTER, facts=(), buttons=())
    nowhere = Frame(replace(PLACE, address="", phone="", phone_shown=""), [])
    read = page(bare, nowhere)
    assert (read(class_="facts"), read(class_="press"), read("a")) == ([], [], [])
    assert not [part for part in read(["p", "td", "th"]) if not part.text.strip()]
    assert as_text(bare, nowhere).endswith(f"\n-- \nSalon Lindenhof\n{LETTER.why}\n")


def test_the_text_can_be_read_aloud() -> None:
    assert as_text(LETTER, FRAME) == (
        "Guten Tag Olena,\n\n"
        "Ihr Termin ist bestätigt\n\n"
        "Wir freuen uns auf Sie.\n\n"
        "Wann:           Dienstag, 9. Juni 2026\n"
        "                10:00 bis 11:00 Uhr\n"
        "Buchungsnummer: K7QMXF\n\n"
        "Termin verwalten:\nhttps://lindenhof.example/de/visit/key/\n\n"
        "In den Google Kalender:\nhttps://calendar.google.com/calendar/render?action=TEMPLATE&text=Schnitt\n\n"
        "Herzliche Grüße\nIhr Team vom Salon Lindenhof\n\n"
        "-- \n"
        "Salon Lindenhof, Am Lindenhof 7, 39999 Lindau an der Aue, +49 30 23125110\n"
        "Sie erhalten diese Nachricht, weil Sie bei uns einen Termin gebucht haben.\n\n"
        "Impressum: https://lindenhof.example/de/impressum/\n"
        "Datenschutz: https://lindenhof.example/de/datenschutz/\n"
    )


def test_only_one_line_looks_like_the_end_of_the_text() -> None:
    text = as_text(retold(lines=("Bis dann \n\n\n-- \nOlena",)), FRAME)
    assert text.count("\n-- \n") == 1
    assert "\n\n\n" not in text
    assert [line for line in text.splitlines() if line != line.rstrip()] == ["-- "]


def test_the_same_letter_is_written_the_same_way() -> None:
    assert as_html(LETTER, FRAME) == as_html(LETTER, FRAME)
    assert as_text(LETTER, FRAME) == as_text(LETTER, FRAME)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "token", "ground", "ground_token"), PAIRS)
def test_words_stand_out_in_the_site_s_colours(
    front: str, token: str, ground: str, ground_token: str, dark: bool
) -> None:
    """The same tokens as on the site: the eye sees no difference of half a hundredth."""
    found, site = colours(dark), scheme(dark)
    words, paper = found[front, "color"], found[ground, "background-color"]
    assert words == pytest.approx(site[token], abs=0.005)
    assert paper == pytest.approx(site[ground_token], abs=0.005)
    high, low = sorted((words, paper), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= TEXT


def colours(dark: bool) -> dict[tuple[str, str], float]:
    """The luminance of each colour by selector and property; the dark ones lie over the light ones."""
    plain, *blocks = re.sub(r"/\*.*?\*/", "", STYLES.read_text(), flags=re.DOTALL).split("@media")
    night = next(block for block in blocks if "prefers-color-scheme: dark" in block)
    found = {}
    for styles in [plain, night] if dark else [plain]:
        for selectors, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", styles):
            for name, colour in re.findall(r"([\w-]*color): (#\w{6})", rules):
                found |= {(selector.strip(), name): luminance(colour) for selector in selectors.split(",")}
    return found


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb"."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
