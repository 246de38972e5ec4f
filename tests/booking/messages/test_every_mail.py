"""All mails in all languages: the language, the time, the price, the place, links that work; nothing left untranslated,
nothing of anybody else.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from email.mime.image import MIMEImage
from functools import cache

import pytest
import time_machine
from babel.dates import format_date
from django.apps import apps
from django.core import mail
from django.test import Client as Browser
from pytest_django import DjangoDbBlocker

from booking.selectors.visits import manage_token
from salon.outbox.actions.write import asleep
from salon.outbox.models import Message, State
from salon.outbox.wording import Wording, wordings
from tests.booking.messages.every_mail import BERLIN, CODES, DAY, OTHER, Sent, every_mail
from tests.booking.post import SITE, Words, html_of, said
from tests.demo import demo_full

pytestmark = [pytest.mark.django_db, pytest.mark.once]
__all__ = ["demo_full"]

# These go to the salon's mailbox alone, in the salon's own language.
TO_THE_DESK = {"staff_new_contact", "staff_withdrawal", "dead_letters", "mail_test"}
# About a visit, but its time is past and no news.
WITHOUT_FACTS = {"thank_you"}
# What is written in Latin letters in every language: names, marks, the street.
LATIN = {"Salon", "Lindenhof", "Am", "Google", "Impressum", "QR"}
CYRILLIC = "А-яЁёҐґЄєІіЇї"
ALPHABETS = {"ru": "А-яЁё", "uk": "А-ЩЬЮЯа-щьюяҐґЄєІіЇї"}
TOWNS = {"de": "Lindau an der Aue", "ru": "Линдау-ан-дер-Ауэ", "uk": "Ліндау-ан-дер-Ауе", "en": "Lindau an der Aue"}
DAY_FORMS = {"de": "EEEE, d. MMMM", "ru": "EEEE, d MMMM", "uk": "EEEE, d MMMM", "en": "EEEE, d MMMM"}
EURO = {"de": "{} €", "ru": "{} €", "uk": "{} €", "en": "€{}"}
KEY = re.compile(r"/(?:visit|waiting|enter)/([\w-]{30,})/")


@pytest.fixture(scope="module")
def noon() -> datetime:
    """Tomorrow's."""
    return datetime.combine(datetime.now(BERLIN).date() + DAY, time(12), BERLIN)


@pytest.fixture(scope="module")
def sent(demo_full: None, noon: datetime, django_db_blocker: DjangoDbBlocker) -> Sequence[Sent]:
    """One story a language, told once; what the demo's own visits still wait to say is left aside."""
    with django_db_blocker.unblock(), time_machine.travel(noon.timestamp(), tick=False), asleep():
        mail.outbox = []
        Message.objects.filter(state=State.QUEUED).update(state=State.WITHDRAWN)
        return list(every_mail(noon))


@pytest.fixture(params=CODES)
def letters(request: pytest.FixtureRequest, sent: Sequence[Sent]) -> Sequence[Sent]:
    """All of one language."""
    return [one for one in sent if one.code == request.param]


def day_of(at: datetime, code: str) -> str:
    """As the CLDR writes it; Friday in Ukrainian has our typefaces' apostrophe."""
    return format_date(at, DAY_FORMS[code], locale=code).replace("\u02bc", "\u2019")


def but_not(wrong: Callable[[Sent], object], letters: Sequence[Sent]) -> list[tuple[str, object]]:
    """Which letters have something wrong with them, and what."""
    return [(one.key, found) for one in letters if (found := wrong(one))]


@cache
def html_words(one: Sent) -> Words:
    return Words(html_of(one.letter))


def both(one: Sent) -> tuple[str, str]:
    """What is read in the text and in the HTML, with single blanks."""
    return said(f"{one.letter.subject}\n{one.letter.body}"), said(" ".join(html_words(one).read))


def test_every_letter_is_written_in_every_language(sent: Sequence[Sent]) -> None:
    missing = {(code, key) for code in CODES for key in wordings} - {(one.code, one.key) for one in sent}
    assert missing == {(code, key) for code in CODES for key in TO_THE_DESK if code != "de"}


def test_each_says_its_language(letters: Sequence[Sent]) -> None:
    def wrong(one: Sent) -> bool:
        html = html_of(one.letter)
        marked = re.findall(r'<(?:html|main) lang="(\w+)"', html)
        return not (one.letter.extra_headers["Content-Language"] == one.code and set(marked) == {one.code})

    assert but_not(wrong, letters) == []


def test_each_about_a_visit_tells_the_local_time_as_that_language_writes_it(letters: Sequence[Sent]) -> None:
    def wrong(one: Sent) -> list[str]:
        if one.start is None or one.key in WITHOUT_FACTS:
            return []
        moments = [one.start, *([one.old_start] if one.old_start else [])]
        expected = [part for at in moments for part in (day_of(at, one.code), f"{at:%-H:%M}")]
        return [part for part in expected for text in both(one) if part not in text]

    assert but_not(wrong, letters) == []


def test_each_about_a_visit_tells_price_and_place(letters: Sequence[Sent]) -> None:
    def wrong(one: Sent) -> list[str]:
        if one.visit is None or one.key in WITHOUT_FACTS:
            return []
        expected = [EURO[one.code].format(one.price), f"Am Lindenhof 7, 39999 {TOWNS[one.code]}", one.visit.reference]
        return [part for part in expected for text in both(one) if part not in text]

    assert but_not(wrong, letters) == []


