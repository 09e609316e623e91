"""Evaluation: a statement without free symbols is decided by exact or ball arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

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
        if symbols_of(problem.given, problem.states) or functions_of(problem.given.assumptions, problem.states):
            return None
        try:
            found = holds_at(problem.states, Point())
        except Unknown:
            return None
        return Found(proof=rules.Evaluate()) if found else None


METHOD = Evaluation()
