"""Ceilings by floors, ceil(x) = -floor(-x), and floors of sums with whole numbers: floor(x + n) = floor(x) + n."""

from __future__ import annotations

from typing import Any

from sympy import Add, Integer, ceiling, floor

from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.normal_form import exponent_terms


def expand(term: Any, context: Any) -> Any:
    """Floors of arguments without whole summands."""

    def rule(part: Any) -> Any:
        if isinstance(part, ceiling):
            return -_floor(-part.args[0], context)
        return _floor(part.args[0], context) if isinstance(part, floor) else part

    return everywhere(term, rule)


def _floor(argument: Any, context: Any) -> Any:
    whole: list[Any] = []
    rest: list[Any] = []
    for coefficient, factor in exponent_terms(argument, context.positive):
        if coefficient.is_Rational and factor == 1:
            whole.append(coefficient // 1)
            rest.append(coefficient - coefficient // 1)
        else:
            (whole if coefficient.is_Integer and factor.is_integer else rest).append(coefficient * factor)
    inner = Add(*rest)
    return Add(*whole) + (Integer(0) if inner == 0 else floor(inner, evaluate=False))


EXPANSION = Expansion(16, (floor, ceiling), expand)
