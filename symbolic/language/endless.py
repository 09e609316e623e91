"""Endless sums and products at a point: rational ones to full precision, others part by part with a bound for what is left out.

Raises `Unknown` where no bound is found. A sum or product that is seen to diverge is `Undefined`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from flint import arb, ctx
from sympy import Symbol

from symbolic.language import rational_series
from symbolic.language.balls import ball
from symbolic.language.growth import tail_of_sum, too_large
from symbolic.language.majorants import Majorants
from symbolic.language.point import Point
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.terms import free_symbols, substitute

Value = Callable[[Any, Point], Any]
LENGTHS = (8, 32, 128, 512, 2048)
MOST_BITS = 256  # for sums whose parts fall like a power, more digits would need more parts than there is time for


def endless(term: Any, point: Point, value: Value) -> Any:
    """The value of a `Sum` or `Product` whose upper end is infinite."""
    (variable, lower, upper) = term.limits[0]
    if upper != sympy.oo or lower.is_infinite:
        raise Unknown(f"`{term}` has no first part")
    first = value(lower, point)
    if not isinstance(first, Fraction) or first.denominator != 1:
        raise Undefined(term)

    def constant(part: Any) -> Any:
        return value(part, point)

    exact = _rational(term, variable, int(first), constant)
    if exact is not None:
        return exact
    return _by_parts(term, variable, int(first), point, value)


def _rational(term: Any, variable: Any, first: int, constant: Callable[[Any], Any]) -> Any:
    """By closed forms: rational functions and powers, also with alternating signs."""
    part = term.function
    try:
        quotient = rational_series.rational(part, variable, constant)
        if isinstance(term, sympy.Product):
            return None if quotient is None else rational_series.product_of(quotient, first)
        if quotient is not None:
            return rational_series.sum_of(quotient, first)
        plain = rational_series.alternating_part(part, variable)
        if plain is None:
            return rational_series.power_sum(part, variable, first, constant, alternating=False)
        quotient = rational_series.rational(plain, variable, constant)
        if quotient is not None:
            return rational_series.alternating_sum_of(quotient, first)
        return rational_series.power_sum(plain, variable, first, constant, alternating=True)
    except (Unknown, Undefined):
        return None


def _by_parts(term: Any, variable: Any, first: int, point: Point, value: Value) -> Any:
    """The parts up to a length at which the bound of the others is small enough, or the longest."""
    adding = isinstance(term, sympy.Sum)
    wanted = arb(2) ** (-ctx.prec)
    chosen = None
    for length in LENGTHS:
        start = max(first + length, 2 * length)
        tail = tail_bound(term, start, point, value)
        if tail is not None:
            chosen = start, tail
            if tail < wanted:
                break
    if chosen is None or (chosen[1] > wanted and ctx.prec > MOST_BITS):
        raise Unknown(f"no bound is known for the end of `{term}`")
    start, tail = chosen
    total = ball(Fraction(0 if adding else 1))
    for index in range(first, start):
        part = ball(value(term.function, Point({**point.values, variable: Fraction(index)}, point.graphs)))
        total = total + part if adding else total * part
    around = tail.union(-tail)
    return total + around if adding else total * around.exp()


def _large(term: Any, variable: Any) -> tuple[Any, Any]:
    """The part for a large index: with a positive variable, and zeta(s) - 1 as the zeta function from 2 on."""
    index = Symbol("large_index", integer=True, positive=True)
    return without_first_of_zeta(substitute(term, {variable: index})), index


def without_first_of_zeta(term: Any) -> Any:
    if term.is_Add and -1 in term.args:
        zetas = [part for part in term.args if isinstance(part, sympy.zeta) and len(part.args) == 1]
        if zetas:
            rest = [part for part in term.args if part != -1 and part is not zetas[0]]
            return sympy.Add(sympy.zeta(zetas[0].args[0], 2, evaluate=False), *rest)
    if not term.args or not term.has(sympy.zeta):
        return term
    if not (term.is_Add or term.is_Mul or term.is_Pow):
        return term
    return term.func(*(without_first_of_zeta(part) for part in term.args))


def tail_bound(term: Any, start: int, point: Point, value: Value) -> Any:
    """A ball at most as large as which are all parts from `start` on together (of a product: their logarithms); None when none is found."""
    part, index = _large(term.function, term.limits[0][0])
    majorants = Majorants(index, Fraction(start), lambda constant: value(constant, point))
    try:
        if isinstance(term, sympy.Sum):
            bound = majorants.above(part)
        else:
            near = majorants.above(part - 1)
            if not (near.rate >= 0 and near.power <= 0 and near.at(start) <= 0.5):
                return None
            bound = type(near)(2 * near.scale, near.power, near.rate)  # |log(1 + v)| <= 2 |v| for |v| <= 1/2
        found = tail_of_sum(bound, start)
    except (Unknown, Undefined):
        return None
    return found.upper() if found is not None and found.is_finite() else None


def diverges(term: Any, point: Point, value: Value) -> bool:
    """Whether a bound from below shows that there is no value: the parts of a sum do not go to 0, or are of one sign and too large;

    those of a product grow without end.
    """
    if term.limits[0][2] != sympy.oo:
        return False
    for length in LENGTHS[1:]:
        part, index = _large(term.function, term.limits[0][0])
        try:
            bound = Majorants(index, Fraction(length), lambda constant: value(constant, point)).below(part)
        except (Unknown, Undefined):
            continue
        grows = bound.rate < 0 or (isinstance(bound.rate, Fraction) and bound.rate == 0 and bound.power > 0)
        if isinstance(term, sympy.Product):
            return bool(grows)
        if grows or (isinstance(bound.rate, Fraction) and bound.rate == 0 and bound.power >= 0):
            return True
        if too_large(bound) and not oscillates(part, index):
            return True
    return False


def oscillates(part: Any, index: Any) -> bool:
    """Whether the sign may change for ever: a negative number to a growing power, or a function that is not continuous in the index."""
    powers = (p for p in part.atoms(sympy.Pow) if index in free_symbols(p.exp))
    return any(not p.base.is_positive for p in powers) or part.has(sympy.floor, sympy.ceiling, sympy.Piecewise, sympy.cos, sympy.sin)


__all__ = ["diverges", "endless", "oscillates", "tail_bound", "without_first_of_zeta"]
