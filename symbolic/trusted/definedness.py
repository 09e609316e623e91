"""Terms that a proof brings in must be real and defined where they are used: at sight, by the facts that stand there.

A claim's own terms have proofs of well-posedness; a proof's terms have none, and an undefined one could prove anything:
(x - y)**2/(x - y)**2 is 1 by its normal form, and nothing at x = y.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sympy import Dummy, Integral, Limit, Product, Sum, oo

from symbolic.language.domain import symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Comparison, Finite, FunctionProperty, Statement
from symbolic.language.terms import as_term, substitute
from symbolic.trusted.conditions import Condition, statement_conditions, term_conditions
from symbolic.trusted.context import Context, implied
from symbolic.trusted.normal_form import Quotient, normal_form, normalised

_BINDERS = (Integral, Limit, Sum, Product)  # their conditions speak of new variables, which must be new to the facts


def undefined(context: Context, *terms: Any) -> str | None:
    """Why some of `terms` may have no real value where the facts of `context` hold; None when all have one at sight."""
    for term in terms:
        try:
            as_term(term)
        except LanguageError as error:
            return str(error)
        if term in (oo, -oo):
            return f"`{term}` is no number"
        plain = substitute(term, {known: Dummy("known", real=True) for known in _finite_parts(context, term)})
        reason = _missing(context, _conditions(plain, frozenset(symbols_of(context.facts)) if plain.has(*_BINDERS) else frozenset()))
        if reason is not None:
            return reason
    return None


def undefined_statement(context: Context, statement: Statement) -> str | None:
    """The same for the terms of a statement; what is assumed or shown to be finite, or of functions, asks for nothing."""
    if isinstance(statement, Finite | FunctionProperty):
        return None
    if isinstance(statement, Comparison):
        return undefined(context, statement.left, statement.right)
    return _missing(context, tuple(statement_conditions(statement, (), frozenset(symbols_of(context.facts)))))


def _missing(context: Context, conditions: tuple[Condition, ...]) -> str | None:
    for condition in conditions:
        inner = context.adding(*condition.guards) if condition.guards else context
        if not (inner.holds(condition.holds) or _nonzero(inner, condition.holds)):
            return f"`{condition.term}` may be undefined: `{condition.holds}` is not among the facts"
    return None


def _nonzero(context: Context, statement: Statement) -> bool:
    """Whether `term != 0` because the term is a product of factors that are known not to vanish."""
    if not (isinstance(statement, Comparison) and statement.relation == "!=" and statement.right == 0):
        return False
    quotient = normal_form(statement.left, context.positive)
    if quotient.is_zero:
        return False
    _, found = quotient.numerator.factor()
    factors = [Quotient(factor, quotient.denominator, quotient.atoms).top() for factor, _ in found]
    return all(implied(context.relation(factor), "!=") for factor in factors)


@lru_cache(maxsize=20000)
def _conditions(term: Any, taken: frozenset[Any]) -> tuple[Condition, ...]:
    return tuple(term_conditions(term, (), taken))


def _finite_parts(context: Context, term: Any) -> list[Any]:
    """Integrals and limits in `term` that the facts call finite, the largest first."""
    if not term.has(Integral, Limit):
        return []
    known = {normalised(fact.expression) for fact in context.facts if isinstance(fact, Finite)}
    found = [part for part in term.atoms(Integral, Limit) if normalised(part) in known]
    return sorted(found, key=lambda part: -len(str(part)))
