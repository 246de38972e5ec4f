"""Every letter in every language, as `./run mails` shows it: by the code that writes the real ones."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import get_language
from wagtail.models import Locale

from salon.cms.models import SalonSettings, SalonText
from salon.outbox.models import MessageText
from salon.outbox.previews import Preview, previews
from salon.outbox.wording import wordings

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# What Gmail shows of a letter before it cuts it off.
WHOLE = 102_000


@pytest.fixture
def salon() -> None:
    german, _ = Locale.objects.get_or_create(language_code="de")
    SalonText.objects.create(locale=german, name="Salon Lindenhof", in_text="Salon Lindenhof", town="Lindau")
    facts = SalonSettings.load()
    facts.street, facts.postcode, facts.phone = "Am Lindenhof 7", "39999", "+493023125110"
    facts.save()


@pytest.fixture
def shown(salon: None) -> Sequence[Preview]:
    return list(previews())


def test_every_letter_is_shown_in_every_language(shown: Sequence[Preview]) -> None:
    assert [(one.code, one.key) for one in shown] == [(code, key) for code, _ in settings.LANGUAGES for key in wordings]
    assert get_language() == settings.LANGUAGE_CODE


def test_every_letter_is_whole_in_both_parts(shown: Sequence[Preview]) -> None:
    for one in shown:
        read, words = BeautifulSoup(one.html, "html.parser"), one.letter.words
        assert read.html["lang"] == one.letter.language == one.code
        assert read.h1.text == words.heading
        for said in [*words.lines, one.letter.why, *(button.label for button in one.letter.buttons)]:
            assert said in read.main.text
            assert said in one.text
        for fact in one.letter.facts:
            assert all(line in one.text for line in fact.lines)
        assert len(one.html.encode()) < WHOLE, one.key


def test_no_letter_has_a_placeholder_left_or_a_link_that_leads_nowhere(shown: Sequence[Preview]) -> None:
    for one in shown:
        words = one.letter.words
        assert "{" not in "".join([words.subject, words.preheader, words.heading, *words.lines])
        links = [link["href"] for link in BeautifulSoup(one.html, "html.parser")("a")]
        assert all(link.startswith(("https://", f"{settings.SALON_URL}/", "tel:+")) for link in links)
        assert one.text.count("\n-- \n") == 1


def test_an_editor_s_own_words_are_shown(salon: None) -> None:
    ukrainian, _ = Locale.objects.get_or_create(language_code="uk")
    MessageText.objects.create(locale=ukrainian, letter="confirmed", heading="До зустрічі", body="Чекаємо Вас {date}.")
    headings = {(one.code, one.key): one.letter.words.heading for one in previews()}
    assert headings["uk", "confirmed"] == "До зустрічі"
    assert headings["de", "confirmed"] != "До зустрічі"


def test_the_letters_are_written_into_a_folder_with_a_list_of_them(
    salon: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("preview_mails", tmp_path / "mails")
    for code, _name in settings.LANGUAGES:
        written = {file.name for file in (tmp_path / "mails" / code).iterdir()}
        assert written == {f"{key}.{ending}" for key in wordings for ending in ("html", "txt")}
    index = BeautifulSoup((tmp_path / "mails" / "index.html").read_text(), "html.parser")
    assert all((tmp_path / "mails" / link["href"]).exists() for link in index("a"))
    assert len(index("a")) == 2 * len(wordings) * len(settings.LANGUAGES)
    lines = capsys.readouterr().out.splitlines()
    size = (tmp_path / "mails" / "de" / "confirmed.html").stat().st_size
    (told,) = [line for line in lines if line.startswith("confirmed | de | ")]
    assert told.endswith(f" | {size}")


def test_a_folder_that_cannot_be_made_ends_it(salon: None, tmp_path: Path) -> None:
    (tmp_path / "mails").write_text("in the way")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("preview_mails", tmp_path / "mails")
