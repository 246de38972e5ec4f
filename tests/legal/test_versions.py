"""Legal pages: one of a kind, valid since a day, and what they said before."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from legal.audit import missing_pages
from legal.models import LegalKind, LegalPage, LegalSettings
from legal.selectors import legal_url
from salon.cms.roles import Role
from tests.people import logged_in

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]

TERMS = "/en/terms/"
NEXT, LAST = datetime(2027, 3, 1, 9, tzinfo=UTC), datetime(2027, 8, 2, 9, 30, tzinfo=UTC)


def page_of(kind: str = LegalKind.TERMS, code: str = "en") -> LegalPage:
    return LegalPage.objects.get(kind=kind, locale__language_code=code)


def section(text: str, heading: str = "Scope") -> tuple[str, dict[str, str]]:
    return "section", {"heading": heading, "text": f"<p>{text}</p>"}


def publish(text: str, at: datetime, valid_from: date | None = None, **changed: object) -> LegalPage:
    """The English terms say only `text` from now on."""
    with time_machine.travel(at, tick=False):
        page = page_of()
        page.body, page.valid_from = [section(text)], valid_from
        for name, value in changed.items():
            setattr(page, name, value)
        page.save_revision().publish()
    return page_of()


def read(address: str = TERMS) -> str:
    answer = Browser().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\xa0", " ")


def earlier() -> list[str]:
    """The addresses of the earlier versions, the latest first."""
    lines = read().split('href="')
    return [line.split('"')[0] for line in lines if line.startswith(f"{TERMS}version/")]


def test_a_page_says_since_when_it_is_valid() -> None:
    publish("New.", NEXT)
    assert "As of 1 March 2027" in read()
    publish("Newer.", LAST, valid_from=date(2027, 9, 1))
    assert "As of 1 September 2027" in read()


def test_without_a_day_the_day_of_the_words_counts_and_not_that_of_a_later_touch() -> None:
    publish("New.", NEXT)
    publish("New.", LAST, search_description="Other words for search engines.")
    assert "As of 1 March 2027" in read()


def test_what_it_said_before_stays_readable_and_is_marked() -> None:
    before = read()
    assert "Earlier versions" not in before
    publish("New.", NEXT, valid_from=date(2027, 3, 15))
    publish("Newer.", LAST)
    new, first = earlier()
    html = read(new)
    for words in ("New.", "Version of 15 March 2027", "no longer valid", "Replaced on 2 August 2027 at 11:30.", TERMS):
        assert words in html, words
    assert "Newer." not in html
    assert "German law applies" in read(first)
    answer = Browser().get(new)
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in read()


def test_only_what_was_published_with_other_words_is_a_version() -> None:
    publish("New.", NEXT)
    page = page_of()
    page.body = [section("A draft.")]
    draft = page.save_revision()
    page = publish("New.", LAST, note="Another note.")
    # As the editor writes the same paragraph.
    page.body = [("section", {"heading": "Scope", "text": '<p data-block-key="abc12">New.</p>'})]
    page.save_revision().publish()
    assert len(earlier()) == 1
    for number in (draft.pk, page_of().live_revision_id, 0, 10**30):
        assert Browser().get(f"{TERMS}version/{number}/").status_code == 404
    for odd in ("version/", "version/x/", "version/1/2/", "version/-1/", "versions/1/"):
        assert Browser().get(f"{TERMS}{odd}").status_code == 404


def test_another_pages_versions_are_not_found_below_this_one() -> None:
    publish("New.", NEXT)
    (address,) = earlier()
    assert Browser().get(address.replace("/terms/", "/privacy-policy/")).status_code == 404
    assert Browser().get(address.replace("/en/terms/", f"/de/{page_of(code='de').slug}/")).status_code == 404


def test_an_unpublished_page_shows_no_versions_either() -> None:
    publish("New.", NEXT)
    (address,) = earlier()
    page_of().unpublish()
    assert Browser().get(address).status_code == 404


def test_versions_cost_one_query_however_many_there_are() -> None:
    def queries() -> int:
        caches["default"].clear()
        with CaptureQueriesContext(connection) as seen:
            read()
        return len(seen)

    before = queries()
    for number in range(5):
        publish(f"New {number}.", NEXT.replace(day=number + 1))
    assert queries() == before
    assert len(earlier()) == 5


def test_a_preview_shows_what_is_typed() -> None:
    page = page_of()
    page.valid_from = date(2027, 1, 2)
    answer = page.make_preview_request(preview_mode=page.default_preview_mode)
    answer.render()
    assert "As of 2\xa0January\xa02027" in answer.content.decode()


def test_there_is_one_page_of_a_kind_in_a_language() -> None:
    home = page_of().get_parent()
    with pytest.raises(ValidationError) as refused:
        home.add_child(instance=LegalPage(title="Terms", slug="terms-2", kind=LegalKind.TERMS, locale=home.locale))
    assert list(refused.value.message_dict) == ["kind"]
    for slug in ("one", "two"):
        other = LegalPage(title=slug, slug=slug, kind=LegalKind.OTHER, locale=home.locale, body=[section("x")])
        assert home.add_child(instance=other).live


def test_a_page_is_not_copied_into_a_second_one() -> None:
    editor = logged_in(Role.EDITOR)
    page = page_of()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    home = page.get_parent().pk
    form = {
        "new_title": "Terms",
        "new_slug": "terms-2",
        "new_parent_page": home,
        "publish_copies": "on",
    }
    for answer in (editor.get(url), editor.post(url, form)):
        assert answer["Location"] == reverse("wagtailadmin_explore", args=[home])
    assert LegalPage.objects.filter(kind=LegalKind.TERMS, locale=page.locale).count() == 1


def test_a_kind_leads_to_its_page_in_each_language() -> None:
    assert legal_url("terms", "en") == TERMS
    assert legal_url("privacy", "uk").startswith("/uk/")
    page_of().unpublish()
    assert legal_url("terms", "en") == ""


def test_the_audit_names_each_required_page_that_a_live_language_lacks() -> None:
    assert list(missing_pages()) == []
    page_of(LegalKind.PRIVACY, "uk").unpublish()
    (found,) = missing_pages()
    assert found.code == "legal_page_missing"
    assert "Українська" in found.sentence
    german = page_of(LegalKind.PRIVACY, "de")
    assert found.url == f"{reverse('translation_board')}?key={german.translation_key}"
    german.unpublish()
    assert [one.url for one in missing_pages()] == [
        reverse("wagtailadmin_pages:add", args=["legal", "legalpage", page.get_parent().pk])
        for page in (german, page_of(LegalKind.PRIVACY, "uk"))
    ]


def test_a_language_that_is_not_live_lacks_nothing() -> None:
    page_of(LegalKind.IMPRINT, "uk").get_parent().unpublish()
    page_of(LegalKind.IMPRINT, "uk").unpublish()
    assert list(missing_pages()) == []


@pytest.mark.parametrize("code", ["de", "ru", "uk", "en"])
def test_every_foot_leads_to_the_withdrawal_while_it_is_on(code: str) -> None:
    addresses = [f"/{code}/", f"/{code}/my/", f"/{code}/withdrawal/", f"/{code}/nowhere/"]
    link = f'<a href="/{code}/withdrawal/">'
    for address in addresses:
        assert link in Browser().get(address).content.decode(), address
    LegalSettings.objects.update(has_withdrawal=False)
    for address in addresses:
        assert link not in Browser().get(address).content.decode(), address


def test_long_texts_have_numbers_contents_and_addresses_that_work() -> None:
    html = read("/uk/umovy/")
    anchors = [part.split('"')[0] for part in html.split('href="#')[1:] if not part.startswith("content")]
    assert len(anchors) == len(set(anchors)) == 7
    assert all(f'id="{anchor}"' in html and anchor.isascii() for anchor in anchors)
    assert '<span class="legal__number">7.</span>' in html
    assert "legal__contents" not in read("/uk/impressum/")


def test_same_headings_get_addresses_of_their_own_and_numbers_of_editors_stay_alone() -> None:
    with time_machine.travel(NEXT, tick=False):
        page = page_of()
        page.body = [section("x", heading) for heading in ("§ 1 Scope", "Price", "Price", "Price 2", "!", "")]
        page.save_revision().publish()
    html = read()
    for anchor in ("1-scope", "price", "price-2", "price-2-2", "section"):
        assert html.count(f'<h2 id="{anchor}">') == 1, anchor
    assert "legal__number" not in html
