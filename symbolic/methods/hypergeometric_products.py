"""Comparisons that are quadratic in hyp0f1 once their denominators are cleared: by the signs of the coefficients of the power series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Integer, Mul, Pow

from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.special import unfold_special
from symbolic.language.special.bessel import MEANINGS, hyp0f1
from symbolic.language.statements import Comparison, Shape, Statement
from symbolic.methods.derivative_sign import signed_derivative
from symbolic.methods.interval_facts import prove_conditions
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget
from symbolic.trusted import proofs as rules
from symbolic.trusted.calculus import defined
from symbolic.trusted.context import Context
from symbolic.trusted.normal_form import TooLarge, is_zero, normal_form, normalised
from symbolic.trusted.rules.hypergeometric_series import ProductSeries, ProductTerm, early_goals, late_goal, statement_of

RELATIONS = {"<": True, ">": True, "<=": False, ">=": False}
MOST_TERMS = 40
HEADS = tuple(MEANINGS)
ONE = Integer(1)


@dataclass(frozen=True)
class Form:
    """A quadratic form: the two bases, the argument and the terms, up to a common factor."""

    b: Any
    c: Any
    x: Any
    terms: tuple[ProductTerm, ...]


@dataclass(frozen=True)
class HypergeometricProducts:
    """Reads the numerator of the goal as such a form, or minus it; for a shape, that of the derivative whose sign it takes."""

    name: str = "power series"
    rank: int = 21

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not any(term.has(*HEADS) for term in terms_of(goal) if hasattr(term, "has")):
            return None
        try:
            proof = _shape(problem, goal) if isinstance(goal, Shape) else by_series(problem.context, goal, problem.budget)
        except (NoDerivative, TooLarge):
            return None
        return None if proof is None else Found(proof=proof)


def _shape(problem: Problem, states: Shape) -> Any:
    terms, goal = signed_derivative(states)
    conditions = prove_conditions(problem.context, defined(problem.context, *terms), problem.budget)
    sign = by_series(problem.context, goal, problem.budget) if conditions is not None else None
    return None if conditions is None or sign is None else rules.ByDerivative(conditions, sign)


def by_series(context: Context, goal: Statement, budget: Budget) -> Any:
    """A proof of a comparison by the signs of coefficients, or None."""
    if not isinstance(goal, Comparison) or goal.relation not in RELATIONS:
        return None
    form = quadratic_form(context, evaluate_derivatives(unfold_special(goal.left - goal.right)))
    for candidate in () if form is None else (form, _negated(form)):
        node = _node(context, candidate, strict=RELATIONS[goal.relation], budget=budget)
        if node is not None:
            rest = prove(context.adding(statement_of(node)), goal, budget)
            if rest is not None:
                return replace(node, then=rest)
    return None


def _negated(form: Form) -> Form:
    return replace(form, terms=tuple(replace(t, coefficient=-t.coefficient) for t in form.terms))


def quadratic_form(context: Context, term: Any) -> Form | None:
    """The numerator of `term` as a quadratic form in hyp0f1 at one argument, without the factors that all its terms share."""
    quotient = normal_form(term, context.positive)
    monomials = quotient.terms()
    functions = sorted({a for _, powers in monomials for a in powers if isinstance(a, hyp0f1)}, key=str)
    if not functions or len(monomials) > MOST_TERMS or len({f.args[1] for f in functions}) != 1:
        return None
    x = functions[0].args[1]
    bases = _bases([f.args[0] for f in functions])
    if bases is None:
        return None
    found = []
    for coefficient, powers in monomials:
        pair = [f for f, times in powers.items() if isinstance(f, hyp0f1) for _ in range(times)]
        shifts = _shifts(pair, bases)
        if shifts is None:
            return None
        found.append((coefficient, {a: e for a, e in powers.items() if not isinstance(a, hyp0f1)}, shifts))
    terms = _in_powers_of(x, found)
    return None if terms is None else Form(*bases, x, terms)


def _bases(parameters: list[Any]) -> tuple[Any, Any] | None:
    """The least parameter, or the two least where they fall into two classes with whole differences."""
    classes: dict[Any, list[int]] = {}
    for p in parameters:
        first = next((other for other in classes if normalised(p - other).is_Integer), p)
        classes.setdefault(first, []).append(int(normalised(p - first)))
    least = [first + min(steps) for first, steps in classes.items()]
    return (least[0], least[-1]) if len(least) <= 2 else None


def _shifts(pair: list[Any], bases: tuple[Any, Any]) -> tuple[int, int] | None:
    """i and j of hyp0f1(b + i) hyp0f1(c + j)."""
    if len(pair) != 2:
        return None
    for first, second in (pair, pair[::-1]):
        i, j = normalised(first.args[0] - bases[0]), normalised(second.args[0] - bases[1])
        if i.is_Integer and j.is_Integer:
            return int(i), int(j)
    return None


def _in_powers_of(x: Any, found: list[tuple[Any, dict[Any, int], tuple[int, int]]]) -> tuple[ProductTerm, ...] | None:
    """Monomials as multiples of powers of x, itself a monomial, after a common factor is taken out."""
    quotient = normal_form(x)
    if len(quotient.terms()) != 1 or quotient.bottom() != 1:
        return None
    ((scale, powers_of_x),) = quotient.terms()
    common = {a: min(powers.get(a, 0) for _, powers, _ in found) for _, powers, _ in found for a in powers}
    terms = []
    for coefficient, powers, (i, j) in found:
        left = {a: e - common.get(a, 0) for a, e in powers.items()}
        n = min((left.get(a, 0) // e for a, e in powers_of_x.items()), default=0)
        rest = {a: e - n * powers_of_x.get(a, 0) for a, e in left.items()}
        terms.append(ProductTerm(Mul(coefficient / scale**n, *(Pow(a, e) for a, e in rest.items())), n, i, j))
    return _collected(terms)


def _collected(terms: list[ProductTerm]) -> tuple[ProductTerm, ...]:
    """Terms of the same kind added up."""
    kinds: dict[tuple[int, int, int], Any] = {}
    for t in terms:
        kinds[t.power, t.first, t.second] = Add(kinds.get((t.power, t.first, t.second), 0), t.coefficient)
    return tuple(ProductTerm(coefficient, *kind) for kind, coefficient in sorted(kinds.items()) if not is_zero(coefficient))


def _node(context: Context, form: Form, *, strict: bool, budget: Budget) -> ProductSeries | None:
    """The rule's node with its proofs of the signs of all coefficients."""
    for k in _strict_places(form) if strict else (None,):
        early = [prove(context, goal, budget) for goal in early_goals(form.b, form.c, form.terms, k)]
        if any(proof is None for proof in early):
            continue
        m, goal = late_goal(form.b, form.c, form.terms, symbols_of(context.facts, form.x, form.b, form.c))
        late = prove(context.with_symbols([m]), goal, budget)
        if late is not None:
            return ProductSeries(form.b, form.c, form.x, form.terms, k, tuple(early), late, None)
    return None


def _strict_places(form: Form) -> Iterator[int]:
    """The coefficients that may be the positive one."""
    goals = early_goals(form.b, form.c, form.terms, None)
    yield from (k for k, goal in enumerate(goals) if not is_zero(goal.left))


METHOD = HypergeometricProducts()
