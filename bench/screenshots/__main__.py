"""Take the pictures and write the page that shows them. `SALON_VAR`, `PORT` and `CHROME_PATH` come from `./run`."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

import django

WIDTHS, LANGUAGES, THEMES = (360, 768, 1280, 1920), ("de", "uk"), ("light", "dark")


def main() -> int:
    parser = ArgumentParser("./run screenshots")
    parser.add_argument("folder", nargs="?", type=Path, help="where to; else shown/screenshots/ in the data folder")
    parser.add_argument("--page", action="append", help="only these, as the pictures are called")
    parser.add_argument("--language", action="append", help=f"else {' and '.join(LANGUAGES)}")
    parser.add_argument("--width", action="append", type=int, help=f"in CSS pixels; else {', '.join(map(str, WIDTHS))}")
    parser.add_argument("--theme", action="append", choices=THEMES, help="else light")
    parser.add_argument("--handbook", action="store_true", help="the admin's rooms, for docs/handbook/pictures/")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
    # Playwright keeps an event loop in this thread, beside which Django would refuse to read tables.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    django.setup()
    from bench.demo_site import demo_site  # noqa: PLC0415 - models are there only after setup
    from bench.screenshots import handbook  # noqa: PLC0415
    from bench.screenshots.album import Album  # noqa: PLC0415

    folder = wanted.folder or Path(os.environ["SALON_VAR"]) / "screenshots"
    languages, widths = wanted.language or LANGUAGES, wanted.width or WIDTHS
    with demo_site() as site:
        if wanted.handbook:
            return handbook.fill(site, wanted.folder or handbook.FOLDER, wanted.page or ())
        album = Album(site, folder.resolve(), widths, wanted.theme or THEMES[:1])
        return album.fill(languages, wanted.page or ())


if __name__ == "__main__":
    sys.exit(main())
