"""Steps of guided proofs that bring in facts or end a proof: intermediate statements, lemmas, properties of functions, sums of products."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Mul, Pow, log, sympify

from symbolic.claims.claim import Claim
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison, Conjunction, Implication, Quantified, as_statement
from symbolic.language.terms import as_term, fresh_symbol
from symbolic.methods import search
from symbolic.methods.guided_structure import GuidedStep, Proof, Rest, follow, placed
from symbolic.methods.problem import Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules


@dataclass(frozen=True)
class Prove:
    """An intermediate statement, by further steps if need be."""

    statement: Any
    steps: tuple[GuidedStep, ...] = ()

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        statement = as_statement(self.statement)
        proof = follow(self.steps, State(state.context, statement), budget)
        return None if proof is None else rest(state.have(statement, proof))


@dataclass(frozen=True)
class Lemma:
    """Another claim at values of some of its symbols: it is proved for all of them, here, under what is assumed here, then specialised.

    The claim's assumptions about these symbols become premises.
    """

    claim: Claim
    at: Mapping[Any, Any]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        general = _for_all(self.claim, tuple(self.at))
        proof = _general_proof(state, general)
        if proof is None:
            return None
        return Specialised(general, tuple(self.at.values())).prove(state.have(general, proof), rest, budget)


def _for_all(claim: Claim, variables: tuple[Any, ...]) -> Quantified:
    premises = tuple(a for a in claim.given.relations if set(variables) & set(symbols_of(a)))
    body = claim.states
    if premises:
        body = Implication(premises[0] if len(premises) == 1 else Conjunction(premises), body)
    return Quantified("forall", variables, body)


def _general_proof(state: State, general: Quantified) -> Proof | None:
    """By the whole portfolio for arbitrary values, and by the search where that finds nothing."""
    from symbolic.methods.portfolio import find_proof

    taken = symbols_of(state.context.facts, general)
    names: dict[Any, Any] = {}
    for variable in general.variables:
        names[variable] = fresh_symbol(variable, [*taken, *names.values()])
    body = substitute_statement(general.body, names)
    facts = tuple(fact for fact in state.context.facts if not set(symbols_of(fact)) & set(names.values()))
    if isinstance(body, Implication):
        found = find_proof(Problem(state.context.domain & Domain(*facts, body.premise), body.conclusion))
        return None if found is None else rules.Generalise(rules.Assume(found))
    found = find_proof(Problem(state.context.domain & Domain(*facts), body))
    return None if found is None else rules.Generalise(found)


@dataclass(frozen=True)
class Specialised:
    """A fact "for all" at given values; the premise of what follows is proved on the way."""

    fact: Quantified
    values: tuple[Any, ...]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        for variable, value in zip(self.fact.variables, self.values, strict=True):
            following = placed(state, variable, value, budget)
            if following is None:
                return None
            state = following
        instance = substitute_statement(self.fact.body, dict(zip(self.fact.variables, self.values, strict=True)))
        if isinstance(instance, Implication):
            parts = instance.premise.parts if isinstance(instance.premise, Conjunction) else (instance.premise,)
            for part in parts:
                proof = search.prove(state.context, part, budget)
                if proof is None:
                    return None
                state = state if state.context.holds(part) else state.have(part, proof)
            if not state.context.holds(instance.premise):
                state = state.have(instance.premise, rules.Each((rules.Known(),) * len(parts)))
            instance = instance.conclusion
        return rest(state.learn((instance,), lambda then: rules.Specialise(self.fact, self.values, then)))


@dataclass(frozen=True)
class Property:
    """An axiom about a function at given arguments, by its name."""

    rule: str
    function: Any
    arguments: tuple[Any, ...]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        following = state.instance(self.rule, self.function, tuple(as_term(argument) for argument in self.arguments))
        return None if following is None else rest(following)


@dataclass(frozen=True, init=False)
class BySum:
    """The end: the goal's difference is this sum of products, whose factors have known signs; each product as a tuple of factors.

    `multiple(c, e)` is any term c times e, which is known to be zero.
    """

    products: tuple[tuple[Any, ...] | rules.Product, ...]

    def __init__(self, *products: tuple[Any, ...] | rules.Product) -> None:
        object.__setattr__(self, "products", products)

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        return state.finish(rules.Combination(tuple(_product(factors) for factors in self.products)))


def multiple(coefficient: Any, zero: Any) -> rules.Product:
    """A term times another that is known to be zero."""
    return rules.Product(as_term(coefficient), ((as_term(zero), 1),))


def _product(factors: tuple[Any, ...] | rules.Product) -> rules.Product:
    """Rational factors make the coefficient; powers with whole exponents stand as such."""
    if isinstance(factors, rules.Product):
        return factors
    numbers = [sympify(factor) for factor in factors if sympify(factor).is_Rational]
    others = [factor for factor in factors if not sympify(factor).is_Rational]
    powers = tuple((f.base, int(f.exp)) if isinstance(f, Pow) and f.exp.is_Integer else (f, 1) for f in others)
    return rules.Product(Mul(*numbers), powers)


@dataclass(frozen=True)
class TakeLogarithms:
    """Both sides of the goal are positive: compare their logarithms instead, by these steps."""

    steps: tuple[GuidedStep, ...] = ()

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal = state.goal
        if not isinstance(goal, Comparison):
            return None
        compared = Comparison(log(goal.left), goal.relation, log(goal.right))
        proof = follow(self.steps, State(state.context, compared), budget)
        if proof is None:
            return None
        reflected = rules.Instance("reflected", log, (goal.left, goal.right), rules.Known())
        return state.finish(rules.Have(compared, proof, reflected))
