"""Improper integrals: a finite interval in the middle, a zone towards each end that is no ordinary one, and a ball for what lies beyond.

Towards an infinite end the zone is cut into pieces that grow by a factor; towards a finite end e, where the integrand may not be bounded,
the same is done with f(e + 1/u)/u^2 for large u, which has the same integral. Beyond the last piece |f| <= c t^p e^(-r t) (`majorants`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import arb, ctx
from sympy import Add, Integer, Integral, Pow, Rational, Symbol, oo

from symbolic.language.balls import ball
from symbolic.language.endless import oscillates
from symbolic.language.growth import tail_of_integral, too_large
from symbolic.language.laurent import laurent
from symbolic.language.majorants import Majorants
from symbolic.language.point import Point
from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.terms import free_symbols, substitute

Value = Callable[[Any, Point], Any]
Proper = Callable[[Any, Point, Value], Any]
STARTS = (4, 16, 64, 256)  # arguments from which a bound is looked for
FACTOR = 16  # by which pieces grow
MOST_PIECES = 120
MOST_BITS = 256


@dataclass(frozen=True)
class Zone:
    """Towards one end: `part` in `variable` (which grows towards the end) from `start` on; its beginning is `inner` in the integral."""

    part: Any
    variable: Any
    start: int
    inner: Any


def enclosed(integral: Any, point: Point, value: Value, proper: Proper, piece: Proper) -> Any:
    """The value, where `proper` and, in the zones, `piece` give integrals over finite intervals (None where not). Raises `Unknown`."""
    if ctx.prec > MOST_BITS:
        raise Unknown(f"`{integral}` is not enclosed at this precision")
    variable, lower, upper = integral.limits[0]
    if lower == oo or upper == -oo:
        raise Unknown(f"the ends of `{integral}` are out of order")
    zones = [_zone(integral, place, side, point, value) for place, side in ((lower, 1), (upper, -1))]
    inner = [zone.inner if zone is not None else place for zone, place in zip(zones, (lower, upper), strict=True)]
    first, last = (ball(value(end, point)) for end in inner)
    if first > last:  # both ends are infinite or far away: one zone begins further in
        raise Unknown(f"`{integral}` is too short to be cut")
    total = arb(0) if (first - last).is_zero() else _must(proper(Integral(integral.function, (variable, *inner)), point, value), integral)
    for zone in zones:
        if zone is not None:
            total += _towards(zone, integral, point, value, piece)
    return total


def _must(found: Any, integral: Any) -> Any:
    if found is None:
        raise Unknown(f"`{integral}` is not enclosed")
    return ball(found)


def _zone(integral: Any, place: Any, side: int, point: Point, value: Value) -> Zone | None:
    """None for an ordinary end, at which the integrand has a value."""
    variable, lower, upper = integral.limits[0]
    if place not in (oo, -oo):
        try:
            value(integral.function, Point({**point.values, variable: value(place, point)}, point.graphs))
            return None
        except (Undefined, Unknown, ZeroDivisionError):
            pass
    u = Symbol("large_argument", positive=True)
    if place in (oo, -oo):
        part = substitute(integral.function, {variable: u if place == oo else -u})
        other = upper if place == -oo else lower
        begin = STARTS[0]
        if other not in (oo, -oo):  # beyond the finite end
            begin = max(begin, 2 * int(abs(ball(value(other, point))).upper().ceil().unique_fmpz()) + 1)
        return Zone(_collected(part, u, point, value), u, begin, Integer(begin) if place == oo else Integer(-begin))
    part = substitute(integral.function, {variable: place + side / u}) * u**-2
    begin = STARTS[0]
    if not (lower.is_infinite or upper.is_infinite):
        length = ball(value(upper, point)) - ball(value(lower, point))
        begin = max(begin, int((3 / length.lower()).upper().ceil().unique_fmpz()) if length > 0 else begin)
    return Zone(_collected(part, u, point, value), u, begin, place + Rational(side, begin))


def _collected(term: Any, u: Any, point: Point, value: Value) -> Any:
    """Sums of powers of u written out, so that what cancels is gone: 1 - (1 - 1/u)^2 is 2/u - 1/u^2."""
    if u not in free_symbols(term) or term == u:
        return term
    if term.is_Add:
        found = laurent(term, u, lambda constant: value(constant, point))
        if found is not None and all(isinstance(c, Fraction) for c in found.values()):
            return Add(*(Rational(c.numerator, c.denominator) * Pow(u, Rational(p.numerator, p.denominator)) for p, c in found.items()))
    return term.func(*(_collected(part, u, point, value) for part in term.args))


def _towards(zone: Zone, integral: Any, point: Point, value: Value, piece: Proper) -> Any:
    """Pieces, each `FACTOR` times as long as the one before, and a ball for the rest."""
    ends, tail = _pieces(zone, integral, point, value)
    total = arb(0)
    with working_precision(2 * ctx.prec + 64):
        for first, last in pairwise(ends):
            total += _must(piece(Integral(zone.part, (zone.variable, Integer(first), Integer(last))), point, value), integral)
    return total + tail.union(-tail)


def _pieces(zone: Zone, integral: Any, point: Point, value: Value) -> tuple[list[int], Any]:
    """The ends of the pieces, up to where the bound is small enough, and that bound."""
    wanted = arb(2) ** -ctx.prec
    for start in STARTS:
        begin = max(start, zone.start)
        try:
            bound = Majorants(zone.variable, Fraction(begin), lambda constant: value(constant, point)).above(zone.part)
        except (Unknown, Undefined):
            continue
        steady = isinstance(bound.rate, Fraction)
        ends = [zone.start] if begin == zone.start else [zone.start, begin]
        for _ in range(MOST_PIECES):
            tail = tail_of_integral(bound, ends[-1])
            if tail is not None and tail.is_finite() and tail < wanted:
                return ends, tail.upper()
            ends.append(ends[-1] * (FACTOR if steady else 2))
        tail = tail_of_integral(bound, ends[-1])
        if tail is not None and tail.is_finite():
            return ends, tail.upper()
    raise Unknown(f"no bound is known for `{integral}` near an end")


def diverges(integral: Any, point: Point, value: Value) -> bool:
    """Whether a bound from below, near one of the ends, shows that the integral has no value."""
    _, lower, upper = integral.limits[0]
    for place, side in ((lower, 1), (upper, -1)):
        zone = _zone(integral, place, side, point, value)
        for start in (16, 4096) if zone is not None else ():
            assert zone is not None
            try:
                bound = Majorants(zone.variable, Fraction(start), lambda constant: value(constant, point)).below(zone.part)
            except (Unknown, Undefined):
                continue
            if too_large(bound) and not oscillates(zone.part, zone.variable):
                return True
    return False


__all__ = ["diverges", "enclosed"]
