"""The index of closed forms: each is reached by its id, `module.name`, wherever it is defined."""

from __future__ import annotations

from symbolic.claims.closed_form import ClosedForm
from symbolic.essays.errors import unknown
from symbolic.essays.modules import SHELF, Entry, Shelf, every_entry, load, names_of


def closed_form(id: str, shelf: Shelf = SHELF) -> ClosedForm:
    """The closed form with that id, for example `gaussian.kl_divergence`; only the module that the id names is imported.

    Raises `UnknownName` with the nearest ids, and `BrokenModule` where that module cannot be imported.
    """
    module = id.partition(".")[0]
    for package in shelf.packages:
        if module in names_of(package):
            for entry in load(package, module).closed_forms:
                if entry.id == id:
                    return _form(entry)
    raise unknown("a closed form", id, closed_forms(shelf))


def closed_forms(shelf: Shelf = SHELF) -> dict[str, ClosedForm]:
    """Every closed form by its id: those of the models, then those of the essays."""
    return {entry.id: entry.value for entry in every_entry(shelf) if isinstance(entry.value, ClosedForm)}


def _form(entry: Entry) -> ClosedForm:
    form: ClosedForm = entry.value
    return form
