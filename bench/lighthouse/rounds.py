"""All pages in turn, so many times: a slow moment of the machine meets all of them."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings

from bench.lighthouse.browser import run
from bench.lighthouse.scores import Report, bounds, complaints, machine, rows
from bench.rows import HEAD
from bench.sights import Sight, pages, steps


def measure(site: str, code: str, names: Collection[str], rounds: int) -> int:
    """Print the table, and below it what is to be mended; 1 when a bound breaks. The last reports stay for reading."""
    folder = Path(settings.VAR) / "lighthouse"
    folder.mkdir(exist_ok=True)
    sights: dict[str, Sight] = {}
    reports: dict[str, list[Report]] = defaultdict(list)
    for number in range(1, rounds + 1):
        for sight in _round(site, code, names):
            _say(f"{number}/{rounds} {sight.name}")
            sights[sight.name] = sight
            target = folder / f"{sight.name}-{number}.json"
            reports[sight.name].append(run(site, sight, bounds(listed=sight.listed), target))
    _say("")
    print(HEAD)
    faults = [line for sight in sights.values() for line in _print_rows(sight, reports[sight.name])]
    if reports:
        print(machine([report for some in reports.values() for report in some]))
    faults += [f"There is no page '{name}'." for name in names if name not in sights]
    print("\n".join(["", *faults, f"Reports: {folder}"]))
    return int(bool(faults))


def _round(site: str, code: str, names: Collection[str]) -> Iterator[Sight]:
    """The steps' booking is made when their turn comes, because its time is held for some minutes only."""
    for sights in (pages, partial(steps, site)):
        yield from (sight for sight in sights(code) if not names or sight.name in names)


def _say(where: str) -> None:
    """Where it is, on one line of a terminal; a file gets the table alone."""
    if sys.stdout.isatty():
        print(f"\r\033[K{where}", end="", flush=True)


def _print_rows(sight: Sight, reports: list[Report]) -> list[str]:
    """What is to be mended where a bound breaks."""
    faults: list[str] = []
    for row, category in zip(rows(sight.name, reports, listed=sight.listed), bounds(listed=sight.listed), strict=True):
        print(row, flush=True)
        if row.is_broken:
            faults += [row.name, *(f"    {line}" for line in complaints(reports, category))]
    return faults
