"""Compositions: the kernel takes the shape of f(g) from those of f and g, and refuses what does not fit."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Symbol, log

from symbolic.language.domain import Domain
from symbolic.language.functions import function
from symbolic.language.statements import Comparison, Shape
from symbolic.methods.compositions import METHOD
from symbolic.methods.problem import Problem
from symbolic.trusted.context import ZERO
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.composition import ByComposition

x = Symbol("x", real=True)
n = Symbol("n", integer=True)
u = Symbol("u", positive=True)
h, g = function("h", "concave"), function("G", "convex")
OUTER = {
    (direction, curvature): function(f"F_{direction}_{curvature}", direction, curvature)
    for direction in ("increasing", "nonincreasing")
    for curvature in ("convex", "concave")
}


@pytest.mark.parametrize("inner", [h, g])
@pytest.mark.parametrize("direction", ["increasing", "nonincreasing"])
@pytest.mark.parametrize("curvature", ["convex", "concave"])
def test_four_cases(inner: Any, direction: str, curvature: str) -> None:
    outer = OUTER[direction, curvature]
    problem = Problem(Domain(), Shape(curvature, outer(inner(x)), x))
    fits = (inner is (g if curvature == "convex" else h)) == (direction == "increasing")
    found = METHOD.attempt(problem)
    assert (found is not None) == fits
    if found is not None:
        Kernel().check(problem.context, problem.states, found.proof)
        other = Shape("concave" if curvature == "convex" else "convex", outer(inner(x)), x)
        with pytest.raises(Rejected):
            Kernel().check(problem.context, other, found.proof)


@pytest.mark.parametrize(
    ("goal", "given"),
    [
        (Shape("concave", h(h(x)), x), Domain()),  # h is not monotone
        (Shape("concave", function("f", "increasing")(h(x)), x), Domain()),  # f is not curved
        (Shape("increasing", OUTER["increasing", "concave"](h(x)), x), Domain()),
        (Shape("concave", OUTER["increasing", "concave"](x), x), Domain()),  # the inner expression is not strictly curved
        (Shape("concave", OUTER["increasing", "concave"](h(n)), n), Domain()),
        (Shape("concave", OUTER["increasing", "concave"](h(x)), x), Domain(Comparison(x, "!=", ZERO))),
    ],
)
def test_nothing_without_the_premises(goal: Shape, given: Domain) -> None:
    problem = Problem(given, goal)
    inner = METHOD.attempt(Problem(Domain(), Shape("concave", OUTER["increasing", "concave"](h(x)), x)))
    assert inner is not None
    with pytest.raises(Rejected):
        Kernel().check(problem.context, goal, inner.proof)


def test_the_inner_expression_stays_where_the_function_lives() -> None:
    outer = function("Q", "increasing", "concave", on="positive")
    goal = Shape("concave", outer(log(u)), u)
    inner = METHOD.attempt(Problem(Domain(), Shape("concave", OUTER["increasing", "concave"](log(u)), u)))
    assert inner is not None
    assert isinstance(inner.proof, ByComposition)
    with pytest.raises(Rejected):
        Kernel().check(Problem(Domain(), goal).context, goal, inner.proof)
