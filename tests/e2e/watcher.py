"""Look over a page's shoulder: what it asks for, what the browser complains about, what axe finds, whether it fits."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, ViewportSize

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=900)
NARROWEST = ViewportSize(width=320, height=640)
# Text at 200 % (WCAG 2.2, 1.4.4) in half of a desk's window.
HALF = ViewportSize(width=640, height=900)

AT_REST = """() => document.readyState === "complete" && document.fonts.status === "loaded"
  && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")
  && document.getAnimations().every(motion => motion.playState !== "running")"""
FINDINGS = """async options => (await axe.run(document, options)).violations.map(
  found => `${found.id}: ${found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("  ")}`)"""
# Who sticks out: the innermost ones, without what scrolls or is cut on purpose.
TOO_WIDE = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const isOut = part => part.getBoundingClientRect().right > page.clientWidth + 0.5;
  const out = [...document.querySelectorAll("body *")].filter(isOut);
  const inner = out.filter(part => ![...part.children].some(isOut)).slice(0, 3);
  return [`${page.scrollWidth} px wide in ${page.clientWidth}`, ...inner.map(part => part.outerHTML.slice(0, 160))];
}"""
TEXT_SIZE = "size => { document.documentElement.style.fontSize = size }"


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
        """Check the page as it stands now. All of it asks by script.

        By day in its own window, by night on a desk instead of a phone or the other way round: nothing that axe finds.
        There, on the narrowest phone and with text twice as large: no sideways scrolling.
        """
        if not self.has_script:
            return
        window = self.page.viewport_size or DESK
        self.judge("light")
        self._measure()
        self.page.set_viewport_size(PHONE if window["width"] >= DESK["width"] else DESK)
        self.judge("dark")
        self.fit()
        self.page.set_viewport_size(window)
        self.page.emulate_media(color_scheme="light")

    def judge(self, scheme: str) -> None:
        """What axe finds by day ("light") or by night ("dark")."""
        self.page.emulate_media(color_scheme=scheme)
        self.page.wait_for_function(AT_REST)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        options = {"runOnly": WCAG, "resultTypes": ["violations"], "preload": False}
        found = self.page.evaluate(FINDINGS, options)
        self.complaints += [f"axe, {scheme}, {self.page.url}: {finding}" for finding in found]

    def fit(self) -> None:
        """No sideways scrolling as it stands, on the narrowest phone, and where text is twice as large."""
        self._measure()
        self.page.set_viewport_size(NARROWEST)
        self._measure()
        self.page.set_viewport_size(HALF)
        self.page.evaluate(TEXT_SIZE, "200%")
        self._measure()
        self.page.evaluate(TEXT_SIZE, "")

    def _measure(self) -> None:
        if wide := self.page.evaluate(TOO_WIDE):
            self.complaints.append(f"sideways, {self.page.url}: {'  '.join(wide)}")

    def assert_calm(self) -> None:
        assert not self.complaints, "\n".join(self.complaints)
