"""Supporting lines: a convex function lies above a line through any point of its graph, a concave one below (Rockafellar, Convex
Analysis, 1970, theorem 23.4: on an open interval a convex function has a subgradient everywhere).

Jensen's inequality for any weights is the sum of such facts. A strictly curved function meets the line nowhere else; if it is
monotone, too, the line rises or falls with it: were the slope 0 or of the other sign, values on one side would lie on the wrong side
of the value at the point.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.functions import check_properties
from symbolic.language.statements import Comparison, Statement
from symbolic.trusted.context import ZERO, Context, implied
from symbolic.trusted.kernel import Kernel, Rejected, require_defined


@dataclass(frozen=True)
class SupportingLine:
    """`slope` is a new symbol for the slope of a line that supports `function` at `place`; compared at `points`."""

    function: Any
    place: Any
    slope: Any
    points: tuple[Any, ...]
    then: Any


def line_facts(context: Context, proof: SupportingLine) -> tuple[Comparison, ...]:
    """What the line says at the points, strictly where they are known to differ from the place, and of its slope."""
    f, place, slope = proof.function, proof.place, proof.slope
    properties = context.domain.properties(f)
    if not properties.curvature:
        raise Rejected(f"`{f}` is not known to be concave or convex")
    if properties.positive_axis and not all(implied(context.relation(p), ">") for p in (place, *proof.points)):
        raise Rejected(f"not all of these arguments of `{f}` are known to be positive")
    facts = []
    for point in proof.points:
        strict = implied(context.relation(point - place), "!=")
        relation = (">" if strict else ">=") if properties.curvature > 0 else ("<" if strict else "<=")
        facts.append(Comparison(f(point), relation, f(place) + slope * (point - place)))
    if properties.direction:
        facts.append(Comparison(slope, ">" if properties.direction > 0 else "<", ZERO))
    return tuple(facts)


def _supporting_line(kernel: Kernel, context: Context, goal: Statement, proof: SupportingLine) -> None:
    known = set(symbols_of(context.facts, goal))
    plain = isinstance(proof.slope, Symbol) and proof.slope.assumptions0 == Symbol("x", real=True).assumptions0
    if not plain or proof.slope.name in {symbol.name for symbol in known}:
        raise Rejected(f"`{proof.slope}` is not a new real symbol")
    if not set(symbols_of(proof.place, *proof.points)) <= known:
        raise Rejected("an argument speaks of new symbols")
    properties = context.domain.properties(proof.function)
    check_properties(str(proof.function), properties.names, positive_axis=properties.positive_axis)
    if properties.arity != 1:
        raise Rejected(f"`{proof.function}` is no function of one variable")
    require_defined(context, proof.place, *proof.points)
    kernel.check(context.adding(*line_facts(context, proof)), goal, proof.then)


RULES = {SupportingLine: _supporting_line}
NAMES = {SupportingLine: "supporting line"}
