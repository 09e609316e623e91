"""What verdicts were reached with: the code that decides them, and the releases that it trusts."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# What decides a verdict, and this package, which says what is checked and what is remembered. Pages, commands and numbers decide none.
DECIDING = ("language", "trusted", "claims", "methods", "essays")
RELEASES = ("sympy", "mpmath", "python-flint", "z3-solver", "cvc5", "hypothesis")


class NoSource(OSError):
    """The code that runs is not there to be read."""


def stamp(root: Path = Path(__file__).parent.parent, packages: Sequence[str] = DECIDING) -> bytes:
    """32 bytes that change with any file of the `packages` below `root`, and with Python or a library. Raises `NoSource`."""
    found = blake2b(digest_size=32)
    for line in (sys.implementation.cache_tag or sys.version, sys.platform, *(f"{name} {_release(name)}" for name in RELEASES)):
        found.update(f"{line}\n".encode())
    for package in packages:
        for file in _files(root / package):
            content = file.read_bytes()
            found.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
            found.update(content)
    return found.digest()


def _files(folder: Path) -> list[Path]:
    """Every file below `folder` that Python may read, sorted; caches of compiled code do not count."""
    if not (folder / "__init__.py").is_file():
        raise NoSource(f"`{folder}` does not hold the source that runs")
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _release(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
