"""Assumptions that a proof does without: the same proof, replayed by the kernel under fewer assumptions.

Nothing is concluded from how a proof looks. An assumption is unused when the kernel accepts the certificate for the claim without it,
well-posedness included, so the weaker claim is proved as well as the stronger one was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError
from symbolic.language.functions import properties_of
from symbolic.language.statements import FunctionProperty, Statement
from symbolic.trusted.conditions import claim_conditions
from symbolic.trusted.kernel import Rejected, verify
from symbolic.trusted.proofs import Certificate, Unsat


def holds_without(given: Domain, states: Statement, certificate: Certificate, dropped: Iterable[Statement]) -> bool:
    """Whether the kernel accepts `certificate` for `states` under the assumptions of `given` other than `dropped`."""
    gone = set(dropped)
    try:
        fewer = Domain(*(a for a in given.assumptions if a not in gone))
        conditions = _conditions(given, fewer, states, certificate, gone)
        if conditions is None:
            return False
        verify(fewer, states, Certificate(conditions, certificate.proof))
    except (Rejected, LanguageError, ArithmeticError, AttributeError, NotImplementedError, RecursionError, TypeError, ValueError):
        return False
    return True


def unused_assumptions(given: Domain, states: Statement, certificate: Certificate) -> tuple[Statement, ...]:
    """Assumptions that may all be dropped together, the first that can go first; one replay for each assumption.

    None where a solver was asked: what is left may keep it busy for long. What a function was declared with is no assumption to drop.
    """
    if _asks_solver(certificate):
        return ()
    dropped: tuple[Statement, ...] = ()
    for assumption in given.assumptions:
        if not declared_anyway(assumption) and holds_without(given, states, certificate, (*dropped, assumption)):
            dropped = (*dropped, assumption)
    return dropped


def declared_anyway(assumption: Statement) -> bool:
    """Whether it only repeats a property that its function was declared with."""
    return isinstance(assumption, FunctionProperty) and assumption.name in properties_of(assumption.function)


def _asks_solver(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(map(_asks_solver, value))
    if isinstance(value, Unsat):
        return True
    return is_dataclass(value) and not isinstance(value, type) and any(_asks_solver(getattr(value, part.name)) for part in fields(value))


def _conditions(given: Domain, fewer: Domain, states: Statement, certificate: Certificate, gone: set[Statement]) -> tuple[Any, ...] | None:
    """The proofs of the conditions that are left, in their order; None where one of them has none."""
    known: dict[Any, Any] = {}
    for condition, proof in zip(claim_conditions(given, states), certificate.conditions, strict=True):
        known.setdefault((tuple(guard for guard in condition.guards if guard not in gone), condition.holds), proof)
    wanted = [(condition.guards, condition.holds) for condition in claim_conditions(fewer, states)]
    return tuple(known[one] for one in wanted) if all(one in known for one in wanted) else None
