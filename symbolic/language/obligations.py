"""What a claim asserts, taken apart as far as a point can refute it: no quantifier for all, no predicate and no conjunction at the head.

Each obligation follows from the claim, so that a point which violates one refutes the claim.
"""

from __future__ import annotations

from typing import Any

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.predicates import Obligation, substitute_statement, unfold
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Implication,
    Independent,
    Negation,
    Quantified,
    Shape,
)
from symbolic.language.terms import fresh_symbol

PREDICATES = (Shape, Independent, Extremum)
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def obligations_of(given: Domain, states: Any) -> tuple[Obligation, ...]:
    """Consequences of "`states` wherever `given`" that together mean the same."""
    if isinstance(states, PREDICATES):
        try:
            return unfold(given, states)
        except LanguageError:
            return ()
    if isinstance(states, Conjunction):
        return tuple(found for part in states.parts for found in obligations_of(given, part))
    if isinstance(states, Implication) and not isinstance(states.premise, PREDICATES) and not _restricts(states.premise, states.conclusion):
        return obligations_of(given & Domain(states.premise), states.conclusion)
    if isinstance(states, Quantified) and states.quantifier == "forall":
        return obligations_of(given, _for_any(given, states))
    if isinstance(states, Negation):
        opposite = opposed(states.part)
        return obligations_of(given, opposite) if opposite is not None else (Obligation(given, states),)
    if isinstance(states, Equivalence) and _has_quantifier(states):
        both = (Implication(states.left, states.right), Implication(states.right, states.left))
        return tuple(found for part in both for found in obligations_of(given, part))
    if isinstance(states, Disjunction) and any(isinstance(part, Quantified) and part.quantifier == "forall" for part in states.parts):
        return obligations_of(given, _pulled_out(given, states))
    return (Obligation(given, states),)


def _restricts(premise: Any, conclusion: Any) -> bool:
    """Whether a premise speaks of the variable of a predicate: the predicate is about all its values, not those of the premise."""
    if isinstance(conclusion, PREDICATES):
        return conclusion.variable in symbols_of(premise)
    parts = [getattr(conclusion, name, None) for name in ("left", "right", "premise", "conclusion", "part", "body")]
    return any(_restricts(premise, part) for part in (*parts, *getattr(conclusion, "parts", ())) if part is not None)


def _for_any(given: Domain, statement: Quantified, *others: Any) -> Any:
    """The body for a value of its variables that nothing is known of."""
    taken = symbols_of(given, statement, *others)
    renamed: dict[Any, Any] = {}
    for variable in statement.variables:
        if any(variable.name == symbol.name for symbol in (*taken, *renamed.values())):
            renamed[variable] = fresh_symbol(variable, [*taken, *renamed.values()])
    return substitute_statement(statement.body, renamed) if renamed else statement.body


def _pulled_out(given: Domain, statement: Disjunction) -> Any:
    """`A or for all t: B` is for all t: `A or B`."""
    index = next(i for i, part in enumerate(statement.parts) if isinstance(part, Quantified) and part.quantifier == "forall")
    quantified = statement.parts[index]
    assert isinstance(quantified, Quantified)
    others = (*statement.parts[:index], *statement.parts[index + 1 :])
    return Disjunction((*statement.parts[:index], _for_any(given, quantified, *others), *statement.parts[index + 1 :]))


def _has_quantifier(statement: Any) -> bool:
    if isinstance(statement, Quantified | Shape | Independent | Extremum):
        return True
    parts = [getattr(statement, name, None) for name in ("left", "right", "premise", "conclusion", "part")]
    return any(_has_quantifier(part) for part in (*parts, *getattr(statement, "parts", ())) if part is not None)


def opposed(statement: Any) -> Any:
    """The negation, pushed inwards; None where nothing but `not` says it."""
    if isinstance(statement, Comparison):
        return Comparison(statement.left, _OPPOSITE[statement.relation], statement.right)
    if isinstance(statement, Negation):
        return statement.part
    if isinstance(statement, Quantified):
        other = "exists" if statement.quantifier == "forall" else "forall"
        return Quantified(other, statement.variables, opposed(statement.body) or Negation(statement.body))
    if isinstance(statement, Conjunction | Disjunction):
        swapped = Disjunction if isinstance(statement, Conjunction) else Conjunction
        return swapped(tuple(opposed(part) or Negation(part) for part in statement.parts))
    if isinstance(statement, Implication):
        return Conjunction((statement.premise, opposed(statement.conclusion) or Negation(statement.conclusion)))
    return None


__all__ = ["obligations_of", "opposed"]
