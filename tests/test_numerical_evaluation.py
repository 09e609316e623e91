"""SymPy's assumptions about numbers agree with balls, also near the zeros of functions, where rounding arguments would lose them."""

from __future__ import annotations

import pytest
from sympy import LambertW, Rational, acos, acosh, asin, atanh, erf, exp, gamma, log, loggamma, polygamma, sin, sqrt, zeta

from symbolic.language import terms
from symbolic.language.numerical_evaluation import reliable_sign, reliable_value

TINY = Rational(1, 10**30)
assert terms  # importing it puts the evaluation in place


@pytest.mark.parametrize(
    "number",
    [
        acos(1 - TINY),
        acosh(1 + TINY),
        loggamma(2 + TINY),
        -loggamma(1 + TINY),
        log(1 + TINY),
        log(1 + TINY) - TINY / 2,
        log(1 + TINY) * 3 - TINY,
        atanh(1 - TINY) - 34,
        zeta(1 + TINY),
        exp(TINY) - 1,
        asin(1 - TINY) - Rational(3, 2),
        1 - erf(5),
        polygamma(0, Rational(3, 2)),
        gamma(2 + TINY) - 1,
        LambertW(-exp(-1) + TINY) + 1,
        sqrt(2) - Rational(141421356237309504880168872420969807, 10**35),
    ],
    ids=str,
)
def test_positive_numbers_are_positive(number: object) -> None:
    assert number.is_positive is True  # type: ignore[attr-defined]
    assert number.is_zero is False  # type: ignore[attr-defined]
    assert (-number).is_negative is True  # type: ignore[operator]
    assert (number > 0) == True  # type: ignore[operator]  # noqa: E712


def test_functions_are_not_evaluated_at_a_rounded_argument() -> None:
    assert sin(3 * acos(1 - TINY)) != 0
    assert float(reliable_value(acosh(1 + TINY), 30)) == pytest.approx((2e-30) ** 0.5, rel=1e-6)


def test_equal_numbers_have_no_known_sign() -> None:
    assert reliable_sign(sqrt(2) * sqrt(3) - sqrt(6) + 0 * sqrt(5)) == 0
    assert reliable_sign(sqrt(3 + 2 * sqrt(2)) - sqrt(2) - 1) is None


def test_symbols_have_no_value() -> None:
    from sympy import Symbol

    assert acos(Symbol("x", real=True)).is_zero is None
