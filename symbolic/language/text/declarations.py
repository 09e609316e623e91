"""Declarations: symbols with their kinds, functions with their properties, definitions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import Symbol

from symbolic.language.errors import LanguageError
from symbolic.language.functions import PROPERTIES, function
from symbolic.language.statements import Statement
from symbolic.language.text.faults import TextFault, suggestion
from symbolic.language.text.scope import VOCABULARY, Definition, Scope
from symbolic.language.text.source import Source, parse
from symbolic.language.text.statements import check_names, read_statement
from symbolic.language.text.terms import Reader, exact_number

KINDS: dict[str, dict[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "negative": {"negative": True},
    "nonnegative": {"nonnegative": True},
    "nonzero": {"real": True, "nonzero": True},
    "integer": {"integer": True},
    "natural": {"integer": True, "nonnegative": True},
    "counting": {"integer": True, "positive": True},
}
_WRITTEN_PROPERTIES = tuple(name for name in PROPERTIES if name != "smooth")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FUNCTION = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s*(?:\(\s*(\d+)\s*\))?(?:\s+on\s+(\w+))?")
_DEFINITION = re.compile(r"\s*([^\s(:=]+)\s*(?:\(([^)]*)\))?\s*:=(.*)", re.DOTALL)
MOST_ARGUMENTS = 9


@dataclass(frozen=True)
class Entry:
    """A line of the declarations: its `key` and `value` as text, and what to tell of its place when something is wrong with it."""

    key: str
    value: str
    place: Any = None


class DeclarationFault(TextFault):
    """A fault with the entry in which it stands; `in_key` says that the key is meant, not the value."""

    def __init__(self, fault: TextFault, entry: Entry, *, in_key: bool = False) -> None:
        super().__init__(fault.message, fault.offset, fault.term)
        self.entry, self.in_key = entry, in_key


def declare_symbols(entries: Iterable[Entry]) -> tuple[dict[str, Any], dict[str, tuple[Entry, str]]]:
    """The symbols, and for each name with a chain the entry and the chain's text, to be read once all names are known."""
    symbols: dict[str, Any] = {}
    chains: dict[str, tuple[Entry, str]] = {}
    for entry in entries:
        names = [name.strip() for name in entry.key.split(",")]
        kind, chain = _kind(entry, names)
        for name in names:
            _check_name(name, symbols, entry)
            symbols[name] = Symbol(name, **kind)
            if chain is not None:
                chains[name] = (entry, chain)
    return symbols, chains


def read_chains(chains: dict[str, tuple[Entry, str]], scope: Scope) -> dict[str, tuple[Statement, ...]]:
    """The relations that the chain of each symbol states."""
    found: dict[str, tuple[Statement, ...]] = {}
    for name, (entry, chain) in chains.items():
        try:
            statement = read_statement(chain, scope)
        except TextFault as fault:
            raise DeclarationFault(fault, entry) from None
        found[name] = tuple(getattr(statement, "parts", (statement,)))
    return found


def _kind(entry: Entry, names: list[str]) -> tuple[dict[str, bool], str | None]:
    """The assumptions that SymPy should know of the symbols, and the chain if there is one."""
    parts = [part.strip() for part in _split(entry.value)]
    kind: dict[str, bool] = {}
    chains = []
    for part in parts:
        if part in KINDS:
            kind |= KINDS[part]
        elif any(relation in part for relation in ("<", ">", "==", "!=")):
            chains.append(part)
        else:
            known = ", ".join(KINDS)
            message = f"`{part}` is not a kind{suggestion(part, KINDS)}; the kinds are {known}, or a chain such as 0 < p < 1"
            raise DeclarationFault(TextFault(message, 0, part), entry)
    chain = " and ".join(f"({part})" for part in chains) if len(chains) > 1 else chains[0] if chains else None
    if chain is not None:
        _check_chain(chain, names, entry)
        kind |= _sign_of_chain(chain, names)
    if kind.get("positive") and kind.get("negative"):
        raise DeclarationFault(TextFault("nothing is positive and negative at once", 0, entry.value), entry)
    return kind or {"real": True}, chain


def _check_chain(chain: str, names: list[str], entry: Entry) -> None:
    tree = _tree(chain, entry)
    used = {node.id for node in ast.walk(tree.tree) if isinstance(node, ast.Name)}
    for name in names:
        if name not in used:
            message = f"the chain says nothing about `{name}`: declare `{name}` in an entry of its own"
            raise DeclarationFault(TextFault(message, 0, entry.value), entry)


def _tree(text: str, entry: Entry) -> Source:
    try:
        return parse(text)
    except TextFault as fault:
        raise DeclarationFault(fault, entry) from None


def _sign_of_chain(chain: str, names: list[str]) -> dict[str, bool]:
    """The sign that a chain gives all of its names at sight: a number that is not negative stands below them, or none positive above."""
    signs = [_sign(parse(chain).tree, name) for name in names]
    return signs[0] if all(sign == signs[0] for sign in signs) else {}


def _sign(tree: ast.expr, name: str) -> dict[str, bool]:
    known: dict[str, bool] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        if not all(isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for operator in node.ops):
            continue
        if any(isinstance(operator, ast.Gt | ast.GtE) for operator in node.ops) and any(
            isinstance(operator, ast.Lt | ast.LtE) for operator in node.ops
        ):
            continue
        ascending = isinstance(node.ops[0], ast.Lt | ast.LtE)
        places = [i for i, side in enumerate(sides) if isinstance(side, ast.Name) and side.id == name]
        for place in places:
            for other, side in enumerate(sides):
                number = _literal(side)
                if number is None or other == place:
                    continue
                between = node.ops[min(place, other) : max(place, other)]
                strict = any(isinstance(operator, ast.Lt | ast.Gt) for operator in between)
                below = (other < place) == ascending
                if below and (number > 0 or (number == 0 and strict)):
                    known["positive"] = True
                elif below and number == 0:
                    known["nonnegative"] = True
                elif not below and (number < 0 or (number == 0 and strict)):
                    known["negative"] = True
    if known.get("positive") and known.get("negative"):
        return {}
    return {"positive": True} if known.get("positive") else {"negative": True} if known.get("negative") else known


