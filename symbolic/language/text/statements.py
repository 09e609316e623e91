"""From text to a statement, and to a term: the entry points of the reader."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sympy import Symbol

from symbolic.language.errors import LanguageError
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
    Statement,
    approx,
)
from symbolic.language.text.faults import TextFault, UnknownNames, suggestion
from symbolic.language.text.scope import CALCULUS, CONNECTIVES, PREDICATES, Scope, called_name
from symbolic.language.text.source import Source, parse
from symbolic.language.text.terms import Reader
from symbolic.language.text.vocabulary import FUNCTIONS

RELATIONS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
SHAPES = ("increasing", "decreasing", "convex", "concave", "nondecreasing", "nonincreasing")
_BINDERS = {"integral", "sum", "product"}


def read_statement(text: str, scope: Scope) -> Statement:
    """The statement that `text` writes, as written. Raises `UnknownNames` for undeclared names, `TextFault` for all else that is wrong."""
    source = parse(text)
    check_names(source, scope)
    return _guarded(source, lambda: _statement(Reader(source, scope), source.tree))


def read_statements(text: str, scope: Scope) -> tuple[Statement, ...]:
    """Statements separated by commas at the top level."""
    source = parse(text)
    check_names(source, scope)
    nodes = source.tree.elts if isinstance(source.tree, ast.Tuple) else [source.tree]
    return tuple(_guarded(source, lambda node=node: _statement(Reader(source, scope), node)) for node in nodes)  # type: ignore[misc]


def read_term(text: str, scope: Scope) -> Any:
    """The term that `text` writes, as written; errors as for statements."""
    source = parse(text)
    check_names(source, scope)
    return _guarded(source, lambda: Reader(source, scope).term(source.tree))


def _guarded(source: Source, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except RecursionError:
        raise TextFault("nested too deeply to be read; introduce definitions for the parts") from None
    except TextFault:
        raise
    except LanguageError as error:
        raise TextFault(str(error), 0, source.written(source.tree)) from None


def check_names(source: Source, scope: Scope) -> None:
    """Raise `UnknownNames` when a name of the text is neither declared, nor bound where it stands, nor part of the vocabulary."""
    faults: dict[str, TextFault] = {}
    waiting: list[tuple[ast.AST, frozenset[str]]] = [(source.tree, frozenset())]
    while waiting:  # no recursion: a long sum is a deep tree
        node, bound = waiting.pop()
        if isinstance(node, ast.Name) and not (node.id in bound or _known(node.id, scope)):
            message = f"`{node.id}` is not declared" + suggestion(node.id, (*bound, *scope.names))
            fault = TextFault(message, source.offset(node), node.id)
            known = faults.setdefault(node.id, fault)
            faults[node.id] = min(known, fault, key=lambda each: each.offset)
        inner = bound | _bound_by(node)
        waiting += [(child, inner) for child in ast.iter_child_nodes(node)]
    if faults:
        raise UnknownNames(tuple(sorted(faults.values(), key=lambda fault: fault.offset)))


def _known(name: str, scope: Scope) -> bool:
    known = (scope.bound, scope.functions, scope.definitions, FUNCTIONS, CALCULUS, CONNECTIVES, PREDICATES)
    return scope.term(name) is not None or any(name in names for names in known)


def _bound_by(node: ast.AST) -> frozenset[str]:
    """The names that a quantifier, integral, sum or product binds."""
    if not isinstance(node, ast.Call):
        return frozenset()
    name = called_name(node)
    if name in ("forall", "exists") and node.args:
        entries = node.args[0].elts if isinstance(node.args[0], ast.List | ast.Tuple) else [node.args[0]]
        return frozenset(entry.id for entry in entries if isinstance(entry, ast.Name))
    if name in _BINDERS and len(node.args) == 2 and isinstance(node.args[1], ast.Tuple) and node.args[1].elts:
        first = node.args[1].elts[0]
        return frozenset({first.id}) if isinstance(first, ast.Name) else frozenset()
    return frozenset()


def _statement(reader: Reader, node: ast.expr) -> Statement:
    if isinstance(node, ast.Compare):
        return _comparison(reader, node)
    if isinstance(node, ast.BoolOp):
        parts = tuple(_statement(reader, part) for part in node.values)
        return Conjunction(parts) if isinstance(node.op, ast.And) else Disjunction(parts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return Negation(_statement(reader, node.operand))
    name = called_name(node)
    if name in _READERS and isinstance(node, ast.Call) and name not in reader.scope.functions:
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise reader.fault(node, "{0}: arguments are given by their places, without names or stars")
        return _READERS[name](reader, node)
    if isinstance(node, ast.Tuple):
        raise reader.fault(node, "{0} is several statements: a claim is exactly one; join them with `and`")
    raise reader.fault(node, "{0} is not a statement: compare two terms (==, <, ...) or use a predicate such as increasing(e, x)")


def _comparison(reader: Reader, node: ast.Compare) -> Statement:
    sides = [reader.term(side) for side in (node.left, *node.comparators)]
    steps = []
    for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
        if type(operator) not in RELATIONS:
            raise reader.fault(node, "{0} is not a comparison; the comparisons are == != < <= > >=")
        steps.append(Comparison(left, RELATIONS[type(operator)], right))
    return steps[0] if len(steps) == 1 else Conjunction(tuple(steps))


def _arguments(reader: Reader, node: ast.Call, shape: str) -> list[ast.expr]:
    if len(node.args) != shape.count(",") + 1:
        raise reader.fault(node, "{0}: it is written `" + shape + "`")
    return node.args


def _implies(reader: Reader, node: ast.Call) -> Statement:
    premise, conclusion = _arguments(reader, node, "implies(a, b)")
    return Implication(_statement(reader, premise), _statement(reader, conclusion))


def _iff(reader: Reader, node: ast.Call) -> Statement:
    left, right = _arguments(reader, node, "iff(a, b)")
    return Equivalence(_statement(reader, left), _statement(reader, right))


def _quantified(reader: Reader, node: ast.Call) -> Statement:
    name = called_name(node) or ""
    entry, body = _arguments(reader, node, f"{name}(c, statement)")
    entries = entry.elts if isinstance(entry, ast.List | ast.Tuple) else [entry]
    names = [part.id for part in entries if isinstance(part, ast.Name)]
    if len(names) != len(entries) or len(set(names)) != len(names) or not names:
        raise reader.fault(entry, "{0} is not a variable or a list of variables: " + f"{name}(c, statement), {name}([a, b], statement)")
    variables = {written: reader.scope.variable(written) for written in names}
    return Quantified(name, tuple(variables.values()), _statement(reader.within(variables), body))


def _variable(reader: Reader, node: ast.expr) -> Any:
    found = reader.scope.term(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(found, Symbol):
        raise reader.fault(node, "{0} is not a symbol: the variable of a predicate is one declared symbol")
    return found


def _shape(reader: Reader, node: ast.Call) -> Statement:
    name = called_name(node) or ""
    expression, variable = _arguments(reader, node, f"{name}(e, x)")
    return Shape(name, reader.term(expression), _variable(reader, variable))


def _independent(reader: Reader, node: ast.Call) -> Statement:
    expression, variable = _arguments(reader, node, "independent(e, x)")
    return Independent(reader.term(expression), _variable(reader, variable))


def _extremum(reader: Reader, node: ast.Call) -> Statement:
    name = called_name(node) or ""
    expression, variable, at = _arguments(reader, node, f"{name}(e, x, at)")
    return Extremum(name, reader.term(expression), _variable(reader, variable), reader.term(at))


def _approx(reader: Reader, node: ast.Call) -> Statement:
    expression, number, digits = _arguments(reader, node, "approx(e, number, digits)")
    count = reader.term(digits)
    if not (count.is_Integer and 1 <= count <= 1000):
        raise reader.fault(digits, "{0}: the number of significant digits is a whole number from 1 to 1000")
    return approx(reader.term(expression), reader.term(number), int(count))


def _within(reader: Reader, node: ast.Call) -> Statement:
    expression, number, tolerance = _arguments(reader, node, "within(e, number, tolerance)")
    return Nearness(reader.term(expression), reader.term(number), reader.term(tolerance))


_READERS: dict[str | None, Callable[[Reader, ast.Call], Statement]] = {
    "implies": _implies,
    "iff": _iff,
    "forall": _quantified,
    "exists": _quantified,
    **dict.fromkeys(SHAPES, _shape),
    "independent": _independent,
    "maximum": _extremum,
    "minimum": _extremum,
    "approx": _approx,
    "within": _within,
}

__all__ = ["check_names", "read_statement", "read_statements", "read_term"]
