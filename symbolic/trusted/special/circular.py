"""Where cosine and sine are positive (DLMF 4.16): cos u for |u| < pi/2 and sin u for 0 < u < pi; they change sign with each half period.

Both are the coordinates of a point of the unit circle.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, cos, pi, sin

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied

ZERO = Integer(0)


def sign_in_half_period(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """The sign of f(u) for f = sin, cos and u in the half period number j; not strict at its ends."""
    u, j = arguments
    if function not in (sin, cos) or not j.is_Integer:
        raise NotApplicable("this speaks of sine and cosine in a numbered half period, not of `", function, "`, `", j, "`")
    low = j * pi if function is sin else (j - Integer(1) / 2) * pi
    require(context, u - low, ">=")
    require(context, low + pi - u, ">=")
    strict = all(implied(context.relation(gap), ">") for gap in (u - low, low + pi - u))
    relation = (">" if strict else ">=") if j % 2 == 0 else ("<" if strict else "<=")
    return Comparison(function(u), relation, ZERO)


def on_the_circle(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """sin^2 u + cos^2 u = 1 (DLMF 4.21.12)."""
    (u,) = arguments
    if function not in (sin, cos):
        raise NotApplicable("this speaks of sine and cosine, not of `", function, "`")
    return Comparison(sin(u) ** 2 + cos(u) ** 2, "==", ZERO + 1)


AXIOMS = {"circular_sign": sign_in_half_period, "on_the_circle": on_the_circle}
