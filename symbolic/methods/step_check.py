"""Checking derivations: every step is a claim of its own, under the conditions that are live there.

Steps over scalars go through the portfolio; steps over matrices of any dimension through the trace identities of `trusted.traces`.
"""

from __future__ import annotations

from typing import Any

from sympy import MatrixSymbol

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation, Step
from symbolic.claims.verdict import PROVED, REFUTED, Verdict
from symbolic.language.domain import Domain
from symbolic.language.statements import Comparison
from symbolic.methods.portfolio import check


class WrongStep(ValueError):
    """A step that does not follow: the message has its number, both sides and, where one was found, a point at which they differ."""

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict


def check_derivation(derivation: Derivation) -> tuple[Verdict, ...]:
    """A verdict for each step, all of them `proved`; raises `WrongStep` at the first that is not."""
    given = derivation.given
    before = derivation.start
    found = []
    for number, step in enumerate(derivation.steps, start=1):
        if step.condition is not None:
            given = given & Domain(step.condition)
        verdict = _check_step(given, before, step, derivation.positive_definite)
        if verdict.verdict != PROVED:
            raise WrongStep(_message(number, step, before, verdict), verdict)
        found.append(verdict)
        before = step.expression
    return tuple(found)


def _check_step(given: Domain, before: Any, step: Any, positive_definite: tuple[str, ...]) -> Verdict:
    if before.has(MatrixSymbol) or step.expression.has(MatrixSymbol):
        from symbolic.methods.matrix_steps import check_matrix_step

        return check_matrix_step(before, step.expression, positive_definite)
    return check(Claim(step.because, Comparison(before, "==", step.expression), given, by=step.by))


def _message(number: int, step: Any, before: Any, verdict: Verdict) -> str:
    head = f"step {number} ({step.because}) does not follow: `{before}` is not shown to equal `{step.expression}`"
    if verdict.verdict == REFUTED and verdict.counterexample is not None:
        where = ", ".join(f"{name} = {value}" for name, value in verdict.counterexample.items()) or "any point"
        return f"{head}; they differ at {where}: {verdict.message}"
    reason = verdict.message or verdict.verdict
    return f"{head}; {reason}. Make the step smaller, or add the condition that it needs"


def check_form(form: Any) -> tuple[Verdict, ...]:
    """The steps of a closed form's derivation, that its result is the expression, and that the stable form equals it.

    Where the result is read off rather than equal (`reading` says how), the middle part is left to the reader.
    """
    found: tuple[Verdict, ...] = ()
    derivation = form.derivation
    if derivation is not None:
        found = check_derivation(derivation)
        if derivation.result != form.expression and not form.reading:
            last = Step(form.expression, "the closed form, where the conditions of the derivation hold")
            given = Domain(*form.domain.assumptions, *derivation.given.assumptions, *derivation.conditions)
            found += check_derivation(Derivation(derivation.result, (last,), given, positive_definite=derivation.positive_definite))
    if form.stable is not None and form.stable != form.expression:
        step = Step(form.stable, "an equal form that floating point evaluates accurately")
        found += check_derivation(Derivation(form.expression, (step,), form.domain, positive_definite=form.positive_definite))
    return found
