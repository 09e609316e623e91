"""A place in a formula: what comes next, what is bound there, and the texts that are built from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from symbolic.language.text.faults import TextFault
from symbolic.language.text.latex.names import ACCENTS, GREEK, Names, Shape, shape_of
from symbolic.language.text.latex.tokens import Token

DEEPEST = 50
SUM, PRODUCT, POWER, ATOM = range(4)


@dataclass(frozen=True)
class Text:
    """An expression in the words of the statement language, and how loosely its outermost operation binds."""

    written: str
    level: int = ATOM

    def at(self, level: int) -> str:
        """The text, in parentheses if it binds more loosely than `level`."""
        return self.written if self.level >= level else f"({self.written})"


@dataclass
class Cursor:
    """Reads `tokens` from `place` on. `bars` counts the absolute values that are open, `ends` are the variables of open integrals."""

    tokens: tuple[Token, ...]
    names: Names
    place: int = 0
    bars: int = 0
    depth: int = 0
    ends: tuple[Shape, ...] = ()
    ended: int = 0

    @property
    def next(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def sees(self, *texts: str, ahead: int = 0) -> bool:
        """Whether the next sign or command is one of `texts`."""
        at = self.place + ahead
        return at < len(self.tokens) and self.tokens[at].kind in ("sign", "command") and self.tokens[at].text in texts

    def takes(self, *texts: str) -> bool:
        """Whether the next sign or command is one of `texts`; if so it is passed."""
        found = self.sees(*texts)
        self.place += found
        return found

    def take(self, text: str) -> None:
        if not self.takes(text):
            raise self.fault(f"`{text}` is missing before {{0}}")

    def fault(self, message: str, token: Token | None = None) -> TextFault:
        """A fault at `token` (default: the next one), which the message names as {0}."""
        here = token or self.next
        last = self.tokens[-1].offset + len(str(self.tokens[-1])) if self.tokens else 0
        shown = f"`{here}`" if here else "the end"
        return TextFault(f"in the formula, {message.replace('{0}', shown)}", here.offset if here else last, str(here) if here else None)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault("{0} is nested too deeply to be read")
        yield
        self.depth -= 1

    @contextmanager
    def bound(self, *variables: tuple[Shape, str]) -> Iterator[None]:
        """Names that mean a variable of an operator for a while."""
        before = self.names
        for shape, name in variables:
            self.names = self.names.binding(shape, name)
        yield
        self.names = before

    def group(self) -> Cursor:
        """A cursor over the braces or the single token that follow, which are passed."""
        if self.next is None:
            raise self.fault("something is missing at {0}")
        if not self.takes("{"):
            self._split_number()
            self.place += 1
            return self._part(self.place - 1, self.place)
        begin, depth = self.place, 1
        while depth:
            if self.next is None:
                raise self.fault("`{` is never closed", self.tokens[begin - 1])
            depth += self.sees("{") - self.sees("}")
            self.place += 1
        return self._part(begin, self.place - 1)

    def _split_number(self) -> None:
        r"""Without braces an operator takes one digit: `\frac12` is a half, as in print."""
        token = self.next
        if token is not None and token.kind == "number" and len(token.text) > 1:
            first, rest = replace(token, text=token.text[0]), replace(token, text=token.text[1:], offset=token.offset + 1, spaced=False)
            self.tokens = (*self.tokens[: self.place], first, rest, *self.tokens[self.place + 1 :])

    def _part(self, begin: int, end: int) -> Cursor:
        if self.depth >= DEEPEST:
            raise self.fault("{0} is nested too deeply to be read")
        return Cursor(self.tokens[begin:end], self.names, depth=self.depth + 1, ends=self.ends)

    def whole(self, read: Callable[[Cursor], Text]) -> Text:
        """What `read` finds from here to the end, all of it."""
        found = read(self)
        if self.next is not None:
            raise self.fault("{0} is not expected here")
        return found

    def shape(self) -> Shape | None:
        """The look of the name that stands here, with all that is written below and behind it; None where none does. It is passed."""
        base = self._base()
        return None if base is None else self.decorated(base)

    def decorated(self, base: Shape) -> Shape:
        """`base` with all that is written below and behind it, which is passed."""
        below, star, primes = base.below, base.star, base.primes
        while True:
            if self.takes("_"):
                below = (*below, *_pieces(self.group()))
            elif self.takes("'"):
                primes += 1
            elif self.sees("^") and (marks := self._marks()):
                primes += marks.count("'")
                star = marks.strip("'") or star
            else:
                return Shape(base.base, below, base.accent, star, primes)

    def _base(self) -> Shape | None:
        token = self.next
        if token is None:
            return None
        if token.kind == "letter" or (token.kind == "command" and token.text in GREEK):
            self.place += 1
            return Shape(token.text)
        if token.kind in ("word", "prose") and token.text.isidentifier():
            self.place += 1
            return shape_of(token.text)
        if token.kind == "command" and token.text in ACCENTS:
            self.place += 1
            inner = self.group()._base()
            return None if inner is None else Shape(inner.base, inner.below, ACCENTS[token.text])
        if token.text == "{" and token.kind == "sign":
            before = self.place
            inner_cursor = self.group()
            shape = inner_cursor.shape()
            if shape is not None and inner_cursor.next is None:
                return shape
            self.place = before
        return None

    def _marks(self) -> str:
        """What `^` adds to a name: a star, or primes; nothing (and nothing is passed) where it is an exponent."""
        before = self.place
        self.place += 1
        inner = self.group() if self.next else None
        texts = [token.text for token in inner.tokens] if inner else []
        if texts and all(text in ("prime", "'") for text in texts):
            return "'" * len(texts)
        if texts in (["cdot"], ["*"], ["star"]):
            return "*"
        self.place = before
        return ""


def _pieces(below: Cursor) -> list[str]:
    """`_{i,\\mathrm{max}}` as i and max; what is below what is below joins it."""
    pieces = [""]
    for token in below.tokens:
        if token.text == "," and token.kind == "sign":
            pieces.append("")
        elif token.kind != "sign" or token.text not in ("{", "}", "_"):
            pieces[-1] += token.text
    return [piece for piece in pieces if piece]


__all__ = ["ATOM", "DEEPEST", "POWER", "PRODUCT", "SUM", "Cursor", "Text"]
