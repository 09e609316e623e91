r"""Statements in LaTeX: chains of comparisons, logic, quantifiers, and the predicates in the words in which they are printed."""

from __future__ import annotations

from symbolic.language.text.latex.cursor import Cursor
from symbolic.language.text.latex.names import Names
from symbolic.language.text.latex.terms import term
from symbolic.language.text.latex.tokens import tokens

RELATIONS = {"=": "==", "ne": "!=", "<": "<", "le": "<=", ">": ">", "ge": ">="}
_LOGIC = ("wedge", "vee", "neg", "implies", "iff", "forall", "exists")
_AND, _OR = ("and",), ("or",)
_SHAPES = {
    "is_strictly_increasing_in": "increasing",
    "is_strictly_decreasing_in": "decreasing",
    "is_increasing_in": "increasing",
    "is_decreasing_in": "decreasing",
    "is_nondecreasing_in": "nondecreasing",
    "is_nonincreasing_in": "nonincreasing",
    "is_strictly_convex_in": "convex",
    "is_strictly_concave_in": "concave",
    "does_not_depend_on": "independent",
    "is_independent_of": "independent",
}


def statement_text(formula: str, names: Names) -> str:
    """The statement that `formula` writes, in the words of the statement language. Raises `TextFault`."""
    cursor = Cursor(tokens(_bare(formula)), names)
    found = statement(cursor)
    cursor.takes(".", ",")
    if cursor.next is not None:
        raise cursor.fault("{0} is not expected here")
    return found


def _bare(formula: str) -> str:
    """The formula without the signs that begin and end it."""
    text = formula.strip()
    for opening, closing in (("$$", "$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
        if text.startswith(opening) and text.endswith(closing) and len(text) >= len(opening + closing):
            return text[len(opening) : -len(closing)]
    return text


def statement(cursor: Cursor) -> str:
    """An equivalence, an implication, or what stands below them."""
    with cursor.deeper():
        left = _implication(cursor)
        return f"iff({left}, {_implication(cursor)})" if cursor.takes("iff") else left


def _implication(cursor: Cursor) -> str:
    premise = _disjunction(cursor)
    return f"implies({premise}, {_implication(cursor)})" if cursor.takes("implies") else premise


def _disjunction(cursor: Cursor) -> str:
    parts = [_conjunction(cursor)]
    while cursor.takes("vee") or _takes_word(cursor, _OR):
        parts.append(_conjunction(cursor))
    return parts[0] if len(parts) == 1 else " or ".join(f"({part})" for part in parts)


def _conjunction(cursor: Cursor) -> str:
    parts = [_unit(cursor)]
    while cursor.takes("wedge") or _takes_word(cursor, _AND):
        parts.append(_unit(cursor))
    return parts[0] if len(parts) == 1 else " and ".join(f"({part})" for part in parts)


def _takes_word(cursor: Cursor, words: tuple[str, ...]) -> bool:
    token = cursor.next
    found = token is not None and token.kind == "prose" and token.text in words
    cursor.place += found
    return found


def _unit(cursor: Cursor) -> str:
    if cursor.takes("neg"):
        return f"not ({_unit(cursor)})"
    for quantifier in ("forall", "exists"):
        if cursor.takes(quantifier):
            return _quantified(cursor, quantifier)
    if cursor.sees("(", "[") and _holds_statement(cursor):
        closing = ")" if cursor.sees("(") else "]"
        cursor.place += 1
        inner = statement(cursor)
        cursor.take(closing)
        return inner
    token = cursor.next
    if token is not None and token.kind == "word" and token.text in ("argmax", "argmin"):
        return _extremum(cursor, "maximum" if token.text == "argmax" else "minimum")
    return _chain(cursor)


def _holds_statement(cursor: Cursor) -> bool:
    """Whether the parentheses that open here hold a statement: a relation or a connective outside all braces."""
    depth = braces = 0
    for token in cursor.tokens[cursor.place :]:
        if token.kind not in ("sign", "command"):
            continue
        braces += (token.text == "{") - (token.text == "}")
        if braces == 0:
            depth += (token.text in "([" and token.kind == "sign") - (token.text in ")]" and token.kind == "sign")
            if depth == 0:
                return False
            if token.text in RELATIONS or token.text in _LOGIC:
                return True
    return False


def _quantified(cursor: Cursor, quantifier: str) -> str:
    variables = []
    while True:
        token = cursor.next
        shape = cursor.shape()
        if shape is None:
            raise cursor.fault("{0} is not a variable", token)
        variables.append((shape, cursor.names.find(shape) or shape.identifier))
        if not cursor.takes(","):
            break
    if cursor.takes("in"):
        token = cursor.next
        if token is None or token.text != "R":
            raise cursor.fault(r"quantifiers run through all real numbers, \mathbb{R}, and {0} stands there")
        cursor.place += 1
    if not cursor.takes(":", ".", ",", "|") and not cursor.sees("(", "["):
        raise cursor.fault(rf"a quantifier is written \{quantifier}\, x \colon statement, and {{0}} stands there")
    with cursor.bound(*variables):
        body = statement(cursor)
    listed = ", ".join(name for _, name in variables)
    return f"{quantifier}({listed if len(variables) == 1 else f'[{listed}]'}, {body})"


def _chain(cursor: Cursor) -> str:
    text, compared = term(cursor).written, False
    token = cursor.next
    if token is not None and token.kind == "prose" and token.text in _SHAPES:
        return _shape(cursor, text)
    if cursor.takes("approx"):
        return _approximation(cursor, text)
    while (token := cursor.next) is not None and token.kind in ("sign", "command") and token.text in RELATIONS:
        cursor.place += 1
        text, compared = f"{text} {RELATIONS[token.text]} {term(cursor).written}", True
    if not compared:
        raise cursor.fault("a comparison is missing before {0}: a claim's formula is a whole statement")
    return text


def _shape(cursor: Cursor, text: str) -> str:
    token = cursor.next
    assert token is not None
    cursor.place += 1
    begin = cursor.next
    shape = cursor.shape()
    name = None if shape is None else cursor.names.find(shape)
    if name is None:
        raise cursor.fault("{0} is not a declared symbol", begin)
    return f"{_SHAPES[token.text]}({text}, {name})"


def _approximation(cursor: Cursor, text: str) -> str:
    number = term(cursor).written
    token = cursor.next
    words = token.text.strip("()").split("_") if token is not None and token.kind == "prose" else []
    if words[:1] != ["to"] or len(words) < 3 or not words[1].isdigit():
        raise cursor.fault(r"`\approx` says to how many digits: \approx 3.14 \text{ (to 3 significant digits)}, and {0} stands there")
    cursor.place += 1
    return f"approx({text}, {number}, {words[1]})"


def _extremum(cursor: Cursor, kind: str) -> str:
    cursor.place += 1
    cursor.take("_")
    below = cursor.group()
    begin = below.next
    shape = below.shape()
    name = None if shape is None else cursor.names.find(shape)
    if name is None:
        raise below.fault("{0} is not a declared symbol", begin)
    text = term(cursor).written
    cursor.take("=")
    at = term(cursor).written
    token = cursor.next
    if token is not None and token.kind == "prose" and token.text == "(unique)":
        cursor.place += 1
    return f"{kind}({text}, {name}, {at})"


__all__ = ["RELATIONS", "statement", "statement_text"]
