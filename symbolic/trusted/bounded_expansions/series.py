"""Expansions and their arithmetic: sum over q of exp(q) * (sum of c t^a L^k + a bounded remainder)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flint import arb

from symbolic.trusted.bounded_expansions import constants, growth
from symbolic.trusted.bounded_expansions.growth import NO_GROWTH, Exponent
from symbolic.trusted.bounded_expansions.scale import ONE, NoExpansion, Scale, Window, key, largest, over, times

MOST_TERMS = 60
MOST_PARTS = 14


@dataclass(frozen=True)
class Part:
    """Terms c t^a L^k and a remainder: a scale and a number, |remainder| <= number * t^a L^k on the window. None: no remainder."""

    terms: dict[Scale, Any] = field(default_factory=dict)
    rest: tuple[Scale, Any] | None = None

    @property
    def empty(self) -> bool:
        return not self.terms and self.rest is None


Expansion = dict[Exponent, Part]


@dataclass(frozen=True)
class Size:
    """At most `number` * exp(q) t^a L^k in absolute value, on the window."""

    q: Exponent
    scale: Scale
    number: Any


def of_constant(number: Any) -> Expansion:
    return monomial(number, ONE)


def monomial(number: Any, scale: Scale, q: Exponent = NO_GROWTH) -> Expansion:
    return {q: Part({scale: number})} if constants.sign(number) != 0 else {}


def remainder(size: Size) -> Expansion:
    return {size.q: Part({}, (size.scale, size.number.upper()))}


def tidy(window: Window, part: Part) -> Part:
    """Zero coefficients and terms below the remainder go; so do terms beyond the window's order, into the remainder."""
    terms = {scale: c for scale, c in part.terms.items() if constants.sign(c) != 0}
    if not terms:
        return Part({}, part.rest)
    ordered = sorted(terms, key=key)
    limit = ordered[0][0] + window.order
    kept = [s for s in ordered if s[0] < limit and (part.rest is None or key(s) < key(part.rest[0]))][:MOST_TERMS]
    dropped = [s for s in ordered if s not in kept]
    if not dropped:
        return Part(terms, part.rest)
    scale = largest([*dropped, *(() if part.rest is None else (part.rest[0],))])
    number = arb(0) if part.rest is None else part.rest[1] * window.bound(over(part.rest[0], scale))
    for s in dropped:
        number += constants.size(terms[s]) * window.bound(over(s, scale))
    return Part({s: terms[s] for s in kept}, (scale, number.upper()))


def tidied(window: Window, found: Expansion) -> Expansion:
    parts = {q: tidy(window, part) for q, part in found.items()}
    result = {q: part for q, part in parts.items() if not part.empty}
    if len(result) > MOST_PARTS:
        raise NoExpansion("too many exponentials")
    return result


def add(window: Window, *summands: Expansion) -> Expansion:
    total: Expansion = {}
    for summand in summands:
        for q, part in summand.items():
            known = total.get(q)
            total[q] = part if known is None else _sum(window, known, part)
    return tidied(window, total)


def _sum(window: Window, left: Part, right: Part) -> Part:
    terms = dict(left.terms)
    for scale, c in right.terms.items():
        terms[scale] = constants.add(terms[scale], c) if scale in terms else c
    return Part(terms, _rest(window, left.rest, right.rest))


def _rest(window: Window, *rests: tuple[Scale, Any] | None) -> tuple[Scale, Any] | None:
    known = [rest for rest in rests if rest is not None]
    if not known:
        return None
    scale = largest([rest[0] for rest in known])
    number = arb(0)
    for other, bound in known:
        number += bound * window.bound(over(other, scale))
    return scale, number.upper()


def negate(found: Expansion) -> Expansion:
    return scale_by(found, Fraction(-1))


def scale_by(found: Expansion, number: Any) -> Expansion:
    """Times an exact number that is not zero."""
    bound = constants.size(number)
    return {
        q: Part(
            {s: constants.multiply(c, number) for s, c in part.terms.items()}, part.rest and (part.rest[0], (part.rest[1] * bound).upper())
        )
        for q, part in found.items()
    }


def shift(found: Expansion, number: Any, scale: Scale, q: Exponent) -> Expansion:
    """Times number * t^a L^k exp(q)."""
    moved = scale_by(found, number)
    return {
        growth.plus(p, q): Part(
            {times(s, scale): c for s, c in part.terms.items()}, part.rest and (times(part.rest[0], scale), part.rest[1])
        )
        for p, part in moved.items()
    }


