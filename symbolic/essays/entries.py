"""The claims and closed forms of one module: its public values, and those of its tables.

A table is a public mapping from names to claims, for what has many rows of one kind, such as a paper's table of values:
`published = {"row_1": Claim(...), "row_2": Claim(...)}` in the module `low_stakes` gives `low_stakes.row_1` and `low_stakes.row_2`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from symbolic.essays.errors import BrokenModule
from symbolic.essays.imports import source_of
from symbolic.essays.places import Place
from symbolic.essays.source import Names, names_in


@dataclass(frozen=True)
class Entry:
    """One claim or closed form: its id, the value, the line of the file that defines it, and the essay it belongs to."""

    id: str
    value: Any
    line: int | None = None
    essay: str = ""

    @property
    def name(self) -> str:
        """The id without the module."""
        return self.id.partition(".")[2]


def entries_in(module: ModuleType, place: Place) -> tuple[Entry, ...]:
    """What `module` defines, in order. Raises `BrokenModule` where a name is used twice, or a key cannot be part of an id."""
    names = _names(module)
    found: dict[str, Entry] = {}
    for name, value in vars(module).items():
        if name.startswith("_") or not names.defines(name):
            continue
        for key, part in _parts(module, name, value):
            if name in names.repeated:
                lines = " and ".join(map(str, names.repeated[name]))
                raise BrokenModule(f"`{name}` in `{module.__name__}` is defined on lines {lines}, so the first is lost: rename one of them")
            entry = Entry(f"{place.prefix}.{key}", part, names.line(name), place.essay)
            if entry.id in found:
                lines = f"lines {found[entry.id].line} and {entry.line}"
                raise BrokenModule(f"`{entry.id}` is defined twice, on {lines} of `{module.__name__}`: rename one of them")
            found[entry.id] = entry
    return tuple(found.values())


def _parts(module: ModuleType, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The name with its value; of a table, the keys with theirs."""
    if _counts(value):
        yield name, value
    elif isinstance(value, Mapping) and any(map(_counts, value.values())):
        for key, part in value.items():
            if not _counts(part):
                raise BrokenModule(f"`{name}` in `{module.__name__}` holds claims, but `{key}` is none: keep it elsewhere")
            if not (isinstance(key, str) and key.isidentifier() and not key.startswith("_")):
                raise BrokenModule(f"`{name}` in `{module.__name__}` has the key {key!r}, which cannot end an id: use a name such as row_1")
            yield key, part


def _counts(value: Any) -> bool:
    from symbolic.claims.claim import Claim
    from symbolic.claims.closed_form import ClosedForm

    return isinstance(value, Claim | ClosedForm)


def _names(module: ModuleType) -> Names:
    source = source_of(module.__name__)
    return Names() if source is None else names_in(source.read_text(encoding="utf-8"))
