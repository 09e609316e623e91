"""Growth: c t^p e^(-r t) for all large t, compared, multiplied, and added up from some t on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from symbolic.language.balls import ball
from symbolic.language.precision import Unknown


@dataclass(frozen=True)
class Bound:
    """scale t^power e^(-rate t), scale > 0; power and rate exact where they are `Fraction`s."""

    scale: Any
    power: Any = Fraction(0)
    rate: Any = Fraction(0)

    def times(self, other: Bound) -> Bound:
        return Bound(self.scale * other.scale, plus(self.power, other.power), plus(self.rate, other.rate))

    def to(self, exponent: Any) -> Bound:
        """Raised to a real exponent."""
        scale = (ball(self.scale).log() * ball(exponent)).exp()
        return Bound(scale, times(self.power, exponent), times(self.rate, exponent))

    def at(self, place: Any) -> Any:
        t = ball(Fraction(place))
        return self.scale * (ball(self.power) * t.log() - ball(self.rate) * t).exp()


def plus(left: Any, right: Any) -> Any:
    return left + right if isinstance(left, Fraction) and isinstance(right, Fraction) else ball(left) + ball(right)


def times(left: Any, right: Any) -> Any:
    return left * right if isinstance(left, Fraction) and isinstance(right, Fraction) else ball(left) * ball(right)


def minus(left: Any, right: Any) -> Any:
    return plus(left, times(Fraction(-1), right))


def is_zero(number: Any) -> bool:
    return bool(number == 0) if isinstance(number, Fraction) else bool(number.is_zero())


def rounded_zero(number: Any) -> Any:
    return Fraction(0) if number.is_zero() else number


def dominates(first: Bound, other: Bound) -> bool:
    rates = minus(first.rate, other.rate)
    return bool(rates < 0 or (rates <= 0 and minus(first.power, other.power) >= 0))


def least_of(numbers: list[Any]) -> Any:
    return chosen(numbers, lambda a, b: minus(a, b) <= 0)


def greatest_of(numbers: list[Any]) -> Any:
    return chosen(numbers, lambda a, b: minus(a, b) >= 0)


def chosen(numbers: list[Any], before: Callable[[Any, Any], Any]) -> Any:
    for number in numbers:
        if all(other is number or bool(before(number, other)) for other in numbers):
            return number
    raise Unknown("two rates of growth are not told apart")


def tail_of_sum(bound: Bound, start: int) -> Any:
    """At most the sum of the bound over t = start, start + 1, ...; None when it may diverge."""
    first = bound.at(start)
    if bound.rate > 0:
        ratio = (-ball(bound.rate)).exp()
        if not bound.power <= 0:
            ratio = ratio * (1 + arb(1) / start) ** ball(bound.power)
        return first / (1 - ratio) if ratio < 1 else None
    if is_zero(bound.rate) and bound.power < -1:
        return first * (1 + arb(start) / (-ball(bound.power) - 1))
    return None


def tail_of_integral(bound: Bound, start: Any) -> Any:
    """At most the integral of the bound from `start` on; None when it may diverge."""
    first, t = bound.at(start), ball(Fraction(start))
    if bound.rate > 0:
        slope = ball(bound.rate) if bound.power <= 0 else ball(bound.rate) - abs(ball(bound.power)) / t
        return first / slope if slope > 0 else None
    if is_zero(bound.rate) and bound.power < -1:
        return first * t / (-ball(bound.power) - 1)
    return None


def too_large(bound: Bound) -> bool:
    """Whether a bound from below, of a term of one sign, shows that its series or integral diverges."""
    return bool(bound.rate < 0 or (is_zero(bound.rate) and bound.power >= -1))


__all__ = [
    "Bound",
    "dominates",
    "greatest_of",
    "is_zero",
    "least_of",
    "minus",
    "plus",
    "rounded_zero",
    "tail_of_integral",
    "tail_of_sum",
    "times",
    "too_large",
]
