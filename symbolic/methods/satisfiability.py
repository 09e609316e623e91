"""Whether anything satisfies the assumptions:

a point where that decides, named functions where assumptions speak of all values or of convergence.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from typing import Any

from sympy import Integer, Integral, Limit, Rational

from symbolic.language.admission import admits
from symbolic.language.closing import put_functions
from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.enumeration import points
from symbolic.language.formula_choices import by_total, formula_choices
from symbolic.language.meaning import Undefined, Unknown, truth
from symbolic.language.point import Point
from symbolic.language.points import find_point
from symbolic.language.predicates import Obligation, kind_facts, substitute_statement
from symbolic.language.statements import Comparison, Conjunction, Finite, Quantified, Statement
from symbolic.methods.contradictions import plainly_contradictory
from symbolic.methods.search import prove
from symbolic.methods.sign_changes import zeros
from symbolic.methods.state import Budget
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

MOST_COMBINATIONS = 400
MOST_POINTS = 12
MOST_VARIABLES = 3  # for which simple values are tried before a proof
FIRST_POINTS = 100  # before a contradiction is looked for
SIMPLE = (Fraction(1), Fraction(2), Fraction(-3))


def satisfied(given: Domain, states: Statement) -> Point | None:
    """A point, with graphs for the functions, at which every assumption has been seen to hold; None when the search ends without one."""
    if not any(isinstance(a, Quantified | Finite) for a in given.relations):
        found = find_point(given, (states,), FIRST_POINTS)
        if found is not None or plainly_contradictory(Context.of(given, symbols_of(given, states))):
            return found
        return find_point(given, (states,)) or _solution(given) or _searched(given, states)
    return with_named_functions(given, states)


def _solution(given: Domain) -> Point | None:
    """Where an equation among the assumptions has a solution, and all the others hold: a point within a hair's breadth of it."""
    for equation in given.relations:
        if isinstance(equation, Comparison) and equation.relation == "==":
            others = Domain(*(a for a in given.assumptions if a is not equation))
            for variable, values, low, high in zeros(others, equation.left - equation.right):
                return Point({**values, variable: (low + high) / 2})
    return None


def _searched(given: Domain, states: Statement) -> Point | None:
    """A point at which the assumptions hold and a contradiction, of course, does not."""
    from symbolic.methods.falsifying.effort import SATISFYING
    from symbolic.methods.falsifying.obligations import settled

    everything = Domain(*given.assumptions, *(Comparison(s, "==", s) for s in symbols_of(states)))
    return settled(Obligation(everything, Comparison(Integer(1), "==", Integer(0))), SATISFYING).point


def with_named_functions(given: Domain, states: Statement) -> Point | None:
    """A point whose graphs are named functions for which the kernel has proved what is assumed of all values and of convergence."""
    functions = functions_of(given.assumptions, states)
    known: dict[Any, bool] = {}

    def holds(statement: Statement, point: Point) -> bool:
        """Proofs at a point, each made once: many combinations share most of their assumptions."""
        goal = substitute_statement(statement, {s: Rational(v.numerator, v.denominator) for s, v in point.values.items()})
        if goal not in known:
            known[goal] = _proved(goal)
        return known[goal]

    choices = formula_choices(given, functions)
    for ranks in islice(by_total([len(c) for c in choices]), MOST_COMBINATIONS):
        chosen = {f: formulas[rank] for f, formulas, rank in zip(functions, choices, ranks, strict=True)}
        restated = [put_functions(a, chosen) for a in given.relations]
        defined = _definitions(restated)
        hard = [*(r for r in restated if _needs_proof(r) and r not in defined), *defined.values()]
        plain = Domain(*(r for r in restated if not _needs_proof(r)))
        symbols = [s for s in symbols_of(given, states) if s not in {d.right for d in defined}]
        for point in points(plain, tuple(Comparison(s, "==", s) for s in symbols), MOST_POINTS):
            if admits(plain, point, symbols) and all(holds(r, point) for r in hard):
                return Point(point.values, chosen)
    return None


def _needs_proof(statement: Any) -> bool:
    """Whether a point cannot decide: it speaks of all values, of convergence, of integrals or limits."""
    if isinstance(statement, Quantified | Finite):
        return True
    return any(term.has(Integral, Limit) for term in terms_of(statement) if not isinstance(term, type))


def _definitions(statements: list[Any]) -> dict[Any, Statement]:
    """Equations that only give a symbol its value, with what remains to be shown of each: the value exists and is of the symbol's kind."""
    found: dict[Any, Statement] = {}
    for statement in statements:
        if not (isinstance(statement, Comparison) and statement.relation == "==" and statement.right.is_Symbol and _needs_proof(statement)):
            continue
        others = [s for s in statements if s is not statement]
        if statement.right not in symbols_of(statement.left, others):
            kinds = kind_facts([statement.right])
            found[statement] = Conjunction(tuple(Comparison(statement.left, k.relation, k.right) for k in kinds))
    return found


def _proved(goal: Statement) -> bool:
    """By the kernel, without assumptions."""
    if _fails_somewhere(goal):
        return False
    context = Context.of(Domain())
    try:
        proof = prove(context, goal, Budget(combinations=60))
        if proof is None:
            return False
        Kernel().check(context, goal, proof)
    except (Rejected, ValueError, ZeroDivisionError):
        return False
    return True


def _fails_somewhere(goal: Statement) -> bool:
    """Whether a statement for all values of a few variables is false at simple ones: then no proof is worth looking for."""
    if not (isinstance(goal, Quantified) and goal.quantifier == "forall" and len(goal.variables) <= MOST_VARIABLES):
        return False
    places = (dict(zip(goal.variables, values, strict=True)) for values in product(SIMPLE, repeat=len(goal.variables)))
    try:
        return any(truth(goal.body, Point(place, {})) is False for place in places)
    except (Undefined, Unknown):
        return False


__all__ = ["put_functions", "satisfied", "with_named_functions"]
