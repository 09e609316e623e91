"""The zeta function for s > 1 and the polylogarithm on (0, 1).

All parts of sum 1/(k + a)^s are positive and fall as s rises from k + a = 1 on (the first stays at 1 for a = 1): zeta(s) > 1 falls
strictly (DLMF 25.2.1). All parts of sum x^k/k^s are positive for 0 < x < 1 (25.12.10), the first being x: polylog(s, x) > x, and it falls
as s rises.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, polylog, zeta

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]
ONE = Integer(1)


def _speaks_of(function: Any, known: Any) -> None:
    if function is not known:
        raise NotApplicable(f"`{function}` is not the function that this rule speaks of")


def zeta_above_one(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """zeta(s) > 1 for s > 1."""
    _speaks_of(function, zeta)
    (s,) = arguments
    require(context, s - 1, ">")
    return Comparison(zeta(s), ">", ONE)


def zeta_falls(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """zeta(s) > zeta(t) for 1 < s < t."""
    _speaks_of(function, zeta)
    s, t = arguments
    require(context, s - 1, ">")
    require(context, t - s, ">")
    return Comparison(zeta(s), ">", zeta(t))


def polylogarithm_above(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """polylog(s, x) > x for 0 < x < 1."""
    _speaks_of(function, polylog)
    s, x = arguments
    require(context, x, ">")
    require(context, 1 - x, ">")
    return Comparison(polylog(s, x), ">", x)


def polylogarithm_falls(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """polylog(s, x) > polylog(t, x) for s < t and 0 < x < 1."""
    _speaks_of(function, polylog)
    s, t, x = arguments
    require(context, x, ">")
    require(context, 1 - x, ">")
    require(context, t - s, ">")
    return Comparison(polylog(s, x), ">", polylog(t, x))


AXIOMS: dict[str, Rule] = {
    "zeta_above_one": zeta_above_one,
    "zeta_falls": zeta_falls,
    "polylogarithm_above": polylogarithm_above,
    "polylogarithm_falls": polylogarithm_falls,
}
