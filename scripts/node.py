"""Node and the packages of `bench/lighthouse`: needed by `./run lighthouse` alone, and only there."""

import re
import shutil
import subprocess
import sys

from scripts.places import ROOT
from scripts.stamps import Stamps, fingerprint

FOLDER = ROOT / "bench" / "lighthouse"
MODULES = FOLDER / "node_modules"
OLDEST = (18, 16)


def ensure_lighthouse() -> None:
    """Install what the lock names, unless exactly this is installed already; one sentence where there is no Node."""
    needed = f"./run lighthouse needs Node {'.'.join(map(str, OLDEST))} or newer"
    if shutil.which("node") is None:
        sys.exit(f"{needed}; there is none on the PATH.")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout.strip()
    if not is_new_enough(version):
        sys.exit(f"{needed}; this is {version or 'no Node'}.")
    wanted = fingerprint([FOLDER / "package.json", FOLDER / "package-lock.json"])
    stamps = Stamps(MODULES / "stamps.json")
    if stamps.fresh("lighthouse", wanted):
        return
    if shutil.which("npm") is None:
        sys.exit(f"{needed} with npm; there is no npm on the PATH.")
    print("Installing Lighthouse …", flush=True)
    command = ["npm", "ci", "--loglevel=error", "--ignore-scripts"]
    if subprocess.call(command, cwd=FOLDER, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) != 0:
        sys.exit("Lighthouse could not be installed; the lines above say why.")
    stamps.keep(lighthouse=wanted)


def is_new_enough(version: str) -> bool:
    """`version` as Node says it: v20.20.2."""
    found = re.match(r"v(\d+)\.(\d+)\.", version)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST
