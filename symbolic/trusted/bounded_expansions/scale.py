"""Scales t^a L^k exp(q), L = -log t, on a window 0 < t <= reach, and how far one stays below another there."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import arb, fmpq

MOST_PRODUCTS = 12_000  # of two terms, in all that is expanded on one window
Scale = tuple[Fraction, Fraction]  # (a, k) for t^a L^k
ONE: Scale = (Fraction(0), Fraction(0))


class NoExpansion(ArithmeticError):
    """There is no expansion in these scales, or its remainder is not bounded on the whole window."""


def ball(number: Fraction) -> Any:
    return arb(fmpq(number.numerator, number.denominator))


@dataclass(frozen=True)
class Window:
    """0 < t <= reach <= 1/4, so that L = -log t >= log 4 > 1; expansions keep `order` powers of t beyond their leading one."""

    reach: Fraction
    order: int = 6
    work: list[int] = field(default_factory=lambda: [MOST_PRODUCTS], compare=False, repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.reach <= Fraction(1, 4):
            raise NoExpansion("a window reaches at most to 1/4")

    def spend(self, products: int) -> None:
        """Count the work. Raises `NoExpansion` when there has been too much."""
        self.work[0] -= products
        if self.work[0] < 0:
            raise NoExpansion("too much work")

    @cached_property
    def least_logarithm(self) -> Any:
        """The smallest L of the window."""
        return -ball(self.reach).log()

    def bound(self, scale: Scale) -> Any:
        """The largest t^a L^k of the window: with u = L >= least, exp(-a u) u^k falls for u >= k/a if a > 0, and always for k <= 0 <= a."""
        a, k = scale
        least = self.least_logarithm
        if a < 0 or (a == 0 and k > 0):
            raise NoExpansion("the scale is not bounded")
        place = least.max(ball(k / a)) if a > 0 and k > 0 else least
        return ((-ball(a) * place).exp() * (place.log() * ball(k)).exp()).upper()


def key(scale: Scale) -> tuple[Fraction, Fraction]:
    """Sorting by it puts the largest scale, as t goes to 0, first."""
    return scale[0], -scale[1]


def times(left: Scale, right: Scale) -> Scale:
    return left[0] + right[0], left[1] + right[1]


def over(left: Scale, right: Scale) -> Scale:
    return left[0] - right[0], left[1] - right[1]


def largest(scales: Any) -> Scale:
    found: Scale = min(scales, key=key)
    return found


__all__ = ["ONE", "NoExpansion", "Scale", "Window", "ball", "key", "largest", "over", "times"]
