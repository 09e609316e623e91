"""Tangent lines of functions whose second derivative has one sign: a convex function lies above its tangents, a concave one below.

By Taylor's formula with the remainder of second order (Rudin, Principles of Mathematical Analysis, 1976, theorem 5.15): f(b) is
f(a) + f'(a) (b - a) + f''(c) (b - a)^2/2 with c between a and b. The second derivatives: exp, cosh and sinh repeat (DLMF 4.20, 4.34);
log'' = -1/t^2, and that of t^r is r (r - 1) t^(r - 2). Each is zero at most at an end, so the line is met at a alone.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Pow, cos, cosh, exp, log, pi, sin, sinh, sqrt

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import MIRROR, Context, implied

ONE = Integer(1)


def tangent_line(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(b) beside f(a) + f'(a) (b - a): strictly where b is known not to be a."""
    a, b = arguments[:2]
    relation = ">" if implied(context.relation(b - a), "!=") else ">="
    if function is Pow:
        (exponent,) = arguments[2:]
        require(context, a, ">")
        require(context, b, ">")
        return _power_line(context, a, b, exponent, relation)
    if len(arguments) != 2 or function not in _LINES:
        raise NotApplicable(f"no tangent lines of `{function}`")
    curvature, slope, domain = _LINES[function]
    for argument in (a, b):
        for term in domain(argument):
            require(context, term, ">=")
        if function is log or (function is sqrt and argument is a):
            require(context, argument, ">")
    return Comparison(function(b), relation if curvature > 0 else MIRROR[relation], function(a) + slope(a) * (b - a))


def _power_line(context: Context, a: Any, b: Any, exponent: Any, relation: str) -> Comparison:
    line = a**exponent + exponent * a ** (exponent - 1) * (b - a)
    below, above = context.relation(exponent), context.relation(exponent - ONE)
    if implied(above, ">=") or implied(below, "<="):
        strict = implied(above, ">") or implied(below, "<")
        return Comparison(b**exponent, relation if strict else ">=", line)
    if implied(below, ">=") and implied(above, "<="):
        strict = implied(below, ">") and implied(above, "<")
        return Comparison(b**exponent, MIRROR[relation if strict else ">="], line)
    raise NotApplicable("where `", exponent, "` lies to 0 and 1 is not among the facts")


# for each function its curvature, its slope, and the terms that must not be negative
_LINES: dict[Any, tuple[int, Any, Any]] = {
    exp: (1, exp, lambda t: ()),
    log: (-1, lambda t: 1 / t, lambda t: ()),
    sqrt: (-1, lambda t: 1 / (2 * sqrt(t)), lambda t: (t,)),
    cosh: (1, sinh, lambda t: ()),
    sinh: (1, cosh, lambda t: (t,)),
    sin: (-1, cos, lambda t: (t, pi - t)),
}

AXIOMS = {"tangent_line": tangent_line}
