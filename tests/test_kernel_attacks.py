"""False statements with proofs that once slipped through the kernel, and lookalikes: each must be refused.

Most bring in a term of their own that is nowhere defined to be a number: at y = z the term `cancelling` has no value, although its normal
form, y + z, has one. A fact that contains it would say that y != z.
"""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    Abs,
    E,
    Float,
    Integer,
    Integral,
    Limit,
    Product,
    Symbol,
    acos,
    asin,
    atan,
    exp,
    gamma,
    oo,
    pi,
    polylog,
    sign,
    sqrt,
    symbols,
    zeta,
)
from sympy.core.function import UndefinedFunction

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.functions import Properties, function
from symbolic.language.meaning import truth
from symbolic.language.point import Point
from symbolic.language.special.normal import normal_cdf
from symbolic.language.special.polya import polya_run
from symbolic.language.statements import (
    Comparison,
    Finite,
    at_least,
    conjunction,
    disjunction,
    equal,
    exists,
    forall,
    greater,
    implies,
    independent,
    less,
    unequal,
)
from symbolic.language.terms import as_term
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected, verify
from symbolic.trusted.proofs import (
    Absurd,
    Additivity,
    Antiderivative,
    BetaIntegral,
    Certificate,
    Continuity,
    Decay,
    Equivalent,
    GaussianDecay,
    GaussianIntegral,
    Have,
    Instance,
    IntegralSign,
    Known,
    LimitValue,
    Linearity,
    PartOfFinite,
    Proper,
    SameIntegrand,
    Specialise,
    SumOfLimits,
    Unsat,
)
from symbolic.trusted.rules.existence import Witness
from symbolic.trusted.rules.identities import Identity
from symbolic.trusted.rules.logic import Abstract
from symbolic.trusted.rules.poisson_integral import PoissonIntegral
from symbolic.trusted.rules.ranges import SignOfParts

x, y, z, w = symbols("x y z w", real=True)
s = Symbol("s", positive=True)
i = Symbol("i", integer=True)
zero, one = Integer(0), Integer(1)
NOWHERE = Domain()
cancelling = (y**2 - z**2) / (y - z)
false = Comparison(zero, "==", one)


def rejects(given: Domain, goal: Any, proof: Any, why: str) -> None:
    with pytest.raises(Rejected, match=why):
        Kernel().check(Context.of(given, symbols_of(given, goal)), goal, proof)


def rest() -> Unsat:
    """The solvers assume that what stands among the facts is defined."""
    return Unsat()


def test_end_of_an_integral_that_a_proof_brings_in() -> None:
    strange = Integral(one, (x, cancelling, y + z + 1))
    rejects(NOWHERE, unequal(y, z), Antiderivative(strange, x, (), Known(), None, None, rest()), "may be undefined")


def test_middle_of_an_interval_that_a_proof_brings_in() -> None:
    whole = Integral(one, (x, y + z - 1, y + z + 1))
    proof = Additivity(whole, cancelling, (Proper(()), Proper(())), rest())
    rejects(NOWHERE, unequal(y, z), proof, "may be undefined")


def test_integrand_that_a_proof_brings_in() -> None:
    given = Domain(disjunction(Comparison(w, "==", one), Comparison(y, "==", z)))
    free, unit = Integral(w, (x, 0, 1)), Integral(one, (x, 0, 1))
    proof = SameIntegrand(free, 1 + cancelling - y - z, rest(), Known())
    rejects(given, equal(free, unit), proof, "may be undefined")


def test_integrand_that_is_the_same_only_by_normal_form() -> None:
    """Where y = z, w may be negative: that the goal of a step would otherwise be undefined is no reason to exclude that."""
    given = Domain(disjunction(Comparison(w, ">=", zero), Comparison(y, "==", z)))
    plain, strange = Integral(w, (x, 0, 1)), Integral(w + cancelling - y - z, (x, 0, 1))
    sign = IntegralSign(strange, rest(), Known())
    rejects(given, at_least(plain, 0), Linearity(strange, ((one, plain),), (Proper(()),), sign), "no solver")
    same = Have(Finite(plain), Proper(()), SameIntegrand(plain, w + cancelling - y - z, Known(), sign))
    rejects(given, at_least(plain, 0), same, "no solver")
    part = Have(Finite(plain), Proper(()), Have(Finite(strange), PartOfFinite(plain), sign))
    rejects(given, at_least(plain, 0), part, "no solver")


