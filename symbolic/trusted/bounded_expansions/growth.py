"""Exponents q of the factors exp(q): sums of c t^a L^k that grow faster than every multiple of L as t goes to 0."""

from __future__ import annotations

from fractions import Fraction
from functools import cmp_to_key
from typing import Any

from symbolic.trusted.bounded_expansions import constants
from symbolic.trusted.bounded_expansions.scale import NoExpansion, Scale, Window, ball, key, over

Exponent = tuple[tuple[Scale, Any], ...]  # the largest scale first; no coefficient is zero
NO_GROWTH: Exponent = ()


def grows(scale: Scale) -> bool:
    """Whether t^a L^k belongs in an exponent: beyond all multiples of L."""
    return scale[0] < 0 or (scale[0] == 0 and scale[1] > 1)


def exponent(terms: dict[Scale, Any]) -> Exponent:
    kept = [(scale, constants.canonical(c)) for scale, c in terms.items() if constants.sign(c) != 0]
    return tuple(sorted(kept, key=lambda entry: key(entry[0])))


def plus(left: Exponent, right: Exponent) -> Exponent:
    if not left or not right:
        return left or right
    total = dict(left)
    for scale, c in right:
        total[scale] = constants.add(total[scale], c) if scale in total else c
    return exponent(total)


def scaled(q: Exponent, factor: Any) -> Exponent:
    return exponent({scale: constants.multiply(c, factor) for scale, c in q})


def direction(q: Exponent) -> int:
    """1 when exp(q) goes to infinity as t goes to 0, -1 when it goes to 0, 0 when q is 0."""
    return constants.sign(q[0][1]) if q else 0


def fastest_first(exponents: Any) -> list[Exponent]:
    def compared(p: Exponent, q: Exponent) -> int:
        return -direction(plus(p, scaled(q, Fraction(-1))))

    return sorted(exponents, key=cmp_to_key(compared))


def bound(window: Window, q: Exponent, scale: Scale) -> Any:
    """The largest exp(q) t^a L^k of the window, for a q that goes to -infinity.

    In u = L the logarithm is phi(u) = sum c e^(-a u) u^k - a u + k log u. Its derivative is the leading one, negative, plus others; where
    those together are seen to be smaller on the whole window, phi falls and is largest at the smallest u.
    """
    if not q:
        return window.bound(scale)
    if direction(q) >= 0:
        raise NoExpansion("an exponential is not bounded")
    (a0, k0), c0 = q[0]
    least = window.least_logarithm
    if a0 < 0:  # |c0| e^(-a0 u) u^k0 (-a0 + k0/u)
        leading: Scale = (a0, k0)
        rate = ball(-a0) + (ball(k0) / least if k0 < 0 else 0)
    else:  # |c0| k0 u^(k0 - 1)
        leading, rate = (a0, k0 - 1), ball(k0)
    if not rate > 0:
        raise NoExpansion("the window is too wide for an exponential")
    steepness = constants.enclosed(c0).abs_lower() * rate
    rest = ball(Fraction(0))
    for (a, k), c in q[1:]:
        if a != 0:
            rest += constants.size(c) * (ball(abs(a)) + ball(abs(k)) / least) * window.bound(over((a, k), leading))
        else:
            rest += constants.size(c) * ball(abs(k)) * window.bound(over((a, k - 1), leading))
    a, k = scale
    if a < 0:  # -a u + k log u with its derivative -a + k/u, of which only what is positive works against us
        rest += ball(-a) * window.bound(over((Fraction(0), Fraction(0)), leading))
    if k > 0:
        rest += ball(k) * window.bound(over((Fraction(0), Fraction(-1)), leading))
    if not rest <= steepness:
        raise NoExpansion("the window is too wide for an exponential")
    top = -ball(a) * least + ball(k) * least.log()
    for (b, m), c in q:
        top += constants.enclosed(c) * (-ball(b) * least).exp() * (least.log() * ball(m)).exp()
    return top.exp().upper()


__all__ = ["NO_GROWTH", "Exponent", "bound", "direction", "exponent", "fastest_first", "grows", "plus", "scaled"]
