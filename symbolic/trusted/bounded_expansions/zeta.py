"""Riemann's zeta function of expansions: Laurent's series at 1, exponentials towards infinity."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from flint import arb, arb_series, ctx
from sympy import log

from symbolic.trusted.bounded_expansions import functions, powers, series
from symbolic.trusted.bounded_expansions.scale import ONE, NoExpansion, Window
from symbolic.trusted.bounded_expansions.series import Expansion

LAST = 5  # of the parts n^(-s) that are written out


def zeta(window: Window, found: Expansion) -> Expansion:
    """Beyond 1: zeta(1 + t) = 1/t + gamma + ... (DLMF 25.2.4); the sum of n^(-s) for large s."""
    if functions.growing(found):
        return _for_large(window, found)
    number, small = functions.regular(found)
    if number != 1:
        return functions.at_number(window, sympy.zeta, number, small)
    if functions.sign(window, small) <= 0:
        raise NoExpansion("zeta at most at 1")
    return series.add(window, powers.reciprocal(window, small), functions.at_zero(window, _WithoutPole(), _stieltjes, small))


def _for_large(window: Window, found: Expansion) -> Expansion:
    """sum of n^(-s) for n > N is at most the integral of x^(-s) from N on, N^(-s) N/(s - 1)."""
    if functions.sign(window, found) <= 0:
        raise NoExpansion("zeta at most at 1")
    parts = [series.of_constant(Fraction(1))]
    for n in range(2, LAST + 1):
        parts.append(powers.exponential(window, series.scale_by(found, -log(sympy.Integer(n)))))
    before = series.add(window, found, series.of_constant(Fraction(-1)))
    if functions.sign(window, before) <= 0:
        raise NoExpansion("zeta at most at 1")
    unknown = series.remainder(series.Size((), ONE, arb(LAST)))
    rest = series.multiply(window, unknown, series.multiply(window, parts[-1], powers.reciprocal(window, before)))
    return series.add(window, *parts, rest)


def _stieltjes(k: int) -> Any:
    """Coefficients at 0 of zeta(1 + t) - 1/t: Euler's constant exactly, the others enclosed."""
    return sympy.EulerGamma if k == 0 else _WithoutPole().taylor(arb(0), k)[k]


class _WithoutPole:
    """zeta(1 + t) - 1/t with its Taylor coefficients."""

    def taylor(self, place: Any, n: int) -> list[Any]:
        before = ctx.cap
        ctx.cap = n + 2
        try:
            found = arb_series([1 + place, 1], n + 2).zeta(arb(1), True)
            result = [found[k] for k in range(n + 1)]
        finally:
            ctx.cap = before
        if not all(c.is_finite() for c in result):
            raise NoExpansion("zeta is not enclosed")
        return result


FUNCTIONS: dict[Any, Callable[[Window, Expansion], Expansion]] = {sympy.zeta: zeta}

__all__ = ["FUNCTIONS", "zeta"]
