"""Rules of pure logic: what an implication or an equivalence among the facts gives, weakening, and generalisation of terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Pow, Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Finite,
    FunctionProperty,
    Implication,
    Negation,
    Quantified,
    Statement,
)
from symbolic.language.terms import free_symbols
from symbolic.trusted.conditions import negate
from symbolic.trusted.context import Context
from symbolic.trusted.kernel import PREDICATES, Kernel, Rejected


@dataclass(frozen=True)
class Detach:
    """`fact` is an implication or an equivalence among the facts, or a negation of one: what follows from it joins the facts.

    The conclusion where the premise is a fact, the failure of the premise where the conclusion fails; otherwise the disjunction of the two.
    """

    fact: Statement
    then: Any


@dataclass(frozen=True)
class Only:
    """Weakening: the rest of the proof uses `facts` and no others."""

    facts: tuple[Statement, ...]
    then: Any


@dataclass(frozen=True)
class Abstract:
    """Generalisation: the goal and the facts with each term of `pairs` replaced by a new real variable.

    What holds for every value of the variables holds for those of the terms.
    """

    pairs: tuple[tuple[Any, Any], ...]
    then: Any


def consequence(context: Context, fact: Statement) -> Statement:
    """What an implication or equivalence gives where the facts of `context` hold."""
    if isinstance(fact, Negation) and negate(fact.part) != fact:
        return negate(fact.part)
    if isinstance(fact, Equivalence):
        for one, other in ((fact.left, fact.right), (fact.right, fact.left)):
            if context.holds(one):
                return other
            if context.holds(negate(one)):
                return negate(other)
        both, neither = Conjunction((fact.left, fact.right)), Conjunction((negate(fact.left), negate(fact.right)))
        return Disjunction((both, neither))
    if not isinstance(fact, Implication):
        raise Rejected(f"nothing to detach from `{fact}`")
    if context.holds(fact.premise):
        return fact.conclusion
    if context.holds(negate(fact.conclusion)):
        return negate(fact.premise)
    return Disjunction((negate(fact.premise), fact.conclusion))


def _detach(kernel: Kernel, context: Context, goal: Statement, proof: Detach) -> None:
    if proof.fact not in context.facts:
        raise Rejected(f"`{proof.fact}` is not among the facts")
    kernel.check(context.adding(consequence(context, proof.fact)), goal, proof.then)


def _require_new(context: Context, goal: Statement, symbols: tuple[Any, ...], *terms: Any) -> None:
    taken = {symbol.name for symbol in symbols_of(context.facts, goal, *terms)}
    names = [symbol.name for symbol in symbols if isinstance(symbol, Symbol)]
    if len(names) != len(symbols) or len(set(names)) != len(names) or taken & set(names):
        raise Rejected("the symbols are not new")


def _only(kernel: Kernel, context: Context, goal: Statement, proof: Only) -> None:
    if not set(proof.facts) <= set(context.facts):
        raise Rejected("not all of these are among the facts")
    kernel.check(Context(context.domain).adding(*proof.facts), goal, proof.then)


def abstracted(statement: Statement, pairs: tuple[tuple[Any, Any], ...]) -> Statement:
    """`statement` with each term replaced by its variable; the reciprocal of a power by the variable's reciprocal.

    Only that: 1/x may have no value where x has one, so that x is not the reciprocal of a variable that stands for 1/x.
    """
    mapping: dict[Any, Any] = {}
    for term, symbol in pairs:
        mapping[term] = symbol
        if isinstance(term, Pow) and term.exp.is_Integer and term.exp > 0:
            mapping[Pow(term.base, -term.exp)] = Pow(symbol, Integer(-1))
    if isinstance(statement, (FunctionProperty, Quantified, Finite, *PREDICATES)):
        return statement
    return substitute_statement(statement, mapping)


def _abstract(kernel: Kernel, context: Context, goal: Statement, proof: Abstract) -> None:
    symbols = tuple(symbol for _, symbol in proof.pairs)
    _require_new(context, goal, symbols, *(term for term, _ in proof.pairs))
    plain = Symbol("x", real=True).assumptions0
    if any(symbol.assumptions0 != plain for symbol in symbols):
        raise Rejected("a variable that stands for a term must be real and nothing else")
    if any(not free_symbols(term) <= set(symbols_of(context.facts, goal)) for term, _ in proof.pairs):
        raise Rejected("a term that is generalised speaks of new symbols")
    if not isinstance(goal, Comparison):
        raise Rejected(f"`{goal}` is not a comparison")
    facts = [abstracted(fact, proof.pairs) for fact in context.facts]
    kernel.check(Context(context.domain).adding(*facts), abstracted(goal, proof.pairs), proof.then)


RULES = {Detach: _detach, Only: _only, Abstract: _abstract}
