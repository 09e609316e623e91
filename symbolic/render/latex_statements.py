"""Statements and assumptions in LaTeX: relations in signs, predicates in words."""

from __future__ import annotations

from typing import Any

from sympy import Rational

from symbolic.language.domain import Domain
from symbolic.language.statements import (
    Approximation,
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Finite,
    FunctionProperty,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
    Statement,
)
from symbolic.render.assumptions import Assumptions, assumptions, without_repetition
from symbolic.render.chains import one_chain
from symbolic.render.decimals import decimal
from symbolic.render.latex_names import group
from symbolic.render.latex_operators import RELATIONS, chain_latex
from symbolic.render.latex_terms import TermPrinter
from symbolic.render.words import PROPERTIES, SHAPES, listed

_SIGNS = {"counting": r"\in \{1, 2, \dots\}", "natural": r"\in \{0, 1, 2, \dots\}", "integer": r"\in \mathbb{Z}"}
_KIND_RELATIONS = {"positive": "> 0", "negative": "< 0", "nonnegative": r"\ge 0", "nonpositive": r"\le 0", "nonzero": r"\ne 0"}
_WORDY = (Shape, Independent, Finite, FunctionProperty, Approximation, Extremum)


def statement_latex(printer: TermPrinter, said: Statement) -> str:
    """A statement as a formula."""
    if isinstance(said, Comparison):
        return f"{printer._print(said.left)} {RELATIONS[said.relation]} {printer._print(said.right)}"
    if isinstance(said, Conjunction | Disjunction):
        return _joined(printer, said)
    if isinstance(said, Negation):
        return rf"\neg {group(statement_latex(printer, said.part))}"
    if isinstance(said, Implication):
        return rf"{_operand(printer, said.premise)} \implies {_operand(printer, said.conclusion)}"
    if isinstance(said, Equivalence):
        return rf"{_operand(printer, said.left)} \iff {_operand(printer, said.right)}"
    if isinstance(said, Quantified):
        sign = r"\forall" if said.quantifier == "forall" else r"\exists"
        return rf"{sign}\, {', '.join(map(printer._print, said.variables))} \colon {_operand(printer, said.body)}"
    return _predicate(printer, said)


def _predicate(printer: TermPrinter, said: Any) -> str:
    if isinstance(said, FunctionProperty):
        return rf"{printer.function_name(said.function)} \text{{ is {PROPERTIES[said.name]}}}"
    term = printer._print(said.expression)
    if isinstance(said, Shape):
        return rf"{term} \text{{ is {SHAPES[said.kind]} in }} {printer._print(said.variable)}"
    if isinstance(said, Independent):
        return rf"{term} \text{{ does not depend on }} {printer._print(said.variable)}"
    if isinstance(said, Extremum):
        return _extremum(printer, said, group(term) if said.expression.is_Add else term)
    if isinstance(said, Finite):
        return rf"{term} \text{{ converges absolutely}}"
    if isinstance(said, Nearness):
        inner = printer.total(_difference(said.expression, said.number))
        return rf"{group(inner, chr(92) + 'lvert', chr(92) + 'rvert')} \le {printer._print(said.tolerance)}"
    digits = f"{said.digits} significant digit{'s' * (said.digits > 1)}"
    return rf"{term} \approx {_number(printer, said.number, said.digits)} \quad \text{{(to {digits})}}"


def _difference(expression: Any, number: Any) -> list[Any]:
    return [expression, -number] if number != 0 else [expression]


def _extremum(printer: TermPrinter, said: Extremum, term: str) -> str:
    name = "max" if said.kind == "maximum" else "min"
    place = f"_{{{printer._print(said.variable)}}}"
    return rf"\operatorname*{{arg\,{name}}}{place}\, {term} = {printer._print(said.at)} \quad \text{{(unique)}}"


def _number(printer: TermPrinter, number: Any, digits: int) -> str:
    if not isinstance(number, Rational):
        return str(printer._print(number))
    written, power = decimal(number, digits)
    return rf"{written} \times 10^{{{power}}}" if power else written


def _joined(printer: TermPrinter, said: Conjunction | Disjunction) -> str:
    chain = one_chain(said) if isinstance(said, Conjunction) else None
    if chain:
        return chain_latex(printer, chain)
    words = any(isinstance(part, _WORDY) for part in said.parts)
    if isinstance(said, Conjunction):
        sign = r" \text{ and } " if words else r" \wedge "
    else:
        sign = r" \text{ or } " if words else r" \vee "
    return sign.join(_operand(printer, part, under=said) for part in said.parts)


def _operand(printer: TermPrinter, part: Statement, under: Any = None) -> str:
    text = statement_latex(printer, part)
    nested = isinstance(part, Implication | Equivalence | Quantified)
    mixed = under is not None and isinstance(part, Conjunction | Disjunction) and not (isinstance(part, Conjunction) and one_chain(part))
    return group(text) if nested or mixed else text


def piece_latex(printer: TermPrinter, piece: Any) -> str:
    """A merged chain of comparisons, or any other statement."""
    return chain_latex(printer, piece) if isinstance(piece, tuple) else statement_latex(printer, piece)


def condition_parts(printer: TermPrinter, found: Assumptions) -> list[str]:
    """The assumptions as formulas: kinds, then relations, then properties of functions."""
    concise = without_repetition(found)
    signs = {**_KIND_RELATIONS, **_SIGNS}
    kinds = [f"{', '.join(map(printer._print, symbols))} {signs[kind]}" for kind, symbols in concise.kinds if kind in signs]
    relations = [piece_latex(printer, piece) for piece in concise.relations]
    functions = [
        rf"{printer.function_name(f)} \text{{ {listed([PROPERTIES[name] for name in names])}}}" for f, names in concise.functions if names
    ]
    return kinds + relations + functions


def domain_latex(printer: TermPrinter, given: Domain) -> str:
    """The conditions of a domain, the kinds of its symbols included, in one line."""
    return r",\quad ".join(condition_parts(printer, assumptions(given)))
