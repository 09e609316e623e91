r"""Operators that bind a variable or have a shape of their own: fractions, roots, sums, integrals, limits, derivatives, cases."""

from __future__ import annotations

from collections.abc import Callable

from symbolic.language.text.latex.cursor import POWER, PRODUCT, Cursor, Text
from symbolic.language.text.latex.names import Shape

NOT_A_FACTOR = frozenset(
    [
        "cdot",
        "div",
        "to",
        "le",
        "ge",
        "ne",
        "wedge",
        "vee",
        "neg",
        "implies",
        "iff",
        "forall",
        "exists",
        "rfloor",
        "rceil",
        "approx",
        "in",
        "pm",
        "mp",
        "partial",
        "uparrow",
        "downarrow",
        "searrow",
        "nearrow",
        "end{cases}",
        "end",
        "prime",
        "ldots",
        "cdots",
        "dots",
        "equiv",
        "sim",
    ]
)


def at_differential(cursor: Cursor) -> bool:
    """Whether the `dx` stands here that ends the innermost open integral."""
    if not cursor.ends or not _at_d(cursor):
        return False
    before = cursor.place
    cursor.place += 1
    shape = cursor.shape()
    cursor.place = before
    return shape == cursor.ends[-1]


def pass_differential(cursor: Cursor) -> None:
    cursor.place += 1
    cursor.shape()
    cursor.ended += 1


def _at_d(cursor: Cursor) -> bool:
    """An upright d, or a d that cannot be the declared symbol because a space sets it apart."""
    token = cursor.next
    if token is None or token.text != "d" or token.kind not in ("letter", "word"):
        return False
    return token.kind == "word" or token.spaced or cursor.names.find(Shape("d")) is None


