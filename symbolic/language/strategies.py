"""Hypothesis strategies for the points of a domain: every drawn point is admitted by it, corners and extreme values included.

Symbols are drawn one after the other, each from the interval that the relations leave for it: affine relations by eliminating the later
symbols (Fourier and Motzkin), others once all but one of their symbols have values. Functions follow, as tables at the arguments that occur
or as named formulas. A draw that the domain still refuses is replaced by one of its simplest points, so nothing is thrown away. Draws
shrink towards small whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, islice, pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from sympy import Derivative, Poly, PolynomialError
from sympy.core.function import AppliedUndef

from symbolic.language.admission import admits
from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.enumeration import points
from symbolic.language.errors import ContradictoryAssumptions
from symbolic.language.families import families
from symbolic.language.functions import Properties, properties_of
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Formula, Point, Table, rational
from symbolic.language.points import find_point
from symbolic.language.predicates import kind_facts
from symbolic.language.statements import Comparison

SIMPLE_POINTS, POINTS_TRIED = 12, 200
MOST_CONSTRAINTS = 400
LARGEST_INTEGER = 10**6
HUGE = tuple(Fraction(10) ** k for k in (3, 6, 12, 30))
TINY = tuple(Fraction(1, 10**k) for k in (3, 6, 12, 30))
SIMPLE = tuple(
    sorted(
        {Fraction(p, q) for p in range(-12, 13) for q in (1, 2, 3, 4)},
        key=lambda v: (abs(v.numerator) + 3 * v.denominator + (v <= 0), v < 0),
    )
)


def points_of(domain: Domain, terms: Sequence[Any]) -> SearchStrategy[Point]:
    """Points that `domain` admits, with a value for every symbol and a graph for every function of the domain and of `terms`.

    Raises `ContradictoryAssumptions`, at once and not when drawing, when no such point is found.
    """
    symbols = symbols_of(domain, *terms)
    found = (p for p in points(domain, terms, POINTS_TRIED) if admits(domain, p, symbols, *terms))
    ranges = _ranges(domain, symbols)
    simple = list(islice(found, SIMPLE_POINTS)) or [p for p in _last_resort(domain, terms, ranges) if admits(domain, p, symbols, *terms)]
    if not simple:
        shown = ", ".join(f"`{a}`" for a in domain.assumptions)
        raise ContradictoryAssumptions(f"no point was found that satisfies {shown}: check the assumptions for a contradiction")
    return _points(domain, terms, ranges, simple)


def _last_resort(domain: Domain, terms: Sequence[Any], ranges: Sequence[_Range]) -> Iterator[Point]:
    """A longer search; then, for narrow domains without functions, the simplest number in each interval."""
    found = find_point(domain, terms)
    if found is not None:
        yield found
        return
    values: dict[Any, Fraction] = {}
    for place in ranges:
        values[place.symbol] = place.interval(values).simplest()
    yield Point(values)


@st.composite
def _points(draw: DrawFn, domain: Domain, terms: Sequence[Any], ranges: Sequence[_Range], simple: list[Point]) -> Point:
    values: dict[Any, Fraction] = {}
    for place in ranges:
        interval = place.interval(values)
        if interval.empty:
            return draw(st.sampled_from(simple))
        values[place.symbol] = draw(interval.values())
    graphs = _graphs(draw, domain, terms, values)
    point = None if graphs is None else Point(values, graphs)
    if point is not None and admits(domain, point, values, *terms):
        return point
    return draw(st.sampled_from(simple))


@dataclass(frozen=True)
class _Interval:
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
            first, last = self._ends()
            return first is not None and last is not None and first > last
        return self.low > self.high or (self.low == self.high and not (self.low_in and self.high_in))

    def _ends(self) -> tuple[int | None, int | None]:
        """The first and the last whole number inside."""
        first = None if self.low is None else math.ceil(self.low) + (self.low == math.ceil(self.low) and not self.low_in)
        last = None if self.high is None else math.floor(self.high) - (self.high == math.floor(self.high) and not self.high_in)
        return first, last

    def meet(self, low: Fraction | None, high: Fraction | None, *, closed: bool) -> _Interval:
        """The part of this interval above `low` and below `high`."""
        result = self
        if low is not None and (self.low is None or low > self.low or (low == self.low and not closed)):
            result = replace(result, low=low, low_in=closed)
        if high is not None and (self.high is None or high < self.high or (high == self.high and not closed)):
            result = replace(result, high=high, high_in=closed)
        return result

    def values(self) -> SearchStrategy[Fraction]:
        """Numbers inside: simple ones, fractions, floats, ends and their neighbours, huge and tiny ones."""
        simple = [v for v in SIMPLE if v in self]
        # Never fewer than two: a choice from one is no choice, and draws would shrink to where the simple numbers run out.
        simple = simple if len(simple) > 1 else [*simple, self.simplest(), self.simplest()]
        if self.whole:
            first, last = self._ends()
            first = first if first is not None else (last or 0) - LARGEST_INTEGER
            last = last if last is not None else first + 2 * LARGEST_INTEGER
            return st.sampled_from(simple) | st.integers(first, last).map(Fraction)
        corners = [v for v in self._corners() if v in self]
        options = [st.sampled_from(simple), self._fractions(), *([st.sampled_from(corners)] if corners else []), *self._floats()]
        return st.one_of(options)

    def simplest(self) -> Fraction:
        """The simplest number inside, by the Stern-Brocot tree; an end where nothing else is left."""
        if self.whole:
            first, last = self._ends()
            return Fraction(first if first is not None else last if last is not None else 0)
        if self.low is not None and self.low == self.high:
            return self.low
        if self.low is None:
            return Fraction(0) if self.high is None else Fraction(math.ceil(self.high) - 1)
        return _simplest(self.low, self.high) if self.high is None or self.low < self.high else self.low

    def _fractions(self) -> SearchStrategy[Fraction]:
        ratio = st.builds(Fraction, st.integers(1, 1000), st.integers(1, 1000))
        low, high = self.low, self.high
        if low is not None and high is not None:
            return ratio.map(lambda r: low + (high - low) * r / (1 + r)) if low < high else st.just(low)
        if low is not None:
            return ratio.map(lambda r: low + r)
        if high is not None:
            return ratio.map(lambda r: high - r)
        return ratio | ratio.map(lambda r: -r)

    def _corners(self) -> list[Fraction]:
        low, high = self.low, self.high
        width = high - low if low is not None and high is not None else Fraction(1)
        near = [] if low is None else [low, *(low + width * t for t in TINY)]
        near += [] if high is None else [high, *(high - width * t for t in TINY)]
        far = [] if high is not None else [(low or 0) + h for h in HUGE]
        far += [] if low is not None else [(high or 0) - h for h in HUGE]
        return [*near, *far, *TINY, *(-t for t in TINY)]

    def _floats(self) -> list[SearchStrategy[Fraction]]:
        """Floats inside, as the exact fractions that they are; none where the interval is too narrow or too far out."""
        low, high = (None if end is None else float(min(max(end, -HUGE[-1]), HUGE[-1])) for end in (self.low, self.high))
        if low is not None and Fraction(low) not in self:
            low = math.nextafter(low, math.inf)
        if high is not None and Fraction(high) not in self:
            high = math.nextafter(high, -math.inf)
        inside = all(end is None or Fraction(end) in self for end in (low, high))
        if not inside or (low is not None and high is not None and low > high):
            return []
        return [st.floats(low, high, allow_nan=False, allow_infinity=False).map(Fraction)]


def _simplest(low: Fraction, high: Fraction | None) -> Fraction:
    """The number with the smallest denominator strictly between `low` and `high`."""
    base = math.floor(low)
    if high is None or base + 1 < high:
        return Fraction(base + 1)
    return base + 1 / _simplest(1 / (high - base), None if low == base else 1 / (low - base))


@dataclass(frozen=True)
class _Affine:
    """`constant` plus the sum of `slopes` times symbols is positive, or not negative when `closed`."""

    slopes: dict[Any, Fraction]
    constant: Fraction
    closed: bool

    def without(self, symbol: Any, other: _Affine) -> _Affine:
        """What follows from this one, which bounds `symbol` from below, and `other`, which bounds it from above."""
        p, q = self.slopes[symbol], -other.slopes[symbol]
        names = ({*self.slopes, *other.slopes}) - {symbol}
        slopes = {s: q * self.slopes.get(s, Fraction(0)) + p * other.slopes.get(s, Fraction(0)) for s in names}
        kept = {s: c for s, c in slopes.items() if c}
        return _Affine(kept, q * self.constant + p * other.constant, self.closed and other.closed)


@dataclass(frozen=True)
class _Range:
    """Where `symbol` may lie once the earlier symbols have values: by affine constraints, and by relations that it completes."""

    symbol: Any
    constraints: tuple[_Affine, ...]
    relations: tuple[tuple[Any, str], ...]

    def interval(self, values: dict[Any, Fraction]) -> _Interval:
        found = _Interval(whole=bool(self.symbol.is_integer))
        for constraint in self.constraints:
            found = self._cut(found, constraint, values)
        for difference, relation in self.relations:
            for constraint in _affine(difference.subs({s: rational(v) for s, v in values.items()}), relation, [self.symbol]):
                found = self._cut(found, constraint, values)
        return found

    def _cut(self, interval: _Interval, constraint: _Affine, values: dict[Any, Fraction]) -> _Interval:
        slope = constraint.slopes.get(self.symbol)
        if not slope:
            return interval
        rest = constraint.constant + sum(c * values[s] for s, c in constraint.slopes.items() if s != self.symbol)
        low, high = (-rest / slope, None) if slope > 0 else (None, -rest / slope)
        return interval.meet(low, high, closed=constraint.closed)


def _affine(difference: Any, relation: str, symbols: Sequence[Any]) -> list[_Affine]:
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
    up = _Affine(slopes, constant, relation in (">=", "<=", "=="))
    down = _Affine({s: -c for s, c in slopes.items()}, -constant, up.closed)
    return {">": [up], ">=": [up], "<": [down], "<=": [down], "==": [up, down]}[relation]


def _ranges(domain: Domain, symbols: Sequence[Any]) -> list[_Range]:
    """The symbols in the order in which the relations name them, each with all that bounds it in terms of earlier ones."""
    relations = [r for r in (*kind_facts(symbols), *domain.relations) if isinstance(r, Comparison)]
    order = list(dict.fromkeys([*(s for r in domain.relations for s in symbols_of(r)), *symbols]))
    differences = [(r.left - r.right, r.relation) for r in relations if not (r.left.is_infinite or r.right.is_infinite)]
    linear = [c for difference, relation in differences for c in _affine(difference, relation, order)]
    curved = [(d, relation) for d, relation in differences if not _affine(d, relation, order) and not d.has(AppliedUndef)]
    found = []
    for symbol in reversed(order):
        before = order[: order.index(symbol)]
        completed = tuple((d, r) for d, r in curved if symbol in d.free_symbols and d.free_symbols <= {symbol, *before})
        found.append(_Range(symbol, tuple(c for c in linear if symbol in c.slopes), completed))
        lower, upper = ([c for c in linear if sign * c.slopes.get(symbol, 0) > 0] for sign in (1, -1))
        implied = [a.without(symbol, b) for a in lower for b in upper]
        linear = [*(c for c in linear if symbol not in c.slopes), *implied][:MOST_CONSTRAINTS]
    return found[::-1]


def _graphs(draw: DrawFn, domain: Domain, terms: Sequence[Any], values: dict[Any, Fraction]) -> dict[Any, Table | Formula] | None:
    """A graph for every function: those whose arguments have values first. None where a function has no suitable graph."""
    left = functions_of(domain.assumptions, *terms)
    said = [term for term in terms_of([domain.relations, *terms]) if not isinstance(term, type)]
    applications = sorted({a for term in said for a in term.atoms(AppliedUndef)}, key=str)
    primes = {getattr(a.func, "base_function", None) for a in applications}
    derived = primes | {a.func for term in said for d in term.atoms(Derivative) for a in d.atoms(AppliedUndef)}
    chosen: dict[Any, Table | Formula] = {}
    while left:
        point = Point(values, chosen)
        known = [(f, None if f in derived else _arguments(f, applications, point)) for f in left]
        f, arguments = next(((f, arguments) for f, arguments in known if arguments is not None), (left[0], None))
        graph = _graph(draw, domain.properties(f), arguments)
        if graph is None:
            return None
        chosen[f] = graph
        left = [g for g in left if g != f]
    return chosen


def _arguments(f: Any, applications: Sequence[Any], point: Point) -> list[Fraction] | None:
    """The arguments at which `f` occurs; None when one is not a known rational."""
    found: set[Fraction] = set()
    for application in applications:
        if application.func != f or properties_of(f).arity > 1:
            continue
        try:
            argument = value(application.args[0], point)
        except Undefined:
            continue
        except Unknown:
            return None
        if not isinstance(argument, Fraction):
            return None
        found.add(argument)
    return sorted(found)


def _graph(draw: DrawFn, properties: Properties, arguments: list[Fraction] | None) -> Table | Formula | None:
    """A table at `arguments` or a named formula."""
    if arguments is not None and properties.positive_axis and any(a <= 0 for a in arguments):
        return None
    curved_and_signed = properties.curvature and properties.names & {"positive", "nonnegative"}
    formulas = families(properties) if properties.arity == 1 else []
    # The table is drawn even where a formula is taken: else the formula would be the shorter draw, and examples would shrink to it.
    tables = [] if arguments is None or curved_and_signed else [_table(draw, properties, arguments)]
    options: list[Table | Formula] = [*tables, *formulas]
    return draw(st.sampled_from(options)) if options else None


def _table(draw: DrawFn, properties: Properties, arguments: list[Fraction]) -> Table:
    if not arguments:
        return Table()
    gaps = [b - a for a, b in pairwise(arguments)]
    rises = _slopes(draw, properties, gaps) if properties.curvature else _rises(draw, properties, len(gaps))
    levels = list(accumulate(rises, initial=Fraction(0)))
    base = draw(_Interval().values())
    if properties.names & {"positive", "nonnegative"}:
        lowest = draw(_Interval(Fraction(0), None, _may_touch_zero(properties)).values())
        base = lowest - min(levels)
    return Table(tuple(zip(arguments, (base + level for level in levels), strict=True)))


def _may_touch_zero(properties: Properties) -> bool:
    """A strictly monotone function that is nowhere negative is nowhere zero: beyond the zero it would go on falling."""
    return "positive" not in properties and not properties.strictly_monotone


def _rises(draw: DrawFn, properties: Properties, count: int) -> list[Fraction]:
    """Differences of neighbouring values."""
    if {"nondecreasing", "nonincreasing"} <= properties.names:
        return [Fraction(0)] * count
    flat_allowed = not properties.strictly_monotone
    interval = _Interval(Fraction(0), None, flat_allowed) if properties.direction else _Interval()
    return [(properties.direction or 1) * draw(interval.values()) for _ in range(count)]


def _slopes(draw: DrawFn, properties: Properties, gaps: list[Fraction]) -> list[Fraction]:
    """Differences of neighbouring values whose slopes strictly fall (rise): drawn for a concave function, mirrored for a convex one."""
    bends = [draw(_Interval(Fraction(0)).values()) for _ in gaps]
    mirror = -properties.curvature
    direction = properties.direction * mirror
    if direction > 0:
        slopes = list(accumulate(bends))[::-1]
    else:
        start = -bends[0] if direction < 0 and bends else draw(_Interval().values())
        slopes = list(accumulate((-b for b in bends[1:]), initial=start))
    return [mirror * slope * gap for slope, gap in zip(slopes, gaps, strict=False)]
