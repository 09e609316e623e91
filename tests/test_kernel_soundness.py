"""The kernel proves what follows and nothing else: for every rule, proofs that it takes and proofs that look alike and that it must refuse.

Then attacks: false statements with proofs made to slip through. `prime_of(x)` is the symbol x_prime, the name that a second copy of x gets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

import pytest
from sympy import (
    Abs,
    E,
    Eq,
    I,
    Integer,
    Integral,
    Limit,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    cos,
    diff,
    exp,
    floor,
    gamma,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
)

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.functions import function, increasing_function, prime
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.statements import (
    Conjunction,
    Finite,
    FunctionProperty,
    Independent,
    assume,
    at_least,
    at_most,
    conjunction,
    convex,
    decreasing,
    disjunction,
    equal,
    exists,
    finite,
    forall,
    greater,
    iff,
    implies,
    increasing,
    independent,
    less,
    maximum,
    minimum,
    negation,
    nondecreasing,
    unequal,
)
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import RULES, Kernel, Rejected, verify
from symbolic.trusted.proofs import (
    Absurd,
    Additivity,
    Antiderivative,
    Assume,
    BetaIntegral,
    ByCurvature,
    ByDerivative,
    Cases,
    Certificate,
    Combination,
    Continuity,
    Decay,
    DifferentiateFact,
    Each,
    Equivalent,
    Evaluate,
    GaussianDecay,
    GaussianIntegral,
    Generalise,
    Have,
    Induction,
    Instance,
    IntegralSign,
    Known,
    LHopital,
    LimitProof,
    LimitValue,
    Linearity,
    PartOfFinite,
    Product,
    Proper,
    Reciprocal,
    Resolve,
    Rewrite,
    SameIntegrand,
    Specialise,
    Split,
    SumOfLimits,
    Unfold,
    Unsat,
)

x, y, z, t, c, s, r = symbols("x y z t c s r", real=True)
a, b = symbols("a b", positive=True)
w = Symbol("w", nonzero=True, real=True)
n = Symbol("n", integer=True, nonnegative=True)
m = Symbol("m", integer=True, positive=True)
f, u = increasing_function("f"), function("u", "concave", "increasing")
g, h, v = function("g", "increasing", on="positive"), function("h"), function("v", "differentiable")
ONE, TWO, ZERO, HALF = Integer(1), Integer(2), Integer(0), Rational(1, 2)
KNOWN, ABSURD, EVALUATE, IDENTITY, PROPER = Known(), Absurd(()), Evaluate(), Combination(()), Proper(())


def P(coefficient: Any, *factors: Any) -> Product:
    """A product of a number and factors, each a term or a pair of a term and its power."""
    pairs = tuple(factor if isinstance(factor, tuple) else (factor, 1) for factor in factors)
    return Product(Integer(coefficient) if isinstance(coefficient, int) else coefficient, pairs)


def total(*products: Product) -> Combination:
    return Combination(products)


def contradiction(*products: Product) -> Absurd:
    return Absurd(products)


def prime_of(symbol: Any) -> Any:
    return Symbol(f"{symbol.name}_prime", **symbol.assumptions0)


def over(integrand: Any, lower: Any = ZERO, upper: Any = ONE, variable: Any = t) -> Any:
    return Integral(integrand, (variable, lower, upper))


def towards(expression: Any, point: Any, direction: str = "+-") -> Any:
    return Limit(expression, t, point, direction)


def by_primitive(integral: Any, primitive: Any, then: Any, *conditions: Any, lower: Any = None, upper: Any = None) -> Antiderivative:
    return Antiderivative(integral, primitive, conditions, IDENTITY, lower, upper, then)


def by_value(expression: Any, point: Any, value: Any, *conditions: Any, then: Any = KNOWN) -> LimitValue:
    return LimitValue(towards(expression, point), conditions, Continuity(value, ()), then)


@dataclass(frozen=True)
class Attempt:
    """`proof` as a proof of `goal` from the assumptions `given`."""

    name: str
    given: Domain
    goal: Any
    proof: Any

    def run(self) -> None:
        Kernel().check(Context.of(self.given, symbols_of(self.given, self.goal)), self.goal, self.proof)


def each(attempts: list[Attempt]) -> Any:
    names = [attempt.name for attempt in attempts]
    assert len(set(names)) == len(names)
    return pytest.mark.parametrize("attempt", attempts, ids=names)


step = Piecewise((x, x > 0), (-x, True))
weight, tp, xp = Symbol("weight_prime", real=True), prime_of(t), prime_of(x)
either = disjunction(x > 2, x > 3)
bends_up = greater((u(z) - u(y)) / (z - y), (u(x) - u(z)) / (x - z))
bends = greater((u(y) - u(x)) / (y - x), (u(z) - u(y)) / (z - y))
slope_closed = forall(c, implies(c >= 0, equal(prime(v)(c), 2 * c)))
smooth_v = assume(v, "smooth")
above = forall(c, at_least(h(c), c))
positive_rule, whole_rule = forall(a, greater(h(a), 0)), forall(n, greater(h(n), 0))
guarded = forall(c, implies(c > 1, greater(h(c), 0)))
parabola, slope = forall(c, equal(v(c), c**2)), forall(c, equal(prime(v)(c), 2 * c))
on_right, slope_right = forall(c, implies(c > 0, equal(v(c), c**2))), forall(c, implies(c > 0, equal(prime(v)(c), 2 * c)))
closed, rough, on_whole = forall(c, implies(c >= 0, equal(v(c), c**2))), forall(c, equal(h(c), c**2)), forall(n, equal(v(n), n))
whole, left, right, backwards = over(h(t), 0, 2), over(h(t), 0, 1), over(h(t), 1, 2), over(h(t) ** 2, 1, 0)
tail, bell, half_bell, arch = over(exp(-t), 0, oo), over(exp(-a * t**2), -oo, oo), over(exp(-(t**2)), 0, oo), over(t * (1 - t))
removable, fading = towards((t**2 - 1) / (t - 1), 1), towards(t**2 * exp(-a * t), oo, "-")
falling, levelling, growing = towards(t * exp(-(t**2)), oo, "-"), towards(exp(-t) + 5, oo, "-"), towards(exp(t), oo, "-")

IS_ONE = total(P(1, over(2 * t) - 1))
of_abs, of_abs_t = Resolve(Abs(x), x, KNOWN), Resolve(Abs(tp), tp, IDENTITY)
vanishing, constant = Decay(ONE, ONE, EVALUATE), Continuity(Integer(5), ())
rises_on_the_right = Resolve(Abs(x), x, Have(greater(xp, 0), total(P(1, x), P(1, xp - x)), Resolve(Abs(xp), xp, KNOWN)))
fades = LimitValue(towards(1 / t, oo, "-"), (KNOWN,), Reciprocal(s, Continuity(ZERO, ())), KNOWN)
apart = KNOWN
sinc = LHopital(sin(t), t, (), (EVALUATE, EVALUATE), Continuity(ONE, ()))
moving_factor = GaussianIntegral(over(t * exp(-(t**2)), -oo, oo), t, ONE, ZERO, ZERO, KNOWN)
apart_at_pole = Linearity(over(t), ((ONE, over(t + 1 / t)), (-ONE, over(1 / t))), (Proper((KNOWN,)), Proper((KNOWN,))), KNOWN)


def next_one(bound: Any) -> Combination:
    """x < bound gives x < bound + 1."""
    return total(P(1, bound - x), P(1))


def slope_of(fact: Any, differentiated: Any, at: Any) -> DifferentiateFact:
    """Both sides of the fact differentiated, then at one place."""
    return DifferentiateFact(fact, (KNOWN,), Specialise(differentiated, (at,), KNOWN))


ACCEPTED = [
    Attempt("known: a fact", Domain(x < y), less(x, y), KNOWN),
    Attempt("known: a weaker form of a multiple", Domain(x < y), at_most(2 * x, 2 * y), KNOWN),
    Attempt("combination: a square", Domain(), at_least(x**2 + y**2, 2 * x * y), total(P(1, (x - y, 2)))),
    Attempt("combination: a strict sum", Domain(x < y, y < z), less(x, z), total(P(1, y - x), P(1, z - y))),
    Attempt("combination: a multiple of an equation", Domain(equal(x, y)), equal(x * z, y * z), total(P(z, x - y))),
    Attempt("combination: nonzero factors", Domain(), unequal(w * a, 0), total(P(1, w, a))),
    Attempt("combination: a positive denominator", Domain(x < y), greater(a / (y - x), 0), total(P(1, a, (y - x, -1)))),
    Attempt("absurd: a fact against a kind", Domain(), implies(less(a, 0), x < y), Assume(ABSURD)),
    Attempt("absurd: a cycle", Domain(x < y, y < z, z < x), equal(x, 5), contradiction(P(1, y - x), P(1, z - y), P(1, x - z))),
    Attempt("split: by the sign", Domain(), at_least(Abs(x), x), Split(x, Resolve(Abs(x), -x, total(P(2, -x))), of_abs, of_abs)),
    Attempt("cases: of a disjunction", Domain(either), greater(x, 1), Cases(either, (total(P(1, x - 2), P(1)), total(P(1, x - 3), P(2))))),
    Attempt("assume: a premise", Domain(), implies(x < y, x < y + 1), Assume(total(P(1, y - x), P(1)))),
    Attempt("assume: all parts but the last fail", Domain(), disjunction(x < y, y <= x), Assume(KNOWN)),
    Attempt("assume: a negation", Domain(x < y), negation(y <= x), Assume(KNOWN)),
    Attempt("each: part by part", Domain(x < y), conjunction(x < y + 1, x < y + 2), Each((next_one(y), next_one(y + 1)))),
    Attempt("each: both directions", Domain(), iff(x < y, 2 * x < 2 * y), Each((Assume(KNOWN), Assume(KNOWN)))),
    Attempt("generalise: a square", Domain(), forall(c, at_least(c**2, 0)), Generalise(KNOWN)),
    Attempt("have: a step between", Domain(x < y, y < z), less(x, z + 1), Have(less(x, z), total(P(1, y - x), P(1, z - y)), next_one(z))),
    Attempt("resolve: a maximum", Domain(x < y), equal(Max(x, y), y), Resolve(Max(x, y), y, IDENTITY)),
    Attempt("resolve: a minimum", Domain(x < y), equal(Min(x, y), x), Resolve(Min(x, y), x, IDENTITY)),
    Attempt("resolve: the first branch", Domain(x > 0), equal(step, x), Resolve(step, x, IDENTITY)),
    Attempt("resolve: the last branch", Domain(x <= 0), equal(step, -x), Resolve(step, -x, IDENTITY)),
    Attempt("rewrite: inside a function", Domain(equal(x, y + 1)), equal(h(x), h(y + 1)), Rewrite(x, y + 1, IDENTITY)),
    Attempt("instance: strictly monotone", Domain(x < y), less(f(x), f(y)), Instance("monotone", f, (x, y), KNOWN)),
    Attempt("instance: weakly monotone", Domain(x <= y), at_most(f(x), f(y)), Instance("monotone", f, (x, y), KNOWN)),
    Attempt("instance: reflected", Domain(less(f(x), f(y))), less(x, y), Instance("reflected", f, (x, y), KNOWN)),
    Attempt("instance: congruent", Domain(equal(x, y)), equal(h(x), h(y)), Instance("congruent", h, (x, y), KNOWN)),
    Attempt("instance: curved", Domain(x < y, y < z), bends, Instance("curved", u, (x, y, z), KNOWN)),
    Attempt("instance: signed", Domain(), greater(exp(x), 0), Instance("signed", exp, (x,), KNOWN)),
    Attempt("instance: tangent of exp", Domain(), at_least(exp(x), 1 + x), Instance("tangent", exp, (x,), KNOWN)),
    Attempt("instance: tangent of log", Domain(), at_most(log(a), a - 1), Instance("tangent", log, (a,), KNOWN)),
    Attempt("specialise: at a term", Domain(above), at_least(h(x + y), x + y), Specialise(above, (x + y,), KNOWN)),
    Attempt("specialise: of the right kind", Domain(positive_rule), greater(h(b), 0), Specialise(positive_rule, (b,), KNOWN)),
    Attempt("specialise: a premise that holds", Domain(guarded, x > 1), greater(h(x), 0), Specialise(guarded, (x,), KNOWN)),
    Attempt("differentiate a fact: everywhere", Domain(parabola, smooth_v), equal(prime(v)(x), 2 * x), slope_of(parabola, slope, x)),
    Attempt(
        "differentiate a fact: on an open set", Domain(on_right, smooth_v), equal(prime(v)(a), 2 * a), slope_of(on_right, slope_right, a)
    ),
    Attempt("induction: from zero", Domain(), at_least(2**n, 1 + n), Induction(n, EVALUATE, total(P(2, 2**n - 1 - n), P(1, n)))),
    Attempt("induction: from one", Domain(), at_least(m**2, m), Induction(m, EVALUATE, total(P(1, m**2 - m), P(2, m)))),
    Attempt("unfold: independence", Domain(), independent((x + y) ** 2 - x**2 - 2 * x * y, x), Unfold((IDENTITY,))),
    Attempt("unfold: a shape", Domain(), increasing(2 * x + y, x), Unfold((total(P(2, xp - x)),))),
    Attempt("unfold: a curve", Domain(), convex(x**2, x), Unfold((total(P(1, weight, 1 - weight, (xp - x, 2))),))),
    Attempt("by derivative: everywhere", Domain(), increasing(x**3 + x, x), ByDerivative((), total(P(3, (x, 2)), P(1)))),
    Attempt("by derivative: curvature", Domain(), convex(x**4 + x**2, x), ByDerivative((), total(P(12, (x, 2)), P(2)))),
    Attempt("by derivative: of a kind", Domain(), decreasing(1 / a, a), ByDerivative((KNOWN,), total(P(1, (a, -2))))),
    Attempt("by curvature: a maximum", Domain(), maximum(x * (1 - x), x, HALF), ByCurvature((), (), EVALUATE, EVALUATE)),
    Attempt("by curvature: inside", Domain(x > HALF), minimum(x**2 - 2 * x, x, 1), ByCurvature((EVALUATE,), (), EVALUATE, EVALUATE)),
    Attempt("antiderivative: proper", Domain(), equal(over(2 * t), 1), by_primitive(over(2 * t), t**2, IS_ONE)),
    Attempt("antiderivative: to infinity", Domain(), equal(tail, 1), by_primitive(tail, -exp(-t), KNOWN, upper=Decay(ONE, -ONE, EVALUATE))),
    Attempt("gaussian integral: any precision", Domain(), equal(bell, sqrt(pi / a)), GaussianIntegral(bell, ONE, a, ZERO, ZERO, KNOWN)),
    Attempt("beta integral: small whole numbers", Domain(), equal(arch, Rational(1, 6)), BetaIntegral(arch, ONE, TWO, TWO, KNOWN)),
    Attempt(
        "linearity: a multiple",
        Domain(),
        equal(over(3 * t), 3 * over(t)),
        Linearity(over(3 * t), ((Integer(3), over(t)),), (PROPER,), KNOWN),
    ),
    Attempt("additivity: at one", Domain(finite(whole)), equal(whole, left + right), Additivity(whole, ONE, (), KNOWN)),
    Attempt("same integrand: an absolute value", Domain(), equal(over(Abs(t)), over(t)), SameIntegrand(over(Abs(t)), t, of_abs_t, KNOWN)),
    Attempt(
        "integral sign: a square",
        Domain(finite(over(h(t) ** 2))),
        at_least(over(h(t) ** 2), 0),
        IntegralSign(over(h(t) ** 2), KNOWN, KNOWN),
    ),
    Attempt("proper: a polynomial", Domain(), Finite(over(t**2)), PROPER),
    Attempt("proper: a concave function", Domain(), Finite(over(u(t))), PROPER),
    Attempt("part of finite: the left half", Domain(finite(whole)), Finite(left), PartOfFinite(whole)),
    Attempt("limit: by continuity", Domain(), equal(towards(t**2, 1), 1), by_value(t**2, 1, ONE)),
    Attempt("limit: at infinity", Domain(), equal(towards(1 / t, oo, "-"), 0), fades),
    Attempt(
        "limit: a hole filled",
        Domain(),
        equal(removable, 2),
        LimitValue(removable, (apart,), Equivalent(t + 1, IDENTITY, Continuity(TWO, ())), KNOWN),
    ),
    Attempt("limit: sin t over t", Domain(), equal(towards(sin(t) / t, 0), 1), LimitValue(towards(sin(t) / t, 0), (KNOWN,), sinc, KNOWN)),
    Attempt("limit: exponential decay", Domain(), equal(fading, 0), LimitValue(fading, (), Decay(a, t**2, KNOWN), KNOWN)),
    Attempt(
        "limit: gaussian decay", Domain(), equal(falling, 0), LimitValue(falling, (), GaussianDecay(ONE, ZERO, ZERO, t, EVALUATE), KNOWN)
    ),
    Attempt(
        "limit: of a sum",
        Domain(),
        equal(levelling, 5),
        LimitValue(levelling, (), SumOfLimits((exp(-t), Integer(5)), (vanishing, constant)), KNOWN),
    ),
    Attempt("unsat: a product", Domain(x > 1, y > 1), greater(x * y, 1), Unsat()),
    Attempt("evaluate: e to the pi", Domain(), greater(exp(pi), pi**E), EVALUATE),
]

REJECTED = [
    Attempt("known: a stronger form", Domain(x <= y), less(x, y), KNOWN),
    Attempt("known: the converse", Domain(x < y), less(y, x), KNOWN),
    Attempt("known: a property that is not declared", Domain(), FunctionProperty(h, "increasing"), KNOWN),
    Attempt("combination: a strict goal from a square", Domain(), greater(x**2 + y**2, 2 * x * y), total(P(1, (x - y, 2)))),
    Attempt("combination: a negative coefficient", Domain(x < y), less(y, x), total(P(-1, y - x))),
    Attempt("combination: a coefficient of unknown sign", Domain(x < y), greater(z * (y - x), 0), total(P(z, y - x))),
    Attempt("combination: a factor of unknown sign", Domain(), greater(x * a, 0), total(P(1, x, a))),
    Attempt("combination: an odd power of unknown sign", Domain(), at_least(x**3, 0), total(P(1, (x, 3)))),
    Attempt("combination: a denominator that may vanish", Domain(), at_least(x**-2, 0), total(P(1, (x, -2)))),
    Attempt("combination: a denominator that may be zero", Domain(x >= 0), at_least(1 / x, 0), total(P(1, (x, -1)))),
    Attempt("combination: a denominator that is zero", Domain(equal(x, y)), equal(z / (x - y), 0), total(P(z, (x - y, -1)))),
    Attempt(
        "combination: an undefined multiple of an equation", Domain(equal(x, y)), equal(x - y + 1, x - y), total(P(1 / (x - y), x - y))
    ),
    Attempt("combination: another identity", Domain(x < y), less(x, y + z), total(P(1, y - x))),
    Attempt("combination: the reverse of an equation's strength", Domain(x <= y), equal(x, y), total(P(1, y - x))),
    Attempt("combination: factors that may vanish", Domain(), unequal(x * a, 0), total(P(1, x, a))),
    Attempt("combination: not a comparison", Domain(x < y), conjunction(x < y, x < y + 1), total(P(1, y - x))),
    Attempt("absurd: facts that agree", Domain(x < y), equal(x, 5), ABSURD),
    Attempt("absurd: zero, but not strictly", Domain(x <= y, y <= x), equal(x, 5), contradiction(P(1, y - x), P(1, x - y))),
    Attempt("absurd: a sum that is not zero", Domain(x < y, y < z), equal(x, 5), contradiction(P(1, y - x), P(1, z - y))),
    Attempt("split: a case that does not hold", Domain(), at_least(x, 0), Split(x, KNOWN, KNOWN, KNOWN)),
    Attempt("cases: a disjunction that is no fact", Domain(x > 2), greater(x, 1), Cases(either, (KNOWN, KNOWN))),
    Attempt("cases: one proof too few", Domain(either), greater(x, 1), Cases(either, (total(P(1, x - 2), P(1)),))),
    Attempt("assume: nothing to assume", Domain(), less(x, y), Assume(KNOWN)),
    Attempt("assume: the last part fails, too", Domain(), disjunction(x < y, y < x), Assume(KNOWN)),
    Attempt(
        "each: a later part for an earlier one", Domain(), conjunction(x < y, implies(x < y, x < y + 1)), Each((KNOWN, Assume(next_one(y))))
    ),
    Attempt("each: one proof too few", Domain(x < y), conjunction(x < y, x < y + 1), Each((KNOWN,))),
    Attempt("each: one direction only", Domain(), iff(x < y, x < y + 1), Each((Assume(next_one(y)), Assume(KNOWN)))),
    Attempt("generalise: an existence", Domain(), exists(c, at_least(c**2, 0)), Generalise(KNOWN)),
    Attempt("generalise: a fact about a namesake", Domain(greater(prime_of(c), 0)), forall(c, greater(c, 0)), Generalise(KNOWN)),
    Attempt("have: a new symbol", Domain(x < y), less(x, y), Have(less(z, z + 1), total(P(1)), KNOWN)),
    Attempt("have: something unproved", Domain(), less(x, y), Have(less(x, y), KNOWN, KNOWN)),
    Attempt("resolve: the smaller arm of a maximum", Domain(x < y), equal(Max(x, y), x), Resolve(Max(x, y), x, IDENTITY)),
    Attempt("resolve: an absolute value of unknown sign", Domain(), equal(Abs(x), x), Resolve(Abs(x), x, IDENTITY)),
    Attempt("resolve: an undecided branch", Domain(), equal(step, -x), Resolve(step, -x, IDENTITY)),
    Attempt("resolve: something else", Domain(), equal(f(x), x), Resolve(f(x), x, IDENTITY)),
    Attempt("rewrite: without an equation", Domain(x <= y), equal(h(x), h(y)), Rewrite(x, y, IDENTITY)),
    Attempt("rewrite: into a predicate", Domain(equal(x, y)), independent(x * z - y * z, z), Rewrite(x, y, Unfold((IDENTITY,)))),
    Attempt("rewrite: a bound variable", Domain(equal(t, 1)), equal(over(t), 1), Rewrite(t, ONE, by_primitive(over(ONE), t, KNOWN))),
    Attempt("rewrite: the variable of a limit", Domain(equal(t, 1)), equal(towards(t, 0), 1), Rewrite(t, ONE, by_value(ONE, 0, ONE))),
    Attempt("rewrite: the variable of a quantifier", Domain(equal(c, 1)), forall(c, equal(c, 1)), Rewrite(c, ONE, Generalise(KNOWN))),
    Attempt("instance: an unknown rule", Domain(x < y), less(f(x), f(y)), Instance("rising", f, (x, y), KNOWN)),
    Attempt("instance: monotone without an order", Domain(), less(f(x), f(y)), Instance("monotone", f, (x, y), KNOWN)),
    Attempt("instance: monotone of an arbitrary function", Domain(x < y), less(h(x), h(y)), Instance("monotone", h, (x, y), KNOWN)),
    Attempt("instance: strictly from a weak order", Domain(x <= y), less(f(x), f(y)), Instance("monotone", f, (x, y), KNOWN)),
    Attempt(
        "instance: strictly from weak monotony", Domain(x < y, nondecreasing(h)), less(h(x), h(y)), Instance("monotone", h, (x, y), KNOWN)
    ),
    Attempt(
        "instance: reflected by weak monotony",
        Domain(less(h(x), h(y)), nondecreasing(h)),
        less(x, y),
        Instance("reflected", h, (x, y), KNOWN),
    ),
    Attempt("instance: off the positive axis", Domain(x < y), less(g(x), g(y)), Instance("monotone", g, (x, y), KNOWN)),
    Attempt("instance: logarithm off its domain", Domain(x < y), less(log(x), log(y)), Instance("monotone", log, (x, y), KNOWN)),
    Attempt("instance: root off its domain", Domain(x < y), less(sqrt(x), sqrt(y)), Instance("monotone", sqrt, (x, y), KNOWN)),
    Attempt("instance: congruent without an equation", Domain(), equal(h(x), h(y)), Instance("congruent", h, (x, y), KNOWN)),
    Attempt("instance: curved in the wrong order", Domain(x < y, y < z), bends_up, Instance("curved", u, (y, z, x), KNOWN)),
    Attempt("instance: curved of an uncurved function", Domain(x < y, y < z), bends, Instance("curved", f, (x, y, z), KNOWN)),
    Attempt("instance: a sign that is not declared", Domain(), greater(f(x), 0), Instance("signed", f, (x,), KNOWN)),
    Attempt("instance: a strict tangent at an unknown place", Domain(), greater(exp(x), 1 + x), Instance("tangent", exp, (x,), KNOWN)),
    Attempt("instance: a new symbol", Domain(), less(x, y), Instance("signed", exp, (z,), KNOWN)),
    Attempt("specialise: no fact", Domain(), at_least(h(x), x), Specialise(above, (x,), KNOWN)),
    Attempt("specialise: outside the kind", Domain(positive_rule), greater(h(x), 0), Specialise(positive_rule, (x,), KNOWN)),
    Attempt("specialise: not a whole number", Domain(whole_rule), greater(h(a), 0), Specialise(whole_rule, (a,), KNOWN)),
    Attempt("specialise: a premise that may fail", Domain(guarded), greater(h(x), 0), Specialise(guarded, (x,), KNOWN)),
    Attempt("specialise: an undefined value", Domain(above), at_least(h(1 / x), 1 / x), Specialise(above, (1 / x,), KNOWN)),
    Attempt("specialise: a new symbol", Domain(above), less(x, y), Specialise(above, (z,), KNOWN)),
    Attempt(
        "specialise: an existence", Domain(exists(c, equal(h(c), 0))), equal(h(x), 0), Specialise(exists(c, equal(h(c), 0)), (x,), KNOWN)
    ),
    Attempt(
        "differentiate a fact: on a closed set", Domain(closed, smooth_v), equal(prime(v)(a), 2 * a), slope_of(closed, slope_closed, a)
    ),
    Attempt("differentiate a fact: an inequality", Domain(above), equal(prime(h)(x), 1), DifferentiateFact(above, (KNOWN,), KNOWN)),
    Attempt(
        "differentiate a fact: a rough function",
        Domain(rough),
        equal(prime(h)(x), 2 * x),
        slope_of(rough, forall(c, equal(prime(h)(c), 2 * c)), x),
    ),
    Attempt(
        "differentiate a fact: for whole numbers",
        Domain(on_whole, smooth_v),
        equal(prime(v)(n), 1),
        slope_of(on_whole, forall(n, equal(prime(v)(n), 1)), n),
    ),
    Attempt(
        "differentiate a fact: of a variable in use",
        Domain(parabola, smooth_v, c > 1),
        equal(prime(v)(c), 2 * c),
        slope_of(parabola, slope, c),
    ),
    Attempt("induction: over the reals", Domain(x >= 0), equal(x, x**2), Induction(x, EVALUATE, KNOWN)),
    Attempt(
        "induction: with a fact about the variable",
        Domain(n >= 2),
        equal(n, 0),
        Induction(n, EVALUATE, contradiction(P(1, n - 2), P(-1, n), P(2))),
    ),
    Attempt("induction: the base fails", Domain(), at_least(n, 1), Induction(n, EVALUATE, total(P(1, n - 1), P(1)))),
    Attempt("induction: the step fails", Domain(), equal(n, 0), Induction(n, EVALUATE, KNOWN)),
    Attempt("unfold: not a predicate", Domain(x < y), less(x, y), Unfold((KNOWN,))),
    Attempt("unfold: within a case", Domain(), implies(x > 0, increasing(Abs(x), x)), Assume(Unfold((rises_on_the_right,)))),
    Attempt("unfold: one proof too many", Domain(), independent(y, x), Unfold((IDENTITY, IDENTITY))),
    Attempt("by derivative: the wrong sign", Domain(), decreasing(x**3 + x, x), ByDerivative((), total(P(3, (x, 2)), P(1)))),
    Attempt("by derivative: only nonnegative", Domain(), increasing(x**3, x), ByDerivative((), total(P(3, (x, 2))))),
    Attempt("by derivative: around a pole", Domain(), decreasing(1 / w, w), ByDerivative((KNOWN,), total(P(1, (w, -2))))),
    Attempt("by derivative: an inequation", Domain(unequal(x, 0)), decreasing(1 / x, x), ByDerivative((KNOWN,), total(P(1, (x, -2))))),
    Attempt("by derivative: two intervals", Domain(x**2 > 1), decreasing(1 / x, x), ByDerivative((Split(x, KNOWN, ABSURD, KNOWN),), KNOWN)),
    Attempt("by derivative: whole numbers", Domain(), increasing(m**2 + m, m), ByDerivative((), total(P(2, m), P(1)))),
    Attempt("by derivative: a kink", Domain(), increasing(2 * x + Abs(x), x), ByDerivative((), total(P(1)))),
    Attempt("by derivative: within a case", Domain(), implies(y > 0, increasing(x * y, x)), Assume(ByDerivative((), KNOWN))),
    Attempt(
        "by curvature: outside the domain", Domain(x > 2), minimum(x**2 - 2 * x, x, 1), ByCurvature((EVALUATE,), (), EVALUATE, EVALUATE)
    ),
    Attempt("by curvature: not stationary", Domain(), minimum(x**2 - 2 * x, x, 2), ByCurvature((), (), EVALUATE, EVALUATE)),
    Attempt("by curvature: the other extremum", Domain(), maximum(x**2 - 2 * x, x, 1), ByCurvature((), (), EVALUATE, EVALUATE)),
    Attempt("by curvature: flat", Domain(), minimum(x**4, x, 0), ByCurvature((), (), EVALUATE, total(P(12, (x, 2))))),
    Attempt("antiderivative: of something else", Domain(), equal(over(2 * t), 1), by_primitive(over(2 * t), t**3, KNOWN)),
    Attempt(
        "antiderivative: across a pole", Domain(), equal(over(t**-2, -1), -2), by_primitive(over(t**-2, -1), -1 / t, KNOWN, KNOWN, KNOWN)
    ),
    Attempt("antiderivative: with a jump", Domain(), equal(over(ONE), 2), by_primitive(over(ONE), t + floor(t), KNOWN)),
    Attempt("antiderivative: of a jump", Domain(), equal(over(sign(t), -1), 2), by_primitive(over(sign(t), -1), t * sign(t), KNOWN)),
    Attempt("antiderivative: reversed ends", Domain(), equal(over(2 * t, 1, 0), -1), by_primitive(over(2 * t, 1, 0), t**2, KNOWN)),
    Attempt("antiderivative: no limit at infinity", Domain(), equal(tail, 1), by_primitive(tail, -exp(-t), KNOWN)),
    Attempt(
        "antiderivative: divergent",
        Domain(),
        equal(over(exp(t), 0, oo), -1),
        by_primitive(over(exp(t), 0, oo), exp(t), KNOWN, upper=Decay(-ONE, ONE, EVALUATE)),
    ),
    Attempt("antiderivative: a new symbol", Domain(), equal(over(2 * t), 1), by_primitive(over(2 * t), t**2 + z, IS_ONE)),
    Attempt(
        "gaussian integral: no decay",
        Domain(),
        equal(over(exp(t**2), -oo, oo), 1),
        GaussianIntegral(over(exp(t**2), -oo, oo), ONE, -ONE, ZERO, ZERO, KNOWN),
    ),
    Attempt(
        "gaussian integral: half the line", Domain(), equal(half_bell, sqrt(pi)), GaussianIntegral(half_bell, ONE, ONE, ZERO, ZERO, KNOWN)
    ),
    Attempt("gaussian integral: another precision", Domain(), equal(bell, sqrt(pi)), GaussianIntegral(bell, ONE, ONE, ZERO, ZERO, KNOWN)),
    Attempt("gaussian integral: a factor that moves", Domain(), equal(over(t * exp(-(t**2)), -oo, oo), 0), moving_factor),
    Attempt("beta integral: a pole at zero", Domain(), equal(over(1 / t), 1), BetaIntegral(over(1 / t), ONE, ZERO, ONE, KNOWN)),
    Attempt("beta integral: other ends", Domain(), equal(over(t, 0, 2), HALF), BetaIntegral(over(t, 0, 2), ONE, TWO, ONE, KNOWN)),
    Attempt("beta integral: another integrand", Domain(), equal(over(t), Rational(1, 6)), BetaIntegral(over(t), ONE, TWO, TWO, KNOWN)),
    Attempt(
        "linearity: a coefficient that moves", Domain(), equal(over(t**2), HALF), Linearity(over(t**2), ((t, over(t)),), (PROPER,), KNOWN)
    ),
    Attempt(
        "linearity: other ends",
        Domain(),
        equal(over(3 * t), 3 * over(t, 0, 2)),
        Linearity(over(3 * t), ((Integer(3), over(t, 0, 2)),), (PROPER,), KNOWN),
    ),
    Attempt("linearity: parts that are not finite", Domain(), equal(over(t), over(t + 1 / t) - over(1 / t)), apart_at_pole),
    Attempt(
        "linearity: no proof of finiteness",
        Domain(),
        equal(over(3 * t), 3 * over(t)),
        Linearity(over(3 * t), ((Integer(3), over(t)),), (), KNOWN),
    ),
    Attempt("additivity: outside the interval", Domain(finite(left)), equal(left, whole - right), Additivity(left, TWO, (), KNOWN)),
    Attempt("additivity: not known to be finite", Domain(), equal(whole, left + right), Additivity(whole, ONE, (), KNOWN)),
    Attempt(
        "same integrand: elsewhere only",
        Domain(),
        equal(over(Abs(t), -1), over(t, -1)),
        SameIntegrand(over(Abs(t), -1), t, of_abs_t, KNOWN),
    ),
    Attempt(
        "integral sign: a negative integrand",
        Domain(finite(over(-(h(t) ** 2)))),
        at_least(over(-(h(t) ** 2)), 0),
        IntegralSign(over(-(h(t) ** 2)), KNOWN, KNOWN),
    ),
    Attempt("integral sign: not known to be finite", Domain(), at_least(over(h(t) ** 2), 0), IntegralSign(over(h(t) ** 2), KNOWN, KNOWN)),
    Attempt("integral sign: reversed ends", Domain(finite(backwards)), at_least(backwards, 0), IntegralSign(backwards, KNOWN, KNOWN)),
    Attempt("proper: a pole at the end", Domain(), Finite(over(1 / t)), Proper((KNOWN,))),
    Attempt("proper: an infinite interval", Domain(), Finite(tail), PROPER),
    Attempt("proper: any function", Domain(), Finite(left), PROPER),
    Attempt("proper: ends in no order", Domain(), Finite(over(t, x, y)), PROPER),
    Attempt("part of finite: a larger interval", Domain(finite(left)), Finite(whole), PartOfFinite(left)),
    Attempt("part of finite: another integrand", Domain(finite(whole)), Finite(over(h(t) ** 2)), PartOfFinite(whole)),
    Attempt("part of finite: nothing known", Domain(), Finite(left), PartOfFinite(whole)),
    Attempt("limit: another value", Domain(), equal(towards(t**2, 1), 2), by_value(t**2, 1, TWO)),
    Attempt("limit: of a jump", Domain(), equal(towards(sign(t), 0), 0), by_value(sign(t), 0, ZERO)),
    Attempt("limit: of any function", Domain(), equal(towards(f(t), 0), f(0)), by_value(f(t), 0, f(ZERO))),
    Attempt(
        "limit: from where nothing is",
        Domain(),
        equal(towards(sqrt(t), 0, "-"), 0),
        LimitValue(towards(sqrt(t), 0, "-"), (KNOWN,), Continuity(ZERO, (KNOWN,)), KNOWN),
    ),
    Attempt(
        "limit: continuous at infinity",
        Domain(),
        equal(towards(sin(t), oo, "-"), 0),
        LimitValue(towards(sin(t), oo, "-"), (), Continuity(ZERO, ()), KNOWN),
    ),
    Attempt(
        "limit: the wrong order of substitution",
        Domain(),
        equal(towards(1 / t, 0, "+"), 0),
        LimitValue(towards(1 / t, 0, "+"), (KNOWN,), Reciprocal(s, Continuity(ZERO, ())), KNOWN),
    ),
    Attempt(
        "limit: equal elsewhere only",
        Domain(),
        equal(towards(Abs(t), 0), 0),
        LimitValue(towards(Abs(t), 0), (), Equivalent(t, of_abs_t, Continuity(ZERO, ())), KNOWN),
    ),
    Attempt(
        "l'hopital: a denominator that does not vanish",
        Domain(),
        equal(towards(t * exp(-t), 0), 1),
        LimitValue(towards(t * exp(-t), 0), (), LHopital(t, exp(t), (), (EVALUATE, EVALUATE), Continuity(ONE, ())), KNOWN),
    ),
    Attempt(
        "l'hopital: a numerator that does not vanish",
        Domain(),
        equal(towards(cos(t) / t, 0), 0),
        LimitValue(towards(cos(t) / t, 0), (KNOWN,), LHopital(cos(t), t, (), (EVALUATE, EVALUATE), Continuity(ZERO, ())), KNOWN),
    ),
    Attempt(
        "l'hopital: another quotient",
        Domain(),
        equal(towards(sin(t) / t, 0), 2),
        LimitValue(towards(sin(t) / t, 0), (KNOWN,), LHopital(sin(2 * t), t, (), (EVALUATE, EVALUATE), Continuity(TWO, ())), KNOWN),
    ),
    Attempt("decay: a negative rate", Domain(), equal(growing, 0), LimitValue(growing, (), Decay(-ONE, ONE, KNOWN), KNOWN)),
    Attempt(
        "decay: an unknown rate",
        Domain(),
        equal(towards(exp(-x * t), oo, "-"), 0),
        LimitValue(towards(exp(-x * t), oo, "-"), (), Decay(x, ONE, KNOWN), KNOWN),
    ),
    Attempt(
        "decay: not against an exponential",
        Domain(),
        equal(towards(exp(t), oo, "-"), 0),
        LimitValue(towards(exp(t), oo, "-"), (), Decay(ONE, exp(2 * t), EVALUATE), KNOWN),
    ),
    Attempt(
        "decay: at zero", Domain(), equal(towards(exp(-t), 0), 0), LimitValue(towards(exp(-t), 0), (), Decay(ONE, ONE, EVALUATE), KNOWN)
    ),
    Attempt(
        "gaussian decay: growth",
        Domain(),
        equal(towards(exp(t**2), oo, "-"), 0),
        LimitValue(towards(exp(t**2), oo, "-"), (), GaussianDecay(-ONE, ZERO, ZERO, ONE, KNOWN), KNOWN),
    ),
    Attempt(
        "gaussian decay: at zero",
        Domain(),
        equal(towards(exp(-(t**2)), 0), 0),
        LimitValue(towards(exp(-(t**2)), 0), (), GaussianDecay(ONE, ZERO, ZERO, ONE, EVALUATE), KNOWN),
    ),
    Attempt(
        "sum of limits: another sum",
        Domain(),
        equal(levelling, 6),
        LimitValue(levelling, (), SumOfLimits((exp(-t), Integer(6)), (vanishing, Continuity(Integer(6), ()))), KNOWN),
    ),
    Attempt(
        "sum of limits: a part without a limit",
        Domain(),
        equal(levelling, 5),
        LimitValue(levelling, (), SumOfLimits((exp(-t) - sin(t), 5 + sin(t)), (vanishing, constant)), KNOWN),
    ),
    Attempt("unsat: satisfiable", Domain(x > 1), greater(x, 2), Unsat()),
    Attempt("unsat: outside the language", Domain(), forall(c, greater(c**2 + 1, 0)), Unsat()),
    Attempt("evaluate: false", Domain(), less(exp(pi), pi**E), EVALUATE),
    Attempt("evaluate: an equation that balls cannot decide", Domain(), equal(log(2) + log(3), log(6)), EVALUATE),
    Attempt("evaluate: not a statement about numbers", Domain(), at_least(x**2, 0), EVALUATE),
]


def _rules(proof: Any) -> Iterator[type]:
    if is_dataclass(proof) and not isinstance(proof, type):
        yield type(proof)
        for entry in fields(proof):
            yield from _rules(getattr(proof, entry.name))
    elif isinstance(proof, tuple):
        for part in proof:
            yield from _rules(part)


@each(ACCEPTED)
def test_what_follows_is_proved(attempt: Attempt) -> None:
    attempt.run()


@each(REJECTED)
def test_what_does_not_follow_is_refused(attempt: Attempt) -> None:
    with pytest.raises((Rejected, LanguageError)) as refusal:
        attempt.run()
    counted = re.search(r"^\d+ .*, \d+ proofs$", str(refusal.value))
    assert "proof" in attempt.name or not counted, "refused for the shape of the proof alone, which tests nothing"


def test_every_rule_is_exercised_both_ways() -> None:
    every = {*RULES, *LimitProof.__args__}
    assert every <= {rule for attempt in ACCEPTED for rule in _rules(attempt.proof)}
    assert every <= {rule for attempt in REJECTED for rule in _rules(attempt.proof)}


def test_what_is_no_rule_proves_nothing() -> None:
    with pytest.raises(Rejected):
        Kernel().check(Context.of(Domain()), equal(x, x + 0 * y + 1), object())


def test_a_claim_needs_a_proof_of_each_condition() -> None:
    states = equal((x**2 - 1) / (x - 1), x + 1)
    for conditions in ((), (KNOWN,), (KNOWN, KNOWN)):
        with pytest.raises(Rejected):
            verify(Domain(), states, Certificate(conditions, IDENTITY))
    assert verify(Domain(x > 1), states, Certificate((KNOWN,), IDENTITY)).grade == "exact"


@dataclass(frozen=True)
class Attack:
    """A false or ill-posed claim with a proof made to slip through; `at` is a point that refutes it, where a point can."""

    name: str
    given: Domain
    states: Any
    proof: Any
    conditions: tuple[Any, ...] = ()
    at: Point | None = None

    def succeeds(self) -> bool:
        try:
            verify(self.given, self.states, Certificate(self.conditions, self.proof))
        except (Rejected, LanguageError):
            return False
        return True


def at(**values: Any) -> Point:
    named = {"x": x, "y": y, "z": z, "c": c, "n": n, "m": m, "tp": tp, "xp": xp}
    return Point({named[name]: Fraction(value) for name, value in values.items()})


inverse = 1 / (x - y)
over_root = sqrt(-(x**2) - 1)
lean = exp(inverse) - 1 - inverse
t_positive, whole_t = Symbol("t", positive=True), Symbol("t", integer=True)
restricted, folded = over(t_positive, -1, 1, t_positive), over(Abs(r), -1, 1, r)
counted, wave = over(ONE, 0, 1, whole_t), over(cos(2 * pi * r), 0, 1, r)
doubled, captured = over(2 * t), over(r + t, 0, 1, r)
frozen = over(tp)
shifted = over(t - 1)
spread_out = over(exp(t - r), 0, oo, r)
from_five = total(P(1, prime_of(c) - 5), P(1))
one_sided = LimitValue(towards(Abs(t) / t, 0), (KNOWN,), Equivalent(ONE, Resolve(Abs(tp), tp, IDENTITY), Continuity(ONE, ())), KNOWN)


def jump(place: Any) -> Any:
    """1 at 1 and 0 elsewhere: its integral is 0, and so not its primitive."""
    return Piecewise((ONE, Eq(place, 1)), (ZERO, True))


def vanishing_integral(lower: Any, upper: Any, below_one: Any) -> Any:
    """The integral of the jump between these ends, the place 1 left out, is finite."""
    here, nothing = over(jump(t), lower, upper), over(ZERO, lower, upper)
    return Have(Finite(nothing), PROPER, SameIntegrand(here, ZERO, below_one(Resolve(jump(tp), ZERO, IDENTITY)), KNOWN))


cp = prime_of(c)
no_area = forall(c, implies(c > 0, equal(over(jump(t), 0, c), 0)))
no_height = forall(c, implies(c > 0, equal(jump(c), 0)))
jump_finite = Split(
    cp - 1,
    vanishing_integral(ZERO, cp, lambda then: Have(less(tp, 1), total(P(1, cp - tp), P(1, 1 - cp)), then)),
    vanishing_integral(ZERO, cp, lambda then: Have(less(tp, 1), total(P(1, cp - tp), P(-1, cp - 1)), then)),
    Additivity(
        over(jump(t), 0, cp),
        ONE,
        (vanishing_integral(ZERO, ONE, lambda then: then), vanishing_integral(ONE, cp, lambda then: then)),
        KNOWN,
    ),
)
signs_apart = Conjunction((Independent(ONE, w), Independent(-ONE, w)))
both_ways = Each((Unfold((IDENTITY,)), Unfold((IDENTITY,))))
x_unknown_power = exp(log(x**m) / m)
guarded_inverse = conjunction(implies(unequal(x, y), unequal(inverse**2, 0)), unequal(x, y))
guarded_root = conjunction(implies(x >= 0, at_least(sqrt(x), 0)), x >= 0)
log_across = over(log(t), -1, 1)
positive_namesake = (EVALUATE, KNOWN, Proper((KNOWN,)))

# The attacks that the kernel withstands.
WITHSTOOD = [
    Attack("a fact about the second copy of a variable", Domain(xp > 3), independent(x * y, x), Unfold((KNOWN,))),
    Attack("a quantifier and a free variable", Domain(greater(c, 0)), forall(c, greater(c, 0)), Generalise(KNOWN)),
    Attack(
        "a fact about a bound variable",
        Domain(),
        conjunction(forall(c, implies(c > 5, c > 4)), c > 4),
        Each((Generalise(Assume(from_five)), KNOWN)),
    ),
    Attack("a case turned into the claim", Domain(), less(x, 0), Split(x, KNOWN, ABSURD, ABSURD), (), at(x=1)),
    Attack(
        "an assumption of the conclusion", Domain(), less(x, y), Have(less(x, y), Have(less(x, y), KNOWN, KNOWN), KNOWN), (), at(x=1, y=0)
    ),
    Attack(
        "an equation times an undefined number", Domain(equal(x, y)), less(x, 0), contradiction(P(-inverse, x - y), P(1)), (), at(x=0, y=0)
    ),
    Attack("a division by zero that cancels", Domain(), equal((x**2 - x) / x, x - 1), IDENTITY, (KNOWN,)),
    Attack("a logarithm that cancels", Domain(), equal(log(x) * (y + 1) - y * log(x), log(x)), IDENTITY, (KNOWN,)),
    Attack(
        "an even root with the wrong sign", Domain(), equal(sqrt(x**2 - 2 * x + 1), x - 1), IDENTITY, (total(P(1, (x - 1, 2))),), at(x=0)
    ),
    Attack("half the logarithm of a square", Domain(unequal(x, 0)), equal(log(x**2) / 2, log(x)), IDENTITY, (total(P(1, (x, 2))), KNOWN)),
    Attack("gamma at its pole", Domain(), equal(x * gamma(x), gamma(x + 1)), IDENTITY, (KNOWN, KNOWN)),
    Attack("zero to an unknown power", Domain(), equal((x**y + 1) * (x**y - 1), x ** (2 * y) - 1), IDENTITY, (KNOWN,)),
    Attack(
        "an integral of an unknown sign",
        Domain(),
        at_most(over(1 / t, -1, 1), 5),
        by_primitive(over(1 / t, -1, 1), log(Abs(t)), KNOWN),
        (EVALUATE, KNOWN, KNOWN),
    ),
    Attack(
        "an interval turned round", Domain(), at_least(over(ONE, x, y), 0), IntegralSign(over(ONE, x, y), EVALUATE, KNOWN), (KNOWN, PROPER)
    ),
    Attack("a shape from a single case", Domain(), implies(y > 0, increasing(x * y, x)), Assume(Unfold((KNOWN,)))),
    Attack("monotone over two intervals", Domain(), decreasing(1 / w, w), ByDerivative((KNOWN,), total(P(1, (w, -2)))), (KNOWN,)),
    Attack("a limit from one side for both", Domain(), equal(towards(Abs(t) / t, 0), 1), one_sided, (one_sided,)),
    Attack("a maximum outside the domain", Domain(x > 2), minimum((x - 1) ** 2, x, 1), ByCurvature((EVALUATE,), (), EVALUATE, EVALUATE)),
    Attack("a maximum that is not the only one", Domain(), maximum(-((x**2 - 1) ** 2), x, 1), ByCurvature((), (), EVALUATE, KNOWN)),
    Attack("a function of the same name", Domain(x < y), less(h(x), h(y)), Instance("monotone", increasing_function("h"), (x, y), KNOWN)),
    Attack(
        "a boundary that touches",
        Domain(x <= y),
        less(f(x), f(y)),
        Split(x - y, Instance("monotone", f, (x, y), KNOWN), Instance("congruent", f, (x, y), KNOWN), ABSURD),
    ),
    Attack("an infinite value", Domain(), less(x, y), Rewrite(oo, -oo, KNOWN), (), at(x=1, y=0)),
    Attack("zero to the power zero", Domain(), equal(ZERO**n, 0), Split(n, ABSURD, KNOWN, KNOWN), (), at(n=0)),
]

# Families of attacks that once got through, each by a gap of its own.
FAMILIES = [
    (
        "terms that a proof brings in need not be defined",
        [
            Attack(
                "even powers of an undefined term",
                Domain(equal(x, y)),
                less(x, 0),
                contradiction(P(-1, (x - y, 2), (inverse, 2)), P(1)),
                (),
                at(x=0, y=0),
            ),
            Attack("a root of a negative number squared", Domain(), at_least(-(x**2) - 1, 0), total(P(1, (over_root, 2))), (), at(x=0)),
            Attack(
                "cases by the sign of an undefined term",
                Domain(equal(x, y)),
                less(x, 0),
                Split(
                    inverse,
                    contradiction(P(1, x - y, -inverse), P(1)),
                    contradiction(P(y - x, inverse), P(1)),
                    contradiction(P(-1, x - y, inverse), P(1)),
                ),
                (),
                at(x=0, y=0),
            ),
            Attack(
                "an axiom at an undefined term",
                Domain(equal(x, y)),
                less(x, 0),
                Instance("tangent", exp, (inverse,), contradiction(P(1), P(1, lean, x - y), P(-1, exp(inverse), x - y), P(1, x - y))),
                (),
                at(x=0, y=0),
            ),
            Attack(
                "a lemma about an undefined term",
                Domain(equal(x, y)),
                less(x, 0),
                Have(greater(inverse**2, 0), Unsat(), Unsat()),
                (),
                at(x=0, y=0),
            ),
        ],
    ),
    (
        "terms that a proof brings in need not be real",
        [
            Attack("the square of an imaginary number", Domain(), at_least(-(x**2), 0), total(P(1, (I * x, 2))), (), at(x=1)),
            Attack(
                "cases by the sign of an imaginary number",
                Domain(),
                less(x, 0),
                Split(I, contradiction(P(1, (-I, 1), (-I, 1)), P(1)), contradiction(P(I, I), P(1)), contradiction(P(1, I, I), P(1))),
                (),
                at(x=1),
            ),
            Attack(
                "a function that is none",
                Domain(equal(x, 1)),
                less(y, 0),
                Instance("congruent", lambda term: diff(term, x), (x, ONE), ABSURD),
                (),
                at(x=1, y=0),
            ),
        ],
    ),
    (
        "the variable inside an integral or beyond a limit is not fresh in the context",
        [
            Attack(
                "a fact about the namesake of an integral's variable",
                Domain(),
                implies(tp >= 5, at_least(shifted, 0)),
                Assume(by_primitive(shifted, t**2 / 2 - t, IntegralSign(shifted, total(P(1, tp - 5), P(4)), KNOWN))),
                (EVALUATE, PROPER),
                None,
            ),
            Attack(
                "a quantifier's variable meets an integral's",
                Domain(),
                forall(t, implies(t >= 5, at_least(shifted, 0))),
                Generalise(Assume(by_primitive(shifted, t**2 / 2 - t, IntegralSign(shifted, total(P(1, tp - 5), P(4)), KNOWN)))),
                (EVALUATE, PROPER),
            ),
            Attack(
                "a namesake as integrand",
                Domain(),
                equal(over(t), tp),
                SameIntegrand(over(t), tp, IDENTITY, by_primitive(frozen, tp * t, total(P(1, over(t) - frozen), P(1, frozen - tp)))),
                (EVALUATE, PROPER),
            ),
            Attack(
                "a namesake as primitive",
                Domain(),
                conjunction(equal(over(ONE), 0), at_most(tp, tp + 1)),
                by_primitive(over(ONE), tp, Each((KNOWN, total(P(1))))),
                (EVALUATE, PROPER),
            ),
            Attack(
                "a namesake as limit",
                Domain(),
                equal(towards(t, 0), tp),
                LimitValue(towards(t, 0), (), Equivalent(tp, IDENTITY, Continuity(tp, ())), KNOWN),
                (by_value(t, 0, ZERO),),
            ),
            Attack(
                "a namesake that makes a logarithm defined",
                Domain(greater(tp, 0)),
                less(log_across, log_across + 1),
                total(P(1)),
                positive_namesake,
            ),
        ],
    ),
    (
        "two integrals are compared under one variable, whatever its kind and the other's free symbols",
        [
            Attack(
                "a positive variable over a negative range",
                Domain(),
                less(folded, HALF),
                Linearity(
                    restricted,
                    ((ONE, folded),),
                    (PROPER,),
                    by_primitive(restricted, t_positive**2 / 2, total(P(HALF), P(1, restricted - folded), P(-1, restricted))),
                ),
                (EVALUATE, PROPER),
            ),
            Attack(
                "a whole-number variable of an integral",
                Domain(),
                equal(wave, 1),
                Linearity(
                    counted, ((ONE, wave),), (PROPER,), by_primitive(counted, whole_t, total(P(1, wave - counted), P(1, counted - 1)))
                ),
                (EVALUATE, PROPER),
            ),
            Attack(
                "a free symbol caught by linearity",
                Domain(),
                equal(captured, 1),
                Linearity(
                    doubled, ((ONE, captured),), (PROPER,), by_primitive(doubled, t**2, total(P(1, captured - doubled), P(1, doubled - 1)))
                ),
                (EVALUATE, PROPER),
            ),
            Attack(
                "a free symbol caught by a part of a finite integral",
                Domain(finite(spread_out)),
                Finite(over(ONE, 0, oo)),
                PartOfFinite(spread_out),
                (),
            ),
        ],
    ),
    (
        "induction forgets facts about the variable that look like its kind",
        [
            Attack("induction away from zero", Domain(unequal(n, 0)), equal(n, 0), Induction(n, EVALUATE, ABSURD), (), at(n=1)),
            Attack("induction inside a case", Domain(), equal(n, 0), Split(n, ABSURD, KNOWN, Induction(n, EVALUATE, ABSURD)), (), at(n=1)),
        ],
    ),
    (
        "a predicate inside a conjunction is rewritten by what holds in a case only",
        [
            Attack(
                "independence by cases",
                Domain(),
                conjunction(independent(Abs(w) / w, w), less(0, 1)),
                Have(
                    signs_apart,
                    both_ways,
                    Split(w, Resolve(Abs(w), -w, Each((KNOWN, EVALUATE))), ABSURD, Resolve(Abs(w), w, Each((KNOWN, EVALUATE)))),
                ),
                (KNOWN,),
            ),
        ],
    ),
    (
        "the normal form takes the logarithm of a power apart although the base may be negative",
        [Attack("the root of a power", Domain(greater(x**m, 0)), equal(x_unknown_power, x), IDENTITY, (KNOWN, KNOWN), at(x=-2, m=2))],
    ),
    (
        "the solver assumes denominators and roots of guarded terms to be defined everywhere",
        [
            Attack("a guarded denominator", Domain(), guarded_inverse, Unsat(), (total(P(1, x - y)),), at(x=0, y=0)),
            Attack("a guarded root", Domain(), guarded_root, Unsat(), (KNOWN,), at(x=-1)),
            Attack(
                "a guarded root in an assumption",
                Domain(implies(x >= 0, at_least(sqrt(x), 1))),
                at_least(x, 0),
                Unsat(),
                (KNOWN,),
                at(x=-1),
            ),
        ],
    ),
    (
        "an integral is differentiated by its upper end where the integrand jumps",
        [
            Attack(
                "a removable jump",
                Domain(no_area),
                less(x, 0),
                DifferentiateFact(no_area, (), Specialise(no_height, (ONE,), ABSURD)),
                (KNOWN, jump_finite),
            ),
        ],
    ),
]


@pytest.mark.parametrize("attack", WITHSTOOD, ids=[attack.name for attack in WITHSTOOD])
def test_false_claims_are_not_proved(attack: Attack) -> None:
    _is_an_attack(attack)
    assert not attack.succeeds()


@pytest.mark.parametrize(
    "attack",
    [pytest.param(attack, id=f"{family}: {attack.name}") for family, attacks in FAMILIES for attack in attacks],
)
def test_no_family_of_attacks_gets_through(attack: Attack) -> None:
    _is_an_attack(attack)
    assert not attack.succeeds()


def _is_an_attack(attack: Attack) -> None:
    """The point refutes the claim: otherwise the test would guard nothing."""
    if attack.at is not None and (
        truth(attack.states, attack.at) is not False or any(truth(a, attack.at) is not True for a in attack.given.relations)
    ):
        pytest.fail("the point does not refute the claim")
