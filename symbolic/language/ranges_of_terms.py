"""Ranges: an interval that contains all values of a term while its one variable runs through an interval.

Interval arithmetic with two exact ends, each rounded outwards, so that a range may end exactly where a function begins: log(1 - x^2) over
0 <= x <= h is at most 0, and its negative has a square root. Balls, whose radius is rounded up, cannot say that. A range is None as soon as
some value of the variable might leave the term undefined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy
from flint import arb
from sympy import Abs, Max, Min, Pow

from symbolic.language.balls import compare
from symbolic.language.differentiation import evaluate_derivatives
from symbolic.language.precision import Unknown
from symbolic.language.special import meaning_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols


@dataclass(frozen=True)
class Range:
    """All numbers from `low` to `high`, two exact balls."""

    low: Any
    high: Any

    @staticmethod
    def around(ball: Any) -> Range | None:
        """The smallest range found that contains a ball; None for balls that are not finite."""
        return Range(ball.lower(), ball.upper()) if ball.is_finite() else None

    @property
    def ball(self) -> Any:
        return self.low.union(self.high)


Ranged = Callable[[Range], Range | None]


def range_of(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Ranged:
    """A function from a range of `variable` to one of `term`; `constant` encloses terms without the variable. Raises `Unknown`."""
    if variable not in free_symbols(term):
        known = Range.around(constant(term))
        return lambda place: known
    if term == variable:
        return lambda place: place
    if isinstance(term, Pow):
        return _power(term, variable, constant)
    kind = type(term)
    if kind in _MONOTONE or kind in _FOLDED:
        parts = [range_of(argument, variable, constant) for argument in term.args]
        return _combined(_FOLDED[kind], parts) if kind in _FOLDED else _combined(_MONOTONE[kind], parts)
    if isinstance(term, sympy.Derivative | sympy.Subs):
        return range_of(evaluate_derivatives(term), variable, constant)
    if hasattr(term, "definition") and defined_throughout(term, variable, constant):
        return range_of(term.definition, variable, constant)
    raise Unknown(f"the range of `{term}` is not enclosed")


def defined_throughout(term: Any, variable: Any, constant: Callable[[Any], Any]) -> bool:
    """Whether what a special function asks of its arguments, beyond its definition, holds and has nothing to do with the variable."""
    special = meaning_of(term)
    for needed in special.conditions(*term.args) if special is not None and special.conditions is not None else ():
        if not isinstance(needed, Comparison) or variable in free_symbols(needed.left) | free_symbols(needed.right):
            return False
        if compare(constant(needed.left), needed.relation, constant(needed.right)) is not True:
            return False
    return True


def _combined(function: Callable[..., Range | None], parts: list[Ranged]) -> Ranged:
    def apply(place: Range) -> Range | None:
        found = [part(place) for part in parts]
        return None if None in found else _finite(function(*found))

    return apply


def _finite(found: Range | None) -> Range | None:
    return found if found is not None and found.low.is_finite() and found.high.is_finite() else None


def _total(*parts: Range) -> Range:
    low, high = parts[0].low, parts[0].high
    for part in parts[1:]:
        low, high = (low + part.low).lower(), (high + part.high).upper()
    return Range(low, high)


def _product(*factors: Range) -> Range:
    found = factors[0]
    for factor in factors[1:]:
        ends = [a * b for a in (found.low, found.high) for b in (factor.low, factor.high)]
        found = Range(_least(end.lower() for end in ends), _greatest(end.upper() for end in ends))
    return found


def _least(numbers: Any) -> Any:
    first, *others = numbers
    for other in others:
        first = other if other < first else first
    return first


def _greatest(numbers: Any) -> Any:
    return -_least(-number for number in numbers)


def _power(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Ranged:
    base_term, exponent = term.args
    base = range_of(base_term, variable, constant)
    if exponent.is_Integer:
        return _combined(lambda b: _whole_power(b, int(exponent)), [base])
    if variable in free_symbols(exponent):
        raise Unknown(f"the range of `{term}` is not enclosed")
    power = constant(exponent)
    return _combined(lambda b: _real_power(b, power), [base])


def _whole_power(base: Range, exponent: int) -> Range | None:
    if exponent < 0:
        if not (base.low > 0 or base.high < 0):
            return None
        base, exponent = Range((1 / base.high).lower(), (1 / base.low).upper()), -exponent
    low, high = base.low**exponent, base.high**exponent
    if exponent % 2 or base.low >= 0:
        return Range(low.lower(), high.upper())
    if base.high <= 0:
        return Range(high.lower(), low.upper())
    return Range(arb(0), _greatest((low.upper(), high.upper())))


def _real_power(base: Range, exponent: Any) -> Range | None:
    """Of a base that is not negative, and not 0 unless the exponent is positive."""
    if exponent > 0 and base.low >= 0:
        return Range(_positive_power(base.low, exponent).lower(), _positive_power(base.high, exponent).upper())
    if exponent < 0 and base.low > 0:
        return Range(_positive_power(base.high, exponent).lower(), _positive_power(base.low, exponent).upper())
    return None


def _positive_power(base: Any, exponent: Any) -> Any:
    if base == 0:
        return arb(0)
    return base.sqrt() if exponent == arb(0.5) else (base.log() * exponent).exp()


def _increasing(function: Callable[[Any], Any], domain: Callable[[Any], bool] = lambda low: True) -> Callable[[Range], Range | None]:
    def apply(inner: Range) -> Range | None:
        return Range(function(inner.low).lower(), function(inner.high).upper()) if domain(inner.low) else None

    return apply


def _absolute(inner: Range) -> Range:
    if inner.low >= 0:
        return inner
    if inner.high <= 0:
        return Range(-inner.high, -inner.low)
    return Range(arb(0), _greatest((-inner.low, inner.high)))


def _even(function: Callable[[Any], Any]) -> Callable[[Range], Range]:
    """Of an even function that rises for positive arguments."""

    def apply(inner: Range) -> Range:
        size = _absolute(inner)
        return Range(function(size.low).lower(), function(size.high).upper())

    return apply


def _by_ball(function: Callable[[Any], Any]) -> Callable[[Range], Range | None]:
    return lambda inner: Range.around(function(inner.ball))


_MONOTONE: dict[Any, Callable[..., Range | None]] = {
    sympy.exp: _increasing(arb.exp),
    sympy.log: _increasing(arb.log, lambda low: bool(low > 0)),
    sympy.sinh: _increasing(arb.sinh),
    sympy.tanh: _increasing(arb.tanh),
    sympy.atan: _increasing(arb.atan),
    sympy.asinh: _increasing(arb.asinh),
    sympy.erf: _increasing(arb.erf),
    sympy.cosh: _even(arb.cosh),
    sympy.sin: _by_ball(arb.sin),
    sympy.cos: _by_ball(arb.cos),
    sympy.erfc: _by_ball(arb.erfc),
    Abs: _absolute,
}
_FOLDED: dict[Any, Callable[..., Range | None]] = {
    sympy.Add: _total,
    sympy.Mul: _product,
    Max: lambda *parts: Range(_greatest(p.low for p in parts), _greatest(p.high for p in parts)),
    Min: lambda *parts: Range(_least(p.low for p in parts), _least(p.high for p in parts)),
}

__all__ = ["Range", "defined_throughout", "range_of"]
