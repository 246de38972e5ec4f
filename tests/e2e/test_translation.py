"""Lena writes a German page, translates it, changes it, and translates what changed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from home.demo.logins import PASSWORD
from tests.e2e.watcher import DESK

pytestmark = pytest.mark.browser
TITLE, ADDRESS = "Probeseite", "probeseite"
RUSSIAN = 0


@pytest.fixture
def admin(browser: Browser, site: str) -> Iterator[Page]:
    """Where Lena is logged in."""
    context = browser.new_context(viewport=DESK, locale="de-DE", base_url=site)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page).to_have_url(f"{site}/admin/")
    yield page
    context.close()


def write_page(admin: Page) -> None:
    """A page with a block, below the German home page."""
    admin.goto("/admin/translations/")
    home = admin.locator("table.translations tbody a").first.get_attribute("href") or ""
    admin.goto(f"/admin/pages/add/home/contentpage/{re.findall(r'[0-9]+', home)[0]}/")
    admin.fill("#id_title", TITLE)
    admin.fill("#id_intro", "Worum es geht.")
    admin.locator(".c-sf-add-button").first.click()
    admin.get_by_role("option", name=re.compile("^Text")).first.click()
    admin.fill("[name=body-0-value-heading]", "Wer wir sind")
    admin.locator(
        "#panel-child-content-body-section .public-DraftEditor-content, .public-DraftEditor-content"
    ).first.click()
    admin.keyboard.type("Ein Salon an der Aue.")
    # The editor gives its text to the form a moment later.
    expect(admin.locator("[name=body-0-value-text]")).to_have_value(re.compile("Aue"))
    publish(admin)


def publish(admin: Page) -> None:
    admin.locator("footer .w-dropdown__toggle").last.click()
    admin.locator("[name=action-publish]").click()
    # What saves by itself changes the address too, so the address is not what tells.
    expect(admin.locator(".messages li").first).to_be_visible(timeout=20_000)


def board_row(admin: Page) -> Locator:
    admin.goto("/admin/translations/?kind=wagtailcore.Page")
    row = admin.get_by_role("row").filter(has=admin.get_by_role("rowheader", name=TITLE, exact=True))
    if not row.count():
        admin.goto("/admin/translations/?kind=wagtailcore.Page&p=2")
    return row


def cell(admin: Page) -> Locator:
    return board_row(admin).locator(".translations__cell").nth(RUSSIAN)


def translate(admin: Page) -> None:
    """Every open sentence in wagtail-localize's editor, then publish."""
    cell(admin).click()
    expect(admin.locator("li.incomplete").first).to_be_visible()
    for tab in admin.get_by_role("tab").all():
        tab.click()
        while (open_ones := admin.locator("li.incomplete:visible")).count():
            before = open_ones.count()
            open_ones.first.get_by_role("button").click()
            field = open_ones.first.get_by_role("textbox")
            field.fill("Перевод")
            with admin.expect_response(lambda answer: answer.request.method == "PUT"):
                field.press("Enter")
            expect(open_ones).to_have_count(before - 1)
    admin.locator("footer button[name=action][value=publish]").click()
    expect(admin.locator(".messages li").first).to_be_visible()


def test_a_page_is_written_translated_changed_and_translated_again(admin: Page, site: str) -> None:
    write_page(admin)
    expect(cell(admin)).to_have_class(re.compile("--draft"))
    assert admin.request.get(f"/ru/{ADDRESS}/").status == 404
    translate(admin)
    expect(cell(admin)).to_have_class(re.compile("--complete"))
    assert admin.request.get("/ru/perevod/").ok

    board_row(admin).get_by_role("rowheader").get_by_role("link").click()
    # The text's editor comes by script; whoever saves before it is there saves an empty text.
    expect(admin.locator(".public-DraftEditor-content").first).to_contain_text("Ein Salon an der Aue.")
    admin.fill("#id_intro", "Worum es jetzt geht.")
    publish(admin)
    expect(admin.locator(".messages")).to_contain_text("Русский")
    expect(cell(admin)).to_have_class(re.compile("--stale"))
    assert "Worum es jetzt geht." not in admin.request.get("/ru/perevod/").text()

    with admin.expect_navigation():
        board_row(admin).locator("form[action*=update] button").click()
    expect(cell(admin)).to_have_class(re.compile("--incomplete"))
    translate(admin)
    expect(cell(admin)).to_have_class(re.compile("--complete"))

    board_row(admin).get_by_role("rowheader").get_by_role("link").click()
    number = re.findall(r"[0-9]+", admin.url.removeprefix(site))[0]
    admin.goto(f"/admin/pages/{number}/delete/")
    with admin.expect_navigation():
        admin.locator("form[action*=delete] [type=submit]").click()
    assert admin.request.get("/ru/perevod/").status == 404


def test_a_finding_leads_to_its_sentence_in_the_editor_of_translations(admin: Page) -> None:
    admin.goto("/admin/translations/?kind=wagtailcore.Page")
    address = admin.locator("table.translations tbody tr").nth(1).locator(".translations__cell").nth(RUSSIAN)
    editor = (address.get_attribute("href") or "").split("#")[0]
    for field, tab in (("title", "Inhalt"), ("search_description", "Veröffentlichung")):
        admin.goto("/admin/")
        admin.goto(f"{editor}#:w:contentpath={field}")
        button = admin.locator("li > ul > li > button:focus")
        expect(button).to_be_in_viewport()
        expect(admin.get_by_role("tab", selected=True)).to_have_text(re.compile(tab))