def _fraction(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.terms import term

    above = cursor.group()
    below = cursor.group()
    if _differentiates(above) and _differentiates(below):
        return _derivative(cursor, above, below)
    over, under = above.whole(term), below.whole(term)
    cursor.ended += above.ended + below.ended
    return Text(f"{over.at(PRODUCT)}/{under.at(POWER)}", PRODUCT)


def _differentiates(part: Cursor) -> bool:
    token = part.next
    if token is None:
        return False
    return (token.kind == "command" and token.text == "partial") or (_at_d(part) and part.names.find(Shape("d")) is None)


def _derivative(cursor: Cursor, above: Cursor, below: Cursor) -> Text:
    from symbolic.language.text.latex.terms import product

    above.place += 1
    order = _order(above)
    body = above.whole(product) if above.next is not None else product(cursor)
    variables: list[tuple[str, int]] = []
    while below.next is not None:
        if not _differentiates(below):
            raise below.fault("{0} stands below a derivative, where d and a symbol belong")
        below.place += 1
        token = below.next
        shape = below.shape()
        name = None if shape is None else below.names.find(shape)
        if name is None:
            raise below.fault("{0} is not a declared symbol to differentiate by", token)
        variables.append((name, _order(below)))
    if sum(count for _, count in variables) != order:
        raise above.fault("the orders above and below the derivative differ, before {0}")
    text = body.written
    for name, count in reversed(variables):
        text = f"diff({text}, {name}{'' if count == 1 else f', {count}'})"
    return Text(text)


def _order(cursor: Cursor) -> int:
    if not cursor.takes("^"):
        return 1
    written = "".join(token.text for token in cursor.group().tokens)
    if not written.isdigit():
        raise cursor.fault("the order of a derivative is a number, before {0}")
    return int(written[:4])


def _root(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.terms import term

    degree = None
    if cursor.takes("["):
        degree = term(cursor).written
        cursor.take("]")
    inner = cursor.group().whole(term).written
    return Text(f"sqrt({inner})" if degree in (None, "2") else f"root({inner}, {degree})")


def _binomial(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.terms import term

    above = cursor.group().whole(term)
    return Text(f"binomial({above.written}, {cursor.group().whole(term).written})")


def _ends(cursor: Cursor, what: str) -> tuple[Cursor, Cursor]:
    """What stands below and above an operator, in either order."""
    below = cursor.group() if cursor.takes("_") else None
    above = cursor.group() if cursor.takes("^") else None
    if below is None and cursor.takes("_"):
        below = cursor.group()
    if below is None or above is None:
        raise cursor.fault(f"{what} is written with both its ends, before {{0}}")
    return below, above


def _ranged(name: str) -> Callable[[Cursor], Text]:
    def read(cursor: Cursor) -> Text:
        from symbolic.language.text.latex.terms import product, term

        below, above = _ends(cursor, f"a {name}")
        shape = below.shape()
        if shape is None or not below.takes("="):
            raise below.fault(f"a {name} runs from i = a to b, and {{0}} stands below it")
        variable = cursor.names.find(shape) or shape.identifier
        low, high = below.whole(term), above.whole(term)
        with cursor.bound((shape, variable)):
            body = product(cursor)
        return Text(f"{name}({body.written}, ({variable}, {low.written}, {high.written}))")

    return read


def _integral(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.terms import term

    below, above = _ends(cursor, "an integral")
    low, high = below.whole(term), above.whole(term)
    shape = _variable_of_integral(cursor)
    variable = cursor.names.find(shape) or shape.identifier
    ended, bars, ends = cursor.ended, cursor.bars, cursor.ends
    cursor.bars, cursor.ends = 0, (*ends, shape)
    with cursor.bound((shape, variable)):
        body = term(cursor)
    if cursor.ended == ended:
        raise cursor.fault("the integral does not end before {0}")
    cursor.ended, cursor.bars, cursor.ends = ended, bars, ends
    return Text(f"integral({body.written}, ({variable}, {low.written}, {high.written}))")


def _variable_of_integral(cursor: Cursor) -> Shape:
    """The variable of the differential that ends the integral which begins here."""
    begin, open_integrals = cursor.place, 1
    while cursor.next is not None:
        if cursor.sees("int"):
            open_integrals += 1
        elif _at_d(cursor) and not _below_a_fraction(cursor):
            here = cursor.place
            cursor.place += 1
            shape = cursor.shape()
            if shape is not None:
                open_integrals -= 1
                if open_integrals == 0:
                    cursor.place = begin
                    return shape
            cursor.place = here
        cursor.place += 1
    cursor.place = begin
    raise cursor.fault("the integral has no `dx` that ends it, after {0}")


def _below_a_fraction(cursor: Cursor) -> bool:
    before = cursor.tokens[max(0, cursor.place - 2) : cursor.place]
    return [token.text for token in before] == ["}", "{"]


def _limit(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.terms import product, term

    cursor.take("_")
    below = cursor.group()
    begin = below.next
    shape = below.shape()
    name = None if shape is None else below.names.find(shape)
    if name is None:
        raise below.fault("{0} is not a declared symbol that goes to a limit", begin)
    side = "+" if below.sees("downarrow", "searrow") else "-" if below.sees("uparrow", "nearrow") else ""
    if not below.takes("to", "downarrow", "searrow", "uparrow", "nearrow"):
        raise below.fault(r"a limit is written \lim_{x \to a}, and {0} stands there")
    point, marked = _point(below)
    body = product(cursor)
    at = point.whole(term).written
    side = "" if at in ("oo", "-oo") else side or marked
    return Text(f"limit({body.written}, {name}, {at}{f', {chr(39)}{side}{chr(39)}' if side else ''})")


def _point(below: Cursor) -> tuple[Cursor, str]:
    """The point of a limit without the sign above it that says the side, and that sign."""
    rest = list(below.tokens[below.place :])
    for tail in (3, 1):
        signs = [token.text for token in rest[-tail:]]
        if len(rest) > tail + 1 and signs[len(signs) // 2] in ("+", "-") and rest[-tail - 1].text == "^":
            if tail == 3 and (signs[0], signs[2]) != ("{", "}"):
                continue
            kept = tuple(rest[: -tail - 1])
            return Cursor(kept, below.names, depth=below.depth), signs[len(signs) // 2]
    return Cursor(tuple(rest), below.names, depth=below.depth), ""


def _cases(cursor: Cursor) -> Text:
    from symbolic.language.text.latex.statements import statement
    from symbolic.language.text.latex.terms import term

    branches: list[str] = []
    while not cursor.sees("end{cases}"):
        value = term(cursor).written
        cursor.takes(",")
        if not cursor.takes("&"):
            raise cursor.fault(r"a case is written `value & \text{if } condition`, and {0} stands there")
        word = cursor.next
        if word is not None and word.kind == "prose":
            cursor.place += 1
        if word is not None and word.kind == "prose" and word.text.strip(".,") in ("otherwise", "else"):
            branches.append(f"({value}, True)")
        else:
            branches.append(f"({value}, {statement(cursor)})")
        cursor.takes(",", ".")
        if not cursor.takes("\\"):
            break
    cursor.take("end{cases}")
    return Text(f"piecewise({', '.join(branches)})")


OPERATORS: dict[str, Callable[[Cursor], Text]] = {
    "frac": _fraction,
    "sqrt": _root,
    "binom": _binomial,
    "sum": _ranged("sum"),
    "prod": _ranged("product"),
    "int": _integral,
    "lim": _limit,
    "begin{cases}": _cases,
}

__all__ = ["NOT_A_FACTOR", "OPERATORS", "at_differential", "pass_differential"]
