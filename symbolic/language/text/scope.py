"""Scope: what the names of a text stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sympy
from sympy import Symbol

from symbolic.language.text.source import Source
from symbolic.language.text.vocabulary import FUNCTIONS

CONSTANTS: dict[str, Any] = {"pi": sympy.pi, "E": sympy.E, "oo": sympy.oo, "euler_gamma": sympy.EulerGamma}
CALCULUS = ("piecewise", "diff", "limit", "integral", "sum", "product")
CONNECTIVES = ("implies", "iff", "forall", "exists")
PREDICATES = (
    "independent",
    "increasing",
    "decreasing",
    "convex",
    "concave",
    "nondecreasing",
    "nonincreasing",
    "maximum",
    "minimum",
    "approx",
    "within",
)
WORDS = ("and", "or", "not", "True", "False", "None", "if", "else", "in", "is", "for")
VOCABULARY = frozenset({*FUNCTIONS, *CONSTANTS, *CALCULUS, *CONNECTIVES, *PREDICATES, *WORDS})


@dataclass(frozen=True)
class Definition:
    """`name(parameters) := expression`, kept as a tree: its parameters shadow symbols, and it is read anew wherever it is used."""

    name: str
    parameters: tuple[str, ...] | None
    source: Source


@dataclass(frozen=True)
class Scope:
    """The declared symbols, functions and definitions, and the variables that are bound where one reads."""

    symbols: Mapping[str, Any] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    bound: Mapping[str, Any] = field(default_factory=dict)

    def binding(self, names: Mapping[str, Any]) -> Scope:
        """This scope with `names` bound to variables or terms."""
        return replace(self, bound={**self.bound, **names})

    def term(self, name: str) -> Any:
        """The term that `name` stands for by itself; None when it stands for none."""
        for known in (self.bound, self.symbols, CONSTANTS):
            if name in known:
                return known[name]
        return None

    def variable(self, name: str, *, integer: bool = False) -> Any:
        """A new variable of that name; of another name where that one is declared with another kind or stands in what is bound."""
        declared = {symbol.name: symbol for symbol in _symbols(self.symbols.values())}
        inside = {symbol.name for symbol in _symbols(self.bound.values())}
        fresh, count = name, 1
        while True:
            variable = Symbol(fresh, integer=True) if integer else Symbol(fresh, real=True)
            if fresh not in inside and declared.get(fresh, variable) == variable and fresh not in self.functions:
                return variable
            fresh, count = f"{name}_{count}", count + 1

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands for something, for suggestions."""
        return (*self.bound, *self.symbols, *self.functions, *self.definitions, *sorted(VOCABULARY - set(WORDS)))


def _symbols(terms: Iterable[Any]) -> set[Any]:
    return {symbol for term in terms for symbol in term.atoms(Symbol)}


def called_name(node: ast.expr) -> str | None:
    """The name of the function in a call; None when what is called is no name."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None


__all__ = ["CALCULUS", "CONNECTIVES", "CONSTANTS", "PREDICATES", "VOCABULARY", "Definition", "Scope", "called_name"]
