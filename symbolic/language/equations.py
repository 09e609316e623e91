"""Equations among assumptions, solved: a symbol that stands once, or linearly, in an equation is what the rest of the equation makes it.

For searching only: one solution of several is taken (the positive root), and what comes out is checked elsewhere against every assumption.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy
from sympy import Abs, Pow
from sympy.core.function import AppliedUndef

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Statement
from symbolic.language.terms import bound_symbols, free_symbols, substitute

_INVERSES: dict[Any, Any] = {
    sympy.exp: sympy.log,
    sympy.log: sympy.exp,
    sympy.sin: sympy.asin,
    sympy.cos: sympy.acos,
    sympy.tan: sympy.atan,
    sympy.asin: sympy.sin,
    sympy.acos: sympy.cos,
    sympy.atan: sympy.tan,
    sympy.sinh: sympy.asinh,
    sympy.tanh: sympy.atanh,
    sympy.asinh: sympy.sinh,
    sympy.atanh: sympy.tanh,
    Abs: lambda value: value,
}


def solved(relations: Sequence[Statement], symbols: Sequence[Any]) -> tuple[dict[Any, Any], list[Statement]]:
    """Symbols that equations fix, with the terms in the other symbols that they equal, and the other relations in terms of those."""
    fixed: dict[Any, Any] = {}
    left = list(relations)
    for _ in range(len(symbols)):
        found = next(filter(None, (_solution(relation, symbols, left) for relation in left)), None)
        if found is None:
            break
        relation, symbol, term = found
        mapping = {symbol: term}
        left = [_restated(r, mapping) for r in left if r is not relation]
        fixed = {s: substitute(t, mapping) for s, t in fixed.items()} | mapping
    return fixed, left


def _restated(relation: Any, mapping: dict[Any, Any]) -> Any:
    return substitute_statement(relation, mapping) if set(mapping) & set(symbols_of(relation)) else relation


def _solution(relation: Any, symbols: Sequence[Any], relations: Sequence[Any]) -> tuple[Any, Any, Any] | None:
    if not isinstance(relation, Comparison) or relation.relation != "==":
        return None
    sides = (relation.left, relation.right)
    if any(side.is_infinite or side.atoms(AppliedUndef) for side in sides):
        return None
    inside = [s for s in symbols if any(s in free_symbols(side) for side in sides)]
    bound = {s: sum(s in symbols_of(other) for other in relations) for s in inside}
    # A symbol that is an integer, or bound by other relations, is solved for only where nothing else is left.
    for symbol in sorted(inside, key=lambda s: (bool(s.is_integer), bound[s], s not in sides, s.name)):
        term = isolated(relation.left, relation.right, symbol)
        if term is not None and symbol not in free_symbols(term) and not term.has(sympy.zoo, sympy.nan, sympy.I):
            return relation, symbol, term
    return None


def isolated(left: Any, right: Any, symbol: Any) -> Any:
    """What `symbol` equals where left == right, by linearity or by undoing one operation after the other; None where neither works."""
    difference = sympy.expand(left - right)
    if difference.is_polynomial(symbol) and sympy.degree(difference, symbol) == 1:
        slope = difference.coeff(symbol, 1)
        return sympy.expand(-difference.coeff(symbol, 0)) / slope
    if _occurrences(left, symbol) + _occurrences(right, symbol) != 1:
        return None
    return _undone(left, right, symbol) if symbol in free_symbols(left) else _undone(right, left, symbol)


def _occurrences(term: Any, symbol: Any) -> int:
    if term == symbol:
        return 1
    if bound_symbols(term):
        return 2 if symbol in free_symbols(term) else 0
    return sum(_occurrences(part, symbol) for part in term.args)


def _undone(term: Any, value: Any, symbol: Any) -> Any:
    while term != symbol:
        inner = next(part for part in term.args if symbol in free_symbols(part))
        if term.is_Add:
            value = value - (term - inner)
        elif term.is_Mul:
            value = value / (term / inner)
        elif isinstance(term, Pow):
            value = value ** (1 / term.exp) if inner == term.base else sympy.log(value) / sympy.log(term.base)
        elif type(term) in _INVERSES:
            value = _INVERSES[type(term)](value)
        else:
            return None
        term = inner
    return value


__all__ = ["isolated", "solved"]
