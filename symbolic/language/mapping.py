"""Statements from statements: one change applied to all their terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from symbolic.language.statements import (
    Approximation,
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Finite,
    FunctionProperty,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
)


def map_terms(statement: Any, change: Callable[[Any], Any]) -> Any:
    """`statement` with `change` applied to each of its outermost terms; variables that it binds stay."""
    if isinstance(statement, FunctionProperty):
        return statement
    if isinstance(statement, Comparison):
        return Comparison(change(statement.left), statement.relation, change(statement.right))
    if isinstance(statement, Conjunction | Disjunction):
        return type(statement)(tuple(map_terms(part, change) for part in statement.parts))
    if isinstance(statement, Negation):
        return Negation(map_terms(statement.part, change))
    if isinstance(statement, Implication):
        return Implication(map_terms(statement.premise, change), map_terms(statement.conclusion, change))
    if isinstance(statement, Equivalence):
        return Equivalence(map_terms(statement.left, change), map_terms(statement.right, change))
    if isinstance(statement, Quantified):
        return Quantified(statement.quantifier, statement.variables, map_terms(statement.body, change))
    if isinstance(statement, Finite):
        return Finite(change(statement.expression))
    if isinstance(statement, Shape):
        return Shape(statement.kind, change(statement.expression), statement.variable)
    if isinstance(statement, Independent):
        return Independent(change(statement.expression), statement.variable)
    if isinstance(statement, Extremum):
        return Extremum(statement.kind, change(statement.expression), statement.variable, change(statement.at))
    if isinstance(statement, Approximation):
        return Approximation(change(statement.expression), change(statement.number), statement.digits)
    assert isinstance(statement, Nearness)
    return Nearness(*(change(part) for part in (statement.expression, statement.number, statement.tolerance)))


__all__ = ["map_terms"]
