"""Reading a Markdown essay: its front matter, then its claims."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from symbolic.claims.claim import Claim
from symbolic.claims.verdict import PROVED, VERDICTS
from symbolic.essays.markdown import front_matter
from symbolic.essays.markdown.blocks import Block, Line, blocks, tokens
from symbolic.essays.markdown.faults import Fault, UnreadableEssay
from symbolic.essays.markdown.files import check_lines, text_of
from symbolic.essays.markdown.formulas import check_formula
from symbolic.essays.markdown.numbers import Printed, meaning, printed
from symbolic.essays.markdown.values import Link, bound, links
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.statements import FunctionProperty, Statement
from symbolic.language.text.faults import TextFault, UnknownNames, suggestion
from symbolic.language.text.statements import read_statement, read_statements

_SECONDS = re.compile(r"[0-9]{1,30}(\.[0-9]{0,30})?([eE][+-]?[0-9]{1,4})?|\.[0-9]{1,30}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class WrittenClaim:
    """A claim as a file has it.

    `line` is where it stands, `text` its statement, `expect` the verdict that the author expects, `within` its own time limit in seconds.
    `claim` is what it says; None when it cannot be read, and `fault` then says why. `printed` is the number that the text prints, where the
    claim is a number bound to an expression, whose term is then `term`. `says` is the paragraph before the claim, or round the number.
    """

    name: str
    line: int
    text: str
    expect: str = PROVED
    within: float | None = None
    note: str = ""
    claim: Claim | None = None
    fault: Fault | None = None
    says: str = ""
    printed: Printed | None = None
    term: Any = None


@dataclass(frozen=True)
class WrittenEssay:
    """A file: `name` is its file name, the first part of its claims' ids."""

    name: str
    path: str
    claims: tuple[WrittenClaim, ...]


def read(path: Path) -> WrittenEssay:
    """The essay in a file. Raises `UnreadableEssay` for errors of the file, `OSError` when it cannot be opened."""
    return read_text(text_of(path), path.name, str(path))


def read_text(text: str, name: str = "essay.md", path: str | None = None, *, empty: bool = False) -> WrittenEssay:
    """The essay that `text` is. Raises `UnreadableEssay` for errors of the file; a file without claims is one unless `empty` admits it."""
    where = path or name
    check_lines(text, where)
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    inner, taken = front_matter.split(lines, where)
    declared = front_matter.declarations(inner, where) if inner else front_matter.Declarations()
    body = lines[taken:]
    parsed = tokens("\n".join(body))
    found = blocks(parsed, body, taken + 1, where)
    claims = [_claim(block, number, declared, where) for number, block in enumerate(found, start=1)]
    claims = sorted((*claims, *_values(links(parsed, body, taken + 1), declared, where)), key=lambda claim: claim.line)
    if not claims and not empty:
        raise UnreadableEssay(
            Fault(where, 1, 1, "there is no claim in this file: a claim is a fenced block whose info string is `claim`", None)
        )
    _check_names(claims, where)
    return WrittenEssay(name, where, tuple(claims))


def _check_names(claims: list[WrittenClaim], path: str) -> None:
    seen: dict[str, int] = {}
    for claim in claims:
        if claim.name in seen:
            message = f"the name `{claim.name}` is used twice: first in line {seen[claim.name]}"
            raise UnreadableEssay(Fault(path, claim.line, 1, message, claim.name))
        seen[claim.name] = claim.line


def _claim(block: Block, number: int, declared: front_matter.Declarations, path: str) -> WrittenClaim:
    written = WrittenClaim(
        _name(block, number, path),
        block.line,
        block.text.strip(),
        _expectation(block, path),
        _within(block, path),
        block.headers["note"].text if "note" in block.headers else "",
        says=block.says,
    )
    try:
        states = read_statement(block.text, declared.scope)
    except UnknownNames as unknown:
        raise UnreadableEssay(*(_in_block(block, fault, path) for fault in unknown.faults)) from None
    except TextFault as fault:
        _own_assumptions(block, declared, path)
        return replace(written, fault=_in_block(block, fault, path))
    assumed = _own_assumptions(block, declared, path)
    if isinstance(assumed, Fault):
        return replace(written, fault=assumed)
    disagreement = _disagreement(block, states, declared, path)
    if disagreement is not None:
        return replace(written, fault=disagreement)
    try:
        given = _given(declared, assumed, states)
        return replace(written, claim=Claim(written.says or written.text, states, given, expect=written.expect, note=written.note))
    except LanguageError as error:
        return replace(written, fault=Fault(path, *block.place(0), str(error), None))


