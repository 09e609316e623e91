"""From the claims of essays to a table of verdicts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import TESTED, UNDECIDED, Verdict
from symbolic.essays.closed_forms import check_closed_form, claim_of, is_checkable
from symbolic.essays.errors import unknown
from symbolic.essays.limits import Limits
from symbolic.essays.modules import SHELF, Entry, Essay, Shelf, find, load, load_all, names_of
from symbolic.essays.runner import run
from symbolic.render.rows import Row

MODELS = "models"


@dataclass(frozen=True)
class Task:
    """What a worker is sent: an id, and where to find it."""

    id: str
    shelf: Shelf


def chosen(names: Sequence[str], shelf: Shelf = SHELF) -> list[Essay]:
    """The essays and models of these names, in this order; `models` is all models. No name: every essay.

    Raises `UnknownName` with the nearest names.
    """
    if not names:
        return load_all(shelf.essays)
    found: list[Essay] = []
    for name in names:
        if name in names_of(shelf.essays):
            found.append(load(shelf.essays, name))
        elif name in names_of(shelf.models):
            found.append(load(shelf.models, name))
        elif name == MODELS:
            found += load_all(shelf.models)
        else:
            raise unknown("an essay", name, [*names_of(shelf.essays), *names_of(shelf.models), MODELS])
    return list({essay.name: essay for essay in found}.values())


def checkable(essays: Iterable[Essay], containing: str | None = None) -> list[Entry]:
    """What can be verified, in the order of the files: claims, and closed forms with a derivation or a stable form; `containing` keeps the
    ids that contain that text.

    Raises `UnknownName` when no id contains it.
    """
    entries = [entry for essay in essays for entry in essay.entries if is_verifiable(entry)]
    kept = [entry for entry in entries if containing is None or containing in entry.id]
    if containing is not None and not kept:
        raise unknown("part of the name of a claim here", containing, (entry.id for entry in entries))
    return kept


def is_verifiable(entry: Entry) -> bool:
    """Every claim is, and a closed form that says how it is derived or computed."""
    return not isinstance(entry.value, ClosedForm) or is_checkable(entry.value)


def verify(
    entries: Sequence[Entry],
    jobs: int | None = None,
    limits: Limits | None = None,
    progress: Callable[[int], None] = lambda done: None,
    shelf: Shelf = SHELF,
) -> list[Row]:
    """A row for each entry, in their order, each checked in a worker process within `limits`; see `runner.run`."""
    _warm_up()
    verdicts = run(work, [Task(entry.id, shelf) for entry in entries], jobs or usable_cores(), limits, progress)
    return [Row(entry.id, claim_in(entry), verdict, entry.line) for entry, verdict in zip(entries, verdicts, strict=True)]


def claim_in(entry: Entry) -> Claim:
    """The claim itself, or what a closed form claims."""
    return claim_of(entry.value) if isinstance(entry.value, ClosedForm) else entry.value


def work(task: Task) -> Verdict:
    """The verdict on one claim or closed form, in whatever process this runs."""
    from symbolic.methods.portfolio import check

    value = find(task.id, task.shelf).value
    return check_closed_form(value) if isinstance(value, ClosedForm) else check(value)


def exit_status(rows: Iterable[Row], strict: bool = False) -> int:
    """0: every verdict is as expected; 1: one is not; 3, only if `strict`: one is undecided or merely tested."""
    several = list(rows)
    if not all(row.ok for row in several):
        return 1
    return 3 if strict and any(row.verdict.verdict in (UNDECIDED, TESTED) for row in several) else 0


def usable_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warm_up() -> None:
    """Import the methods once, before workers are forked."""
    from symbolic.methods.portfolio import methods

    methods()
