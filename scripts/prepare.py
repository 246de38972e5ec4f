"""What must be made before the site can answer, and only that: fonts, words, tables, static files, the demo."""

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from scripts.bootstrap import STAMPS
from scripts.places import APPS, PYTHON, REQUIREMENTS, ROOT
from scripts.processes import call
from scripts.stamps import Stamps, fingerprint

PACKAGES = REQUIREMENTS / "base.txt"
COMMANDS = ROOT / "salon" / "cms" / "management" / "commands"


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What every process of the site reads; `DJANGO_SETTINGS_MODULE` may be given from outside."""
    settings = os.environ.get("DJANGO_SETTINGS_MODULE", "salon.settings.dev")
    known = {"SALON_VAR": str(folder), "DJANGO_SETTINGS_MODULE": settings, "PYTHONUNBUFFERED": "1"}
    # Compiled bytecode makes a start seconds shorter, whatever the shell is used to.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | known | more


def prepare(folder: Path, env: Mapping[str, str]) -> None:
    """Bring tree and data folder up to date, in one Django process, or in none when nothing has changed."""
    due = _due_in_tree() + _due_in_data(folder)
    if not due:
        return
    if "fonts" in due and "static" not in due:
        due.append("static")
    _manage(["prepare", *due], env)
    _keep_tree_stamps()
    Stamps(folder / "stamps.json").keep(**_data_prints())


def prepare_tree(env: Mapping[str, str]) -> None:
    """Fonts and catalogues only: what the tests need too."""
    due = _due_in_tree()
    if due:
        _manage(["prepare", *due], env)
        _keep_tree_stamps()


def _manage(arguments: list[str], env: Mapping[str, str]) -> None:
    command = [str(PYTHON), "manage.py", *arguments]
    if call(command, env) != 0:
        sys.exit("The site could not be prepared; the lines above say why.")


def _due_in_tree() -> list[str]:
    fonts_made = (ROOT / "salon" / "static" / "salon" / "fonts" / "fonts.css").exists()
    words_made = all(file.with_suffix(".mo").exists() for file in _catalogues())
    made = {"fonts": fonts_made, "words": words_made}
    return [name for name, value in _tree_prints().items() if not (made[name] and STAMPS.fresh(name, value))]


def _due_in_data(folder: Path) -> list[str]:
    """Tables are looked after at every start where the database is somebody else's: it may have been renewed."""
    stamps, prints = Stamps(folder / "stamps.json"), _data_prints()
    if "DATABASE_URL" not in os.environ and not (folder / "db.sqlite3").exists():
        return ["migrate", "static", "seed"]
    due = [name for name, value in prints.items() if not stamps.fresh(name, value)]
    if "DATABASE_URL" in os.environ and "migrate" not in due:
        due.insert(0, "migrate")
    if "static" not in due and not (folder / "static").exists():
        due.append("static")
    return due


def _keep_tree_stamps() -> None:
    STAMPS.keep(**_tree_prints())


def _tree_prints() -> dict[str, str]:
    return {
        "fonts": fingerprint([PACKAGES, ROOT / "salon" / "cms" / "fonts.py", COMMANDS / "build_fonts.py"]),
        "words": fingerprint([*_catalogues(), ROOT / "salon" / "cms" / "words.py"]),
    }


def _data_prints() -> dict[str, str]:
    """In the order in which the steps are done. The demo is sown once a database, whatever changes later."""
    database = hashlib.sha256(os.environ.get("DATABASE_URL", "").encode()).hexdigest()
    migrations = [file for app in APPS for file in (ROOT / app).glob("**/migrations/*.py")]
    static = [file for app in APPS for file in (ROOT / app).glob("**/static/**/*") if file.is_file()]
    return {
        "migrate": fingerprint([PACKAGES, ROOT / "booking" / "wall.py", *migrations], database),
        "static": fingerprint([PACKAGES, *static]),
        "seed": database,
    }


def _catalogues() -> list[Path]:
    return list((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
