"""Jensen's inequality, with any weights: the sum of what tangent lines at one place say of the values at the others.

The values f(b_i) of one function occur with weights; with a tangent of f at a among the arguments, the difference of the two sides is the
sum of the weights times f(b_i) - f(a) - f'(a) (b_i - a), where that is not negative, and of what is left, shown to be not negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Dummy, Integer, Pow, cosh, exp, log, sin, sinh

from symbolic.language.domain import symbols_of
from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols, substitute
from symbolic.methods.closing import close, oriented
from symbolic.methods.problem import Found, Problem
from symbolic.methods.state import Budget, State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, implied
from symbolic.trusted.normal_form import TooLarge, is_zero

FUNCTIONS = (exp, log, cosh, sinh, sin)
MOST_VALUES = 4


@dataclass(frozen=True)
class Jensen:
    """Proposes the tangent lines; their premises and the sum are the kernel's to check."""

    name: str = "tangent lines"
    rank: int = 27

    def attempt(self, problem: Problem) -> Found | None:
        goal = problem.states
        if not isinstance(goal, Comparison) or goal.relation in ("==", "!=") or len(symbols_of(goal)) < 2:
            return None
        state = State(problem.context, goal)
        try:
            for function, values in _values(oriented(goal)[0]):
                for center in (*values, *_means(state, values)):
                    for inverted in (False, True) if function[0] is log else (False,):
                        proof = _around(state, function, values, center, inverted=inverted)
                        if proof is not None:
                            return Found(proof=proof)
        except (TooLarge, ZeroDivisionError, sympy.PolynomialError):
            return None
        return None


def _values(target: Any) -> list[tuple[Any, dict[Any, Any]]]:
    """Functions with what stands for their argument at each value: {argument: value}; powers by their exponent."""
    found: dict[Any, dict[Any, Any]] = {}
    for atom in sorted(target.atoms(*FUNCTIONS, Pow), key=str):
        if not free_symbols(atom):
            continue
        if isinstance(atom, Pow):
            if not atom.exp.is_Integer:
                found.setdefault((Pow, atom.exp), {})[atom.base] = atom
        else:
            found.setdefault((type(atom), None), {})[atom.args[0]] = atom
    return [(f, values) for f, values in found.items() if 2 <= len(values) <= MOST_VALUES]


def _around(state: State, function: Any, values: dict[Any, Any], center: Any, *, inverted: bool = False) -> Any:
    """With tangents at `center`; None when some weight or the rest has the wrong sign. `inverted`: log(t) as -log(1/t)."""
    kind, exponent = function
    goal = state.goal
    assert isinstance(goal, Comparison)
    target, _ = oriented(goal)
    names = {value: Dummy(f"v{i}", real=True) for i, value in enumerate(values.values())}
    named = sympy.expand(substitute(target, names))
    rest, products = target, []
    for argument, value in values.items():
        if argument == center:
            continue
        weight = named.coeff(names[value], 1)
        if weight == 0 or weight.atoms(Dummy):
            return None
        weight = sympy.factor(weight)
        arguments = (center, argument) if exponent is None else (center, argument, exponent)
        arguments = tuple(sympy.together(1 / a) for a in arguments) if inverted else arguments
        place = _placed(state, kind, center, argument)
        place = _apart(place, argument - center) if place is not None and goal.relation in ("<", ">") else place
        learned = None if place is None else place.instance("tangent_line", kind, arguments)
        if learned is None:
            return None
        fact = learned.context.facts[-1]
        assert isinstance(fact, Comparison)
        assert isinstance(fact, Comparison)
        above = oriented(fact)[0]
        rising = (fact.relation in (">", ">=")) != inverted
        weight = weight if rising else -weight
        signed = _signed(learned, weight)
        if signed is None:
            return None
        state = signed
        rest = rest - weight * above
        products.append(_product(weight, above))
    if not is_zero(rest, state.context.positive):
        rest = sympy.factor(rest)
        proof = close(State(state.context, Comparison(rest, ">=", ZERO)), Budget())
        if proof is None:
            return None
        state = state if state.context.holds(Comparison(rest, ">=", ZERO)) else state.have(Comparison(rest, ">=", ZERO), proof)
        products.append(rules.Product(Integer(1), ((rest, 1),)))
    return state.finish(rules.Combination(tuple(products)))


def _product(weight: Any, fact: Any) -> rules.Product:
    return rules.Product(weight, ((fact, 1),)) if weight.is_Rational else rules.Product(Integer(1), ((weight, 1), (fact, 1)))


def _means(state: State, values: dict[Any, Any]) -> list[Any]:
    """The mean of the arguments, where an equation among the facts makes it a number."""
    mean = sum(values, ZERO) / len(values)
    found = []
    for fact in state.context.facts:
        if not isinstance(fact, Comparison) or fact.relation != "==" or not symbols_of(fact):
            continue
        difference = fact.left - fact.right
        slope = sympy.diff(difference, symbols_of(fact)[0])
        reduced = (
            sympy.expand(mean - sympy.diff(mean, symbols_of(fact)[0]) / slope * difference) if slope.is_Rational and slope != 0 else mean
        )
        if not symbols_of(reduced) and reduced not in values:
            found.append(reduced)
    return found


def _placed(state: State, kind: Any, *arguments: Any) -> State | None:
    """With what the tangent asks of the arguments as facts."""
    terms = arguments if kind in (log, Pow, sinh) else [t for a in arguments for t in (a, sympy.pi - a)] if kind is sin else ()
    found: State | None = state
    for term in terms:
        found = None if found is None else _signed(found, term, ">" if kind in (log, Pow) else ">=")
    return found


def _apart(state: State, difference: Any) -> State:
    """With the fact that the arguments differ, where that is plain."""
    fact = Comparison(sympy.factor(difference), "!=", ZERO)
    if state.context.holds(fact):
        return state
    proof = close(State(state.context, fact), Budget())
    return state if proof is None else state.have(fact, proof)


def _signed(state: State, term: Any, relation: str = ">") -> State | None:
    """The state that knows `term` to be positive, or not negative; None when that is not shown."""
    if term.is_Rational:
        return state if term > 0 or (term == 0 and relation == ">=") else None
    if implied(state.context.relation(term), relation):
        return state
    fact = Comparison(term, relation, ZERO)
    proof = close(State(state.context, fact), Budget())
    return None if proof is None else state.have(fact, proof)


METHOD = Jensen()
