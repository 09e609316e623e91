"""Counterexamples with uninterpreted functions as named formulas: where tables cannot do, and where assumptions speak of all values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from symbolic.language.closing import put_functions
from symbolic.language.differentiation import NoDerivative
from symbolic.language.domain import functions_of
from symbolic.language.formula_choices import by_total, formula_choices
from symbolic.language.point import Formula, Point
from symbolic.language.predicates import Obligation


def graphs_for(obligation: Obligation, most: int) -> Iterator[dict[Any, Formula]]:
    """At most `most` choices of formulas for all functions, the simplest first."""
    functions = functions_of(obligation.given.assumptions, obligation.goal)
    options = formula_choices(obligation.given, functions)
    if all(options):
        for ranks in islice(by_total([len(o) for o in options]), most):
            yield {f: formulas[rank] for f, formulas, rank in zip(functions, options, ranks, strict=True)}


def with_formulas(obligation: Obligation, graphs: dict[Any, Formula]) -> Obligation | None:
    """The obligation with formulas in place of functions."""
    try:
        relations = [put_functions(a, graphs) for a in obligation.given.relations]
        return Obligation(type(obligation.given)(*relations), put_functions(obligation.goal, graphs))
    except (NoDerivative, ValueError, ZeroDivisionError):
        return None


def at(point: Point, graphs: dict[Any, Formula]) -> Point:
    return Point(point.values, graphs)


__all__ = ["at", "graphs_for", "with_formulas"]
