"""Fingerprints of inputs, kept beside what was made of them, so that nothing is made twice."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from scripts.places import ROOT


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """One word for the names and contents of `files` and for `words`."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


class Stamps:
    """Named fingerprints in one JSON file; a missing or broken file means that nothing was made yet."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> dict[str, str]:
        try:
            stamps = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}

    def fresh(self, name: str, value: str) -> bool:
        return self.read().get(name) == value

    def keep(self, **values: str) -> None:
        text = json.dumps(self.read() | values, indent=1, sort_keys=True)
        draft = self.file.with_suffix(".new")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.file)
