"""Print every row; exit 1 when a bound breaks. `SALON_VAR`, `PORT` and `CHROME_PATH` come from `./run`."""

import os
import sys
from argparse import ArgumentParser

import django

ROUNDS = 5


def main() -> int:
    parser = ArgumentParser("./run lighthouse")
    parser.add_argument("pages", nargs="*", metavar="page", help="only these, as the table calls them")
    parser.add_argument("--once", action="store_true", help=f"one round instead of the median of {ROUNDS}")
    parser.add_argument("--language", default="de")
    wanted = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
    django.setup()
    from bench.demo_site import demo_site  # noqa: PLC0415 - models are there only after setup
    from bench.lighthouse.rounds import measure  # noqa: PLC0415

    with demo_site() as site:
        return measure(site, wanted.language, wanted.pages, 1 if wanted.once else ROUNDS)


if __name__ == "__main__":
    sys.exit(main())
