"""Evaluation: a statement without free symbols is decided by exact or ball arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.language.admission import holds_at
from symbolic.language.domain import functions_of, symbols_of
from symbolic.language.meaning import Unknown
from symbolic.language.point import Point
from symbolic.methods.problem import Found, Problem
from symbolic.trusted import proofs as rules


@dataclass(frozen=True)
class Evaluation:
    """Balls of rising precision until the statement is true or false."""

    name: str = "evaluation"
    rank: int = 20

    def attempt(self, problem: Problem) -> Found | None:
        if symbols_of(problem.given) or functions_of(problem.given.assumptions):
            return None
        proof = evaluated(problem.states)
        return None if proof is None else Found(proof=proof)


def evaluated(statement: Any) -> Any:
    """A proof of a statement about numbers by balls of rising precision; None where they do not make it true."""
    if symbols_of(statement) or functions_of(statement):
        return None
    try:
        return rules.Evaluate() if holds_at(statement, Point()) else None
    except Unknown:
        return None


METHOD = Evaluation()
