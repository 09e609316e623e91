"""From text to a syntax tree by Python's own parser, which only parses: nothing is ever compiled or run.

What could hurt the parser (NUL bytes, ten thousand parentheses, ten megabytes) is refused before it sees it.
"""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import dataclass

from symbolic.language.text.faults import TextFault

LONGEST = 20_000
DEEPEST = 60
_COMMENT = re.compile(r"#[^\n]*")
_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|.", re.DOTALL)
_OPERATORS = {"and", "or", "not", "True", "False", "None", "if", "else", "for", "in", "is"}
_KEYWORDS = frozenset(keyword.kwlist) - _OPERATORS
MARK = "\u019b"  # a letter that no text in ASCII has
_CLOSING = {")": "(", "]": "["}


@dataclass(frozen=True)
class Source:
    """A text, what was parsed of it, and its syntax tree.

    `parsed` has `**` for `^` and a mark before Python's keywords, in bytes, as Python counts columns; `moved` tells where bytes came in.
    """

    text: str
    parsed: bytes
    tree: ast.expr
    moved: tuple[int, ...]

    def offset(self, node: ast.AST) -> int:
        """Where `node` begins in the text, counted in characters."""
        return self._back(self._position(getattr(node, "lineno", 1), getattr(node, "col_offset", 0)))

    def written(self, node: ast.AST) -> str:
        """The text of `node` as its author wrote it, on one line and not too long to be shown."""
        begin, end = self.span(node)
        shown = " ".join(self.text[begin:end].split())
        return shown if len(shown) <= 120 else f"{shown[:117]}..."

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Begin and end of `node` in the text."""
        end = self._position(getattr(node, "end_lineno", 1), getattr(node, "end_col_offset", 0))
        return self.offset(node), self._back(end)

    def _position(self, line: int, column: int) -> int:
        return _line_start(self.parsed, line) + column - 1  # the parsed text stands in parentheses

    def _back(self, position: int) -> int:
        return min(max(position - sum(1 for place in self.moved if place < position), 0), len(self.text))


def _line_start(text: bytes, line: int) -> int:
    """Where line `line` (from 1) of `(text)` begins, as an offset that is one too large throughout."""
    place = 0
    for _ in range(line - 1):
        place = text.find(b"\n", place) + 1
        if place == 0:
            return len(text) + 1
    return place + (1 if line > 1 else 0)


def parse(text: str) -> Source:
    """The syntax tree of one expression. Raises `TextFault` for what is not one."""
    plain = _COMMENT.sub(lambda comment: " " * len(comment.group()), text)
    _check_characters(plain)
    _check_brackets(plain)
    if not plain.strip():
        raise TextFault("a statement is missing here")
    written, moved = _for_python(plain)
    parsed = written.encode()
    try:
        tree = ast.parse(f"({written}\n)", mode="eval").body
    except SyntaxError as error:
        raise _syntax_fault(text, parsed, moved, error) from None
    except (RecursionError, MemoryError):
        raise TextFault("nested too deeply to be read; introduce definitions for the parts") from None
    except ValueError as error:
        raise TextFault(f"cannot be read: {error}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = node.id.removeprefix(MARK)
    source = Source(text, parsed, tree, moved)
    _check_depth(source)
    return source


def _check_characters(text: str) -> None:
    if len(text) > LONGEST:
        raise TextFault(f"{len(text)} characters in one statement: at most {LONGEST} are read")
    for offset, character in enumerate(text):
        if not (character.isascii() and (character.isprintable() or character in "\n\t\r")):
            name = f"`{character}`" if character.isprintable() else f"the character number {ord(character)}"
            raise TextFault(f"{name} is not ASCII text: statements are written in ASCII (`pi`, `<=`, `*`)", offset, character)
        if character in ";\\`{}@$!?~&|'\"" and not _allowed(text, offset):
            raise TextFault(f"`{character}` has no place in a statement", offset, character)


def _allowed(text: str, offset: int) -> bool:
    character = text[offset]
    if character in "'\"":
        return True
    return character == "!" and text[offset + 1 : offset + 2] == "="


def _check_brackets(text: str) -> None:
    """Every bracket closes; the parser then reads exactly one expression, and not too deep a one."""
    open_brackets: list[tuple[str, int]] = []
    for offset, character in enumerate(text):
        if character in "([":
            open_brackets.append((character, offset))
            if len(open_brackets) > DEEPEST:
                raise TextFault(f"more than {DEEPEST} brackets inside one another; introduce definitions for the parts", offset, character)
        elif character in ")]":
            if not open_brackets or open_brackets[-1][0] != _CLOSING[character]:
                raise TextFault(f"`{character}` closes nothing that is open", offset, character)
            open_brackets.pop()
    if open_brackets:
        character, offset = open_brackets[-1]
        raise TextFault(f"`{character}` is never closed", offset, character)


def _for_python(text: str) -> tuple[str, tuple[int, ...]]:
    """`^` as `**`, and names that are keywords of Python (`lambda`) marked; with the places of the bytes that came in by that."""
    pieces: list[str] = []
    moved: list[int] = []
    length = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        extra = 1 if token == "^" else len(MARK.encode()) if token in _KEYWORDS else 0
        piece = "**" if token == "^" else MARK + token if token in _KEYWORDS else " " if token in "\t\r" else token
        moved += [length + 1 + i - (token in _KEYWORDS) for i in range(extra)]
        pieces.append(piece)
        length += len(piece.encode())
    return "".join(pieces), tuple(moved)


def _syntax_fault(text: str, parsed: bytes, moved: tuple[int, ...], error: SyntaxError) -> TextFault:
    line, column = error.lineno or 1, (error.offset or 1) - 1
    position = _line_start(parsed, line) + column - 1
    offset = max(0, min(position - sum(1 for place in moved if place < position), len(text)))
    hint = ""
    if "=" in text and not any(relation in text for relation in ("==", "<", ">", "!=")):
        hint = "; equality is written `==`"
    near = text[offset:].split("\n")[0][:40].strip() or text.strip()[-40:]
    return TextFault(f"`{near}` cannot be read: {error.msg.split('. Perhaps')[0]}{hint}", offset, near)


def _check_depth(source: Source) -> None:
    waiting: list[tuple[ast.AST, int]] = [(source.tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > 3 * DEEPEST:
            raise TextFault("nested too deeply to be read; introduce definitions for the parts", source.offset(node))
        for child in ast.iter_child_nodes(node):
            spine = isinstance(node, ast.BinOp) and child is node.left and isinstance(child, ast.BinOp)
            waiting.append((child, depth + (0 if spine else 1)))


__all__ = ["Source", "parse"]
