"""Statements about numbers alone: balls decide them, one way or the other, and a term without value is an error."""

from __future__ import annotations

import time

import pytest
from sympy import Integer, Pow, Rational, cos, exp, gamma, log, pi, sin

from symbolic import Claim, approx, check, conjunction, equal, greater, less, within
from symbolic.language.special.gamma_ratio import log_gamma_ratio
from symbolic.methods.evaluation import evaluated
from symbolic.trusted.normal_form import normal_form

TENTH = Rational(1, 10)


@pytest.mark.parametrize(
    "states",
    [
        within(exp(1), Rational(27, 10), TENTH),
        within(Rational(1, 2), Rational(2, 5), TENTH),  # exactly at the tolerance
        approx(pi, Rational(314, 100), 3),
        less(log(2), Rational(7, 10)),
        conjunction(greater(pi, 3), less(pi, 4)),
        within(exp(log_gamma_ratio(Rational(1, 2), Rational(299, 2), Integer(1200000))), Rational(11, 1000), Rational(1, 2000)),
    ],
)
def test_true_of_numbers_is_proved(states: object) -> None:
    assert check(Claim(says="True.", states=states)).verdict == "proved"


@pytest.mark.parametrize(
    "states",
    [
        within(exp(1), Rational(26, 10), TENTH),
        approx(pi, Rational(315, 100), 3),
        greater(log(2), Rational(7, 10)),
        equal(gamma(Rational(1, 3)), Rational(5, 2)),
        conjunction(greater(pi, 3), greater(pi, 4)),
    ],
)
def test_false_of_numbers_is_refuted(states: object) -> None:
    assert check(Claim(says="False.", states=states)).verdict == "refuted"


def test_equality_that_no_ball_decides_is_left_alone() -> None:
    assert evaluated(equal(sin(1) ** 2 + cos(1) ** 2, 1)) is None


@pytest.mark.parametrize("term", [log(Integer(-1), evaluate=False) / 2, exp(log_gamma_ratio(Integer(1), Integer(-3), Integer(2)))])
def test_numbers_without_value_prove_and_refute_nothing(term: object) -> None:
    assert check(Claim(says="Undefined.", states=within(term, 0, 10))).verdict in ("error", "undecided")


def test_logarithms_of_large_numbers_are_not_factored() -> None:
    """A product of primes of 200 digits stays together; small primes still come apart, so that log 6 is log 2 and log 3."""
    start = time.process_time()
    large = Pow(Rational(1043, 1000), 65) - Rational(43, 1000)
    assert normal_form(log(large, evaluate=False) - log(large, evaluate=False)).is_zero
    assert normal_form(log(Integer(6), evaluate=False) - log(2) - log(3)).is_zero
    assert normal_form(log(Integer(2) * large, evaluate=False) - log(2) - log(large, evaluate=False)).is_zero
    assert time.process_time() - start < 2
