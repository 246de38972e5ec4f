"""The bot beside the site: its process, its token for the site's API, and where Telegram is."""

import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from scripts.bot_api import NAME, TOKEN
from scripts.parts import HOST
from scripts.places import PYTHON, ROOT
from scripts.processes import Process

KEPT = "bot.token"
CALLED = "the bot of ./run"


def process(folder: Path, site: str, env: Mapping[str, str]) -> Process:
    """The bot, not started yet; the site must answer already. `SITE_TOKEN` from outside is left as it is."""
    token = env.get("SITE_TOKEN") or _site_token(folder, site, env)
    own = {"SITE_URL": site, "SITE_TOKEN": token, "REDIS_URL": env.get("BOT_REDIS_URL") or env.get("REDIS_URL", "")}
    return Process("bot", [str(PYTHON), "-m", "bot_service"], {**env, **own})


def stand_in(port: int, env: Mapping[str, str]) -> tuple[Process, str]:
    """Telegram's stand-in with the page of phones, not started yet, and its address: next to the site's where free."""
    own = _free_port(port + 1)
    command = [str(PYTHON), "-m", "scripts.bot_api", "--port", str(own)]
    return Process("phones", command, env), f"http://{HOST}:{own}"


def telegram_at(address: str) -> dict[str, str]:
    """What site and bot read from their environment."""
    return {"TELEGRAM_API_URL": address, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_BOT_NAME": NAME, "BOT_MODE": "polling"}


def _site_token(folder: Path, site: str, env: Mapping[str, str]) -> str:
    """The one of the last start, or a new one where the site does not know that any more."""
    kept = folder / KEPT
    if kept.exists() and _is_known(kept.read_text(encoding="utf-8"), site):
        return kept.read_text(encoding="utf-8")
    command = [str(PYTHON), "manage.py", "make_api_token", CALLED, "--client", "--master"]
    made = subprocess.run(command, cwd=ROOT, env=dict(env), text=True, stdout=subprocess.PIPE, check=False)
    if made.returncode != 0:
        sys.exit("The bot got no token for the site; the lines above say why.")
    token = made.stdout.split()[-1]
    kept.touch(mode=0o600)
    kept.write_text(token, encoding="utf-8")
    return token


def _is_known(token: str, site: str) -> bool:
    request = urllib.request.Request(f"{site}/api/bot/services/", headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30):  # noqa: S310
            return True
    except urllib.error.HTTPError as problem:
        problem.close()
        return problem.code not in (401, 403)
    except OSError:
        return True


def _free_port(wanted: int) -> int:
    """`wanted` where nobody has it, else any."""
    for port in (wanted, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except (OSError, OverflowError):
                continue
            return int(trial.getsockname()[1])
    sys.exit("No port is free for the phones.")
