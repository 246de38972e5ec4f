"""The pictures of one run, each a whole page, and a page that shows them side by side."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.screenshots.sheet import Picture, write_sheet
from bench.screenshots.window import launch, window
from bench.sights import Sight, corners, empty_category, pages, steps
from booking.models import Service
from salon.cms.page_cache import begin_generation

# Until what is now seen has been asked for and what answers quickly is in its place.
SETTLE_MS = 500
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Not by `wait_for_function`, whose own `eval` the site's policy forbids.
# A picture in a folded part never comes: whoever waits gives up.
SEEN = """Promise.race([
    Promise.all([...document.images].filter(image => !image.complete).map(
        image => new Promise(done => { image.onload = image.onerror = done; }))),
    new Promise(done => setTimeout(done, 5000))])"""
LONG = "document.documentElement.scrollHeight"


@dataclass
class Album:
    """`site`: its address; pictures of each page at all widths (CSS pixels) and in all themes."""

    site: str
    folder: Path
    widths: Sequence[int]
    themes: Sequence[str]
    pictures: list[Picture] = field(default_factory=list)

    def fill(self, languages: Sequence[str], names: Collection[str]) -> int:
        """1 where a page is wider than its window, or where nothing of that name is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for code in languages:
                self._shoot_all(browser, code, names)
            browser.close()
        write_sheet(self.folder, self.pictures)
        print(f"{len(self.pictures)} pictures: {self.folder / 'index.html'}")
        missing = set(names) - {picture.page for picture in self.pictures}
        faults = [f"{picture.file}: wider than its window" for picture in self.pictures if picture.is_too_wide]
        faults += [f"There is no page '{name}'." for name in sorted(missing)]
        print("\n".join(faults), end="\n" if faults else "")
        return int(bool(faults))

    def _shoot_all(self, browser: Browser, code: str, names: Collection[str]) -> None:
        for sights in (pages, corners, partial(steps, self.site)):
            for sight in sights(code):
                self._shoot(browser, code, sight, names)
        with _emptied(code) as sight:
            self._shoot(browser, code, sight, names)

    def _shoot(self, browser: Browser, code: str, sight: Sight, names: Collection[str]) -> None:
        if names and sight.name not in names:
            return
        for theme, width in product(self.themes, self.widths):
            picture = Picture(sight.name, code, theme, width)
            with window(browser, self.site, picture, sight) as page:
                page.goto(f"{self.site}{sight.path}", wait_until="networkidle")
                picture.is_too_wide = page.evaluate(WIDER) > 0
                _open_up(page, picture.width)
                page.screenshot(path=self.folder / picture.file, full_page=True)
            self.pictures.append(picture)
        print(f"{code} {sight.name}", flush=True)


def _open_up(page: Page, width: int) -> None:
    """All of the page in its window: what loads when it is seen loads, and what sticks to an edge covers nothing."""
    page.set_viewport_size({"width": width, "height": page.evaluate(LONG)})
    page.wait_for_timeout(SETTLE_MS)
    page.evaluate(SEEN)


@contextmanager
def _emptied(code: str) -> Iterator[Sight]:
    """A category in which nothing can be booked, as long as somebody looks at it."""
    sight, category = empty_category(code)
    services = Service.objects.filter(category=category, is_active=True)
    emptied = list(services.values_list("pk", flat=True))
    try:
        services.update(is_active=False)
        begin_generation()
        yield sight
    finally:
        Service.objects.filter(pk__in=emptied).update(is_active=True)
        begin_generation()
