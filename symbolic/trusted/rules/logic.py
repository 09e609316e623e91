"""Rules of pure logic: what an implication or an equivalence among the facts gives, witnesses, weakening, and generalisation of terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Integer, Pow, Symbol

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import kind_facts, substitute_statement
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
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.definedness import undefined_statement
from symbolic.trusted.kernel import PREDICATES, Kernel, Rejected, require_defined


@dataclass(frozen=True)
class Detach:
    """`fact` is an implication or an equivalence among the facts, or a negation of one: what follows from it joins the facts.

    The conclusion where the premise is a fact, the failure of the premise where the conclusion fails; otherwise the disjunction of the two.
    """

    fact: Statement
    then: Any


@dataclass(frozen=True)
class Witness:
    """For a goal "exists": its body at `values`."""

    values: tuple[Any, ...]
    proof: Any


@dataclass(frozen=True)
class Choose:
    """A fact "exists": its body for new `symbols`."""

    fact: Quantified
    symbols: tuple[Any, ...]
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


def _witness(kernel: Kernel, context: Context, goal: Statement, proof: Witness) -> None:
    if not (isinstance(goal, Quantified) and goal.quantifier == "exists" and len(goal.variables) == len(proof.values)):
        raise Rejected(f"`{goal}` does not say that there are {len(proof.values)} values")
    if not set(symbols_of(*proof.values)) <= set(symbols_of(context.facts, goal)):
        raise Rejected("a witness speaks of new symbols")
    require_defined(context, *proof.values)
    for variable, value in zip(goal.variables, proof.values, strict=True):
        for fact in kind_facts([variable]):
            if not context.holds(Comparison(value, fact.relation, ZERO)):
                raise Rejected(f"`{value} {fact.relation} 0` is not among the facts")
        if variable.is_integer and not value.is_integer:
            raise Rejected(f"`{value}` is not known to be an integer")
    instance = substitute_statement(goal.body, dict(zip(goal.variables, proof.values, strict=True)))
    reason = undefined_statement(context, instance)
    if reason is not None:
        raise Rejected(reason)
    kernel.check(context, instance, proof.proof)


def chosen(fact: Quantified, symbols: tuple[Any, ...]) -> Statement:
    """The body of `fact` for `symbols`."""
    return substitute_statement(fact.body, dict(zip(fact.variables, symbols, strict=True)))


def _choose(kernel: Kernel, context: Context, goal: Statement, proof: Choose) -> None:
    fact = proof.fact
    if fact not in context.facts or fact.quantifier != "exists" or len(fact.variables) != len(proof.symbols):
        raise Rejected(f"`{fact}` is not among the facts, or its variables do not fit")
    _require_new(context, goal, proof.symbols)
    if any(s.assumptions0 != v.assumptions0 for s, v in zip(proof.symbols, fact.variables, strict=True)):
        raise Rejected("a chosen symbol is of another kind than the variable that it stands for")
    kernel.check(context.with_symbols(proof.symbols).adding(chosen(fact, proof.symbols)), goal, proof.then)


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
    """`statement` with each term replaced by its variable; the reciprocal of a power by the variable's reciprocal."""
    mapping: dict[Any, Any] = {}
    for term, symbol in pairs:
        mapping[term] = symbol
        if isinstance(term, Pow) and term.exp.is_Integer:
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


RULES = {Detach: _detach, Witness: _witness, Choose: _choose, Only: _only, Abstract: _abstract}