def test_point_and_value_of_a_limit_that_a_proof_brings_in() -> None:
    rejects(NOWHERE, unequal(y, z), LimitValue(Limit(x, x, cancelling), (), Continuity(cancelling, ()), rest()), "may be undefined")
    here = Limit(x, x, zero)
    rejects(NOWHERE, unequal(y, z), LimitValue(here, (), Continuity(cancelling - y - z, ()), rest()), "may be undefined")
    constant = Limit(y + z, x, zero)
    rejects(NOWHERE, unequal(y, z), LimitValue(constant, (), Continuity(cancelling, ()), rest()), "may be undefined")


def test_rate_of_decay_that_a_proof_brings_in() -> None:
    """At y = z the rate is 0, and the exponential stays 1."""
    rate = (y - z) ** 2 + cancelling - y - z
    plain = Limit(exp(-((y - z) ** 2) * x), x, oo, "-")
    rejects(NOWHERE, equal(plain, zero), LimitValue(plain, (), Decay(rate, one, rest()), Known()), "may be undefined")
    squared = Limit(exp(-((y - z) ** 2) * x**2), x, oo, "-")
    proof = GaussianDecay(rate, zero, zero, one, rest())
    rejects(NOWHERE, equal(squared, zero), LimitValue(squared, (), proof, Known()), "may be undefined")


def test_equivalent_expression_that_a_proof_brings_in() -> None:
    given = Domain(disjunction(Comparison(w, "==", one), Comparison(y, "==", z)))
    constant = Limit(w + 0 * x, x, zero, "+")
    proof = Equivalent(1 + cancelling - y - z, rest(), Continuity(one, ()))
    rejects(given, equal(constant, one), LimitValue(constant, (), proof, Known()), "may be undefined")


def test_infinity_is_no_argument() -> None:
    """Phi(oo) would be 1 by its definition and below 1 by its range."""
    both = Instance("normal_definition", normal_cdf, (oo,), Instance("normal_below_one", normal_cdf, (oo,), Absurd(())))
    rejects(NOWHERE, false, both, "no number")
    f = function("f")
    for term in (normal_cdf(oo), f(-oo), oo * x, 1 + normal_cdf(oo) ** 2):
        with pytest.raises(LanguageError, match="infinity"):
            as_term(term)
    assert as_term(Integral(exp(-(x**2)), (x, -oo, oo))) is not None
    assert as_term(Limit(x, x, oo)) is not None


def test_infinity_is_no_value_of_a_variable() -> None:
    """exp(-oo) and 1/oo become 0 when SymPy forms them, but no number has the exponential or the reciprocal 0."""
    rejects(NOWHERE, false, Instance("signed", exp, (-oo,), Absurd(())), "no number")
    there_is = exists(x, conjunction(unequal(x, 0), equal(1 / x, 0)))
    rejects(NOWHERE, there_is, Witness((oo,), rest()), "no number")
    every = Domain(forall(x, implies(unequal(x, 0), unequal(1 / x, 0))))
    rejects(every, false, Specialise(every.relations[0], (oo,), rest()), "no number")


def test_infinite_symbols_are_not_admitted() -> None:
    infinite = Symbol("u", extended_real=True, infinite=True)
    with pytest.raises(LanguageError, match="kind"):
        as_term(infinite + 1)
    with pytest.raises(Rejected):
        verify(NOWHERE, Comparison(infinite + 1 / y - 1 / y, "==", infinite), Certificate((), Known()))


