"""Lambert's W on its real branches: enclosures, what the kernel believes of it, and its gap in double precision."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from flint import arb
from sympy import E, Integer, LambertW, Rational, Symbol, exp

from symbolic import PROVED, REFUTED, Claim, Domain, check, equal, less
from symbolic.language.domain import symbols_of
from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.special.lambert import MEANINGS, lambert_gap, lambert_gap_below
from symbolic.language.statements import Comparison
from symbolic.numeric.special.lambert import OPERATIONS, lambert_w
from symbolic.trusted.axioms import NotApplicable, axiom
from symbolic.trusted.context import Context

x = Symbol("x", real=True)
MINUS_ONE = Integer(-1)
enclosure = MEANINGS[LambertW].enclosure


def context(*facts: Any) -> Context:
    given = Domain(*facts)
    return Context.of(given, [x, *symbols_of(given)])


@pytest.mark.parametrize("branch", [0, -1])
@pytest.mark.parametrize("value", ["-0.367", "-0.25", "-1e-9", "-1e-200"])
def test_enclosures_solve_the_equation(branch: int, value: str) -> None:
    assert enclosure is not None
    with working_precision(256):
        w = enclosure(Fraction(value), Fraction(branch))
        assert (w * w.exp()).contains(arb(value)) or (w * w.exp()).overlaps(arb(Fraction(value).numerator) / Fraction(value).denominator)
        assert (w > -1) if branch == 0 else (w < -1)


@pytest.mark.parametrize(("value", "branch"), [("-0.368", 0), ("-0.368", -1), ("0", -1), ("1", -1), ("-0.1", 1)])
def test_no_value_off_the_domain(value: str, branch: int) -> None:
    assert enclosure is not None
    with working_precision(128), pytest.raises(Undefined):
        enclosure(Fraction(value), Fraction(branch))


def test_nothing_is_said_at_the_branch_point() -> None:
    assert enclosure is not None
    with working_precision(128), pytest.raises(Unknown):
        enclosure(-arb(-1).exp(), Fraction(-1))


INSIDE = (Comparison(x, ">", -1 / E), Comparison(x, "<", Integer(0)))


def test_the_kernel_knows_equation_and_ranges() -> None:
    assert axiom("lambert_equation")(context(*INSIDE), LambertW, (x, MINUS_ONE)).right == x
    lower = axiom("lambert_range")(context(*INSIDE), LambertW, (x, MINUS_ONE))
    upper = axiom("lambert_range")(context(*INSIDE), LambertW, (x,))
    assert (lower.relation, upper.relation) == ("<", ">")
    closed = context(Comparison(x, ">=", -1 / E), Comparison(x, "<", Integer(0)))
    assert axiom("lambert_range")(closed, LambertW, (x, MINUS_ONE)).relation == "<="
    assert axiom("lambert_sign")(context(*INSIDE), LambertW, (x,)).relation == "<"


@pytest.mark.parametrize(
    ("rule", "facts", "arguments"),
    [
        ("lambert_equation", (), (x, MINUS_ONE)),
        ("lambert_equation", INSIDE[:1], (x, MINUS_ONE)),
        ("lambert_equation", INSIDE[1:], (x, MINUS_ONE)),
        ("lambert_equation", INSIDE[1:], (x,)),
        ("lambert_equation", INSIDE, (x, Integer(1))),
        ("lambert_equation", INSIDE, (x, x)),
        ("lambert_range", INSIDE[:1], (x, MINUS_ONE)),
        ("lambert_sign", INSIDE, (x, MINUS_ONE)),
        ("lambert_sign", INSIDE[:1], (x,)),
    ],
)
def test_the_kernel_asks_for_the_domain(rule: str, facts: Any, arguments: Any) -> None:
    with pytest.raises(NotApplicable):
        axiom(rule)(context(*facts), LambertW, arguments)


def test_the_kernel_takes_no_other_function() -> None:
    with pytest.raises(NotApplicable):
        axiom("lambert_equation")(context(*INSIDE), exp, (x, MINUS_ONE))


def test_claims_about_numbers() -> None:
    w = LambertW(Rational(-1, 5), -1)
    assert check(Claim("Lower branch.", less(w, -2))).verdict == PROVED
    assert check(Claim("Not that low.", less(w, -3))).verdict == REFUTED
    assert check(Claim("Upper branch.", less(LambertW(Rational(-1, 5)), w))).verdict == REFUTED


def test_the_gap_is_what_it_is_defined_as() -> None:
    r = Symbol("r", positive=True)
    same = equal(lambert_gap_below(1 - r), -LambertW(-r * exp(-r), -1) - r)
    assert check(Claim("Definition.", same, Domain(r < 1))).verdict == PROVED


def true_gap(r: Any) -> Any:
    """The gap by mpmath's own Lambert function."""
    return -mpmath.lambertw(-r * mpmath.exp(-r), -1).real - r


def points() -> list[float]:
    draw = random.Random(7)
    near = [10 ** draw.uniform(-16, -1) for _ in range(60)]
    return [*(10 ** draw.uniform(-300, 0) for _ in range(60)), *(draw.random() for _ in range(60)), *(1 - d for d in near), 0.5, 5e-324]


def ulps(value: float, truth: Any) -> float:
    return float(abs(mpmath.mpf(value) - truth) / math.ulp(float(truth)))


def test_the_gap_to_a_few_ulp() -> None:
    scalar, array = OPERATIONS["lambert_gap"].scalar, OPERATIONS["lambert_gap"].array
    assert array is not None
    drawn = [r for r in points() if 0 < r < 1]
    with mpmath.workdps(80):
        assert max(ulps(scalar(r), true_gap(mpmath.mpf(r))) for r in drawn) < 4
        assert max(ulps(float(v), true_gap(mpmath.mpf(r))) for v, r in zip(array(np.array(drawn)), drawn, strict=True)) < 4


def test_the_gap_below_one_to_a_few_ulp() -> None:
    scalar, array = OPERATIONS["lambert_gap_below"].scalar, OPERATIONS["lambert_gap_below"].array
    assert array is not None
    drawn = [d for d in points() if 1e-300 < d < 1]
    values = array(np.array(drawn))
    for d, value in zip(drawn, values, strict=True):
        with mpmath.workdps(60 - int(4 * math.log10(d))):
            truth = true_gap(1 - mpmath.mpf(d))
            assert ulps(scalar(d), truth) < 4
            assert ulps(float(value), truth) < 4


def test_the_gap_at_the_edges() -> None:
    gap, below = OPERATIONS["lambert_gap"].scalar, OPERATIONS["lambert_gap_below"].scalar
    assert (gap(1.0), gap(0.0), below(0.0), below(1.0)) == (0.0, math.inf, 0.0, math.inf)
    assert all(math.isnan(f(v)) for f in (gap, below) for v in (-1.0, 1.5, math.nan))


def test_w_in_double_precision() -> None:
    assert lambert_w(1.0) == pytest.approx(0.5671432904097838, rel=1e-16)
    assert lambert_w(-0.1, -1.0) == pytest.approx(-3.577152063957297, rel=1e-16)
    assert math.isnan(lambert_w(-1.0))
    assert math.isnan(lambert_w(0.5, -1.0))


def test_the_gap_has_a_slope() -> None:
    r, h = 0.3, 1e-6
    gap = OPERATIONS["lambert_gap"].scalar
    slope = float(lambert_gap(Symbol("r")).fdiff().subs(lambert_gap(Symbol("r")), gap(r)).subs(Symbol("r"), r))
    assert slope == pytest.approx((gap(r + h) - gap(r - h)) / (2 * h), rel=1e-8)
