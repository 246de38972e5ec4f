"""What the board shows, to whom, and what its buttons do."""

import pytest
from django.contrib.messages import WARNING, get_messages
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import ContentPage
from salon.cms.models import SalonText, SourceChange
from salon.cms.roles import Role
from salon.cms.translations.actions.begin import begin_translations
from salon.cms.translations.selectors.board import Row
from salon.cms.translations.state import State
from tests.cms.translations.conftest import in_language, translate
from tests.people import logged_in

BOARD = "/admin/translations/"


def row_of(browser: Browser, page, **asked: str) -> Row:
    answer = browser.get(BOARD, {"key": str(page.translation_key), **asked})
    (rows,) = [rows for _name, rows in answer.context["groups"]]
    return rows[0]


def states(browser: Browser, page) -> dict[str, State]:
    return {cell.language: cell.state for cell in row_of(browser, page).cells}


def test_a_page_goes_through_all_states(page, lena: Browser, commit) -> None:
    in_language(page, "en").delete()
    assert states(lena, page) == {"ru": State.COMPLETE, "uk": State.DRAFT, "en": State.MISSING}
    page.intro = "Etwas anderes."
    page.save_revision().publish()
    assert states(lena, page)["ru"] == State.STALE
    row = row_of(lena, page)
    assert row.cells[0].changed == 1
    lena.post(reverse("translation_update", args=[row.source]))
    assert states(lena, page)["ru"] == State.INCOMPLETE
    assert in_language(page, "ru").intro == "Worum es geht. ru"
    cell = row_of(lena, page).cells[0]
    assert (cell.done, cell.total) == (cell.total - 1, cell.total)
    translation = translate(page, "ru")
    assert states(lena, page)["ru"] == State.UNPUBLISHED
    with commit():
        translation.save_target(publish=True)
    assert states(lena, page)["ru"] == State.COMPLETE
    assert in_language(page, "ru").intro == "Etwas anderes. ru"


def test_what_is_live_is_not_called_a_draft_when_its_newest_sentences_are_not_published(page, lena: Browser) -> None:
    page.intro = "Etwas anderes."
    page.save_revision().publish()
    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()
    translate(page, "ru")
    assert in_language(page, "ru").live
    assert states(lena, page) == {"ru": State.UNPUBLISHED, "uk": State.DRAFT, "en": State.DRAFT}
    board = lena.get(BOARD, {"language": "ru", "state": "unpublished"})
    assert [state for state, _count in board.context["languages"][0].open] == [State.UNPUBLISHED]
    table = board.content.decode().partition("<tbody>")[2]
    assert str(State.UNPUBLISHED.label) in table
    assert str(State.DRAFT.label) not in table


def test_where_nothing_is_to_translate_an_update_publishes_the_facts(page, lena: Browser, commit) -> None:
    page.show_in_menus = True
    page.save_revision().publish()
    row = row_of(lena, page)
    assert row.cells[0].state == State.COMPLETE
    with commit():
        lena.post(reverse("translation_update", args=[row.source]))
    assert in_language(page, "ru").show_in_menus
    assert not in_language(page, "uk").live
    assert row_of(lena, page).source is None


def test_a_missing_page_is_begun_from_the_board(page, lena: Browser) -> None:
    in_language(page, "en").delete()
    row = row_of(lena, page)
    lena.post(reverse("translation_begin", args=[row.kind, row.key]))
    assert states(lena, page)["en"] == State.DRAFT


def test_the_head_counts_and_the_filters_narrow(page, lena: Browser) -> None:
    answer = lena.get(BOARD)
    russian = answer.context["languages"][0]
    assert (russian.code, russian.complete, russian.whole) == ("ru", 2, 2)
    for asked, pages in (({"state": "draft"}, 1), ({"state": "open", "language": "ru"}, 0), ({"kind": "nonsense"}, 0)):
        shown = lena.get(BOARD, asked)
        assert sum(len(rows) for _name, rows in shown.context["groups"]) == pages, asked
    assert lena.get(BOARD, {"state": "'", "language": "xx", "p": "99", "key": "x"}).status_code == 200


def test_texts_stand_by_their_kind(homes, lena: Browser) -> None:
    text = SalonText.objects.create(name="Lindenhof", in_text="L", town="Lindau", locale=homes["de"].locale)
    begin_translations(instance=text, by=None)
    row = row_of(lena, text)
    assert (row.kind, row.title, {cell.state for cell in row.cells}) == ("cms.SalonText", "Lindenhof", {State.DRAFT})


def test_the_number_of_queries_does_not_grow(page, homes, create, lena: Browser) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert lena.get(BOARD).status_code == 200
        return len(asked)

    queries()
    before = queries()
    for number in range(3):
        begin = ContentPage(title=f"Seite {number}", slug=f"seite-{number}", locale=homes["de"].locale)
        homes["de"].add_child(instance=begin)
        begin_translations(instance=begin, by=None)
        translate(begin, "ru")
    assert queries() == before


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        (Role.OWNER, True),
        (Role.EDITOR, True),
        (Role.MARKETING, True),
        (Role.RECEPTION, False),
        (Role.MASTER, False),
    ],
)
def test_who_sees_the_board(homes, role: str, opens: bool) -> None:
    browser = logged_in(role)
    assert (browser.get(BOARD).status_code == 200) == opens
    assert (BOARD in browser.get("/admin/").content.decode()) == opens


def test_marketing_looks_and_presses_nothing(page) -> None:
    marketing = logged_in(Role.MARKETING)
    row = row_of(marketing, page)
    board = marketing.get(BOARD).content.decode()
    assert "<button" not in board.partition("<table")[2].partition("</table>")[0]
    for address in (
        reverse("translation_begin", args=[row.kind, row.key]),
        reverse("translation_update", args=[Translation.objects.first().source_id]),
        reverse("translation_import"),
    ):
        assert marketing.post(address).status_code == 302
    assert marketing.get(reverse("translation_export", args=["ru"])).status_code == 302
    in_language(page, "en").delete()
    marketing.post(reverse("translation_begin", args=[row.kind, row.key]))
    assert not Page.objects.filter(translation_key=page.translation_key, locale__language_code="en").exists()


def test_who_publishes_is_told_what_becomes_stale(page, lena: Browser) -> None:
    typed = {"title": page.title, "slug": page.slug, "intro": "Neu.", "body-count": "0", "action-publish": "1"}
    answer = lena.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), typed)
    assert SourceChange.objects.get().strings == 1
    (warning,) = [str(each) for each in get_messages(answer.wsgi_request) if each.level == WARNING]
    assert "Русский" in warning
    assert "Українська" not in warning
    assert f"{BOARD}?key={page.translation_key}" in warning
