"""Work in processes of its own: each task has a time limit and a memory limit, enforced from outside, and cannot take the others down."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Any

from symbolic.claims.verdict import UNDECIDED, Verdict
from symbolic.essays.limits import STOPPING, Limits, settle_in
from symbolic.essays.transport import opened, sealed

READY = "ready"
LARGEST_IDLE = 200 * 2**20  # bytes; a worker that has more after a task makes room for a fresh one
LONGEST_WAIT = 3600.0  # seconds; what is waited for longer is waited for again
STARTING = 120.0  # seconds that a worker may take before its first task; only a fresh interpreter that imports SymPy takes any


@dataclass
class Worker:
    """A process, this end of the pipe to it, its task (an index; None: idle; -1: it is starting), since when, and for how many seconds."""

    process: Any
    pipe: Connection
    task: int | None
    since: float
    allowed: float = STARTING


def run(
    work: Callable[[Any], Verdict],
    tasks: Sequence[Any],
    jobs: int = 1,
    limits: Limits | None = None,
    progress: Callable[[int], None] = lambda done: None,
    finished: Callable[[int, Verdict], None] = lambda index, verdict: None,
    seconds: Sequence[float | None] = (),
) -> list[Verdict]:
    """`work(task)` for every task, in the order of `tasks`, by `jobs` worker processes.

    A task that takes longer than the limit (its own in `seconds`, where that is given), or whose process dies, is `undecided`, and a new
    worker takes the next one. `progress` is told how many are done, `finished` the index and verdict of each as it comes. On Linux workers
    are forked, so that they have at once what the caller has imported and the tasks as they are (pickled terms come back evaluated);
    elsewhere `work` and the tasks must pickle. No process is left when this returns or raises, `KeyboardInterrupt` included.
    """
    limits = limits or Limits()
    allowed = [own or limits.seconds for own in seconds] or [limits.seconds] * len(tasks)
    verdicts: dict[int, Verdict] = {}
    waiting = deque(range(len(tasks)))
    crew: list[Worker] = []
    try:
        while len(verdicts) < len(tasks):
            for _ in range(min(jobs, len(tasks) - len(verdicts)) - len(crew)):
                _hire(crew, work, tasks, limits)
            for worker in crew:
                if worker.task is None and waiting:
                    index = waiting.popleft()
                    _assign(worker, index, allowed[index])
            for worker in _ready(crew):
                task = worker.task
                if task is None or task < 0:
                    _welcome(worker, crew)
                else:
                    verdicts[task] = _collect(worker, crew)
                    finished(task, verdicts[task])
                    progress(len(verdicts))
            for worker, index in _late(crew):
                verdicts[index] = _give_up(worker, crew)
                finished(index, verdicts[index])
                progress(len(verdicts))
    finally:
        with _signals_held():
            for worker in list(crew):
                _dismiss(worker, crew)
    return [verdicts[index] for index in range(len(tasks))]


def _hire(crew: list[Worker], work: Callable[[Any], Verdict], tasks: Sequence[Any], limits: Limits) -> None:
    context: Any = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    here, there = context.Pipe()
    ours = [worker.pipe for worker in crew] + [here] if context.get_start_method() == "fork" else []
    process = context.Process(target=_serve, args=(there, ours, work, tasks, limits, os.getpid()), daemon=True)
    with _signals_held(), warnings.catch_warnings():
        # Python warns of forks in a process with threads; those here belong to linear algebra libraries and are idle.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
        crew.append(Worker(process, here, -1, time.monotonic()))
    there.close()


def _serve(
    pipe: Connection, inherited: Sequence[Connection], work: Callable[[Any], Verdict], tasks: Sequence[Any], limits: Limits, parent: int
) -> None:
    """A worker's life. It ends with the end of the pipe."""
    for other in inherited:
        other.close()
    settle_in(limits)
    if os.getppid() != parent:
        return
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(READY)
        while True:
            verdict = _outcome(work, tasks[pipe.recv()], limits)
            try:
                pipe.send(verdict)
            except (BrokenPipeError, ConnectionResetError):
                raise
            except Exception as error:  # a certificate that does not pickle is lost, its verdict is not
                pipe.send(replace(verdict, certificate=f"not shown: {error}"))


