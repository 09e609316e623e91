"""Powers of positive numbers: x^e = exp(e log x) (DLMF 4.2.26), where exp and log are strictly increasing (DLMF 4.2).

So powers are in the order of their bases, turned round for negative exponents; 1 to any power is 1. `pow1pm1(x, y)` is (1 + x)^y - 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, Pow

from symbolic.language.special.powers import pow1pm1
from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import MIRROR, Context

ZERO = Integer(0)
Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]


def order(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """x^e and y^e for positive x and y with a known order and a positive or negative e."""
    x, y, e = arguments
    _speaks_of(function, Pow)
    require(context, x, ">")
    require(context, y, ">")
    known, sign = context.relation(x - y), context.relation(e)
    if known is None or sign not in (">", "<"):
        raise NotApplicable("the order of `", x, "` and `", y, "`, or the sign of `", e, "`, is not among the facts")
    return Comparison(x**e, known if sign == ">" else MIRROR[known], y**e)


def definition(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """pow1pm1(x, y) = (1 + x)^y - 1 for x > -1."""
    x, y = arguments
    _speaks_of(function, pow1pm1)
    require(context, 1 + x, ">")
    return Comparison(pow1pm1(x, y), "==", (1 + x) ** y - 1)


def sign(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """(1 + x)^y - 1 for x > -1 has the sign of x where y > 0, the opposite one where y < 0."""
    x, y = arguments
    _speaks_of(function, pow1pm1)
    require(context, 1 + x, ">")
    known, direction = context.relation(x), context.relation(y)
    if known is None or direction not in (">", "<"):
        raise NotApplicable("the signs of `", x, "` and `", y, "` are not among the facts")
    return Comparison(pow1pm1(x, y), known if direction == ">" else MIRROR[known], ZERO)


def _speaks_of(function: Any, known: Any) -> None:
    if function is not known:
        raise NotApplicable(f"`{function}` is not `{known.__name__}`")


AXIOMS: dict[str, Rule] = {"power_order": order, "pow1pm1_definition": definition, "pow1pm1_sign": sign}
