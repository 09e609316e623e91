"""What can be said: statements keep what the author wrote, refuse what means nothing, and substitution means what it says."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Derivative,
    Function,
    I,
    Integer,
    Integral,
    Limit,
    Max,
    Rational,
    Sum,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    erf,
    exp,
    gamma,
    log,
    loggamma,
    oo,
    sin,
    sinh,
    sqrt,
    symbols,
    tan,
    tanh,
)

from symbolic.claims.claim import Claim
from symbolic.language import statements
from symbolic.language.differentiation import NoDerivative, derivative, evaluate_derivatives
from symbolic.language.domain import Domain, check_names, symbols_of
from symbolic.language.errors import ContradictoryAssumptions, LanguageError
from symbolic.language.functions import PROPERTIES, function, increasing_function, prime
from symbolic.language.meaning import Undefined, Unknown, ball, truth, value, working_precision
from symbolic.language.point import Point
from symbolic.language.predicates import kind_facts, substitute_statement, unfold
from symbolic.language.special import expm1, log1p, log1pmx
from symbolic.language.statements import (
    CLASSES,
    Comparison,
    Conjunction,
    approx,
    as_statement,
    assume,
    at_least,
    at_most,
    chain,
    comparison,
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
    nondecreasing,
    nonincreasing,
    unequal,
    within,
)
from symbolic.language.terms import as_term, bound_symbols, diff, free_symbols, integral, limit, substitute

laws = settings(deadline=None, derandomize=True, database=None, max_examples=60)

x, y, z, c, t = symbols("x y z c t", real=True)
a, b = symbols("a b", positive=True)
n = Symbol("n", integer=True, nonnegative=True)
f, h = increasing_function("f"), function("h")

EVERY_KIND = [
    equal(x, y),
    unequal(x, y),
    less(x, y),
    at_most(x, y),
    greater(x, y),
    at_least(x, y),
    chain(0, "<", x, "<=", y),
    conjunction(x < y, y < z),
    disjunction(x < y, y <= x),
    negation(x < y),
    implies(x < y, x <= y),
    iff(x < y, y > x),
    forall(c, at_least(c**2, 0)),
    exists([c, t], equal(c + t, x)),
    independent(x + y, z),
    increasing(x**3, x),
    decreasing(-x, x),
    nondecreasing(x, x),
    nonincreasing(-x, x),
    convex(x**2, x),
    concave(-(x**2), x),
    maximum(x - x**2, x, Rational(1, 2)),
    minimum(x**2, x, 0),
    approx(sympy.pi, Rational(314, 100), 3),
    within(sympy.pi, 3, Rational(1, 5)),
    finite(integral(h(t), (t, 0, 1))),
    increasing(f),
    *assume(h, "positive"),
]


def test_every_class_of_statement_has_a_constructor() -> None:
    assert {type(statement) for statement in EVERY_KIND} == set(CLASSES)


@pytest.mark.parametrize("statement", EVERY_KIND, ids=str)
def test_statements_are_frozen_values_that_print_as_written(statement: Any) -> None:
    assert as_statement(statement) is statement
    assert hash(statement) == hash(statement)
    assert str(statement)
    with pytest.raises(AttributeError):
        statement.anything = 1


def test_both_sides_stay_as_written() -> None:
    statement = equal((x + 1) ** 2, x**2 + 2 * x + 1)
    assert (statement.left, statement.right) == ((x + 1) ** 2, x**2 + 2 * x + 1)
    assert equal(Integer(2), 3).left == 2


@pytest.mark.parametrize("relation", statements.RELATIONS)
def test_relations_of_sympy_are_taken_as_written(relation: str) -> None:
    written = comparison(x, relation, y + 1)
    assert as_statement(sympy.Rel(x, y + 1, relation)) == written


@pytest.mark.parametrize(
    "build",
    [
        lambda: equal(0.5, x),
        lambda: less(x, 0.1 * y),
        lambda: within(x, 1, 1e-3),
        lambda: integral(0.5 * t, (t, 0, 1)),
        lambda: chain(0, "<", x, "<", 0.5),
    ],
)
def test_floats_are_refused_with_the_term_and_the_way_out(build: Any) -> None:
    with pytest.raises(LanguageError, match=r"`0\.\d+.*Rational"):
        build()


@pytest.mark.parametrize("relation", statements.RELATIONS)
def test_two_sides_that_are_the_same_say_nothing(relation: str) -> None:
    with pytest.raises(LanguageError, match=r"`x \+ y .* x \+ y` has the same term on both sides"):
        comparison(x + y, relation, y + x)


@pytest.mark.parametrize("value", [True, False, sympy.true, sympy.false, a > -1])
def test_what_sympy_has_decided_is_refused(value: Any) -> None:
    for build in (as_statement, negation, Domain, lambda v: conjunction(x < y, v)):
        with pytest.raises(LanguageError, match=r"`(True|False)`: SymPy has already decided"):
            build(value)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: equal(Symbol("q"), 1), "`q` has no kind"),
        (lambda: as_term(True), "`True` is a truth value"),
        (lambda: as_term("x"), "`x` is text"),
        (lambda: as_term(x < y), "not a real-valued term"),
        (lambda: as_term(sympy.zoo), "division by zero"),
        (lambda: as_term(sympy.nan), "division by zero"),
        (lambda: as_statement(x), "`x` is not a statement"),
        (lambda: comparison(x, "=", y), "`=` is not a comparison"),
        (lambda: increasing(x**2), "needs its variable"),
        (lambda: increasing(x**2, x + 1), "`x \\+ 1` is not a symbol"),
        (lambda: forall(x + 1, x < y), "`x \\+ 1` is not a symbol"),
        (lambda: conjunction(), "empty"),
        (lambda: chain(x, "<", y), "`chain` takes"),
        (lambda: chain(x, "<", y, "<"), "`chain` takes"),
        (lambda: approx(x, 1, 0), "`0` significant digits"),
        (lambda: assume(f, "rising"), "`rising` is not a property"),
        (lambda: function("f", "rising"), "`rising` is not a property"),
        (lambda: function("f", on="integers"), "`reals` or on the `positive`"),
        (lambda: function("f", "increasing", arity=2), "2 arguments"),
        (lambda: limit(x, x, 0, "up"), "`up` is not a direction"),
        (lambda: integral(n, (n, 0, 1)), "`n`, the variable of an integral"),
        (lambda: limit(a, a, -1), "`a`, the variable of a limit"),
    ],
)
def test_bad_input_is_refused_with_the_term(build: Any, message: str) -> None:
    with pytest.raises(LanguageError, match=message):
        build()


@pytest.mark.parametrize(
    "pair", [("increasing", "decreasing"), ("increasing", "nonincreasing"), ("decreasing", "nondecreasing"), ("concave", "convex")]
)
def test_no_function_has_opposite_properties(pair: tuple[str, str]) -> None:
    with pytest.raises(LanguageError, match=f"cannot be {pair[0]} and {pair[1]}|cannot be {pair[1]} and {pair[0]}"):
        function("f", *pair)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Domain(increasing(h), decreasing(h)).point(),
        lambda: Domain(decreasing(f)).point(),
        lambda: Domain(concave(h), convex(h)).point(),
    ],
)
def test_no_domain_has_opposite_properties(build: Any) -> None:
    with pytest.raises(LanguageError):
        build()


@pytest.mark.parametrize(
    ("properties", "axis"),
    [
        (("nondecreasing", "nonincreasing", "concave"), "reals"),
        (("nondecreasing", "nonincreasing", "convex"), "positive"),
        (("concave", "positive"), "reals"),
        (("concave", "nonnegative"), "reals"),
        (("concave", "decreasing", "positive"), "positive"),
    ],
)
def test_no_function_has_impossible_properties(properties: tuple[str, ...], axis: str) -> None:
    with pytest.raises(LanguageError):
        function("f", *properties, on=axis)


@pytest.mark.parametrize(
    "term",
    [I, I * x, sqrt(Integer(-2)), log(Integer(-1)), Symbol("e", even=True), Symbol("p", prime=True), Symbol("i", irrational=True)],
    ids=str,
)
def test_terms_are_real_and_of_the_kinds_that_the_library_knows(term: Any) -> None:
    with pytest.raises(LanguageError):
        as_term(term)


def test_a_limit_is_not_taken_over_whole_numbers_at_a_point() -> None:
    whole = Symbol("k", integer=True)
    with pytest.raises(LanguageError):
        limit(cos(2 * sympy.pi * whole), whole, Rational(1, 2))


@pytest.mark.parametrize(
    "things",
    [
        (Symbol("x", real=True) + Symbol("x", positive=True),),
        (Symbol("x", real=True), less(Symbol("x", positive=True), 1)),
        (h(x), function("h", "increasing")(x)),
        (Symbol("h", real=True), h(x)),
        (integral(Symbol("x", positive=True), (Symbol("x", positive=True), 1, 2)), x),
    ],
    ids=["kinds", "statements", "functions", "symbol and function", "bound variable"],
)
def test_one_name_stands_for_one_thing(things: tuple[Any, ...]) -> None:
    with pytest.raises(LanguageError, match=r"stands for two different things"):
        check_names(*things)


def test_a_claim_uses_its_names_for_one_thing() -> None:
    with pytest.raises(LanguageError, match=r"`x` stands for two different things"):
        Claim(says="", given=Domain(less(x, 7)), states=less(Symbol("x", positive=True), 9))


def test_a_chain_is_the_conjunction_of_its_steps() -> None:
    assert chain(0, "<", x, "<=", y, "!=", z) == Conjunction((less(0, x), at_most(x, y), unequal(y, z)))


def test_domains_combine() -> None:
    first, second = Domain(x < y, increasing(h)), Domain(y < z, x < y)
    both = first & second
    assert both.assumptions == (*first.assumptions, less(y, z))
    assert (first & Domain()) == first
    assert both.relations == (less(x, y), less(y, z))
    assert all(name in both.properties(h) for name in ("increasing", "nondecreasing"))
    assert "concave" not in both.properties(h)
    assert Domain(conjunction(x < y, conjunction(y < z))) == Domain(x < y, y < z)
    assert Domain(chain(x, "<", y, "<", z)) == Domain(x < y, y < z) == Domain([x < y], (y < z,)) == Domain(Domain(x < y), y < z)


def test_a_contradictory_domain_is_an_error_that_shows_the_assumptions() -> None:
    with pytest.raises(ContradictoryAssumptions, match=r"`x < y`, `y < x`.*contradiction"):
        Domain(x < y, y < x).point()
    with pytest.raises(ContradictoryAssumptions):
        Domain(less(a, 0)).point()
    with pytest.raises(ContradictoryAssumptions):
        Domain(x < y, greater(f(x), f(y))).point()


@pytest.mark.parametrize("domain", [Domain(), Domain(x < y, y < z), Domain(greater(f(x), f(y))), Domain(equal(n, 2), a < n)], ids=str)
def test_a_domain_knows_a_point_of_its_own(domain: Domain) -> None:
    point = domain.point()
    assert all(truth(assumption, point) for assumption in domain.relations)


def test_a_narrow_domain_is_not_contradictory() -> None:
    assert Domain(x > 1, x < Rational(1001, 1000)).point()


# What the predicates mean.


def second(symbol: Any) -> Any:
    return Symbol(f"{symbol.name}_prime", **symbol.assumptions0)


@pytest.mark.parametrize(
    ("statement", "relation"),
    [(increasing(x * y, x), "<"), (decreasing(x * y, x), ">"), (nondecreasing(x * y, x), "<="), (nonincreasing(x * y, x), ">=")],
    ids=str,
)
def test_a_monotone_expression_compares_two_admissible_points_in_order(statement: Any, relation: str) -> None:
    (obligation,) = unfold(Domain(x < y), statement)
    assert obligation.goal == Comparison(x * y, relation, second(x) * y)
    assert set(obligation.given.relations) == {less(x, y), less(second(x), y), less(x, second(x))}


def test_independence_compares_two_admissible_points_in_any_order() -> None:
    (obligation,) = unfold(Domain(a < y), independent(a * y, a))
    assert obligation.goal == equal(a * y, second(a) * y)
    assert set(obligation.given.relations) == {less(a, y), less(second(a), y)}
    assert second(a).is_positive


def test_a_curved_expression_is_compared_with_its_chords() -> None:
    (obligation,) = unfold(Domain(), convex(x**2, x))
    (weight,) = (s for s in symbols_of(obligation.goal) if s.name.startswith("weight"))
    point = Point({x: Fraction(0), second(x): Fraction(4), weight: Fraction(1, 4)})
    assert obligation.goal.relation == "<"
    assert value(obligation.goal.left, point) == 1
    assert value(obligation.goal.right, point) == 4
    assert all(truth(assumption, point) for assumption in obligation.given.relations)
    (mirrored,) = unfold(Domain(), concave(x**2, x))
    assert mirrored.goal == Comparison(obligation.goal.left, ">", obligation.goal.right)


def test_an_extremum_is_admissible_and_beats_every_other_value() -> None:
    *allowed, best = unfold(Domain(a < b), maximum(a - a**2, a, b / 2))
    assert {greater(b / 2, 0), less(b / 2, b)} <= {obligation.goal for obligation in allowed}
    assert best.goal == less(a - a**2, b / 2 - b**2 / 4)
    assert unequal(a, b / 2) in best.given.relations
    assert unfold(Domain(), minimum(x**2, x, 0))[-1].goal == greater(x**2, 0)
    with pytest.raises(LanguageError, match="must not depend"):
        unfold(Domain(), maximum(x, x, x + 1))
    with pytest.raises(LanguageError, match="integer"):
        unfold(Domain(), maximum(n - n**2, n, Rational(1, 2)))


def test_what_is_no_predicate_means_itself() -> None:
    (obligation,) = unfold(Domain(x < y), less(x, z))
    assert (obligation.given, obligation.goal) == (Domain(x < y), less(x, z))


def test_there_is_no_chord_between_whole_numbers() -> None:
    k = Symbol("k", integer=True)
    with pytest.raises(LanguageError, match="integer"):
        unfold(Domain(), convex(k**2, k))


def test_kinds_are_facts() -> None:
    kinds = [a, Symbol("q", negative=True), Symbol("w", nonzero=True, real=True), n, x, Symbol("v", nonpositive=True)]
    assert [fact.relation for fact in kind_facts(kinds)] == [">", "<", "!=", ">=", "<="]


# Substitution.

leaves = st.sampled_from([x, y, z, Integer(2), Rational(-1, 3), x + y, x * z])
plain = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda p, q: p + q, inner, inner),
        st.builds(lambda p, q: p * q, inner, inner),
        st.builds(lambda p: p**2, inner),
        st.builds(Abs, inner),
        st.builds(Max, inner, inner),
    ),
    max_leaves=6,
)
small = st.fractions(-4, 4, max_denominator=4)


def at(**values: Fraction) -> Point:
    return Point({{"x": x, "y": y, "z": z}[name]: number for name, number in values.items()})


@laws
@given(plain, plain, plain, small, small, small)
def test_to_substitute_and_evaluate_is_to_evaluate_at_the_values(
    term: Any, for_x: Any, for_y: Any, p: Fraction, q: Fraction, r: Fraction
) -> None:
    here = at(x=p, y=q, z=r)
    there = at(x=value(for_x, here), y=value(for_y, here), z=r)
    assert value(substitute(term, {x: for_x, y: for_y}), here) == value(term, there)


def by_hand(term: Any, point: Point) -> Fraction:
    """The value of polynomials under sums, and under integrals over [lower, upper] by exact summation of monomials."""
    if isinstance(term, Sum):
        variable, lower, upper = term.limits[0]
        first, last = (int(by_hand(end, point)) for end in (lower, upper))
        return sum((by_hand(term.function, Point({**point.values, variable: Fraction(i)})) for i in range(first, last + 1)), Fraction(0))
    if isinstance(term, Integral):
        variable, lower, upper = term.limits[0]
        inner = sympy.Poly(sympy.expand(term.function), variable)
        ends = [by_hand(end, point) for end in (lower, upper)]
        pieces = ((by_hand(coefficient, point), power + 1) for (power,), coefficient in inner.terms())
        return sum((coefficient * (ends[1] ** k - ends[0] ** k) / k for coefficient, k in pieces), Fraction(0))
    if isinstance(term, Limit):
        inner, variable, place, _ = term.args
        return by_hand(inner, Point({**point.values, variable: by_hand(place, point)}))
    if term.is_Add:
        return sum((by_hand(part, point) for part in term.args), Fraction(0))
    if term.is_Mul:
        product = Fraction(1)
        for part in term.args:
            product *= by_hand(part, point)
        return product
    found = value(term, point)
    assert isinstance(found, Fraction)
    return found


polynomial = st.recursive(
    st.sampled_from([x, y, z, t, Integer(2), x * t, y + t]),
    lambda inner: st.one_of(st.builds(lambda p, q: p + q, inner, inner), st.builds(lambda p, q: p * q, inner, inner)),
    max_leaves=4,
)
binders = st.sampled_from(
    [
        lambda body: Integral(body, (t, x, y)),
        lambda body: Integral(body, (x, t, z)),
        lambda body: Limit(body, t, x, "+-"),
        lambda body: Limit(body, x, y, "+-"),
        lambda body: Sum(body, (Symbol("i", integer=True), 0, 2)),
        lambda body: x * Integral(body, (y, 0, t)),
    ]
)


@laws
@given(binders, polynomial, polynomial, polynomial, st.tuples(small, small, small, small))
def test_substitution_captures_nothing_and_moves_no_bound_variable(binder: Any, body: Any, for_x: Any, for_t: Any, numbers: Any) -> None:
    here = Point(dict(zip((x, y, z, t), numbers, strict=True)))
    there = Point({**here.values, x: by_hand(for_x, here), t: by_hand(for_t, here)})
    term = binder(body)
    assert by_hand(substitute(term, {x: for_x, t: for_t}), here) == by_hand(term, there)


@pytest.mark.parametrize(
    ("statement", "mapping", "expected"),
    [
        (forall(c, c < x), {x: y}, forall(c, c < y)),
        (forall(c, c < x), {c: y}, forall(c, c < x)),
        (exists(c, equal(c, x)), {x: c + 1}, exists(second(c), equal(second(c), c + 1))),
        (forall([c, t], c < t + x), {x: c * t}, forall([second(c), second(t)], second(c) < second(t) + c * t)),
        (forall(c, exists(t, equal(t, c + x))), {x: t}, forall(c, exists(second(t), equal(second(t), c + t)))),
        (increasing(x * y, x), {y: z}, increasing(x * z, x)),
    ],
    ids=str,
)
def test_quantifiers_capture_nothing(statement: Any, mapping: Any, expected: Any) -> None:
    assert substitute_statement(statement, mapping) == expected


@laws
@given(plain, plain, small, small, small)
def test_statements_substitute_as_their_terms(left: Any, right: Any, p: Fraction, q: Fraction, r: Fraction) -> None:
    here = at(x=p, y=q, z=r)
    there = at(x=value(right, here), y=q, z=r)
    statement = disjunction(Comparison(left, "<", right), negation(implies(Comparison(left, "<=", z), Comparison(right, "!=", y))))
    assert truth(substitute_statement(statement, {x: right}), here) == truth(statement, there)


def test_integrals_over_several_variables_at_once_are_refused() -> None:
    with pytest.raises(LanguageError, match="several variables"):
        as_term(Integral(x, (x, 0, y), (y, 0, 1)))


def test_bound_variables_are_not_free() -> None:
    assert free_symbols(Integral(x * t, (t, 0, t))) == {x, t}
    assert free_symbols(Integral(x * t, (t, 0, 1))) == {x}
    assert free_symbols(Limit(x * t, t, y, "+")) == {x, y}
    assert bound_symbols(Limit(x * t, t, y, "+")) == {t}
    assert symbols_of(forall(c, less(c, x))) == [x]


def test_a_derivative_is_taken_before_its_variable_gets_a_value() -> None:
    assert evaluate_derivatives(substitute(diff(x**3, x), {x: Integer(2)})) == 12
    assert evaluate_derivatives(substitute(diff(h(x), x), {x: y**2})) == prime(h)(y**2)
    with pytest.raises(LanguageError, match="evaluate the derivative first"):
        substitute(diff(y * x, x), {y: x})


# Derivatives.

CALCULUS = [
    exp(x),
    log(a),
    sin(x),
    cos(x),
    tan(x),
    sinh(x),
    cosh(x),
    tanh(x),
    asin(x / 9),
    acos(x / 9),
    atan(x),
    asinh(x),
    acosh(2 + x**2),
    atanh(x / 9),
    erf(x),
    gamma(a),
    loggamma(a),
    log1p(a),
    expm1(x),
    log1pmx(a),
    a**x,
    x**5,
    sqrt(a),
    a ** Rational(-4, 3),
    (1 + a) ** (x + a),
]


@pytest.mark.parametrize("outer", CALCULUS, ids=str)
def test_derivatives_agree_with_sympy_and_with_difference_quotients(outer: Any) -> None:
    for inner_x, inner_a in ((x, a), (x**2 / 5, a * x**2 + a), (sin(x), 1 / a)):
        term = substitute(outer, {x: inner_x, a: inner_a})
        for variable in (x, a):
            slope = derivative(term, variable)
            theirs = sympy.diff(term, variable)
            for place in ({x: Fraction(2, 3), a: Fraction(3, 2)}, {x: Fraction(-3, 2), a: Fraction(1, 3)}):
                _same_number(slope, theirs, place)
                _is_slope(term, variable, slope, place)


def _same_number(ours: Any, theirs: Any, place: Any) -> None:
    numbers = [sympy.N(term.subs({s: sympy.Rational(v.numerator, v.denominator) for s, v in place.items()}), 30) for term in (ours, theirs)]
    assert abs(numbers[0] - numbers[1]) <= Rational(1, 10**20) * (1 + abs(numbers[1]))


def _is_slope(term: Any, variable: Any, slope: Any, place: Any) -> None:
    step = Fraction(1, 2**40)
    try:
        with working_precision(256):
            ahead, behind = (ball(value(term, Point({**place, variable: place[variable] + s}))) for s in (step, -step))
            quotient, exact = (ahead - behind) / ball(2 * step), ball(value(slope, Point(place)))
            assert abs(quotient - exact) < ball(step) * (1 + abs(exact))
    except (Undefined, Unknown):
        return


@laws
@given(plain.filter(lambda term: not term.has(Abs, Max)), st.integers(1, 3))
def test_derivatives_of_polynomials_are_those_of_sympy(term: Any, order: int) -> None:
    assert sympy.expand(derivative(term, x, order) - sympy.diff(term, x, order)) == 0


def test_derivatives_of_uninterpreted_functions_follow_the_chain_rule() -> None:
    assert derivative(h(x**2), x) == 2 * x * prime(h)(x**2)
    assert derivative(h(x**2), x, 2) == 2 * prime(h)(x**2) + 4 * x**2 * prime(h, 2)(x**2)
    assert derivative(prime(h)(x), x) == prime(h, 2)(x)
    assert derivative(h(y), x) == 0


def test_integrals_are_not_differentiated_without_conditions() -> None:
    for integral_term in (Integral(h(t), (t, x, x**2)), Integral(h(t * x), (t, 0, 1)), Integral(sympy.floor(t), (t, 0, x))):
        with pytest.raises(NoDerivative):
            derivative(integral_term, x)
    assert derivative(Integral(t * exp(-t), (t, x, oo)), x) == -x * exp(-x)


@pytest.mark.parametrize(
    "term",
    [Abs(x), Max(x, y), sympy.floor(x), sympy.sign(x), sympy.Piecewise((x, x > 0), (0, True)), Function("q", real=True)(x, y)],
    ids=str,
)
def test_where_there_may_be_a_kink_there_is_no_derivative(term: Any) -> None:
    with pytest.raises(NoDerivative):
        derivative(term, x)
    assert derivative(term, z) == 0


def test_every_property_can_be_declared_and_assumed() -> None:
    for name in PROPERTIES:
        assert name in Domain(assume(h, name)).properties(h)
        assert name in function("q", name).properties
        assert Derivative(function("q", name)(x), x) == diff(function("q", name)(x), x)
