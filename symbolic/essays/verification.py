"""From the claims of essays to a table of verdicts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import PROVED, TESTED, UNDECIDED, Verdict
from symbolic.essays.closed_forms import check_closed_form, claim_of, is_checkable
from symbolic.essays.errors import unknown
from symbolic.essays.limits import Limits
from symbolic.essays.memory import Memory
from symbolic.essays.modules import SHELF, Entry, Essay, Shelf, find, load, load_all, places
from symbolic.essays.runner import run
from symbolic.render.rows import Row

MODELS = "models"


@dataclass(frozen=True)
class Task:
    """What a worker is sent: an id, where to find it, and the fingerprint of what the parent found there."""

    id: str
    shelf: Shelf
    meaning: bytes | None = None


def chosen(names: Sequence[str], shelf: Shelf = SHELF) -> list[Essay]:
    """The essays, sections and models of these names, in this order; `models` is all models. No name: every essay.

    Raises `UnknownName` with the nearest names.
    """
    known = places(shelf)
    if not names:
        return load_all(shelf.essays)
    found: list[Essay] = []
    for name in names:
        if name in known:
            found.append(load(known[name].package, name))
        elif name == MODELS:
            found += load_all(shelf.models)
        else:
            raise unknown("an essay", name, [*known, MODELS])
    return list({essay.name: essay for essay in found}.values())


def checkable(essays: Iterable[Essay], containing: str | None = None) -> list[Entry]:
    """What can be verified, in the order of the files: claims, and closed forms with a derivation or a stable form; `containing` keeps the
    ids that contain that text.

    Raises `UnknownName` when no id contains it.
    """
    entries = list({entry.id: entry for essay in essays for entry in essay.entries if is_verifiable(entry)}.values())
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
    memory: Memory | None = None,
) -> list[Row]:
    """A row for each entry, in their order, each checked in a worker process within `limits` (see `runner.run`) or remembered.

    `progress` is told how many are settled.
    """
    memory = memory or Memory()
    meanings = memory.fingerprints(entry.value for entry in entries)
    verdicts = {index: verdict for index, meaning in enumerate(meanings) if (verdict := memory.recall(meaning)) is not None}
    open_ones = [index for index in range(len(entries)) if index not in verdicts]
    tasks = [Task(entries[index].id, shelf, meanings[index]) for index in open_ones]
    remembered = len(verdicts)
    if tasks:
        _warm_up()
    progress(remembered)
    try:
        run(
            *(work, tasks, jobs or usable_cores(), limits),
            progress=lambda done: progress(remembered + done),
            finished=lambda number, verdict: verdicts.update({open_ones[number]: verdict}),
        )
    finally:
        memory.keep([(meanings[index], verdicts[index]) for index in open_ones if index in verdicts])
    checked = set(open_ones)
    return [Row(e.id, claim_in(e), verdicts[i], e.line, e.essay, i not in checked) for i, e in enumerate(entries)]


def claim_named(task: Task) -> Claim:
    """The claim that a worker is sent."""
    return claim_in(find(task.id, task.shelf))


def claim_in(entry: Entry) -> Claim:
    """The claim itself, or what a closed form claims."""
    return claim_of(entry.value) if isinstance(entry.value, ClosedForm) else entry.value


def work(task: Task) -> Verdict:
    """The verdict on one claim or closed form, in whatever process this runs."""
    from symbolic.essays.fingerprint import fingerprint
    from symbolic.methods.portfolio import check

    value = find(task.id, task.shelf).value
    if task.meaning is not None and fingerprint(value) != task.meaning:
        return Verdict(UNDECIDED, message="its file changed while it was read: run again", cut_short=True)
    return check_closed_form(value) if isinstance(value, ClosedForm) else with_unused(value, check(value))


def with_unused(claim: Claim, verdict: Verdict) -> Verdict:
    """`verdict` with the assumptions that its proof does without; they are found by replaying it under fewer."""
    from symbolic.trusted.proofs import Certificate
    from symbolic.trusted.weakening import unused_assumptions

    if verdict.verdict != PROVED or not isinstance(verdict.certificate, Certificate):
        return verdict
    return replace(verdict, unused=tuple(map(str, unused_assumptions(claim.given, claim.states, verdict.certificate))))


def exit_status(rows: Iterable[Row], strict: bool = False) -> int:
    """0: every verdict is as expected; 1: one is not; 3, only if `strict`: one is undecided or merely tested."""
    found = outstanding(rows, strict)
    return 0 if not found else 3 if all(row.ok for row in found) else 1


def outstanding(rows: Iterable[Row], strict: bool = False) -> list[Row]:
    """What keeps the exit status from being 0."""
    return [row for row in rows if not row.ok or (strict and row.verdict.verdict in (UNDECIDED, TESTED))]


def usable_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _warm_up() -> None:
    """Import the methods once, before workers are forked."""
    from symbolic.methods.portfolio import methods

    methods()
