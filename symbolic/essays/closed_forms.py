"""A closed form as a claim: what its derivation starts from equals its result, and the expression equals what is computed in its place."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from sympy import MatrixSymbol

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import GRADES, PROVED, Verdict
from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison


def is_checkable(form: ClosedForm) -> bool:
    """Whether there is anything to check: a derivation, or a stable form that differs from the expression."""
    return form.derivation is not None or form.stable not in (None, form.expression)


def claim_of(form: ClosedForm) -> Claim:
    """The equation that the derivation proves; without one, that the expression equals its stable form."""
    derivation = form.derivation
    if derivation is None:
        return Claim(form.says, Comparison(form.expression, "==", form.stable), form.domain)
    return Claim(form.says, Comparison(derivation.start, "==", derivation.result), derivation.given, derivation)


@dataclass(frozen=True)
class Equation:
    """One equation that the check of a closed form proves, under what is live there; `positive_definite` are matrices in it."""

    given: Domain
    states: Comparison
    positive_definite: tuple[Any, ...] = ()

    @property
    def of_matrices(self) -> bool:
        """Whether it is settled by the algebra of matrices of any dimension."""
        return bool(self.states.left.has(MatrixSymbol) or self.states.right.has(MatrixSymbol))


def equations_of(form: ClosedForm) -> tuple[Equation, ...]:
    """What `check_closed_form` proves, in its order: the steps, that their result is the expression, that the stable form equals it."""
    found: list[Equation] = []
    derivation = form.derivation
    if derivation is not None:
        given, before = derivation.given, derivation.start
        for step in derivation.steps:
            given = given if step.condition is None else given & Domain(step.condition)
            found.append(_equation(given, before, step.expression, derivation.positive_definite))
            before = step.expression
        if derivation.result != form.expression and not form.reading:
            given = Domain(*form.domain.assumptions, *derivation.given.assumptions, *derivation.conditions)
            found.append(_equation(given, derivation.result, form.expression, derivation.positive_definite))
    if form.stable is not None and form.stable != form.expression:
        found.append(_equation(form.domain, form.expression, form.stable, form.positive_definite))
    return tuple(found)


def _equation(given: Domain, left: Any, right: Any, names: tuple[str, ...]) -> Equation:
    matrices = left.atoms(MatrixSymbol) | right.atoms(MatrixSymbol)
    definite = sorted((matrix for matrix in matrices if matrix.name in names), key=str)
    return Equation(given, Comparison(left, "==", right), tuple(definite))


def check_closed_form(form: ClosedForm) -> Verdict:
    """`proved` when every step is, as strong as the weakest of them; else the verdict on the first step that is not, with its number."""
    from symbolic.methods.step_check import WrongStep

    start = time.perf_counter()
    try:
        steps = form.check()
    except WrongStep as error:
        return replace(error.verdict, message=str(error), seconds=time.perf_counter() - start)
    grade = max((step.grade or GRADES[0] for step in steps), key=GRADES.index)
    trusts = tuple(dict.fromkeys(name for step in steps for name in step.trusts))
    certificate = tuple(step.certificate for step in steps)
    method = f"derivation, {len(steps)} step{'' if len(steps) == 1 else 's'}"
    return Verdict(PROVED, method, grade, trusts, certificate, None, None, time.perf_counter() - start, sum(step.points for step in steps))
