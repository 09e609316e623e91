"""The symmetric gamma ratio: its axioms and limits accept what they should and nothing near it; its values agree with ball arithmetic."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx, fmpq
from sympy import Integer, Rational, Symbol, exp, gamma, log, oo

from symbolic import Claim, ClosedForm, Domain, check, closed_form, equal, greater, less, limit
from symbolic.language.special.gamma_ratio import log_gamma_ratio as head
from symbolic.numeric.accuracy import measure
from symbolic.numeric.digits import evaluate
from symbolic.numeric.special.gamma_ratio import log_gamma_ratio, log_gamma_ratio_array
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected
from symbolic.trusted.limits import limit_of
from symbolic.trusted.rules.gamma_limits import GammaQuotientLimit
from symbolic.trusted.rules.limit_composition import LimitInside
from symbolic.trusted.special.gamma_ratio import log_convex

a, B, t = (Symbol(name, positive=True) for name in ("a", "B", "t"))
n = Symbol("n", nonnegative=True)
KNOWN = rules.Known()


# --- Log-convexity ----------------------------------------------------------------------------------------------------------------------


def test_log_convexity_needs_three_positive_arguments():
    context = Context.of(Domain(), [a, B, t, n])
    fact = log_convex(context, gamma, (B, a, t))
    assert (fact.left, fact.relation, fact.right) == (gamma(B + a) * gamma(B + t), "<", gamma(B) * gamma(B + a + t))
    for arguments in ((B, a, n), (B, n, a), (n, a, t), (B, a, -t)):
        with pytest.raises(NotApplicable):
            log_convex(context, gamma, arguments)
    with pytest.raises(NotApplicable):
        log_convex(context, exp, (B, a, t))


def test_survival_is_below_one_only_after_some_trial():
    ratio = gamma(B + n) * gamma(a + B) / (gamma(B) * gamma(a + B + n))
    assert check(Claim("", less(ratio, 1), Domain(greater(n, 0)))).verdict == "proved"
    assert check(Claim("", less(ratio, 1))).verdict == "refuted"


# --- Limits -----------------------------------------------------------------------------------------------------------------------------

RATIO = gamma(t + B) / gamma(t + a + B)


def taken(e, proof, point=oo, given=()):
    return limit_of(Kernel(), Context.of(Domain(*given), [a, B]), e, t, point, "-", proof)


def test_gamma_quotients_have_their_power_law():
    balanced = GammaQuotientLimit(Integer(3), a, ((Integer(1), B, a + B),), vanishing=False, positive=(KNOWN,), growth=KNOWN)
    assert taken(3 * t**a * RATIO, balanced) == 3
    falling = GammaQuotientLimit(Integer(1), Integer(0), ((Integer(1), B, a + B),), vanishing=True, positive=(KNOWN,), growth=KNOWN)
    assert taken(RATIO, falling) == 0
    scaled = GammaQuotientLimit(Integer(1), a, ((Integer(2), B, a + B),), vanishing=False, positive=(KNOWN,), growth=KNOWN)
    assert taken(t**a * gamma(2 * t + B) / gamma(2 * t + a + B), scaled) == Integer(2) ** (-a)


@pytest.mark.parametrize(
    ("e", "proof"),
    [
        (t**a * RATIO, GammaQuotientLimit(Integer(1), a, ((Integer(1), B, a + B),), True, (KNOWN,), KNOWN)),  # balanced, not vanishing
        (RATIO, GammaQuotientLimit(Integer(1), Integer(0), ((Integer(1), B, a + B),), False, (KNOWN,), KNOWN)),  # vanishing, not balanced
        (1 / RATIO, GammaQuotientLimit(Integer(1), Integer(0), ((Integer(1), a + B, B),), True, (KNOWN,), KNOWN)),  # it grows
        (RATIO, GammaQuotientLimit(Integer(2), Integer(0), ((Integer(1), B, a + B),), True, (KNOWN,), KNOWN)),  # another factor
        (RATIO, GammaQuotientLimit(t, Integer(-1), ((Integer(1), B, a + B),), True, (KNOWN,), KNOWN)),  # a factor that moves
        (RATIO, GammaQuotientLimit(Integer(1), Integer(0), ((Integer(1), B, a + B),), True, (), KNOWN)),  # no proof of the rate's sign
        (gamma(B - t) / gamma(a + B - t), GammaQuotientLimit(Integer(1), Integer(0), ((Integer(-1), B, a + B),), True, (KNOWN,), KNOWN)),
    ],
)
def test_gamma_quotients_reject_near_misses(e, proof):
    with pytest.raises(Rejected):
        taken(e, proof)


def test_gamma_quotients_only_at_infinity():
    falling = GammaQuotientLimit(Integer(1), Integer(0), ((Integer(1), B, a + B),), True, (KNOWN,), KNOWN)
    with pytest.raises(Rejected):
        taken(RATIO, falling, point=Integer(0))


def test_limits_of_gamma_quotients_are_found_and_wrong_ones_are_not_proved():
    assert check(Claim("", equal(limit(t**a * RATIO, t, oo), 1))).verdict == "proved"
    assert check(Claim("", equal(limit(t**a * RATIO, t, oo), 2))).verdict != "proved"
    assert check(Claim("", equal(limit(t * RATIO, t, oo), 0))).verdict != "proved"  # for a < 1 it is infinite
    assert check(Claim("", equal(limit(t * RATIO, t, oo), 0), Domain(a > 1))).verdict == "proved"


u = Symbol("u", real=True)


def test_limit_inside_a_continuous_function():
    inner = rules.Continuity(Integer(1), ())
    proof = LimitInside(exp(u), u, 1 + t, (), inner)
    assert limit_of(Kernel(), Context.of(Domain()), exp(1 + t), t, Integer(0), "+", proof) == exp(1)


@pytest.mark.parametrize(
    "proof",
    [
        LimitInside(exp(u), u, 2 + t, (), rules.Continuity(Integer(2), ())),  # another inner term
        LimitInside(exp(u + t), u, Integer(1), (), rules.Continuity(Integer(1), ())),  # the outer one moves
        LimitInside(exp(u) * Symbol("k", positive=True), u, 1 + t, (), rules.Continuity(Integer(1), ())),  # a new symbol
        LimitInside(exp(t), t, 1 + t, (), rules.Continuity(Integer(1), ())),  # the variable itself
    ],
)
def test_limit_inside_rejects_near_misses(proof):
    with pytest.raises(Rejected):
        limit_of(Kernel(), Context.of(Domain()), exp(1 + t), t, Integer(0), "+", proof)


def test_limit_inside_needs_the_outer_function_defined_at_the_limit():
    proof = LimitInside(log(u), u, t, (KNOWN,), rules.Continuity(Integer(0), ()))
    with pytest.raises(Rejected):
        limit_of(Kernel(), Context.of(Domain()), log(t), t, Integer(0), "+", proof)


# --- Values -----------------------------------------------------------------------------------------------------------------------------

HARD = [
    (1e9, 299e9 + 64, 16.0),
    (1e12, 1e27, 1e7),
    (1e-6, 1e-6, 1e-3),
    (0.5, 1e-15, 1e9),
    (25.0, 29.9999, 26.0),
    (1e-12, 30.0, 1e-12),
    (3.5, 1e-300, 2.0),
]


def truth(a, x, n):
    exact = [fmpq(Fraction(v).numerator, Fraction(v).denominator) for v in (a, x, n)]
    before = ctx.prec
    try:
        for bits in (200, 800, 3200):
            ctx.prec = bits
            p, y, q = map(arb, exact)
            ball = (y + q).lgamma() - y.lgamma() - (y + p + q).lgamma() + (y + p).lgamma()
            if ball.rel_accuracy_bits() > 80:
                middle = ball.mid().fmpq()
                return Fraction(int(middle.p), int(middle.q))
    finally:
        ctx.prec = before
    raise AssertionError("no enclosure")


def ulps(value, exact):
    return float(abs(Fraction(value) - exact) / Fraction(math.ulp(abs(float(exact)))))


def drawn(count):
    source = random.Random(7)
    ranges = [((-9, 13), (-15, 28), (-5, 12)), ((-1, 3), (-2, 2), (-1, 3))]
    return [tuple(10 ** source.uniform(*r) for r in ranges[i % 2]) for i in range(count)]


def test_four_ulp_everywhere():
    for point in [*HARD, *drawn(300)]:
        assert ulps(log_gamma_ratio(*point), truth(*point)) <= 4, point


def test_arrays_are_as_accurate():
    points = [*HARD, *drawn(300)]
    for value, point in zip(log_gamma_ratio_array(*np.array(points).T), points, strict=True):
        assert ulps(float(value), truth(*point)) <= 4, point


def test_edges_of_the_domain():
    assert log_gamma_ratio(0.0, 2.0, 3.0) == log_gamma_ratio(3.0, 2.0, 0.0) == 0.0
    outside = [(-1.0, 2.0, 3.0), (1.0, 0.0, 3.0), (1.0, -2.0, 3.0), (1.0, 2.0, -1.0), (math.nan, 1.0, 1.0), (1.0, math.inf, 1.0)]
    assert all(math.isnan(log_gamma_ratio(*point)) for point in outside)
    assert np.isnan(log_gamma_ratio_array(*np.array(outside).T)).all()


def test_scalar_symmetric_and_additive():
    for x, y, z in drawn(50):
        assert log_gamma_ratio(x, y, z) == log_gamma_ratio(z, y, x)
    assert log_gamma_ratio(2.5, 7.0, 5.0) == pytest.approx(log_gamma_ratio(2.5, 7.0, 3.0) + log_gamma_ratio(2.5, 10.0, 2.0), rel=1e-14)


def test_into_an_array():
    out = np.empty(3)
    log_gamma_ratio_array(1.0, np.array([1.0, 2.0, 40.0]), 2.0, out=out)
    assert out == pytest.approx(np.log([1 / 3, 1 / 2, 40 / 42]), rel=1e-14)


def test_meaning_agrees_with_the_definition():
    form = ClosedForm(head(a, B, t), (a, B, t), "", "")
    written = log(gamma(B + t) * gamma(a + B) / (gamma(B) * gamma(a + B + t)))
    for point in ((Rational(1, 2), 3, 7), (5, Rational(1, 9), Rational(1, 3))):
        values = [Fraction(int(Rational(v).p), int(Rational(v).q)) for v in point]
        assert evaluate(form.expression, form.arguments, values, 25) == evaluate(written, form.arguments, values, 25)


# --- The closed forms ---------------------------------------------------------------------------------------------------------------------

SUCCESS = "semi_informative_priors.success_probability"
REFERENCES = [  # a, b, N, n and the chance, by mpmath with guard digits
    ("1/2", "299/2", 64, 16, "0.0355274584029238736315531139799"),
    ("1/10", "999/10", 64, 16, "0.00929544983672060732484816371146"),
    ("10", "990", 64, 16, "0.139315557909346164210326015985"),
    ("1/2", "1/2", 0, 10, "0.823802947998046875"),
    ("1/2", "999999999999/2", 64, 16, "1.59999999975920000003634239999e-11"),
    ("1000000000", "299000000000", 64, 16, "0.0520205178238906098270712554239"),
    ("1/2", "299/2", 0, 1200000, "0.988848331638546807960372354484"),
    ("1/2", "299/2", 64, "1/1000", "2.34465441658316863883912595521e-6"),
    ("1", "299", 64, 16, "0.0422163588390501319261213720317"),
]


@pytest.mark.parametrize(("successes", "failures", "N", "n", "wanted"), REFERENCES)
def test_reference_values(successes, failures, N, n, wanted):
    form = closed_form(SUCCESS)
    s, f = Fraction(successes), Fraction(failures)
    point = (s, s / (s + f), Fraction(N), Fraction(n))
    found = evaluate(form.expression, form.arguments, point, 30, form.domain)
    assert abs(Fraction(found) - Fraction(wanted)) <= Fraction(wanted) / 10**29
    compiled = form.compile()(*map(float, point))
    assert compiled == pytest.approx(float(wanted), rel=1e-14)


def test_closed_forms_are_accurate_where_it_is_hard():
    source = random.Random(11)
    points = [
        (
            10 ** source.uniform(-6, 12),
            10 ** source.uniform(-15, 0) if i % 2 else 1 - 10 ** source.uniform(-16, 0),
            source.choice([0.0, 64.0, 10 ** source.uniform(-3, 9)]),
            source.choice([1.0, 16.0, 10 ** source.uniform(-3, 9)]),
        )
        for i in range(150)
    ]
    assert measure(closed_form(SUCCESS).compile(), points).ulps <= 4
    assert measure(closed_form("semi_informative_priors.next_trial_probability").compile(), [p[:3] for p in points]).ulps <= 4


def test_edges_are_values():
    chance = closed_form(SUCCESS).compile()
    assert chance(2.0, 1.0, 0.0, 3.0) == 1.0
    assert chance(2.0, 1.0, 0.0, 0.0) == chance(2.0, 0.3, 5.0, 0.0) == 0.0
    assert chance(1.0, 1.0, 4.0, 6.0) == pytest.approx(0.6, rel=1e-15)
    assert math.isnan(chance(1.0, 1.5, 4.0, 6.0))
    together = closed_form("semi_informative_priors.conjunctive_success_probability").compile()
    assert together(3.0, 1.0, 0.0, 3.0) == 1.0
    assert together(3.0, 1.0, 64.0, 16.0) == pytest.approx(0.2, rel=1e-15)
    assert together(3.0, 0.25, 64.0, 0.0) == 0.0


def test_conjuncts_against_rationals():
    """Two conjuncts with (100/(b + 100))^2 = 1/4 have b = 100 each: everything is rational."""
    together = closed_form("semi_informative_priors.conjunctive_success_probability")
    point = (Fraction(2), Fraction(1, 301), Fraction(100), Fraction(300))
    assert together.compile()(*map(float, point)) == pytest.approx((0.8**2 - 0.25) / 0.75, rel=1e-14)
    one = closed_form(SUCCESS).compile()
    for p, N, n in ((0.5, 3.0, 4.0), (1 / 300, 64.0, 16.0), (1e-15, 0.0, 16.0)):
        assert together.compile()(1.0, p, N, n) == pytest.approx(one(1.0, p, N, n), rel=1e-13)


def test_conjuncts_agree_with_balls():
    form = closed_form("semi_informative_priors.conjunctive_success_probability")
    points = [(float(h), p, N, n) for h in (1, 2, 7) for p in (1e-9, 1 / 300, 0.9) for N in (20.0, 64.0) for n in (1.0, 16.0, 1e4)]
    assert measure(form.compile(), points).ulps <= 64
