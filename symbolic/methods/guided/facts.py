"""Steps that bring in facts: intermediate statements, other claims, a fact "for all" at given values, properties of functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import Integral

from symbolic.claims.claim import Claim
from symbolic.language.domain import Domain, symbols_of, terms_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Conjunction, Finite, Implication, Quantified, Statement, as_statement
from symbolic.language.terms import as_term, fresh_symbol
from symbolic.methods import search
from symbolic.methods.guided.steps import Proof, Rest, Step, follow
from symbolic.methods.guided.structure import of_their_kinds
from symbolic.methods.problem import Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules


@dataclass(frozen=True, init=False)
class Prove:
    """An intermediate statement: by further steps, or else by the search and then by every method under the facts that stand there."""

    statement: Any
    steps: tuple[Step, ...]

    def __init__(self, statement: Any, *steps: Step) -> None:
        object.__setattr__(self, "statement", statement)
        object.__setattr__(self, "steps", steps)

    def apply(self, state: State, budget: Budget) -> State | None:
        wanted = as_statement(self.statement)
        proof = follow(self.steps, State(state.context, wanted), Budget())
        if proof is None and not self.steps:
            proof = _proof_from(Domain(state.context.domain, *state.context.facts), wanted)
        return None if proof is None else state.have(wanted, proof)


def _proof_from(given: Domain, statement: Statement, by: Any = None) -> Proof | None:
    """By what the author names, or by the first method that has one."""
    from symbolic.methods.portfolio import find_proof

    return find_proof(Problem(given, statement, by=by))


@dataclass(frozen=True)
class Lemma:
    """Another claim, proved again: from the assumptions of both claims where its own are known here, else from everything that is.

    With values `at` for some of its symbols it is proved for all of these, which turns its assumptions about them into premises, and then
    specialised.
    """

    claim: Claim
    at: Mapping[Any, Any] = field(default_factory=dict)

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        if self.at:
            return self._specialised(state, rest, budget)
        proof = self._own_proof(state)
        following = _with_finite_integrals(state, self.claim, budget) if proof is not None else None
        return None if following is None else rest(following.have(self.claim.states, proof))

    def _own_proof(self, state: State) -> Proof | None:
        own = self.claim.given.relations
        known = own if all(state.context.holds(assumption) for assumption in own) else state.context.facts
        return _proof_from(Domain(state.context.domain, *known), self.claim.states, self.claim.by)

    def _specialised(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        general = _for_all(self.claim, tuple(self.at))
        proof = _general_proof(state, general)
        if proof is None:
            return None
        following = Specialised(general, tuple(self.at.values())).apply(state.have(general, proof), budget)
        return None if following is None else rest(following)


def _with_finite_integrals(state: State, lemma: Claim, budget: Budget) -> State | None:
    """The state in which every integral that the lemma speaks of is known to be finite: else its statement might mean nothing here."""
    terms = [term for term in terms_of(lemma.states) if not isinstance(term, type)]
    for integral in sorted({i for term in terms for i in term.atoms(Integral)}, key=str):
        if Finite(integral) not in state.context.facts:
            proof = search.prove(state.context, Finite(integral), budget)
            if proof is None and hasattr(lemma.by, "condition"):
                proof = lemma.by.condition(State(state.context, Finite(integral)), budget)
            if proof is None:
                return None
            state = state.have(Finite(integral), proof)
    return state


def _for_all(claim: Claim, variables: tuple[Any, ...]) -> Quantified:
    premises = tuple(a for a in claim.given.relations if set(variables) & set(symbols_of(a)))
    body = claim.states
    if premises:
        body = Implication(premises[0] if len(premises) == 1 else Conjunction(premises), body)
    return Quantified("forall", variables, body)


def _general_proof(state: State, general: Quantified) -> Proof | None:
    """For arbitrary values, of which the facts say nothing. The claim's own steps speak of its symbols, and cannot be taken here."""
    taken = symbols_of(state.context.facts, general)
    names: dict[Any, Any] = {}
    for variable in general.variables:
        names[variable] = fresh_symbol(variable, [*taken, *names.values()])
    body = substitute_statement(general.body, names)
    premises = (body.premise,) if isinstance(body, Implication) else ()
    given = Domain(state.context.domain, *state.context.facts, *premises)
    found = _proof_from(given, body.conclusion if isinstance(body, Implication) else body)
    if found is None:
        return None
    return rules.Generalise(rules.Assume(found) if premises else found)


@dataclass(frozen=True)
class Specialised:
    """A fact "for all" at given values; the premise of what follows is proved on the way."""

    fact: Quantified
    values: tuple[Any, ...]

    def apply(self, state: State, budget: Budget) -> State | None:
        following = of_their_kinds(state, self.fact.variables, self.values, budget)
        if following is None:
            return None
        instance = substitute_statement(self.fact.body, dict(zip(self.fact.variables, self.values, strict=True)))
        if isinstance(instance, Implication):
            following = _with_premise(following, instance.premise, budget)
            instance = instance.conclusion
        if following is None:
            return None
        return following.learn((instance,), lambda then: rules.Specialise(self.fact, self.values, then))


def _with_premise(state: State, premise: Statement, budget: Budget) -> State | None:
    parts = premise.parts if isinstance(premise, Conjunction) else (premise,)
    for part in parts:
        proof = search.prove(state.context, part, budget)
        if proof is None:
            return None
        state = state if state.context.holds(part) else state.have(part, proof)
    return state if state.context.holds(premise) else state.have(premise, rules.Each((rules.Known(),) * len(parts)))


@dataclass(frozen=True)
class Property:
    """A property of a function at given arguments, by the name that `trusted.axioms` or a file of `trusted.special` has for it."""

    rule: str
    function: Any
    arguments: tuple[Any, ...]

    def apply(self, state: State, budget: Budget) -> State | None:
        return state.instance(self.rule, self.function, tuple(as_term(argument) for argument in self.arguments))
