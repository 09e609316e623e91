"""Where each symbol may lie, given those before it: affine relations, solved by elimination (Fourier and Motzkin), and others once all but
one of their symbols have values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from sympy import Poly, PolynomialError
from sympy.core.function import AppliedUndef

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.point import rational
from symbolic.language.predicates import kind_facts
from symbolic.language.statements import Comparison

MOST_CONSTRAINTS = 400


@dataclass(frozen=True)
class Interval:
    """The numbers between `low` and `high` (None: unbounded), the ends included or not; only whole numbers when `whole`."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_in: bool = False
    high_in: bool = False
    whole: bool = False

    def __contains__(self, number: Fraction) -> bool:
        above = self.low is None or number > self.low or (self.low_in and number == self.low)
        below = self.high is None or number < self.high or (self.high_in and number == self.high)
        return above and below and (not self.whole or number.denominator == 1)

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        if self.whole:
            first, last = self.ends()
            return first is not None and last is not None and first > last
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last whole number inside."""
        first = None if self.low is None else math.ceil(self.low) + (self.low == math.ceil(self.low) and not self.low_in)
        last = None if self.high is None else math.floor(self.high) - (self.high == math.floor(self.high) and not self.high_in)
        return first, last

    def meet(self, low: Fraction | None, high: Fraction | None, *, closed: bool) -> Interval:
        """The part of this interval above `low` and below `high`."""
        result = self
        if low is not None and (self.low is None or low > self.low or (low == self.low and not closed)):
            result = replace(result, low=low, low_in=closed)
        if high is not None and (self.high is None or high < self.high or (high == self.high and not closed)):
            result = replace(result, high=high, high_in=closed)
        return result

    def simplest(self) -> Fraction:
        """The simplest number inside, by the Stern-Brocot tree; an end where nothing else is left."""
        if self.whole:
            first, last = self.ends()
            return Fraction(first if first is not None else last if last is not None else 0)
        if self.low is not None and self.low == self.high:
            return self.low
        if self.low is None:
            return Fraction(0) if self.high is None else Fraction(math.ceil(self.high) - 1)
        return simplest_between(self.low, self.high) if self.high is None or self.low < self.high else self.low


def simplest_between(low: Fraction, high: Fraction | None) -> Fraction:
    """The number with the smallest denominator strictly between `low` and `high`."""
    base = math.floor(low)
    if high is None or base + 1 < high:
        return Fraction(base + 1)
    return base + 1 / simplest_between(1 / (high - base), None if low == base else 1 / (low - base))


@dataclass(frozen=True)
class Affine:
    """`constant` plus the sum of `slopes` times symbols is positive, or not negative when `closed`."""

    slopes: dict[Any, Fraction]
    constant: Fraction
    closed: bool

    def without(self, symbol: Any, other: Affine) -> Affine:
        """What follows from this one, which bounds `symbol` from below, and `other`, which bounds it from above."""
        p, q = self.slopes[symbol], -other.slopes[symbol]
        names = ({*self.slopes, *other.slopes}) - {symbol}
        slopes = {s: q * self.slopes.get(s, Fraction(0)) + p * other.slopes.get(s, Fraction(0)) for s in names}
        kept = {s: c for s, c in slopes.items() if c}
        return Affine(kept, q * self.constant + p * other.constant, self.closed and other.closed)


@dataclass(frozen=True)
class Range:
    """Where `symbol` may lie once the earlier symbols have values: by affine constraints, and by relations that it completes."""

    symbol: Any
    constraints: tuple[Affine, ...]
    relations: tuple[tuple[Any, str], ...]

    @cached_property
    def _alone(self) -> Interval | None:
        """The interval where no other symbol has a say."""
        if self.relations or any(set(c.slopes) - {self.symbol} for c in self.constraints):
            return None
        return self._within({})

    def interval(self, values: dict[Any, Fraction]) -> Interval:
        """Where the symbol may lie, given the values of those that bound it."""
        return self._alone or self._within(values)

    def _within(self, values: dict[Any, Fraction]) -> Interval:
        found = Interval(whole=bool(self.symbol.is_integer))
        for constraint in self.constraints:
            found = self._cut(found, constraint, values)
        for difference, relation in self.relations:
            for constraint in affine(difference.subs({s: rational(v) for s, v in values.items()}), relation, [self.symbol]):
                found = self._cut(found, constraint, values)
        return found

    def _cut(self, interval: Interval, constraint: Affine, values: dict[Any, Fraction]) -> Interval:
        slope = constraint.slopes.get(self.symbol)
        if not slope:
            return interval
        rest = constraint.constant + sum(c * values[s] for s, c in constraint.slopes.items() if s != self.symbol)
        low, high = (-rest / slope, None) if slope > 0 else (None, -rest / slope)
        return interval.meet(low, high, closed=constraint.closed)


def affine(difference: Any, relation: str, symbols: Sequence[Any]) -> list[Affine]:
    """`difference relation 0` as affine constraints on `symbols`; nothing when it is no such thing."""
    if relation == "!=" or not difference.free_symbols & set(symbols):
        return []
    try:
        polynomial = Poly(difference, *symbols)
    except PolynomialError:
        return []
    if polynomial.total_degree() != 1 or not all(c.is_Rational for c in polynomial.coeffs()):
        return []
    slopes, constant = {}, Fraction(0)
    for powers, coefficient in polynomial.terms():
        number = Fraction(int(coefficient.p), int(coefficient.q))
        if any(powers):
            slopes[symbols[powers.index(1)]] = number
        else:
            constant = number
    up = Affine(slopes, constant, relation in (">=", "<=", "=="))
    down = Affine({s: -c for s, c in slopes.items()}, -constant, up.closed)
    return {">": [up], ">=": [up], "<": [down], "<=": [down], "==": [up, down]}[relation]


def ranges_of_symbols(domain: Domain, symbols: Sequence[Any]) -> list[Range]:
    """The symbols in the order in which the relations name them, each with all that bounds it in terms of earlier ones."""
    relations = [r for r in (*kind_facts(symbols), *domain.relations) if isinstance(r, Comparison)]
    order = list(dict.fromkeys([*(s for r in domain.relations for s in symbols_of(r)), *symbols]))
    differences = [(r.left - r.right, r.relation) for r in relations if not (r.left.is_infinite or r.right.is_infinite)]
    linear = [c for difference, relation in differences for c in affine(difference, relation, order)]
    curved = [(d, relation) for d, relation in differences if not affine(d, relation, order) and not d.has(AppliedUndef)]
    found = []
    for symbol in reversed(order):
        before = order[: order.index(symbol)]
        completed = tuple((d, r) for d, r in curved if symbol in d.free_symbols and d.free_symbols <= {symbol, *before})
        found.append(Range(symbol, tuple(c for c in linear if symbol in c.slopes), completed))
        lower, upper = ([c for c in linear if sign * c.slopes.get(symbol, 0) > 0] for sign in (1, -1))
        implied = [a.without(symbol, b) for a in lower for b in upper]
        linear = [*(c for c in linear if symbol not in c.slopes), *implied][:MOST_CONSTRAINTS]
    return found[::-1]
