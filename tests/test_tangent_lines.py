"""Tangent lines, the unit circle, signs of derivatives of uninterpreted functions: what the axioms say, and where they must not."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Pow, Rational, Symbol, atan, cos, cosh, exp, log, pi, sin, sinh, sqrt, symbols, sympify

from symbolic.language.domain import Domain
from symbolic.language.families import family_fits
from symbolic.language.functions import Properties, function, prime, properties_of
from symbolic.language.meaning import truth
from symbolic.language.point import Formula, Point
from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, axiom
from symbolic.trusted.context import Context

x, y, a, b, r = symbols("x y a b r", real=True)
u, v = symbols("u v", positive=True)


def compare(left: Any, relation: str, right: Any = 0) -> Comparison:
    return Comparison(sympify(left), relation, sympify(right))


def said(rule: str, f: Any, *arguments: Any, facts: tuple[Any, ...] = ()) -> Comparison:
    known = axiom(rule)
    assert known is not None
    return known(Context.of(Domain(), (x, y, a, b, r, u, v)).adding(*facts), f, arguments)


def above(term: Any, bound: Any = 0) -> Comparison:
    return compare(term, ">", bound)


@pytest.mark.parametrize(
    ("f", "arguments", "facts", "relation"),
    [
        (exp, (x, y), (), ">="),
        (exp, (x, y), (compare(x, "!=", y),), ">"),
        (cosh, (x, y), (), ">="),
        (log, (u, v), (), "<="),
        (log, (u, v), (above(v, u),), "<"),
        (sqrt, (u, a), (compare(a, ">=", 0),), "<="),
        (sinh, (a, b), (compare(a, ">=", 0), compare(b, ">=", 0)), ">="),
        (sin, (a, b), tuple(compare(t, ">=", 0) for t in (a, b, pi - a, pi - b)), "<="),
        (Pow, (u, v, r), (compare(r, ">=", 1),), ">="),
        (Pow, (u, v, r), (compare(r, "<=", 0),), ">="),
        (Pow, (u, v, r), (compare(r, ">=", 0), compare(r, "<=", 1)), "<="),
        (Pow, (u, v, r), (compare(r, ">=", 1), above(u, v)), ">="),
        (Pow, (u, v, r), (above(r, 1), above(u, v)), ">"),
    ],
)
def test_tangent_lines(f: Any, arguments: tuple[Any, ...], facts: tuple[Any, ...], relation: str) -> None:
    fact = said("tangent_line", f, *arguments, facts=facts)
    assert fact.relation == relation
    for numbers in ((Rational(1, 3), 2), (3, Rational(1, 2)), (1, Rational(5, 4))):
        if any(isinstance(s, Comparison) and s.relation in (">", "!=") for s in facts) and numbers[0] > numbers[1]:
            continue
        point = Point({s: Rational(n) for s, n in zip(arguments[:2], numbers, strict=True)} | {r: Rational(2)})
        if all(truth(s, point) for s in facts):
            assert truth(fact, point)


@pytest.mark.parametrize(
    ("f", "arguments", "facts"),
    [
        (log, (u, a), ()),
        (log, (a, u), (compare(a, ">=", 0),)),
        (sqrt, (a, u), (compare(a, ">=", 0),)),
        (sinh, (a, b), (compare(a, ">=", 0),)),
        (sin, (a, b), (compare(a, ">=", 0), compare(b, ">=", 0))),
        (Pow, (u, v, r), ()),
        (Pow, (u, v, r), (above(r),)),
        (Pow, (a, v, r), (above(r, 1),)),
        (Pow, (u, a, r), (above(r, 1), compare(a, ">=", 0))),
        (atan, (x, y), ()),
        (cos, (x, y), ()),
    ],
)
def test_no_tangent_line_without_its_premises(f: Any, arguments: tuple[Any, ...], facts: tuple[Any, ...]) -> None:
    with pytest.raises(NotApplicable):
        said("tangent_line", f, *arguments, facts=facts)


def test_the_unit_circle() -> None:
    assert said("on_the_circle", sin, x) == compare(sin(x) ** 2 + cos(x) ** 2, "==", 1)
    with pytest.raises(NotApplicable):
        said("on_the_circle", sinh, x)


@pytest.mark.parametrize(
    ("properties", "order", "expected"),
    [
        (("increasing", "differentiable"), 1, {"nonnegative"}),
        (("nondecreasing", "differentiable"), 1, {"nonnegative"}),
        (("increasing",), 1, set()),
        (("decreasing", "differentiable"), 1, set()),
        (("convex", "differentiable"), 1, {"increasing", "continuous"}),
        (("concave", "differentiable"), 1, {"decreasing", "continuous"}),
        (("convex",), 1, set()),
        (("convex", "increasing", "differentiable"), 1, {"increasing", "continuous", "positive"}),
        (("convex", "differentiable"), 2, set()),
        (("convex", "smooth"), 2, {"smooth", "nonnegative"}),
        (("convex", "smooth"), 3, {"smooth"}),
    ],
)
def test_properties_of_derivatives(properties: tuple[str, ...], order: int, expected: set[str]) -> None:
    assert properties_of(prime(function("f", *properties), order)).names == expected


@pytest.mark.parametrize(
    ("properties", "order", "relation"),
    [
        (("decreasing", "differentiable"), 1, "<="),
        (("decreasing", "convex", "differentiable"), 1, "<"),
        (("concave", "smooth"), 2, "<="),
        (("decreasing",), 1, None),
        (("concave", "differentiable"), 2, None),
        (("concave", "smooth"), 1, None),
        (("decreasing", "smooth"), 2, None),
    ],
)
def test_negative_derivatives(properties: tuple[str, ...], order: int, relation: str | None) -> None:
    slope = prime(function("f", *properties), order)
    if relation is None:
        with pytest.raises(NotApplicable):
            said("signed", slope, x)
    else:
        assert said("signed", slope, x) == compare(slope(x), relation, 0)


def test_above_tangents_of_curved_functions() -> None:
    convex = function("f", "convex", "differentiable")
    line = convex(x) + prime(convex)(x) * (y - x)
    assert said("above_tangent", convex, x, y) == compare(convex(y), ">=", line)
    assert said("above_tangent", convex, x, y, facts=(compare(x, "!=", y),)) == compare(convex(y), ">", line)
    for properties in (("convex",), ("differentiable",), ("increasing", "differentiable")):
        with pytest.raises(NotApplicable):
            said("above_tangent", function("f", *properties), x, y)
    on_positive = function("f", "concave", "differentiable", on="positive")
    with pytest.raises(NotApplicable):
        said("above_tangent", on_positive, u, x)
    assert said("above_tangent", on_positive, u, v).relation == "<="


def test_constants_stand_for_functions_of_several_arguments() -> None:
    t, t2 = Symbol("t", real=True), Symbol("t2", real=True)
    assert family_fits(Formula(Rational(13, 2), (t, t2)), Properties(arity=2))
    assert not family_fits(Formula(log(t), (t, t2)), Properties(arity=2))


def test_a_weak_fact_does_not_hide_a_sign_seen_in_the_term_as_it_is_written() -> None:
    p = Symbol("p", real=True)
    term = p * u + v * (1 - p)
    context = Context.of(Domain(), (p, u, v)).adding(above(p), above(1, p))
    assert context.relation(term) == ">"
    assert context.adding(compare(term, ">=", 0)).relation(term) == ">"
    assert Context.of(Domain(), (p, u, v)).adding(compare(term, ">=", 0)).relation(term) == ">="
