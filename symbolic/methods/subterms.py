"""Where things stand in a statement: its subterms and parts, each with the way to it, and another in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sympy import Derivative, Expr, Integral, Limit, Piecewise, Product, Subs, Sum

from symbolic.language.statements import CLASSES, FunctionProperty


def subterms(thing: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The subterms of a statement or term, each with the way to it; what is bound, and the conditions of cases, stay."""
    if isinstance(thing, Expr):
        yield (), thing
        for index, part in _open_parts(thing):
            for way, found in subterms(part):
                yield (index, *way), found
    elif isinstance(thing, tuple):
        for index, part in enumerate(thing):
            for way, found in subterms(part):
                yield (index, *way), found
    elif isinstance(thing, CLASSES) and not isinstance(thing, FunctionProperty):
        for entry in fields(thing):
            if entry.name not in ("variable", "variables"):
                for way, found in subterms(getattr(thing, entry.name)):
                    yield (entry.name, *way), found


def _open_parts(term: Any) -> Iterator[tuple[int, Any]]:
    if isinstance(term, Integral | Sum | Product | Limit | Derivative | Subs):
        yield 0, term.args[0]
    elif not isinstance(term, Piecewise):
        yield from enumerate(term.args)


def put(thing: Any, way: tuple[Any, ...], new: Any) -> Any:
    """`thing` with `new` at the end of the way."""
    if not way:
        return new
    head, *rest = way
    if isinstance(thing, tuple):
        return (*thing[:head], put(thing[head], tuple(rest), new), *thing[head + 1 :])
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{head: put(getattr(thing, head), tuple(rest), new)})
    arguments = list(thing.args)
    arguments[head] = put(arguments[head], tuple(rest), new)
    return thing.func(*arguments)


def parts_of(thing: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """A statement and the statements in it, each with the way to it."""
    if isinstance(thing, tuple):
        for index, part in enumerate(thing):
            for way, found in parts_of(part):
                yield (index, *way), found
    elif isinstance(thing, CLASSES):
        yield (), thing
        for entry in fields(thing):
            for way, found in parts_of(getattr(thing, entry.name)):
                yield (entry.name, *way), found
