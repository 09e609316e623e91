"""Induction over a whole number from where the assumptions let it begin; failing one step, over two at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from sympy import Add, Function, Integer, Pow, Product, Sum, ceiling, exp, expand, factor_terms, floor, log

from symbolic.language.domain import symbols_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols
from symbolic.methods import ranges
from symbolic.methods.closing import oriented
from symbolic.methods.equations import established, prove_equal
from symbolic.methods.evaluation import evaluated
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import MIRROR, Context
from symbolic.trusted.kernel import Rejected
from symbolic.trusted.normal_form import TooLarge, normalised
from symbolic.trusted.rules.logic import Only
from symbolic.trusted.rules.whole_numbers import InductionFrom, induction_context

STEPS = (1, 2)


@dataclass(frozen=True)
class InductionMethod:
    """Tries each whole symbol of the statement in turn: early on where the sides change by plain factors and summands, and
    late with more work."""

    early: bool = True
    name: str = "induction"
    rank: int = 20

    def attempt(self, problem: Problem) -> Found | None:
        if not isinstance(problem.states, Comparison):
            return None
        for variable in symbols_of(problem.states):
            if variable.is_integer and (_plain(problem.states, variable) or not self.early):
                proof = by_induction(problem.context, problem.states, variable, thorough=not self.early)
                if proof is not None:
                    return Found(proof=proof)
        return None


def _plain(goal: Comparison, variable: Any) -> bool:
    """Whether each side at n + 1 is made of that at n by rational functions: no logarithm, root or n^n in the variable, sums apart."""
    if any(term.has(Sum, Product) for term in (goal.left, goal.right)):
        return True
    for power in goal.left.atoms(Pow, exp, log) | goal.right.atoms(Pow, exp, log):
        base, exponent = (power.base, power.exp) if isinstance(power, Pow) else (power.args[0], Integer(1))
        polynomial = isinstance(power, exp) and base.is_polynomial(variable)
        if variable in free_symbols(base) and not exponent.is_Integer:
            return False
        if variable in free_symbols(base) and not isinstance(power, Pow) and not polynomial:
            return False
    return True


def by_induction(context: Context, goal: Any, variable: Any, *, thorough: bool = False) -> Any:
    """A proof of `goal` by induction over `variable`, or None."""
    for start in beginnings(context, variable):
        try:
            everywhere = induction_context(context, variable, start)
        except Rejected:
            continue
        for steps in STEPS if goal.relation == "==" else STEPS[:1]:
            proof = _from(context, everywhere, goal, variable, start, steps, thorough=thorough)
            if proof is not None:
                return proof
    return None


def beginnings(context: Context, variable: Any) -> list[Any]:
    """Where the facts let the variable begin: the largest number below which it does not lie, then other whole terms."""
    numbers, others = [], []
    for term, relation in context.signs.items():
        slope = term.coeff(variable, 1) if variable in symbols_of(term) else 0
        if slope not in (1, -1) or relation not in (">", ">=", "<", "<="):
            continue
        rest = Add(term, -slope * variable)
        if variable in symbols_of(rest) or (slope == 1) != (relation in (">", ">=")):
            continue
        bound = -rest * slope
        strict = relation in (">", "<")
        if bound.is_Rational:
            numbers.append(floor(bound) + 1 if strict else ceiling(bound))
        elif bound.is_integer:
            others.append(bound + 1 if strict else bound)
    if variable.is_positive:
        numbers.append(Integer(1))
    elif variable.is_nonnegative:
        numbers.append(Integer(0))
    return [*([max(numbers)] if numbers else []), *sorted(others, key=str)]


def _from(context: Context, everywhere: Context, goal: Any, variable: Any, start: Any, steps: int, *, thorough: bool) -> Any:
    base = Context(context.domain).adding(*(fact for fact in context.facts if variable not in symbols_of(fact)))
    bases = []
    for i in range(steps):
        first = substitute_statement(goal, {variable: start + i})
        proof = (evaluated(first) if not symbols_of(first) else None) or prove(base, first, Budget() if thorough else _budget())
        if proof is None:
            return None
        bases.append(proof)
    hypotheses = [substitute_statement(goal, {variable: variable + i}) for i in range(steps)]
    after = substitute_statement(goal, {variable: variable + steps})
    state = State(everywhere.adding(*hypotheses), after)
    quick = by_substitution(state, hypotheses[-1]) if goal.relation == "==" else _by_gain(state, hypotheses[-1])
    step = (
        quick
        or prove(state.context, after, Budget() if thorough else _budget())
        or prove(state.context, after, Budget(combinations=600, intervals=0))
    )
    if step is None:
        return None
    needed = tuple(context.facts)
    return Only(needed, InductionFrom(variable, start, tuple(bases), step))


def _budget() -> Budget:
    """Less than for a claim of its own: most steps are short, and most attempts are in vain."""
    return Budget(combinations=120, places=60, intervals=0)


def by_substitution(state: State, hypothesis: Comparison) -> Any:
    """An equation for a sum or product, by the value that the hypothesis gives for what is left without the last part."""
    for known, value in ((hypothesis.left, hypothesis.right), (hypothesis.right, hypothesis.left)):
        if not isinstance(known, Sum | Product) or value.has(Sum, Product):
            continue
        following: State | None = state
        while following is not None:
            state = following
            following = ranges.without_one_part(state)
        replaced = state.replace(known, value, partial(rules.Rewrite, known, value))
        assert isinstance(replaced.goal, Comparison)
        proof = prove_equal(replaced.context, replaced.goal.left, replaced.goal.right, Budget())
        return None if proof is None else replaced.finish(proof)
    return None


def _by_gain(state: State, hypothesis: Comparison) -> Any:
    return by_difference(state, hypothesis) or by_ratio(state, hypothesis)


def by_ratio(state: State, hypothesis: Comparison) -> Any:
    """An inequality from the one before, times what one of its sides gains as a factor: what is left is free of that side."""
    assert isinstance(state.goal, Comparison)
    if hypothesis.relation not in MIRROR or hypothesis.relation in ("==", "!="):
        return None
    (before, _), (after, relation) = oriented(hypothesis), oriented(state.goal)
    for side in ("left", "right"):
        factor = _ratio(getattr(state.goal, side), getattr(hypothesis, side), state.context)
        if factor is None:
            continue
        other = normalised(after - factor * before, state.context.positive)
        proof = None if other.has(Sum, Product) else _scaled(state, factor, before, other, relation)
        if proof is not None:
            return proof
    return None


def _scaled(state: State, factor: Any, before: Any, other: Any, relation: str) -> Any:
    """after = factor * before + other, the factor not negative and the rest as the goal needs."""
    strict = relation == ">" and state.context.relation(before) != ">"
    following = established(state, Comparison(factor, ">" if relation == ">" else ">=", Integer(0)), _budget())
    rest = Comparison(other, ">" if strict else ">=", Integer(0))
    proof = None if following is None else prove(following.context, rest, _budget())
    if following is None or proof is None:
        return None
    learned = following.have(rest, proof)
    products = (rules.Product(Integer(1), ((before, 1), (factor, 1))), rules.Product(Integer(1), ((other, 1),)))
    return learned.finish(rules.Combination(products))


def _ratio(after: Any, before: Any, context: Context) -> Any:
    """after/before where that is a rational function, None otherwise or where nothing is gained."""
    if before.is_Rational or after.is_Rational or before.has(Sum, Product):
        return None
    try:
        found = factor_terms(normalised(after / before, context.positive))
    except (TooLarge, ZeroDivisionError):
        return None
    plain = all(power.exp.is_Integer for power in found.atoms(Pow)) and not found.atoms(Function) - {before}
    return found if plain and found != 1 and not before.is_polynomial(*symbols_of(before)) else None


def by_difference(state: State, hypothesis: Comparison) -> Any:
    """An inequality of sums from the one before: what each side gains is compared. None where sums remain, or nothing is found."""
    if hypothesis.relation in ("==", "!=") or not any(term.has(Sum) for term in (hypothesis.left, hypothesis.right)):
        return None
    following: State | None = state
    while following is not None:
        state = following
        following = ranges.without_one_part(state)
    assert isinstance(state.goal, Comparison)
    (before, _), (after, _) = oriented(hypothesis), oriented(state.goal)
    gain = expand(after - before)
    if gain.has(Sum) or gain.is_infinite:
        return None
    gained = Comparison(gain, ">=", Integer(0))
    proof = prove(state.context, gained, Budget()) or prove(state.context, gained, Budget(combinations=120, places=40, solver=True))
    if proof is None:
        return None
    products = (rules.Product(Integer(1), ((before, 1),)), rules.Product(Integer(1), ((gain, 1),)))
    return state.have(gained, proof).finish(rules.Combination(products))


METHOD = InductionMethod()

__all__ = ["METHOD", "beginnings", "by_induction"]
