"""Hypothesis strategies for the points of a domain: every drawn point is admitted by it, corners and extreme values included.

Symbols are drawn one after the other, each from the interval that the relations leave for it: affine relations by eliminating the later
symbols (Fourier and Motzkin), others once all but one of their symbols have values. Functions follow, as tables at the arguments that occur
or as named formulas. A draw that the domain still refuses is replaced by one of its simplest points, so nothing is thrown away. Draws
shrink towards small whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, islice, pairwise
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from sympy import Derivative
from sympy.core.function import AppliedUndef

from symbolic.language.admissible_ranges import Interval, Range, ranges_of_symbols
from symbolic.language.admission import admits
from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.enumeration import points
from symbolic.language.errors import ContradictoryAssumptions
from symbolic.language.families import families
from symbolic.language.functions import Properties, properties_of
from symbolic.language.meaning import Undefined, Unknown, value
from symbolic.language.point import Formula, Point, Table
from symbolic.language.points import find_point

SIMPLE_POINTS, POINTS_TRIED = 12, 200
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
    ranges = ranges_of_symbols(domain, symbols)
    simple = list(islice(found, SIMPLE_POINTS)) or [p for p in _last_resort(domain, terms, ranges) if admits(domain, p, symbols, *terms)]
    if not simple:
        shown = ", ".join(f"`{a}`" for a in domain.assumptions)
        raise ContradictoryAssumptions(f"no point was found that satisfies {shown}: check the assumptions for a contradiction")
    return _points(domain, terms, ranges, simple)


def _last_resort(domain: Domain, terms: Sequence[Any], ranges: Sequence[Range]) -> Iterator[Point]:
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
def _points(draw: DrawFn, domain: Domain, terms: Sequence[Any], ranges: Sequence[Range], simple: list[Point]) -> Point:
    values: dict[Any, Fraction] = {}
    for place in ranges:
        interval = place.interval(values)
        if interval.empty:
            return draw(st.sampled_from(simple))
        values[place.symbol] = draw(_numbers(interval))
    graphs = _graphs(draw, domain, terms, values)
    point = None if graphs is None else Point(values, graphs)
    if point is not None and admits(domain, point, values, *terms):
        return point
    return draw(st.sampled_from(simple))


def _numbers(interval: Interval) -> SearchStrategy[Fraction]:
    """Numbers inside: simple ones, fractions, floats, ends and their neighbours, huge and tiny ones."""
    simple = [v for v in SIMPLE if v in interval]
    # Never fewer than two: a choice from one is no choice, and draws would shrink to where the simple numbers run out.
    simple = simple if len(simple) > 1 else [*simple, interval.simplest(), interval.simplest()]
    if interval.whole:
        first, last = interval.ends()
        first = first if first is not None else (last or 0) - LARGEST_INTEGER
        last = last if last is not None else first + 2 * LARGEST_INTEGER
        return st.sampled_from(simple) | st.integers(first, last).map(Fraction)
    corners = [v for v in _corners(interval) if v in interval]
    options = [st.sampled_from(simple), _fractions(interval), *([st.sampled_from(corners)] if corners else []), *_floats(interval)]
    return st.one_of(options)


def _fractions(interval: Interval) -> SearchStrategy[Fraction]:
    ratio = st.builds(Fraction, st.integers(1, 1000), st.integers(1, 1000))
    low, high = interval.low, interval.high
    if low is not None and high is not None:
        return ratio.map(lambda r: low + (high - low) * r / (1 + r)) if low < high else st.just(low)
    if low is not None:
        return ratio.map(lambda r: low + r)
    if high is not None:
        return ratio.map(lambda r: high - r)
    return ratio | ratio.map(lambda r: -r)


def _corners(interval: Interval) -> list[Fraction]:
    low, high = interval.low, interval.high
    width = high - low if low is not None and high is not None else Fraction(1)
    near = [] if low is None else [low, *(low + width * t for t in TINY)]
    near += [] if high is None else [high, *(high - width * t for t in TINY)]
    far = [] if high is not None else [(low or 0) + h for h in HUGE]
    far += [] if low is not None else [(high or 0) - h for h in HUGE]
    return [*near, *far, *TINY, *(-t for t in TINY)]


def _floats(interval: Interval) -> list[SearchStrategy[Fraction]]:
    """Floats inside, as the exact fractions that they are; none where the interval is too narrow or too far out."""
    low, high = (None if end is None else float(min(max(end, -HUGE[-1]), HUGE[-1])) for end in (interval.low, interval.high))
    if low is not None and Fraction(low) not in interval:
        low = math.nextafter(low, math.inf)
    if high is not None and Fraction(high) not in interval:
        high = math.nextafter(high, -math.inf)
    inside = all(end is None or Fraction(end) in interval for end in (low, high))
    if not inside or (low is not None and high is not None and low > high):
        return []
    return [st.floats(low, high, allow_nan=False, allow_infinity=False).map(Fraction)]


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
    base = draw(_numbers(Interval()))
    if properties.names & {"positive", "nonnegative"}:
        lowest = draw(_numbers(Interval(Fraction(0), None, _may_touch_zero(properties))))
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
    interval = Interval(Fraction(0), None, flat_allowed) if properties.direction else Interval()
    return [(properties.direction or 1) * draw(_numbers(interval)) for _ in range(count)]


def _slopes(draw: DrawFn, properties: Properties, gaps: list[Fraction]) -> list[Fraction]:
    """Differences of neighbouring values whose slopes strictly fall (rise): drawn for a concave function, mirrored for a convex one."""
    bends = [draw(_numbers(Interval(Fraction(0)))) for _ in gaps]
    mirror = -properties.curvature
    direction = properties.direction * mirror
    if direction > 0:
        slopes = list(accumulate(bends))[::-1]
    else:
        start = -bends[0] if direction < 0 and bends else draw(_numbers(Interval()))
        slopes = list(accumulate((-b for b in bends[1:]), initial=start))
    return [mirror * slope * gap for slope, gap in zip(slopes, gaps, strict=False)]
