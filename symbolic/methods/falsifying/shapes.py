"""Shapes refuted by derivatives: where the first (second) derivative has the wrong sign, points close together break the shape."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Integer

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.domain import Domain, functions_of
from symbolic.language.obligations import obligations_of
from symbolic.language.point import Point
from symbolic.language.predicates import Obligation
from symbolic.language.statements import Comparison, Shape
from symbolic.methods.falsifying.effort import Effort
from symbolic.methods.falsifying.obligations import Outcome, settled
from symbolic.trusted.counterexample import violates

_SIGNS = {
    "increasing": (1, ">="),
    "nondecreasing": (1, ">="),
    "decreasing": (1, "<="),
    "nonincreasing": (1, "<="),
    "convex": (2, ">="),
    "concave": (2, "<="),
}


def by_derivative(given: Domain, shape: Shape, effort: Effort) -> Outcome | None:
    """A violation next to a place where a derivative has the wrong sign."""
    if functions_of(given.assumptions, shape):
        return None
    order, relation = _SIGNS[shape.kind]
    try:
        slope = derivative(shape.expression, shape.variable, order)
    except NoDerivative:
        return None
    wrong = settled(Obligation(given, Comparison(slope, relation, Integer(0))), effort)
    if wrong.point is None or not isinstance(wrong.point.values.get(shape.variable), Fraction):
        return None
    for obligation in obligations_of(given, shape):
        for values in _neighbours(obligation, shape, wrong.point.values):
            point = Point(values)
            if violates(obligation, point):
                return Outcome(point, obligation, tried=wrong.tried + 1)
    return None


def _neighbours(obligation: Obligation, shape: Shape, values: Any) -> Any:
    """Two places ever closer around the one where the derivative is wrong, and their middle for chords."""
    names = {s.name: s for a in obligation.given.relations for t in (a,) for s in _symbols(t)}
    other = next((s for name, s in sorted(names.items()) if name.startswith(f"{shape.variable.name}_prime")), None)
    weight = next((s for name, s in sorted(names.items()) if name.startswith("weight")), None)
    if other is None:
        return
    at = values[shape.variable]
    for power in range(24):
        step = Fraction(1, 4**power) * max(abs(at), Fraction(1, 1000))
        for low, high in ((at, at + step), (at - step, at), (at - step, at + step)):
            yield {**values, shape.variable: low, other: high, **({weight: Fraction(1, 2)} if weight is not None else {})}


def _symbols(statement: Any) -> list[Any]:
    from symbolic.language.domain import symbols_of

    return symbols_of(statement)


__all__ = ["by_derivative"]