def _outcome(work: Callable[[Any], Verdict], task: Any, limits: Limits) -> Verdict:
    start = time.perf_counter()
    try:
        return sealed(work(task))
    except MemoryError:
        message = f"ran out of its {limits.memory / 2**30:g} GiB of memory"
    except RecursionError:
        message = "nested too deeply to be worked on"
    except Exception as error:  # a fault of a method costs one claim its verdict, never the run
        message = f"the checker failed: {type(error).__name__}: {error}"
    return Verdict(UNDECIDED, message=message, seconds=time.perf_counter() - start, cut_short=True)


def _assign(worker: Worker, index: int, seconds: float) -> None:
    worker.task, worker.since, worker.allowed = index, time.monotonic(), seconds
    with suppress(BrokenPipeError, ConnectionResetError):  # it died while idle: `_collect` finds out
        worker.pipe.send(index)


def _ready(crew: list[Worker]) -> list[Worker]:
    """The workers that have something to say, or have died; waits until there is one or until a limit is reached."""
    ends = [worker.since + worker.allowed for worker in crew if worker.task is not None]
    found = wait([worker.pipe for worker in crew], max(0.0, min(LONGEST_WAIT, min(ends) - time.monotonic())))
    return [worker for worker in crew if worker.pipe in found]


def _late(crew: list[Worker]) -> list[tuple[Worker, int]]:
    now = time.monotonic()
    return [(worker, worker.task) for worker in crew if worker.task is not None and now - worker.since >= worker.allowed]


def _collect(worker: Worker, crew: list[Worker]) -> Verdict:
    try:
        verdict: Verdict = opened(worker.pipe.recv())
    except Exception as error:  # it died, or sent what cannot be read
        elapsed = time.monotonic() - worker.since
        worker.process.join(1.0)  # the pipe closes a moment before the exit status is known
        _dismiss(worker, crew)
        reason = _ending(worker) if isinstance(error, EOFError | OSError) else f"its verdict cannot be read: {error}"
        return Verdict(UNDECIDED, message=f"the process that worked on it did not finish: {reason}", seconds=elapsed, cut_short=True)
    worker.task = None
    if _resident(worker) > LARGEST_IDLE:
        _dismiss(worker, crew)
    return verdict


def _resident(worker: Worker) -> int:
    """Bytes of memory that the worker has in use; 0 where the system does not say. What it remembers of claims adds up."""
    try:
        with open(f"/proc/{worker.process.pid}/statm", encoding="ascii") as status:
            return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _ending(worker: Worker) -> str:
    code = worker.process.exitcode
    return f"killed by signal {-code}" if code is not None and code < 0 else f"exit status {code}"


def _welcome(worker: Worker, crew: list[Worker]) -> None:
    try:
        worker.pipe.recv()
    except (EOFError, OSError) as error:
        _dismiss(worker, crew)
        raise RuntimeError(f"no process could be started to work on claims: {_ending(worker)}") from error
    worker.task = None


def _give_up(worker: Worker, crew: list[Worker]) -> Verdict:
    elapsed = time.monotonic() - worker.since
    starting = worker.task == -1
    _dismiss(worker, crew)
    if starting:
        raise RuntimeError(f"no process could be started to work on claims within {STARTING:g} s")
    return Verdict(UNDECIDED, message=f"ran out of its {worker.allowed:g} s", seconds=elapsed, cut_short=True)


def _dismiss(worker: Worker, crew: list[Worker]) -> None:
    """Kill the worker and whatever it has started, and wait until it is gone."""
    crew.remove(worker)
    worker.pipe.close()
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # it has no group of its own before its first lines have run
            os.killpg(worker.process.pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()


@contextmanager
def _signals_held() -> Iterator[None]:
    """A worker that has been started is also known to its parent before a signal is handled."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
