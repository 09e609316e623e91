"""A closed form as a claim: what its derivation starts from equals its result, and the expression equals what is computed in its place."""

from __future__ import annotations

import time
from dataclasses import replace

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.verdict import GRADES, PROVED, Verdict
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
