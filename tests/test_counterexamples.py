"""A counterexample counts only if its point belongs to the domain, its graphs have their functions' properties, and the claim fails there.

Whether a table can be continued to such a function is decided twice: by the code, and here from the definitions on all pairs and triples of
entries, with an explicit continuation that is then checked on a fine grid.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Integral, Rational, Symbol, cos, exp, log, sin, symbols

from symbolic.language.admission import admits, graph_fits
from symbolic.language.domain import Domain
from symbolic.language.families import T
from symbolic.language.functions import Properties, function, increasing_function
from symbolic.language.point import Formula, Point, Table
from symbolic.language.predicates import Obligation, unfold
from symbolic.language.statements import (
    at_least,
    concave,
    equal,
    finite,
    forall,
    greater,
    implies,
    increasing,
    independent,
    less,
    maximum,
    unequal,
)
from symbolic.trusted.counterexample import violates

laws = settings(deadline=None, derandomize=True, database=None, max_examples=400)

x, y, z, c, t = symbols("x y z c t", real=True)
a, b = symbols("a b", positive=True)
n = Symbol("n", integer=True, nonnegative=True)
f, u = increasing_function("f"), function("u", "concave", "increasing")
g, h = function("g", "increasing", on="positive"), function("h")


def table(**entries: Any) -> Table:
    """table(at_1=0, at_2=3)."""
    return Table(tuple((Fraction(name.removeprefix("at_")), Fraction(level)) for name, level in entries.items()))


def refutes(given: Domain, goal: Any, values: dict[Any, Any], graphs: dict[Any, Any] | None = None) -> bool:
    point = Point({symbol: Fraction(number) for symbol, number in values.items()}, graphs or {})
    return violates(Obligation(given, goal), point)


# Points.


def test_a_point_that_fails_the_claim_refutes_it() -> None:
    assert refutes(Domain(), less(x, y), {x: 1, y: 1})
    assert refutes(Domain(x < y), less(x**2, y**2), {x: -1, y: 0})
    assert refutes(Domain(), less(log(a), a - 1), {a: 1})
    assert refutes(Domain(), greater(sin(x), cos(x)), {x: 0})
    assert refutes(Domain(x < y), less(f(y), f(x) + 1), {x: 0, y: 1}, {f: table(at_0=0, at_1=1)})
    assert refutes(Domain(), less(f(x), x), {x: 1}, {f: Formula(T, T)})
    (moved,) = unfold(Domain(), independent(x * y, x))
    (other,) = moved.goal.right.free_symbols - {y}
    assert violates(moved, Point({x: Fraction(0), other: Fraction(1), y: Fraction(1)}))


@pytest.mark.parametrize(
    ("given", "goal", "values", "graphs"),
    [
        (Domain(), less(x, y), {x: 0, y: 1}, {}),
        (Domain(x < y), less(x**2, y**2), {x: 0, y: -1}, {}),
        (Domain(x < y), less(x, y + 1), {x: 0, y: 0}, {}),
        (Domain(), greater(a, 1), {a: 0}, {}),
        (Domain(), greater(n, 1), {n: Rational(1, 2)}, {}),
        (Domain(), less(x, y), {x: 0}, {}),
        (Domain(), greater(1 / x, 0), {x: 0}, {}),
        (Domain(), greater(log(x), 0), {x: -1}, {}),
        (Domain(implies(x > 0, log(x) > 0)), less(x, 2), {x: Rational(1, 2)}, {}),
        (Domain(greater(log(x), -1)), less(x, -2), {x: -1}, {}),
        (Domain(), equal(sin(x) ** 2 + cos(x) ** 2, 1), {x: 1}, {}),
        (Domain(), less(f(x), x), {x: 1}, {}),
        (Domain(x < y), less(f(y), f(x)), {x: 0, y: 1}, {f: table(at_0=0)}),
        (Domain(x < y), less(f(x), f(y)), {x: 0, y: 1}, {f: table(at_0=1, at_1=0)}),
        (Domain(x < y), less(f(x), f(y)), {x: 0, y: 1}, {f: table(at_0=1, at_1=1)}),
        (Domain(), less(f(x), f(y)), {x: 0, y: 1}, {f: Formula(-T, T)}),
        (Domain(), less(f(x), 0), {x: 1}, {f: Formula(T**5, T)}),
        (Domain(), greater(g(x), 0), {x: -1}, {g: table(**{"at_-1": -1})}),
        (Domain(), unequal(Integral(h(t), (t, 0, 1)), 0), {}, {h: table()}),
        (Domain(forall(c, at_least(h(c), 0))), greater(h(x), 0), {x: 1}, {h: table(at_1=-1)}),
        (Domain(finite(Integral(h(t), (t, 0, x)))), less(x, 0), {x: 1}, {h: table()}),
        (Domain(), forall(c, less(c, x)), {x: 1}, {}),
        (Domain(increasing(h)), less(h(x), h(y)), {x: 0, y: 1}, {h: table(at_0=1, at_1=0)}),
        (Domain(concave(f)), less(f(z) - f(y), f(y) - f(x)), {x: 0, y: 1, z: 2}, {f: table(at_0=0, at_1=1, at_2=3)}),
    ],
    ids=[
        "the claim holds",
        "an assumption fails",
        "an assumption fails at a tie",
        "outside the kind",
        "not a whole number",
        "a symbol without a value",
        "a pole",
        "an undefined goal",
        "a false assumption",
        "an undefined assumption",
        "an equation that balls cannot decide",
        "a function without a graph",
        "a table that does not reach",
        "a falling table",
        "a flat table",
        "a falling formula",
        "a formula that nobody checked",
        "off the axis",
        "an integral",
        "an assumption for all",
        "an assumption of convergence",
        "a goal for all",
        "a property that the domain adds",
        "a convex table",
    ],
)
def test_other_points_refute_nothing(given: Domain, goal: Any, values: Any, graphs: Any) -> None:
    assert not refutes(given, goal, values, graphs)


@pytest.mark.parametrize("at", [-1, 0, Rational(1, 2), 3])
def test_an_extremum_is_refuted_where_another_value_is_as_good(at: Any) -> None:
    *_, best = unfold(Domain(), maximum(x * (1 - x), x, at))
    better = Rational(1, 2) if at != Rational(1, 2) else 0
    assert violates(best, Point({x: Fraction(better)})) is (at != Rational(1, 2))


def test_a_formula_does_not_reach_beyond_its_axis() -> None:
    positive = function("p", "positive", on="positive")
    assert not refutes(Domain(), greater(positive(x), 0), {x: -1}, {positive: Formula(T, T)})


# Tables.

SHAPES: list[tuple[str, ...]] = [
    (),
    ("increasing",),
    ("decreasing",),
    ("nondecreasing",),
    ("nonincreasing",),
    ("concave",),
    ("convex",),
    *[
        (direction, curvature)
        for direction in ("increasing", "decreasing", "nondecreasing", "nonincreasing")
        for curvature in ("concave", "convex")
    ],
    *[
        (*shape, sign)
        for shape in ((), ("increasing",), ("decreasing",), ("nondecreasing",), ("nonincreasing",))
        for sign in ("positive", "nonnegative")
    ],
]
entries = st.dictionaries(st.fractions(-3, 4, max_denominator=2), st.fractions(-3, 6, max_denominator=2), max_size=4).map(
    lambda d: tuple(sorted(d.items()))
)
growing = st.lists(
    st.tuples(st.fractions(Fraction(1, 2), 2, max_denominator=3), st.fractions(0, 3, max_denominator=3)), min_size=1, max_size=4
)


def properties(shape: tuple[str, ...], axis: str) -> Properties:
    found = function("q", *shape, on=axis).properties
    assert isinstance(found, Properties)
    return found


def breaks_the_definition(known: tuple[tuple[Fraction, Fraction], ...], of: Properties) -> bool:
    """Whether two or three entries contradict a property as it is defined, for points of the graph in any position."""
    pairs, triples = list(combinations(known, 2)), list(combinations(known, 3))
    compared: dict[str, Callable[[Fraction, Fraction], bool]] = {
        "increasing": lambda v, w: v < w,
        "decreasing": lambda v, w: v > w,
        "nondecreasing": lambda v, w: v <= w,
        "nonincreasing": lambda v, w: v >= w,
    }
    broken = any(not holds(v, w) for name, holds in compared.items() if name in of for (_, v), (_, w) in pairs)
    if of.curvature:
        above = [_height(p, q, r) * of.curvature for p, q, r in triples]
        broken |= any(height >= 0 for height in above)
        broken |= bool(of.direction) and any(v == w for (_, v), (_, w) in pairs)
    broken |= "positive" in of and any(v <= 0 for _, v in known)
    broken |= "nonnegative" in of and any(v < 0 or (v == 0 and of.strictly_monotone) for _, v in known)
    return broken or (of.positive_axis and any(a <= 0 for a, _ in known))


def _height(p: Any, q: Any, r: Any) -> Fraction:
    """How far the middle point lies above the chord of the outer ones."""
    (a, u), (b, v), (c, w) = p, q, r
    return v - (u + (w - u) * (b - a) / (c - a))


def continuation(known: tuple[tuple[Fraction, Fraction], ...], of: Properties) -> Callable[[Fraction], Fraction]:
    """A function through the entries: straight lines and tails without curvature, slightly bent pieces with it."""
    if of.curvature > 0:
        mirrored = Properties(frozenset(_UPSIDE_DOWN.get(name, name) for name in of.names), of.positive_axis)
        below = continuation(tuple((a, -v) for a, v in known), mirrored)
        return lambda s: -below(s)
    if of.curvature and of.direction < 0:
        turned = Properties(frozenset(_TURNED.get(name, name) for name in of.names))
        back = continuation(tuple((-a, v) for a, v in reversed(known)), turned)
        return lambda s: back(-s)
    return _bent(known) if of.curvature else _straight(known, of)


_UPSIDE_DOWN = {"convex": "concave", "concave": "convex", "increasing": "decreasing", "decreasing": "increasing"} | {
    "nondecreasing": "nonincreasing",
    "nonincreasing": "nondecreasing",
}
_TURNED = {"increasing": "decreasing", "decreasing": "increasing", "nondecreasing": "nonincreasing", "nonincreasing": "nondecreasing"}


def _straight(known: tuple[tuple[Fraction, Fraction], ...], of: Properties) -> Callable[[Fraction], Fraction]:
    (first, low), (last, high) = known[0], known[-1]
    way = of.direction if of.strictly_monotone else 0

    def tail(distance: Fraction, level: Fraction, outward: int) -> Fraction:
        """Beyond an end: flat, straight up, or down towards 0 without reaching it where the function is bounded below."""
        if outward < 0 and "nonnegative" in of:
            return level / (1 + distance)
        return level + outward * distance

    def value(s: Fraction) -> Fraction:
        if s < first:
            return tail(first - s, low, -way)
        if s > last:
            return tail(s - last, high, way)
        for (a, v), (b, w) in pairwise(known):
            if a <= s <= b:
                return v + (w - v) * (s - a) / (b - a)
        return low

    return value


def _bent(known: tuple[tuple[Fraction, Fraction], ...]) -> Callable[[Fraction], Fraction]:
    """Strictly concave, and increasing if the last slope is positive: chords plus small parabolas, tails that bend on."""
    slopes = [(w - v) / (b - a) for (a, v), (b, w) in pairwise(known)] or [Fraction(1)]
    widths = [b - a for (a, _), (b, _) in pairwise(known)] or [Fraction(0)]
    room = [(s - r) / (p + q) for (s, r), (p, q) in zip(pairwise(slopes), pairwise(widths), strict=True)]
    room += [slopes[-1] / widths[-1]] if slopes[-1] > 0 and widths[-1] else [Fraction(1)]
    bend = min(room) / 3
    (first, low), (last, high) = known[0], known[-1]
    steepest, flattest = slopes[0] + bend * widths[0] + 1, slopes[-1] - bend * widths[-1]

    def value(s: Fraction) -> Fraction:
        if s < first:
            return low - steepest * (first - s) - (first - s) ** 2
        if s > last:
            over = s - last
            return high + (flattest / 2) * over / (1 + over) if flattest > 0 else high + (flattest - 1) * over - over**2
        for ((a, v), (b, _)), slope in zip(pairwise(known), slopes, strict=False):
            if a <= s <= b:
                return v + slope * (s - a) + bend * (s - a) * (b - s)
        return low

    return value


def grid(known: tuple[tuple[Fraction, Fraction], ...], of: Properties) -> list[Fraction]:
    """Entries, three places inside each gap, and places beyond both ends; on the positive axis only positive ones."""
    arguments = [a for a, _ in known]
    inner = [a + (b - a) * Fraction(i, 4) for a, b in pairwise(arguments) for i in (1, 2, 3)]
    beyond = [d for i in (1, 3, 40) for d in (arguments[0] - Fraction(i, 4), arguments[-1] + Fraction(i, 4))]
    near = [arguments[0] * Fraction(i, 8) for i in (1, 4, 7)] if of.positive_axis else []
    return sorted({s for s in (*arguments, *inner, *beyond, *near) if s > 0 or not of.positive_axis})


@laws
@given(st.sampled_from(SHAPES), st.sampled_from(["reals", "positive"]), entries | growing.map(lambda steps: _staircase(steps)))
def test_a_table_is_extendable_exactly_if_a_function_continues_it(shape: tuple[str, ...], axis: str, known: Any) -> None:
    of = properties(shape, axis)
    assume(known and not ("nonnegative" in of and of.strictly_monotone and any(v == 0 for _, v in known)))
    extendable = Table(known).extendable(of)
    assert extendable is not breaks_the_definition(known, of)
    if extendable:
        continued = continuation(known, of)
        assert all(continued(argument) == level for argument, level in known)
        assert not breaks_the_definition(tuple((s, continued(s)) for s in grid(known, of)), of)


def _staircase(steps: list[tuple[Fraction, Fraction]]) -> tuple[tuple[Fraction, Fraction], ...]:
    """Growing tables, often concave: slopes in falling order."""
    place, level, found = Fraction(1), Fraction(1), [(Fraction(1), Fraction(1))]
    for (width, _), slope in zip(steps, sorted((s for _, s in steps), reverse=True), strict=True):
        place, level = place + width, level + slope * width
        found.append((place, level))
    return tuple(found)


@pytest.mark.parametrize("shape", SHAPES, ids=" ".join)
def test_the_law_above_meets_tables_of_every_shape(shape: tuple[str, ...]) -> None:
    """One table that each shape allows (growth read backwards or upside down), and one that it forbids."""
    of = properties(shape, "positive")
    levels = {1: 1, 2: 3, 3: 4} if of.curvature <= 0 else {1: 1, 2: 2, 3: 4}
    if of.direction < 0:
        levels = {1: 4, 2: 3, 3: 1} if of.curvature <= 0 else {1: 4, 2: 2, 3: 1}
    fitting = Table(tuple((Fraction(p), Fraction(q)) for p, q in levels.items()))
    assert fitting.extendable(of)
    assert Table(tuple((p, -q) for p, q in fitting.entries)).extendable(of) is not bool(shape)


@pytest.mark.parametrize("sign", ["positive", "nonnegative"])
def test_curved_tables_with_a_sign(sign: str) -> None:
    """exp(-t) and its like reach any positive convex data; a positive concave function rises, on the positive axis, from 0 or above."""
    convex_ones, concave_ones = Properties(frozenset({sign, "convex"})), Properties(frozenset({sign, "concave"}), positive_axis=True)
    falling = table(at_1=4, at_2=1, at_3=Fraction(1, 100))
    assert falling.extendable(convex_ones)
    assert falling.extendable(Properties(frozenset({sign, "convex", "decreasing"})))
    assert not table(at_1=4, at_2=1, at_3=0).extendable(convex_ones)
    assert not table(at_1=1).extendable(Properties(frozenset({sign, "concave"})))
    assert table(at_1=2, at_2=3, at_3=Fraction(7, 2)).extendable(concave_ones)
    assert not table(at_1=1, at_2=2, at_3=Fraction(5, 2)).extendable(concave_ones), "its tangent at 1 meets 0 before the axis ends"
    assert not table(at_1=4, at_2=5, at_3=5).extendable(concave_ones), "beyond the last entry it would fall for ever"
    assert not table(at_1=4, at_2=6, at_3=5).extendable(concave_ones)


def test_a_single_entry_is_extendable_wherever_its_sign_and_place_allow() -> None:
    for shape in SHAPES:
        for axis in ("reals", "positive"):
            assert Table(((Fraction(1), Fraction(1)),)).extendable(properties(shape, axis))
            assert Table(((Fraction(-1), Fraction(1)),)).extendable(properties(shape, axis)) is (axis == "reals")


@pytest.mark.parametrize("direction", ["increasing", "decreasing"])
@pytest.mark.parametrize("axis", ["reals", "positive"])
def test_strictly_monotone_and_nonnegative_means_positive(direction: str, axis: str) -> None:
    assert not table(at_1=0).extendable(properties((direction, "nonnegative"), axis))


def test_neither_rising_nor_falling_is_constant() -> None:
    assert not table(at_1=0, at_2=1).extendable(Properties(frozenset({"nondecreasing", "nonincreasing"})))


def test_an_unsorted_table_refutes_nothing() -> None:
    assert not refutes(Domain(x < y), less(f(x), f(y)), {x: 1, y: 2}, {f: table(at_1=0, at_3=10, at_2=-5)})


def test_a_table_has_one_value_for_each_argument() -> None:
    assert not Table(((Fraction(1), Fraction(0)), (Fraction(1), Fraction(1)))).extendable(Properties())


def test_a_graph_fits_if_the_table_extends_or_the_formula_is_known_to_have_the_properties() -> None:
    assert graph_fits(table(at_1=0, at_2=1), f.properties)
    assert graph_fits(Formula(T, T), f.properties)
    assert graph_fits(Formula(2 * T, T), f.properties)
    assert not graph_fits(Formula(-2 * T, T), f.properties)
    assert not graph_fits(Formula(T**5, T), f.properties)
    assert not graph_fits(Formula(exp(T), T), u.properties)
    assert not graph_fits(Formula(log(T), T), u.properties)
    assert graph_fits(Formula(log(T), T), function("v", "concave", on="positive").properties)


def test_an_admitted_point_fixes_everything() -> None:
    point = Point({x: Fraction(0), y: Fraction(1)}, {f: table(at_0=0, at_1=1)})
    assert admits(Domain(x < y), point, [x, y], f(x))
    assert not admits(Domain(x < y), point, [x, y, z], f(x))
    assert not admits(Domain(x < y), point, [x, y], f(x), h(x))
    assert not admits(Domain(y < x), point, [x, y], f(x))
