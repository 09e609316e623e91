"""Each method: one statement that it proves, one that is false and that it must not prove, one that it must leave alone."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Max, Rational, Symbol, exp, log, oo, symbols

from symbolic import (
    PROVED,
    REFUTED,
    Claim,
    Derivation,
    Domain,
    LanguageError,
    Step,
    Using,
    at_least,
    at_most,
    check,
    concave,
    convex,
    decreasing,
    equal,
    forall,
    function,
    greater,
    implies,
    increasing,
    increasing_function,
    independent,
    integral,
    less,
    limit,
    maximum,
    prime,
    unequal,
)
from symbolic.language.statements import Comparison
from symbolic.methods import derivative_sign, direct, evaluation, falsification, implicit_differentiation, induction, portfolio, smt
from symbolic.methods.derivations import ByDerivation
from symbolic.methods.problem import Problem
from symbolic.trusted.kernel import Kernel, Rejected, verify
from symbolic.trusted.proofs import Certificate, Known

x, y, z, t, n = symbols("x y z t n", positive=True)
a, b = symbols("a b", real=True)
k = Symbol("k", integer=True, nonnegative=True)
j = Symbol("j", integer=True, nonnegative=True)
any_x = Symbol("any_x", real=True)
f = increasing_function("f")
u = increasing_function("u", "concave")
root = function("root", "smooth", "positive", on="positive")
p = function("p")
recurrence = Domain(equal(p(0), 1), forall(j, equal(p(j + 1), 2 * p(j))))
squares = Domain(forall(any_x, implies(any_x > 0, equal(root(any_x) ** 2, any_x))))


def proves(method: Any, given: Domain, states: Any, by: Any = None) -> bool:
    """Whether the method offers a proof and the kernel accepts it."""
    problem = Problem(given, states, by=by)
    found = method.attempt(problem)
    if found is None or found.proof is None:
        return False
    try:
        Kernel().check(problem.context, states, found.proof)
    except Rejected:
        return False
    return True


chain = Derivation((a + b) ** 2, (Step(a**2 + 2 * a * b + b**2, "expand"), Step(a * (a + 2 * b) + b**2, "factor")))
wrong_chain = Derivation((a + b) ** 2, (Step(a**2 + b**2, "expand"), Step(b**2 + a**2 + 0 * a, "reorder")))

CASES = {
    "evaluation": (
        evaluation.METHOD,
        (Domain(), less(log(2), Rational(7, 10))),
        (Domain(), greater(log(2), Rational(7, 10))),
        (Domain(), greater(x, 0)),
    ),
    "direct: normal form": (
        direct.METHOD,
        (Domain(), independent(x * f(y) - f(y) * (x - 1), x)),
        (Domain(), equal((a + b) ** 2, a**2 + b**2)),
        (Domain(), equal(p(a + b), p(a) * p(b))),
    ),
    "direct: gaps": (
        direct.METHOD,
        (Domain(x < y, y < z), greater(n * (f(z) - f(x)), n * (f(y) - f(x)))),
        (Domain(x < y, y < z), greater(f(y) - f(x), f(z) - f(y))),
        (Domain(), greater(p(x), 0)),
    ),
    "direct: cases": (
        direct.METHOD,
        (Domain(), equal(Max(a, b) + Max(-a, -b), Max(a - b, b - a))),
        (Domain(), equal(Max(a, b), Max(a, 0) + Max(b, 0))),
        (Domain(), greater(p(Max(a, b)), p(a))),
    ),
    "direct: slopes": (
        direct.METHOD,
        (Domain(x < y, y < z), greater((u(y) - u(x)) / (y - x), (u(z) - u(y)) / (z - y))),
        (Domain(x < y, y < z), less((u(y) - u(x)) / (y - x), (u(z) - u(y)) / (z - y))),
        (Domain(), greater(u(x), x)),
    ),
    "direct: primitive": (
        direct.METHOD,
        (Domain(), equal(integral(t * exp(-x * t), (t, 0, 1)), (1 - exp(-x) * (1 + x)) / x**2)),
        (Domain(), equal(integral(t**2, (t, 0, x)), x**3 / 2)),
        (Domain(), equal(integral(exp(-(t**3)), (t, 0, 1)), x)),
    ),
    "direct: limit": (
        direct.METHOD,
        (Domain(), equal(limit((exp(x * b) - 1) / b, b, 0), x)),
        (Domain(), equal(limit((exp(x * b) - 1) / b, b, 0), x + 1)),
        (Domain(), equal(limit(p(b), b, 0), p(0))),
    ),
    "derivative sign": (
        derivative_sign.METHOD,
        (Domain(), concave(log(x) - x**2, x)),
        (Domain(), convex(log(x) - x**2, x)),
        (Domain(unequal(a, 0)), decreasing(1 / a, a)),
    ),
    "derivative sign: extremum": (
        derivative_sign.METHOD,
        (Domain(), maximum(log(x) - x, x, 1)),
        (Domain(), maximum(log(x) - x, x, 2)),
        (Domain(), maximum(a**3 - a, a, -1)),
    ),
    "implicit differentiation": (
        implicit_differentiation.METHOD,
        (squares, equal(prime(root)(x), 1 / (2 * root(x)))),
        (squares, equal(prime(root)(x), 1 / root(x))),
        (squares, equal(prime(root)(x), prime(root)(y))),
    ),
    "induction": (
        induction.METHOD,
        (recurrence, equal(p(k), 2**k)),
        (recurrence, equal(p(k), 3**k)),
        (recurrence & Domain(k <= 5), equal(p(k), 2**k)),
    ),
    "smt": (
        smt.METHOD,
        (Domain(), at_least(a**2 + b**2, 2 * a * b)),
        (Domain(), at_most(a**2 + b**2, 2 * a * b)),
        (Domain(), greater(exp(a), a**2)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_proves_what_is_true(name: str) -> None:
    method, true, _, _ = CASES[name]
    assert proves(method, *true)


@pytest.mark.parametrize("name", CASES)
def test_does_not_prove_what_is_false(name: str) -> None:
    method, _, false, _ = CASES[name]
    assert not proves(method, *false)


@pytest.mark.parametrize("name", CASES)
def test_leaves_alone_what_is_not_its_business(name: str) -> None:
    method, _, _, other = CASES[name]
    assert not proves(method, *other)


def test_derivation_proves_its_chain_only() -> None:
    method = ByDerivation()
    assert proves(method, Domain(), equal(chain.start, chain.result), chain)
    assert not proves(method, Domain(), equal(wrong_chain.start, wrong_chain.result), wrong_chain)
    assert not proves(method, Domain(), equal(a * b, b**2), chain)


def test_lemmas_are_proved_again() -> None:
    good = Claim("squares are not negative", at_least((a - b) ** 2, 0))
    bad = Claim("a is at most b", at_most(a, b))
    assert proves(Using(good), Domain(), at_least(a**2 + b**2, 2 * a * b))
    assert not proves(Using(bad), Domain(), at_most(a, b))
    assert not proves(Using(good), Domain(), at_most(a**2 + b**2, 2 * a * b))


def test_falsification_finds_the_simplest_point_and_leaves_truth_alone() -> None:
    verdict = check(Claim("squares exceed", greater(x**2, x)))
    assert verdict.verdict == REFUTED
    assert verdict.counterexample == {"x": "1"}
    found = falsification.METHOD.attempt(Problem(Domain(), greater(x + 1, x)))
    assert found is not None
    assert found.point is None
    assert found.tried > 0


def test_falsification_shows_functions_as_tables() -> None:
    verdict = check(Claim("increasing functions are convex", at_least(f(x) + f(x + 2), 2 * f(x + 1))))
    assert verdict.verdict == REFUTED
    assert verdict.counterexample is not None
    assert verdict.counterexample["f"].count("f(") == 3


def test_every_method_of_the_package_is_in_the_portfolio() -> None:
    names = [method.name for method in portfolio.methods()]
    assert names == sorted(names, key=lambda name: next(m.rank for m in portfolio.methods() if m.name == name))
    assert {"falsification", "evaluation", "direct", "derivative sign", "implicit differentiation", "induction", "smt"} <= set(names)


def test_grades_say_what_a_proof_rests_on() -> None:
    exact = check(Claim("gap", greater(f(y), f(x)), Domain(x < y)))
    assert (exact.verdict, exact.grade) == (PROVED, "exact")
    enclosure = check(Claim("number", less(log(2), Rational(7, 10))))
    assert (enclosure.verdict, enclosure.grade) == (PROVED, "enclosure")
    solver = check(Claim("polynomial", at_least(a**4 - 2 * a**2 * b + b**2 + a**2 + 1 - a, 0)))
    assert solver.verdict == PROVED
    assert (solver.grade == "smt") == any(name.startswith("z3") for name in solver.trusts)


def test_increasing_is_about_all_pairs_of_points() -> None:
    assert check(Claim("sawtooth", increasing(a**3 - a, a))).verdict == REFUTED


def test_floats_are_refused_wherever_they_stand() -> None:
    """SymPy itself takes 0.1*x - x/10 for zero; no raw statement and no derivation may bring a float in."""
    tenth = Comparison(0.1 * x, "==", x / 10)
    with pytest.raises(LanguageError, match="float"):
        Claim("raw", tenth)
    with pytest.raises(LanguageError, match="float"):
        Derivation(x / 10, (Step(0.1 * x, "decimal"),))
    with pytest.raises(Rejected, match="float"):
        verify(Domain(), tenth, Certificate((), Known()))


def test_what_says_nothing_says_so() -> None:
    verdict = check(Claim("raw", Comparison(x, "==", x)))
    assert verdict.verdict == PROVED
    assert verdict.message is not None
    assert "says nothing" in verdict.message


@pytest.mark.parametrize("power_of", [lambda s, k: s**k * exp(-(s**2)), lambda s, k: exp(-(s**k))], ids=["factor", "exponent"])
def test_an_integrand_with_a_symbolic_power_is_no_crash(power_of: Any) -> None:
    s, k = Symbol("s", positive=True), Symbol("k", positive=True)
    assert check(Claim("A moment.", equal(integral(power_of(s, k), (s, 0, oo)), k))).verdict in ("undecided", "refuted")
