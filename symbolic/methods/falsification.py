"""Falsification: simple points, tables and formulas first, then lines, climbs, intervals and lemmas; what `trusted` confirms refutes.

The quick search runs before the provers and must cost a true claim little; the patient one runs after they gave up.
"""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.predicates import Obligation
from symbolic.language.statements import Shape
from symbolic.methods.falsifying.effort import QUICK, THOROUGH, Effort
from symbolic.methods.falsifying.obligations import settled
from symbolic.methods.falsifying.shapes import by_derivative
from symbolic.methods.problem import Found, Problem


@dataclass(frozen=True)
class Falsification:
    """Searches for a counterexample with so much `effort`."""

    effort: Effort = QUICK
    name: str = "falsification"
    rank: int = 10

    def attempt(self, problem: Problem) -> Found | None:
        found = settled(Obligation(problem.given, problem.states), self.effort)
        if found.point is None and isinstance(problem.states, Shape) and self.effort.boxes:
            found = by_derivative(problem.given, problem.states, self.effort) or found
        if found.point is not None:
            return Found(point=found.point, obligation=found.obligation, tried=found.tried)
        return Found(tried=found.tried) if found.tried else None


METHOD = Falsification()
PATIENT = Falsification(THOROUGH, name="patient falsification")

__all__ = ["METHOD", "PATIENT", "Falsification"]
