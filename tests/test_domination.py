"""The comparison test for integrals: the rule takes proofs that fit and refuses those that only look alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sympy import Symbol, exp, floor, oo

from symbolic import Claim, at_most, check, integral
from symbolic.methods.guided import Dominated, Guided, Primitive
from symbolic.methods.problem import Problem
from symbolic.methods.state import Budget, State
from symbolic.render.explain import explain
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.rules.domination import Domination

w = Symbol("w", real=True)
TAIL = integral(exp(-(w**2)), (w, 1, oo))
BOUND = w * exp(-(w**2))
PRIMITIVE = Primitive(integral(BOUND, (w, 1, oo)), -exp(-(w**2)) / 2)
CLAIM = Claim("A tail.", at_most(TAIL, exp(-1) / 2), by=Guided(PRIMITIVE, Dominated(TAIL, BOUND)))


def found() -> tuple[Any, Domination]:
    """The facts under which the rule is used, and its node."""
    problem = Problem(CLAIM.given, CLAIM.states)
    state = PRIMITIVE.apply(State(problem.context, problem.states), Budget())
    after = Dominated(TAIL, BOUND).apply(state, Budget())
    node = after.wraps[-1](None)
    assert isinstance(node, Domination)
    return state.context, node


def test_a_claim_by_comparison() -> None:
    verdict = check(CLAIM)
    assert verdict.verdict == "proved"
    assert "by comparison of the integrands" in explain("tail", CLAIM, verdict)


@pytest.mark.parametrize(
    "changes",
    [
        {"bound": exp(-w)},  # not known to be finite
        {"bound": BOUND / 2},
        {"integral": integral(2 * w * exp(-(w**2)), (w, 1, oo))},  # larger than the bound
        {"integral": integral(-exp(-(w**2)), (w, 1, oo))},  # negative
        {"integral": integral(exp(-(w**2)), (w, 0, oo))},  # another interval
        {"integral": integral(exp(-(w**2)) * floor(w) / (1 + w**2), (w, 1, oo))},  # not continuous
        {"integral": integral(exp(-(w**2)) / (w - 2) ** 2, (w, 1, oo))},  # undefined inside
        {"bound": BOUND * Symbol("new", positive=True)},
        {"conditions": (None,)},
        {"between": None},
    ],
    ids=str,
)
def test_the_rule_refuses_near_misses(changes: dict[str, Any]) -> None:
    context, node = found()
    with pytest.raises(Rejected):
        Kernel().check(context, CLAIM.states, replace(node, **changes))
