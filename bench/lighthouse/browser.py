"""One run of Lighthouse on one page."""

import json
import os
import signal
import subprocess
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from bench.lighthouse.scores import Report
from bench.sights import Sight

FOLDER = Path(__file__).parent
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CHROME = "--headless=new --no-sandbox --disable-background-networking --disable-component-update --disable-sync"
TRIES = 2
# As many as the server has processes, and some.
OTHERS = 4


def run(site: str, sight: Sight, categories: Collection[str], target: Path) -> Report:
    """Its report, also written to `target`. Once in a while Chromium does not even begin (NO_NAVSTART): then again.

    Others were there before: the first request of a new process waits for its templates.
    """
    report: Report = {}
    for _ in range(OTHERS):
        urlopen(Request(f"{site}{sight.path}", headers=_cookies(sight)), timeout=60).close()  # noqa: S310 - ours
    for _ in range(TRIES):
        report = _run(f"{site}{sight.path}", sight, categories, target)
        if "runtimeError" not in report:
            break
    return report


def _run(address: str, sight: Sight, categories: Collection[str], target: Path) -> Report:
    """Mobile and throttled, as Lighthouse does by itself. A redirect would be measured and mean another page."""
    command = ["node", str(PROGRAM), address, "--quiet", "--output=json", f"--output-path={target}", "--locale=en"]
    command += [f"--chrome-flags={CHROME}", f"--only-categories={','.join(categories)}", "--no-enable-error-reporting"]
    if sight.cookies:
        command.append(f"--extra-headers={json.dumps(_cookies(sight))}")
    target.unlink(missing_ok=True)
    said = _call(command)
    if not target.exists():
        raise RuntimeError(f"Lighthouse wrote no report for {address}:\n{said}")
    report: Report = json.loads(target.read_text(encoding="utf-8"))
    arrived = urlsplit(report.get("finalDisplayedUrl", "")).path
    if "runtimeError" not in report and arrived != urlsplit(address).path:
        raise RuntimeError(f"{sight.name}: {address} led to {arrived}")
    return report


def _cookies(sight: Sight) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in sight.cookies.items())} if sight.cookies else {}


def _call(command: list[str]) -> str:
    """What it said. Whoever ends us ends it so that it takes its browser along: on SIGINT alone."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ, start_new_session=True
    ) as running:
        try:
            return running.communicate()[0]
        except BaseException:
            running.send_signal(signal.SIGINT)
            raise