def _literal(node: ast.expr) -> Any:
    """A number as it is written, with or without a minus; None for anything else."""
    negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    inner = node.operand if isinstance(node, ast.UnaryOp) and negative else node
    if not (isinstance(inner, ast.Constant) and isinstance(inner.value, int | float) and not isinstance(inner.value, bool)):
        return None
    try:
        number = exact_number(repr(inner.value))
    except ValueError:
        return None
    return -number if negative else number


def declare_functions(entries: Iterable[Entry], taken: Iterable[str]) -> dict[str, Any]:
    """The uninterpreted functions."""
    functions: dict[str, Any] = {}
    names = set(taken)
    for entry in entries:
        match = _FUNCTION.fullmatch(entry.key.strip())
        if match is None:
            message = f"`{entry.key}` declares no function: write `f: increasing`, `g(2): any` or `f on positive: increasing`"
            raise DeclarationFault(TextFault(message, 0, entry.key), entry, in_key=True)
        name, arity, place = match[1], int(match[2] or 1), match[3]
        _check_name(name, names, entry)
        names.add(name)
        functions[name] = _function(entry, name, arity, place)
    return functions


def _function(entry: Entry, name: str, arity: int, place: str | None) -> Any:
    if place not in (None, "positive", "reals"):
        raise DeclarationFault(TextFault(f"`on {place}`: a function lives on all of R, or `on positive`", 0, place), entry, in_key=True)
    if not 1 <= arity <= MOST_ARGUMENTS:
        raise DeclarationFault(TextFault(f"a function takes 1 to {MOST_ARGUMENTS} arguments", 0, entry.key), entry, in_key=True)
    properties = [part.strip() for part in entry.value.split(",")]
    for part in properties:
        if part != "any" and part not in _WRITTEN_PROPERTIES:
            hint = suggestion(part, _WRITTEN_PROPERTIES)
            message = f"`{part}` is not a property of functions{hint}; the properties are any, {', '.join(_WRITTEN_PROPERTIES)}"
            raise DeclarationFault(TextFault(message, 0, part), entry)
    try:
        return function(name, *(part for part in properties if part != "any"), on=place or "reals", arity=arity)
    except LanguageError as error:
        raise DeclarationFault(TextFault(str(error), 0, entry.value), entry) from None


def declare_definitions(entries: Iterable[Entry], scope: Scope) -> dict[str, Definition]:
    """The definitions, each readable by itself, none defined by itself."""
    known = list(entries)
    found: dict[str, Definition] = {}
    for entry in known:
        definition = _definition(entry, {*scope.symbols, *scope.functions, *found})
        found[definition.name] = definition
    whole = Scope(scope.symbols, scope.functions, found)
    for definition, entry in zip(found.values(), known, strict=True):
        try:
            _check_definition(definition, whole)
        except TextFault as fault:
            raise DeclarationFault(_moved(fault, _begin_of_expression(entry)), entry) from None
    return found


def _begin_of_expression(entry: Entry) -> int:
    begin = entry.value.index(":=") + 2
    return begin + len(entry.value[begin:]) - len(entry.value[begin:].lstrip())


def _moved(fault: TextFault, by: int) -> TextFault:
    return TextFault(fault.message, fault.offset + by, fault.term)


def _definition(entry: Entry, taken: set[str]) -> Definition:
    match = _DEFINITION.fullmatch(entry.value)
    if match is None:
        raise DeclarationFault(
            TextFault("a definition is written `name := expression` or `name(a, b) := expression`", 0, entry.value), entry
        )
    _check_name(match[1], taken, entry)
    parameters = None if match[2] is None else tuple(part.strip() for part in match[2].split(","))
    own: set[str] = set()
    for parameter in parameters or ():
        _check_name(parameter, own, entry)
        own.add(parameter)
    try:
        return Definition(match[1], parameters, parse(match[3].strip()))
    except TextFault as fault:
        raise DeclarationFault(_moved(fault, _begin_of_expression(entry)), entry) from None


def _check_definition(definition: Definition, scope: Scope) -> None:
    stand_ins = {name: Symbol(name, real=True) for name in definition.parameters or ()}
    inner = Scope({**scope.symbols, **stand_ins}, scope.functions, scope.definitions)
    check_names(definition.source, inner)
    Reader(definition.source, inner, (definition.name,)).term(definition.source.tree)


def _check_name(name: str, taken: Iterable[str], entry: Entry) -> None:
    if not (name.isascii() and _NAME.fullmatch(name)):
        raise DeclarationFault(TextFault(f"`{name}` is not a name: names are letters, digits and _, in ASCII", 0, name), entry, in_key=True)
    if name in VOCABULARY:
        raise DeclarationFault(TextFault(f"`{name}` is a word of the language: choose another name", 0, name), entry, in_key=True)
    if name in taken:
        raise DeclarationFault(TextFault(f"`{name}` is declared twice", 0, name), entry, in_key=True)


def _split(text: str) -> list[str]:
    """Parts between commas that stand outside brackets."""
    parts, depth, begin = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append(text[begin:place])
            begin = place + 1
    return [*parts, text[begin:]]


__all__ = ["KINDS", "DeclarationFault", "Entry", "declare_definitions", "declare_functions", "declare_symbols", "read_chains"]
