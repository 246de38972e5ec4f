"""The runner's small promises, without starting anything."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.commands import COMMANDS, main
from scripts.lease import Lease
from scripts.places import ROOT
from scripts.stamps import Stamps, fingerprint
from scripts.verify import Tally


def test_help_explains_every_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert COMMANDS["help"].run([]) == 0
    shown = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert name in shown
        assert command.help.splitlines()[0] in shown


def test_make_knows_the_same_words_as_run() -> None:
    phony = (ROOT / "Makefile").read_text().split(".PHONY:")[1].splitlines()[0].split()
    assert set(phony) - {"run"} == set(COMMANDS) - {"manage"}


def test_an_unknown_word_is_named() -> None:
    with pytest.raises(SystemExit, match=r"\./run knows no 'paint'"):
        main(["paint"])


def test_mails_go_into_one_folder() -> None:
    with pytest.raises(SystemExit, match="the folder to write into"):
        COMMANDS["mails"].run(["one", "two"])


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_wrong_port_is_one_sentence(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match=f"PORT={port} is not a port number"):
        COMMANDS["start"].run([])


def test_the_runner_needs_nothing_but_the_standard_library() -> None:
    code = "import scripts.commands, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    shown = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    foreign = set(shown.stdout.split()) - set(sys.stdlib_module_names) - {"scripts", "__main__"}
    assert {name for name in foreign if not name.startswith("_")} == set()


def test_a_changed_or_renamed_file_changes_the_fingerprint() -> None:
    files = [ROOT / "run", ROOT / "Makefile"]
    assert fingerprint(files) == fingerprint(reversed(files))
    assert fingerprint(files) != fingerprint(files[:1])
    assert fingerprint(files) != fingerprint(files, "another database")


def test_stamps_survive_and_a_broken_file_means_nothing_was_made(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps.json")
    assert not stamps.fresh("migrate", "one")
    stamps.keep(migrate="one")
    stamps.keep(static="two")
    assert stamps.fresh("migrate", "one")
    stamps.file.write_text("{")
    assert not stamps.fresh("migrate", "one")


def test_a_data_folder_has_one_tenant(tmp_path: Path) -> None:
    first = Lease(tmp_path)
    with pytest.raises(SystemExit, match="already runs on the data folder"):
        Lease(tmp_path)
    first.close()
    Lease(tmp_path).close()


def test_reset_asks_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALON_VAR", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(SystemExit, match="--yes"):
        COMMANDS["reset"].run([])
    assert tmp_path.exists()
    assert COMMANDS["reset"].run(["--yes"]) == 0
    assert not tmp_path.exists()


def test_the_closing_line_sums_over_all_runs(tmp_path: Path) -> None:
    tally = Tally()
    for failures in (0, 2):
        report = tmp_path / "report.xml"
        report.write_text(
            f'<testsuites><testsuite tests="10" failures="{failures}" errors="1" skipped="1"></testsuite></testsuites>'
        )
        tally.add(report)
    assert (tally.passed, tally.failed) == (14, 4)
    assert tally.not_run == ["1 skipped tests", "1 skipped tests"]
