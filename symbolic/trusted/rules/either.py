"""A disjunction by one of its parts, whichever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.statements import Disjunction, Statement
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected


@dataclass(frozen=True)
class Either:
    """`proof` proves part number `index` (from 0) of the goal."""

    index: int
    proof: Any


def _either(kernel: Kernel, context: Context, goal: Statement, proof: Either) -> None:
    """Earlier parts need not fail for a later one to be shown: a disjunction holds where any part does, each part having a value."""
    if not isinstance(goal, Disjunction) or not 0 <= proof.index < len(goal.parts):
        raise Rejected(f"`{goal}` has no part number {proof.index}")
    kernel.check(context, goal.parts[proof.index], proof.proof)


RULES = {Either: _either}

__all__ = ["RULES", "Either"]
