"""Where claims and closed forms come from: the modules of a package, found by walking it.

Each public module-level value that is a `Claim` or a `ClosedForm` has the id `module.name`, and so has each in a table of them
(`essays.entries`). A package is one essay: its title is the docstring of the package, and its modules are the sections, in alphabetical
order or in that of a tuple `SECTIONS` of their names in the package's `__init__`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from symbolic.essays.entries import Entry, entries_in
from symbolic.essays.errors import BrokenModule, listed, unknown
from symbolic.essays.imports import imported
from symbolic.essays.places import SHELF, Place, Shelf, names_of, places, places_in


@dataclass(frozen=True)
class Essay:
    """Claims and closed forms in the order of their definition; `title` is the first line of the docstring."""

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


def load(package: str, name: str) -> Essay:
    """The essay `name` of `package`, or the section of that name alone.

    Raises `UnknownName` with the nearest names, and `BrokenModule` where it cannot be imported.
    """
    known = places_in(package)
    if name not in known:
        raise unknown("a model" if package == SHELF.models else "an essay", name, known)
    place = known[name]
    top = imported(place.module)
    parts = [place] if place.is_section else [place, *_in_order(top, [p for p in known.values() if p.essay == name and p.is_section])]
    return Essay(name, _title(top), tuple(entry for part in parts for entry in entries_at(part)))


def load_all(package: str) -> list[Essay]:
    """Every essay of `package` that holds a claim or a closed form, sorted by name."""
    return [essay for essay in (load(package, name) for name in names_of(package)) if essay.entries]


def find(id: str, shelf: Shelf = SHELF) -> Entry:
    """The claim or closed form with that id; only the module that the id names is imported.

    Raises `UnknownName` with the nearest ids, and `BrokenModule`.
    """
    place = places(shelf).get(id.partition(".")[0])
    for entry in entries_at(place) if place else ():
        if entry.id == id:
            return entry
    raise unknown("the id of a claim or a closed form", id, (entry.id for entry in every_entry(shelf)))


def every_entry(shelf: Shelf = SHELF) -> Iterator[Entry]:
    """All claims and closed forms of the modules that can be imported."""
    for place in places(shelf).values():
        try:
            yield from entries_at(place)
        except BrokenModule:
            continue


@cache
def entries_at(place: Place) -> tuple[Entry, ...]:
    """What the module there defines. Raises `BrokenModule`."""
    return entries_in(imported(place.module), place)


def _in_order(top: ModuleType, sections: list[Place]) -> list[Place]:
    """The sections as the package orders them."""
    order = getattr(top, "SECTIONS", None)
    if order is None:
        return sections
    by_name = {place.prefix: place for place in sections}
    wrong = [name for name in by_name if name not in order] + [name for name in order if name not in by_name]
    if wrong:
        there = "is missing in it" if wrong[0] in by_name else "is no module of the package"
        raise BrokenModule(f"`SECTIONS` in `{top.__name__}`: {listed(wrong[:1])} {there}; it names every module once, in the essay's order")
    if len(order) != len(by_name):
        raise BrokenModule(f"`SECTIONS` in `{top.__name__}` names a module twice; it names every module once, in the essay's order")
    return [by_name[name] for name in order]


def _title(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().partition("\n")[0]


__all__ = ["SHELF", "Entry", "Essay", "Place", "Shelf", "entries_at", "every_entry", "find", "load", "load_all", "names_of", "places"]
