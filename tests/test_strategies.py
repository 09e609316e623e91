"""Points drawn from a domain belong to it, reach its corners, and shrink to simple ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import find, given, settings
from sympy import Derivative, Rational, Symbol, exp, log, symbols

from symbolic.language.admission import admits
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.errors import ContradictoryAssumptions
from symbolic.language.functions import function, increasing_function
from symbolic.language.meaning import Unknown, value
from symbolic.language.point import Formula, Point, Table
from symbolic.language.statements import at_least, concave, disjunction, equal, less, unequal

laws = settings(deadline=None, derandomize=True, database=None, max_examples=40)
shrinking = settings(deadline=None, derandomize=True, database=None, max_examples=1000)

x, y, z, k, m, days = symbols("x y z k m n", positive=True)
a, b, c = symbols("a b c", real=True)
count = Symbol("N", integer=True, nonnegative=True)
f = increasing_function("f")
u = function("u", "concave", "increasing", "differentiable")
g = function("g", "increasing", "positive", on="positive")
h = function("h", "decreasing", "nonnegative")
bowl = function("w", "convex")

DOMAINS: dict[str, tuple[Domain, tuple[Any, ...]]] = {
    "no assumptions": (Domain(), (a * x + count,)),
    "a chain": (Domain(x < y, y < z) & Domain(k < m), (days * m * (f(z) - f(x)),)),
    "a chain with an upper end": (Domain(x < y, y < 1), (x * y,)),
    "a simplex": (Domain(a + b + c <= 1, a >= 0, b >= 0, c >= 0), (h(a), h(a + b))),
    "a product": (Domain(x * y < 1), (g(x), g(x * y))),
    "a disc": (Domain(a**2 + b**2 < 1), ()),
    "an equation": (Domain(equal(x, 2 * y + 1), x < 10), (f(x),)),
    "an inequation": (Domain(unequal(a, b)), (a / (a - b),)),
    "a narrow gap": (Domain(x > 1, x < Rational(1001, 1000)), (log(x),)),
    "whole numbers": (Domain(count >= 3, x < count), (f(count), x)),
    "cases": (Domain(disjunction(a > 3, a < -3)), ()),
    "nested functions": (Domain(x < y), (u(f(y) - f(x)),)),
    "a derivative": (Domain(), (Derivative(u(x), x),)),
    "an irrational argument": (Domain(), (f(exp(x)),)),
    "a value of a function": (Domain(equal(f(0), 0), less(f(1), f(x))), (f(x),)),
    "a curved function": (Domain(a < b, b < c, concave(f)), (f(a), f(b), f(c))),
    "a convex function": (Domain(a < b, b < c), (bowl(a), bowl(b), bowl(c))),
}
over_domains = pytest.mark.parametrize(("domain", "terms"), DOMAINS.values(), ids=DOMAINS.keys())


def has_value(term: Any, point: Point) -> bool:
    """Tables reach every argument that occurs; a named function may come out too large to compute, but never undefined."""
    try:
        value(term, point)
    except Unknown:
        return any(isinstance(graph, Formula) for graph in point.graphs.values()) and max(map(abs, point.values.values())) > 10**9
    return True


@over_domains
def test_every_point_is_admitted_and_gives_a_value_to_everything(domain: Domain, terms: tuple[Any, ...]) -> None:
    @laws
    @given(domain.strategy(*terms))
    def law(point: Point) -> None:
        assert admits(domain, point, symbols_of(domain, *terms), *terms)
        assert set(functions_of(domain.assumptions, *terms)) <= set(point.graphs)
        assert all(isinstance(number, Fraction) for number in point.values.values())
        for term in terms:
            assert has_value(term, point)

    law()


@over_domains
def test_points_differ(domain: Domain, terms: tuple[Any, ...]) -> None:
    seen = set()

    @laws
    @given(domain.strategy(*terms))
    def collect(point: Point) -> None:
        seen.add(str(point.described()))

    collect()
    assert len(seen) >= 10


@pytest.mark.parametrize(
    "wanted",
    [
        lambda v: v["a"] == 0,
        lambda v: v["a"] == 1,
        lambda v: 0 < v["a"] < Fraction(1, 10**9),
        lambda v: 0 < 1 - v["a"] < Fraction(1, 10**9),
        lambda v: 0 < v["a"] - v["b"] < Fraction(1, 10**9),
        lambda v: v["c"] > 10**9,
        lambda v: v["c"] < -(10**9),
        lambda v: v["c"].denominator > 2**20 and (v["c"].denominator & (v["c"].denominator - 1)) == 0,
        lambda v: v["c"].denominator % 3 == 0,
    ],
    ids=[
        "left end",
        "right end",
        "near the left end",
        "near the right end",
        "next to a bound",
        "huge",
        "hugely negative",
        "float",
        "third",
    ],
)
def test_corners_and_extremes_are_drawn(wanted: Any) -> None:
    domain = Domain(a >= 0, a <= 1, b < a)
    find(domain.strategy(c), lambda point: wanted({str(s): v for s, v in point.values.items()}), settings=shrinking)


def test_an_open_end_is_never_drawn() -> None:
    @laws
    @given(Domain(a > 0, a < 1).strategy())
    def law(point: Point) -> None:
        assert 0 < point.values[a] < 1

    law()


def test_both_tables_and_named_functions_are_drawn() -> None:
    kinds: set[type] = set()

    @laws
    @given(Domain(x < y).strategy(f(x), f(y)))
    def collect(point: Point) -> None:
        kinds.add(type(point.graphs[f]))

    collect()
    assert kinds == {Table, Formula}


def test_points_shrink_to_small_whole_numbers() -> None:
    simplest = find(Domain(x < y, y < z).strategy(f(x)), lambda point: True, settings=shrinking)
    assert simplest.values == {x: 1, y: 2, z: 3}
    assert find(Domain(x < y).strategy(), lambda point: point.values[x] > 3, settings=shrinking).values[x] in (4, 5)


@pytest.mark.parametrize(
    "domain",
    [
        Domain(x < y, y < x),
        Domain(less(x, 0)),
        Domain(equal(a, 1), equal(a, 2)),
        Domain(at_least(-(a**2), 1)),
        Domain(less(f(y), f(x)), x < y),
    ],
    ids=str,
)
def test_a_domain_without_points_is_refused_before_anything_is_drawn(domain: Domain) -> None:
    with pytest.raises(ContradictoryAssumptions, match="contradiction"):
        domain.strategy()
