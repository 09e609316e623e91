"""What one claim may use, and how a process is held to it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from dataclasses import dataclass

SECONDS = 10.0
MEMORY = 1 << 30
STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@dataclass(frozen=True)
class Limits:
    """Wall time in seconds, which the parent enforces, and bytes of memory beyond what the process has when it starts."""

    seconds: float = SECONDS
    memory: int = MEMORY


def settle_in(limits: Limits) -> None:
    """For the first lines of a worker: a group of its own, no signals from the terminal, bounded memory, nothing on standard output.

    The worker dies with its parent where the system can arrange that (Linux).
    """
    if hasattr(os, "setsid"):
        with contextlib.suppress(OSError):
            os.setsid()
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    if sys.platform.startswith("linux"):
        import ctypes

        die_with_parent = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(die_with_parent, signal.SIGKILL)
    _bound_memory(limits.memory)
    sys.stdout.flush()
    os.dup2(2, 1)


def _bound_memory(size: int) -> None:
    """At most `size` bytes of address space beyond the present; where the system has no such limit, none."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as status:
            present = int(status.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = present + size if hard == resource.RLIM_INFINITY else min(present + size, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
