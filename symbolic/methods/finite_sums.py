"""Values of finite sums and products: those of the table of `trusted.rules.finite_sums`, and sums by a primitive difference."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import sympy
from sympy import Integer, Mul, Product, Sum, binomial, expand, gamma, pi, sin

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods.equations import established, prove_equal
from symbolic.methods.series import primitive_difference
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.axioms import NotApplicable
from symbolic.trusted.conditions import within_range
from symbolic.trusted.definedness import undefined
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.finite_sums import VALUES, KnownRange, Telescoping, telescoping_value

ONE, ZERO = Integer(1), Integer(0)
Match = tuple[str, tuple[Any, ...], Any]


def with_values(state: State, budget: Any) -> State | None:
    """The state in which one finite sum or product of the goal has been replaced by its value; None where none is found."""
    for term in _ranges(state.goal):
        for attempt in (_by_table, _by_telescoping):
            following = attempt(state, term, budget)
            if following is not None:
                return following
    return None


def _ranges(goal: Any) -> list[Any]:
    found = {r for term in terms_of(goal) if not isinstance(term, type) for r in term.atoms(Sum, Product)}
    finite = [r for r in found if len(r.limits[0]) == 3 and r.limits[0][1].is_integer and r.limits[0][2].is_integer]
    known = set(symbols_of(goal))
    return sorted((r for r in finite if free_symbols(r) <= known and not r.limits[0][2].is_infinite), key=lambda r: (len(str(r)), str(r)))


def _learned(state: State, term: Any, value: Any, wrap: Any) -> State:
    learned = state.learn((Comparison(term, "==", value),), wrap)
    return learned.replace(term, value, lambda then: rules.Rewrite(term, value, then))


def _inner(state: State, term: Any, *others: Any) -> tuple[Any, Any]:
    fresh, facts = within_range(term, symbols_of(state.context.facts, state.goal, *others))
    return state.context.with_symbols([fresh]).adding(*facts), fresh


def _by_table(state: State, term: Any, budget: Any) -> State | None:
    for name, arguments, factor in _matches(term):
        try:
            known = VALUES[name](*arguments)
        except NotApplicable:
            continue
        following: State | None = state
        for premise in known.premises:
            following = established(following, premise, budget) if following is not None else None
        _, lower, upper = term.limits[0]
        if following is None or any(following.context.relation(a - b) != "==" for a, b in ((lower, known.lower), (upper, known.upper))):
            continue
        if undefined(following.context, factor, known.value, *arguments) is not None:
            continue
        inner, fresh = _inner(following, term)
        part = substitute(term.function, {term.limits[0][0]: fresh})
        same = prove_equal(inner, part, factor * known.part(fresh), budget)
        if same is not None:
            wrap = partial(KnownRange, term, factor, name, arguments, same)
            return _learned(following, term, factor * known.value, wrap)
    return None


def _matches(term: Any) -> Iterator[Match]:
    variable, lower, upper = term.limits[0]
    k = sympy.Symbol("index", integer=True, nonnegative=True)
    body = substitute(term.function, {variable: k})
    if isinstance(term, Sum):
        yield from _binomial_sums(body, k, upper)
    else:
        yield from _products(body, k, lower, upper)


def _binomial_sums(body: Any, k: Any, n: Any) -> Iterator[Match]:
    coefficients = [part for part in Mul.make_args(body) if isinstance(part.as_base_exp()[0], binomial)]
    rest = Mul(*(part for part in Mul.make_args(body) if part not in coefficients))
    if len(coefficients) == 1 and coefficients[0] == binomial(n, k):
        yield from _moments(rest, k, n)
    if len(coefficients) == 1 and coefficients[0] == binomial(n, k) ** 2 and k not in free_symbols(rest):
        yield "binomial squares", (n,), rest
    if len(coefficients) == 2 and k not in free_symbols(rest):
        for first, second in (coefficients, coefficients[::-1]):
            if isinstance(first, binomial) and isinstance(second, binomial) and first.args[1] == k and expand(second.args[1] + k - n) == 0:
                yield "Vandermonde", (first.args[0], second.args[0], n), rest


def _moments(rest: Any, k: Any, n: Any) -> Iterator[Match]:
    """x^k y^(n-k) times a falling factorial of k."""
    x, y, factor, polynomial = ONE, ONE, ONE, ONE
    for part in Mul.make_args(rest):
        base, exponent = part.as_base_exp()
        if k not in free_symbols(part):
            factor *= part
        elif k not in free_symbols(base):
            slope = expand(exponent).coeff(k, 1)
            constant = expand(exponent - slope * k)
            if slope == -1 and expand(constant - n) == 0:
                y *= base
            elif slope.is_Integer:
                x *= base**slope
                factor *= base**constant
            else:
                return
        else:
            polynomial *= part
    if not polynomial.is_polynomial(k):
        return
    degree = int(sympy.degree(polynomial, k)) if k in free_symbols(polynomial) else 0
    falling = sympy.expand_func(sympy.ff(k, degree))
    ratio = sympy.cancel(polynomial / falling)
    if k not in free_symbols(ratio):
        yield "binomial moment", (n, x, y, Integer(degree)), factor * ratio


def _products(body: Any, k: Any, lower: Any, upper: Any) -> Iterator[Match]:
    n = upper + 1
    if isinstance(body, sin | gamma):
        start = sympy.cancel(body.args[0] - k * (pi if isinstance(body, sin) else 1) / n)
        if k in free_symbols(start):
            return
        name = "sines" if isinstance(body, sin) else "gammas"
        if lower == 1 and start == 0:
            yield f"{name} from one", (n,), ONE
        elif lower == 0:
            yield name, (n, start), ONE


def _by_telescoping(state: State, term: Any, budget: Any) -> State | None:
    if not isinstance(term, Sum):
        return None
    variable, lower, upper = term.limits[0]
    if free_symbols(upper) & free_symbols(term.function) - {variable} and term.function.has(binomial):
        return None
    antidifference = primitive_difference(term.function, variable)
    if antidifference is None:
        return None
    following = established(state, Comparison(upper + 1, ">=", lower), budget)
    for denominator in _denominators(antidifference, variable):
        following = established(following, Comparison(denominator, "!=", ZERO), budget) if following is not None else None
    if following is None:
        return None
    try:
        inner, fresh = _inner(following, term, antidifference)
        here, after = (substitute(antidifference, {variable: place}) for place in (fresh, fresh + 1))
        ends = [substitute(antidifference, {variable: place}) for place in (lower, upper + 1)]
        if undefined(inner, here, after) is not None or undefined(following.context, *ends) is not None:
            return None
        same = prove_equal(inner, substitute(term.function, {variable: fresh}), after - here, budget)
    except (TooLarge, ZeroDivisionError):
        return None
    if same is None:
        return None
    return _learned(following, term, telescoping_value(term, antidifference), partial(Telescoping, term, antidifference, same))


def _denominators(term: Any, variable: Any) -> list[Any]:
    """Factors of the denominator that are free of the index."""
    _, bottom = sympy.fraction(sympy.together(term))
    factors = Mul.make_args(sympy.factor(bottom))
    return [f.as_base_exp()[0] for f in factors if not f.is_Rational and variable not in free_symbols(f)]


__all__ = ["with_values"]