def multiply(window: Window, left: Expansion, right: Expansion) -> Expansion:
    total: Expansion = {}
    for p, first in left.items():
        for q, second in right.items():
            product = _product(window, first, second)
            where = growth.plus(p, q)
            known = total.get(where)
            total[where] = product if known is None else _sum(window, known, product)
    return tidied(window, total)


def _product(window: Window, left: Part, right: Part) -> Part:
    window.spend(len(left.terms) * len(right.terms) + 1)
    terms: dict[Scale, Any] = {}
    for s, c in left.terms.items():
        for r, d in right.terms.items():
            where = times(s, r)
            product = constants.multiply(c, d)
            terms[where] = constants.add(terms[where], product) if where in terms else product
    rests: list[tuple[Scale, Any]] = []
    if left.rest is not None:
        scale, number = part_size(window, right)
        rests.append((times(left.rest[0], scale), left.rest[1] * number))
    if right.rest is not None and left.terms:
        scale, number = part_size(window, Part(left.terms))
        rests.append((times(right.rest[0], scale), right.rest[1] * number))
    return tidy(window, Part(terms, _rest(window, *rests)))


def part_size(window: Window, part: Part) -> tuple[Scale, Any]:
    """A scale and a number that bound the part on the window."""
    scale = largest([*part.terms, *(() if part.rest is None else (part.rest[0],))])
    number = arb(0) if part.rest is None else part.rest[1] * window.bound(over(part.rest[0], scale))
    for s, c in part.terms.items():
        number += constants.size(c) * window.bound(over(s, scale))
    return scale, number.upper()


def size(window: Window, found: Expansion) -> Size:
    """One bound for the whole expansion, of the order of its largest part."""
    first, *others = growth.fastest_first(found)
    scale, number = part_size(window, found[first])
    for q in others:
        smaller, bound = part_size(window, found[q])
        ratio = growth.plus(q, growth.scaled(first, Fraction(-1)))
        number += bound * growth.bound(window, ratio, over(smaller, scale))
    return Size(first, scale, number.upper())


def largest_value(window: Window, found: Expansion) -> Any:
    """The largest absolute value on the window. Raises `NoExpansion` for what is not bounded."""
    if not found:
        return arb(0)
    bound = size(window, found)
    return (bound.number * growth.bound(window, bound.q, bound.scale)).upper()


@dataclass(frozen=True)
class Leading:
    """number * t^a L^k exp(q) * (1 + other), the absolute value of `other` at most `least` < 1 on the whole window."""

    number: Any
    scale: Scale
    q: Exponent
    other: Expansion
    least: Any


def leading(window: Window, found: Expansion) -> Leading:
    """The part that outweighs the rest on the whole window. Raises `NoExpansion` when there is none."""
    if not found:
        raise NoExpansion("zero has no leading part")
    first = growth.fastest_first(found)[0]
    if not found[first].terms:
        raise NoExpansion("the leading part is lost in the remainder")
    scale, rest = largest(found[first].terms), found[first].rest
    if rest is not None and key(rest[0]) <= key(scale):
        raise NoExpansion("the leading part is lost in the remainder")
    number = found[first].terms[scale]
    others = dict(found)
    others[first] = Part({s: c for s, c in found[first].terms.items() if s != scale}, found[first].rest)
    back = (-scale[0], -scale[1])
    other = shift({q: p for q, p in others.items() if not p.empty}, constants.inverse(number), back, growth.scaled(first, Fraction(-1)))
    most = largest_value(window, other)
    if not most < 1:
        raise NoExpansion("the leading part does not outweigh the rest on the window")
    return Leading(number, scale, first, other, most)


def composed(window: Window, coefficients: list[Any], small: Expansion, tail: Any) -> Expansion:
    """sum of coefficients[k] small^k, plus at most tail * |small|^n, n the number of coefficients."""
    total: Expansion = {}
    power: Expansion = of_constant(Fraction(1))
    for c in coefficients:
        if constants.sign(c) != 0:
            total = add(window, total, scale_by(power, c))
        power = multiply(window, power, small)
    if not small:
        return total
    bound = size(window, small)
    n = len(coefficients)
    q = growth.scaled(bound.q, Fraction(n))
    rest = Size(q, (bound.scale[0] * n, bound.scale[1] * n), (tail * bound.number**n).upper())
    return add(window, total, remainder(rest))


def needed(window: Window, small: Expansion) -> int:
    """How many coefficients of a power series in `small` the window's order asks for."""
    if not small:
        return 1
    bound = size(window, small)
    if bound.q:
        return 4
    if bound.scale[0] <= 0:
        return 5
    return min(int(window.order / bound.scale[0]) + 1, 40)
