"""The fenced blocks of a Markdown file whose info string is `claim`, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt

from symbolic.essays.markdown import values
from symbolic.essays.markdown.faults import Fault, UnreadableEssay

INFO = "claim"
HEADERS = ("name", "assume", "expect", "note", "latex", "within")
_HEADER = re.compile(r"\s*([A-Za-z][A-Za-z_-]*)\s*:(?!=)(.*)")
LONGEST_SENTENCE = 400
_CONTAINER = " \t>"


@dataclass(frozen=True)
class Line:
    """A line of a block: its text, and the line and column (from 1) in the file at which that text begins."""

    text: str
    number: int
    column: int


@dataclass(frozen=True)
class Block:
    """A claim's block: its headers, the lines of its statement, the line of its opening fence, and the sentence that stands before it."""

    headers: dict[str, Line]
    statement: tuple[Line, ...]
    line: int
    says: str = ""

    @property
    def text(self) -> str:
        """The statement's text."""
        return "\n".join(line.text for line in self.statement)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of the character at `offset` of the text."""
        for line in self.statement:
            if offset <= len(line.text):
                return line.number, line.column + offset
            offset -= len(line.text) + 1
        return (self.statement[-1].number, self.statement[-1].column) if self.statement else (self.line, 1)


def tokens(body: str) -> Any:
    """The Markdown tokens of the essay's text."""
    parser = MarkdownIt("commonmark")
    values.install(parser)
    return parser.parse(body)


def blocks(parsed: Any, lines: list[str], first: int, path: str) -> list[Block]:
    """The claim blocks. `lines` are those of the body, the first of which is line `first` (from 1) of the file."""
    found, says, titled = [], "", False
    for token in parsed:
        if token.type == "heading_open":  # a title is no sentence, and what stands before it belongs elsewhere
            says, titled = "", True
        elif token.type == "inline":
            says, titled = ("" if titled else shortened(token.content)), False
        if token.type == "fence" and token.info.strip() == INFO:
            begin, end = token.map
            if not _closed(lines, begin, end, token.markup):
                raise UnreadableEssay(
                    Fault(path, begin + first, 1, "the claim that begins here is never closed: end it with its fence", None)
                )
            found.append(_block(token, says, lines, begin, first, path))
    return found


def _closed(lines: list[str], begin: int, end: int, markup: str) -> bool:
    last = lines[end - 1].strip(_CONTAINER) if begin < end - 1 < len(lines) else ""
    return len(last) >= len(markup) and set(last) == {markup[0]}


def shortened(prose: str) -> str:
    """Prose on one line, not too long to be shown."""
    text = " ".join(prose.split())
    return text if len(text) <= LONGEST_SENTENCE else f"{text[: LONGEST_SENTENCE - 3]}..."


def _block(token: Any, says: str, lines: list[str], begin: int, first: int, path: str) -> Block:
    content = token.content.split("\n")[:-1]
    written = [Line(text, begin + first + 1 + i, _column(text, lines, begin + 1 + i)) for i, text in enumerate(content)]
    headers: dict[str, Line] = {}
    rest = 0
    for line in written:
        match = _HEADER.fullmatch(line.text)
        if match is None and line.text.strip():
            break
        rest += 1
        if match is not None:
            _add_header(headers, match, line, path)
    return Block(headers, tuple(written[rest:]), begin + first, says)


def _add_header(headers: dict[str, Line], match: re.Match[str], line: Line, path: str) -> None:
    from symbolic.language.text.faults import suggestion

    name = match[1]
    place = (path, line.number, line.column + match.start(1))
    if name not in HEADERS:
        message = f"`{name}` is not a header of a claim{suggestion(name, HEADERS)}; the headers are {', '.join(HEADERS)}"
        raise UnreadableEssay(Fault(*place, message, name))
    if name in headers:
        raise UnreadableEssay(Fault(*place, f"the header `{name}` stands twice", name))
    value = match[2]
    begin = match.start(2) + len(value) - len(value.lstrip())
    headers[name] = Line(value.strip(), line.number, line.column + begin)


def _column(text: str, lines: list[str], number: int) -> int:
    """The column at which the text of a block's line begins in the file: indentation and quote marks are not part of it."""
    whole = lines[number] if number < len(lines) else ""
    place = whole.find(text) if text else 0
    return max(place, 0) + 1


__all__ = ["Block", "Line", "blocks", "shortened", "tokens"]
