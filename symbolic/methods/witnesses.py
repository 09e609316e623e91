"""Goals "there is": values to try, read off what the goal asks of them; facts "there is": names for what there is.

An equation that can be solved for the variable gives its solutions, bounds give what lies between or beyond them, functions the
arguments at which something is known. Each is tried as an ordinary goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice, product
from typing import Any

from sympy import Add, Integer, Max, Min, Mul, Pow, Rational, exp, linsolve, log, sqrt
from sympy.core.function import AppliedUndef
from sympy.solvers.solveset import NonlinearError

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.errors import LanguageError
from symbolic.language.predicates import substitute_statement
from symbolic.language.special.roots import real_root
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Negation,
    Quantified,
    Statement,
)
from symbolic.language.terms import free_symbols
from symbolic.methods.instances import kind_fits
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import Context
from symbolic.trusted.definedness import undefined
from symbolic.trusted.normal_form import TooLarge
from symbolic.trusted.rules.existence import Choose, Witness, chosen

ZERO, ONE = Integer(0), Integer(1)
MOST_TRIED = 24
MOST_FOR_ONE = 12  # values of one variable where there are several
DEEPEST_PEEL = 5


def witness(context: Context, goal: Quantified, budget: Budget, depth: int) -> Any:
    """A proof of a goal "exists" by a value for each variable; None when none of those tried is shown to do."""
    from symbolic.methods.search import prove

    state = _with_names(State(context, goal))
    context = state.context
    for values in islice(_candidates(context, goal), MOST_TRIED):
        instance = substitute_statement(goal.body, dict(zip(goal.variables, values, strict=True)))
        try:
            if undefined(context, *values) is not None:
                continue
            found = prove(context, instance, replace(budget, combinations=min(budget.combinations, 120)), depth + 1)
        except (LanguageError, TooLarge, ZeroDivisionError):
            continue
        if found is not None:
            return state.finish(Witness(tuple(values), found))
    return None


def _with_names(state: State) -> State:
    """What the facts say that there is, with names; facts of the form "for all, there is" at what the goal compares with."""
    goal = state.goal
    assert isinstance(goal, Quantified)
    bounds = [side for part in _comparisons(goal.body) for side in (part.left, part.right) if not free_symbols(side) & set(goal.variables)]
    places = list(dict.fromkeys([*bounds, *symbols_of(goal)]))[:3]
    for fact in state.context.facts:
        if isinstance(fact, Quantified) and fact.quantifier == "forall" and len(fact.variables) == 1 and isinstance(fact.body, Quantified):
            for place in places:
                if kind_fits(state.context, fact.variables[0], place):
                    instance = substitute_statement(fact.body, {fact.variables[0]: place})
                    state = state.learn((instance,), partial(rules.Specialise, fact, (place,)))
    following = named(state)
    while following is not None:
        state, following = following, named(following)
    return state


def named(state: State) -> State | None:
    """The state in which what a fact "exists" speaks of has a name; None where there is no such fact."""
    for fact in state.context.facts:
        if isinstance(fact, Quantified) and fact.quantifier == "exists":
            names = chosen(state.context, state.goal, fact)
            rest = tuple(f for f in state.context.facts if f != fact)
            context = replace(state.context, facts=rest).with_symbols(names.values()).adding(substitute_statement(fact.body, names))
            return State(context, state.goal, (*state.wraps, partial(Choose, fact)))
    return None


def _candidates(context: Context, goal: Quantified) -> Iterator[tuple[Any, ...]]:
    others = [s for s in symbols_of(goal, context.facts) if s not in goal.variables]
    arguments = _arguments(context, goal)
    if len(goal.variables) == 1:
        (variable,) = goal.variables
        for value in dict.fromkeys([*_values(goal.body, variable), *arguments, ZERO, ONE, -ONE, Integer(2), *others[:4]]):
            if variable not in free_symbols(value):
                yield (value,)
        return
    yield from _of_linear_equations(goal)
    pool = list(dict.fromkeys([ZERO, ONE, -ONE, *others[:3], *arguments[:3]]))
    for variable in goal.variables:  # one solved for the others, which take simple values
        rest = [v for v in goal.variables if v != variable]
        for chosen_values in islice(product(pool, repeat=len(rest)), MOST_FOR_ONE):
            place = dict(zip(rest, chosen_values, strict=True))
            for value in islice(_values(substitute_statement(goal.body, place), variable), 3):
                yield tuple(value if v == variable else place[v] for v in goal.variables)
    yield from product(pool, repeat=len(goal.variables))


def _of_linear_equations(goal: Quantified) -> Iterator[tuple[Any, ...]]:
    """The solution of the equations that are asked for, where they are linear and have one."""
    equations = [part.left - part.right for part in _comparisons(goal.body) if part.relation == "=="]
    try:
        solutions = linsolve(equations, *goal.variables) if equations else ()
    except (NonlinearError, ValueError):
        return
    for solution in solutions:
        yield tuple(value.subs(dict.fromkeys(goal.variables, ZERO)) for value in solution)


def _arguments(context: Context, goal: Quantified) -> list[Any]:
    terms = [t for t in terms_of([goal.body, *context.facts]) if not isinstance(t, type)]
    found = [argument for t in terms for a in sorted(t.atoms(AppliedUndef), key=str) for argument in a.args]
    return list(dict.fromkeys(found))[:8]


def _values(body: Statement, variable: Any) -> Iterator[Any]:
    """Solutions of the equations that are asked for, then what lies between or beyond the bounds."""
    below: list[Any] = []
    above: list[Any] = []
    for part in _comparisons(body):
        solutions = list(solved(part.left - part.right, variable))
        if part.relation in ("==", "<=", ">="):
            yield from solutions
        slope = _slope(part.left - part.right, variable)
        if slope is not None and solutions and part.relation not in ("==", "!="):
            (below if (part.relation in (">", ">=")) == (slope > 0) else above).append(solutions[0])
        elif part.relation != "==":
            yield from (root + step for root in solutions[:2] for step in (ONE, -ONE))
    lowest = Max(*below) if below else None
    highest = Min(*above) if above else None
    if lowest is not None and highest is not None:
        yield (lowest + highest) / 2
    if lowest is not None:
        yield lowest + 1
    if highest is not None:
        yield highest - 1


def _comparisons(body: Statement) -> Iterator[Comparison]:
    if isinstance(body, Comparison):
        yield body
    elif isinstance(body, Conjunction | Disjunction):
        for part in body.parts:
            yield from _comparisons(part)
    elif isinstance(body, Negation) and negate(body.part) != body:
        yield from _comparisons(negate(body.part))
    elif isinstance(body, Implication):
        yield from _comparisons(body.conclusion)
    elif isinstance(body, Equivalence):
        yield from (*_comparisons(body.left), *_comparisons(body.right))


def _slope(term: Any, variable: Any) -> Any:
    """A rational slope of an affine term."""
    slope = term.diff(variable)
    return slope if slope.is_Rational and slope != 0 else None


def solved(term: Any, variable: Any, depth: int = 0) -> Iterator[Any]:
    """Values at which `term` is 0: by the quadratic formula, or by undoing one function after another."""
    term = term.expand()
    if variable not in free_symbols(term) or depth > DEEPEST_PEEL:
        return
    if term.is_polynomial(variable):
        yield from _roots(term.as_poly(variable).all_coeffs(), variable)
        return
    constant, moving = term.as_independent(variable, as_Add=True)
    if not moving.is_Add:
        yield from _peeled(moving, -constant, variable, depth)


def _roots(coefficients: list[Any], variable: Any) -> Iterator[Any]:
    if len(coefficients) == 2:
        yield -coefficients[1] / coefficients[0]
    elif len(coefficients) == 3:
        a, b, c = coefficients
        root = sqrt((b**2 - 4 * a * c).factor())
        yield from ((-b + root) / (2 * a), (-b - root) / (2 * a))
    elif len(coefficients) > 3 and not any(coefficients[1:-1]):
        degree = len(coefficients) - 1
        value = -coefficients[-1] / coefficients[0]
        yield Pow(value, Rational(1, degree))
        if degree % 2:
            yield -Pow(-value, Rational(1, degree))
            yield real_root(value, Integer(degree))


def _peeled(moving: Any, value: Any, variable: Any, depth: int) -> Iterator[Any]:
    """moving = value, one function undone."""
    factor, rest = moving.as_independent(variable, as_Add=False)
    value = value / factor
    if rest.is_Mul and all(isinstance(f, Pow | exp) for f in Mul.make_args(rest)):
        return
    if isinstance(rest, exp):
        yield from solved(rest.args[0] - log(value), variable, depth + 1)
    elif isinstance(rest, log):
        yield from solved(rest.args[0] - exp(value), variable, depth + 1)
    elif isinstance(rest, Pow) and variable not in free_symbols(rest.exp):
        yield from solved(Add(rest.base, -Pow(value, 1 / rest.exp)), variable, depth + 1)
    elif isinstance(rest, Pow) and variable not in free_symbols(rest.base):
        yield from solved(rest.exp - log(value) / log(rest.base), variable, depth + 1)
