"""Repairs: an assumption is named only when it is proved to suffice, excludes the counterexample, and leaves room."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Abs, Symbol, exp, sqrt

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import PROVED, REFUTED
from symbolic.language.domain import Domain
from symbolic.language.functions import increasing_function
from symbolic.language.statements import comparison, implies, increasing
from symbolic.methods.portfolio import check
from symbolic.methods.repair import repair

x, y, z = (Symbol(name, real=True) for name in "xyz")
u, v = (Symbol(name, positive=True) for name in "uv")
f = increasing_function("f")


def claim(left: Any, relation: str, right: Any, *given: Any) -> Claim:
    return Claim("", comparison(left, relation, right), Domain(*given))


REPAIRED = [
    (claim(x**2, "<", y**2, x < y), "x >= 0"),
    (claim(sqrt(x**2), "==", x), "x >= 0"),
    (claim(exp(x), ">", 1 + x), "x != 0"),
    (claim((1 + x) ** 3, ">=", 1 + 3 * x), "x >= 0"),
    (claim(u * f(u), "<", v * f(v), u < v), "f(u) >= 0"),
    (claim(f(x), "<=", f(y)), "x <= y"),
    (claim(Abs(x), "==", -x), "x <= 0"),
    (claim((x - y) ** 2, ">", 0), "x != y"),
    (Claim("", implies(x**2 > 1, x > 1)), "x >= 0"),
]


@pytest.mark.parametrize(("refuted", "expected"), REPAIRED, ids=lambda case: case if isinstance(case, str) else None)
def test_what_is_missing_is_named_and_suffices(refuted: Claim, expected: str) -> None:
    verdict = check(refuted)
    assert verdict.verdict == REFUTED
    missing = repair(refuted, verdict)
    assert str(missing) == expected
    assert check(Claim("", refuted.states, refuted.given & Domain(missing))).verdict == PROVED


LEFT_ALONE = [
    claim(x, ">=", y),  # the claim itself repairs nothing
    claim(x + 1, "<", x),  # false everywhere
    claim(x**2, "<=", 0, x >= 0),  # x <= 0 would leave one point only
    Claim("", increasing(-f(x), x)),
    claim(u + v, "==", u * v),
]


@pytest.mark.parametrize("refuted", LEFT_ALONE)
def test_no_repair_where_there_is_none(refuted: Claim) -> None:
    assert repair(refuted, check(refuted)) is None


def test_only_refuted_claims_are_repaired() -> None:
    sound = claim(x**2, ">=", 0)
    assert repair(sound, check(sound)) is None


def test_the_same_repair_every_time() -> None:
    refuted = REPAIRED[0][0]
    assert len({str(repair(refuted, check(refuted))) for _ in range(3)}) == 1
