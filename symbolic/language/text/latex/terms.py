r"""Terms: sums, products side by side, powers, fractions, roots and names. `\sin 2x` takes what stands beside it, as in print."""

from __future__ import annotations

from symbolic.language.text.faults import suggestion
from symbolic.language.text.latex import functions, operators
from symbolic.language.text.latex.cursor import ATOM, POWER, PRODUCT, SUM, Cursor, Text
from symbolic.language.text.latex.names import Shape

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
    """Factors side by side, with dots or with slashes."""
    ended = cursor.ended
    found = factor(cursor)
    while True:
        if cursor.takes("cdot", "*"):
            following = factor(cursor)
            found = Text(f"{found.at(PRODUCT)}*{following.at(POWER)}", PRODUCT)
        elif cursor.takes("/", "div"):
            found = Text(f"{found.at(PRODUCT)}/{factor(cursor).at(POWER)}", PRODUCT)
        elif starts_factor(cursor):
            following = factor(cursor)
            found = Text(f"{found.at(PRODUCT)}*{following.at(POWER)}", PRODUCT)
        else:
            return found
        if cursor.ended != ended:
            return found


def starts_factor(cursor: Cursor) -> bool:
    """Whether what follows can stand beside a factor."""
    token = cursor.next
    if token is None or token.kind == "prose":
        return False
    if token.kind != "sign":
        return token.text not in operators.NOT_A_FACTOR
    return token.text in ("(", "[", "{", "{|") or (token.text == "|" and cursor.bars == 0)


def factor(cursor: Cursor) -> Text:
    """An atom with its exponents and factorials; the differential that ends an integral counts as 1."""
    if operators.at_differential(cursor):
        operators.pass_differential(cursor)
        return Text("1")
    return raised(cursor, atom(cursor))


def raised(cursor: Cursor, base: Text) -> Text:
    while True:
        if cursor.takes("!"):
            base = Text(f"factorial({base.written})")
        elif cursor.sees("^") and not operators.at_side(cursor):
            cursor.take("^")
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
    """A declared name, with its arguments where it takes any. The longest look that is declared counts."""
    begin = cursor.place
    for shape, end in looks(cursor):
        cursor.place = begin
        name = cursor.names.find(shape, cursor.tokens[begin].offset)
        if name is None:
            continue
        cursor.place = end
        if name not in cursor.names.callable:
            return Text(name)
        return _applied(cursor, name)
    cursor.place = begin
    return functions.derivative_of_function(cursor)


def _applied(cursor: Cursor, name: str) -> Text:
    if cursor.sees("^"):
        raise cursor.fault(f"a power of `{name}` is written behind its argument: {name}(x)^2")
    arguments = functions.arguments(cursor, name)
    return Text(f"{name}({', '.join(arguments)})")


def looks(cursor: Cursor) -> list[tuple[Shape, int]]:
    """The names that may stand here by their look, each with the place behind it: decorated, bare, spelled with several letters."""
    begin, found = cursor.place, []
    full = cursor.shape()
    if full is not None:
        found.append((full, cursor.place))
        if full.primes:
            cursor.place = begin
            found += _without_primes(cursor, full)
    cursor.place = begin
    found += _spelled(cursor)
    cursor.place = begin
    return found


def _without_primes(cursor: Cursor, full: Shape) -> list[tuple[Shape, int]]:
    """Nothing: a prime that is not declared is a derivative, which only a function has."""
    return []


def _spelled(cursor: Cursor) -> list[tuple[Shape, int]]:
    """Names of several plain letters and digits: kl, x1."""
    letters, place = "", cursor.place
    found: list[tuple[Shape, int]] = []
    while place < len(cursor.tokens):
        token = cursor.tokens[place]
        if token.kind not in ("letter", "number") or (token.spaced and letters) or not (letters + token.text).isidentifier():
            break
        letters, place = letters + token.text, place + 1
        if len(letters) > 1:
            cursor.place = place
            from symbolic.language.text.latex.names import shape_of

            spelled = shape_of(letters)
            found.append((spelled, place))
            if cursor.sees("_", "'"):
                found.append(_decorated(cursor, spelled))
    return found[::-1]


def _decorated(cursor: Cursor, spelled: Shape) -> tuple[Shape, int]:
    """A spelled name with what is written below and behind it."""
    from symbolic.language.text.latex.cursor import _pieces

    below, primes = spelled.below, 0
    while cursor.sees("_", "'"):
        if cursor.takes("'"):
            primes += 1
        else:
            cursor.take("_")
            below = (*below, *_pieces(cursor.group()))
    return Shape(spelled.base, below, primes=primes), cursor.place


__all__ = ["atom", "factor", "product", "term"]
