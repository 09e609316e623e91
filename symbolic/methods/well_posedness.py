"""Well-posedness: a proof for each condition under which the terms of a claim have values, or a place where one of them has none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Derivative, Integer, Integral, Limit, Product, Sum

from symbolic.claims.verdict import ERROR, Verdict
from symbolic.language import endless, improper
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.meaning import Undefined, Unknown, truth, value
from symbolic.language.point import Point
from symbolic.language.statements import Comparison, Disjunction, Finite, FunctionProperty, Statement
from symbolic.methods.difference_quotients import no_derivative_at, two_limits
from symbolic.methods.evaluation import evaluated
from symbolic.methods.problem import Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.conditions import Condition
from symbolic.trusted.context import Context
from symbolic.trusted.rules.either import Either
from symbolic.trusted.rules.finite_enclosure import EnclosedFinite, converges

FEW = Budget(combinations=60, places=20)


def proofs_of_conditions(problem: Problem, wanted: tuple[Condition, ...]) -> tuple[tuple[Any, ...], Condition | None]:
    """Proofs of all conditions; or those up to the first condition without proof, and that condition."""
    base = Context.of(Domain(*_properties(problem)), symbols_of(problem.given, problem.states))
    found: list[Any] = []
    for condition in wanted:
        context = base.with_symbols(symbols_of(condition.guards, condition.holds)).adding(*condition.guards)
        proof = _proof(problem, context, condition)
        if proof is None:
            return tuple(found), condition
        found.append(proof)
    return tuple(found), None


def _properties(problem: Problem) -> tuple[FunctionProperty, ...]:
    return tuple(a for a in problem.given.assumptions if isinstance(a, FunctionProperty))


def _proof(problem: Problem, context: Context, condition: Condition) -> Any:
    """At sight, by the author's hint, by search; by any method, unless a place is found at once where the condition fails."""
    goal = condition.holds
    known = evaluated(goal) if isinstance(goal, Comparison) else None
    known = known or _hinted(problem, context, condition, of_integrals=True) or _searched(problem, context, goal)
    known = known or _hinted(problem, context, condition, of_integrals=False) or _impossible(problem, context, condition)
    if known is not None or isinstance(goal, FunctionProperty):
        return known
    if isinstance(goal, Finite):
        return EnclosedFinite() if converges(goal.expression) else None
    if place_of_failure(problem, condition, patient=False) is not None:
        return None
    return _by_any_method(problem, context, condition, goal)


def _searched(problem: Problem, context: Context, goal: Statement) -> Any:
    """By the direct search; a disjunction by one of its parts first."""
    for index, part in enumerate(goal.parts) if isinstance(goal, Disjunction) else ():
        if context.holds(part):
            return Either(index, rules.Known())
    found = prove(context, goal, problem.budget)
    for index, part in enumerate(goal.parts) if found is None and isinstance(goal, Disjunction) else ():
        inner = prove(context, part, replace(FEW))
        if inner is not None:
            return Either(index, inner)
    return found


def _by_any_method(problem: Problem, context: Context, condition: Condition, goal: Statement) -> Any:
    """By the other methods of the portfolio: enclosures, squares, solvers."""
    from symbolic.methods.portfolio import accepted, find_proof

    parts = goal.parts if isinstance(goal, Disjunction) else (goal,)
    for index, part in enumerate(parts):
        found = find_proof(Problem(Domain(*_properties(problem), *condition.guards), part))
        if found is not None and accepted(context, part, found):
            return Either(index, found) if isinstance(goal, Disjunction) else found
    return None


def _impossible(problem: Problem, context: Context, condition: Condition) -> Any:
    """Nothing is asked where the guards contradict one another, as where the ends of an integral are in an order that is excluded."""
    if len(condition.guards) <= len(problem.given.assumptions):
        return None
    absurd = Comparison(Integer(1), "==", Integer(0))
    proof = prove(context, absurd, replace(FEW))
    return None if proof is None else rules.Have(absurd, proof, rules.Absurd(()))


