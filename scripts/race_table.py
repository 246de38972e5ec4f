"""The table of `./run races`: a line a race and database, from what the races have written down."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HEAD = ("race", "database", "people", "rounds", "won", "refused", "errors", "seconds")
NUMBERS = frozenset({"people", "rounds", "won", "errors", "seconds"})


def print_table(report: Path) -> None:
    """`report`: JSON lines, one a race. Nothing is printed where none was run."""
    if not report.exists():
        return
    rows = [HEAD, *(_row(json.loads(line)) for line in report.read_text().splitlines())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print()
    for row in rows:
        print(" | ".join(_aligned(row, widths)).rstrip(), flush=True)


def _row(race: Mapping[str, Any]) -> tuple[str, ...]:
    refused = ", ".join(f"{count} {code}" for code, count in sorted(race["refused"].items())) or "-"
    told = {**race, "refused": refused, "seconds": f"{race['seconds']:.1f}"}
    return tuple(str(told[name]) for name in HEAD)


def _aligned(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    for name, text, width in zip(HEAD, row, widths, strict=True):
        yield text.rjust(width) if name in NUMBERS else text.ljust(width)
