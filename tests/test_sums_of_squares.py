"""Sums of squares: what the search proposes the kernel accepts; what is false or needs more is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import symbols, sympify

from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison
from symbolic.methods.problem import Problem
from symbolic.methods.sums_of_squares import METHOD
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.proofs import Combination

x, y, z = symbols("x y z", real=True)
u, v, w = symbols("u v w", positive=True)


def at_least(left: Any, right: Any = 0) -> Comparison:
    return Comparison(sympify(left), ">=", sympify(right))


@pytest.mark.parametrize(
    ("goal", "assumptions"),
    [
        (at_least(x**4 - 4 * x + 3), ()),
        (at_least(x**4 + y**4 + z**4, x**2 * y * z + y**2 * z * x + z**2 * x * y), ()),
        (at_least((u + v) * (v + w) * (w + u), 8 * u * v * w), ()),
        (at_least(u / v + v / u, 2), ()),
        (at_least(x**2 + y**2 + z**2, sympify(1) / 3), (Comparison(x + y + z, "==", sympify(1)),)),
        (at_least(x + y, 2 * x * y), (at_least(x), at_least(1 - x), at_least(y), at_least(1 - y))),
    ],
)
def test_found_and_accepted(goal: Comparison, assumptions: tuple[Comparison, ...]) -> None:
    problem = Problem(Domain(*assumptions), goal)
    found = METHOD.attempt(problem)
    assert found is not None
    assert isinstance(found.proof, Combination)
    Kernel().check(problem.context, goal, found.proof)
    stronger = Comparison(goal.left, goal.relation, goal.right + sympify("1/10**9"))
    with pytest.raises(Rejected):
        Kernel().check(problem.context, stronger, found.proof)


@pytest.mark.parametrize(
    "goal",
    [
        at_least(x**4 - 4 * x + sympify("299/100")),
        at_least(x**3 + y**3, x * y * (x + y)),
        at_least(x**4 * y**2 + x**2 * y**4 + 1, 3 * x**2 * y**2),  # not negative, and no sum of squares
        at_least(u / v, 1),
        Comparison(x**2 + y**2, ">", 2 * x * y),
    ],
)
def test_nothing_is_proposed(goal: Comparison) -> None:
    assert METHOD.attempt(Problem(Domain(), goal)) is None
