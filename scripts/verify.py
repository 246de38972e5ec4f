"""`./run test`: everything that must hold, cheapest first; the first red ends it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bootstrap import ensure_installed
from scripts.browser import chromium
from scripts.places import APPS, PYTHON, ROOT, program
from scripts.prepare import environment, prepare_tree
from scripts.processes import call
from scripts.report_table import RACES, SOAK, print_table
from scripts.services import Missing, services

FUZZED = [
    "tests/booking/wizard/test_fuzz.py",
    "tests/booking/test_offered_is_bookable.py",
    "tests/booking/test_state_machine.py",
]
# On PostgreSQL everything but what knows no database, what has a browser, what starts the whole salon.
ON_SQLITE = "not browser and not boot"
ON_POSTGRES = "not browser and not boot and not engine"
# Where the machine stands: nothing may depend on it, and neither clock is the salon's.
FAR_EAST, GREENWICH = {"TZ": "Pacific/Auckland"}, {"TZ": "UTC"}


class Red(Exception):
    """A check failed; the text is its name."""


@dataclass
class Tally:
    """Sums over all runs of pytest, and what this machine could not offer."""

    passed: int = 0
    failed: int = 0
    not_run: list[str] = field(default_factory=list)

    def add(self, report: Path) -> None:
        if not report.exists():
            return
        for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314
            count = {word: int(suite.get(word, 0)) for word in ("tests", "failures", "errors", "skipped")}
            red = count["failures"] + count["errors"]
            self.failed += red
            self.passed += count["tests"] - red - count["skipped"]
            if count["skipped"]:
                self.not_run.append(f"{count['skipped']} skipped tests")


def verify(arguments: list[str]) -> int:
    """`./run test`: everything, or with words only pytest with these words on SQLite."""
    if arguments:
        return _judge(lambda env, tally: _pytest("Tests", arguments, env, tally))
    return _judge(_everything)


def races(arguments: list[str]) -> int:
    """`./run races`: the races of `./run test` with many more people and rounds, on both databases, and their table."""

    def race(env: dict[str, str], tally: Tally) -> None:
        report = Path(env["TMPDIR"]) / "races.jsonl"
        many = {"RACE_PEOPLE": "20", "RACE_ROUNDS": "20", "RACE_REPORT": str(report)}
        try:
            _on_both(["-m", "races", *arguments], env | many, tally)
        finally:
            print_table(report, RACES)

    return _judge(race)


def soak(arguments: list[str]) -> int:
    """`./run soak`: workers, brokers and servers that die, 50 rounds on both databases, and a table of what arrived."""

    def last(env: dict[str, str], tally: Tally) -> None:
        report = Path(env["TMPDIR"]) / "soak.jsonl"
        many = {"SOAK_ROUNDS": os.environ.get("SOAK_ROUNDS", "50"), "SOAK_REPORT": str(report)}
        try:
            _on_both(["-m", "soak", *arguments], env | many, tally)
        finally:
            print_table(report, SOAK)

    return _judge(last)


def fuzz(arguments: list[str]) -> int:
    """`./run fuzz`: rubbish for every step, and random salons against their twins, with many more examples."""
    many = {"FUZZ_EXAMPLES": os.environ.get("FUZZ_EXAMPLES", "1000")}
    return _judge(lambda env, tally: _pytest("Fuzz", [*FUZZED, *arguments], env | many, tally))


def _judge(work: Callable[[dict[str, str], Tally], None]) -> int:
    """0 when all is green; 1 otherwise, and in CI (`CI=true`) also when something could not be run."""
    ensure_installed("dev")
    began = time.monotonic()
    tally = Tally()
    folder = Path(tempfile.mkdtemp(prefix="salt", dir="/tmp"))
    scratch = {"TMPDIR": str(folder), "DJANGO_SETTINGS_MODULE": "salon.settings.test", **FAR_EAST}
    env = environment(folder / "var") | scratch
    for given in ("DATABASE_URL", "REDIS_URL", "BROKER_URL"):
        env.pop(given, None)
    try:
        prepare_tree(env)
        work(env, tally)
    except Red as problem:
        print(f"\nRED: {problem}")
        tally.failed = max(tally.failed, 1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _close(tally, time.monotonic() - began)


def _everything(env: dict[str, str], tally: Tally) -> None:
    _check_all(env)
    # "load" keeps the order within each worker: tests that empty the tables come last, after those that need them full.
    apart = ["-n", "2", "--dist", "load"]
    _pytest("Tests on SQLite", [*apart, "-m", ON_SQLITE], env, tally)
    _with_services("Tests", [*apart, "-m", ON_POSTGRES], env, tally)
    browser = chromium()
    if browser is None:
        tally.not_run.append("tests in the browser (no Chromium; set CHROMIUM to its path)")
    else:
        _pytest("Tests in the browser", ["-m", "browser"], env | {"CHROMIUM": browser}, tally)
    _pytest("Boot of ./run", ["-m", "boot"], env, tally)


def _on_both(words: Sequence[str], env: dict[str, str], tally: Tally) -> None:
    _pytest("On SQLite", words, env, tally)
    _with_services("The same", words, env, tally)


def _with_services(title: str, words: Sequence[str], env: dict[str, str], tally: Tally) -> None:
    try:
        with services() as addresses:
            real = env | GREENWICH | {name: addresses[name] for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL")}
            _pytest(f"{title} on PostgreSQL and Valkey", words, real, tally)
    except Missing as problem:
        tally.not_run.append(f"{title.lower()} on PostgreSQL and Valkey ({problem})")


def _checks() -> list[tuple[str, Sequence[str]]]:
    templates = sorted(
        str(file.relative_to(ROOT)) for app in APPS for file in (ROOT / app).glob("**/templates/**/*.html")
    )
    manage = [str(PYTHON), "manage.py"]
    return [
        ("Lint", [program("ruff"), "check", "--quiet", "."]),
        ("Format", [program("ruff"), "format", "--check", "--quiet", "."]),
        ("Floors", [program("lint-imports")]),
        ("Types", [program("mypy")]),
        ("Templates: indentation", [program("djhtml"), "--check", *templates]),
        ("Templates: tags", [program("curlylint"), *templates]),
        ("Django's checks", [*manage, "check", "--fail-level", "WARNING"]),
        ("Migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        ("Catalogues", [*manage, "compile_words", "--check"]),
    ]


def _check_all(env: Mapping[str, str]) -> None:
    """Two at a time; what a check says is shown only when it is red."""
    with ThreadPoolExecutor(2) as pool:
        for title, done, seconds in pool.map(lambda check: _check(check, env), _checks()):
            if done.returncode != 0:
                pool.shutdown(wait=False, cancel_futures=True)
                print(f"{title}\n{done.stdout}{done.stderr}", flush=True)
                raise Red(title)
            print(f"{title:<32} ok   {seconds:5.1f} s", flush=True)


def _check(
    check: tuple[str, Sequence[str]], env: Mapping[str, str]
) -> tuple[str, subprocess.CompletedProcess[str], float]:
    title, command = check
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=dict(env), text=True, capture_output=True, check=False)
    return title, done, time.monotonic() - began


def _pytest(title: str, words: Sequence[str], env: Mapping[str, str], tally: Tally) -> None:
    print(f"\n{title}", flush=True)
    report = Path(env["TMPDIR"]) / "report.xml"
    report.unlink(missing_ok=True)
    command = [str(PYTHON), "-m", "pytest", "-q", f"--junitxml={report}", *words]
    code = call(command, env)
    tally.add(report)
    if code != 0:
        raise Red(title if code > 0 else f"{title}: ended by signal {-code}")


def _close(tally: Tally, seconds: float) -> int:
    """The last lines: what was not run, and the sum that CI reads."""
    in_ci = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    print(f"\n{seconds:.0f} seconds")
    for missing in tally.not_run:
        print(f"NOT RUN: {missing}")
    if tally.not_run and in_ci:
        print("In CI nothing may be missing.")
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.stdout.flush()
    return 1 if tally.failed or (tally.not_run and in_ci) else 0
