"""Breaking statements: for each, one small change that makes it false wherever its assumptions can be met."""

from __future__ import annotations

from typing import Any

from symbolic.language.statements import (
    Approximation,
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
)
from symbolic.trusted.conditions import negate

OPPOSITE_SHAPE = {
    "increasing": "decreasing",
    "decreasing": "increasing",
    "nondecreasing": "decreasing",
    "nonincreasing": "increasing",
    "convex": "concave",
    "concave": "convex",
}


def broken(statement: Any) -> Any:
    """A false neighbour of a true statement."""
    if isinstance(statement, Comparison):
        return _broken_comparison(statement)
    if isinstance(statement, Conjunction):
        return Conjunction((broken(statement.parts[0]), *statement.parts[1:]))
    if isinstance(statement, Implication):
        return Implication(statement.premise, broken(statement.conclusion))
    if isinstance(statement, Equivalence):
        return Equivalence(statement.left, negate(statement.right))
    if isinstance(statement, Shape):
        return Shape(OPPOSITE_SHAPE[statement.kind], statement.expression, statement.variable)
    if isinstance(statement, Independent):
        return Independent(statement.expression + statement.variable, statement.variable)
    if isinstance(statement, Extremum):
        return Extremum(statement.kind, statement.expression, statement.variable, statement.at + 1)
    if isinstance(statement, Disjunction | Negation | Quantified):
        return Negation(statement)
    if isinstance(statement, Nearness):
        return Nearness(statement.expression, statement.number + 3 * statement.tolerance, statement.tolerance)
    if isinstance(statement, Approximation):
        number = statement.number
        return Approximation(statement.expression, number * 3 / 2 if number else number + 1, statement.digits)
    raise TypeError(f"no way to break `{statement}`")


def _broken_comparison(statement: Comparison) -> Comparison:
    if statement.relation == "==":
        return Comparison(statement.left, "==", statement.right + 1)
    if statement.relation == "!=":
        return Comparison(statement.left, "==", statement.right)
    flipped = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[statement.relation]
    return Comparison(statement.left, flipped, statement.right)
