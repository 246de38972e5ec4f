"""The demo salon's facts, words and pictures as they lie in this folder, read fast."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
TEXTS, PICTURES, PLACES = HERE / "texts", HERE / "pictures", HERE / "pictures.yaml"


class Drawing(NamedTuple):
    """A picture file: its size and focal point in pixels, and what it shows, by language."""

    path: Path
    size: tuple[int, int]
    focal: tuple[int, int]
    alts: dict[str, str]


@cache
def texts(name: str) -> dict[str, Any]:
    """One file of `texts/`, by its name without ending: salon, services, masters, pages, mails, interface or bot."""
    return yaml.load((TEXTS / f"{name}.yaml").read_bytes(), yaml.CSafeLoader)


@cache
def places() -> dict[str, Any]:
    """Which drawing stands where: home, pages, gallery, categories, services and masters, by their slugs and keys."""
    return yaml.load(PLACES.read_bytes(), yaml.CSafeLoader)


@cache
def drawings() -> dict[str, Drawing]:
    """Every picture by its name."""
    found, alts = {}, places()["alts"]
    for fact in json.loads((PICTURES / "series.json").read_bytes()):
        name, (width, height), (x, y) = fact["name"], fact["size"], fact["focal"]
        focal = (round(x * width), round(y * height))
        found[name] = Drawing(PICTURES / f"{name}.webp", (width, height), focal, alts[name])
    return found
