"""What certificates have words for: the classes of statements, with what may stand in each, and the shapes of proof."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

from sympy import Expr, Symbol

from symbolic.language import statements as said
from symbolic.language.functions import PROPERTIES
from symbolic.trusted.discovery import declared
from symbolic.trusted.encoding_terms import Malformed, is_function

_RULES = "symbolic.trusted.rules"


@cache
def proof_nodes() -> Mapping[str, Any]:
    """The shapes of proof by file and name (`proofs.Split`): those of `proofs.py`, of the files of `rules`, and what their fields hold."""
    files = [f"{_RULES}.{entry.name}" for entry in pkgutil.iter_modules(import_module(_RULES).__path__)]
    waiting = [v for name in ("symbolic.trusted.proofs", *files) for v in vars(import_module(name)).values() if _is_shape(v, name)]
    waiting += [*declared(_RULES, "RULES"), *declared(_RULES, "LIMIT_RULES")]
    found: dict[str, Any] = {}
    while waiting:
        kind = waiting.pop()
        if shape_name(kind) not in found:
            found[shape_name(kind)] = kind
            waiting += [part for hint in get_type_hints(kind).values() for part in _named_in(hint) if _is_shape(part)]
    return MappingProxyType(found)


def _is_shape(value: Any, module: str = "") -> bool:
    home = getattr(value, "__module__", "")
    return isinstance(value, type) and is_dataclass(value) and (home == module if module else home.startswith("symbolic.trusted."))


def _named_in(hint: Any) -> list[Any]:
    return [hint, *(part for argument in get_args(hint) for part in _named_in(argument))]


def shape_name(kind: type) -> str:
    """What a certificate calls a shape of proof: two files may use one name."""
    return f"{kind.__module__.removeprefix('symbolic.trusted.')}.{kind.__name__}"


@cache
def statement_classes() -> Mapping[str, Any]:
    """The classes of statements by name."""
    return MappingProxyType({kind.__name__: kind for kind in said.CLASSES})


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a shape or statement, in their order."""
    return tuple(entry.name for entry in fields(kind))


Check = Callable[[Any], bool]


def of(part: Any, check: Check) -> Any:
    """`part`, if it passes the check. Raises `Malformed`."""
    if not check(part):
        raise Malformed(f"`{part}` cannot stand there")
    return part


def is_term(part: Any) -> bool:
    return isinstance(part, Expr)


def is_statement(part: Any) -> bool:
    return isinstance(part, said.CLASSES)


def is_variable(part: Any) -> bool:
    return type(part) is Symbol


def _several(check: Check) -> Check:
    return lambda part: type(part) is tuple and bool(part) and all(map(check, part))


def _among(*words: str) -> Check:
    return lambda part: part in words


def is_digits(part: Any) -> bool:
    return type(part) is int and part >= 1


GRAMMAR: dict[str, tuple[Check, ...]] = {
    "Comparison": (is_term, _among(*said.RELATIONS), is_term),
    "Conjunction": (_several(is_statement),),
    "Disjunction": (_several(is_statement),),
    "Negation": (is_statement,),
    "Implication": (is_statement, is_statement),
    "Equivalence": (is_statement, is_statement),
    "Quantified": (_among("forall", "exists"), _several(is_variable), is_statement),
    "Shape": (_among(*said.SHAPES), is_term, is_variable),
    "Independent": (is_term, is_variable),
    "Extremum": (_among("maximum", "minimum"), is_term, is_variable, is_term),
    "Approximation": (is_term, is_term, is_digits),
    "Nearness": (is_term, is_term, is_term),
    "Finite": (is_term,),
    "FunctionProperty": (is_function, _among(*PROPERTIES)),
}
