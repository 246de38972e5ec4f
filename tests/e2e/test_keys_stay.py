"""An address with a key in it stays in the browser: whatever another site is asked for, it is not told."""

import pytest
from playwright.sync_api import Browser, Request, Route

from bench.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOREIGN = "https://elsewhere.example/"


def test_another_site_never_learns_the_address_of_a_visit_or_a_draft(site: str, browser: Browser) -> None:
    visitor = Visitor(site, "/de/termin/services/")
    steps = visitor.walk_to_review()
    draft, visit = steps[0][1], visitor.book()
    asked: list[Request] = []

    def answer(route: Route, request: Request) -> None:
        asked.append(request)
        route.fulfill(body="<title>elsewhere</title>", content_type="text/html")

    context = browser.new_context()
    context.route(f"{FOREIGN}**", answer)
    page = context.new_page()
    for path in (visit, draft, "/de/search/?q=balayage"):
        page.goto(f"{site}{path}")
        # A link as an editor would write it, without `rel="noreferrer"`: the header alone has to do.
        page.evaluate(f"""() => {{
            const link = document.createElement("a");
            link.href = "{FOREIGN}"; link.id = "away"; link.textContent = "away";
            document.querySelector("main").prepend(link);
        }}""")
        page.click("#away")
        page.wait_for_url(FOREIGN)
        assert page.evaluate("document.referrer") == "", path
    assert len(asked) >= 3
    assert all("referer" not in request.all_headers() for request in asked)
    context.close()
