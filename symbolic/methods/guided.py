"""Guided proofs: the author names the steps that a reader would want to see; the search does what lies between them.

Every step is a value with `prove(state, rest, budget)`: what it adds, then the rest of the proof from there. Nothing is taken on trust.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sympy import Integer, Mul, Pow, log, sympify

from symbolic.claims.claim import Claim
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Equivalence,
    Implication,
    Quantified,
    Statement,
    as_statement,
)
from symbolic.language.terms import as_term, fresh_symbol
from symbolic.methods import search
from symbolic.methods.problem import Found, Problem, obligation_context
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.rules.existence import Choose, Witness, chosen

Proof = Any
Rest = Callable[[State], Proof | None]


class GuidedStep(Protocol):
    """One step of a guided proof."""

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        """A proof of the state's goal that begins with this step and goes on by `rest`; None when the step does not apply."""
        ...


@dataclass(frozen=True, init=False)
class Guided:
    """`Claim(..., by=Guided(first, second))`: these steps in turn, then the search. Predicates are unfolded to what they mean first."""

    steps: tuple[GuidedStep, ...]
    name: str = "guided"
    rank: int = 27

    def __init__(self, *steps: GuidedStep) -> None:
        object.__setattr__(self, "steps", steps)

    def attempt(self, problem: Problem) -> Found | None:
        obligations = problem.obligations
        if len(obligations) == 1 and obligations[0].goal == problem.states:
            proof = follow(self.steps, State(problem.context, problem.states), problem.budget)
            return None if proof is None else Found(proof=proof)
        *places, last = obligations
        proofs = [search.prove(obligation_context(problem, o), o.goal, problem.budget) for o in places]
        proofs.append(follow(self.steps, State(obligation_context(problem, last), last.goal), problem.budget))
        return None if None in proofs else Found(proof=rules.Unfold(tuple(proofs)))


def follow(steps: tuple[GuidedStep, ...], state: State, budget: Budget) -> Proof | None:
    """A proof that takes the steps from here; the search ends it."""
    if not steps:
        found = search.prove(state.context, state.goal, budget)
        return None if found is None else state.finish(found)
    first, *others = steps
    return first.prove(state, lambda following: follow(tuple(others), following, budget), budget)


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
            following = _placed(state, variable, value, budget)
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


def _placed(state: State, variable: Any, value: Any, budget: Budget) -> State | None:
    """The state in which the value is known to be of the variable's kind."""
    from symbolic.language.predicates import kind_facts

    for kind in kind_facts([variable]):
        needed = Comparison(value, kind.relation, ZERO)
        proof = search.prove(state.context, needed, budget)
        if proof is None:
            return None
        state = state if state.context.holds(needed) else state.have(needed, proof)
    return state


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


@dataclass(frozen=True)
class Trichotomy:
    """Three cases: `term` below 0, equal to it, above it."""

    term: Any
    below: tuple[GuidedStep, ...] = ()
    equal: tuple[GuidedStep, ...] = ()
    above: tuple[GuidedStep, ...] = ()

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        proofs = []
        for relation, steps in (("<", self.below), ("==", self.equal), (">", self.above)):
            context = state.context.adding(Comparison(self.term, relation, ZERO))
            found = rules.Absurd(()) if context.contradictory else follow(steps, State(context, state.goal), budget)
            if found is None:
                return None
            proofs.append(found)
        return state.finish(rules.Split(self.term, *proofs))


@dataclass(frozen=True)
class Induct:
    """Induction over a natural number that no assumption restricts: steps at its first value, and steps from n to n + 1."""

    variable: Any
    first: tuple[GuidedStep, ...] = ()
    following: tuple[GuidedStep, ...] = ()

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        context, goal, n = state.context, state.goal, self.variable
        start = Integer(1) if n.is_positive else ZERO
        base = Context(context.domain).adding(*(fact for fact in context.facts if n not in symbols_of(fact)))
        at_first = follow(self.first, State(base, substitute_statement(goal, {n: start})), budget)
        if at_first is None:
            return None
        onwards = follow(self.following, State(context.adding(goal), substitute_statement(goal, {n: n + 1})), budget)
        return None if onwards is None else state.finish(rules.Induction(n, at_first, onwards))


@dataclass(frozen=True)
class Suppose:
    """The premise of an implication becomes a fact; where it says that there is something, that gets a name, and `steps` are told it."""

    steps: Callable[..., tuple[GuidedStep, ...]] | None = None

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        if not isinstance(state.goal, Implication):
            return None
        premise, goal = state.goal.premise, state.goal.conclusion
        wraps = (*state.wraps, rules.Assume)
        context = state.context.adding(premise)
        if self.steps is None or not isinstance(premise, Quantified):
            return rest(State(context, goal, wraps))
        if premise.quantifier == "forall":
            return follow(self.steps(premise), State(context, goal, wraps), budget)
        names = chosen(context, goal, premise)
        inner = context.with_symbols(names.values()).adding(substitute_statement(premise.body, names))
        return follow(self.steps(*names.values()), State(inner, goal, (*wraps, lambda then: Choose(premise, then))), budget)


@dataclass(frozen=True)
class Arbitrary:
    """The variables of a goal "for all" get names; `steps` are told them."""

    steps: Callable[..., tuple[GuidedStep, ...]]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal = state.goal
        if not (isinstance(goal, Quantified) and goal.quantifier == "forall"):
            return None
        taken = symbols_of(state.context.facts, goal)
        names: dict[Any, Any] = {}
        for variable in goal.variables:
            names[variable] = fresh_symbol(variable, [*taken, *names.values()])
        inner = State(state.context.with_symbols(names.values()), substitute_statement(goal.body, names), (*state.wraps, rules.Generalise))
        return follow(self.steps(*names.values()), inner, budget)


@dataclass(frozen=True)
class Exhibit:
    """Values that a goal "there is" is shown with."""

    values: tuple[Any, ...]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal = state.goal
        if not (isinstance(goal, Quantified) and goal.quantifier == "exists"):
            return None
        for variable, value in zip(goal.variables, self.values, strict=True):
            following = _placed(state, variable, value, budget)
            if following is None:
                return None
            state = following
        shown = substitute_statement(goal.body, dict(zip(goal.variables, self.values, strict=True)))
        return rest(State(state.context, shown, (*state.wraps, lambda then: Witness(self.values, then))))


@dataclass(frozen=True)
class Separately:
    """One sequence of steps for each part of a conjunction, or for each direction of an equivalence."""

    parts: tuple[tuple[GuidedStep, ...], ...]

    def prove(self, state: State, rest: Rest, budget: Budget) -> Proof | None:
        goal: Statement = state.goal
        if isinstance(goal, Equivalence):
            goal = Conjunction((Implication(goal.left, goal.right), Implication(goal.right, goal.left)))
        if not isinstance(goal, Conjunction) or len(goal.parts) != len(self.parts):
            return None
        proofs, context = [], state.context
        for part, steps in zip(goal.parts, self.parts, strict=True):
            found = follow(steps, State(context, part), budget)
            if found is None:
                return None
            proofs.append(found)
            context = context.adding(part)
        return state.finish(rules.Each(tuple(proofs)))
