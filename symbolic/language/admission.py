"""Whether a point belongs to a domain: kinds, relations and properties of functions, all with certainty."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.families import family_fits
from symbolic.language.functions import Properties
from symbolic.language.meaning import Undefined, truth
from symbolic.language.point import Formula, Point, Table
from symbolic.language.predicates import kind_facts
from symbolic.language.statements import Finite, Quantified


def admits(given: Domain, point: Point, symbols: Iterable[Any] = (), *statements: Any) -> bool:
    """Whether every assumption of `given` holds at `point`, which must fix all `symbols` and every function in `statements`.

    Assumptions for all values (`forall`) and of convergence cannot be checked at a point: a domain that has them admits nothing here.
    """
    if not fills(given, point, symbols, *statements) or any(isinstance(a, Quantified | Finite) for a in given.relations):
        return False
    return all(holds_at(assumption, point) is True for assumption in given.relations)


def fills(given: Domain, point: Point, symbols: Iterable[Any] = (), *statements: Any) -> bool:
    """Whether `point` has a value of the right kind for every symbol and a graph with the declared properties for every function."""
    wanted = {*symbols, *symbols_of(given)}
    if not all(symbol in point.values and fits_kind(symbol, point.values[symbol]) for symbol in wanted):
        return False
    for f in functions_of(given.assumptions, *statements):
        graph = point.graphs.get(f)
        if graph is None or not graph_fits(graph, given.properties(f)):
            return False
    return True


def graph_fits(graph: Table | Formula, properties: Properties) -> bool:
    """Whether a function with this graph can have `properties`."""
    return graph.extendable(properties) if isinstance(graph, Table) else family_fits(graph, properties)


def holds_at(statement: Any, point: Point) -> bool | None:
    """Whether `statement` is true at `point`; None where a term is undefined or the value is not resolved."""
    try:
        return truth(statement, point)
    except Undefined:
        return None


def fits_kind(symbol: Any, value: Any) -> bool:
    """Whether a number is of the declared kind of `symbol`; for an irrational one, balls must show its sign."""
    if not isinstance(value, Fraction) and (symbol.is_integer or symbols_of(value) or value.is_real is not True):
        return False
    if symbol.is_integer and value.denominator != 1:
        return False
    point = Point({symbol: value})
    return all(holds_at(fact, point) is True for fact in kind_facts([symbol]))
