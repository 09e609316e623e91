"""Any number of correct digits."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import flint
import mpmath
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError
from symbolic.numeric.digits import decimal, evaluate
from symbolic.numeric.errors import ArgumentError, DomainError
from symbolic.numeric.matrix_terms import BuresSquared, LogDetDivergence

laws = settings(deadline=None, derandomize=True, database=None, max_examples=200)

x, y = sp.symbols("x y", real=True)
p = sp.Symbol("p", positive=True)
fractions = st.fractions(-1000, 1000, max_denominator=1000)


@laws
@given(
    st.fractions(max_denominator=10**9)
    | st.builds(lambda m, e: Fraction(m) * Fraction(10) ** e, st.integers(-999, 999), st.integers(-60, 60)),
    st.integers(1, 40),
)
def test_decimal_is_the_half_even_rounding(value: Fraction, digits: int) -> None:
    with localcontext() as context:
        context.prec = digits
        assert Decimal(decimal(value, digits)) == Decimal(value.numerator) / Decimal(value.denominator)


@laws
@given(fractions, fractions, st.integers(1, 40))
def test_rational_values_are_exact(a: Fraction, b: Fraction, digits: int) -> None:
    assert evaluate(x * y + x**2, (x, y), [a, b], digits) == decimal(a * b + a * a, digits)


@laws
@given(st.fractions(Fraction(1, 1000), 1000, max_denominator=1000), st.integers(15, 60))
def test_transcendental_values_against_another_library(a: Fraction, digits: int) -> None:
    with mpmath.workdps(digits + 25):
        z = mpmath.mpf(a.numerator) / a.denominator
        for formula, value in (
            (sp.exp(p), mpmath.exp(z)),
            (sp.log(1 + p), mpmath.log1p(z)),
            (sp.gamma(p), mpmath.gamma(z)),
            (sp.sqrt(p) * sp.pi, mpmath.sqrt(z) * mpmath.pi),
        ):
            found = mpmath.mpf(evaluate(formula, (p,), [a], digits))
            assert abs(found - value) <= abs(value) * mpmath.mpf(10) ** (1 - digits) / 2


def test_layout() -> None:
    cases = {
        (Fraction(1, 2), 5): "0.50000", (Fraction(-1, 3), 4): "-0.3333", (Fraction(0), 9): "0", (Fraction(12345), 5): "12345",
        (Fraction(12345), 4): "1.234e+04", (Fraction(1, 3 * 10**7), 3): "3.33e-08", (Fraction(99999, 10), 3): "1.00e+04",
        (Fraction(3), 1): "3",
    }  # fmt: skip
    for (value, digits), text in cases.items():
        assert decimal(value, digits) == text


def test_cancellation_costs_precision_not_digits() -> None:
    tiny = Fraction(1, 10**40)
    assert evaluate(sp.log(1 + p) - p, (p,), [tiny], 20) == "-5.0000000000000000000e-81"
    assert evaluate((1 - sp.cos(x)) / x**2, (x,), [tiny], 30) == "0.5" + 29 * "0"
    assert evaluate(sp.exp(p) - sp.exp(-p) - 2 * sp.sinh(p) + 1, (p,), [Fraction(3)], 20) == "1.0000000000000000000"


def test_a_thousand_digits() -> None:
    with mpmath.workdps(1010):
        assert evaluate(sp.pi * p, (p,), [Fraction(1)], 1000) == mpmath.nstr(mpmath.pi, 1000)


def test_zero_is_zero_and_comparisons_are_exact() -> None:
    assert evaluate(sp.log(p), (p,), [Fraction(1)], 30) == "0"
    assert evaluate(sp.Piecewise((1, x < y), (2, sp.Eq(x, y)), (3, True)), (x, y), [Fraction(1, 3), Fraction(1, 3)], 3) == "2.00"
    barely = sp.Piecewise((1, sp.exp(p) > 1 + p), (2, True))
    assert evaluate(barely, (p,), [Fraction(1, 10**60)], 3) == "1.00"
    assert evaluate(sp.sqrt(p) - x, (x, p), [Fraction(2, 3), Fraction(4, 9)], 10) == "0"
    assert evaluate(sp.Piecewise((0, sp.Eq(x, 0)), (x * sp.log(x), True)), (x,), [Fraction(0)], 10) == "0"


def test_what_cannot_be_told_says_so() -> None:
    with pytest.raises(DomainError, match="cannot be told to 20 digits"):
        evaluate(sp.log(p) + sp.log(x) - sp.log(p * x, evaluate=False), (p, x), [Fraction(2), Fraction(3)], 20)
    with pytest.raises(DomainError, match=r"no real value at x = -1"):
        evaluate(sp.log(x), (x,), [Fraction(-1)], 20)
    with pytest.raises(DomainError, match="no real value at x = 0: division by zero"):
        evaluate(1 / x, (x,), [Fraction(0)], 20)


def test_outside_the_domain() -> None:
    with pytest.raises(DomainError, match=r"`p` = -1/3 is outside the domain: it must hold that p > 0"):
        evaluate(p, (p,), [Fraction(-1, 3)], 20)
    with pytest.raises(DomainError, match=r"`x` = 1, `p` = 2 are outside the domain: it must hold that p < x"):
        evaluate(p, (x, p), [Fraction(1), Fraction(2)], 20, domain=Domain(p < x))
    with pytest.raises(ArgumentError, match="2 values are needed"):
        evaluate(p, (x, p), [Fraction(1)], 20)
    for digits in (0, 1001):
        with pytest.raises(LanguageError, match="digits"):
            evaluate(p, (p,), [Fraction(1)], digits)


def test_matrices() -> None:
    d = sp.Symbol("d", integer=True, positive=True)
    a, b, v = sp.MatrixSymbol("a", d, d), sp.MatrixSymbol("b", d, d), sp.MatrixSymbol("v", d, 1)
    both: dict[str, Any] = {"positive_definite": ("a", "b")}
    one, four = [[Fraction(1), 0], [0, 1]], [[Fraction(4), 0], [0, 4]]
    full = [[Fraction(2), 1], [1, 2]]
    assert evaluate(BuresSquared(a, b), (a, b), [one, four], 20, **both) == "2.0000000000000000000"
    assert evaluate(BuresSquared(a, b), (a, b), [full, full], 20, **both) == "0"
    with mpmath.workdps(40):  # the eigenvalues of `full` are 1 and 3
        surd = mpmath.nstr(6 - 2 * (1 + mpmath.sqrt(3)), 20)
    assert evaluate(BuresSquared(a, b), (a, b), [full, one], 20, **both) == surd
    assert evaluate(LogDetDivergence(a, b), (a, b), [full, one], 15, **both)[:12] == str(2 - math.log(3))[:12]
    assert evaluate(a * v + v, (a, v), [full, [Fraction(1, 3), Fraction(1)]], 15) == ["2.00000000000000", "3.33333333333333"]
    assert evaluate(a.I, (a,), [full], 4) == [["0.6667", "-0.3333"], ["-0.3333", "0.6667"]]
    with pytest.raises(DomainError, match=r"`b` = \[\[1, 2\], \[2, 1\]\] is outside the domain: it must hold that b is positive definite"):
        evaluate(BuresSquared(a, b), (a, b), [one, [[1, 2], [2, 1]]], 20, **both)
    with pytest.raises(DomainError, match=r"b is symmetric"):
        evaluate(BuresSquared(a, b), (a, b), [one, [[1, 2], [0, 1]]], 20, **both)
    with pytest.raises(ArgumentError, match=r"`v` has shape \(3,\)"):
        evaluate(a * v, (a, v), [full, [1, 2, 3]], 20)
    with pytest.raises(ArgumentError, match=r"`a` has shape \(\): it needs a list of rows"):
        evaluate(sp.Trace(a), (a,), [1], 20)


def test_the_precision_of_the_process_is_left_alone() -> None:
    before = flint.ctx.prec
    evaluate(sp.exp(p), (p,), [Fraction(1)], 100)
    with pytest.raises(DomainError):
        evaluate(sp.log(x), (x,), [Fraction(-1)], 20)
    assert flint.ctx.prec == before


def test_threads_do_not_share_precision() -> None:
    digits = [20, 200, 50, 400] * 5
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: evaluate(sp.exp(p), (p,), [Fraction(1)], n), digits))
    assert found == [evaluate(sp.exp(p), (p,), [Fraction(1)], n) for n in digits]
