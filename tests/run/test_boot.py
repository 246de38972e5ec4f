"""What a person may rely on after typing `./run`."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.run.conftest import Terminal, free_port, processes_of, wait_for

pytestmark = pytest.mark.boot
Open = Callable[..., Terminal]


class FirstStart(NamedTuple):
    """What a person saw who typed `./run` for the first time."""

    text: str
    port: int
    home: int


@pytest.fixture(scope="module")
def first_start(salon_folder: Path) -> FirstStart:
    salon = Terminal(salon_folder)
    try:
        home = salon.wait_until_open().get("/de/")
    finally:
        salon.close()
    return FirstStart(salon.text, salon.port, home)


def test_the_german_home_page_answers_as_soon_as_the_salon_says_that_it_is_open(first_start: FirstStart) -> None:
    assert first_start.home == 200


def test_the_demo_logins_are_printed(first_start: FirstStart) -> None:
    address, logins = f"http://127.0.0.1:{first_start.port}/", "owner, reception, master, editor, marketing"
    for words in (address, logins, "lindenhof-demo"):
        assert words in first_start.text


def test_a_second_start_makes_nothing_again_and_answers(first_start: FirstStart, terminal: Open) -> None:
    assert "…" in first_start.text
    second = terminal().wait_until_open()
    assert "…" not in second.text
    assert second.get("/de/") == 200


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_polite_end_stops_everything(terminal: Open, salon_folder: Path, ending: signal.Signals) -> None:
    salon = terminal().wait_until_open()
    salon.process.send_signal(ending)
    assert salon.ended() == 0
    assert "Stopped." in salon.text
    assert "Traceback" not in salon.text
    assert processes_of(salon_folder) == {}


def test_nothing_is_left_when_the_runner_is_killed(terminal: Open, salon_folder: Path) -> None:
    salon = terminal().wait_until_open()
    salon.process.kill()
    assert wait_for(lambda: not processes_of(salon_folder), 10), processes_of(salon_folder)


def test_the_salon_opens_again_after_its_runner_was_killed(terminal: Open, salon_folder: Path) -> None:
    salon = terminal().wait_until_open()
    salon.process.kill()
    wait_for(lambda: not processes_of(salon_folder), 10)
    assert terminal(port=salon.port).wait_until_open().get("/de/") == 200


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("web", "gunicorn"),
        ("worker", " celery@"),
        ("slow work", " slow@"),
        ("timetable", " beat "),
        ("valkey", "valkey-server"),
    ],
)
def test_if_one_part_dies_all_stop_and_its_name_is_said(
    terminal: Open, salon_folder: Path, name: str, word: str
) -> None:
    salon = terminal().wait_until_open()
    wait_for(lambda: any(word in command for command in processes_of(salon_folder).values()), 5)
    os.kill(salon.child(word), signal.SIGKILL)
    assert salon.ended() == 1
    assert f"{name} has ended" in salon.text
    assert processes_of(salon_folder) == {}


def test_a_web_worker_that_dies_is_replaced(terminal: Open, salon_folder: Path) -> None:
    salon = terminal().wait_until_open()
    master = salon.child("gunicorn")
    workers = [pid for pid, command in processes_of(salon_folder).items() if "gunicorn" in command and pid != master]
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    assert wait_for(lambda: salon.process.poll() is None and salon.get("/health/live") == 200, 15)


def test_a_port_in_use_is_named_in_one_sentence(terminal: Open) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        salon = terminal(port=port)
        assert salon.ended() == 1
        assert salon.text.startswith(f"Port {port} is already in use")
        assert salon.text.count("\n") == 1


def test_two_runners_never_share_a_data_folder(terminal: Open, salon_folder: Path) -> None:
    first = terminal().wait_until_open()
    second = terminal(port=free_port())
    assert second.ended() == 1
    assert second.text == (f"The salon already runs on the data folder {salon_folder} (process {first.process.pid}).\n")


def test_without_a_broker_one_web_process_does_everything(terminal: Open, salon_folder: Path) -> None:
    salon = terminal(SALON_BROKER="memory").wait_until_open()
    assert salon.get("/de/") == 200
    commands = " ".join(processes_of(salon_folder).values())
    assert "gunicorn" in commands
    assert "celery" not in commands
    assert "valkey" not in commands


def test_an_interrupted_first_start_leaves_nothing_running(terminal: Open, tmp_path: Path) -> None:
    salon = terminal(folder=tmp_path)
    assert wait_for(lambda: "Building the tables" in salon.text, 30)
    salon.process.send_signal(signal.SIGINT)
    assert salon.ended() == 0
    assert processes_of(tmp_path) == {}
