"""Derivations in LaTeX: `aligned`, the reason beside each line, the live conditions under the result."""

from __future__ import annotations

import re
from typing import Any

from sympy import Basic

from symbolic.claims.derivation import Derivation
from symbolic.render.assumptions import assumptions_of
from symbolic.render.latex_names import escape, function_latex, name_latex
from symbolic.render.latex_statements import condition_parts
from symbolic.render.latex_terms import TermPrinter


def derivation_latex(printer: TermPrinter, derivation: Derivation) -> str:
    """The chain of equalities, to be put in display mathematics."""
    start = printer._print(derivation.start)
    rows = [rf"{heading_latex(printer, derivation.name)} &= {start}"] if derivation.name is not None else []
    for number, step in enumerate(derivation.steps):
        left = start + " " if number == 0 and not rows else ""
        rows.append(rf"{left}&= {printer._print(step.expression)} && \text{{{escape(step.because)}}}")
    conditions = condition_parts(printer, assumptions_of(derivation))
    if conditions:
        rows.append(r"&\phantom{=} \text{for } " + r",\ ".join(conditions))
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def heading_latex(printer: TermPrinter, name: Any) -> str:
    """The left side of a derivation: a term, or text such as `KL(P || Q)`."""
    if isinstance(name, Basic):
        return str(printer._print(name))
    return notation(str(name))


def notation(text: str) -> str:
    """`KL(P || Q)`, `W_2` and the like as formulas; any other text as text."""
    if re.fullmatch(r"[A-Za-z]\w*", text):
        return name_latex(text)
    applied = re.fullmatch(r"([A-Za-z]\w*)\(([\w\s,|;]*)\)", text)
    if not applied:
        return rf"\text{{{escape(text)}}}"
    signs = {"||": r"\,\|\,", "|": r"\mid", ",": ",", ";": ";"}
    pieces = [signs.get(token) or name_latex(token) for token in re.findall(r"\|\||[|,;]|\w+", applied[2])]
    inner = re.sub(r" ([,;])", r"\1", " ".join(pieces))
    return f"{function_latex(applied[1])}({inner})"
