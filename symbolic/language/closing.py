"""Statements without free symbols and uninterpreted functions: what a statement says at one point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy.core.function import AppliedUndef

from symbolic.language.differentiation import derivative, evaluate_derivatives
from symbolic.language.mapping import map_terms
from symbolic.language.point import Formula, Point, rational
from symbolic.language.predicates import substitute_statement
from symbolic.language.terms import substitute


def closed_at(statement: Any, point: Point) -> Any:
    """`statement` with the values and formulas of `point` put in; None where a function has only a table."""
    if not all(isinstance(graph, Formula) for graph in point.graphs.values()):
        return None
    filled = put_functions(statement, point.graphs)
    return substitute_statement(filled, {symbol: rational(value) for symbol, value in point.values.items()})


def put_functions(statement: Any, graphs: Mapping[Any, Any]) -> Any:
    """`statement` with uninterpreted functions replaced by the formulas of `graphs`."""
    return map_terms(statement, lambda term: put_functions_in_term(term, graphs)) if graphs else statement


def put_functions_in_term(term: Any, graphs: Mapping[Any, Any]) -> Any:
    """`term` with uninterpreted functions replaced by the formulas of `graphs`, derivatives of functions by those of the formulas."""
    if isinstance(term, AppliedUndef):
        base, order = getattr(term.func, "base_function", term.func), getattr(term.func, "derivative_order", 0)
        arguments = tuple(put_functions_in_term(a, graphs) for a in term.args)
        graph = graphs.get(base)
        if graph is None:
            return term.func(*arguments)
        expression = derivative(graph.expression, graph.variable, order) if order else graph.expression
        return substitute(expression, dict(zip(graph.variables, arguments, strict=True)))
    if not hasattr(term, "atoms") or not term.args or not term.atoms(AppliedUndef):
        return term
    term = evaluate_derivatives(term)
    if isinstance(term, AppliedUndef) or not term.args:
        return put_functions_in_term(term, graphs)
    return term.func(*(_part(a, graphs) for a in term.args))


def _part(part: Any, graphs: Mapping[Any, Any]) -> Any:
    if isinstance(part, tuple) or not hasattr(part, "atoms"):
        return part
    if type(part).__name__ == "Tuple":  # the limits of integrals and sums
        return part.func(part.args[0], *(put_functions_in_term(end, graphs) for end in part.args[1:]))
    return put_functions_in_term(part, graphs)


__all__ = ["closed_at", "put_functions", "put_functions_in_term"]
