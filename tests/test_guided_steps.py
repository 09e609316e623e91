"""How steps are taken in turn, where they help besides the claim itself, and that what they say is remembered."""

from sympy import exp, log, sqrt, symbols

from symbolic import ERROR, PROVED, Claim, Domain, at_least, check, equal, greater, increasing, integral, less, maximum
from symbolic.essays.fingerprint import fingerprint
from symbolic.methods.guided import BySum, Guided, Property, Prove, SameIntegrand
from symbolic.methods.state import Budget, State
from symbolic.trusted.context import Context

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
    by_squares = BySum((x**2 - y) ** 2, (x - 1) ** 2)
    inner = x**4 - 2 * x**2 * y + y**2 + x**2 - 2 * x + 1
    state = State(Context.of(Domain(), [x, y]), at_least(inner, 0))
    astray, gap = Prove(greater(x, 0)), Prove(at_least(inner, 0), by_squares)
    for by in (Guided(gap), Guided(astray, gap), Guided(defined=by_squares), Guided(astray, defined=by_squares)):
        assert by.condition(state, Budget()) is not None
    for by in (Guided(), Guided(astray), Guided(gap, defined=()), Guided(by_squares)):
        assert by.condition(state, Budget()) is None
    defined = less(sqrt(inner), sqrt(inner) + 1)
    assert check(Claim("It is defined.", defined, by=Guided(defined=by_squares))).verdict == PROVED
    assert check(Claim("It is not.", less(sqrt(inner - 1), sqrt(inner - 1) + 1), by=Guided(defined=by_squares))).verdict == ERROR


def test_a_step_that_cannot_be_taken_ends_the_proof_though_the_search_would_find_one() -> None:
    assert check(Claim("Plain.", greater(p + 1, 0))).verdict == PROVED
    assert check(Claim("Led astray.", greater(p + 1, 0), by=Guided(Prove(greater(p, 1))))).verdict != PROVED


def test_guided_claims_are_remembered_by_their_steps() -> None:
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
