"""Named functions with elementary properties: what an uninterpreted function may turn out to be in an example or a counterexample.

Each entry is a term in `T`, the axis on which it lives, and the properties that it has there. The tests check every property of every entry
by the sign of a derivative, independently of this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Rational, Symbol, exp, log, pi, sqrt

from symbolic.language.functions import Properties
from symbolic.language.point import Formula

T = Symbol("t", real=True)
_SMOOTH = frozenset({"smooth", "differentiable", "continuous"})
_UP = frozenset({"increasing", "nondecreasing"})
_DOWN = frozenset({"decreasing", "nonincreasing"})
_ABOVE = frozenset({"positive", "nonnegative"})


@dataclass(frozen=True)
class Family:
    """`expression` in `T`, on the positive axis only or everywhere, with `names` of properties."""

    expression: Any
    positive_axis: bool
    names: frozenset[str]


FAMILIES = (
    Family(T, False, _SMOOTH | _UP),
    Family(T + 1, False, _SMOOTH | _UP),
    Family(Integer(1), False, _SMOOTH | _ABOVE | {"nondecreasing", "nonincreasing"}),
    Family(-T, False, _SMOOTH | _DOWN),
    Family(exp(T), False, _SMOOTH | _UP | _ABOVE | {"convex"}),
    Family(-exp(-T), False, _SMOOTH | _UP | {"concave"}),
    Family(Rational(1, 2) ** T, False, _SMOOTH | _DOWN | _ABOVE | {"convex"}),
    Family(exp(-T), False, _SMOOTH | _DOWN | _ABOVE | {"convex"}),
    Family(-exp(T), False, _SMOOTH | _DOWN | {"concave"}),
    Family(exp(-pi * T**2), False, _SMOOTH | _ABOVE),
    Family(T, True, _SMOOTH | _UP | _ABOVE),
    Family(log(T), True, _SMOOTH | _UP | {"concave"}),
    Family(sqrt(T), True, _SMOOTH | _UP | _ABOVE | {"concave"}),
    Family(T / (1 + T), True, _SMOOTH | _UP | _ABOVE | {"concave"}),
    Family(T**2, True, _SMOOTH | _UP | _ABOVE | {"convex"}),
    Family(1 / T, True, _SMOOTH | _DOWN | _ABOVE | {"convex"}),
)


def families(properties: Properties) -> list[Formula]:
    """The named functions that have `properties`, simplest first; on the positive axis the everywhere-defined ones qualify, too."""
    fitting = [f for f in FAMILIES if properties.known <= f.names and (properties.positive_axis or not f.positive_axis)]
    return [Formula(f.expression, T) for f in fitting]


def family_fits(graph: Formula, properties: Properties) -> bool:
    """Whether `graph` is a named function that has `properties` where they are asked for."""
    return any(graph == formula for formula in families(properties))
