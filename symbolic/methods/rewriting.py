"""Equals for equals in a goal and its facts: derivatives carried out, and what an equation says a symbol is put in its place."""

from __future__ import annotations

from typing import Any

from sympy import Add, Derivative, Integral, Limit, Subs
from sympy.core.function import AppliedUndef

from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.domain import symbols_of, terms_of
from symbolic.language.errors import LanguageError
from symbolic.language.statements import Comparison
from symbolic.methods.state import State
from symbolic.trusted import proofs as rules
from symbolic.trusted.context import ZERO, Context


def without_derivatives(state: State) -> State | None:
    """Carry out one derivative of the goal or the facts, so that f' of an uninterpreted f can be seen."""
    known = [side for fact in comparisons(state.context) for side in (fact.left, fact.right)]
    for term in [*terms_of(state.goal), *known]:
        for found in sorted(term.atoms(Derivative, Subs), key=lambda atom: (not isinstance(atom, Subs), str(atom))):
            try:
                value = evaluate_derivatives(found)
            except NoDerivative:
                continue
            following = _rewritten(state, found, value)
            if (following.goal, following.context.facts) != (state.goal, state.context.facts):  # under a binder it stays
                return following
    return None


def eliminate(state: State) -> State | None:
    """Put in what an equation says a symbol or f(a) is, so that nothing else mentions it any more."""
    for fact in comparisons(state.context):
        if fact.relation != "==" or fact.left.is_infinite or fact.right.is_infinite:
            continue
        difference = fact.left - fact.right
        for summand in Add.make_args(difference):
            symbol = summand if _replaceable(summand) else -summand
            rest = difference - summand
            if not _replaceable(symbol) or rest.has(symbol, Integral, Limit) or (not symbol.is_Symbol and rest.has(AppliedUndef)):
                continue
            value = -rest if summand == symbol else rest
            if _mentions(state, symbol, fact):
                try:
                    return _rewritten(state, symbol, value)
                except LanguageError:  # f(a) stands under a derivative by a
                    continue
    return None


def _rewritten(state: State, old: Any, new: Any) -> State:
    return state.replace(old, new, lambda then: rules.Rewrite(old, new, then))


def _replaceable(term: Any) -> bool:
    return bool(term.is_Symbol or isinstance(term, AppliedUndef))


def _mentions(state: State, symbol: Any, fact: Comparison) -> bool:
    compound = [f for f in comparisons(state.context) if f != fact and not (f.left == symbol and f.right == ZERO)]
    if symbol.is_Symbol:
        return symbol in symbols_of(state.goal, compound)
    return any(term.has(symbol) for term in terms_of([state.goal, *compound]) if not isinstance(term, type))


def comparisons(context: Context) -> list[Comparison]:
    return [fact for fact in context.facts if isinstance(fact, Comparison)]
