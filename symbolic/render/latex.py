r"""LaTeX that a mathematician would write; a formula stands in math mode, a claim is text with displays. Works in pdfLaTeX and KaTeX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm
from symbolic.claims.derivation import Derivation
from symbolic.claims.verdict import Verdict
from symbolic.language.domain import Domain
from symbolic.language.statements import CLASSES
from symbolic.render.assumptions import assumptions
from symbolic.render.latex_claims import claim_latex
from symbolic.render.latex_derivations import derivation_latex, heading_latex
from symbolic.render.latex_statements import condition_parts, domain_latex, statement_latex
from symbolic.render.latex_terms import TermPrinter


def latex(thing: Any, names: Mapping[Any, str] | None = None) -> str:
    r"""The formula (math mode, no delimiters) of a term, statement, domain, claim, derivation or closed form.

    `names` gives symbols and functions the LaTeX that they are to be printed as, for example `{x1: "x'"}`.
    """
    printer = TermPrinter(names)
    if isinstance(thing, CLASSES):
        return statement_latex(printer, thing)
    if isinstance(thing, Domain):
        return domain_latex(printer, thing)
    if isinstance(thing, Derivation):
        return derivation_latex(printer, thing)
    if isinstance(thing, Claim):
        conditions = condition_parts(printer, assumptions(thing.given, thing.states))
        said = statement_latex(printer, thing.states)
        return said + (r" \qquad \text{for } " + r",\ ".join(conditions) if conditions else "")
    if isinstance(thing, ClosedForm):
        named = f"{heading_latex(printer, thing.symbol)} = " if thing.symbol is not None else ""
        return named + printer.doprint(thing.expression)
    return str(printer.doprint(thing))


def derivation(thing: Derivation) -> str:
    """A derivation as a display."""
    return rf"\[ {latex(thing)} \]"


def latex_claim(id: str, claim: Claim, verdict: Verdict | None = None) -> str:
    """A claim as a fragment: name, sentence, formula, conditions, verdict. It uses no environment beyond `aligned`."""
    return claim_latex(TermPrinter(), id, claim, verdict)


claim = latex_claim