def _hinted(problem: Problem, context: Context, condition: Condition, *, of_integrals: bool) -> Any:
    """A proof of a condition as the author's hint has it: first of all for integrals, whose search takes longest."""
    from symbolic.methods.portfolio import accepted

    if not hasattr(problem.by, "condition") or isinstance(condition.holds, Finite) is not of_integrals:
        return None
    proof = problem.by.condition(State(context, condition.holds), Budget())
    return proof if proof is not None and accepted(context, condition.holds, proof) else None


def place_of_failure(problem: Problem, condition: Condition, *, patient: bool) -> str | None:
    """Where the condition fails although its guards hold, in words (empty for numbers); None when no such place is found."""
    from symbolic.methods import falsification
    from symbolic.methods.portfolio import attempted
    from symbolic.methods.sign_changes import vanishes_between

    given = Domain(*_properties(problem), *condition.guards)
    search = falsification.PATIENT if patient else falsification.METHOD
    found = attempted(search, Problem(given, condition.holds))
    if found is not None and found.point is not None:
        if isinstance(condition.term, Derivative) and not no_derivative_at(condition.term, found.point):
            return None
        return described(found.point)
    return vanishes_between(given, condition.holds)


def described(point: Point) -> str:
    """The values at a point; a bound variable by the name that its author gave it, and no function of which nothing was asked."""
    values = point.described()
    written = {name: name.removesuffix("_prime") for name in values}
    return ", ".join(f"{name if written[name] in values else written[name]} = {text}" for name, text in values.items() if text)


def ill_posed(problem: Problem, condition: Condition) -> Verdict | None:
    """An error that names the term and a place where it has no value; None when no such place is found."""
    from symbolic.methods.divergence import divergence

    term = f"`{condition.term}`"
    if isinstance(condition.holds, FunctionProperty):
        name = condition.holds.function.__name__
        return Verdict(ERROR, message=f"{term}: `{name}` is not declared {condition.holds.name}, so its derivative may not exist")
    if isinstance(condition.holds, Finite):
        reason = divergence(Domain(*_properties(problem), *condition.guards), condition.holds) or _diverges(condition.holds.expression)
        return None if reason is None else Verdict(ERROR, message=f"{term} has no value: {reason}")
    where = place_of_failure(problem, condition, patient=True)
    if where is None:
        return None
    at = f" at {where}" if where else ""
    return Verdict(ERROR, message=f"{term} is undefined{at}: it needs `{condition.holds}`; assume it, or guard the term")


def _diverges(term: Any) -> str | None:
    """Of numbers: a limit whose sides differ, an integral or an endless sum or product whose integrand or parts are too large."""
    if symbols_of(term) or functions_of(term):
        return None
    try:
        if isinstance(term, Limit):
            return two_limits(term)
        if isinstance(term, Integral) and improper.diverges(term, Point(), value):
            return "the integral diverges, since its integrand is too large near an end"
        if isinstance(term, Sum | Product) and endless.diverges(term, Point(), value):
            return "it diverges, since its parts are too large"
    except (Undefined, Unknown):
        return None
    return None


def defined_at(wanted: tuple[Condition, ...], point: Point) -> bool:
    """Whether every condition holds at a point wherever its guards do; those about bound variables are those of a value that was found."""
    return all(_holds_at(condition, point) for condition in wanted)


def _holds_at(condition: Condition, point: Point) -> bool:
    if isinstance(condition.holds, Finite | FunctionProperty) or not set(symbols_of(condition.guards, condition.holds)) <= set(
        point.values
    ):
        return True
    try:
        return any(truth(guard, point) is False for guard in condition.guards) or truth(condition.holds, point) is True
    except (Undefined, Unknown):
        return False


__all__ = [
    "defined_at",
    "ill_posed",
    "place_of_failure",
    "proofs_of_conditions",
]
