"""Statements and proofs as a table of nodes, and back: what a certificate file holds.

Each row is a tag, what the tag needs, and the numbers of earlier rows. Equal parts have one row, and depth costs nothing: neither way
recurses. Reading goes by a whitelist (`encoding_terms.heads`, the classes of statements, the nodes that the kernel has rules for) and makes
only values of those kinds; no text is ever run, and no other class can be named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd
from typing import Any

from sympy import Basic, Integer, Rational, Symbol

from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError
from symbolic.trusted import encoding_terms as terms
from symbolic.trusted.encoding_shapes import GRAMMAR, field_names, is_statement, of, proof_nodes, shape_name, statement_classes
from symbolic.trusted.encoding_terms import Malformed, NotEncodable

Row = list[Any]
SHORT = 10**15  # integers beyond are written in base 16: Python reads those of any length, and in linear time


@dataclass
class Table:
    """Rows as they are written; `add` returns the number of a value's row."""

    rows: list[Row] = field(default_factory=list)
    _numbers: dict[Any, int] = field(default_factory=dict)
    _seen: dict[int, tuple[Any, int]] = field(default_factory=dict)  # by identity; the value is kept so that no other takes its place

    def add(self, value: Any) -> int:
        """The number of the row for `value`; everything in it comes before it. Raises `NotEncodable`."""
        waiting: list[tuple[Any, tuple[Any, ...], list[Any] | None]] = [(value, (), None)]
        while waiting:
            thing, head, parts = waiting.pop()
            if id(thing) in self._seen:
                continue
            if parts is None:
                head, parts = _opened(thing)
                waiting.append((thing, head, parts))
                waiting += [(part, (), None) for part in parts if id(part) not in self._seen]
            else:
                self._seen[id(thing)] = (thing, self._row((*head, *(self._seen[id(part)][1] for part in parts))))
        return self._seen[id(value)][1]

    def _row(self, entry: tuple[Any, ...]) -> int:
        key = tuple((type(part), part) for part in entry)
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            self.rows.append([list(map(list, part)) if type(part) is tuple else part for part in entry])
        return self._numbers[key]


def _opened(value: Any) -> tuple[tuple[Any, ...], list[Any]]:
    """What a row says itself, and the values whose rows it names."""
    if value is None:
        return ("none",), []
    if type(value) is bool:
        return ("truth", value), []
    if type(value) is int:
        return ("count", _written_integer(value)), []
    if type(value) is Fraction:
        return ("fraction", _written_integer(value.numerator), _written_integer(value.denominator)), []
    if type(value) is str:
        return ("text", value), []
    if type(value) is tuple:
        return ("list",), list(value)
    if isinstance(value, Basic):
        return _opened_term(value)
    if isinstance(value, type) and terms.is_function(value):
        name, properties, positive_axis, arity, order = terms.function_data(value)
        return ("function", name, " ".join(properties), positive_axis, arity, order), []
    if isinstance(value, type) or callable(value):
        return ("head", terms.head_name(value)), []
    if type(value) is Domain:
        return ("domain",), list(value.assumptions)
    kind = type(value)
    for tag, name, known in (("statement", kind.__name__, statement_classes()), ("proof", shape_name(kind), proof_nodes())):
        if known.get(name) is kind:
            return (tag, name), [getattr(value, part) for part in field_names(kind)]
    raise NotEncodable(f"certificates have no words for `{kind.__name__}`")


def _opened_term(term: Any) -> tuple[tuple[Any, ...], list[Any]]:
    constant = terms.constant_name(term)
    if constant is not None:
        return ("constant", constant), []
    if isinstance(term, Integer):
        return ("integer", _written_integer(int(term.p))), []
    if isinstance(term, Rational):
        return ("rational", _written_integer(int(term.p)), _written_integer(int(term.q))), []
    if type(term) is Symbol:
        return ("symbol", term.name, tuple(terms.kinds_of(term).items())), []
    if type(term) is terms.Str:
        return ("name", term.name), []
    if terms.is_application(term):
        return ("apply",), [term.func, *term.args]
    if not term.args:
        raise NotEncodable(f"certificates have no words for `{term}`")
    return ("term", terms.head_name(type(term))), list(term.args)


def _written_integer(number: int) -> int | str:
    return number if abs(number) < SHORT else hex(number)


def _integer(written: Any) -> int:
    if type(written) is int:
        return written
    if type(written) is str and written.removeprefix("-").startswith("0x"):
        try:
            return int(written, 16)
        except ValueError:
            pass
    raise Malformed("an integer is written neither in decimal nor as 0x...")


def values(rows: Sequence[Any]) -> list[Any]:
    """The value of every row, in order. Raises `Malformed`, naming the row."""
    found: list[Any] = []
    for number, row in enumerate(rows):
        try:
            found.append(_value(row, found))
        except Malformed as error:
            raise Malformed(f"row {number}: {error}") from error
        except LanguageError as error:
            raise Malformed(f"row {number}: {error}") from error
    return found


def _value(row: Any, before: Sequence[Any]) -> Any:
    if not (isinstance(row, list) and row and isinstance(row[0], str) and row[0] in _READERS):
        raise Malformed("it is no row of a certificate")
    return _READERS[row[0]](row[1:], before)


