"""Derivatives of functions with kinks and jumps, where they are not at one: each is a `Piecewise` without a branch at the kink.

|u|' is u' where u > 0, -u' where u < 0, and has no value at u = 0, so asking whether the term is defined asks whether the point is a kink.
At a place where |u| happens to be smooth although u = 0 (as |x^3| is at 0) the term has no value either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Abs, And, Gt, Integer, Lt, Max, Min, Ne, Piecewise, ceiling, floor, sign
from sympy.core.relational import Relational

ZERO = Integer(0)
KINKED = (Abs, Max, Min, Piecewise, sign, floor, ceiling)
Once = Callable[[Any], Any]


def off_kinks(term: Any, slope: Once) -> Any:
    """The derivative of a term whose head is one of `KINKED`; `slope` differentiates its arguments."""
    if isinstance(term, Piecewise):
        return _piecewise(term, slope)
    inner = term.args[0]
    if isinstance(term, floor | ceiling):
        return Piecewise((ZERO, Ne(inner, term.func(inner, evaluate=False), evaluate=False)), evaluate=False)
    if isinstance(term, sign):
        return _by_sign(inner, ZERO, ZERO)
    if isinstance(term, Abs):
        change = slope(inner)
        return change if inner.is_positive else _by_sign(inner, change, -change)
    if len(term.args) == 1:
        return slope(inner)
    rest = term.func(*term.args[1:], evaluate=False)
    above, below = slope(inner), slope(rest)
    return _by_sign(inner - rest, above, below) if isinstance(term, Max) else _by_sign(inner - rest, below, above)


def _by_sign(switch: Any, above: Any, below: Any) -> Any:
    """`above` where the switch is positive, `below` where it is negative."""
    return Piecewise(
        (above, Gt(switch, ZERO, evaluate=False)),
        (below, Lt(switch, ZERO, evaluate=False)),
        evaluate=False,
    )


def _piecewise(term: Any, slope: Once) -> Any:
    """Branch by branch, off the boundaries of all conditions."""
    edges: list[Any] = []
    branches = []
    for branch, condition in term.args:
        relations = sorted(condition.atoms(Relational), key=str)
        edges += [relation for relation in relations if relation not in edges]
        inside = [Ne(relation.lhs, relation.rhs, evaluate=False) for relation in edges]
        branches.append((slope(branch), And(condition, *inside, evaluate=False) if inside else condition))
    return Piecewise(*branches, evaluate=False)


__all__ = ["KINKED", "off_kinks"]
