"""The tilted cosine law: its claims are proved, their neighbours that are false are not, and the rules behind them refuse near misses."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import factorial
from typing import Any

import pytest
from sympy import Float, Integer, Rational, Symbol, besseli, symbols

from symbolic import Claim, ClosedForm, Domain, at_most, check, equal, greater, increasing, less
from symbolic.language.meaning import ball, value, working_precision
from symbolic.language.point import Point
from symbolic.language.special.bessel import cosine_log_normaliser, hyp0f1, inverse_divergence, inverse_mean_cosine, mean_cosine
from symbolic.methods.hypergeometric_products import HypergeometricProducts
from symbolic.methods.problem import Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget
from symbolic.models import von_mises_fisher as model
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.proofs import Combination, Known
from symbolic.trusted.rules.hypergeometric_series import ProductSeries, ProductTerm, early_goals, late_goal
from symbolic.trusted.special.bessel import AXIOMS as OF_BESSEL
from symbolic.trusted.special.bessel_elementary import AXIOMS as ELEMENTARY

CLAIMS = {name: value for name, value in vars(model).items() if isinstance(value, Claim)}
FORMS = {name: value for name, value in vars(model).items() if isinstance(value, ClosedForm) and name != "total_harm"}
p, q, x = symbols("p q x", positive=True)
real = Symbol("y", real=True)
AXIOMS = {**OF_BESSEL, **ELEMENTARY}
d, tilt, A = model.dimension, model.tilt, model.A


@pytest.mark.parametrize("name", CLAIMS)
def test_the_claims_of_the_model_are_proved(name: str) -> None:
    verdict = check(CLAIMS[name])
    assert (verdict.verdict, verdict.grade) == ("proved", "exact")


@pytest.mark.parametrize("name", FORMS)
def test_the_closed_forms_follow_from_their_derivations(name: str) -> None:
    assert all(verdict.verdict == "proved" for verdict in FORMS[name].check())


FALSE = {
    "upper bound with d - 1/2": Claim("x", at_most(tilt * (1 - A**2), (d - Rational(1, 2)) * A), model.on_sphere),
    "lower bound with d - 1/2": Claim("x", greater(tilt * (1 - A**2), (d - Rational(1, 2)) * A), model.on_sphere),
    "lower bound below one dimension": Claim("x", greater(1 - A**2, 0)),
    "Turan with equal weights": Claim("x", greater(hyp0f1(p + 1, x) ** 2, hyp0f1(p, x) * hyp0f1(p + 2, x))),
    "a convex mean cosine": Claim("x", increasing(A / tilt, tilt), model.on_sphere),
    "a mean cosine that grows with the dimension": Claim("x", greater(mean_cosine(model.more, tilt), A), model.higher),
    "another variance": Claim("x", equal(model.riccati_equation.states.left, 1 - A**2 - d * A / tilt), model.on_sphere),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_neighbours_are_not_proved(name: str) -> None:
    assert check(FALSE[name]).verdict == "refuted"


def test_turan_inequality_by_power_series() -> None:
    claim = Claim("x", greater((p + 1) * hyp0f1(p + 1, x) ** 2, p * hyp0f1(p, x) * hyp0f1(p + 2, x)))
    found = HypergeometricProducts().attempt(Problem(claim.given, claim.states))
    assert found is not None
    assert isinstance(found.proof, ProductSeries)
    assert HypergeometricProducts().attempt(Problem(Domain(), greater(p, q))) is None


# --- The rule: coefficients of products of two series -----------------------------------------------------------------------------------


def _coefficient(b: Fraction, k: int) -> Fraction:
    """1/((b)_k k!)."""
    found = Fraction(1, factorial(k))
    for step in range(k):
        found /= b + step
    return found


def _product_coefficient(b: Fraction, c: Fraction, k: int) -> Fraction:
    return sum((_coefficient(b, i) * _coefficient(c, k - i) for i in range(k + 1)), Fraction(0))


@pytest.mark.parametrize(("power", "first", "second"), [(0, 0, 0), (0, 1, 2), (1, 0, 0), (1, 1, 1), (2, 0, 3), (3, 1, 0)])
def test_written_out_and_relative_coefficients_are_those_of_the_cauchy_product(power: int, first: int, second: int) -> None:
    b, c = Fraction(1, 3), Fraction(5, 4)
    symbols_of_bases = {p: Rational(1, 3), q: Rational(5, 4)}
    reference, term = ProductTerm(Integer(1), power, 0, 0), ProductTerm(Integer(1), power, first, second)
    for k, goal in enumerate(early_goals(p, q, (term,), None)):
        expected = _product_coefficient(b + first, c + second, k - power) if k >= power else 0
        assert goal.left.subs(symbols_of_bases) == expected
    m, late = late_goal(p, q, (term,), ())
    _, base = late_goal(p, q, (reference,), ())
    for number in (1, 2, 5):
        k = 1 + power + number
        ratio = (late.left / base.left).subs({**symbols_of_bases, m: number})
        assert ratio == _product_coefficient(b + first, c + second, k - power) / _product_coefficient(b, c, k - power)


TURAN = (ProductTerm(p + 1, 0, 1, 1), ProductTerm(-p, 0, 0, 2))


def _turan(**changes: Any) -> Any:
    claim = Claim("x", greater((p + 1) * hyp0f1(p + 1, x) ** 2, p * hyp0f1(p, x) * hyp0f1(p + 2, x)))
    found = HypergeometricProducts().attempt(Problem(claim.given, claim.states))
    assert found is not None
    return claim, replace(found.proof, **changes)


def _accepted(claim: Claim, proof: Any) -> None:
    Kernel().check(Problem(claim.given, claim.states).context, claim.states, proof)


def test_the_rule_takes_the_proof_that_was_found() -> None:
    _accepted(*_turan())


@pytest.mark.parametrize(
    "changes",
    [
        {"strict": 2},
        {"strict": -1},
        {"early": ()},
        {"late": Combination(())},
        {"x": -x},
        {"b": -p},
        {"c": p - 1},
        {"terms": ()},
        {"terms": (ProductTerm(p, 0, 1, 1), ProductTerm(-p, 0, 0, 2))},
        {"terms": (ProductTerm(p + 1, -1, 1, 1), ProductTerm(-p, 0, 0, 2))},
        {"terms": (ProductTerm(p + 1, 0, 1, 1), ProductTerm(-p, 0, -1, 2))},
        {"terms": (ProductTerm(q, 0, 1, 1),)},
        {"terms": (ProductTerm(Float(1.5), 0, 1, 1),)},
        {"terms": (ProductTerm(1 / (x - p), 0, 1, 1),)},
    ],
    ids=str,
)
def test_the_rule_refuses_near_misses(changes: dict[str, Any]) -> None:
    claim, proof = _turan(**changes)
    with pytest.raises(Rejected):
        _accepted(claim, proof)


def test_a_strict_sign_beyond_the_constant_term_needs_a_positive_argument() -> None:
    y = Symbol("y", nonnegative=True)
    first = (ProductTerm(Integer(1), 0, 0, 0), ProductTerm(Integer(-1), 0, 0, 1))
    claims = [Claim("x", greater(hyp0f1(p, u) ** 2, hyp0f1(p, u) * hyp0f1(p + 1, u))) for u in (x, y)]
    proof = ProductSeries(p, p, x, first, 1, (Combination(()), *_proofs(first, 1)[1:]), _late(first), Known())
    _accepted(claims[0], proof)
    for refused in (replace(proof, x=y), replace(proof, x=y, strict=0), replace(proof, strict=0)):
        with pytest.raises(Rejected):
            _accepted(claims[1], refused)


def test_a_strict_constant_term_is_enough_at_zero() -> None:
    y = Symbol("y", nonnegative=True)
    assert check(Claim("x", greater((p + 1) * hyp0f1(p + 1, y) ** 2, p * hyp0f1(p, y) * hyp0f1(p + 2, y)))).verdict == "proved"


def _proofs(terms: tuple[ProductTerm, ...], strict: int | None) -> list[Any]:
    return [prove(Context.of(Domain(), (p,)), goal, Budget()) for goal in early_goals(p, p, terms, strict)]


def _late(terms: tuple[ProductTerm, ...]) -> Any:
    m, goal = late_goal(p, p, terms, (p, x))
    return prove(Context.of(Domain(), (p, m)), goal, Budget())


# --- Axioms -----------------------------------------------------------------------------------------------------------------------------


def _context(*statements: Any) -> Context:
    return Context.of(Domain(*statements), (p, q, x, real, d))


REFUSED = [
    ("hyp0f1_positive", hyp0f1, (p, real)),
    ("hyp0f1_positive", hyp0f1, (p - 1, x)),
    ("hyp0f1_positive", besseli, (p, x)),
    ("hyp0f1_first_terms", hyp0f1, (p, -x)),
    ("hyp0f1_at_zero", hyp0f1, (p, x)),
    ("hyp0f1_contiguous", hyp0f1, (real, x)),
    ("hyp0f1_falls_with_parameter", hyp0f1, (p, q, x)),
    ("hyp0f1_falls_with_parameter", hyp0f1, (p, p + 1, real)),
    ("hyp0f1_rises_with_argument", hyp0f1, (p, real, x)),
    ("hyp0f1_rises_with_argument", hyp0f1, (p, x + 1, x)),
    ("hyp0f1_hyperbolic", hyp0f1, (Rational(5, 2), x)),
    ("hyp0f1_hyperbolic", hyp0f1, (Rational(3, 2), real)),
    ("bessel_function", besseli, (real, x)),
    ("bessel_positive", besseli, (p, real)),
    ("cosine_law_convex", cosine_log_normaliser, (p, x, q)),
    ("inverse_cosine_law_equation", inverse_mean_cosine, (p + 1, x)),
    ("inverse_cosine_law_equation", inverse_mean_cosine, (p, Rational(1, 2))),
    ("inverse_cosine_law_equation", inverse_divergence, (Integer(1), x)),
    ("inverse_cosine_law_sign", inverse_mean_cosine, (p + 1, -Rational(1, 2))),
    ("inverse_cosine_law_order", inverse_divergence, (p + 1, x, q)),
]


@pytest.mark.parametrize(("rule", "function", "arguments"), REFUSED)
def test_axioms_refuse_arguments_without_their_premises(rule: str, function: Any, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(NotApplicable):
        AXIOMS[rule](_context(), function, arguments)


def test_weak_premises_give_weak_conclusions() -> None:
    y = Symbol("y", nonnegative=True)
    facts = Context.of(Domain(), (p, y))
    assert AXIOMS["hyp0f1_first_terms"](facts, hyp0f1, (p, y)).relation == ">="
    assert AXIOMS["hyp0f1_falls_with_parameter"](facts, hyp0f1, (p, p + 1, y)).relation == ">="
    assert AXIOMS["hyp0f1_rises_with_argument"](facts, hyp0f1, (p, y, 2 * y)).relation == "<="
    assert AXIOMS["inverse_cosine_law_sign"](facts, inverse_divergence, (p + 1, y)).relation == ">="


SOUND = [
    ("hyp0f1_first_terms", hyp0f1, (p, x)),
    ("hyp0f1_contiguous", hyp0f1, (p, x)),
    ("hyp0f1_falls_with_parameter", hyp0f1, (p, p + q, x)),
    ("hyp0f1_rises_with_argument", hyp0f1, (p, x, x + q)),
    ("hyp0f1_hyperbolic", hyp0f1, (Rational(1, 2), x)),
    ("hyp0f1_hyperbolic", hyp0f1, (Rational(3, 2), x)),
    ("bessel_function", besseli, (p - 1, x)),
    ("cosine_law_convex", cosine_log_normaliser, (p + 1, x, q)),
    ("inverse_cosine_law_equation", inverse_mean_cosine, (p + 1, x / (x + 1))),
    ("inverse_cosine_law_equation", inverse_divergence, (p + 1, x)),
    ("inverse_cosine_law_order", inverse_mean_cosine, (p + 1, x / (x + 1), x / (x + 2))),
]


@pytest.mark.parametrize(("rule", "function", "arguments"), SOUND)
def test_axioms_hold_where_their_premises_do(rule: str, function: Any, arguments: tuple[Any, ...]) -> None:
    statement = AXIOMS[rule](
        _context(greater(1 - x / (x + 1), 0), greater(1 - x / (x + 2), 0), less(x / (x + 2), x / (x + 1))), function, arguments
    )
    for numbers in ((1, 2, 3), (Fraction(1, 7), 5, Fraction(1, 9)), (20, Fraction(1, 2), 11)):
        point = Point(dict(zip((p, q, x), map(Fraction, numbers), strict=True)), {})
        with working_precision(200):
            right = ball(value(statement.right, point))
            difference = ball(value(statement.left, point)) - right
        if statement.relation == "==":
            assert abs(difference) < 1e-30 * (1 + abs(right))
        else:
            assert (difference > 0) == (statement.relation in (">", ">="))
