"""Where Chromium is, or how it comes."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """`CHROMIUM`, else one on the PATH, else (as root on a machine with apt) a freshly installed one, else None."""
    given = os.environ.get("CHROMIUM")
    if given:
        return shutil.which(given)
    return _on_path() or (_on_path() if _installed_by_apt() else None)


def _on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _installed_by_apt() -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print("Installing Chromium …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    return all(
        subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) == 0
        for command in (update, install)
    )
