"""`./run bench`: print every row; exit 1 when a bound breaks. The database comes from `DATABASE_URL` or SALON_VAR."""

import os
import sys
from itertools import chain

import django
from django.core.management import call_command

from bench.rows import HEAD


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
    django.setup()
    # Models are there only now.
    from bench import audit, availability, calendar_day, chains, counting, messages, reports, site, wizard  # noqa: PLC0415

    call_command("prepare", "migrate", "static", verbosity=0)
    print(HEAD)
    broken = False
    # The first four look at the demo salon; the others make salons of their own in its place.
    looks = (wizard, site, counting, audit, messages, calendar_day, availability, chains, reports)
    for row in chain.from_iterable(look.rows() for look in looks):
        print(row, flush=True)
        broken |= row.is_broken
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
