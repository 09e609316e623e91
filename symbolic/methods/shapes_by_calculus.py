"""Shapes by calculus first: where functions other than powers occur, derivatives tell more than two points side by side."""

from __future__ import annotations

from dataclasses import dataclass

from symbolic.language.statements import Comparison, Extremum, Shape
from symbolic.methods import analytic_shapes, derivative_sign, interior_derivative
from symbolic.methods.problem import Found, Problem
from symbolic.methods.sign_on_interval import algebraic
from symbolic.trusted.context import ZERO

WAYS = (derivative_sign.METHOD, interior_derivative.METHOD, analytic_shapes.METHOD)


@dataclass(frozen=True)
class ShapesByCalculus:
    """The three methods for shapes, before the search that unfolds them."""

    name: str = "shapes by calculus"
    rank: int = 26

    def attempt(self, problem: Problem) -> Found | None:
        states = problem.states
        if not isinstance(states, Shape | Extremum) or algebraic(Comparison(states.expression, ">", ZERO)):
            return None
        for way in WAYS:
            found = way.attempt(problem)
            if found is not None:
                return found
        return None


METHOD = ShapesByCalculus()
