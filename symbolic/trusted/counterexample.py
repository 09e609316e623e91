"""Checking a counterexample: every assumption holds at the point, every graph has its function's properties, and the statement fails.

Only a point that passes here makes a claim `refuted`. Exact and ball arithmetic decide. Where they cannot (an assumption for all values, an
integral or a limit, both sides equal but irrational), lemmas may: closed statements, each with a proof that the kernel replays here.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sympy import Integer, Integral, Limit, Sum, ceiling, floor
from sympy.core.function import AppliedUndef

from symbolic.language.admission import fills, holds_at
from symbolic.language.closing import closed_at
from symbolic.language.domain import Domain, functions_of, symbols_of, terms_of
from symbolic.language.errors import LanguageError
from symbolic.language.functions import properties_of
from symbolic.language.mapping import map_terms
from symbolic.language.meaning import Undefined, truth
from symbolic.language.obligations import opposed
from symbolic.language.point import Formula, Point
from symbolic.language.predicates import Obligation
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import as_term, substitute
from symbolic.trusted.conditions import claim_conditions
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import Kernel, Rejected

Lemmas = Mapping[Statement, Any]
NO_LEMMAS: Lemmas = {}
LARGEST_VALUE = 10**5


def violates(obligation: Obligation, point: Point, lemmas: Lemmas = NO_LEMMAS) -> bool:
    """Whether `point` satisfies all that is given and certainly makes the goal false; undefined terms and doubt are no violation.

    `lemmas` maps closed statements to their proofs; one that does not pass counts for nothing.
    """
    symbols = symbols_of(obligation.given, obligation.goal)
    if not fills(obligation.given, point, symbols, obligation.goal):
        return False
    known = frozenset(statement for statement, proof in lemmas.items() if lemma_holds(statement, proof))
    return all(decided(a, point, known) is True for a in obligation.given.relations) and decided(obligation.goal, point, known) is False


def decided(statement: Statement, point: Point, known: frozenset[Statement] = frozenset()) -> bool | None:
    """Whether `statement` holds at `point`, by arithmetic or by the closed statements in `known`; None for doubt."""
    try:
        at_once = truth(statement, point)
    except Undefined:  # SymPy would give 0**0 a value
        return None
    closed = said_at(statement, point) if at_once is None else None
    if closed is None:
        return at_once
    if closed in known:
        return True
    if opposed(closed) in known:
        return False
    found = holds_at(closed, Point())
    if found is not None:
        return found
    values = {fact.left: fact.right for fact in known if isinstance(fact, Comparison) and fact.relation == "=="}
    values = {left: right for left, right in values.items() if isinstance(left, Integral | Limit | Sum)}
    return holds_at(map_terms(closed, lambda term: substitute(term, values)), Point()) if values else None


def said_at(statement: Statement, point: Point) -> Any:
    """What `statement` says at `point`; None where the point leaves something open, or a function stands off its axis.

    None also at numbers whose powers SymPy should not be asked to write out.
    """
    inside = [point.values[symbol] for symbol in symbols_of(statement) if symbol in point.values]
    written = [number for number in inside if isinstance(number, Fraction)]  # others are terms, such as pi/2
    if any(max(abs(number.numerator), number.denominator) > LARGEST_VALUE for number in written):
        return None
    try:
        closed = closed_at(statement, point)
        if (
            closed is None
            or not _is_closed(closed)
            or _has_steps(statement, point)
            or not all(map(_on_its_axis(point), _applications(statement)))
        ):
            return None
        map_terms(closed, as_term)
    except (LanguageError, ValueError):
        return None
    return closed


def _has_steps(statement: Statement, point: Point) -> bool:
    """SymPy takes the floor of an irrational number by floats, which is not for here."""
    formulas = [graph.expression for graph in point.graphs.values() if isinstance(graph, Formula)]
    return any(term.has(floor, ceiling) for term in (*formulas, *terms_of(statement)) if not isinstance(term, type))


def _applications(statement: Statement) -> set[Any]:
    return {a for term in terms_of(statement) if not isinstance(term, type) for a in term.atoms(AppliedUndef)}


def _on_its_axis(point: Point) -> Any:
    """Formulas may reach beyond the axis of their function. Arguments with bound variables are left to the claim's own conditions."""

    def stands(application: Any) -> bool:
        if not properties_of(application.func).positive_axis or not set(symbols_of(*application.args)) <= set(point.values):
            return True
        return all(holds_at(Comparison(a, ">", Integer(0)), point) is True for a in application.args)

    return stands


def lemma_holds(statement: Statement, proof: Any) -> bool:
    """Whether a closed statement is everywhere defined, as arithmetic shows, and the kernel accepts its proof."""
    if not _is_closed(statement):
        return False
    context = Context.of(Domain())
    try:
        conditions = claim_conditions(Domain(), statement)
        if not all(_condition_holds(condition) for condition in conditions):
            return False
        Kernel().check(context, statement, proof)
    except (LanguageError, Rejected, ValueError, ArithmeticError):
        return False
    return True


def _condition_holds(condition: Any) -> bool:
    """Conditions inside quantifiers speak of all values: they are left to the claim's own, which are proved for every function."""
    return bool(symbols_of(condition.guards, condition.holds)) or holds_at(condition.holds, Point()) is True


def _is_closed(statement: Any) -> bool:
    return not symbols_of(statement) and not functions_of(statement)


__all__ = ["Lemmas", "decided", "lemma_holds", "said_at", "violates"]
