"""Whether anything satisfies the assumptions: a point where that decides, named functions where assumptions speak of all values or of convergence."""

from __future__ import annotations

from itertools import islice, product
from typing import Any

from sympy import Rational
from sympy.core.function import AppliedUndef

from symbolic.language.admission import admits
from symbolic.language.differentiation import evaluate_derivatives
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.enumeration import points
from symbolic.language.families import families
from symbolic.language.point import Formula, Point
from symbolic.language.points import find_point
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Conjunction, Finite, Implication, Quantified, Statement
from symbolic.language.terms import substitute
from symbolic.methods.search import Budget, prove
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

MOST_COMBINATIONS = 400
MOST_POINTS = 12


def satisfied(given: Domain, states: Statement) -> Point | None:
    """A point, with graphs for the functions, at which every assumption has been seen to hold; None when the search ends without one."""
    if not any(isinstance(a, Quantified | Finite) for a in given.relations):
        return find_point(given, (states,))
    return _with_named_functions(given, states)


def _with_named_functions(given: Domain, states: Statement) -> Point | None:
    functions = functions_of(given.assumptions, states)
    known: dict[Any, bool] = {}

    def holds(statement: Statement, point: Point) -> bool:
        """Proofs at a point, each made once: many combinations share most of their assumptions."""
        goal = substitute_statement(statement, {s: Rational(v.numerator, v.denominator) for s, v in point.values.items()})
        if goal not in known:
            known[goal] = _proved(goal)
        return known[goal]

    choices = [families(given.properties(f)) for f in functions]
    for graphs in islice(product(*choices), MOST_COMBINATIONS):
        chosen = dict(zip(functions, graphs, strict=True))
        restated = [put_functions(a, chosen) for a in given.relations]
        plain = Domain(*(r for r in restated if not isinstance(r, Quantified | Finite | bool)))
        symbols = symbols_of(given, states)
        for point in points(plain, tuple(Comparison(s, "==", s) for s in symbols), MOST_POINTS):
            if admits(plain, point, symbols) and all(holds(r, point) for r in restated if isinstance(r, Quantified | Finite)):
                return Point(point.values, chosen)
    return None


def put_functions(statement: Any, graphs: dict[Any, Formula]) -> Any:
    """`statement` with uninterpreted functions replaced by the formulas of `graphs`."""
    if isinstance(statement, Comparison):
        return Comparison(_put(statement.left, graphs), statement.relation, _put(statement.right, graphs))
    if isinstance(statement, Conjunction):
        return Conjunction(tuple(put_functions(part, graphs) for part in statement.parts))
    if isinstance(statement, Implication):
        return Implication(put_functions(statement.premise, graphs), put_functions(statement.conclusion, graphs))
    if isinstance(statement, Quantified):
        return Quantified(statement.quantifier, statement.variables, put_functions(statement.body, graphs))
    if isinstance(statement, Finite):
        return Finite(_put(statement.expression, graphs))
    return statement


def _put(term: Any, graphs: dict[Any, Formula]) -> Any:
    if isinstance(term, AppliedUndef):
        base, order = getattr(term.func, "base_function", term.func), getattr(term.func, "derivative_order", 0)
        graph = graphs[base]
        expression = graph.expression
        if order:
            from symbolic.language.differentiation import derivative

            expression = derivative(expression, graph.variable, order)
        return substitute(expression, {graph.variable: _put(term.args[0], graphs)})
    term = evaluate_derivatives(term)
    if not term.args or not term.atoms(AppliedUndef):
        return term
    return term.func(*(_put(a, graphs) if hasattr(a, "atoms") and not isinstance(a, tuple) else a for a in term.args))


def _proved(goal: Statement) -> bool:
    """By the kernel, without assumptions."""
    context = Context.of(Domain())
    try:
        proof = prove(context, goal, Budget(combinations=60))
        if proof is None:
            return False
        Kernel().check(context, goal, proof)
    except (Rejected, ValueError, ZeroDivisionError):
        return False
    return True


__all__ = ["put_functions", "satisfied"]
