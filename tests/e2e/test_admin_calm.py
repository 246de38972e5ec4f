"""Our own rooms in the admin: nothing that axe finds, no word of the browser's."""

import pytest
from playwright.sync_api import Browser

from home.demo.logins import PASSWORD
from tests.e2e.watcher import DESK, Watcher

pytestmark = pytest.mark.browser

# A list, a card and a form of each sort; what differs only in its words is looked at once.
ROOMS = [
    *("appointments/", "appointments/inspect/1/", "appointments/cancel/1/", "appointments/bulk/"),
    *("clients/", "clients/inspect/1/", "clients/edit/1/", "clients/merge/1/", "waiting-list/", "time-off/new/"),
    *("services/", "services/edit/1/", "masters/", "masters/edit/1/", "masters/calendar-link/1/", "closed-days/new/"),
    *("reports/history/", "reports/scans/", "messages/", "withdrawals/", "contact-form/"),
    *("settings/booking/bookingsettings/1/", "settings/cms/salonsettings/1/", "snippets/booking/servicetext/"),
]


def test_our_rooms_are_calm(browser: Browser, site: str) -> None:
    page = browser.new_context(viewport=DESK, reduced_motion="reduce").new_page()
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", "owner")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    watcher = Watcher(page, site)
    for room in ROOMS:
        answer = page.goto(f"{site}/admin/{room}")
        assert answer is not None
        assert (answer.status, page.url) == (200, f"{site}/admin/{room}")
        watcher.judge("light")
    watcher.assert_calm()
    page.context.close()
