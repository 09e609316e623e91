"""Domain: the assumptions, stated once for the algebra, the falsifier, the enclosures, the solver and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from typing import Any

from sympy import Basic, Symbol
from sympy.core.function import AppliedUndef

from symbolic.language.errors import LanguageError
from symbolic.language.functions import Properties, check_properties, properties_of
from symbolic.language.statements import CLASSES, Conjunction, FunctionProperty, Quantified, Statement, as_statement
from symbolic.language.terms import as_term, free_symbols


@dataclass(frozen=True, init=False)
class Domain:
    """Relations between symbols and properties of uninterpreted functions, beside the symbols' own kinds.

    `Domain(x < y, y < z, concave(u))` takes SymPy relations, statements, and property assumptions. `a & b` has the assumptions of both.
    Raises `LanguageError` when one name stands for two different symbols or functions.
    """

    assumptions: tuple[Statement, ...] = field(default=())

    def __init__(self, *assumptions: Any) -> None:
        flat = tuple(dict.fromkeys(_flatten(assumptions)))
        object.__setattr__(self, "assumptions", flat)
        check_names(flat)
        for assumption in flat:
            if isinstance(assumption, FunctionProperty):
                properties = self.properties(assumption.function)
                check_properties(assumption.function.__name__, properties.names, positive_axis=properties.positive_axis)

    def __and__(self, other: Domain) -> Domain:
        return Domain(*self.assumptions, *other.assumptions)

    @property
    def relations(self) -> tuple[Statement, ...]:
        """The assumptions about values: all but the properties of functions."""
        return tuple(a for a in self.assumptions if not isinstance(a, FunctionProperty))

    def properties(self, f: Any) -> Properties:
        """All that is known of the function `f`: what it was declared with and what this domain adds."""
        declared = properties_of(f)
        added = {a.name for a in self.assumptions if isinstance(a, FunctionProperty) and a.function == f}
        return Properties(declared.names | added, declared.positive_axis, declared.arity)

    def point(self) -> Any:
        """A point that satisfies every assumption, the simplest that the search finds.

        Raises `ContradictoryAssumptions` when there is none within the search.
        """
        from symbolic.language.points import satisfying_point

        return satisfying_point(self)

    def strategy(self, *terms: Any) -> Any:
        """A Hypothesis strategy for points of this domain that give a value to every symbol and function of `terms`, too.

        Draws exact rationals and floats, corners, huge and tiny values; functions as tables with the declared properties.
        """
        from symbolic.language.strategies import points_of

        return points_of(self, terms)

    def __str__(self) -> str:
        return ", ".join(map(str, self.assumptions))


def _flatten(assumptions: Iterable[Any]) -> Iterator[Statement]:
    for assumption in assumptions:
        if isinstance(assumption, Domain):
            yield from assumption.assumptions
        elif isinstance(assumption, tuple | list):
            yield from _flatten(assumption)
        else:
            statement = as_statement(assumption)
            if isinstance(statement, Conjunction):
                yield from _flatten(statement.parts)
            else:
                yield statement


def terms_of(statement: Any) -> Iterator[Any]:
    """The terms that stand in a statement, in order, bound variables and functions included."""
    if isinstance(statement, Basic):
        yield statement
    elif isinstance(statement, type):
        if hasattr(statement, "_kwargs"):
            yield statement
    elif isinstance(statement, tuple | list):
        for part in statement:
            yield from terms_of(part)
    elif is_dataclass(statement):
        for entry in fields(statement):
            yield from terms_of(getattr(statement, entry.name))


def symbols_of(*things: Any) -> list[Any]:
    """The free symbols of statements and terms, sorted by name; variables bound by a quantifier are left out."""
    found: set[Any] = set()
    for thing in things:
        found |= _free(thing)
    return sorted(found, key=lambda symbol: symbol.name)


def _free(thing: Any) -> set[Any]:
    if isinstance(thing, Quantified):
        return _free(thing.body) - set(thing.variables)
    if isinstance(thing, Domain):
        return _free(thing.assumptions)
    if isinstance(thing, tuple | list):
        return set().union(*(_free(part) for part in thing)) if thing else set()
    if isinstance(thing, Basic):
        return free_symbols(thing)
    if isinstance(thing, CLASSES):
        return set().union(*(_free(getattr(thing, entry.name)) for entry in fields(thing)), set())
    return set()


def functions_of(*things: Any) -> list[Any]:
    """The uninterpreted functions (derivatives as their primitives) in statements and terms, sorted by name."""
    found: set[Any] = set()
    for thing in things:
        for term in terms_of(thing):
            if isinstance(term, type):
                found.add(term)
            else:
                found |= {application.func for application in term.atoms(AppliedUndef)}
    return sorted({getattr(f, "base_function", f) for f in found}, key=lambda f: str(f.__name__))


def check_terms(*things: Any) -> None:
    """Raise `LanguageError` for the first term that the language refuses: a float, an imaginary number, a symbol without a kind."""
    for thing in things:
        for term in terms_of(thing):
            if not isinstance(term, type):
                as_term(term)


def check_names(*things: Any) -> None:
    """Raise `LanguageError` when a name stands for two symbols of different kinds or two functions of different properties."""
    known: dict[str, Any] = {}
    for thing in things:
        for term in terms_of(thing):
            for node in (term,) if isinstance(term, type) else _named_in(term):
                name = str(node.__name__ if isinstance(node, type) else node.name)
                other = known.setdefault(name, node)
                if other != node:
                    raise LanguageError(
                        f"`{name}` stands for two different things ({_describe(other)}; {_describe(node)}): "
                        "declare it once and use that object everywhere"
                    )


@lru_cache(maxsize=50_000)
def _named_in(term: Any) -> tuple[Any, ...]:
    return (*term.atoms(Symbol), *(application.func for application in term.atoms(AppliedUndef)))


def _describe(node: Any) -> str:
    if isinstance(node, type):
        names = sorted(properties_of(node).names)
        return "a function, " + (" and ".join(names) if names else "any")
    facts = [fact for fact, value in node._assumptions_orig.items() if value] if hasattr(node, "_assumptions_orig") else []
    return "a symbol, " + (" and ".join(sorted(facts)) if facts else "no kind")


__all__ = ["Domain", "check_names", "check_terms", "functions_of", "symbols_of", "terms_of"]
