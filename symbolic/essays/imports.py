"""Importing a module that somebody wrote: whatever goes wrong is said in one line, with the module and the line in it."""

from __future__ import annotations

import sys
import traceback
from contextlib import redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from symbolic.essays.errors import BrokenModule


def imported(name: str) -> ModuleType:
    """The module of that full name. Raises `BrokenModule`."""
    try:
        with redirect_stdout(sys.stderr):  # what a module prints is no part of a command's output
            return import_module(name)
    except (Exception, SystemExit) as error:
        raise BrokenModule(f"`{name}` cannot be imported: {_where(name, error)}{type(error).__name__}: {error}") from error


def source_of(name: str) -> Path | None:
    """The file that the module was written in; None where there is no such file."""
    spec = find_spec(name)
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") and Path(spec.origin).exists() else None


def _where(name: str, error: BaseException) -> str:
    """`line 12: `, the innermost line of the module itself that led to the error."""
    try:
        source = str(source_of(name))
    except (Exception, SystemExit):  # the package around it cannot be imported
        return ""
    if isinstance(error, SyntaxError) and error.filename == source:
        return f"line {error.lineno}: "
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == source]
    return f"line {lines[-1]}: " if lines else ""
