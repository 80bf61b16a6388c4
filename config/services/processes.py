"""Children that never outlive us: started under the right account, ended when we end, however we end."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from config.services.accounts import Account

_libc: Any = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence, *, farewell: signal.Signals, account: Account | None = None, **options: Any
) -> subprocess.Popen:
    """Start a child that the kernel sends `farewell` when the calling thread is gone, even by kill -9.

    Call it from the main thread: Linux ties the wish to the thread that made the child. Other systems have no
    such wish, and there the child is ended by an orderly stop only.
    """
    parent = os.getpid()

    def bind_to_parent():
        # After the change of account, which would clear it.
        _libc.prctl(_PR_SET_PDEATHSIG, int(farewell), 0, 0, 0)
        if os.getppid() != parent:  # the parent went while we were being made
            os._exit(1)

    if account:
        options |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    if _libc:
        options["preexec_fn"] = bind_to_parent
    # A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the children in order.
    options = {"start_new_session": True, "stdin": subprocess.DEVNULL, "cwd": "/", **options}
    return subprocess.Popen([str(part) for part in command], **options)


def stop(process: subprocess.Popen, *steps: tuple[signal.Signals, float]) -> None:
    """Ask a child to go, each signal with the seconds it is given, then end its whole session."""
    for number, seconds in steps:
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    end_session(process)


def end_session(process: subprocess.Popen) -> None:
    """Kill what is left of a child and of the processes it made."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def clean_environment(**names: str) -> dict[str, str]:
    """An environment with no PG*, proxy or locale setting of the person's own."""
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"} | names
