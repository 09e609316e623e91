"""The index of closed forms: each is reached by its id, `module.name`, wherever it is defined."""

from __future__ import annotations

from symbolic.claims.closed_form import ClosedForm
from symbolic.essays.errors import unknown
from symbolic.essays.modules import SHELF, Shelf, entries_at, every_entry, places


def closed_form(id: str, shelf: Shelf = SHELF) -> ClosedForm:
    """The closed form with that id, for example `gaussian.kl_divergence`; only the module that the id names is imported.

    Raises `UnknownName` with the nearest ids, and `BrokenModule` where that module cannot be imported.
    """
    place = places(shelf).get(id.partition(".")[0])
    for entry in entries_at(place) if place else ():
        if entry.id == id and isinstance(entry.value, ClosedForm):
            return entry.value
    raise unknown("a closed form", id, closed_forms(shelf))


def closed_forms(shelf: Shelf = SHELF) -> dict[str, ClosedForm]:
    """Every closed form by its id: those of the models, then those of the essays."""
    return {entry.id: entry.value for entry in every_entry(shelf) if isinstance(entry.value, ClosedForm)}
