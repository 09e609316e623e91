"""Statements and assumptions as plain text: comparisons in signs, predicates in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Rational

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
from symbolic.render.assumptions import Assumptions, without_repetition
from symbolic.render.chains import one_chain
from symbolic.render.decimals import decimal
from symbolic.render.text_terms import chain_text, term_text
from symbolic.render.words import KINDS, PROPERTIES, SHAPES, listed

_KIND_RELATIONS = {"positive": "> 0", "negative": "< 0", "nonnegative": ">= 0", "nonpositive": "<= 0", "nonzero": "!= 0"}
_SETS = {"counting": "in {1, 2, ...}", "natural": "in {0, 1, 2, ...}", "integer": "integer"}


def statement_text(said: Statement) -> str:
    """A statement on one line."""
    if isinstance(said, Comparison):
        return f"{term_text(said.left)} {said.relation} {term_text(said.right)}"
    if isinstance(said, Conjunction | Disjunction):
        return _joined(said)
    if isinstance(said, Negation):
        return f"not ({statement_text(said.part)})"
    if isinstance(said, Implication):
        return f"if {_operand(said.premise)} then {_operand(said.conclusion)}"
    if isinstance(said, Equivalence):
        return f"{_operand(said.left)} if and only if {_operand(said.right)}"
    if isinstance(said, Quantified):
        names = ", ".join(map(term_text, said.variables))
        return f"for {'all' if said.quantifier == 'forall' else 'some'} {names}: {_operand(said.body)}"
    return _predicate(said)


def _predicate(said: Any) -> str:
    if isinstance(said, FunctionProperty):
        return f"{said.function.__name__} is {PROPERTIES[said.name]}"
    term = term_text(said.expression)
    if isinstance(said, Shape):
        return f"{term} is {SHAPES[said.kind]} in {term_text(said.variable)}"
    if isinstance(said, Independent):
        return f"{term} does not depend on {term_text(said.variable)}"
    if isinstance(said, Extremum):
        size = "largest" if said.kind == "maximum" else "smallest"
        return f"{term} is {size} at {term_text(said.variable)} = {term_text(said.at)} and only there"
    if isinstance(said, Finite):
        return f"{term} converges absolutely"
    if isinstance(said, Nearness):
        return f"{term} is within {term_text(said.tolerance)} of {term_text(said.number)}"
    assert isinstance(said, Approximation)
    return f"{term} is {_number(said.number, said.digits)} to {said.digits} significant digit{'s' * (said.digits > 1)}"


def _number(number: Any, digits: int) -> str:
    if not isinstance(number, Rational):
        return term_text(number)
    written, power = decimal(number, digits)
    return f"{written}e{power}" if power else written


def _joined(said: Conjunction | Disjunction) -> str:
    chain = one_chain(said) if isinstance(said, Conjunction) else None
    if chain:
        return chain_text(chain)
    word = " and " if isinstance(said, Conjunction) else " or "
    return word.join(_operand(part, mixed=True) for part in said.parts)


def _operand(part: Statement, mixed: bool = False) -> str:
    text = statement_text(part)
    compound = isinstance(part, Conjunction | Disjunction) and not (isinstance(part, Conjunction) and one_chain(part))
    return f"({text})" if isinstance(part, Implication | Equivalence | Quantified) or (mixed and compound) else text


def condition_texts(found: Assumptions) -> list[str]:
    """The assumptions as short formulas: kinds, relations, properties of functions."""
    concise = without_repetition(found)
    signs = {**_KIND_RELATIONS, **_SETS}
    kinds = [f"{', '.join(map(term_text, symbols))} {signs[kind]}" for kind, symbols in concise.kinds if kind in signs]
    functions = [f"{f.__name__} {listed([PROPERTIES[name] for name in names])}" for f, names in concise.functions if names]
    return [*kinds, *(_piece(piece) for piece in concise.relations), *functions]


def _piece(piece: Any) -> str:
    return chain_text(piece) if isinstance(piece, tuple) else statement_text(piece)


def assumptions_in_words(found: Assumptions) -> Iterator[str]:
    """One sentence fragment for each assumption."""
    for kind, symbols in found.kinds:
        names = listed([term_text(symbol) for symbol in symbols])
        yield f"{names}: {KINDS[kind][len(symbols) > 1]}"
    for piece in found.relations:
        yield _piece(piece)
    for f, properties in found.functions:
        words = [PROPERTIES[name] for name in properties]
        yield f"{f.__name__}: any {listed(words) + ' ' if words else ''}function"
