"""How steps are taken in turn, where they help besides the claim itself, and that what they say is remembered."""

from sympy import Symbol, exp, log, sqrt, symbols

from symbolic import PROVED, Claim, Domain, at_least, check, equal, greater, increasing, integral, maximum
from symbolic.essays.fingerprint import fingerprint
from symbolic.methods.guided import BySum, Guided, Property, Prove, SameIntegrand, Suppose

x, y = symbols("x y", real=True)
p, k = symbols("p k", positive=True)


def test_shapes_are_led_by_the_sign_of_a_derivative() -> None:
    by = Guided(Property("monotone", sqrt, (1, p)))
    assert check(Claim("True.", increasing(log(sqrt(p) - 1), p), Domain(p > 1), by=by)).verdict == PROVED
    assert check(Claim("False.", increasing(p - 3 * log(sqrt(p) - 1), p), Domain(p > 1), by=by)).verdict != PROVED


def test_other_predicates_are_led_by_what_they_mean() -> None:
    by = Guided(Property("tangent", exp, (p - 1,)), BySum((p, exp(p - 1) - p)))
    assert check(Claim("Not by that sum.", maximum(-p * exp(-p), p, 1), by=by)).verdict != PROVED
    tangent = Guided(Property("tangent", log, (p / k,)))
    assert check(Claim("True.", maximum(log(p / k) - p / k, p, k), by=tangent)).verdict == PROVED


def test_steps_help_to_show_that_terms_are_defined() -> None:
    u = Symbol("u", real=True)
    states = at_least(sqrt(exp(u) - 1 - u), 0)
    assert check(Claim("By its own steps.", states, by=Guided(Property("tangent", exp, (u,))))).verdict == PROVED
    named = Guided(defined=Property("tangent", exp, (u,)))
    assert check(Claim("By steps for this alone.", states, by=named)).verdict == PROVED
    assert check(Claim("By none.", at_least(sqrt(exp(u) - 2 - u), 0), by=named)).verdict != PROVED


def test_a_step_that_cannot_be_taken_ends_the_proof_though_the_search_would_find_one() -> None:
    assert check(Claim("Plain.", greater(p + 1, 0))).verdict == PROVED
    assert check(Claim("Led astray.", greater(p + 1, 0), by=Guided(Prove(greater(p, 1))))).verdict != PROVED


def test_guided_claims_are_remembered_unless_their_steps_are_functions() -> None:
    whole = integral(x, (x, 0, 1))
    claims = [
        Claim("", equal(whole, 1), by=Guided(*steps, defined=defined))
        for steps, defined in (
            ((), None),
            ((SameIntegrand(whole, x),), None),
            ((SameIntegrand(whole, 2 * x),), None),
            ((SameIntegrand(whole, x, Prove(greater(x, 0))),), None),
            ((SameIntegrand(whole, x),), ()),
        )
    ]
    found = [fingerprint(claim) for claim in claims]
    assert None not in found
    assert len(set(found)) == len(claims)
    assert fingerprint(Claim("", equal(whole, 1), by=Guided(Suppose(lambda name: ())))) is None
