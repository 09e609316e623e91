"""Proofs as lines of mathematics: every rule has its line, and cases that are short stay short."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

import pytest
from sympy import Abs, Integer, Integral, Limit, Max, Rational, Symbol, exp, log, oo, sin, symbols

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation, Step
from symbolic.language.domain import Domain
from symbolic.language.functions import function, increasing_function
from symbolic.language.statements import (
    as_statement,
    concave,
    conjunction,
    disjunction,
    equal,
    finite,
    forall,
    greater,
    iff,
    implies,
    increasing,
    independent,
    less,
    maximum,
    negation,
)
from symbolic.render.calculus_lines import CALCULUS
from symbolic.render.certificates import certificate_lines, claim_certificate
from symbolic.render.proof_lines import LINES, node_lines, proof_lines
from symbolic.render.proof_place import Place
from symbolic.render.text_statements import statement_text
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import claim_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.proofs import Certificate, Combination, Evaluate, Instance, Known, Product

n, m, x, y, z, h, s = symbols("n m x y z h s", positive=True)
a, b, t = symbols("a b t", real=True)
k = Symbol("k", integer=True, nonnegative=True)
f = increasing_function("f")
g = function("g", "positive")
p = function("p")
q = function("q", "decreasing")
ORDERED = Domain(x < y, y < z)
KNOWN = Known()
SAME = Combination(())
FORM = "the two sides have the same normal form"
ONE = Integer(1)
EVERYWHERE = forall([a], equal(p(a + 1), p(a)))
LINE = Integral(x * t, (t, 0, 1))
DECAY = Integral(exp(-h * t), (t, 0, oo))


def place(goal: Any, given: Domain = ORDERED) -> Place:
    return Place(None if goal is None else as_statement(goal), Context.of(given, [n, m, x, y, z, h]))


def told(node: Any, goal: Any = None, given: Domain = ORDERED) -> list[str]:
    return node_lines(node, place(goal, given))


POSITIVE = Combination((Product(ONE, ((n, 1), (f(z) - f(y), 1))), Product(Rational(1, 2), ((x - y, 2),))))
GAIN = Combination((Product(ONE, ((n, 1), (f(z) - f(y), 1))),))
ZERO_SUM = Combination((Product(ONE, ((a - b, 1),)), Product(Integer(-2), ((a * b - 1, 1),))))
RULES: list[tuple[Any, Any, list[str]]] = [
    (KNOWN, None, ["the goal is a fact"]),
    (SAME, equal(a, b), ["the two sides have the same normal form"]),
    (POSITIVE, x < y, ["right side - left side = n*(f(z) - f(y)) + (x - y)**2/2 > 0"]),
    (POSITIVE, x >= y, ["left side - right side = n*(f(z) - f(y)) + (x - y)**2/2 >= 0"]),
    (POSITIVE, None, ["difference of the two sides = n*(f(z) - f(y)) + (x - y)**2/2"]),
    (ZERO_SUM, equal(a, b), ["left side - right side = (a - b) - 2*(a*b - 1) = 0, term by term"]),
    (Combination((Product(ONE, ((y - x, 1),)),)), y - x > 0, ["y - x > 0"]),
    (rules.Absurd(()), None, ["impossible"]),
    (rules.Absurd((Product(ONE, ((n, 1),)),)), None, ["contradiction: n = 0 although positive"]),
    (
        rules.Split(a - b, KNOWN, rules.Absurd(()), rules.Have(less(x, z), KNOWN, SAME)),
        None,
        [
            "case a - b < 0: the goal is a fact",
            "case a - b == 0: impossible",
            "case a - b > 0:",
            "  have x < z",
            "  the two sides have the same normal form",
        ],
    ),
    (rules.Cases(disjunction(a < 0, b < 0), (KNOWN, SAME)), None, ["case a < 0: the goal is a fact", f"case b < 0: {FORM}"]),
    (rules.Assume(KNOWN), implies(a < b, a <= b), ["assume a < b; then the goal is a fact"]),
    (rules.Assume(KNOWN), disjunction(a < b, a >= b), ["assume a >= b; then the goal is a fact"]),
    (rules.Assume(KNOWN), negation(equal(a, b)), ["that is, a != b; then the goal is a fact"]),
    (rules.Assume(KNOWN), None, ["assume what stands before the conclusion; then the goal is a fact"]),
    (
        rules.Each((KNOWN, SAME)),
        conjunction(x < y, y < z),
        ["(1) x < y: the goal is a fact", "(2) y < z: " + FORM],
    ),
    (rules.Each((KNOWN, KNOWN)), None, ["part 1: the goal is a fact", "part 2: the goal is a fact"]),
    (rules.Generalise(KNOWN), forall([a, b], a < b), ["let a_prime, b_prime be arbitrary; then the goal is a fact"]),
    (rules.Have(less(x, z), POSITIVE, KNOWN), None, ["have x < z, since " + told(POSITIVE, less(x, z))[0] + "; then the goal is a fact"]),
    (rules.Resolve(Max(0, a), a, SAME), None, ["max(0, a) = a", FORM]),
    (rules.Rewrite(a, b, SAME), equal(a, b), ["put b for a", FORM]),
    (Instance("monotone", f, (x, y), KNOWN), None, ["f is increasing: f(x) < f(y); then the goal is a fact"]),
    (Instance("monotone", q, (x, y), KNOWN), None, ["q is decreasing: q(y) < q(x); then the goal is a fact"]),
    (
        Instance("curved", log, (x, y, z), KNOWN),
        None,
        ["log is concave: (log(y) - log(x))/(y - x) > (log(z) - log(y))/(z - y)" + "; then the goal is a fact"],
    ),
    (Instance("signed", g, (x,), KNOWN), None, ["g is positive: g(x) > 0; then the goal is a fact"]),
    (Instance("tangent", log, (x / y,), SAME), None, ["log lies below its tangent: log(x/y) < x/y - 1", FORM]),
    (Instance("tangent", exp, (a,), SAME), None, ["exp lies above its tangent: exp(a) >= a + 1", FORM]),
    (Instance("monotone", f, (a, b), SAME), None, ["f is increasing: at a and b", FORM]),
    (rules.Specialise(EVERYWHERE, (x,), KNOWN), None, ["for all a: p(a + 1) == p(a); at a = x; then the goal is a fact"]),
    (
        rules.DifferentiateFact(EVERYWHERE, (), KNOWN),
        None,
        ["both sides differentiated: for all a: p(a + 1) == p(a); then the goal is a fact"],
    ),
    (
        rules.Induction(k, KNOWN, SAME),
        equal(p(k), a),
        ["induction, k = 0: the goal is a fact", "induction, from k to k + 1: " + FORM],
    ),
    (rules.Unfold((KNOWN,)), independent(n * y, x), ["that is: n*y == n*y, where x_prime < y", "the goal is a fact"]),
    (rules.Unfold((KNOWN,)), None, ["the goal is a fact"]),
    (rules.ByDerivative((), KNOWN), increasing(n * x**2, x), ["derivative in x: 2*n*x > 0"]),
    (rules.ByDerivative((), KNOWN), concave(log(x), x), ["second derivative in x: -1/x**2 < 0"]),
    (
        rules.ByCurvature((KNOWN,), (), SAME, KNOWN),
        maximum(log(x) - x / n, x, n),
        [
            "x = n is allowed: n > 0",
            "derivative in x, 1/x - 1/n, is 0 at x = n, since the two sides have the same normal form",
            "second derivative: -1/x**2 < 0",
        ],
    ),
    (
        rules.Antiderivative(DECAY, -exp(-h * t) / h, (KNOWN,), KNOWN, None, rules.Decay(h, -1 / h, KNOWN), KNOWN),
        None,
        [
            "integral(exp(-h*t), (t, 0, oo)) by the primitive -exp(-h*t)/h, differentiated back",
            "  at t = oo: the primitive -> 0, since h > 0",
            "the goal is a fact",
        ],
    ),
    (
        rules.GaussianIntegral(Integral(exp(-h * t**2), (t, -oo, oo)), ONE, h, Integer(0), Integer(0), SAME),
        None,
        ["integral(exp(-h*t**2), (t, -oo, oo)) = sqrt(pi/h), the Gaussian integral", FORM],
    ),
    (
        rules.BetaIntegral(Integral(t, (t, 0, 1)), ONE, Integer(2), ONE, SAME),
        None,
        ["integral(t, (t, 0, 1)) = 1/2, the Beta integral", FORM],
    ),
    (
        rules.Linearity(LINE, ((x, Integral(t, (t, 0, 1))),), (rules.Proper(()),), SAME),
        None,
        ["integral(t*x, (t, 0, 1)) = x*integral(t, (t, 0, 1)) by linearity", FORM],
    ),
    (rules.Additivity(LINE, Rational(1, 2), (), SAME), None, ["integral(t*x, (t, 0, 1)) split at t = 1/2", FORM]),
    (
        rules.SameIntegrand(Integral(Abs(t), (t, 0, 1)), t, rules.Resolve(Abs(t), t, KNOWN), SAME),
        None,
        ["integral(abs(t), (t, 0, 1)) = integral(t, (t, 0, 1)), since abs(t) = t", FORM],
    ),
    (rules.IntegralSign(LINE, KNOWN, KNOWN), None, ["integral(t*x, (t, 0, 1)) >= 0 by its integrand; then the goal is a fact"]),
    (rules.Proper(()), finite(LINE), ["continuous on a bounded closed interval"]),
    (rules.PartOfFinite(LINE), None, ["part or multiple of integral(t*x, (t, 0, 1)), which converges"]),
    (
        rules.LimitValue(Limit(x / t, t, oo), (), rules.Reciprocal(s, rules.Continuity(Integer(0), ())), KNOWN),
        None,
        ["limit(x/t, t, oo):", "  put 1/s for t, s -> 0 from above", "  -> 0, by continuity", "the goal is a fact"],
    ),
    (rules.Unsat(), None, ["facts and negated goal are unsatisfiable, say the solvers"]),
    (Evaluate(), None, ["true of these numbers, in exact or ball arithmetic"]),
    (rules.Continuity(x, ()), None, ["-> x, by continuity"]),
    (rules.Reciprocal(s, rules.Continuity(x, ())), None, ["put 1/s for t, s -> 0 from above", "-> x, by continuity"]),
    (rules.Equivalent(x, KNOWN, rules.Continuity(x, ())), None, ["= x near the point", "-> x, by continuity"]),
    (
        rules.LHopital(sin(symbols("t")), symbols("t"), (), (KNOWN, KNOWN), rules.Continuity(ONE, ())),
        None,
        ["0/0 with numerator sin(t), denominator t; their derivatives give cos(t) -> 1, by continuity"],
    ),
    (rules.Decay(h, x, KNOWN), None, ["x*exp(-h*t) -> 0, since h > 0"]),
    (rules.GaussianDecay(h, b, a, x, KNOWN), None, ["x*exp(a + b*t - h*t**2) -> 0, since h > 0"]),
    (
        rules.SumOfLimits((x, y), (rules.Continuity(x, ()), rules.Continuity(y, ()))),
        None,
        ["term by term", "  x -> x, by continuity", "  y -> y, by continuity"],
    ),
]


@pytest.mark.parametrize(("node", "goal", "lines"), RULES, ids=[type(node).__name__ for node, _, _ in RULES])
def test_a_rule_reads_as_mathematics(node: Any, goal: Any, lines: list[str]) -> None:
    assert told(node, goal) == lines


def test_every_rule_has_its_lines() -> None:
    own = {kind for kind in vars(rules).values() if isinstance(kind, type) and kind.__module__ == rules.__name__ and is_dataclass(kind)}
    nodes = own - {Product, Certificate}
    assert nodes == {*LINES, *CALCULUS}
    assert nodes == {type(node) for node, _, _ in RULES}


def test_a_proof_can_be_told_without_its_claim() -> None:
    for node, _, _ in RULES:
        assert certificate_lines(node) == certificate_lines(Certificate((), node)) == node_lines(node)


# --- Whole certificates -----------------------------------------------------------------------------------------------------------------


def test_instances_in_a_row_share_a_line() -> None:
    proof = Instance("monotone", f, (x, y), Instance("monotone", f, (y, z), GAIN))
    assert proof_lines(Certificate((), proof), ORDERED, less(n * f(y), n * f(z))) == [
        "f is increasing: f(x) < f(y), f(y) < f(z)",
        "right side - left side = n*(f(z) - f(y)) > 0",
    ]


def test_a_fact_of_an_earlier_step_sharpens_a_later_one() -> None:
    proof = rules.Have(less(x, z), KNOWN, Instance("monotone", f, (x, z), KNOWN))
    assert told(proof) == ["have x < z", "f is increasing: f(x) < f(z); then the goal is a fact"]
    assert told(proof.then) == ["f is increasing: at x and z; then the goal is a fact"]


def test_neighbouring_cases_with_one_proof_are_told_once() -> None:
    assert told(rules.Split(a - b, KNOWN, SAME, SAME)) == ["case a - b < 0: the goal is a fact", f"case a - b >= 0: {FORM}"]
    assert told(rules.Split(a - b, SAME, SAME, KNOWN)) == [f"case a - b <= 0: {FORM}", "case a - b > 0: the goal is a fact"]


def test_a_case_about_the_two_sides_says_so() -> None:
    split = rules.Split(2 * x - y, KNOWN, KNOWN, SAME)
    assert told(split, 2 * x > y)[1] == f"case left side - right side > 0: {FORM}"
    assert told(split, y > 2 * x)[1] == f"case right side - left side > 0: {FORM}"


def test_a_long_factor_is_shown_as_the_fact_that_it_comes_from() -> None:
    first, second = (f(y) - f(x)) / (y - x), (f(z) - f(y)) / (z - y)
    factor = (first - second).together().expand()
    assert told(Combination((Product(ONE, ((factor, 1),)),)), greater(a, b), Domain(greater(first, second))) == [
        "left side - right side = (f(y) - f(x))/(y - x) - (f(z) - f(y))/(z - y) > 0",
    ]


def test_only_conditions_that_took_a_calculation_are_listed() -> None:
    converges = rules.Antiderivative(DECAY, -exp(-h * t) / h, (), KNOWN, None, rules.Decay(h, -1 / h, KNOWN), KNOWN)
    states = equal(DECAY, 1 / n)
    assert [statement_text(condition.holds) for condition in claim_conditions(Domain(), states)] == [
        "integral(exp(-h*t), (t, 0, oo)) converges absolutely",
        "n != 0",
    ]
    assert proof_lines(Certificate((converges, KNOWN), SAME), Domain(), states)[:2] == [
        "2 conditions of well-posedness, each proved, among them:",
        "  integral(exp(-h*t), (t, 0, oo)) converges absolutely",
    ]
    assert proof_lines(Certificate((KNOWN, KNOWN), KNOWN), Domain(), states)[0] == "2 conditions of well-posedness, each proved"
    assert proof_lines(Certificate((converges,), KNOWN))[0] == "1 condition of well-posedness, proved"


def test_each_step_of_a_derivation_has_its_heading() -> None:
    chain = Derivation((a + 1) ** 2 - 1, (Step(a**2 + 2 * a, "expand"), Step(a * (a + 2), "factor")))
    claim = Claim("", equal(chain.start, chain.result), by=chain)
    assert claim_certificate((Certificate((), SAME),) * 3, claim) == [
        "step 1, expand:",
        "  the two sides have the same normal form",
        "step 2, factor:",
        "  the two sides have the same normal form",
        "step 3, an equal form:",
        "  the two sides have the same normal form",
    ]


def test_what_is_long_and_comes_again_has_a_name_and_what_is_said_is_not_said_again() -> None:
    have = rules.Have(finite(DECAY), KNOWN, rules.Have(finite(DECAY), KNOWN, rules.Have(less(0, DECAY), KNOWN, KNOWN)))
    claim = Claim("", DECAY >= 0)
    assert claim_certificate(Certificate((), have), claim) == [
        "I1 = integral(exp(-h*t), (t, 0, oo))",
        "have I1 converges absolutely",
        "have 0 < I1; then the goal is a fact",
    ]


def test_a_huge_number_is_not_spelled_out() -> None:
    proof = rules.Resolve(Max(0, a), Integer(2) ** 1000, rules.Resolve(Max(0, b), Integer(10) ** 40 + 1, SAME))
    assert claim_certificate(proof, Claim("", a < b))[:2] == ["max(0, a) = 2**1000", "max(0, b) = 100000...(41 digits)"]


def test_both_directions_of_an_equivalence() -> None:
    assert told(rules.Each((rules.Assume(KNOWN), rules.Assume(KNOWN))), iff(a < b, b > a)) == [
        "(1) if a < b then b > a: assume a < b; then the goal is a fact",
        "(2) if b > a then a < b: assume b > a; then the goal is a fact",
    ]
