"""Processes on a leash: they end with us, in an order that we choose, even when we are killed."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from scripts import console
from scripts.places import ROOT

PATIENCE_SECONDS = 10
PR_SET_PDEATHSIG = 1  # prctl(2)
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def leash(farewell: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: on Linux the kernel sends `farewell` to the process when its parent dies, however it dies.

    The parent's *thread* counts, so only the main thread may start processes with it.
    """
    parent = os.getpid()

    def tie() -> None:
        if _libc is not None:
            _libc.prctl(PR_SET_PDEATHSIG, farewell)
            if os.getppid() != parent:
                os._exit(1)

    return tie


def call(command: Sequence[str], env: Mapping[str, str]) -> int:
    """Run to the end, on the leash, out of the reach of the terminal's Ctrl-C: ours ends it. The exit code."""
    leashed = leash(signal.SIGTERM)
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=leashed,  # noqa: PLW1509
    ) as running:
        try:
            return running.wait()
        except KeyboardInterrupt:
            running.terminate()
            raise


@dataclass
class Process:
    """One program with its own process group, so that a Ctrl-C in the terminal reaches only the supervisor.

    `farewell` ends it in peace; `orphaned` is what the kernel sends when the supervisor was killed.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    farewell: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGTERM
    user: str | None = None
    _running: subprocess.Popen[str] | None = field(default=None, init=False)

    def start(self) -> None:
        self._running = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=dict(self.env),
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=leash(self.orphaned),  # noqa: PLW1509
        )
        threading.Thread(target=console.relay, args=(self.name, self._running.stdout), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._running.pid if self._running else 0

    def ended(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._running.poll() if self._running else None

    def stop(self, patience: float = PATIENCE_SECONDS) -> None:
        """Ask, wait, insist; afterwards nothing of its group is left."""
        if self._running is None:
            return
        if self._running.poll() is None:
            self._running.send_signal(self.farewell)
            try:
                self._running.wait(patience)
            except subprocess.TimeoutExpired:
                console.say(f"{self.name} did not stop within {patience:.0f} seconds and was ended.")
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._running.pid, signal.SIGKILL)
        self._running.wait()
        self._running = None
