"""One terminal for several processes: every line says who speaks."""

import os
import sys
import threading
from typing import IO

WIDTH = 9
COLOURS = {"valkey": 35, "web": 36, "worker": 33, "slow work": 33, "timetable": 34, "bot": 32, "phones": 32}
_turn = threading.Lock()


def say(text: str = "") -> None:
    """The runner's own words."""
    with _turn:
        print(text, flush=True)


def relay(name: str, stream: IO[str]) -> None:
    """Repeat a process's lines under its name until it closes them; goes on reading when nobody listens any more."""
    label = _painted(name)
    listening = True
    for line in stream:
        if not (listening and line.strip()):
            continue
        try:
            say(f"{label} | {line.rstrip()}")
        except OSError:
            listening = False


def _painted(name: str) -> str:
    label = name.ljust(WIDTH)
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return label
    return f"\033[{COLOURS.get(name, 37)}m{label}\033[0m"
