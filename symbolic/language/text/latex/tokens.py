r"""The tokens of a formula in LaTeX: `\left`, spaces and typography go, words such as `\mathrm{loss}` and `\text{if}` are one token."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symbolic.language.text.faults import TextFault

LONGEST = 20_000
_TYPOGRAPHY = frozenset(
    [
        "left",
        "right",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "middle",
        "displaystyle",
        "textstyle",
        "scriptstyle",
        "limits",
        "nolimits",
        "quad",
        "qquad",
        "mathstrut",
        "strut",
        "hfill",
        "nonumber",
    ]
)
_PROSE = frozenset(["text", "textrm", "textup", "textnormal", "textit", "mbox"])
_WORDS = frozenset(["mathrm", "mathit", "mathsf", "mathbf", "mathtt", "mathbb", "mathcal", "operatorname"])
_SAME = {
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "mid": "|",
    "leq": "le",
    "leqslant": "le",
    "geq": "ge",
    "geqslant": "ge",
    "neq": "ne",
    "lt": "<",
    "gt": ">",
    "times": "cdot",
    "ast": "cdot",
    "dfrac": "frac",
    "tfrac": "frac",
    "cfrac": "frac",
    "dbinom": "binom",
    "tbinom": "binom",
    "land": "wedge",
    "lor": "vee",
    "lnot": "neg",
    "Rightarrow": "implies",
    "Longrightarrow": "implies",
    "Leftrightarrow": "iff",
    "Longleftrightarrow": "iff",
    "rightarrow": "to",
    "lparen": "(",
    "rparen": ")",
    "lbrack": "[",
    "rbrack": "]",
    "lbrace": "{|",
    "rbrace": "|}",
    "{": "{|",
    "}": "|}",
    "colon": ":",
}
_SPACES = frozenset(",;:!> ")
_SIGNS = frozenset("+-*/=<>()[]{}^_|!,.;:'&")
_PIECE = re.compile(
    r"\\((?:begin|end)\{[a-z]+\*?\}|[A-Za-z]+)\*?|\\(.)|(\d+(?:\{,\}\d{3})*(?:\.\d+)?|\.\d+)|([A-Za-z])|(\s+|~|%[^\n]*(?:\n|$))|(.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    r"""`kind` is `command` (`text` without its backslash), `letter`, `number`, `sign`, `word` (`\mathrm{loss}`) or `prose` (`\text{if}`).

    `\{` and `\}` are the signs `{|` and `|}`. `spaced` says that a space stood before it.
    """

    kind: str
    text: str
    offset: int
    spaced: bool = False

    def __str__(self) -> str:
        return "\\" + self.text if self.kind == "command" else self.text


def tokens(formula: str) -> tuple[Token, ...]:
    """The tokens of `formula`. Raises `TextFault` for a character that no formula has, and for a formula that is too long."""
    if len(formula) > LONGEST:
        raise TextFault(f"a formula of {len(formula)} characters: at most {LONGEST} are read")
    found: list[Token] = []
    rows = r"\begin{cases}" in formula
    place, spaced = 0, False
    while place < len(formula):
        piece = _PIECE.match(formula, place)
        assert piece is not None  # the last alternative matches anything
        begin, place = place, piece.end()
        command, control, number, letter, space, sign = piece.groups()
        if space or (control and control in _SPACES) or (not rows and (sign == "&" or control == "\\")):
            spaced = True
            continue
        if command in _TYPOGRAPHY:
            spaced = spaced or command.endswith("quad")
            place += formula[place : place + 1] == "."  # the invisible bracket of \left. and \right.
            continue
        if command in _PROSE or command in _WORDS:
            content, place = _group(formula, place, command)
            found.append(Token("prose" if command in _PROSE else "word", _plain(content), begin, spaced))
        else:
            found.append(_token(command, control, number, letter, sign, begin, spaced))
        spaced = False
    return tuple(found)


def _token(command: str, control: str, number: str, letter: str, sign: str, begin: int, spaced: bool) -> Token:
    if number:
        return Token("number", number.replace("{,}", ""), begin, spaced)
    if letter:
        return Token("letter", letter, begin, spaced)
    written = command or control or sign
    name = _SAME.get(written, written) if command or control else "cdot" if sign == "*" else sign
    if name in ("{|", "|}") or name in _SIGNS:
        return Token("sign", name, begin, spaced)
    if command or name == "cdot":
        return Token("command", name, begin, spaced)
    if control in ("|", "\\"):
        return Token("sign", control, begin, spaced)
    raise TextFault(f"`{written if written.isprintable() else repr(written)}` has no place in a formula", begin, written)


def _group(formula: str, place: int, command: str) -> tuple[str, int]:
    """The content of the braces that follow, and where they end."""
    begin = re.compile(r"\s*\{([^{}]*)\}").match(formula, place)
    if begin is None:
        raise TextFault(rf"`\{command}` is written `\{command}{{word}}`", place, command)
    return begin[1], begin.end()


def _plain(content: str) -> str:
    r"""`loss\_term` and `loss\ term` are both the name loss_term."""
    return re.sub(r"\\ |~|(?<=\w) (?=\w)", "_", content.replace(r"\_", "_").replace(r"\,", "")).strip()


__all__ = ["LONGEST", "Token", "tokens"]
