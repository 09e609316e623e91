"""Steps of the search: instances where a goal fails, facts that are false at a glance, and limits on what is tried."""

import pytest
from sympy import Derivative, Integer, Integral, Symbol, exp, log

from symbolic.claims.claim import Claim
from symbolic.language.domain import Domain
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison, Equivalence
from symbolic.methods.closing import close
from symbolic.methods.portfolio import check
from symbolic.methods.primitives import primitive_of
from symbolic.methods.rewriting import without_derivatives
from symbolic.methods.state import Budget, State
from symbolic.trusted import normal_form
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel

x, y = Symbol("x", positive=True), Symbol("y", positive=True)
t = Symbol("t", real=True)
ZERO = Integer(0)


def test_an_equation_of_functions_settles_where_arguments_stand():
    same = Comparison(x - 1 - log(x), "==", ZERO)
    assert check(Claim("only at 1", Equivalence(same, Comparison(x, "==", Integer(1))), Domain())).verdict == "proved"
    assert check(Claim("not at 2", Equivalence(same, Comparison(x, "==", Integer(2))), Domain())).verdict == "refuted"


def test_a_fact_against_what_is_evident_ends_the_proof():
    context = Context.of(Domain(), (x, y)).adding(Comparison(x + y, "<=", ZERO))
    goal = Comparison(x, "==", y)
    proof = close(State(context, goal), Budget())
    assert proof is not None
    Kernel().check(context, goal, proof)


def test_common_factors_of_very_long_polynomials_are_not_looked_for(monkeypatch):
    monkeypatch.setattr(normal_form, "LARGEST_PAIR", 1)
    with pytest.raises(normal_form.TooLarge):
        normal_form.normal_form((x + y + 17) / (x - y + 19))


def test_a_derivative_under_a_binder_stays():
    bound = Integral(Derivative(exp(t), t), (t, 0, 1))
    context = Context.of(Domain(), (x,)).adding(Comparison(bound, ">", ZERO))
    following = without_derivatives(State(context, Comparison(x, ">", ZERO)))
    assert following is None or following.context.facts != context.facts


def test_no_long_search_for_primitives_that_lead_nowhere():
    assert primitive_of(exp(-t / 2) * log(hyp0f1(Integer(1), t)), t) is None
    assert primitive_of(t * exp(-(t**2)), t) is not None


def test_the_sign_of_an_integral_is_left_open():
    assert (Integral(exp(-(t**2)), (t, 0, 1)) - 1).is_positive is None
