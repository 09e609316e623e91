"""The `symbolic` command: finds its commands, and turns whatever goes wrong into one line and an exit status."""

from __future__ import annotations

import os
import pkgutil
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

import symbolic.commands
from symbolic import __version__
from symbolic.essays.limits import STOPPING

INTERRUPTED, UNREADABLE, WRONG, PIPE_CLOSED = 130, 2, 1, 141
HELP = """Arguments with mathematics in them: verdicts on claims, derivations, and numbers.

\b
Examples:
  symbolic verify
  symbolic eval gaussian.kl_divergence mu1=0 sigma1=1 mu2=1/2 sigma2=2

`symbolic COMMAND --help` says more about each.
"""


def group() -> click.Group:
    """The command with every command of `symbolic.commands`."""
    modules = (import_module(f"{symbolic.commands.__name__}.{found.name}") for found in pkgutil.iter_modules(symbolic.commands.__path__))
    commands = [module.COMMAND for module in modules if hasattr(module, "COMMAND")]
    top = click.Group("symbolic", {command.name: command for command in commands}, help=HELP)
    return click.version_option(__version__, prog_name="symbolic", message="%(prog)s %(version)s")(top)


def main(arguments: Sequence[str] | None = None, shelf: Any = None) -> int:
    """Run the command and return its exit status. `shelf` says where essays and models are found (default: `proofs`, `symbolic.models`)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with _interruptible():
            command = group()
            with command.make_context("symbolic", given or ["--help"], obj=shelf) as context:
                status = command.invoke(context)
            sys.stdout.flush()
    except (Interrupted, KeyboardInterrupt):
        return _complain("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return _pipe_closed()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except Exception as error:
        if os.environ.get("SYMBOLIC_TRACEBACK"):
            raise
        return _complain(*explained(error))
    return status if isinstance(status, int) else 0


def explained(error: Exception) -> tuple[str, int]:
    """What to tell the user, and the exit status. What the user can have caused is said as it is; the rest is our fault and says so."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "symbolic"
        return f"{error.format_message().rstrip('.')} (see `{command} --help`)", UNREADABLE
    if isinstance(error, click.ClickException):
        return error.format_message(), UNREADABLE
    kind = type(error)
    if kind.__module__.startswith("symbolic."):
        return str(error), WRONG if kind.__name__ == "WrongStep" else UNREADABLE
    if isinstance(error, OSError):
        return str(error), UNREADABLE
    return f"a fault of this program, please report it (SYMBOLIC_TRACEBACK=1 shows where): {kind.__name__}: {error}", UNREADABLE


def _complain(message: str, status: int) -> int:
    from symbolic.commands.output import say

    start = "\n" if status == INTERRUPTED and sys.stderr.isatty() else ""  # below `^C` and the progress line
    say(f"{start}symbolic: {' '.join(message.split())}", sys.stderr)
    return status


def _pipe_closed() -> int:
    """Nobody reads any more: stay quiet, also when the interpreter flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED


class Interrupted(BaseException):
    """Somebody asked this process to end: Ctrl-C, or a signal that means the same."""


@contextmanager
def _interruptible() -> Iterator[None]:
    """The signals that ask a process to end raise `Interrupted`, so that it cleans up."""

    def interrupt(number: int, frame: Any) -> None:
        raise Interrupted

    ordinary = (signal.SIG_DFL, signal.default_int_handler)
    before = {number: signal.getsignal(number) for number in STOPPING}
    possible = threading.current_thread() is threading.main_thread()
    ours = [number for number, handler in before.items() if possible and handler in ordinary]
    for number in ours:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])
