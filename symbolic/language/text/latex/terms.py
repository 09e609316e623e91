r"""Terms: sums, products side by side, powers, fractions, roots and names. `\sin 2x` takes what stands beside it, as in print."""

from __future__ import annotations

from symbolic.language.text.faults import suggestion
from symbolic.language.text.latex import functions, operators
from symbolic.language.text.latex.cursor import ATOM, POWER, PRODUCT, SUM, Cursor, Text
from symbolic.language.text.latex.names import Shape, shape_of

_CLOSED = {"(": ")", "[": "]", "{|": "|}"}
_CONSTANTS = {"pi": "pi", "infty": "oo"}


def term(cursor: Cursor) -> Text:
    """A sum of products."""
    with cursor.deeper():
        text, level = "", SUM
        while True:
            sign = "-" if cursor.takes("-") else "+" if cursor.takes("+") else ""
            if text and not sign:
                return Text(text, level)
            part = product(cursor)
            if not text and sign != "-":
                text, level = part.written, part.level
            else:
                text, level = f"{text} {sign} {part.at(PRODUCT)}" if text else f"-{part.at(PRODUCT)}", SUM
            if not cursor.sees("+", "-"):
                return Text(text, level)


def product(cursor: Cursor) -> Text:
    """Factors side by side, with dots or with slashes. The differential that ends an integral ends its product as well."""
    begun = cursor.ended
    if operators.at_differential(cursor):
        operators.pass_differential(cursor)
        begun = cursor.ended
        if not starts_factor(cursor):
            return Text("1")
    found = factor(cursor)
    while cursor.ended == begun:
        if operators.at_differential(cursor):
            operators.pass_differential(cursor)
        elif cursor.takes("/", "div"):
            found = Text(f"{found.at(PRODUCT)}/{factor(cursor).at(POWER)}", PRODUCT)
        elif cursor.takes("cdot") or starts_factor(cursor):
            found = Text(f"{found.at(PRODUCT)}*{factor(cursor).at(POWER)}", PRODUCT)
        else:
            break
    return found


def starts_factor(cursor: Cursor) -> bool:
    """Whether what follows can stand beside a factor."""
    token = cursor.next
    if token is None:
        return False
    if token.kind == "prose":
        return cursor.names.find(shape_of(token.text)) is not None
    if token.kind != "sign":
        return token.text not in operators.NOT_A_FACTOR
    return token.text in ("(", "[", "{", "{|") or (token.text == "|" and cursor.bars == 0)


def factor(cursor: Cursor) -> Text:
    """An atom with its exponents and factorials."""
    base = atom(cursor)
    while True:
        if cursor.takes("!"):
            base = Text(f"factorial({base.written})")
        elif cursor.takes("^"):
            exponent = cursor.group().whole(term)
            base = Text(f"{base.at(ATOM)}**{exponent.at(ATOM)}", POWER)
        else:
            return base


def atom(cursor: Cursor) -> Text:
    """A number, a group, a name, or an operator with all that belongs to it."""
    token = cursor.next
    if token is None:
        raise cursor.fault("a term is missing at {0}")
    if token.kind == "number":
        cursor.place += 1
        return Text(token.text)
    if token.kind == "sign":
        return _grouped(cursor)
    if token.kind == "command" and token.text in operators.OPERATORS:
        with cursor.deeper():
            cursor.place += 1
            return operators.OPERATORS[token.text](cursor)
    named = _declared(cursor)
    if named is not None:
        return named
    found = functions.vocabulary(cursor)
    if found is not None:
        return found
    if token.kind == "command" and token.text in _CONSTANTS:
        cursor.place += 1
        return Text(_CONSTANTS[token.text])
    if token.text == "e" and token.kind in ("letter", "word"):
        cursor.place += 1
        return Text("E")
    if token.text == "gamma" and token.kind == "command":
        cursor.place += 1
        return Text("euler_gamma")
    known = (name for several in cursor.names.by_shape.values() for name in several)
    raise cursor.fault("{0} stands for nothing that is declared" + suggestion(token.text, known))


def _grouped(cursor: Cursor) -> Text:
    token = cursor.next
    assert token is not None
    if token.text == "{":
        special = functions.lower_left(cursor)
        return special if special is not None else Text(cursor.group().whole(term).at(ATOM))
    if token.text == "|":
        return _absolute(cursor)
    if token.text not in _CLOSED:
        raise cursor.fault("{0} is not expected here")
    cursor.place += 1
    bars, cursor.bars = cursor.bars, 0
    inner = term(cursor)
    cursor.bars = bars
    cursor.take(_CLOSED[token.text])
    return Text(inner.at(ATOM))


def _absolute(cursor: Cursor) -> Text:
    cursor.take("|")
    cursor.bars += 1
    inner = term(cursor)
    cursor.bars -= 1
    cursor.take("|")
    return Text(f"abs({inner.written})")


def _declared(cursor: Cursor) -> Text | None:
    """A declared name, with its arguments where it takes any."""
    begin = cursor.place
    found = _meant(cursor)
    if found is None:
        cursor.place = begin
        return functions.derivative_of_function(cursor)
    name, cursor.place = found
    if name not in cursor.names.callable:
        return Text(name)
    if cursor.sees("^"):
        raise cursor.fault(f"a power of `{name}` is written behind its argument: {name}(x)^2")
    return Text(f"{name}({', '.join(functions.arguments(cursor, name))})")


def _meant(cursor: Cursor) -> tuple[str, int] | None:
    """The name that stands here, and the place behind it.

    Letters side by side are a product where each is declared; otherwise they may spell a name, such as kl.
    """
    begin = cursor.place
    offset = cursor.tokens[begin].offset
    full = cursor.shape()
    single = None if full is None else cursor.names.find(full, offset)
    end = cursor.place
    for shape, letters, place in _spelled(cursor, begin):
        name = cursor.names.find(shape, offset)
        if name is not None and (single is None or any(cursor.names.find(Shape(letter)) is None for letter in letters)):
            return name, place
    return None if single is None else (single, end)


def _spelled(cursor: Cursor, begin: int) -> list[tuple[Shape, str, int]]:
    """Names of several plain letters and digits (kl, x1), with their letters and the place behind them, the longest first."""
    letters, place = "", begin
    found: list[tuple[Shape, str, int]] = []
    while place < len(cursor.tokens):
        token = cursor.tokens[place]
        if token.kind not in ("letter", "number") or (token.spaced and letters) or not (letters + token.text).isidentifier():
            break
        letters, place = letters + token.text, place + 1
        if len(letters) > 1:
            cursor.place = place
            found.append((cursor.decorated(shape_of(letters)), "".join(c for c in letters if c.isalpha()), cursor.place))
    return found[::-1]


__all__ = ["atom", "factor", "product", "starts_factor", "term"]
