"""Where claims and closed forms come from: the modules of a package, found by walking it.

A module of `proofs` is an essay, a module of `symbolic.models` a model. Each of its public module-level values that is a `Claim` or a
`ClosedForm` has the id `module.name`. A package counts as one essay: the values of all its modules have the id `package.name`.
"""

from __future__ import annotations

import pkgutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from symbolic.essays.errors import BrokenModule, unknown
from symbolic.essays.source import Names, names_in


@dataclass(frozen=True)
class Entry:
    """One claim or closed form: its id, the value, and the line of the file that defines it."""

    id: str
    value: Any
    line: int | None = None

    @property
    def name(self) -> str:
        """The id without the essay."""
        return self.id.partition(".")[2]


@dataclass(frozen=True)
class Essay:
    """A module, or package, of claims and closed forms in the order of their definition; `title` is the first line of its docstring."""

    name: str
    title: str
    entries: tuple[Entry, ...]

    @property
    def claims(self) -> tuple[Entry, ...]:
        from symbolic.claims.claim import Claim

        return tuple(entry for entry in self.entries if isinstance(entry.value, Claim))

    @property
    def closed_forms(self) -> tuple[Entry, ...]:
        from symbolic.claims.closed_form import ClosedForm

        return tuple(entry for entry in self.entries if isinstance(entry.value, ClosedForm))


@dataclass(frozen=True)
class Shelf:
    """The packages that are walked: `essays` for what an author argues, `models` for the closed forms that several essays use."""

    essays: str = "proofs"
    models: str = "symbolic.models"

    @property
    def packages(self) -> tuple[str, str]:
        return self.models, self.essays


SHELF = Shelf()


def names_of(package: str) -> list[str]:
    """The names of the modules of `package`, sorted, without importing any of them; `index` and private modules do not count."""
    names = (entry.name for entry in pkgutil.iter_modules(import_module(package).__path__))
    return sorted(name for name in names if name != "index" and not name.startswith("_"))


@cache
def load(package: str, name: str) -> Essay:
    """The essay `name` of `package`. Raises `UnknownName` with the nearest names, and `BrokenModule` where it cannot be imported."""
    if name not in names_of(package):
        raise unknown("a model" if package == SHELF.models else "an essay", name, names_of(package))
    top = _imported(f"{package}.{name}")
    modules = [top]
    if hasattr(top, "__path__"):
        modules += [_imported(found.name) for found in pkgutil.walk_packages(top.__path__, f"{top.__name__}.")]
    entries: dict[str, Entry] = {}
    for module in modules:
        for entry in _entries(name, module):
            if entry.id in entries:
                raise BrokenModule(f"`{entry.id}` is defined twice in the package `{top.__name__}`: rename one of them")
            entries[entry.id] = entry
    return Essay(name, _title(top), tuple(entries.values()))


def load_all(package: str) -> list[Essay]:
    """Every essay of `package` that holds a claim or a closed form, sorted by name."""
    return [essay for essay in (load(package, name) for name in names_of(package)) if essay.entries]


def find(id: str, shelf: Shelf = SHELF) -> Entry:
    """The claim or closed form with that id; only the module that the id names is imported.

    Raises `UnknownName` with the nearest ids, and `BrokenModule`.
    """
    module = id.partition(".")[0]
    for package in shelf.packages:
        if module in names_of(package):
            for entry in load(package, module).entries:
                if entry.id == id:
                    return entry
    raise unknown("the id of a claim or a closed form", id, (entry.id for entry in every_entry(shelf)))


def every_entry(shelf: Shelf = SHELF) -> Iterator[Entry]:
    """All claims and closed forms of the modules that can be imported."""
    for package in shelf.packages:
        for name in names_of(package):
            try:
                yield from load(package, name).entries
            except BrokenModule:
                continue


def _entries(prefix: str, module: ModuleType) -> Iterator[Entry]:
    from symbolic.claims.claim import Claim
    from symbolic.claims.closed_form import ClosedForm

    names = _names(module)
    for name, value in vars(module).items():
        if isinstance(value, Claim | ClosedForm) and not name.startswith("_") and names.defines(name):
            if name in names.repeated:
                lines = " and ".join(map(str, names.repeated[name]))
                raise BrokenModule(f"`{name}` in `{module.__name__}` is defined on lines {lines}, so the first is lost: rename one of them")
            yield Entry(f"{prefix}.{name}", value, names.line(name))


def _names(module: ModuleType) -> Names:
    source = _source(module.__name__)
    return Names() if source is None else names_in(source.read_text(encoding="utf-8"))


def _source(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") and Path(spec.origin).exists() else None


def _imported(name: str) -> ModuleType:
    try:
        with redirect_stdout(sys.stderr):  # what a module prints is no part of a command's output
            return import_module(name)
    except (Exception, SystemExit) as error:
        raise BrokenModule(f"`{name}` cannot be imported: {_where(name, error)}{type(error).__name__}: {error}") from error


def _where(name: str, error: BaseException) -> str:
    """`line 12: `, the innermost line of the module itself that led to the error."""
    try:
        source = str(_source(name))
    except ImportError:
        return ""
    if isinstance(error, SyntaxError) and error.filename == source:
        return f"line {error.lineno}: "
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == source]
    return f"line {lines[-1]}: " if lines else ""


def _title(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().partition("\n")[0]
