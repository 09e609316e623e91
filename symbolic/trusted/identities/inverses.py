"""Inverse functions of the functions that they invert, on every branch: asin(sin u) = (-1)^j (u - j pi) for |u - j pi| <= pi/2, and so on
(DLMF 4.23(iii), 4.37(iii)).
"""

from __future__ import annotations

from typing import Any

from sympy import Abs, Integer, acos, acosh, asin, asinh, atan, atanh, cos, cosh, pi, sin, sinh, tan, tanh

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, everywhere

BRANCHES = range(-3, 4)


def expand(term: Any, context: Any) -> Any:
    """Those whose branch the facts show."""

    def rule(part: Any) -> Any:
        inner = part.args[0] if part.args else None
        if isinstance(part, asinh | atanh):
            return inner.args[0] if isinstance(inner, sinh if isinstance(part, asinh) else tanh) else part
        if isinstance(part, acosh):
            return Abs(inner.args[0]) if isinstance(inner, cosh) else part
        found = _angle(part, inner, context) if isinstance(part, asin | acos | atan) and isinstance(inner, sin | cos | tan) else None
        return part if found is None else found

    return everywhere(term, rule)


def _angle(part: Any, inner: Any, context: Any) -> Any:
    (u,) = inner.args
    if isinstance(part, atan) != isinstance(inner, tan):
        return None
    if isinstance(part, atan):
        return next((u - j * pi for j in BRANCHES if _between(context, -pi / 2, u - j * pi, pi / 2, strict=True)), None)
    v = u if isinstance(inner, sin) else pi / 2 - u  # cos u = sin(pi/2 - u)
    j = next((j for j in BRANCHES if _between(context, -pi / 2, v - j * pi, pi / 2, strict=False)), None)
    if j is None:
        return None
    angle = Integer(-1) ** j * (v - j * pi)
    return angle if isinstance(part, asin) else pi / 2 - angle


def _between(context: Any, low: Any, term: Any, high: Any, *, strict: bool) -> bool:
    relation = ">" if strict else ">="
    return implied(context.relation(term - low), relation) and implied(context.relation(high - term), relation)


EXPANSION = Expansion(5, (asin, acos, atan, asinh, acosh, atanh), expand)
