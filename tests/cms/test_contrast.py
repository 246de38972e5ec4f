"""Every pair of colours that carries words or frames a control reaches WCAG 2.2 AA, in both schemes."""

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "salon" / "static" / "salon" / "css" / "tokens.css"
COLOUR = r"oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"

TEXT, CONTROL = 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "paper-raised", TEXT),
    ("ink", "paper-sunk", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "paper-raised", TEXT),
    ("ink-soft", "paper-sunk", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-press", TEXT),
    ("ink", "accent-wash", TEXT),
    ("ink-soft", "accent-wash", TEXT),
    ("good", "paper", TEXT),
    ("good", "good-wash", TEXT),
    ("ink", "good-wash", TEXT),
    ("bad", "paper", TEXT),
    ("bad", "bad-wash", TEXT),
    ("paper", "ink", TEXT),
    ("on-night", "night", TEXT),
    ("on-night", "night-raised", TEXT),
    ("on-night-soft", "night", TEXT),
    ("accent", "paper", CONTROL),
    ("accent", "accent-wash", CONTROL),
    ("line-control", "paper", CONTROL),
    ("line-control", "paper-raised", CONTROL),
    ("line-control", "paper-sunk", CONTROL),
    ("bad", "paper-raised", CONTROL),
    ("good", "paper-raised", CONTROL),
]


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance (WCAG 2.2) of an OKLCH colour, by Björn Ottosson's matrices to linear sRGB, clipped to it."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def scheme(dark: bool) -> dict[str, float]:
    """The luminance of every colour token in one scheme."""
    found = {}
    for name, value in re.findall(r"--([\w-]+):\s*((?:light-dark|oklch)\(.*?\));", TOKENS.read_text()):
        colours = re.findall(COLOUR, value)
        if colours:
            lightness, chroma, hue = (float(part) for part in colours[-1 if dark else 0])
            found[name] = luminance(lightness / 100, chroma, hue)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_words_and_controls_stand_out_from_their_ground(front, ground, least, dark):
    colours = scheme(dark)
    high, low = sorted((colours[front], colours[ground]), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
