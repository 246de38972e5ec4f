"""The tables of `./run races` and `./run soak`: a line a test and database, from what the tests have written down."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

RACES = ("race", "database", "people", "rounds", "won", "refused", "errors", "seconds")
SOAK = ("trouble", "database", "rounds", "letters", "lost", "twice", "seconds")
WORDS = frozenset({"race", "trouble", "database", "refused"})


def print_table(report: Path, head: tuple[str, ...]) -> None:
    """`report`: JSON lines with the names of `head`. Nothing is printed where nothing was run."""
    if not report.exists():
        return
    rows = [head, *(_row(json.loads(line), head) for line in report.read_text().splitlines())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print()
    for row in rows:
        print(" | ".join(_aligned(row, head, widths)).rstrip(), flush=True)


def _row(told: Mapping[str, Any], head: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_written(told[name]) for name in head)


def _written(value: Any) -> str:
    """A figure, a word, or how often each word."""
    if isinstance(value, Mapping):
        return ", ".join(f"{count} {word}" for word, count in sorted(value.items())) or "-"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _aligned(row: tuple[str, ...], head: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    for name, text, width in zip(head, row, widths, strict=True):
        yield text.ljust(width) if name in WORDS else text.rjust(width)
