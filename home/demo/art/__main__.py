"""python -m home.demo.art FOLDER [NAME …]: draw all pictures, or those whose name begins so, as WebP."""

import argparse
import json
from multiprocessing import Pool
from pathlib import Path

from PIL import Image

from .brand import save_brand
from .series import PICTURES, Picture

HERO_WIDTH, LONG_SIDE, QUALITY = 1920, 1200, 84


def kept_size(picture: Picture) -> tuple[int, int]:
    """The size in which a picture is kept: heroes up to 1920 px wide, all others up to 1200 px on the long side."""
    largest = HERO_WIDTH if picture.name.startswith("hero-") else LONG_SIDE
    share = min(1.0, largest / max(picture.size))
    return round(picture.size[0] * share), round(picture.size[1] * share)


def draw(job: tuple[int, str]) -> str:
    """Draw one picture and store it; a worker's whole task."""
    picture, folder = PICTURES[job[0]], Path(job[1])
    target = folder / f"{picture.name}.webp"
    image = picture.render().resize(kept_size(picture), Image.Resampling.LANCZOS)
    image.save(target, quality=QUALITY, method=6)
    return f"{target.name}  {target.stat().st_size // 1024} kB"


def facts() -> list[dict[str, object]]:
    """What the seeding must know of each file: its pixels, and the focal point in shares of width and height."""
    return [{"name": p.name, "size": kept_size(p), "focal": p.focal} for p in PICTURES]


def main() -> None:
    """Read the command line, draw, list what was drawn."""
    parser = argparse.ArgumentParser(prog="python -m home.demo.art", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only pictures whose name begins with one of these")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--brand", type=Path, help="a folder for the mark, the icons and the paper tile as well")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    chosen = [i for i, p in enumerate(PICTURES) if not asked.names or p.name.startswith(tuple(asked.names))]
    with Pool(asked.workers) as pool:
        for line in pool.imap_unordered(draw, [(i, str(asked.folder)) for i in chosen]):
            print(line)
    lines = ",\n".join(json.dumps(fact) for fact in facts())
    (asked.folder / "series.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    if asked.brand:
        asked.brand.mkdir(parents=True, exist_ok=True)
        save_brand(asked.brand)


if __name__ == "__main__":
    main()
