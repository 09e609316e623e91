"""Where ids lead: the modules of the packages, known by name before any of them is imported.

A module of `proofs` is an essay, a module of `symbolic.models` a model. A package there is one essay too, and each of its modules a section
of it. The first part of an id names the module: `gaussian.entropy` stands in `symbolic.models.gaussian`, and
`semi_informative_priors.success_probability` in `proofs.intermittent_distillations.semi_informative_priors`. So it names one module only.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from symbolic.essays.errors import BrokenModule


@dataclass(frozen=True)
class Shelf:
    """The packages that are walked: `essays` for what an author argues, `models` for the closed forms that several essays use."""

    essays: str = "proofs"
    models: str = "symbolic.models"

    @property
    def packages(self) -> tuple[str, str]:
        return self.models, self.essays


SHELF = Shelf()


@dataclass(frozen=True)
class Place:
    """A module of claims: the `prefix` of their ids, the essay they belong to, the package that is walked, and the module's full name."""

    prefix: str
    essay: str
    package: str
    module: str

    @property
    def is_section(self) -> bool:
        return self.prefix != self.essay


def names_of(package: str) -> list[str]:
    """The names of the essays of `package`, sorted, without importing any of them; `index` and private modules do not count."""
    return [place.prefix for place in places_in(package).values() if not place.is_section]


def places_in(package: str) -> dict[str, Place]:
    """The essays of `package` and, after each, its sections in alphabetical order, by prefix. Nothing but `package` is imported.

    Raises `BrokenModule` for a prefix that two modules share.
    """
    return _by_prefix(_walk(package))


def places(shelf: Shelf = SHELF) -> dict[str, Place]:
    """The same for all packages of the shelf together."""
    return _by_prefix(place for package in shelf.packages for place in _walk(package))


def _by_prefix(found: Iterator[Place]) -> dict[str, Place]:
    known: dict[str, Place] = {}
    for place in found:
        other = known.setdefault(place.prefix, place)
        if other != place:
            both = f"`{other.module}` and `{place.module}`"
            raise BrokenModule(f"`{place.prefix}` begins the ids of both {both}: rename one of them, or hide it by an underscore in front")
    return known


def _walk(package: str) -> Iterator[Place]:
    for entry in _public(import_module(package).__path__):
        yield Place(entry.name, entry.name, package, f"{package}.{entry.name}")
        for section in _public(_locations(entry)) if entry.ispkg else ():
            module = f"{package}.{entry.name}.{section.name}"
            if section.ispkg:
                raise BrokenModule(f"`{module}` is a package inside an essay: the sections of an essay are plain modules")
            yield Place(section.name, entry.name, package, module)


def _public(path: Any) -> list[Any]:
    entries = (entry for entry in pkgutil.iter_modules(path) if entry.name != "index" and not entry.name.startswith("_"))
    return sorted(entries, key=lambda entry: str(entry.name))


def _locations(entry: Any) -> list[str]:
    spec = entry.module_finder.find_spec(entry.name)
    return list(spec.submodule_search_locations or ()) if spec else []
