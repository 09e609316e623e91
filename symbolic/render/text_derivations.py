"""Derivations as columns of plain text."""

from __future__ import annotations

from typing import Any

from sympy import Basic

from symbolic.claims.derivation import Derivation
from symbolic.render.assumptions import assumptions_of
from symbolic.render.text_statements import condition_texts
from symbolic.render.text_terms import term_text


def derivation_text(derivation: Derivation, width: int = 100) -> str:
    """One line a step, `= expression    [because]`; a reason that would pass `width` stands on a line of its own."""
    terms = [term_text(step.expression) for step in derivation.steps]
    reasons = [f"[{step.because}]" for step in derivation.steps]
    column = max((len(term) for term, reason in zip(terms, reasons, strict=True) if len(term) + len(reason) + 6 <= width), default=0)
    lines = [_heading(derivation)]
    for term, reason in zip(terms, reasons, strict=True):
        if len(term) <= column and column + len(reason) + 6 <= width:
            lines.append(f"  = {term.ljust(column)}  {reason}")
        else:
            lines += [f"  = {term}", f"      {reason}"]
    conditions = condition_texts(assumptions_of(derivation))
    return "\n".join([*lines, *([f"for {'; '.join(conditions)}"] if conditions else [])])


def _heading(derivation: Derivation) -> str:
    start = term_text(derivation.start)
    return start if derivation.name is None else f"{_name(derivation.name)}\n  = {start}"


def _name(name: Any) -> str:
    return term_text(name) if isinstance(name, Basic) else str(name)
