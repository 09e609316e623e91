"""Numbers in the text that are bound to an expression: `[4.2 %](<value: n/(b + n) at b = 299, n = 16>)` is a claim of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from symbolic.language.admission import holds_at
from symbolic.language.domain import functions_of, symbols_of
from symbolic.language.meaning import Undefined, Unknown
from symbolic.language.point import Point
from symbolic.language.predicates import kind_facts, substitute_statement
from symbolic.language.statements import Comparison, Statement
from symbolic.language.text.faults import TextFault
from symbolic.language.text.scope import VOCABULARY, Scope
from symbolic.language.text.statements import read_term

PREFIX = "value:"
LONGEST_SENTENCE = 400
_PROSE = ("text", "code_inline", "softbreak")
_AT = re.compile(r"(.*?)\sat\s+([A-Za-z_]\w*\s*=(?!=).*)", re.DOTALL)
_BINDING = re.compile(r"\s*([A-Za-z_]\w*)\s*=(?!=)(.*)", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """A link to an expression: what is printed, the expression with its `at`, where the link begins in the file (from 1), and the paragraph
    that it stands in."""

    text: str
    target: str
    line: int
    column: int
    says: str = ""


@dataclass(frozen=True)
class Bound:
    """An expression with the values of its symbols put in, and what remains to be assumed of the others."""

    term: Any
    assumptions: tuple[Statement, ...] = ()


def install(parser: Any) -> None:
    """Make a Markdown parser leave the targets of links as they are written, and say in `meta["begin"]` where in its text a link begins."""
    parser.normalizeLink = lambda target: target
    rule = next(entry.fn for entry in parser.inline.ruler.__rules__ if entry.name == "link")

    def located(state: Any, silent: bool) -> bool:
        begin, count = state.pos, len(state.tokens)
        found = bool(rule(state, silent))
        if found and not silent:
            opened = next((token for token in state.tokens[count:] if token.type == "link_open"), None)
            if opened is not None:
                opened.meta["begin"] = begin
        return found

    parser.inline.ruler.at("link", located)


def links(parsed: Any, lines: list[str], first: int) -> Iterator[Link]:
    """The links whose target begins with `value:`, in order. `lines` are those of the body, the first of which is line `first`."""
    for block in parsed:
        if block.type != "inline" or not block.children:
            continue
        says = " ".join("".join(token.content or " " for token in block.children if token.type in _PROSE).split())[:LONGEST_SENTENCE]
        for place, token in enumerate(block.children):
            target = str(token.attrs.get("href", "")) if token.type == "link_open" and token.markup != "autolink" else ""
            if target.startswith(PREFIX):
                before = block.content[: token.meta.get("begin", 0)]
                number = block.map[0] + before.count("\n")
                column = _column(before, block.content, lines[number] if number < len(lines) else "")
                yield Link(_text(block.children[place + 1 :]), target[len(PREFIX) :], number + first, column, says)


def _column(before: str, content: str, whole: str) -> int:
    begin = before.rfind("\n") + 1
    written = content[begin:].split("\n", 1)[0]
    return max(whole.find(written), 0) + len(before) - begin + 1


def _text(children: list[Any]) -> str:
    """The text of a link, without emphasis."""
    found = ""
    for token in children:
        if token.type == "link_close":
            break
        found += " " if token.type in ("softbreak", "hardbreak") else token.content if token.type in ("text", "code_inline") else ""
    return found


def bound(target: str, scope: Scope, assumptions: tuple[Statement, ...]) -> Bound:
    """The expression that a link is bound to. Raises `UnknownNames` for a name without declaration or value, `TextFault` otherwise."""
    divided = _AT.fullmatch(target)
    expression, places = (divided[1], divided[2]) if divided else (target, "")
    values = _values(places, scope)
    term = _read(expression, scope, values)
    kept, equations = [], []
    for name, value in values.items():
        if name in scope.symbols:
            _check_kind(scope.symbols[name], value)
            if scope.symbols[name] in symbols_of(term):  # it is the variable of a derivative or of a limit, too
                equations.append(Comparison(scope.symbols[name], "==", value))
    known = {scope.symbols[name]: value for name, value in values.items() if name in scope.symbols}
    for assumption in assumptions:
        if set(known) & set(symbols_of(assumption)):
            restated = substitute_statement(assumption, known)
            if not _evident(restated, assumption):
                kept.append(restated)
        else:
            kept.append(assumption)
    return Bound(term, (*equations, *_relevant(kept, term)))


def _values(places: str, scope: Scope) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in _split(places):
        binding = _BINDING.fullmatch(part)
        if binding is None:
            raise TextFault(f"`{part.strip()}` is not a value: what stands after `at` is `name = number, name = number`", 0, part.strip())
        name = binding[1]
        if name in VOCABULARY or name in scope.functions or name in scope.definitions:
            raise TextFault(f"`{name}` is not a symbol that can be given a value", 0, name)
        if name in found:
            raise TextFault(f"`{name}` is given two values", 0, name)
        found[name] = read_term(binding[2].strip(), scope)
        if symbols_of(found[name]):
            raise TextFault(f"`{binding[2].strip()}` is not a number: give `{name}` a value without symbols", 0, name)
    return found


def _split(text: str) -> list[str]:
    """The parts between commas that stand outside all brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts if text.strip() else []


def _read(expression: str, scope: Scope, values: dict[str, Any]) -> Any:
    """The term with the values in their places; where a symbol must stay one (d/dx), as it is written."""
    filled = Scope({**scope.symbols, **values}, scope.functions, scope.definitions)
    try:
        return read_term(expression.strip(), filled)
    except TextFault:
        if not values or any(name not in scope.symbols for name in values):
            raise
        return read_term(expression.strip(), scope)


def _check_kind(symbol: Any, value: Any) -> None:
    fits = all(_holds(Comparison(value, fact.relation, fact.right)) is True for fact in kind_facts([symbol]))
    if not fits or (symbol.is_integer and not value.is_integer):
        raise TextFault(f"`{symbol}` cannot be `{value}`: its kind does not allow it", 0, str(symbol))


def _evident(restated: Statement, assumption: Statement) -> bool:
    """Whether an assumption is seen to be true with the values put in. Raises `TextFault` where it is seen to be false."""
    found = None if symbols_of(restated) or functions_of(restated) else _holds(restated)
    if found is False:
        raise TextFault(f"the values contradict the assumption `{assumption}`", 0, None)
    return found is True


def _holds(statement: Statement) -> bool | None:
    try:
        return holds_at(statement, Point())
    except (Undefined, Unknown):
        return None


def _relevant(assumptions: list[Statement], term: Any) -> list[Statement]:
    """The assumptions that speak of the symbols and functions of `term`, and of those that these speak of."""
    reached, kept = _spoken_of(term), list[Statement]()
    while found := [a for a in assumptions if a not in kept and reached & _spoken_of(a)]:
        kept += found
        reached |= _spoken_of(found)
    return [a for a in assumptions if a in kept]


def _spoken_of(thing: Any) -> set[Any]:
    return {*symbols_of(thing), *functions_of(thing)}


__all__ = ["PREFIX", "Bound", "Link", "bound", "install", "links"]