def test_floats_in_a_proof_are_refused() -> None:
    """1 + 10^17 is 10^17 in floating point, so that the integral of 1 would be 0."""
    unit = Integral(one, (x, 0, 1))
    primitive = x + Float("1e17", 15)
    proof = Antiderivative(unit, primitive, (), Known(), None, None, Known())
    with pytest.raises(Rejected, match="float"):
        verify(NOWHERE, Comparison(unit, "==", zero), Certificate((Proper(()),), proof))


def test_bound_variables_are_not_the_free_ones_of_their_name() -> None:
    """x > 1 says nothing of the x of an integral over (0, 1), nor x < 0 of one that goes to infinity."""
    root = sqrt(x**2 - 2 * x + 1)
    above, below = Domain(Comparison(x, ">", one)), Domain(Comparison(x, "<", zero))
    over, part = Integral(root, (x, 0, 1)), Integral(x - 1, (x, 0, 1))
    rejects(above, equal(over, part), Linearity(over, ((one, part),), (Proper(()),), Known()), "is not")
    beta = Integral(root - x + 2, (x, 0, 1))
    rejects(above, equal(beta, one), BetaIntegral(beta, one, one, one, Known()), "is not the Beta integrand")
    poisson = Integral(root - x + 2, (x, -1, 1))
    rejects(above, equal(poisson, 2), PoissonIntegral(poisson, one, one, zero, Known()), "is not the integrand")
    gauss = Integral((root + x) * exp(-(x**2)), (x, -oo, oo))
    rejects(below, equal(gauss, sqrt(pi)), GaussianIntegral(gauss, one, one, zero, zero, Known()), "is not the Gaussian")
    limit = Limit(root + x - 1, x, oo, "-")
    rejects(below, equal(limit, zero), LimitValue(limit, (rest(),), SumOfLimits((), ()), Known()), "is not the sum")


def test_a_positive_variable_does_not_approach_a_negative_point() -> None:
    """sqrt(s^2 + 2 s + 1) is s + 1 for positive s, but goes to 2, not to -2, as s goes to -3."""
    limit = Limit(sqrt(s**2 + 2 * s + 1), s, Integer(-3))
    proof = SumOfLimits((s + 1,), (Continuity(Integer(-2), ()),))
    rejects(NOWHERE, equal(limit, -2), LimitValue(limit, (rest(),), proof, Known()), "does not approach")


def test_variable_of_a_product_is_not_the_free_one_of_the_name_that_is_made_for_it() -> None:
    """The part at i = 3 is undefined; that a free i_prime is not 3 does not change that."""
    free = Symbol("i_prime", integer=True, positive=True)
    holed = Product((i**2 - 6 * i + 9) / (i - 3) ** 2, (i, 1, 5))
    rejects(Domain(Comparison(free, "!=", Integer(3))), greater(holed, 0), SignOfParts(holed, ">", Known(), Known()), "may be undefined")


def test_a_run_keeps_its_own_index() -> None:
    """The mean i/10 of a run of two uncorrelated events is not the index of the product that defines the run."""
    run = polya_run(Integer(2), i / 10, zero)
    for number in range(1, 10):
        at = run.definition.subs(i, number)
        assert truth(Comparison(at, "==", Integer(number) ** 2 / 100), Point({}, {})) is True
    nested = polya_run(Integer(3), Symbol("i_prime", integer=True) * i / 100, zero)
    assert len(nested.definition.free_symbols) == 2


def test_what_moves_is_not_put_in_for_what_is_fixed() -> None:
    """z + y does not change with x for any z, but x + y does."""
    given = Domain(forall(z, independent(z + y, x)))
    fact = given.relations[0]
    rejects(given, independent(x + y, x), Specialise(fact, (x,), Known()), "moves `x`")


def test_a_term_is_no_reciprocal_of_what_stands_for_its_own() -> None:
    """x is 1/s for s = 1/x only where x is not 0."""
    given = Domain(Comparison(x, ">=", Integer(-1)))
    new_symbol = Symbol("reciprocal", real=True)
    for power in (1 / x, x**-2):
        rejects(given, unequal(x, zero), Abstract(((power, new_symbol),), rest()), "no solver")


