"""The header `latex`: the formula as the author prints it must mean the same as the claim's statement."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from sympy import Basic, Integer, Integral, Limit, Pow, Product, Rational, Sum, Symbol, gamma, log, loggamma

from symbolic.language.special.roots import real_root
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Nearness,
    Negation,
    Quantified,
    Statement,
)
from symbolic.language.terms import bound_symbols, substitute
from symbolic.language.text.faults import TextFault
from symbolic.language.text.latex.names import Names
from symbolic.language.text.latex.statements import statement_text
from symbolic.language.text.scope import Scope
from symbolic.language.text.statements import read_statement
from symbolic.language.tidying import tidy

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


def check_formula(formula: str, states: Statement, scope: Scope) -> None:
    """Raise `TextFault` where `formula` cannot be read with the declared names, or says something else than `states`."""
    read = read_formula(formula, scope)
    if not agree(read, states):
        raise TextFault(f"the formula in `latex` says `{read}`, and the statement says `{states}`: they must mean the same", 0, formula)


def read_formula(formula: str, scope: Scope) -> Statement:
    """The statement that a formula in LaTeX writes. Raises `TextFault`."""
    plain = [name for name, definition in scope.definitions.items() if definition.parameters is None]
    called = [name for name, definition in scope.definitions.items() if definition.parameters is not None]
    text = statement_text(formula, Names.of((*scope.symbols, *plain), (*scope.functions, *called)))
    try:
        return read_statement(text, scope)
    except TextFault as fault:
        raise TextFault(f"the formula in `latex`, read as `{text}`: {fault.message}", 0, fault.term) from None


def agree(one: Statement, other: Statement) -> bool:
    """Whether both say the same: alike once tidied, up to the names of bound variables, the order in `and` and `or`, the side on which a
    term stands, and rational rewriting."""
    return _alike(_canonical(tidy(one)), _canonical(tidy(other)))


def _alike(one: Any, other: Any) -> bool:
    if one == other:
        return True
    if type(one) is not type(other):
        return isinstance(one, Basic) and isinstance(other, Basic) and _equal_terms(one, other)
    if isinstance(one, Comparison):
        return _comparisons_alike(one, other)
    if isinstance(one, Conjunction | Disjunction):
        return _same_members(list(one.parts), list(other.parts))
    if isinstance(one, Equivalence):
        return _same_members([one.left, one.right], [other.left, other.right])
    if isinstance(one, Basic):
        return _equal_terms(one, other)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_alike, one, other))
    return is_dataclass(one) and all(_alike(getattr(one, entry.name), getattr(other, entry.name)) for entry in fields(one))


def _comparisons_alike(one: Comparison, other: Comparison) -> bool:
    for left, relation, right in ((other.left, other.relation, other.right), (other.right, _MIRRORED[other.relation], other.left)):
        if one.relation == relation:
            sides = _equal_terms(one.left, left) and _equal_terms(one.right, right)
            if sides or _equal_terms(one.left - one.right, left - right):
                return True
    return False


def _same_members(ones: list[Any], others: list[Any]) -> bool:
    """Whether the two lists can be paired off."""
    left = list(others)
    for one in ones:
        partner = next((other for other in left if _alike(one, other)), None)
        if partner is None:
            return False
        left.remove(partner)
    return not left


def _equal_terms(one: Any, other: Any) -> bool:
    from symbolic.trusted.normal_form import is_zero

    if one == other:
        return True
    try:
        return is_zero(one - other)
    except (ArithmeticError, ValueError, TypeError, NotImplementedError, RecursionError):
        return False


def _canonical(thing: Any, depth: int = 0) -> Any:
    """The statement with one way to write what can be written in several: bound variables numbered, roots as powers, negated comparisons
    as the opposite ones, conjunctions and disjunctions flat."""
    if isinstance(thing, Basic):
        return _canonical_term(thing, depth)
    if isinstance(thing, Nearness):
        return _canonical(Comparison(abs(thing.expression - thing.number), "<=", thing.tolerance), depth)
    if isinstance(thing, Negation):
        inner = _canonical(thing.part, depth)
        if isinstance(inner, Comparison):
            return Comparison(inner.left, _OPPOSITE[inner.relation], inner.right)
        return Negation(inner)
    if isinstance(thing, Quantified):
        from symbolic.language.predicates import substitute_statement

        fresh = tuple(_numbered(variable, depth + i) for i, variable in enumerate(thing.variables))
        body = substitute_statement(thing.body, dict(zip(thing.variables, fresh, strict=True)))
        return Quantified(thing.quantifier, fresh, _canonical(body, depth + len(fresh)))
    if isinstance(thing, Conjunction | Disjunction):
        parts: list[Any] = []
        for part in (_canonical(part, depth) for part in thing.parts):
            parts += part.parts if type(part) is type(thing) else [part]
        return type(thing)(tuple(parts))
    if isinstance(thing, tuple):
        return tuple(_canonical(part, depth) for part in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return type(thing)(**{entry.name: _canonical(getattr(thing, entry.name), depth) for entry in fields(thing)})
    return thing


def _canonical_term(term: Any, depth: int) -> Any:
    if not term.args:
        return term
    bound = () if isinstance(term, Limit) else sorted(bound_symbols(term), key=str)
    if isinstance(term, Integral | Sum | Product) and bound:
        fresh = {variable: _numbered(variable, depth + i) for i, variable in enumerate(bound)}
        body = _canonical_term(substitute(term.function, fresh), depth + len(fresh))
        limits = [(fresh[entry[0]], *(_canonical_term(end, depth) for end in entry[1:])) for entry in term.limits]
        return term.func(body, *limits)
    if isinstance(term, real_root):
        base, degree = (_canonical_term(part, depth) for part in term.args)
        return Pow(base, Rational(1, int(degree)))
    if isinstance(term, loggamma):
        return log(gamma(_canonical_term(term.args[0], depth), evaluate=False), evaluate=False)
    parts = [_canonical_term(part, depth) if isinstance(part, Basic) else part for part in term.args]
    return term if all(new is old for new, old in zip(parts, term.args, strict=True)) else term.func(*parts)


def _numbered(variable: Any, place: int) -> Any:
    """The bound variable number `place`, of the kind that the operator gives it."""
    name = f"bound{Integer(place)}"
    return Symbol(name, integer=True) if variable.is_integer else Symbol(name, real=True)


__all__ = ["agree", "check_formula", "read_formula"]