def _values(found: Iterable[Link], declared: front_matter.Declarations, path: str) -> list[WrittenClaim]:
    """The numbers in the text that are bound to an expression, each a claim."""
    claims: list[WrittenClaim] = []
    for link in found:
        earlier = sum(claim.line == link.line for claim in claims)
        name = f"value-L{link.line}{f'-{earlier + 1}' if earlier else ''}"
        claims.append(_value(link, WrittenClaim(name, link.line, f"{link.text} = {link.target.strip()}", says=link.says), declared, path))
    return claims


def _value(link: Link, written: WrittenClaim, declared: front_matter.Declarations, path: str) -> WrittenClaim:
    chains = tuple(statement for several in declared.chains.values() for statement in several)
    try:
        number = printed(link.text)
        expression = bound(link.target, declared.scope, (*chains, *declared.assumptions))
        states = meaning(expression.term, number)
        given = _given(front_matter.Declarations(declared.scope, expression.assumptions), (), states)
        claim = Claim(written.says or written.text, states, given)
    except UnknownNames as unknown:
        raise UnreadableEssay(*(Fault(path, link.line, link.column, fault.message, fault.term) for fault in unknown.faults)) from None
    except LanguageError as error:
        return replace(written, fault=Fault(path, link.line, link.column, str(error), getattr(error, "term", None)))
    return replace(written, claim=claim, printed=number, term=expression.term)


def _given(declared: front_matter.Declarations, own: tuple[Statement, ...], states: Statement) -> Domain:
    """What the claim may use: the chains of the symbols that it mentions, the file's assumptions, its own.

    The chains come first, since they guard the terms of the others; of two chains, the one whose symbol the other mentions.
    """
    relations: list[Statement] = [*declared.assumptions, *own]
    known = {symbol.name for symbol in symbols_of(relations, states)} | _variables(states)
    used: set[str] = set()
    while fresh := sorted(name for name in known - used if name in declared.chains):
        chains = [statement for name in fresh for statement in declared.chains[name]]
        used.update(fresh)
        relations = [*chains, *relations]
        known |= {symbol.name for symbol in symbols_of(chains)}
    properties = (FunctionProperty(f, name) for f in functions_of(relations, states) for name in sorted(f.properties.names))
    return Domain(*dict.fromkeys(relations), *properties)


def _variables(statement: Any) -> set[str]:
    """The variable of a predicate, which its expression need not mention."""
    variable = getattr(statement, "variable", None)
    return set() if variable is None else {variable.name}


def _own_assumptions(block: Block, declared: front_matter.Declarations, path: str) -> tuple[Statement, ...] | Fault:
    line = block.headers.get("assume")
    if line is None:
        return ()
    try:
        return read_statements(line.text, declared.scope)
    except UnknownNames as unknown:
        raise UnreadableEssay(*(_in_line(line, fault, path) for fault in unknown.faults)) from None
    except TextFault as fault:
        return _in_line(line, fault, path)


def _disagreement(block: Block, states: Statement, declared: front_matter.Declarations, path: str) -> Fault | None:
    """What is wrong with the claim's formula in LaTeX, where it has one."""
    line = block.headers.get("latex")
    if line is None:
        return None
    try:
        check_formula(line.text, states, declared.scope)
    except TextFault as fault:
        return _in_line(line, fault, path)
    except LanguageError as error:
        return Fault(path, line.number, line.column, str(error), None)
    return None


def _name(block: Block, number: int, path: str) -> str:
    line = block.headers.get("name")
    if line is None:
        return f"claim-{number}"
    if not _NAME.fullmatch(line.text):
        message = f"`{line.text[:120]}` is not a name of a claim: letters, digits, `.`, `_` and `-`, at most 100, a letter or digit first"
        raise UnreadableEssay(Fault(path, line.number, line.column, message, line.text[:120]))
    return line.text


def _expectation(block: Block, path: str) -> str:
    line = block.headers.get("expect")
    if line is None:
        return PROVED
    if line.text not in VERDICTS:
        message = f"`{line.text}` is not a verdict{suggestion(line.text, VERDICTS)}; expect one of {', '.join(VERDICTS)}"
        raise UnreadableEssay(Fault(path, line.number, line.column, message, line.text))
    return line.text


def _within(block: Block, path: str) -> float | None:
    line = block.headers.get("within")
    if line is None:
        return None
    seconds = float(line.text) if _SECONDS.fullmatch(line.text) else math.nan
    if not (0 < seconds < math.inf):
        raise UnreadableEssay(Fault(path, line.number, line.column, f"`{line.text}` is not a positive number of seconds", line.text))
    return seconds


def _in_block(block: Block, fault: TextFault, path: str) -> Fault:
    return Fault(path, *block.place(fault.offset), fault.message, fault.term)


def _in_line(line: Line, fault: TextFault, path: str) -> Fault:
    return Fault(path, line.number, line.column + fault.offset, fault.message, fault.term)


__all__ = ["WrittenClaim", "WrittenEssay", "read", "read_text"]
