r"""The vocabulary as formulas write it: `\sin x`, `\log_2 x`, `\Gamma(x)`, `I_\nu(x)`, `\lfloor x \rfloor`, `f'(x)`."""

from __future__ import annotations

from dataclasses import replace

from symbolic.language.text.latex.cursor import ATOM, POWER, PRODUCT, Cursor, Text
from symbolic.language.text.latex.names import Shape
from symbolic.language.text.vocabulary import FUNCTIONS

_CLOSING = {"(": ")", "[": "]", "{|": "|}"}
_BARE = {
    **{name: name for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log")},
    "ln": "log",
    "lg": "log10",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
}
"""Functions whose argument may stand without parentheses."""
_RECIPROCAL = {"cot": "tan", "sec": "cos", "csc": "sin"}
_WORDS = {
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "sgn": "sign",
    "B": "beta",
    "Li": "polylog",
    "W": "lambertw",
    **_BARE,
    **{name: name for name in FUNCTIONS},
}
_INVERSE = {"sin": "asin", "cos": "acos", "tan": "atan", "sinh": "asinh", "cosh": "acosh", "tanh": "atanh"}
_GREEK = {"Gamma": "gamma", "psi": "digamma", "zeta": "zeta", "Phi": "normal_cdf"}
_BESSEL = {"I": "besseli", "J": "besselj", "K": "besselk", "Y": "bessely"}
_ROUNDED = {"lfloor": ("floor", "rfloor"), "lceil": ("ceil", "rceil")}


def arguments(cursor: Cursor, name: str) -> list[str]:
    """The arguments in parentheses, each as text."""
    from symbolic.language.text.latex.terms import term

    opening = next((sign for sign in _CLOSING if cursor.takes(sign)), None)
    if opening is None:
        raise cursor.fault(f"`{name}` takes its arguments in parentheses, and {{0}} stands there")
    bars, cursor.bars = cursor.bars, 0
    found = [term(cursor).written]
    while cursor.takes(",", ";"):
        found.append(term(cursor).written)
    cursor.take(_CLOSING[opening])
    cursor.bars = bars
    return found


def vocabulary(cursor: Cursor) -> Text | None:
    """An application of a function of the vocabulary, or None (and nothing is passed)."""
    token = cursor.next
    assert token is not None
    if token.kind == "command" and token.text in _ROUNDED:
        return _rounded(cursor)
    if token.kind == "command" and token.text in ("max", "min"):
        cursor.place += 1
        return Text(f"{token.text}({', '.join(arguments(cursor, token.text))})")
    if token.kind == "command" and token.text in (*_BARE, *_RECIPROCAL):
        cursor.place += 1
        return _bare(cursor, token.text)
    if token.kind == "command" and token.text in _GREEK:
        cursor.place += 1
        return _greek(cursor, token.text)
    if token.kind in ("word", "prose") and token.text in _WORDS:
        cursor.place += 1
        if token.text in _BARE:
            return _bare(cursor, token.text)
        return _indexed(cursor, _WORDS[token.text])
    if token.kind == "letter" and token.text in {*_BESSEL, "W", "B"}:
        return _lettered(cursor, token.text)
    return None


def _rounded(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.terms import term

    token = cursor.next
    assert token is not None
    cursor.place += 1
    name, closing = _ROUNDED[token.text]
    bars, cursor.bars = cursor.bars, 0
    inner = term(cursor)
    cursor.bars = bars
    cursor.take(closing)
    return Text(f"{name}({inner.written})")


def _bare(cursor: Cursor, written: str) -> Text:
    r"""`\sin x`, `\sin^2 x`, `\sin^{-1} x`, `\log_b x`."""
    from symbolic.language.text.latex.terms import term

    name = _BARE.get(written, _RECIPROCAL.get(written, ""))
    base = cursor.group().whole(term) if name == "log" and cursor.takes("_") else None
    exponent = cursor.group().whole(term) if cursor.takes("^") else None
    if exponent is not None and exponent.written == "-1":
        if name not in _INVERSE or written in _RECIPROCAL:
            raise cursor.fault(f"`\\{written}^{{-1}}` is not read: write the inverse or the quotient")
        name, exponent = _INVERSE[name], None
    if base is not None and base.written in ("2", "10"):
        name, base = f"log{base.written}", None
    found = Text(f"{name}({_argument(cursor, name)})")
    if written in _RECIPROCAL:
        found = Text(f"1/{found.written}", PRODUCT)
    if base is not None:
        found = Text(f"{found.written}/log({base.written})", PRODUCT)
    return found if exponent is None else Text(f"{found.at(ATOM)}**{exponent.at(ATOM)}", POWER)


def _argument(cursor: Cursor, name: str) -> str:
    """What a function without parentheses takes: the factors beside it, up to the next function."""
    from symbolic.language.text.latex.terms import factor

    if cursor.sees("(", "[", "{|"):
        found = arguments(cursor, name)
        if len(found) != 1:
            raise cursor.fault(f"`{name}` takes 1 argument, not {len(found)}, before {{0}}")
        return found[0]
    found_text = factor(cursor)
    while _continues(cursor):
        found_text = Text(f"{found_text.at(PRODUCT)}*{factor(cursor).at(POWER)}", PRODUCT)
    return found_text.written


def _continues(cursor: Cursor) -> bool:
    from symbolic.language.text.latex import operators
    from symbolic.language.text.latex.terms import starts_factor

    token = cursor.next
    if token is None or not starts_factor(cursor) or operators.at_differential(cursor):
        return False
    if token.kind == "command":
        return token.text not in _BARE and token.text not in _RECIPROCAL and token.text not in operators.OPERATORS
    return token.kind in ("letter", "number")


def _greek(cursor: Cursor, written: str) -> Text:
    r"""`\Gamma(x)`, `\psi(x)`, `\psi^{(1)}(x)` is not in the language, `\Phi^{-1}(p)`."""
    name = _GREEK[written]
    if written == "Phi" and cursor.sees("^"):
        cursor.place += 1
        if [token.text for token in cursor.group().tokens] != ["-", "1"]:
            raise cursor.fault("only the inverse of the normal distribution is written with an exponent, before {0}")
        name = "normal_quantile"
    if not cursor.sees("(", "["):
        if written == "zeta" or name == "normal_quantile" or not cursor.sees("^"):
            raise cursor.fault(rf"`\{written}` is not declared, and as a function it takes its argument in parentheses, not {{0}}")
        raise cursor.fault(rf"a power of `\{written}` is written behind its argument")
    return Text(f"{name}({', '.join(arguments(cursor, name))})")


def _lettered(cursor: Cursor, letter: str) -> Text | None:
    """I_nu(x), W(x), W_{-1}(x), B(a, b) where the letter itself is not declared."""
    begin = cursor.place
    cursor.place += 1
    if letter in _BESSEL and not cursor.sees("_"):
        cursor.place = begin
        return None
    if letter in "WB" and not cursor.sees("_", "("):
        cursor.place = begin
        return None
    return _indexed(cursor, {**_BESSEL, "W": "lambertw", "B": "beta"}[letter])


def _indexed(cursor: Cursor, name: str) -> Text:
    """A function with its order or branch as an index."""
    from symbolic.language.text.latex.terms import term

    index = cursor.group().whole(term).written if cursor.takes("_") else None
    if cursor.sees("^"):
        raise cursor.fault(f"a power of `{name}` is written behind its argument")
    found = arguments(cursor, name)
    if index is None:
        return Text(f"{name}({', '.join(found)})")
    ordered = [*found, index] if name == "lambertw" else [index, *found]
    return Text(f"{name}({', '.join(ordered)})")


def lower_left(cursor: Cursor) -> Text | None:
    """`{}_1F_1(a; b; x)`, or None where there is no empty group."""
    if not (cursor.sees("{") and cursor.sees("}", ahead=1) and cursor.sees("_", ahead=2)):
        return None
    cursor.place += 3
    above = cursor.group().tokens
    token = cursor.next
    if token is None or token.text != "F":
        raise cursor.fault("{0} is not a function with an index before it")
    cursor.place += 1
    cursor.take("_")
    below = cursor.group().tokens
    name = f"hyp{''.join(t.text for t in above)}f{''.join(t.text for t in below)}"
    if name not in FUNCTIONS:
        raise cursor.fault(f"`{name}` is not in the language, before {{0}}")
    return Text(f"{name}({', '.join(_hypergeometric(cursor))})")


def _hypergeometric(cursor: Cursor) -> list[str]:
    """Arguments, where there may be none before the first semicolon."""
    cursor.take("(")
    if cursor.takes(";"):
        cursor.place -= 1
        token = cursor.tokens[cursor.place]
        rest = (replace(token, text="("), *cursor.tokens[cursor.place + 1 :])
        cursor.tokens = (*cursor.tokens[: cursor.place], *rest)
        return arguments(cursor, "hyp")
    cursor.place -= 1
    return arguments(cursor, "hyp")


def derivative_of_function(cursor: Cursor) -> Text | None:
    """f'(x) and f^{(4)}(x) for a declared function and a symbol; None where no such thing stands here."""
    begin = cursor.place
    shape = cursor.shape()
    order = shape.primes if shape is not None else 0
    if shape is None:
        return None
    name = cursor.names.find(Shape(shape.base, shape.below, shape.accent, shape.star), cursor.tokens[begin].offset)
    if name not in cursor.names.callable or not order:
        cursor.place = begin
        return None
    found = arguments(cursor, str(name))
    if len(found) != 1 or not found[0].isidentifier():
        raise cursor.fault(f"the derivative of `{name}` is read at a symbol only, as in {name}'(x)")
    return Text(f"diff({name}({found[0]}), {found[0]}{'' if order == 1 else f', {order}'})")


__all__ = ["arguments", "derivative_of_function", "lower_left", "vocabulary"]
