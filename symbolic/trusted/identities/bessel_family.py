"""Bessel functions of orders that differ by whole numbers by two of them, and of half an odd order by elementary functions.

Recurrences (DLMF 10.6.1, 10.29.1): C_(v+1) = (2 v/x) C_v - C_(v-1) for J and Y, I_(v+1) = I_(v-1) - (2 v/x) I_v, K_(v+1) = K_(v-1) + (2
v/x) K_v, for x != 0. J_-n = (-1)^n J_n and likewise Y; I_-n = I_n for whole n (10.4.1, 10.27.1); K_-v = K_v (10.27.3). Orders 1/2 and -1/2
are elementary (10.16.1, 10.39.1, 10.39.2) for x > 0. J_n and I_n have the parity of n (10.11.1, 10.34.1).
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Rational, besseli, besselj, besselk, bessely, ceiling, cos, exp, pi, sin, sqrt

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, applications, everywhere
from symbolic.trusted.identities.parity import leading_sign
from symbolic.trusted.normal_form import TooLarge, normalised

HEADS = (besselj, bessely, besseli, besselk)
HALF = Rational(1, 2)
LARGEST_STEP = 12
_STEP = {  # the coefficients p, q in C_(v+1) = p (2 v/x) C_v + q C_(v-1)
    besselj: (1, -1),
    bessely: (1, -1),
    besseli: (-1, 1),
    besselk: (1, 1),
}
_HALF_ORDERS = {
    (besselj, HALF): lambda x: sqrt(2 / (pi * x)) * sin(x),
    (besselj, -HALF): lambda x: sqrt(2 / (pi * x)) * cos(x),
    (bessely, HALF): lambda x: -sqrt(2 / (pi * x)) * cos(x),
    (bessely, -HALF): lambda x: sqrt(2 / (pi * x)) * sin(x),
    (besseli, HALF): lambda x: sqrt(2 / (pi * x)) * (exp(x) - exp(-x)) / 2,
    (besseli, -HALF): lambda x: sqrt(2 / (pi * x)) * (exp(x) + exp(-x)) / 2,
    (besselk, HALF): lambda x: sqrt(pi / (2 * x)) * exp(-x),
    (besselk, -HALF): lambda x: sqrt(pi / (2 * x)) * exp(-x),
}


def expand(term: Any, context: Any) -> Any:
    """All Bessel functions by those of the lowest two orders of each family."""
    term = everywhere(term, lambda part: _placed(part, context))
    families: dict[Any, list[tuple[Any, int]]] = {}
    for part in applications(term, *HEADS):
        order, x = part.args
        constant, moving = order.as_coeff_Add()
        base = moving + constant - ceiling(constant)
        families.setdefault((type(part), base, x), []).append((part, int(ceiling(constant))))
    values: dict[Any, Any] = {}
    for (head, base, x), members in families.items():
        values.update(_by_two(head, base, x, members, context))
    return _with_wronskians(everywhere(term, lambda part: values.get(part, part)), context)


def _with_wronskians(term: Any, context: Any) -> Any:
    """Y_(v+1) and K_(v+1) by the other three of their pairs: J_(v+1) Y_v - J_v Y_(v+1) = 2/(pi x) (DLMF 10.5.2) and I_v K_(v+1) + I_(v+1)
    K_v = 1/x (10.28.2). J_v and I_v vanish at isolated places at most; an equation between these functions extends to them by continuity.
    """
    found = set(applications(term, *HEADS))

    def rule(part: Any) -> Any:
        if not isinstance(part, bessely | besselk):
            return part
        first = besselj if isinstance(part, bessely) else besseli
        order, x = part.args
        below = normalised(order - 1)
        trio = (first(below, x, evaluate=False), first(order, x, evaluate=False), type(part)(below, x, evaluate=False))
        if not set(trio) <= found or not implied(context.relation(x), ">"):
            return part
        one, next_, other = trio
        return (next_ * other - 2 / (pi * x)) / one if first is besselj else (1 / x - next_ * other) / one

    return everywhere(term, rule)


def _placed(part: Any, context: Any) -> Any:
    """The order with a positive leading coefficient where parity gives that; J and I of whole order at a leading plus sign."""
    if not isinstance(part, HEADS):
        return part
    head = type(part)
    order, x = (normalised(argument, context.positive) for argument in part.args)
    sign: Any = Integer(1)
    if leading_sign(order) < 0 and (order.is_integer or head is besselk):
        order = normalised(-order)
        sign = Integer(-1) ** order if head in (besselj, bessely) else sign
    if head in (besselj, besseli) and order.is_integer and leading_sign(x) < 0:
        x, sign = normalised(-x), sign * Integer(-1) ** order
    return sign * head(order, x, evaluate=False)


def _by_two(head: Any, base: Any, x: Any, members: list[tuple[Any, int]], context: Any) -> dict[Any, Any]:
    if not implied(context.relation(x), ">" if base == -HALF else "!="):
        return {}
    if base == -HALF:
        lowest, low, high = 0, _HALF_ORDERS[head, -HALF](x), _HALF_ORDERS[head, HALF](x)
    else:
        lowest = min(step for _, step in members)
        low, high = (head(normalised(base + lowest + i), x, evaluate=False) for i in (0, 1))
    highest = max(step for _, step in members)
    if max(abs(lowest), abs(highest), highest - lowest) > LARGEST_STEP:
        raise TooLarge(f"the orders of `{head.__name__}` are too far apart")
    if base != -HALF and highest - lowest < 2:
        return {}
    p, q = _STEP[head]
    ladder = {lowest: low, lowest + 1: high}
    for step in range(lowest + 1, highest):
        ladder[step + 1] = p * (2 * (base + step) / x) * ladder[step] + q * ladder[step - 1]
    for step in range(lowest, min(step for _, step in members), -1):  # only below -1/2
        ladder[step - 1] = (ladder[step + 1] - p * (2 * (base + step) / x) * ladder[step]) / q
    return {part: ladder[step] for part, step in members}


EXPANSION = Expansion(29, HEADS, expand)
