"""What refuted claims lack: a second round of work over them, in processes of their own, after all verdicts are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import PROVED, REFUTED, UNDECIDED, Verdict
from symbolic.essays.limits import Limits
from symbolic.essays.runner import run
from symbolic.essays.verification import usable_cores
from symbolic.render.rows import Row

LIMITS = Limits(5.0)  # a guard: the search is bounded by counting


@dataclass(frozen=True)
class Refuted:
    """A task whose claim was refuted, and how a worker finds that claim."""

    task: Any
    claim_of: Callable[[Any], Any]


def with_repairs(
    rows: Sequence[Row], tasks: Sequence[Any], claim_of: Callable[[Any], Any], jobs: int | None = None, *, every: bool = False
) -> list[Row]:
    """The rows, with "true if also `x >= 0`" in the message of refuted claims for which an assumption is found and proved to suffice.

    Claims that their authors expect to be refuted are left alone unless `every` asks for them.
    """
    chosen = [i for i, row in enumerate(rows) if row.verdict.verdict == REFUTED and (every or not row.ok)]
    found = run(_work, [Refuted(tasks[i], claim_of) for i in chosen], jobs or usable_cores(), LIMITS) if chosen else []
    several = list(rows)
    for i, verdict in zip(chosen, found, strict=True):
        if verdict.verdict == PROVED:
            message = "\n".join(filter(None, (rows[i].verdict.message, verdict.message)))
            several[i] = replace(rows[i], verdict=replace(rows[i].verdict, message=message))
    return several


def _work(refuted: Refuted) -> Verdict:
    """`proved` with the assumption in the message; `undecided` where none is found."""
    from symbolic.methods.portfolio import check
    from symbolic.methods.repair import repair

    claim = refuted.claim_of(refuted.task)
    missing = repair(claim, check(claim)) if isinstance(claim, Claim) else None
    return Verdict(UNDECIDED) if missing is None else Verdict(PROVED, message=f"true if also `{missing}`")


__all__ = ["with_repairs"]