def _part(number: Any, before: Sequence[Any]) -> Any:
    if type(number) is not int or not 0 <= number < len(before):
        raise Malformed(f"`{number}` is not the number of an earlier row")
    return before[number]


def _parts(numbers: Iterable[Any], before: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(_part(number, before) for number in numbers)


def _own(row: Row, *kinds: type) -> Row:
    """What the row says itself, each of the kind that it must have."""
    if len(row) != len(kinds) or any(type(part) is not kind for part, kind in zip(row, kinds, strict=True)):
        raise Malformed(f"it should hold {', '.join(kind.__name__ for kind in kinds) or 'nothing'}")
    return row


def _nothing(row: Row, before: Sequence[Any]) -> None:
    _own(row)


def _symbol(row: Row, before: Sequence[Any]) -> Any:
    name, kinds = _own(row, str, list)
    if not all(isinstance(kind, list) and len(kind) == 2 and isinstance(kind[0], str) for kind in kinds):
        raise Malformed("the kinds of a symbol are names with true or false")
    return terms.symbol(name, dict(kinds))


def _function(row: Row, before: Sequence[Any]) -> Any:
    name, properties, positive_axis, arity, order = _own(row, str, str, bool, int, int)
    if arity < 1 or order < 0:
        raise Malformed("a function has one argument or more, and a derivative an order")
    return terms.function_from(name, tuple(properties.split()), positive_axis, arity, order)


def _fraction(row: Row, before: Sequence[Any]) -> Fraction:
    if len(row) != 2:
        raise Malformed("a rational number is two integers")
    p, q = map(_integer, row)
    if q < 1 or gcd(p, q) != 1:
        raise Malformed("a rational number is written in lowest terms")
    return Fraction(p, q)


def _rational(row: Row, before: Sequence[Any]) -> Any:
    number = _fraction(row, before)
    if number.denominator == 1:
        raise Malformed("an integer is written as one")
    return Rational(number.numerator, number.denominator)


def _one(row: Row) -> Any:
    if len(row) != 1:
        raise Malformed("it should hold one entry")
    return row[0]


def _constant(row: Row, before: Sequence[Any]) -> Any:
    (name,) = _own(row, str)
    if name not in terms.CONSTANTS:
        raise Malformed(f"`{name}` is no constant of the language")
    return terms.CONSTANTS[name]


def _application(row: Row, before: Sequence[Any]) -> Any:
    f, *arguments = _parts(row, before) or (None,)
    if not terms.is_function(f):
        raise Malformed("only uninterpreted functions are applied")
    return terms.applied(f, tuple(arguments))


def _term(row: Row, before: Sequence[Any]) -> Any:
    if not row or not isinstance(row[0], str):
        raise Malformed("a term has a head")
    arguments = _parts(row[1:], before)
    if not all(isinstance(argument, Basic) for argument in arguments):
        raise Malformed("the arguments of a term are terms")
    return terms.built(terms.head_of(row[0]), arguments)


def _domain(row: Row, before: Sequence[Any]) -> Any:
    assumptions = _parts(row, before)
    domain = Domain(*(of(a, is_statement) for a in assumptions))
    if domain.assumptions != assumptions:
        raise Malformed("assumptions are listed once each, conjunctions taken apart")
    return domain


def _statement(row: Row, before: Sequence[Any]) -> Any:
    kind = statement_classes().get(row[0]) if row and isinstance(row[0], str) else None
    if kind is None:
        raise Malformed("it is no statement")
    parts = _parts(row[1:], before)
    wanted = GRAMMAR[kind.__name__]
    if len(parts) != len(wanted):
        raise Malformed(f"a {kind.__name__} has {len(wanted)} parts")
    return kind(*(of(part, check) for part, check in zip(parts, wanted, strict=True)))


def _proof(row: Row, before: Sequence[Any]) -> Any:
    kind = proof_nodes().get(row[0]) if row and isinstance(row[0], str) else None
    if kind is None:
        raise Malformed(f"`{row[0] if row else ''}` is no shape of proof that this kernel knows")
    parts = _parts(row[1:], before)
    if len(parts) != len(field_names(kind)):
        raise Malformed(f"a {kind.__name__} has the parts {', '.join(field_names(kind)) or 'none'}")
    return kind(*parts)


_READERS: dict[str, Callable[[Row, Sequence[Any]], Any]] = {
    "none": _nothing,
    "truth": lambda row, before: _own(row, bool)[0],
    "count": lambda row, before: _integer(_one(row)),
    "text": lambda row, before: _own(row, str)[0],
    "list": _parts,
    "integer": lambda row, before: Integer(_integer(_one(row))),
    "rational": _rational,
    "fraction": _fraction,
    "constant": _constant,
    "symbol": _symbol,
    "name": lambda row, before: terms.Str(_own(row, str)[0]),
    "function": _function,
    "head": lambda row, before: terms.head_of(_own(row, str)[0]),
    "apply": _application,
    "term": _term,
    "domain": _domain,
    "statement": _statement,
    "proof": _proof,
}
