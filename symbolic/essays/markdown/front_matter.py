"""Front matter: the declarations of a file, read as YAML text whose values are text, with their places.

YAML is composed into nodes and never constructed into objects; tags and aliases have no use here and are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from symbolic.essays.markdown.faults import Fault, UnreadableEssay
from symbolic.language.statements import Statement
from symbolic.language.text.declarations import (
    DeclarationFault,
    Entry,
    declare_definitions,
    declare_functions,
    declare_symbols,
    read_chains,
)
from symbolic.language.text.faults import TextFault, UnknownNames, suggestion
from symbolic.language.text.scope import Scope
from symbolic.language.text.statements import read_statement

KEYS = ("symbols", "functions", "assume", "define")
FENCE = "---"
DEEPEST = 20


@dataclass(frozen=True)
class Place:
    """Where a key or value stands: line and column from 1. Only a plain value on one line keeps the columns of its text."""

    line: int
    column: int
    plain: bool = True


@dataclass(frozen=True)
class Declarations:
    """What the front matter declares: the scope for every claim, the assumptions of the file, and the chains of single symbols."""

    scope: Scope = field(default_factory=Scope)
    assumptions: tuple[Statement, ...] = ()
    chains: dict[str, tuple[Statement, ...]] = field(default_factory=dict)


def split(lines: list[str], path: str) -> tuple[list[str], int]:
    """The lines of the front matter and the number of lines that it takes with its fences; none and 0 when there is none."""
    if not lines or lines[0].rstrip() != FENCE:
        return [], 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return lines[1:number], number + 1
    raise UnreadableEssay(Fault(path, 1, 1, f"the front matter that begins here is never closed: end it with a line `{FENCE}`", FENCE))


def declarations(lines: list[str], path: str) -> Declarations:
    """The declarations in the lines between the fences (the first of them is line 2 of the file)."""
    sections = _sections("\n".join(lines), path)
    try:
        symbols, chains = declare_symbols(_entries(sections.get("symbols"), path, "symbols"))
        functions = declare_functions(_entries(sections.get("functions"), path, "functions"), symbols)
        scope = Scope(symbols, functions)
        definitions = declare_definitions(_items(sections.get("define"), path, "define"), scope)
        scope = Scope(symbols, functions, definitions)
        relations = read_chains(chains, scope)
        assumptions = tuple(_assumption(entry, scope) for entry in _items(sections.get("assume"), path, "assume"))
    except DeclarationFault as fault:
        raise UnreadableEssay(_located(fault, path)) from None
    return Declarations(scope, assumptions, relations)


def _assumption(entry: Entry, scope: Scope) -> Statement:
    try:
        return read_statement(entry.value, scope)
    except UnknownNames as unknown:
        raise DeclarationFault(unknown.faults[0], entry) from None
    except TextFault as fault:
        raise DeclarationFault(fault, entry) from None


def _located(fault: DeclarationFault, path: str) -> Fault:
    key, value = fault.entry.place
    place = key if fault.in_key else value
    column = place.column + (fault.offset if place.plain and not fault.in_key else 0)
    return Fault(path, place.line, column, fault.message, fault.term)


def _sections(text: str, path: str) -> dict[str, Any]:
    """The four sections as YAML nodes."""
    root = _composed(text, path)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise UnreadableEssay(_fault(root, path, "front matter has the keys symbols, functions, assume and define", root.value))
    found: dict[str, Any] = {}
    for key, value in root.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in KEYS:
            message = f"`{name}` is not a key of the front matter{suggestion(name, KEYS)}; the keys are {', '.join(KEYS)}"
            raise UnreadableEssay(_fault(key, path, message, name))
        if name in found:
            raise UnreadableEssay(_fault(key, path, f"the key `{name}` stands twice", name))
        found[name] = value
    return found


def _composed(text: str, path: str) -> Any:
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:  # the parser takes ever longer with each level
                raise UnreadableEssay(_fault(event, path, "the front matter is nested too deeply to be read", None))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise UnreadableEssay(_fault(event, path, "anchors and aliases (`&`, `*`) have no use here: put the text in quotes", None))
            tag = getattr(event, "tag", None)
            if tag not in (None, "!"):
                raise UnreadableEssay(_fault(event, path, f"the tag `{tag}` has no use here", tag))
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
        raise UnreadableEssay(Fault(path, line, column, f"the front matter cannot be read: {problem}", None)) from None
    except RecursionError:
        raise UnreadableEssay(Fault(path, 2, 1, "the front matter is nested too deeply to be read", None)) from None


def _entries(node: Any, path: str, section: str) -> Iterator[Entry]:
    """The entries `key: value` of a section."""
    if node is None or _empty(node):
        return
    if not isinstance(node, yaml.MappingNode):
        raise UnreadableEssay(_fault(node, path, f"`{section}` holds entries `name: kind`", section))
    seen: set[str] = set()
    for key, value in node.value:
        if not (isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)):
            raise UnreadableEssay(_fault(value, path, f"an entry of `{section}` is `name: kind`, in one line of text", section))
        if key.value in seen:
            raise UnreadableEssay(_fault(key, path, f"the key `{key.value}` stands twice", key.value))
        seen.add(key.value)
        yield Entry(key.value, value.value, (_place(key), _place(value)))


def _items(node: Any, path: str, section: str) -> Iterator[Entry]:
    """The items of a section that is a list of texts."""
    if node is None or _empty(node):
        return
    if not isinstance(node, yaml.SequenceNode):
        raise UnreadableEssay(_fault(node, path, f"`{section}` is a list: each item begins with `- `", section))
    for item in node.value:
        if not isinstance(item, yaml.ScalarNode):
            raise UnreadableEssay(_fault(item, path, f"an item of `{section}` is text; put it in quotes when it has `: ` in it", section))
        yield Entry("", item.value, (_place(item), _place(item)))


def _empty(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value.strip()


def _place(node: Any) -> Place:
    begin, end = node.start_mark, node.end_mark
    plain = node.style is None and begin.line == end.line
    return Place(begin.line + 2, begin.column + 1, plain)


def _fault(node: Any, path: str, message: str, term: Any) -> Fault:
    mark = node.start_mark
    return Fault(path, mark.line + 2, mark.column + 1, message, term if isinstance(term, str) else None)


__all__ = ["Declarations", "declarations", "split"]
