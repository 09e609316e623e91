"""What a statement takes for granted, gathered for printing: kinds of symbols, relations, properties of functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symbolic.claims.derivation import Derivation
from symbolic.language.domain import Domain, functions_of, symbols_of
from symbolic.language.functions import PROPERTIES
from symbolic.render.chains import pieces
from symbolic.render.words import KINDS


@dataclass(frozen=True)
class Assumptions:
    """`kinds` pairs a kind (a key of `words.KINDS`) with its symbols; `relations` holds chains (tuples of terms and relations) and other
    statements; `functions` pairs a function with the names of its properties."""

    kinds: tuple[tuple[str, tuple[Any, ...]], ...]
    relations: tuple[Any, ...]
    functions: tuple[tuple[Any, tuple[str, ...]], ...]


def assumptions(given: Domain, *things: Any) -> Assumptions:
    """All that is assumed of the symbols and functions in `given` and in `things` (terms and statements)."""
    relations = tuple(pieces(given.relations))
    grouped = {kind: tuple(s for s in symbols_of(given, *things) if kind_of(s) == kind) for kind in KINDS}
    functions = tuple((f, _properties(given, f)) for f in functions_of(given, *things))
    return Assumptions(tuple((kind, symbols) for kind, symbols in grouped.items() if symbols), relations, functions)


def assumptions_of(derivation: Derivation) -> Assumptions:
    """What the result of a derivation rests on: its domain, and the conditions of its steps."""
    conditions = [step.condition for step in derivation.steps if step.condition is not None]
    terms = (derivation.start, *(step.expression for step in derivation.steps))
    return assumptions(derivation.given & Domain(*conditions), *terms)


def kind_of(symbol: Any) -> str:
    """The strongest kind that a symbol was declared with."""
    if symbol.is_integer:
        return "counting" if symbol.is_positive else "natural" if symbol.is_nonnegative else "integer"
    kinds = ("positive", "negative", "nonnegative", "nonpositive", "nonzero")
    return next((kind for kind in kinds if getattr(symbol, f"is_{kind}")), "real")


def without_repetition(found: Assumptions) -> Assumptions:
    """The kinds that no relation repeats: n > 0 is left out where 0 < n < 1 stands."""
    said = {chain[2] for chain in found.relations if isinstance(chain, tuple) and chain[:2] == (0, "<")}
    kinds = tuple((kind, tuple(s for s in symbols if kind != "positive" or s not in said)) for kind, symbols in found.kinds)
    return Assumptions(tuple((kind, symbols) for kind, symbols in kinds if symbols), found.relations, found.functions)


def _properties(given: Domain, f: Any) -> tuple[str, ...]:
    known = given.properties(f)
    return tuple(name for name in PROPERTIES if name in known.names)