def test_zeros_at_whole_numbers_do_not_hide_poles() -> None:
    """cos(pi s/2) and sin(pi z) vanish at whole numbers at which Gamma has poles: their product need not."""
    below, natural = Symbol("below", integer=True, negative=True), Symbol("natural", integer=True, nonnegative=True)
    odd = 2 * natural + 1
    few = Domain(Comparison(natural, "<=", Integer(4)))
    rejects(NOWHERE, equal(zeta(-2 * below) * zeta(2 * below + 1), 0), Identity(), "not reduced")
    rejects(NOWHERE, equal(zeta(-2 * natural) * polylog(odd, -1), 0), Identity(), "not reduced")
    rejects(few, equal(gamma(natural + 5) / gamma(5 - natural), 0), Identity(), "not reduced")


def test_solvers_are_not_told_that_a_power_has_no_base_0() -> None:
    """x^(n - 1), whose normal form is x^n/x, is 1 at x = 0 for n = 1."""
    n = Symbol("n", integer=True, positive=True)
    rejects(Domain(Comparison(x ** (n - 1), ">=", one)), unequal(x, zero), rest(), "no solver")


def test_solvers_are_not_told_that_a_pole_times_0_is_0() -> None:
    """Gamma(k + 3), whose normal form is (k + 2) (k + 1) Gamma(k + 1), is 1 at k = -2."""
    k = Symbol("k", integer=True)
    given = Domain(Comparison(k, ">=", Integer(-2)), Comparison(gamma(k + 3), "==", one))
    rejects(given, unequal(k, -2), rest(), "no solver")
    rejects(Domain(Comparison(x, "==", Integer(-2))), Comparison(gamma(x + 3), "<=", zero), rest(), "no solver")


def test_inverse_functions_of_whole_numbers_may_be_0() -> None:
    """SymPy takes atan(k) to be irrational for every integer k, and gives |sgn(atan(k))| the value 1."""
    k = Symbol("k", integer=True)
    assert Abs(sign(atan(k))) != 1
    assert acos(k).is_zero is None
    assert asin(k).is_zero is not False
    rejects(NOWHERE, equal(Abs(sign(atan(k))), 1), Identity(), "not reduced")


def test_impossible_functions_prove_nothing() -> None:
    """No function is positive, strictly concave and increasing on all of R: its chord through 0 and -1 goes below 0 far to the left."""
    f = UndefinedFunction("f", real=True, properties=Properties(frozenset({"increasing", "concave", "positive"}), False, 1))
    slope = f(zero) - f(-one)
    far = -(f(zero) + 1) / slope - 1
    below = Instance("curved", f, (far, -one, zero), Instance("signed", f, (far,), rest()))
    left = Have(less(far, -1), rest(), below)
    proof = Instance("monotone", f, (-one, zero), Have(greater(slope, 0), rest(), Instance("signed", f, (zero,), left)))
    rejects(NOWHERE, false, proof, "no such function")


def test_the_attacks_attack() -> None:
    """The same proofs of true statements, with defined terms, are accepted."""
    fine = Integral(one, (x, y + z, y + z + 1))
    Kernel().check(Context.of(NOWHERE, [y, z]), equal(fine, 1), Antiderivative(fine, x, (), Known(), None, None, Known()))
    plain = Limit(exp(-E * x), x, oo, "-")
    Kernel().check(Context.of(NOWHERE), equal(plain, 0), LimitValue(plain, (), Decay(E, one, Known()), Known()))
    Kernel().check(Context.of(NOWHERE, [x]), less(normal_cdf(x), 1), Instance("normal_below_one", normal_cdf, (x,), Known()))
    allowed = Product(one / i**2, (i, 1, 5))
    Kernel().check(Context.of(NOWHERE, [x]), greater(allowed, 0), SignOfParts(allowed, ">", Known(), Known()))
