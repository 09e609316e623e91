"""What a claim means as 32 bytes: claims that differ in anything a verdict depends on differ here, in every process alike.

A walk over the values that make up a claim. It writes down what SymPy's and our own equality compare (the assumptions of a symbol, the
properties of a function, the arguments as they stand, unevaluated), never a `repr`, a hash or the order of a set. What it does not know it
refuses: a class or function of an essay's own, a dummy symbol, a float. Such a claim has no fingerprint, and is verified every time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import blake2b
from inspect import CO_VARARGS
from types import FunctionType
from typing import Any

from sympy import Basic, Dummy, NumberSymbol, Rational, Symbol, Wild
from sympy.core.function import UndefinedFunction
from sympy.core.singleton import Singleton
from sympy.core.symbol import Str

from symbolic.claims.claim import Claim
from symbolic.claims.closed_form import ClosedForm

# Packages whose classes mean the same whenever `codebase.stamp` is the same.
KNOWN_CODE = ("sympy", "symbolic.language", "symbolic.trusted", "symbolic.claims", "symbolic.methods")
MANY = 8  # names for steps that take any number of them
# What a verdict depends on. A sentence, a note, a unit or an expectation changes no verdict.
DECISIVE = {
    Claim: ("states", "given", "by"),
    ClosedForm: ("expression", "arguments", "domain", "derivation", "stable", "positive_definite", "reading"),
}
# What SymPy writes into every undefined function beside `_kwargs`: consequences of its name and assumptions.
_DERIVED = {
    *("_kwargs", "_explicit_class_assumptions", "default_assumptions", "_prop_handler", "_sage_", "_nargs", "name"),
    *("__module__", "__doc__"),
}


class NoFingerprint(TypeError):
    """Something in a claim has a meaning that a walk over its data does not reach."""


def fingerprint(value: Any) -> bytes | None:
    """32 bytes for a claim, a closed form or a part of them; None where a part has no fingerprint."""
    try:
        return _Walk().digest(value)
    except (NoFingerprint, RecursionError):
        return None


def fingerprints(values: Iterable[Any]) -> list[bytes | None]:
    """The same for several at once, which share the walk over the terms they have in common."""
    walk = _Walk()
    found: list[bytes | None] = []
    for value in values:
        try:
            found.append(walk.digest(value))
        except (NoFingerprint, RecursionError):
            found.append(None)
    return found


@dataclass
class _Walk:
    """Digests of the SymPy terms met so far, by identity; the terms are kept, so that no other takes their place in memory."""

    seen: dict[int, tuple[Any, bytes]] = field(default_factory=dict)

    def digest(self, value: Any) -> bytes:
        if value is None or type(value) in (bool, int, str, Fraction):
            return _hashed(type(value).__name__, str(value))
        if isinstance(value, tuple | list):
            return self._node(type(value).__name__ if type(value) in (tuple, list) else _name_of(type(value)), value)
        if isinstance(value, frozenset | set):
            return _hashed("set", "", sorted(map(self.digest, value)))
        if type(value) is dict:
            return self._node("dict", [part for item in value.items() for part in item])
        if isinstance(value, type):
            return self._undefined_function(value) if isinstance(value, UndefinedFunction) else _hashed("class", _name_of(value))
        if isinstance(value, Basic):
            return self._remembered(value)
        if is_dataclass(value):
            return self._record(value)
        if isinstance(value, FunctionType):
            return self._steps(value)
        raise NoFingerprint(f"`{value!r}` has no fingerprint")

    def _node(self, name: str, parts: Iterable[Any]) -> bytes:
        return _hashed("node", name, map(self.digest, parts))

    def _record(self, value: Any) -> bytes:
        kind = type(value)
        names = DECISIVE.get(kind) or tuple(entry.name for entry in fields(value))
        known = {entry.name for entry in fields(value)}
        for name in vars(value) if hasattr(value, "__dict__") else ():
            if name not in known and not isinstance(getattr(kind, name, None), cached_property):
                raise NoFingerprint(f"`{kind.__name__}` carries `{name}`, which is none of its fields")
        return self._node(f"record {_name_of(kind)} {' '.join(names)}", (getattr(value, name) for name in names))

    def _steps(self, function: FunctionType) -> bytes:
        """Steps of a guided proof that wait for names, told for names of our own.

        Steps decide whether a proof is found, never what is true: a function that tells others for other names costs no soundness.
        """
        code = function.__code__
        number = MANY if code.co_flags & CO_VARARGS else code.co_argcount
        names = [Symbol(f"name_{position}", real=True) for position in range(number)]
        try:
            return self._node(f"steps {len(names)}", [function(*names)])
        except NoFingerprint:
            raise
        except Exception as error:
            raise NoFingerprint(f"the steps of `{function.__qualname__}` cannot be told: {error}") from error

    def _remembered(self, term: Any) -> bytes:
        if id(term) not in self.seen:
            self.seen[id(term)] = (term, self._term(term))
        return self.seen[id(term)][1]

    def _term(self, term: Any) -> bytes:
        kind = type(term)
        if kind is Symbol:
            return self._node("symbol", term._hashable_content())
        if kind is Str:
            return _hashed("text", term.name)
        if isinstance(term, Rational):
            return _hashed("rational", f"{term.p}/{term.q}")
        if isinstance(kind, Singleton) or isinstance(term, NumberSymbol):
            return _hashed("constant", _name_of(kind))
        if isinstance(kind, UndefinedFunction):
            return _hashed("application", "", [self._undefined_function(kind), *map(self.digest, term.args)])
        if isinstance(term, Dummy | Wild) or not term.args:
            raise NoFingerprint(f"`{term}` has no fingerprint")
        content = term._hashable_content()
        extra = [] if content == term.args else [self.digest(tuple(content))]
        return _hashed("term", _name_of(kind), [*map(self.digest, term.args), *extra])

    def _undefined_function(self, f: Any) -> bytes:
        """Its name, what it was declared with, and what `language.functions` reads from it."""
        written = {**f._kwargs, **{f"own {name}": value for name, value in vars(f).items() if name not in _DERIVED}}
        return self._node("function", [f.__name__, *(part for name in sorted(written) for part in (name, written[name]))])


def _name_of(kind: type) -> str:
    module = kind.__module__ or ""
    if not any(module == package or module.startswith(f"{package}.") for package in KNOWN_CODE) or "<locals>" in kind.__qualname__:
        raise NoFingerprint(f"the class `{kind.__qualname__}` of `{module}` may mean anything")
    return f"{module}.{kind.__qualname__}"


def _hashed(tag: str, detail: str, digests: Iterable[bytes] = ()) -> bytes:
    """One node: no two different nodes have the same bytes before hashing, as text comes with its length and each digest has 32 bytes."""
    text = detail.encode("utf-8", "surrogatepass")
    return blake2b(b"".join([f"{tag} {len(text)} ".encode(), text, *digests]), digest_size=32).digest()
