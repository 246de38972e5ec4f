"""The words of `./run`."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from scripts.bootstrap import ensure_installed, ensure_uv, uv_environment
from scripts.lease import Lease
from scripts.measure import bench, lighthouse, screenshots
from scripts.places import PYTHON, REQUIREMENTS, ROOT, data_folder, program
from scripts.prepare import environment, prepare
from scripts.processes import call
from scripts.start import bot_demo, start
from scripts.verify import fuzz, races, soak, verify


@dataclass(frozen=True)
class Command:
    run: Callable[[list[str]], int]
    usage: str
    help: str


def manage(arguments: list[str]) -> int:
    """In our place, so that its questions and its Ctrl-C reach the terminal."""
    ensure_installed("base")
    env = environment(data_folder())
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "manage.py", *arguments], env)  # noqa: S606


def words(arguments: list[str]) -> int:
    ensure_installed("base")
    return call([str(PYTHON), "manage.py", "compile_words", *(arguments or ["--update"])], environment(data_folder()))


def mails(arguments: list[str]) -> int:
    """Where there is no database yet, it is made first: letters have the salon's address in them."""
    if len(arguments) > 1:
        sys.exit("./run mails takes one word: the folder to write into.")
    ensure_installed("base")
    folder = data_folder()
    target = Path(arguments[0] if arguments else folder / "mails").resolve()
    env = environment(folder)
    prepare(folder, env)
    return call([str(PYTHON), "manage.py", "preview_mails", str(target)], env)


def lock(arguments: list[str]) -> int:
    """Base first: the others are bound to what it chose."""
    ensure_uv()
    options = ["-q", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", *arguments]
    for name in ("base", "bot", "dev", "tools"):
        source, target = REQUIREMENTS / f"{name}.in", REQUIREMENTS / f"{name}.txt"
        if call([program("uv"), "pip", "compile", *options, str(source), "-o", str(target)], uv_environment()) != 0:
            return 1
        print(f"requirements/{target.name}")
    return 0


def art(arguments: list[str]) -> int:
    ensure_installed("base")
    return call([str(PYTHON), "-m", "home.demo.art", "home/demo/pictures", *arguments], os.environ)


def reset(arguments: list[str]) -> int:
    """Nothing that runs may hold the folder, and only `--yes` goes unasked."""
    folder = data_folder()
    Lease(folder).close()
    if "--yes" not in arguments:
        if not sys.stdin.isatty():
            sys.exit(f"This deletes {folder} with everything in it; say --yes if that is meant.")
        if input(f"Delete {folder} with database, pictures and mails? [y/N] ").strip().lower() not in {"y", "yes"}:
            return 1
    shutil.rmtree(folder)
    print(f"Deleted: {folder}")
    return 0


def explain(arguments: list[str]) -> int:
    width = max(len(command.usage) for command in COMMANDS.values())
    lines = ["The salon's website with its booking desk.", ""]
    for command in COMMANDS.values():
        first, *more = command.help.splitlines()
        lines.append(f"  ./run {command.usage:<{width}}  {first}")
        lines += [" " * (width + 10) + line for line in more]
    lines += ["", "PORT (8000) and SALON_VAR (var/, the data folder) are read from the environment."]
    print("\n".join(lines))
    return 0


COMMANDS = {
    "start": Command(start, "[start]", "install, prepare, start web, worker and timetable;\nCtrl-C stops everything"),
    "bot-demo": Command(
        bot_demo,
        "bot-demo",
        "the same with the Telegram bot, and a page of phones on which people tap through it;\nno Telegram is asked",
    ),
    "test": Command(
        verify, "test [pytest words]", "everything that CI runs; with words: only pytest with these words, on SQLite"
    ),
    "races": Command(races, "races", "many processes at once, 20 rounds, on SQLite and PostgreSQL; ends with a table"),
    "soak": Command(
        soak, "soak", "workers, brokers, mail servers and databases that die, 50 rounds, on both; ends with a table"
    ),
    "bench": Command(bench, "bench", "queries, milliseconds and ratios to a bare twin, on SQLite and PostgreSQL"),
    "lighthouse": Command(
        lighthouse,
        "lighthouse [page …]",
        "Lighthouse's scores of a page of every type and of the booking, median of five; --once: one;\n"
        "--language: which. The only word that needs Node",
    ),
    "screenshots": Command(
        screenshots,
        "screenshots [folder]",
        "the same pages as pictures, at four widths in German and Ukrainian, with a page that shows them;\n"
        "--page, --language, --width, --theme: only these; --handbook: those of docs/handbook/",
    ),
    "fuzz": Command(
        fuzz, "fuzz", "rubbish for every step, random salons against their twins; FUZZ_EXAMPLES sets how many"
    ),
    "manage": Command(manage, "manage …", "Django's own commands, in the virtual environment"),
    "words": Command(
        words, "words [--check]", "collect the interface's texts into locale/ and compile them, or check them"
    ),
    "mails": Command(
        mails, "mails [folder]", "write every letter in every language as HTML and text, with a page that lists them"
    ),
    "art": Command(art, "art [name …]", "draw the demo pictures again, or those whose name begins so"),
    "lock": Command(lock, "lock [--upgrade]", "compile requirements/*.in to .txt with hashes"),
    "reset": Command(reset, "reset [--yes]", "delete the data folder: database, pictures, mails"),
    "help": Command(explain, "help", "this page"),
}


def main(arguments: list[str]) -> int:
    name, *rest = arguments or ["start"]
    if name in {"-h", "--help"}:
        name = "help"
    if name not in COMMANDS:
        sys.exit(f"./run knows no '{name}'; ./run help lists what it knows.")
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)
    try:
        return COMMANDS[name].run(rest)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Nobody reads any more (`./run help | head`); Python's last flush must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _interrupt(number: int, frame: FrameType | None) -> None:
    """A polite end from outside is a Ctrl-C: whatever runs is stopped in its order."""
    raise KeyboardInterrupt
