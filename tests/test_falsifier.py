"""A refutation is a point: these laws look at such points with an evaluation of their own, and at the parts of the search one by one.

The oracle is SymPy's `evalf` (mpmath) at 60 digits, which shares nothing with the balls that refute.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Abs, Integer, Limit, Max, Piecewise, Rational, exp, floor, log, sin, sqrt, symbols

from symbolic.essays.markdown import read
from symbolic.language import floats
from symbolic.language.admission import admits
from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.enumeration import points, wild_points
from symbolic.language.equations import isolated, solved
from symbolic.language.families import FAMILIES, T, families, shape_of
from symbolic.language.functions import Properties, function
from symbolic.language.obligations import obligations_of
from symbolic.language.point import Formula, Point, Table, rational
from symbolic.language.points import find_point
from symbolic.language.predicates import Obligation, substitute_statement
from symbolic.language.region import region
from symbolic.language.statements import (
    Comparison,
    Quantified,
    at_least,
    at_most,
    conjunction,
    disjunction,
    equal,
    exists,
    forall,
    greater,
    implies,
    less,
    maximum,
    negation,
    unequal,
)
from symbolic.language.tidying import tidy, tidy_domain
from symbolic.methods.falsifying import boxes, intervals
from symbolic.methods.falsifying.climbing import grid, peaks, section, simplex
from symbolic.methods.falsifying.constants import named_nearby
from symbolic.methods.falsifying.effort import QUICK, THOROUGH
from symbolic.methods.falsifying.obligations import Outcome, settled
from symbolic.methods.falsifying.rationalising import simplest_near
from symbolic.methods.falsifying.target import target, touching
from symbolic.trusted import proofs as rules
from symbolic.trusted.counterexample import decided, lemma_holds, violates

CLAIMS = Path(__file__).parent / "claims"
DIGITS = 60
laws = settings(deadline=None, derandomize=True, database=None, max_examples=80)

x, y, z, t = symbols("x y z t", real=True)
u, v, w = symbols("u v w", positive=True)
n, m = symbols("n m", integer=True, nonnegative=True)


@lru_cache(maxsize=1)
def false_claims() -> tuple[Any, ...]:
    return tuple(c for c in read(CLAIMS / "refutable.md").claims if c.claim is not None)


def outcome(given: Domain, states: Any, *efforts: Any) -> Outcome:
    """What the search says, the cheap one first."""
    found = Outcome()
    for effort in efforts or (QUICK, THOROUGH):
        found = settled(Obligation(given, states), effort)
        if found.point is not None:
            break
    return found


def refuted_at(states: Any, *assumptions: Any, efforts: Any = (QUICK, THOROUGH)) -> dict[str, str]:
    found = outcome(Domain(*assumptions), states, *efforts)
    assert found.point is not None, f"`{states}` was not refuted"
    assert found.obligation is not None
    assert violates(found.obligation, found.point, found.lemmas)
    return found.point.described()


# Points, looked at by another evaluation.


def _difference(comparison: Comparison, values: dict[Any, Any]) -> Any:
    return sympy.N((comparison.left - comparison.right).subs(values), DIGITS)


def fails_by_evalf(goal: Any, values: dict[Any, Any]) -> bool:
    """Whether a comparison fails as far as mpmath tells; sides that agree to 50 digits count as equal."""
    difference = _difference(goal, values)
    assert difference.is_number
    sign = 0 if abs(difference) < sympy.Float(10) ** -50 else (1 if difference > 0 else -1)
    return not {"==": sign == 0, "!=": sign != 0, "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[goal.relation]


_FOREIGN = ("Derivative", "Integral", "Limit", "Product", "Sum", "LambertW", "zeta")


def _readable(obligation: Obligation) -> bool:
    """Whether the oracle can be asked: comparisons of elementary terms without uninterpreted functions."""
    statements = (*obligation.given.relations, obligation.goal)
    terms = [term for term in terms_of(statements) if not isinstance(term, type)]
    names = {type(part).__name__ for term in terms for part in sympy.preorder_traversal(term)}
    plain = all(isinstance(s, Comparison) for s in statements) and not functions_of(*statements)
    return plain and not names & set(_FOREIGN) and all(name in dir(sympy) for name in names if name[0].islower() or name == "Abs")


@pytest.mark.parametrize("index", range(0, 170, 2))
def test_a_refuted_claim_fails_at_the_point_by_another_evaluation(index: int) -> None:
    entry = false_claims()[index]
    found = outcome(tidy_domain(entry.claim.given), tidy(entry.claim.states), QUICK)
    if found.point is None or found.obligation is None:
        pytest.skip("only the patient search refutes it, which the claims' own test runs")
    if not _readable(found.obligation):
        pytest.skip("the oracle does not evaluate it")
    values = {symbol: rational(value) for symbol, value in found.point.values.items()}
    assert fails_by_evalf(found.obligation.goal, values)
    assert not any(fails_by_evalf(assumption, values) for assumption in found.obligation.given.relations)


def _height(p: Any, q: Any, r: Any) -> Fraction:
    """How far the middle point lies above the chord of the outer ones."""
    (a, low), (b, middle), (c, high) = p, q, r
    return Fraction(middle - (low + (high - low) * (b - a) / (c - a)))


def keeps(entries: Any, known: frozenset[str]) -> bool:
    """Whether values on a sorted list of arguments are as `known` properties say, by their definitions."""
    pairs, triples = list(combinations(entries, 2)), list(combinations(entries, 3))
    tests: dict[str, Callable[[], bool]] = {
        "increasing": lambda: all(p[1] < q[1] for p, q in pairs),
        "decreasing": lambda: all(p[1] > q[1] for p, q in pairs),
        "nondecreasing": lambda: all(p[1] <= q[1] for p, q in pairs),
        "nonincreasing": lambda: all(p[1] >= q[1] for p, q in pairs),
        "concave": lambda: all(_height(*three) > 0 for three in triples),
        "convex": lambda: all(_height(*three) < 0 for three in triples),
        "positive": lambda: all(value > 0 for _, value in entries),
        "nonnegative": lambda: all(value >= 0 for _, value in entries),
    }
    return all(test() for name, test in tests.items() if name in known)


@pytest.mark.parametrize("index", range(170))
def test_graphs_of_refutations_are_as_declared(index: int) -> None:
    entry = false_claims()[index]
    if not functions_of(entry.claim.given.assumptions, entry.claim.states):
        return
    found = outcome(tidy_domain(entry.claim.given), tidy(entry.claim.states), QUICK)
    for f, graph in (found.point.graphs if found.point is not None else {}).items():
        of = entry.claim.given.properties(f)
        if isinstance(graph, Table) and of.arity == 1:
            assert keeps(graph.entries, of.known)


PLACES = tuple(Fraction(p, 7) for p in (-23, -16, -9, -7, -3, -1, 0, 1, 2, 5, 7, 11, 19, 24))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: f"{family.expression} on {'positive' if family.positive_axis else 'reals'}")
def test_formulas_have_their_properties_between_all_places(family: Any) -> None:
    places = [p for p in PLACES if p > 0 or not family.positive_axis]
    values = [sympy.N(family.expression.subs(T, rational(p)), 40) for p in places]
    entries = [(p, Fraction(str(value))) for p, value in zip(places, values, strict=True)]
    assert keeps(entries, family.names)


def test_sums_and_multiples_have_what_their_parts_have() -> None:
    shape = shape_of(3 * Max(T, 0) + exp(T) / 1000, False)
    assert shape is not None
    assert {"increasing", "convex", "positive"} <= shape.names
    assert "differentiable" not in shape.names
    mirrored = shape_of(-2 * exp(T), False)
    assert mirrored is not None
    assert {"decreasing", "concave"} <= mirrored.names
    assert shape_of(exp(T) - T**2, False) is not None
    assert "convex" not in shape_of(exp(T) - T**2, False).names  # type: ignore[union-attr]
    assert shape_of(exp(exp(T)), False) is None
    assert shape_of(sqrt(T), False) is None


def test_every_combination_of_properties_that_exists_has_a_formula() -> None:
    for names in (
        ("increasing", "concave"),
        ("decreasing", "convex", "positive"),
        ("concave",),
        ("nonincreasing", "nondecreasing"),
        ("any",),
    ):
        properties = Properties(frozenset(name for name in names if name != "any"))
        assert families(properties)
        assert families(Properties(properties.names, positive_axis=True))


# What is true is never refuted.


@pytest.mark.parametrize("index", range(63))
def test_nearly_false_claims_are_not_refuted(index: int) -> None:
    entry = read_nearly_false()[index]
    assert entry.claim is not None
    assert outcome(tidy_domain(entry.claim.given), tidy(entry.claim.states), QUICK).point is None


@lru_cache(maxsize=1)
def read_nearly_false() -> tuple[Any, ...]:
    return tuple(read(CLAIMS / "nearly_false.md").claims)


@pytest.mark.parametrize(
    "states",
    [
        at_most(log(w), w - 1),
        at_most(sin(x), 1),
        at_most(w * exp(-w), exp(-1)),
        unequal((x**2 - 2) ** 2 + Rational(1, 10**30), 0),
        implies(x**2 <= 0, equal(x, 0)),
    ],
    ids=str,
)
def test_equality_is_no_violation_of_weak_inequalities(states: Any) -> None:
    assert outcome(Domain(), states).point is None


def test_an_assumption_for_all_values_needs_a_proof() -> None:
    free = function("A")
    bounded = forall(t, at_most(Abs(free(t)), 1))
    obligation = Obligation(Domain(bounded), at_most(free(x), Rational(1, 2)))
    point = Point({x: Fraction(1)}, {free: Formula(Integer(1), T)})
    assert not violates(obligation, point)
    assert not violates(obligation, point, {bounded: rules.Known()}), "a lemma must be closed"
    found = outcome(obligation.given, obligation.goal)
    assert found.point is not None
    assert found.obligation is not None
    assert violates(found.obligation, found.point, found.lemmas)
    assert not violates(found.obligation, found.point, dict.fromkeys(found.lemmas, rules.Known()))


def test_wrong_lemmas_count_for_nothing() -> None:
    assert not lemma_holds(equal(sqrt(2), Rational(3, 2)), rules.Known())
    assert not lemma_holds(Comparison(x, "==", x), rules.Known()), "it is not closed"
    assert not lemma_holds(equal(Limit(t, t, 0), 1), rules.Known())
    obligation = Obligation(Domain(), less(x, x + 1))
    assert not violates(obligation, Point({x: Fraction(1)}), {at_least(Integer(1), Integer(2)): rules.Known()})


def test_undefined_powers_and_floors_are_not_decided_by_rewriting() -> None:
    assert decided(equal(x**y, 5), Point({x: Fraction(0), y: Fraction(0)})) is None
    assert decided(equal(floor(log(8) / log(w)), 5), Point({w: Fraction(2)})) is None
    assert decided(less(log(8) / log(w), 3), Point({w: Fraction(2)})) is not True


def test_a_premise_does_not_narrow_what_a_predicate_speaks_of() -> None:
    assert outcome(Domain(), implies(x > 1, maximum(-(x**2), x, 0))).point is None
    refuted_at(implies(y > 1, maximum(-(x**2), x, 1)))


def test_irrational_values_are_of_their_kind_by_arithmetic() -> None:
    assert decided(at_least(u, 1), Point({u: sqrt(2)})) is True
    assert admits(Domain(), Point({u: sqrt(2)}), [u])
    assert not admits(Domain(), Point({u: 1 - sqrt(2)}), [u])
    assert not admits(Domain(), Point({n: sqrt(4) * sympy.pi}), [n])
    assert not admits(Domain(), Point({u: x + 1}), [u])
    assert decided(less(x**2, 2), Point({x: sqrt(2)})) is False


def test_huge_powers_are_not_written_out() -> None:
    assert outcome(Domain(), equal(2 ** (n + 1), 2 * 2**n)).point is None
    assert outcome(Domain(Comparison(y, "==", 2**x)), greater(y, 0), QUICK).point is None


# Where the search finds what: one statement for each way.


@pytest.mark.parametrize(
    ("states", "assumptions", "expected"),
    [
        (less(x**2, y**2), (x < y,), None),
        (greater(x, 0), (equal(20 * x, 19), x < y, y > 5, x > 0, y < -5), "none"),
        (greater(10000 * (x - Rational(1, 3)) ** 2, 0), (x > 0, x < 1000), {"x": "1/3"}),
        (greater((x - 123) ** 2 + (y - 456) ** 2, Rational(1, 10**4)), (x > 0, x < 1000, y > 0, y < 1000), {"x": "123", "y": "456"}),
        (greater(w + 2 / w, 2 * sqrt(2)), (), {"w": "sqrt(2)"}),
        (less(sin(x), 1), (), {"x": "pi/2"}),
        (greater(exp(w), w**100), (w >= 1,), None),
        (greater(1 / w, Rational(1, 10**30)), (), None),
        (less(sin(w), w - Rational(1, 10**20)), (w < 1,), None),
        (unequal((n - 137) ** 2 + (m - 41) ** 2, 0), (), {"m": "41", "n": "137"}),
        (greater(Abs(x - Rational(271, 8)), 0), (x > 0, x < 100), {"x": "271/8"}),
        (less(sin(20 * x) + sin(31 * x + 1), Rational(19999, 10000)), (x > 0, x < 100), None),
        (at_most(Max(0, 1 - 1000 * Abs(x - Rational(612345, 10000))), 0), (x > 0, x < 100), None),
        (at_most(Piecewise((0, floor(10 * x) < 333), (1, floor(10 * x) < 334), (0, True)), 0), (x > 0, x < 100), None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_ways_to_a_counterexample(states: Any, assumptions: Any, expected: Any) -> None:
    if expected == "none":
        assert outcome(Domain(*assumptions), states).point is None
        return
    shown = refuted_at(states, *assumptions)
    assert expected is None or shown == expected


def test_quantifiers_connectives_and_shapes_are_taken_apart() -> None:
    assert len(obligations_of(Domain(), conjunction(x > 0, y > 0))) == 2
    (inner,) = obligations_of(Domain(x > 0), forall(x, implies(x > 1, forall(y, y > x))))
    assert len(symbols_of(inner.goal)) == 2
    assert isinstance(inner.goal, Comparison)
    (opened,) = obligations_of(Domain(), negation(exists(t, equal(t**2, x))))
    assert opened.goal == unequal(t**2, x)
    refuted_at(disjunction(x > 0, forall(t, t > x)))
    refuted_at(exists(t, less(t**2 + x**2, 0)))
    assert outcome(Domain(), exists(t, equal(t, x + 1))).point is None


def test_a_contradiction_has_no_counterexample() -> None:
    assert outcome(Domain(x < y, y < x), less(x, x - 1)).point is None


# The parts.


def test_equations_are_solved() -> None:
    assert isolated(z, y**2, z) == y**2
    assert isolated(20 * x, Integer(19), x) == Rational(19, 20)
    assert isolated(exp(x), 2 * y, x) == log(2 * y)
    assert isolated(x + sin(x), y, x) is None
    fixed, left = solved([equal(z, y**2), equal(x, 3 * y), less(x, z)], [x, y, z])
    assert len(fixed) == 2
    assert len(left) == 1
    assert set(symbols_of(left)) == {y}


def test_regions_have_points_however_narrow() -> None:
    for domain in (
        Domain(x > 1, x < Rational(1001, 1000)),
        Domain(equal(z, y**2), less(x, z)),
        Domain(equal(x**2 + y**2, 1)),
        Domain(equal(u * v, 1), u > 7),
        Domain(less(Rational(17, 5), n), n < 5),
    ):
        found = find_point(domain)
        assert found is not None
        assert admits(domain, found)
        assert all(decided(a, p) is True for p in islice(points(domain, (), 6), 6) for a in domain.relations)


@laws
@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0.01, 20))
def test_compiled_margins_have_the_sign_of_the_comparison(a: float, b: float, c: float) -> None:
    for term in (x**3 - y * w, exp(x / 10) - w, Abs(x - y) - w, floor(x) + sin(y), Max(x, y) - log(w), Piecewise((x, x < y), (w, True))):
        value = float(term.subs({x: a, y: b, w: c}))
        margin = floats.margin(less(term, Rational(1, 3)), [x, y, w])([a, b, c])
        assert margin == 0 or (margin > 0) == (value > 1 / 3) or abs(value - 1 / 3) < 1e-9


@laws
@given(st.floats(-9, 9), st.floats(0, 5), st.floats(0.01, 9), st.floats(0, 3), st.floats(0, 1), st.floats(0, 1))
def test_bounds_over_boxes_hold_inside(a: float, width: float, c: float, height: float, s: float, r: float) -> None:
    box = [(a, a + width), (c, c + height)]
    place = [a + s * width, c + r * height]
    for term in (x**3 - x * w, exp(x) * sin(3 * x) - w, Abs(x) ** 3 / w, floor(2 * x) - x, Max(x, w) - sqrt(w), (x - 1) ** -2, x**2 * w**x):
        value = floats.finite_margin(floats.number(term, [x, w]), place)
        low, high = intervals.enclosure(term, [x, w])(box)
        slack = 1e-9 * (1 + abs(value)) if math.isfinite(value) else 0
        assert not math.isfinite(value) or low - slack <= value <= high + slack


def test_branch_and_bound_homes_in_on_a_thin_peak() -> None:
    states = at_most(exp(-(10**8) * (x - Rational(3737, 100)) ** 2), Rational(1, 2))
    aim = target(Obligation(Domain(x > 0, x < 100), states), 10)
    assert aim is not None
    assert any(abs(place[0] - 37.37) < 1e-3 for place in boxes.suspects(aim, 3000))


def test_climbing() -> None:
    value, place = section(lambda s: -((s - 2) ** 2), 0, 5)
    assert abs(place - 2) < 1e-6
    assert value <= 0
    assert any(abs(p - 7.25) < 1e-5 for _, p in peaks(lambda s: -abs(s - 7.25), grid(0, math.inf, 70), 3))
    top, corner = simplex(lambda p: -((p[0] - 3) ** 2) - 10 * (p[1] - p[0] ** 2) ** 2, [1.0, 1.0], 600)
    assert top > -1e-6
    assert abs(corner[1] - 9) < 1e-2


@pytest.mark.parametrize(
    "number", [sympy.pi / 6, sqrt(2) / 2, sympy.E / 2, 1 / sympy.E, log(2), sqrt(3), (1 + sqrt(5)) / 2, exp(-2)], ids=str
)
def test_named_numbers_are_recognised(number: Any) -> None:
    assert any(
        sympy.N(found - number, 30) == 0 or sympy.simplify(found - number) == 0 for found in named_nearby(float(number) * (1 + 1e-7))
    )


@laws
@given(st.fractions(-1000, 1000, max_denominator=50), st.sampled_from([1e-2, 1e-4, 1e-7]))
def test_the_simplest_number_nearby_is_no_less_simple(number: Fraction, share: float) -> None:
    found = simplest_near(float(number), share)
    assert abs(found - number) <= share * (abs(number) or 1) * 1.001
    assert found.denominator <= number.denominator


def test_touching_says_whether_equality_can_refute() -> None:
    assert touching(less(x, y))
    assert touching(negation(at_most(x, y)))
    assert not touching(at_most(x, y))
    assert not touching(equal(x, y))
    assert touching(implies(at_most(x, y), less(x, y)))


def test_wild_points_satisfy_the_relations() -> None:
    import random

    domain = Domain(x > 1, x < Rational(1001, 1000), less(x, y))
    found = list(wild_points(domain, (), 20, random.Random(3)))
    assert found
    assert all(admits(domain, p) for p in found)
    assert region(domain, ()).symbols


def test_statements_are_put_at_their_points() -> None:
    statement = Quantified("forall", (t,), greater(t**2 + u, 0))
    assert substitute_statement(statement, {u: sqrt(2)}) == Quantified("forall", (t,), greater(t**2 + sqrt(2), 0))
