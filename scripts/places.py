"""Where things stand: the tree, its virtual environment, the data folder."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
APPS = ("salon", "legal", "booking", "team", "home", "search", "tasks", "bot_service")


def data_folder() -> Path:
    """`SALON_VAR`, or `var/` in the tree: database, media, mail, secret. Made when it is missing."""
    folder = Path(os.environ.get("SALON_VAR") or ROOT / "var").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def program(name: str) -> str:
    """A program of the virtual environment."""
    return str(VENV / "bin" / name)
