"""The pictures of `docs/handbook/`: what a window of the admin shows, in German, small enough for a repository."""

from collections.abc import Collection
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.rooms import a_request, rooms
from bench.screenshots.sheet import Picture
from bench.screenshots.window import launch, window
from bench.sights import Sight
from scripts.places import ROOT

FOLDER = ROOT / "docs" / "handbook" / "pictures"
LANGUAGE, THEME, WIDTH = "de", "light", 1280
# Bytes a picture may have, and the WebP qualities that are tried until it has no more.
LARGEST, QUALITIES = 60_000, (82, 70, 55, 40, 25)
SETTLE_MS = 700


def fill(site: str, folder: Path, names: Collection[str]) -> int:
    """1 where nothing of a name is; `site`: its address."""
    folder.mkdir(parents=True, exist_ok=True)
    with a_request(), sync_playwright() as playwright:
        wanted = [sight for sight in rooms() if not names or sight.name in names]
        browser = launch(playwright)
        for sight in wanted:
            small = compact(_shot(browser, site, sight))
            (folder / f"{sight.name}.webp").write_bytes(small)
            print(f"{sight.name} {len(small) // 1000} kB", flush=True)
        browser.close()
    missing = sorted(set(names) - {sight.name for sight in wanted})
    print("\n".join(f"There is no room '{name}'." for name in missing), end="\n" if missing else "")
    return int(bool(missing))


def _shot(browser: Browser, site: str, sight: Sight) -> bytes:
    """PNG."""
    with window(browser, site, Picture(sight.name, LANGUAGE, THEME, WIDTH), sight) as page:
        answer = page.goto(f"{site}{sight.path}", wait_until="networkidle")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{sight.name}: {answer and answer.status}")
        page.wait_for_timeout(SETTLE_MS)
        return page.screenshot()


def compact(png: bytes) -> bytes:
    """WebP of at most `LARGEST` bytes, or as small as the last quality makes it."""
    image = Image.open(BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        out = BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LARGEST:
            break
    return out.getvalue()
