"""Claims in LaTeX: a heading, the sentence, the formula, its conditions, the verdict; no environment of its own."""

from __future__ import annotations

from typing import Any

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation
from symbolic.claims.verdict import Verdict
from symbolic.render.assumptions import assumptions
from symbolic.render.bindings import bindings
from symbolic.render.latex_derivations import derivation_latex
from symbolic.render.latex_names import escape
from symbolic.render.latex_statements import condition_parts, statement_latex
from symbolic.render.latex_terms import TermPrinter

_HEADINGS = {"proved": "Theorem", "tested": "Conjecture", "refuted": "Refuted claim", "undecided": "Open claim", "error": "Ill-posed claim"}


def claim_latex(printer: TermPrinter, id: str, claim: Claim, verdict: Verdict | None = None) -> str:
    """The fragment for one claim; without a verdict it is headed "Claim"."""
    heading = _HEADINGS[verdict.verdict] if verdict else "Claim"
    lines = [
        rf"\noindent\textbf{{{heading}}} (\texttt{{{escape(id)}}}). {escape(claim.says)}",
        rf"\[ {statement_latex(printer, claim.states)} \]",
    ]
    conditions = condition_parts(printer, assumptions(claim.given, claim.states))
    if conditions:
        lines.append("for " + ", ".join(f"${part}$" for part in conditions) + ".")
    if isinstance(claim.by, Derivation):
        lines += [r"\emph{Derivation.}", rf"\[ {derivation_latex(printer, claim.by)} \]"]
    if verdict:
        lines += [rf"\emph{{{_outcome(verdict)}}}", *_counterexample(verdict.counterexample)]
    return "\n".join(lines)


def _outcome(verdict: Verdict) -> str:
    grade = f" ({verdict.grade})" if verdict.grade else ""
    method = f" by {verdict.method}" if verdict.method else ""
    trusts = f"; trusts {', '.join(verdict.trusts)}" if verdict.trusts else ""
    return escape(f"{verdict.verdict.capitalize()}{grade}{method}{trusts}.")


def _counterexample(values: dict[str, Any] | None) -> list[str]:
    if not values:
        return []
    shown = ", ".join(rf"\texttt{{{escape(text)}}}" for text in bindings(values))
    return [rf"Counterexample: {shown}."]