def test_each_ends_with_the_place_and_the_ways_to_imprint_and_privacy(letters: Sequence[Sent]) -> None:
    def wrong(one: Sent) -> bool:
        place, foot = f"Am Lindenhof 7, 39999 {TOWNS[one.code]}", one.letter.body.rpartition("\n-- \n")[2]
        return not all(place in text for text in both(one)) or foot.count(f"{SITE}/{one.code}/") < 2

    assert but_not(wrong, letters) == []


def fragments(of: Wording) -> Iterator[str]:
    """The parts of a letter's message ids that no translation shares: between placeholders, longer than a name."""
    ids = [of.subject, of.preheader, of.heading, *of.lines, *of.buttons.values()]
    yield from (part.strip(" .,:") for id_ in ids for part in re.split(r"\{\w+\}", id_) if len(part) > 8)


AROUND = [
    *("Warm regards", "Your team at", "You are receiving this message", "This message goes to the people"),
    *("incl. VAT", "Reference", "When", "Where", "Hello"),
]


def test_no_english_sentence_is_left_in_another_language(letters: Sequence[Sent]) -> None:
    english = [part for of in wordings.values() for part in fragments(of)] + AROUND

    def wrong(one: Sent) -> list[str]:
        return [part for part in english for text in both(one) if re.search(rf"\b{re.escape(part)}\b", text)]

    found = but_not(wrong, letters)
    assert len(found) == len(letters) if letters[0].code == "en" else found == []


def test_russian_and_ukrainian_are_written_in_their_own_letters_but_for_names(letters: Sequence[Sent]) -> None:
    code = letters[0].code
    foreign = re.compile(rf"\w*[^{ALPHABETS.get(code, CYRILLIC)}\W\d_]\w*")

    def wrong(one: Sent) -> set[str]:
        texts = " ".join(re.sub(r"\S+(?:@|://)\S+", "", text) for text in both(one))
        known = LATIN | {one.visit.reference if one.visit else "", *OTHER.name.split()}
        return {word for word in foreign.findall(texts) if word not in known}

    assert bool(but_not(wrong, letters)) == (code not in ALPHABETS)


@pytest.mark.parametrize("slip", [r"\bNone\b", r"[{}]", r"\(\)", r"\.\.(?!\.)", r" [,.;:!?](?!\S)", r"&(?:\w+|#\d+);"])
def test_none_has_a_slip_of_a_template(letters: Sequence[Sent], slip: str) -> None:
    assert but_not(lambda one: [text for text in both(one) if re.search(slip, text)], letters) == []


def test_no_blank_is_left_where_there_was_nothing_to_say(letters: Sequence[Sent]) -> None:
    """But for the columns of the table and the filler behind the preview line."""

    def wrong(one: Sent) -> list[str]:
        lines = [*one.letter.body.splitlines(), *(part for part in html_words(one).read if "\u034f" not in part)]
        return [line for line in lines if re.search(r"[^\s:][ \N{NO-BREAK SPACE}]{2,}\S", line.strip())]

    assert but_not(wrong, letters) == []


def test_none_holds_anything_of_another_client(letters: Sequence[Sent], sent: Sequence[Sent]) -> None:
    """Who comes to the same master on the same day, and everybody else who was written to."""
    names = {one.visit.contact_name: one.visit for one in sent if one.visit}

    def wrong(one: Sent) -> set[str]:
        others = [OTHER.email, OTHER.phone[-6:], *({OTHER.name} if "digest" not in one.key else ())]
        if one.visit:
            others += [
                part
                for name, visit in names.items()
                if name != one.visit.contact_name
                for part in (name, visit.contact_email, visit.contact_phone[-6:], visit.reference)
            ]
        parts = [*one.letter.alternatives, *one.letter.attachments]
        files = [part.as_string() if isinstance(part, MIMEImage) else str(part.content) for part in parts]
        raw = " ".join([str(one.letter.message().items()), one.letter.body, *files])
        return {part for part in others if part in re.sub(r"(?<=\d)\s(?=\d)", "", raw)}

    assert but_not(wrong, letters) == []


def test_none_holds_the_key_of_another_visit_and_those_to_the_salon_hold_none(letters: Sequence[Sent]) -> None:
    def wrong(one: Sent) -> set[str]:
        keys = {key for text in (one.letter.body, html_of(one.letter)) for key in KEY.findall(text)}
        own = manage_token(one.visit) if one.visit and not one.is_staff else ""
        mine = {"waiting_joined", "waiting_list_offer", "magic_link"}
        return set() if one.key in mine and len(keys) == 1 else keys - {own}

    assert but_not(wrong, letters) == []


def links_of(one: Sent) -> set[str]:
    in_text = set(re.findall(r"https?://\S+", one.letter.body))
    in_html = {link for link in html_words(one).links if not link.startswith("tel:")}
    assert in_text == in_html, one.key
    return in_html


def test_every_link_works_and_changes_nothing(sent: Sequence[Sent], noon: datetime) -> None:
    """Whoever scans a mailbox follows them all."""
    links = sorted({link for one in sent for link in links_of(one)})
    ours = [link.removeprefix(SITE) for link in links if link.startswith(SITE)]
    assert {link.split("/")[2] for link in links} == {SITE.split("/")[2], "calendar.google.com"}
    before = tables()
    with time_machine.travel(noon.timestamp(), tick=False):
        answers = {link: Browser().get(link, follow=True) for link in ours}
    assert {link: answer.status_code for link, answer in answers.items() if answer.status_code != 200} == {}
    to_login = {link for link, answer in answers.items() if answer.request["PATH_INFO"] == "/admin/login/"}
    assert to_login == {link for link in ours if link.startswith("/admin/")}
    assert tables() == before


def tables() -> dict[str, object]:
    """All that people and their visits have left in the database."""
    models = [model for label in ("booking", "outbox") for model in apps.get_app_config(label).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
