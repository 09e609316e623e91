"""What the predicates mean: each unfolds to statements about values, with second copies of the variable where it moves.

`increasing(e, x)` under assumptions A says: for x and x' that both satisfy A, x < x' implies e(x) < e(x'). "Over x" is over everything that
the kind of x and the assumptions allow, the other symbols held fixed. The falsifier and the prover work on the same unfolding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Symbol

from symbolic.language.domain import Domain, symbols_of
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Approximation as Approx
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Finite,
    FunctionProperty,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
    Statement,
)
from symbolic.language.terms import fresh_symbol, substitute

_ORDER = {"increasing": "<", "decreasing": ">", "nondecreasing": "<=", "nonincreasing": ">="}
KIND_RELATIONS = (("positive", ">"), ("negative", "<"), ("nonnegative", ">="), ("nonpositive", "<="), ("nonzero", "!="))


@dataclass(frozen=True)
class Obligation:
    """`goal`, free of predicates at its head, is to hold wherever `given` does."""

    given: Domain
    goal: Statement


def substitute_statement(statement: Any, mapping: dict[Any, Any]) -> Any:
    """`statement` with symbols replaced simultaneously; variables that it binds are renamed out of the way."""
    if isinstance(statement, Comparison):
        return Comparison(substitute(statement.left, mapping), statement.relation, substitute(statement.right, mapping))
    if isinstance(statement, Conjunction | Disjunction):
        return type(statement)(tuple(substitute_statement(part, mapping) for part in statement.parts))
    if isinstance(statement, Negation):
        return Negation(substitute_statement(statement.part, mapping))
    if isinstance(statement, Implication):
        return Implication(substitute_statement(statement.premise, mapping), substitute_statement(statement.conclusion, mapping))
    if isinstance(statement, Equivalence):
        return Equivalence(substitute_statement(statement.left, mapping), substitute_statement(statement.right, mapping))
    if isinstance(statement, Quantified):
        return _substitute_quantified(statement, mapping)
    if isinstance(statement, FunctionProperty):
        return statement
    if isinstance(statement, Finite):
        return Finite(substitute(statement.expression, mapping))
    if isinstance(statement, Nearness):
        parts = (statement.expression, statement.number, statement.tolerance)
        return Nearness(*(substitute(part, mapping) for part in parts))
    if isinstance(statement, Approx):
        return Approx(substitute(statement.expression, mapping), substitute(statement.number, mapping), statement.digits)
    return _substitute_predicate(statement, mapping)


def _substitute_quantified(statement: Quantified, mapping: dict[Any, Any]) -> Quantified:
    inner = {old: new for old, new in mapping.items() if not (old.free_symbols & set(statement.variables))}
    incoming = symbols_of(*inner.values())
    taken = [*incoming, *symbols_of(statement.body), *statement.variables]
    renamed: dict[Any, Any] = {}
    for variable in statement.variables:
        if variable in incoming:
            renamed[variable] = fresh_symbol(variable, [*taken, *renamed.values()])
    variables = tuple(renamed.get(variable, variable) for variable in statement.variables)
    body = substitute_statement(statement.body, renamed) if renamed else statement.body
    return Quantified(statement.quantifier, variables, substitute_statement(body, inner))


def _substitute_predicate(statement: Any, mapping: dict[Any, Any]) -> Any:
    if not isinstance(statement, Shape | Independent | Extremum):
        raise LanguageError(f"`{statement}` cannot be restated at another point")
    if statement.variable in symbols_of(*(new for old, new in mapping.items() if old != statement.variable)):
        raise LanguageError(f"`{statement}` moves `{statement.variable}`, which must not be put into it for something else")
    variable = mapping.get(statement.variable, statement.variable)
    if not isinstance(variable, Symbol):
        raise LanguageError(f"`{statement}` cannot be restated with `{statement.variable}` replaced by `{variable}`")
    if isinstance(statement, Shape):
        return Shape(statement.kind, substitute(statement.expression, mapping), variable)
    if isinstance(statement, Independent):
        return Independent(substitute(statement.expression, mapping), variable)
    return Extremum(statement.kind, substitute(statement.expression, mapping), variable, substitute(statement.at, mapping))


def unfold(given: Domain, statement: Statement) -> tuple[Obligation, ...]:
    """The obligations that together mean `statement` under `given`; the statement itself when it is not a predicate."""
    if isinstance(statement, Independent):
        return (_two_points(given, statement.expression, statement.variable, "==", ordered=False),)
    if isinstance(statement, Shape) and statement.kind in _ORDER:
        return (_two_points(given, statement.expression, statement.variable, _ORDER[statement.kind], ordered=True),)
    if isinstance(statement, Shape):
        return (_chord(given, statement),)
    if isinstance(statement, Extremum):
        return _extremum(given, statement)
    return (Obligation(given, statement),)


def moved(given: Domain, variable: Any, to: Any) -> Domain:
    """The assumptions that mention `variable`, restated at `to`."""
    return Domain(*(substitute_statement(a, {variable: to}) for a in given.relations if variable in symbols_of(a)))


def _two_points(given: Domain, expression: Any, variable: Any, relation: str, *, ordered: bool) -> Obligation:
    other = fresh_symbol(variable, symbols_of(given, expression))
    both = given & moved(given, variable, other)
    if ordered:
        both = both & Domain(Comparison(variable, "<", other))
    return Obligation(both, Comparison(expression, relation, substitute(expression, {variable: other})))


def _chord(given: Domain, statement: Shape) -> Obligation:
    """Strictly below (convex) or above (concave) its chords, between two different admissible points, at admissible points between."""
    if statement.variable.is_integer:
        raise LanguageError(f"`{statement}`: `{statement.variable}` is an integer, and there is no chord between integers: declare it real")
    variable, expression = statement.variable, statement.expression
    other = fresh_symbol(variable, symbols_of(given, expression))
    weight = fresh_symbol(Symbol("weight", real=True), symbols_of(given, expression, other))
    between = (1 - weight) * variable + weight * other
    chord = (1 - weight) * expression + weight * substitute(expression, {variable: other})
    kinds = Domain(*(Comparison(between, fact.relation, fact.right) for fact in kind_facts([variable])))
    admissible = given & moved(given, variable, other) & moved(given, variable, between) & kinds
    strict = Domain(Comparison(variable, "<", other), Comparison(Integer(0), "<", weight), Comparison(weight, "<", Integer(1)))
    relation = "<" if statement.kind == "convex" else ">"
    return Obligation(admissible & strict, Comparison(substitute(expression, {variable: between}), relation, chord))


def _extremum(given: Domain, statement: Extremum) -> tuple[Obligation, ...]:
    """`at` is admissible wherever the variable can be at all; every other admissible value does strictly worse."""
    variable, at = statement.variable, statement.at
    if variable in symbols_of(at):
        raise LanguageError(f"`{statement}`: the place `{at}` must not depend on `{variable}`")
    if variable.is_integer and not at.is_integer:
        raise LanguageError(f"`{statement}`: `{variable}` is an integer, and `{at}` is not known to be one")
    kinds = tuple(Comparison(at, relation, Integer(0)) for kind, relation in KIND_RELATIONS if getattr(variable, f"is_{kind}"))
    admissible = tuple(Obligation(given, a) for a in (*kinds, *moved(given, variable, at).assumptions) if not _evident(a))
    relation = "<" if statement.kind == "maximum" else ">"
    best = substitute(statement.expression, {variable: at})
    elsewhere = given & Domain(Comparison(variable, "!=", at))
    return (*admissible, Obligation(elsewhere, Comparison(statement.expression, relation, best)))


def _evident(statement: Statement) -> bool:
    """A comparison of two integers that is plainly true needs no proof; everything else gets one."""
    if not isinstance(statement, Comparison) or not (statement.left.is_Integer and statement.right.is_Integer):
        return False
    a, b = int(statement.left), int(statement.right)
    return {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[statement.relation]


def kind_facts(symbols: Any) -> tuple[Comparison, ...]:
    """What the declared kinds of `symbols` say as comparisons with 0, the strongest for each."""
    facts = []
    for symbol in symbols:
        for kind, relation in KIND_RELATIONS:
            if getattr(symbol, f"is_{kind}"):
                facts.append(Comparison(symbol, relation, Integer(0)))
                break
    return tuple(facts)


__all__ = ["KIND_RELATIONS", "Obligation", "kind_facts", "moved", "substitute_statement", "unfold"]
