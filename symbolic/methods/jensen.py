"""Jensen's inequality, with any weights: the sum of what tangent lines at one place say of the values at the others.

The values f(b_i) of one function occur with weights; with a tangent of f at a among the arguments, the difference of the two sides is the
sum of the weights times f(b_i) - f(a) - f'(a) (b_i - a), where that is not negative, and of what is left, shown to be not negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy
from sympy import Dummy, Integer, Pow, cos, cosh, exp, log, sin, sinh

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
                for center in values:
                    proof = _around(state, function, values, center)
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


def _around(state: State, function: Any, values: dict[Any, Any], center: Any) -> Any:
    """With tangents at `center`; None when some weight or the rest has the wrong sign."""
    kind, exponent = function
    target, _ = oriented(state.goal)
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
        place = _positive(state, center, argument) if kind in (log, Pow) else state
        learned = None if place is None else place.instance("tangent_line", kind, arguments)
        if learned is None:
            return None
        fact = learned.context.facts[-1]
        above = oriented(fact)[0]
        rising = fact.relation in (">", ">=")
        state = _signed(learned, weight if rising else -weight)
        if state is None:
            return None
        rest = rest - (weight if rising else -weight) * above
        products.append(_product(weight if rising else -weight, above))
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


def _positive(state: State, *terms: Any) -> State | None:
    found: State | None = state
    for term in terms:
        found = None if found is None else _signed(found, term)
    return found


def _signed(state: State, term: Any) -> State | None:
    """The state that knows `term` to be positive; None when that is not shown."""
    if term.is_Rational:
        return state if term > 0 else None
    if implied(state.context.relation(term), ">"):
        return state
    fact = Comparison(term, ">", ZERO)
    proof = close(State(state.context, fact), Budget())
    return None if proof is None else state.have(fact, proof)


METHOD = Jensen()
