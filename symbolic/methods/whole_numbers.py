"""Whole numbers: each value of a bounded one by itself, a solver's word on integers and floors, residues for floors of fractions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import lcm
from typing import Any

from sympy import Add, Integer, Pow, ceiling, expand, floor, oo

from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.predicates import substitute_statement
from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols
from symbolic.methods.equations import established
from symbolic.methods.evaluation import evaluated
from symbolic.methods.finite_sums import with_values
from symbolic.methods.induction import beginnings
from symbolic.methods.problem import Found, Problem
from symbolic.methods.search import prove
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import Context
from symbolic.trusted.rules.logic import Only
from symbolic.trusted.rules.whole_numbers import EachValue, Residues, quotient_symbol

MOST_VALUES = 60
LARGEST_MODULUS = 12
SOLVER_STEPS = 1_000_000
SOLVER_MS = 400


@dataclass(frozen=True)
class WholeNumbers:
    """For comparisons in which whole numbers or floors occur."""

    name: str = "whole numbers"
    rank: int = 20

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or any(side in (oo, -oo) for side in (goal.left, goal.right)):
            return None
        context = problem.context
        proof = _each_value(context, goal) or _by_gap(context, goal) or _by_solver(context, goal) or _by_residues(context, goal)
        valued = with_values(State(context, goal), _small()) if proof is None else None
        if valued is not None and isinstance(valued.goal, Comparison):
            inner = _by_residues(valued.context, valued.goal)
            proof = None if inner is None else valued.finish(inner)
        return None if proof is None else Found(proof=proof)


def _small() -> Budget:
    return Budget(combinations=60, places=20)


def _by_gap(context: Context, goal: Comparison) -> Any:
    """Of two whole numbers, a <= b where a - 1 < b."""
    if goal.relation not in ("<=", ">="):
        return None
    low, high = (goal.left, goal.right) if goal.relation == "<=" else (goal.right, goal.left)
    if not (low.is_integer and high.is_integer):
        return None
    strict = established(State(context, goal), Comparison(high - low + 1, ">", Integer(0)), _small())
    learned = None if strict is None else strict.instance("whole_gap", floor, (low - 1, high))
    return learned.finish(rules.Known()) if learned is not None and learned.context.holds(goal) else None


def _each_value(context: Context, goal: Comparison) -> Any:
    for variable in symbols_of(goal):
        if not variable.is_integer:
            continue
        lower = next((b for b in beginnings(context, variable) if b.is_Integer), None)
        upper = _last(context, variable)
        if lower is None or upper is None or not 0 <= upper - lower < MOST_VALUES:
            continue
        proofs = []
        for value in range(int(lower), int(upper) + 1):
            place = {variable: Integer(value)}
            inner = substitute_statement(goal, place)
            facts = (substitute_statement(fact, place) for fact in context.facts)
            proof = (evaluated(inner) if not symbols_of(inner) else None) or prove(Context(context.domain).adding(*facts), inner, Budget())
            if proof is None:
                return None
            proofs.append(proof)
        return Only(tuple(context.facts), EachValue(variable, lower, upper, tuple(proofs)))
    return None


def _last(context: Context, variable: Any) -> Any:
    """The largest number that the facts leave to the variable."""
    found = []
    for term, relation in context.signs.items():
        slope = term.coeff(variable, 1) if variable in symbols_of(term) else 0
        if slope not in (1, -1) or relation not in (">", ">=", "<", "<="):
            continue
        rest = Add(term, -slope * variable)
        if rest.is_Rational and (slope == 1) == (relation in ("<", "<=")):
            bound = -rest * slope
            found.append(ceiling(bound) - 1 if relation in (">", "<") else floor(bound))
    return min(found) if found else None


def _by_solver(context: Context, goal: Comparison) -> Any:
    """The word of the solvers, where the first one has it soon."""
    import z3

    from symbolic.trusted.solver import of_whole_numbers, problem
    from symbolic.trusted.solver_terms import NotEncodable

    if not of_whole_numbers(context, goal):
        return None
    try:
        solver = problem(context, goal, integers=True, limit=SOLVER_STEPS, guard=SOLVER_MS)
    except NotEncodable:
        return None
    return rules.Unsat() if solver.check() == z3.unsat else None


def _by_residues(context: Context, goal: Comparison) -> Any:
    """By the residues of one symbol for the modulus that clears the denominators under the floors."""
    floors = {f for term in terms_of(goal) for f in term.atoms(floor, ceiling) if free_symbols(f) <= set(symbols_of(goal))}
    signs = {p for term in terms_of(goal) for p in term.atoms(Pow) if p.base == -1}
    for variable in symbols_of(goal):
        moduli = [_denominator(f.args[0], variable) for f in floors if variable in free_symbols(f)]
        moduli += [2 for p in signs if variable in free_symbols(p.exp)]
        if not variable.is_integer or not moduli or None in moduli:
            continue
        modulus = lcm(*(int(m) for m in moduli if m is not None))
        for times in (1, 2):
            if 2 <= modulus * times <= LARGEST_MODULUS:
                proof = _with_residues(context, goal, variable, modulus * times)
                if proof is not None:
                    return proof
    return None


def _denominator(term: Any, variable: Any) -> Any:
    """The common denominator of the coefficients of a polynomial in the variable; None for other terms."""
    expanded = expand(term)
    if not expanded.is_polynomial(variable):
        return None
    parts = [part.as_coeff_Mul()[0] for part in Add.make_args(expanded)]
    return lcm(*(int(c.q) for c in parts)) if all(c.is_Rational for c in parts) else None


def _with_residues(context: Context, goal: Comparison, variable: Any, modulus: int) -> Any:
    q = quotient_symbol(context, goal, variable)
    proofs = []
    for r in range(modulus):
        value = modulus * q + r
        state = State(context.with_symbols([q]).adding(Comparison(variable, "==", value)), goal)
        state = state.replace(variable, value, partial(rules.Rewrite, variable, value))
        state = _without_floors(state)
        proof = prove(state.context, state.goal, _small())
        if proof is None:
            return None
        proofs.append(state.finish(proof))
    return Only(tuple(context.facts), Residues(variable, modulus, tuple(proofs)))


def _without_floors(state: State) -> State:
    """Each floor of a whole number and a fraction replaced by the whole number."""
    for _ in range(8):
        found = sorted({f for term in terms_of(state.goal) for f in term.atoms(floor)}, key=str)
        for f in found:
            constant, moving = expand(f.args[0]).as_coeff_Add()
            if not (constant.is_Rational and moving.is_integer):
                continue
            whole = moving + floor(constant)
            learned = state.instance("floor_unique", floor, (f.args[0], whole))
            if learned is not None and f != whole:
                state = learned.replace(f, whole, partial(rules.Rewrite, f, whole))
                break
        else:
            return state
    return state


METHOD = WholeNumbers()
