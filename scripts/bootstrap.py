"""The virtual environment and what is installed in it: made once, looked at on every start in a millisecond."""

import importlib.util
import os
import subprocess
import sys

from scripts.places import PYTHON, REQUIREMENTS, VENV, program
from scripts.stamps import Stamps, fingerprint

STAMPS = Stamps(VENV / "stamps.json")


def ensure_installed(name: str) -> None:
    """Install requirements/`name`.txt with its hashes, unless exactly this is installed already."""
    _ensure_venv()
    wanted = _wanted(name)
    if STAMPS.fresh(name, wanted):
        return
    print(f"Installing requirements/{name}.txt …", flush=True)
    if not (_ensure_uv() and _install_with_uv(name)):
        _install_with_pip(name)
    STAMPS.keep(**{name: wanted})


def ensure_uv() -> None:
    """uv is needed itself (`./run lock`), not only as the faster pip."""
    _ensure_venv()
    if not _ensure_uv():
        sys.exit("uv could not be installed into .venv; without it requirements cannot be compiled.")


def uv_environment() -> dict[str, str]:
    # uv would otherwise fetch a Python of its own, and distrust the machine's certificates.
    return os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1"}


def _ensure_venv() -> None:
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"Python's venv module is missing; on Debian and Ubuntu: sudo apt install python{version}-venv")
    print("Making .venv …", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
        sys.exit("The virtual environment .venv could not be made; the lines above say why.")


def _wanted(name: str) -> str:
    # The environment's own Python counts, not the one that happens to run this.
    return fingerprint([REQUIREMENTS / f"{name}.txt", VENV / "pyvenv.cfg"])


def _ensure_uv() -> bool:
    wanted = _wanted("tools")
    if STAMPS.fresh("tools", wanted):
        return True
    if _quietly([str(PYTHON), "-m", "pip", *_pip_install("tools")]).returncode != 0:
        return False
    STAMPS.keep(tools=wanted)
    return True


def _install_with_uv(name: str) -> bool:
    command = [program("uv"), "pip", "install", "--python", str(PYTHON), "--require-hashes"]
    done = _quietly([*command, "-r", str(REQUIREMENTS / f"{name}.txt")], env=uv_environment())
    if done.returncode != 0:
        print("uv cannot install here, pip does it (slower) …", flush=True)
    return done.returncode == 0


def _install_with_pip(name: str) -> None:
    done = _quietly([str(PYTHON), "-m", "pip", *_pip_install(name)])
    if done.returncode != 0:
        lines = done.stdout.strip().splitlines()[-8:]
        sys.exit("\n".join([*lines, f"The packages of requirements/{name}.txt could not be installed."]))


def _pip_install(name: str) -> list[str]:
    return ["install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", str(REQUIREMENTS / f"{name}.txt")]


def _quietly(command: list[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
