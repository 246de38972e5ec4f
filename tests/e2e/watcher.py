"""Look over a page's shoulder: what it asks for, what the browser complains about, what axe finds."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass
class Watcher:
    """Collects complaints of one page; `assert_calm` says them all."""

    page: Page
    site: str
    has_script: bool = True
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda problem: self.complaints.append(f"script error: {problem}"))
        self.page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused form answers 4xx on purpose; Chromium writes that into the console.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.complaints.append(f"foreign request: {request.url}")

    def look(self) -> None:
        """Check the page as it stands now: no sideways scrolling, nothing that axe finds. Both ask by script."""
        if not self.has_script:
            return
        wide, window = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if wide > window:
            self.complaints.append(f"{self.page.url}: {wide} px wide in a window of {window}")
        self.page.wait_for_timeout(300)
        found = Axe().run(self.page, options={"runOnly": WCAG})
        for violation in found.response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            self.complaints.append(f"axe {violation['id']} on {self.page.url}: {nodes}")

    def assert_calm(self) -> None:
        assert not self.complaints, "\n".join(self.complaints)
