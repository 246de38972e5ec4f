"""`./run test`: everything that must hold, cheapest first; the first red ends it."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from scripts.bootstrap import ensure_installed
from scripts.browser import chromium
from scripts.places import APPS, PYTHON, ROOT, program
from scripts.prepare import environment, prepare_tree
from scripts.processes import call
from scripts.report_table import RACES, SOAK, print_table
from scripts.services import Missing, services

FUZZED = [
    "tests/booking/engine/test_against_twin.py",
    "tests/booking/wizard/test_fuzz.py",
    "tests/booking/test_offered_is_bookable.py",
    "tests/booking/test_state_machine.py",
    "tests/booking/api/test_schema.py",
]
# What has a browser or starts the whole salon brings its own database; in the others PostgreSQL has a say, or not.
ON_POSTGRES = "not browser and not boot and not once"
# One worker more than cores: some tests mostly wait. A group stays together, so that what it shares is made once.
SHARED = ["-n", "3", "--dist", "loadgroup"]
# Where the machine stands: nothing may depend on it, and neither clock is the salon's.
FAR_EAST, GREENWICH = {"TZ": "Pacific/Auckland"}, {"TZ": "UTC"}


class Red(Exception):
    """A check failed; the text is its name."""


class Check(NamedTuple):
    """A command that must end with 0."""

    title: str
    command: Sequence[str]
    env: dict[str, str]


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
    with _real_services(env, tally) as real:
        _check_all(env, real)
        _pytest("Tests on SQLite", [*SHARED, *_with_browser(tally)], env, tally)
        if real is not None:
            _pytest("Tests on PostgreSQL and Valkey", [*SHARED, "-m", ON_POSTGRES], real, tally)


def _with_browser(tally: Tally) -> list[str]:
    """Leaves out what this machine has no browser for."""
    if chromium() is not None:
        return []
    tally.not_run.append("tests in the browser (no Chromium; set CHROMIUM to its path)")
    return ["-m", "not browser"]


def _on_both(words: Sequence[str], env: dict[str, str], tally: Tally) -> None:
    _pytest("On SQLite", words, env, tally)
    with _real_services(env, tally) as real:
        if real is not None:
            _pytest("The same on PostgreSQL and Valkey", words, real, tally)


@contextmanager
def _real_services(env: dict[str, str], tally: Tally) -> Iterator[dict[str, str] | None]:
    """The environment with a PostgreSQL and a Valkey that run meanwhile; None where this machine has none."""
    try:
        with services() as addresses:
            yield env | GREENWICH | {name: addresses[name] for name in ("DATABASE_URL", "REDIS_URL", "BROKER_URL")}
    except Missing as problem:
        tally.not_run.append(f"tests on PostgreSQL and Valkey ({problem})")
        yield None


def _checks(env: dict[str, str], real: dict[str, str] | None) -> list[Check]:
    """Cheapest first; among them what all tests copy, or one worker would wait while the other one makes it."""
    templates = sorted(
        str(file.relative_to(ROOT)) for app in APPS for file in (ROOT / app).glob("**/templates/**/*.html")
    )
    manage, databases = [str(PYTHON), "manage.py"], [str(PYTHON), "-m", "tests.ready"]
    return [
        Check("Lint", [program("ruff"), "check", "--quiet", "."], env),
        Check("Format", [program("ruff"), "format", "--check", "--quiet", "."], env),
        Check("Floors", [program("lint-imports")], env),
        Check("Templates: indentation", [program("djhtml"), "--check", *templates], env),
        Check("Tables and demo on SQLite", databases, env),
        Check("Types", [program("mypy")], env),
        Check("Django's checks", [*manage, "check", "--fail-level", "WARNING"], env),
        Check("Migrations", [*manage, "makemigrations", "--check", "--dry-run"], env),
        Check("Catalogues", [*manage, "compile_words", "--check"], env),
        *([Check("Tables and demo on PostgreSQL", databases, real)] if real is not None else []),
        Check("Templates: tags", [program("curlylint"), *templates], env),
    ]


def _check_all(env: dict[str, str], real: dict[str, str] | None) -> None:
    """Two at a time; what a check says is shown only when it is red."""
    with ThreadPoolExecutor(2) as pool:
        for title, done, seconds in pool.map(_check, _checks(env, real)):
            if done.returncode != 0:
                pool.shutdown(wait=False, cancel_futures=True)
                print(f"{title}\n{done.stdout}{done.stderr}", flush=True)
                raise Red(title)
            print(f"{title:<32} ok   {seconds:5.1f} s", flush=True)


def _check(check: Check) -> tuple[str, subprocess.CompletedProcess[str], float]:
    began = time.monotonic()
    done = subprocess.run(check.command, cwd=ROOT, env=check.env, text=True, capture_output=True, check=False)
    return check.title, done, time.monotonic() - began


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
