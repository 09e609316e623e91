"""Markdown with formulas between dollars, as GitHub, Jupyter, Pandoc and MyST read it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.derivation import Derivation
from symbolic.claims.verdict import Verdict
from symbolic.render.assumptions import assumptions
from symbolic.render.bindings import bindings
from symbolic.render.latex import latex
from symbolic.render.latex_statements import condition_parts
from symbolic.render.latex_terms import TermPrinter
from symbolic.render.rows import Row
from symbolic.render.tables import summary_line


def escape(prose: str) -> str:
    """Prose that Markdown shows as it is written."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~&!])", r"\\\1", prose)


def markdown(thing: Any) -> str:
    """A term, statement or domain between single dollars; a derivation, claim or closed form as a display."""
    if isinstance(thing, Derivation):
        return derivation(thing)
    return _display(latex(thing)) if isinstance(thing, Claim | ClosedForm) else f"${latex(thing)}$"


def derivation(thing: Derivation) -> str:
    """A derivation as a display."""
    return _display(latex(thing))


def claim(id: str, claim: Claim, verdict: Verdict | None = None) -> str:
    """A claim: heading with its verdict, sentence, formula, conditions, derivation, counterexample."""
    grade = f" ({verdict.grade})" if verdict and verdict.grade else ""
    blocks = [f"### {_code(id)}{f': {verdict.verdict}{grade}' if verdict else ''}", escape(claim.says), _display(latex(claim.states))]
    conditions = condition_parts(TermPrinter(), assumptions(claim.given, claim.states))
    if conditions:
        blocks.append("for " + ", ".join(f"${part}$" for part in conditions) + ".")
    if isinstance(claim.by, Derivation):
        blocks += ["Derivation:", derivation(claim.by)]
    if verdict and verdict.counterexample:
        blocks.append(f"Counterexample: {', '.join(map(_code, bindings(verdict.counterexample)))}.")
    if verdict and verdict.trusts:
        blocks.append(f"Trusts {escape(', '.join(verdict.trusts))}.")
    return "\n\n".join(block for block in blocks if block)


def table(rows: Iterable[Row]) -> str:
    """The verdicts as a Markdown table, one row a claim, and the summary."""
    several = list(rows)
    lines = ["| verdict | claim | method | seconds | counterexample |", "|---|---|---|---:|---|"]
    for row in several:
        verdict = row.verdict
        method = (verdict.method or "") + (f" ({verdict.grade})" if verdict.grade else "")
        shown = ", ".join(map(_code, bindings(verdict.counterexample or {})))
        outcome = verdict.verdict if row.ok else f"**{verdict.verdict}**, expected {row.claim.expect}"
        lines.append(f"| {outcome} | {_code(row.id)} | {escape(method)} | {verdict.seconds:.3f} | {shown} |")
    return "\n".join([*lines, "", summary_line(several)])


def _code(text: str) -> str:
    fence = "``" if "`" in text else "`"
    return f"{fence}{text.replace('|', chr(92) + '|')}{fence}"


def _display(formula: str) -> str:
    return f"$$\n{formula}\n$$"
