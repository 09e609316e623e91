"""The kernel proves what follows and nothing else: for every rule proofs that it takes, proofs that look alike and that it must refuse, and attacks.

`prime_of(x)` is the symbol x_prime: the name that a second copy of x gets when a rule needs one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

import pytest
from sympy import (
    Abs,
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

from symbolic.language.differentiation import derivative
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.functions import function, increasing_function, prime
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Finite,
    Independent,
    assume,
    at_least,
    at_most,
    concave,
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
    unequal,
)
from symbolic.language.terms import limit
from symbolic.trusted.calculus import _LIMIT_RULES
from symbolic.trusted.conditions import claim_conditions
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
weight = Symbol("weight_prime", real=True)
above = forall(c, at_least(h(c), c))
positive_rule = forall(a, greater(h(a), 0))
guarded_rule = forall(c, implies(greater(c, 1), greater(h(c), 0)))
whole_rule = forall(n, greater(h(n), 0))
parabola = forall(c, equal(v(c), c**2))
slope = forall(c, equal(prime(v)(c), 2 * c))
parabola_right = forall(c, implies(greater(c, 0), equal(v(c), c**2)))
parabola_closed = forall(c, implies(at_least(c, 0), equal(v(c), c**2)))
parabola_plain = forall(c, equal(h(c), c**2))
whole, left, right = over(h(t), 0, 2), over(h(t), 0, 1), over(h(t), 1, 2)
tail, bell = over(exp(-t), 0, oo), over(exp(-a * t**2), -oo, oo)
tp, xp = prime_of(t), prime_of(x)
fades = LimitValue(towards(1 / t, oo, "-"), (total(P(1, tp)),), Reciprocal(s, Continuity(ZERO, ())), KNOWN)
removable = towards((t**2 - 1) / (t - 1), 1)
apart = Split(tp - 1, KNOWN, ABSURD, KNOWN)
sinc = LHopital(sin(t), t, (KNOWN,), (EVALUATE, EVALUATE), Continuity(ONE, (KNOWN,)))

ACCEPTED = [
    Attempt("known: a fact", Domain(x < y), less(x, y), KNOWN),
    Attempt("known: a weaker form of a multiple", Domain(x < y), at_most(2 * x, 2 * y), KNOWN),
    Attempt("combination: a square", Domain(), at_least(x**2 + y**2, 2 * x * y), total(P(1, (x - y, 2)))),
    Attempt("combination: a strict sum", Domain(x < y, y < z), less(x, z), total(P(1, y - x), P(1, z - y))),
    Attempt("combination: a multiple of an equation", Domain(equal(x, y)), equal(x * z, y * z), total(P(z, x - y))),
    Attempt("combination: nonzero factors", Domain(), unequal(w * a, 0), total(P(1, w, a))),
    Attempt("combination: a positive denominator", Domain(x < y), greater(a / (y - x), 0), total(P(1, a, (y - x, -1)))),
    Attempt("absurd: a fact against a kind", Domain(), implies(less(a, 0), less(x, y)), Assume(ABSURD)),
    Attempt("absurd: a cycle", Domain(x < y, y < z, z < x), equal(x, 5), contradiction(P(1, y - x), P(1, z - y), P(1, x - z))),
    Attempt("split: three cases", Domain(), at_least(Abs(x), x), Split(x, Resolve(Abs(x), -x, total(P(2, -x))), *[Resolve(Abs(x), x, KNOWN)] * 2)),
    Attempt("cases: two", Domain(disjunction(x > 2, x > 3)), greater(x, 1), Cases(disjunction(x > 2, x > 3), (total(P(1, x - 2), P(1)), total(P(1, x - 3), P(2))))),
    Attempt("assume: a premise", Domain(), implies(x < y, x < y + 1), Assume(total(P(1, y - x), P(1)))),
    Attempt("assume: all parts but the last fail", Domain(), disjunction(x < y, y <= x), Assume(KNOWN)),
    Attempt("assume: a negation", Domain(x < y), negation(y <= x), Assume(KNOWN)),
    Attempt("each: part by part", Domain(x < y), conjunction(x < y + 1, x < y + 2), Each((total(P(1, y - x), P(1)), total(P(1, y + 1 - x), P(1))))),
    Attempt("each: both directions", Domain(), iff(x < y, 2 * x < 2 * y), Each((Assume(KNOWN), Assume(KNOWN)))),
    Attempt("generalise: a square", Domain(), forall(c, at_least(c**2, 0)), Generalise(KNOWN)),
    Attempt("have: a step between", Domain(x < y, y < z), less(x, z + 1), Have(less(x, z), total(P(1, y - x), P(1, z - y)), total(P(1, z - x), P(1)))),
    Attempt("resolve: a maximum", Domain(x < y), equal(Max(x, y), y), Resolve(Max(x, y), y, IDENTITY)),
    Attempt("resolve: a minimum", Domain(x < y), equal(Min(x, y), x), Resolve(Min(x, y), x, IDENTITY)),
    Attempt("resolve: the first branch", Domain(x > 0), equal(step, x), Resolve(step, x, IDENTITY)),
    Attempt("resolve: the last branch", Domain(x <= 0), equal(step, -x), Resolve(step, -x, IDENTITY)),
    Attempt("rewrite: inside a function", Domain(equal(x, y + 1)), equal(h(x), h(y + 1)), Rewrite(x, y + 1, IDENTITY)),
    Attempt("instance: strictly monotone", Domain(x < y), less(f(x), f(y)), Instance("monotone", f, (x, y), KNOWN)),
    Attempt("instance: weakly monotone", Domain(x <= y), at_most(f(x), f(y)), Instance("monotone", f, (x, y), KNOWN)),
    Attempt("instance: reflected", Domain(less(f(x), f(y))), less(x, y), Instance("reflected", f, (x, y), KNOWN)),
    Attempt("instance: congruent", Domain(equal(x, y)), equal(h(x), h(y)), Instance("congruent", h, (x, y), KNOWN)),
    Attempt("instance: curved", Domain(x < y, y < z), greater((u(y) - u(x)) / (y - x), (u(z) - u(y)) / (z - y)), Instance("curved", u, (x, y, z), KNOWN)),
    Attempt("instance: signed", Domain(), greater(exp(x), 0), Instance("signed", exp, (x,), KNOWN)),
    Attempt("instance: tangent of exp", Domain(), at_least(exp(x), 1 + x), Instance("tangent", exp, (x,), KNOWN)),
    Attempt("instance: tangent of log", Domain(), at_most(log(a), a - 1), Instance("tangent", log, (a,), KNOWN)),
    Attempt("specialise: at a term", Domain(above), at_least(h(x + y), x + y), Specialise(above, (x + y,), KNOWN)),
    Attempt("specialise: of the right kind", Domain(positive_rule), greater(h(b), 0), Specialise(positive_rule, (b,), KNOWN)),
    Attempt("specialise: a premise that holds", Domain(guarded_rule, x > 1), greater(h(x), 0), Specialise(guarded_rule, (x,), KNOWN)),
    Attempt("differentiate a fact: everywhere", Domain(parabola), equal(prime(v)(x), 2 * x), DifferentiateFact(parabola, (KNOWN,), Specialise(slope, (x,), KNOWN))),
    Attempt("differentiate a fact: on an open set", Domain(parabola_right), equal(x, x + 0 * y + 0) if False else at_least(x**2, 0), DifferentiateFact(parabola_right, (KNOWN,), KNOWN)),
]
