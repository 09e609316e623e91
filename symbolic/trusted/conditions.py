"""Well-posedness: the conditions under which every term of a statement has a value, each with what stands before it as its guard.

They are collected before anything is simplified, and a claim is proved only with a proof of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import sympy
from sympy import Derivative, Integer, Integral, Limit, Piecewise, Pow, Product, Subs, Sum, Symbol
from sympy.core.function import AppliedUndef

from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.domain import Domain, symbols_of
from symbolic.language.functions import properties_of
from symbolic.language.mapping import map_terms
from symbolic.language.special import meaning_of
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Extremum,
    Finite,
    FunctionProperty,
    Implication,
    Independent,
    Nearness,
    Negation,
    Quantified,
    Shape,
    Statement,
    as_statement,
)
from symbolic.language.terms import free_symbols, fresh_symbol, renamed_as_written, substitute
from symbolic.language.tidying import tidy_term
from symbolic.trusted.context import NEGATED, ZERO
from symbolic.trusted.normal_form import evidently_positive

ONE = Integer(1)
Taken = frozenset[Any]
NONE_TAKEN: Taken = frozenset()


@dataclass(frozen=True)
class Condition:
    """`holds` is needed for `term` to have a value, where `guards` do hold."""

    guards: tuple[Statement, ...]
    holds: Statement
    term: Any


def negate(statement: Statement) -> Statement:
    """The negation, pushed inwards through the connectives."""
    if isinstance(statement, Comparison):
        return Comparison(statement.left, NEGATED[statement.relation], statement.right)
    if isinstance(statement, Negation):
        return statement.part
    if isinstance(statement, Conjunction):
        return Disjunction(tuple(negate(part) for part in statement.parts))
    if isinstance(statement, Disjunction):
        return Conjunction(tuple(negate(part) for part in statement.parts))
    if isinstance(statement, Implication):
        return Conjunction((statement.premise, negate(statement.conclusion)))
    if isinstance(statement, Equivalence):
        one = Conjunction((statement.left, negate(statement.right)))
        return Disjunction((one, Conjunction((negate(statement.left), statement.right))))
    if isinstance(statement, Quantified):
        other = "exists" if statement.quantifier == "forall" else "forall"
        return Quantified(other, statement.variables, negate(statement.body))
    return Negation(statement)


def claim_conditions(given: Domain, states: Statement) -> tuple[Condition, ...]:
    """The conditions of the assumptions, each guarded by the earlier ones, then those of the statement, guarded by all of them."""
    found: list[Condition] = []
    taken = frozenset(symbols_of(given, states))
    before: tuple[Statement, ...] = ()
    for assumption in given.assumptions:
        found += statement_conditions(assumption, before, taken)
        before = (*before, assumption)
    found += statement_conditions(states, before, taken)
    unique: dict[tuple[Any, ...], Condition] = {}
    for condition in found:
        unique.setdefault((condition.guards, condition.holds), condition)
    return tuple(unique.values())


def statement_conditions(statement: Statement, guards: tuple[Statement, ...] = (), taken: Taken = NONE_TAKEN) -> list[Condition]:
    """The conditions of one statement; earlier parts of connectives guard later ones. Variables that are made new avoid `taken`."""
    if isinstance(statement, Comparison):
        return _all_terms((statement.left, statement.right), guards, taken)
    if isinstance(statement, Conjunction | Disjunction):
        return _connective(statement, guards, taken)
    if isinstance(statement, Negation):
        return statement_conditions(statement.part, guards, taken)
    if isinstance(statement, Implication):
        inner = statement_conditions(statement.conclusion, (*guards, statement.premise), taken)
        return [*statement_conditions(statement.premise, guards, taken), *inner]
    if isinstance(statement, Equivalence):
        return [*statement_conditions(statement.left, guards, taken), *statement_conditions(statement.right, guards, taken)]
    if isinstance(statement, Quantified):
        return _quantified(statement, guards, taken)
    if isinstance(statement, Finite):
        return _integrand_only(statement.expression, guards, taken)
    if isinstance(statement, FunctionProperty):
        return []
    if isinstance(statement, Shape | Independent):
        return term_conditions(statement.expression, guards, taken)
    if isinstance(statement, Extremum):
        return _all_terms((statement.expression, statement.at), guards, taken)
    tolerance = (statement.tolerance,) if isinstance(statement, Nearness) else ()
    return _all_terms((statement.expression, statement.number, *tolerance), guards, taken)


def _connective(statement: Conjunction | Disjunction, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    found: list[Condition] = []
    for part in statement.parts:
        found += statement_conditions(part, guards, taken)
        guards = (*guards, part if isinstance(statement, Conjunction) else negate(part))
    return found


def _quantified(statement: Quantified, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    """Of the body, for arbitrary values: under names that nothing else uses."""
    used = [*taken, *symbols_of(guards, statement.body)]
    renamed: dict[Any, Any] = {}
    for variable in statement.variables:
        renamed[variable] = fresh_symbol(variable, [*used, *renamed.values()])
    return statement_conditions(map_terms(statement.body, lambda term: renamed_as_written(term, renamed)), guards, taken)


def _integrand_only(term: Any, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    """Of an integral that is assumed finite: the integrand is defined; that the integral exists is what is assumed."""
    if isinstance(term, Integral):
        return _inside(term, guards, taken)
    return term_conditions(term, guards, taken)


def _all_terms(terms: Iterable[Any], guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    return [condition for term in terms for condition in term_conditions(term, guards, taken)]


def term_conditions(term: Any, guards: tuple[Statement, ...] = (), taken: Taken = NONE_TAKEN) -> list[Condition]:
    """The conditions under which `term` has a value, innermost first."""
    if not getattr(term, "args", ()):
        return []
    if isinstance(term, Integral):
        return _integral(term, guards, taken)
    if isinstance(term, Limit):
        still = _all_terms([term.args[2], *still_parts(term.args[0], term.args[1])], guards, taken)
        return [*still, Condition(guards, Finite(term), term)]
    if isinstance(term, Sum | Product):
        return _ranged(term, guards, taken)
    if isinstance(term, Derivative | Subs):
        inner = term_conditions(term.expr, guards, taken) if isinstance(term, Derivative) else []
        found = term_conditions(evaluate_derivatives(term), guards, taken)
        return [*inner, *(c if isinstance(c.holds, FunctionProperty) else replace(c, term=term) for c in found)]
    if isinstance(term, Piecewise):
        return _piecewise(term, guards, taken)
    special = meaning_of(term)
    if special is not None and special.conditions is not None:
        found = _all_terms(term.args, guards, taken)
        return [*found, *(Condition(guards, holds, term) for holds in special.conditions(*term.args))]
    if hasattr(term, "definition"):
        if term.definition.has(sympy.zoo, sympy.nan):
            return [Condition(guards, Comparison(ONE, "==", ZERO), term)]
        return term_conditions(term.definition, guards, taken)
    found = _all_terms(term.args, guards, taken)
    return [*found, *(Condition(guards, holds, term) for holds in _own(term))]


def still_parts(term: Any, variable: Any) -> list[Any]:
    """The largest parts of `term` that do not move with `variable`: they are defined where anything is near a point."""
    if variable not in free_symbols(term):
        return [term]
    arguments = [branch for branch, _ in term.args] if isinstance(term, Piecewise) else term.args
    return [part for argument in arguments for part in still_parts(argument, variable)]


def _own(term: Any) -> list[Statement]:
    """What the outermost operation of `term` asks of its arguments."""
    if isinstance(term, Pow):
        return _power(*term.args)
    if isinstance(term, AppliedUndef):
        return _uninterpreted(term)
    if isinstance(term, sympy.log):
        return [Comparison(term.args[0], ">", ZERO)]
    if isinstance(term, _EVERYWHERE):
        return []
    return [Finite(term)]


_EVERYWHERE = (sympy.Add, sympy.Mul, sympy.exp, sympy.Abs, sympy.sign, sympy.Max, sympy.Min, sympy.floor, sympy.ceiling)


def _power(base: Any, exponent: Any) -> list[Statement]:
    if exponent.is_Integer:
        return _nonzero(base) if exponent < 0 else []
    if exponent.is_Rational:
        return [Comparison(base, ">" if exponent < 0 else ">=", ZERO)]
    if (base.is_Rational and base > 0) or base == sympy.E:
        return []
    if exponent.is_integer:
        return _whole_exponent(base, exponent)
    if evidently_positive(exponent):
        return [Comparison(base, ">=", ZERO)]
    if base.is_positive or base.is_zero or exponent.is_nonpositive:
        return [Comparison(base, ">", ZERO)]
    at_zero = Conjunction((Comparison(base, ">=", ZERO), Comparison(exponent, ">", ZERO)))
    return [Disjunction((Comparison(base, ">", ZERO), at_zero))]


def _whole_exponent(base: Any, exponent: Any) -> list[Statement]:
    """0 has powers with exponents that are never negative. Of a lone symbol facts may say so; of a sum only kinds may:

    normal forms split b^(i + 1) into b^i b, which at b = 0 and i = -1 says something else.
    """
    if tidy_term(exponent).is_nonnegative or (base.is_Rational and base != 0):
        return []
    if exponent.is_Symbol and not exponent.is_negative:
        return [Disjunction((Comparison(exponent, ">=", ZERO), Comparison(base, "!=", ZERO)))]
    return _nonzero(base)


def _nonzero(term: Any) -> list[Statement]:
    """That `term`, which is defined, is not 0: its factors are not, and the bases of positive powers."""
    if isinstance(term, sympy.Mul):
        return [statement for factor in term.args for statement in _nonzero(factor)]
    if isinstance(term, Pow) and term.args[1].is_Rational and term.args[1] > 0:
        return _nonzero(term.args[0])
    return [Comparison(term, "!=", ZERO)]


def _uninterpreted(term: Any) -> list[Statement]:
    found: list[Statement] = []
    function = term.func
    if hasattr(function, "base_function"):
        wanted = "differentiable" if function.derivative_order == 1 else "smooth"
        found.append(FunctionProperty(function.base_function, wanted))
    if properties_of(function).positive_axis:
        found += [Comparison(argument, ">", ZERO) for argument in term.args]
    return found


def _piecewise(term: Any, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    found: list[Condition] = []
    covered: list[Statement] = []
    for branch, raw in term.args:
        if raw == sympy.true:
            return [*found, *term_conditions(branch, guards, taken)]
        condition = as_statement(raw)
        found += statement_conditions(condition, guards, taken)
        found += term_conditions(branch, (*guards, condition), taken)
        guards = (*guards, negate(condition))
        covered.append(condition)
    return [*found, Condition(guards[: len(guards) - len(covered)], Disjunction(tuple(covered)), term)]


def inside(integral: Any, context: Any, *terms: Any, closed: bool) -> tuple[Any, tuple[Statement, ...]]:
    """A variable for the integral's that neither the facts nor `terms` mention, and the facts that place it inside the interval."""
    return _placed(integral, symbols_of(context.facts, *terms), closed=closed)


def _placed(integral: Any, taken: Iterable[Any], *, closed: bool) -> tuple[Any, tuple[Statement, ...]]:
    ((variable, lower, upper),) = integral.limits
    fresh = fresh_symbol(Symbol(variable.name, real=True), [variable, *taken, *symbols_of(integral.function, lower, upper)])
    facts: list[Statement] = []
    if not lower.is_infinite:
        facts.append(Comparison(lower, "<=" if closed else "<", fresh))
    if not upper.is_infinite:
        facts.append(Comparison(fresh, "<=" if closed else "<", upper))
    return fresh, tuple(facts)


def _inside(integral: Any, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    """The ends have values, and the integrand is defined between them, in whichever order they are."""
    ((_, lower, upper),) = integral.limits
    ends = [*term_conditions(lower, guards, taken), *term_conditions(upper, guards, taken)]
    return [*ends, *(c for part, facts in oriented(integral) for c in _ordered(part, (*guards, *facts), taken))]


def oriented(integral: Any) -> list[tuple[Any, tuple[Statement, ...]]]:
    """The integral where its ends are in order, and with its ends exchanged where they are not: each with the fact that says so.

    The integral from b back to a is minus that from a to b; where the order is plain, there is one case and no fact.
    """
    ((variable, lower, upper),) = integral.limits
    back = Integral(integral.function, (variable, upper, lower))
    if lower == sympy.oo or upper == -sympy.oo:
        return [(back, ())]
    if lower.is_infinite or upper.is_infinite or (upper - lower).is_nonnegative:
        return [(integral, ())]
    if (upper - lower).is_negative:
        return [(back, ())]
    return [(integral, (Comparison(lower, "<=", upper),)), (back, (Comparison(upper, "<", lower),))]


def _ordered(integral: Any, guards: tuple[Statement, ...], taken: Taken) -> list[Condition]:
    """The integrand is defined inside the interval, whose ends are in order."""
    ((variable, lower, _),) = integral.limits
    begins = [Condition(guards, Comparison(lower, ">=", ZERO), integral)] if variable.is_nonnegative else []
    fresh, facts = _placed(integral, [*taken, *symbols_of(guards)], closed=False)
    return [*begins, *term_conditions(renamed_as_written(integral.function, {variable: fresh}), (*guards, *facts), taken)]


def _integral(integral: Any, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    if len(integral.limits) != 1:
        return [Condition(guards, Finite(integral), integral)]
    finite = [Condition((*guards, *facts), Finite(part), integral) for part, facts in oriented(integral)]
    return [*_inside(integral, guards, taken), *finite]


def _ranged(term: Any, guards: tuple[Statement, ...], taken: Taken = NONE_TAKEN) -> list[Condition]:
    """A sum or product over i = a, ..., b: b is a - 1 (the empty one) or more, and each part is defined. Endless ones are finite."""
    ((variable, lower, upper),) = term.limits
    ends = [*term_conditions(lower, guards, taken), *term_conditions(upper, guards, taken)]
    if lower.is_integer and upper == sympy.oo:
        fresh, facts = within_range(term, [*taken, *symbols_of(guards)])
        each = term_conditions(renamed_as_written(term.function, {variable: fresh}), (*guards, *facts[:1]), taken)
        return [*ends, *each, Condition(guards, Finite(term), term)]
    if not (lower.is_integer and upper.is_integer):
        return [*ends, Condition(guards, Finite(term), term)]
    ends.append(Condition(guards, Comparison(lower, "<=", upper + 1), term))
    if variable.is_nonnegative:
        ends.append(Condition(guards, Comparison(lower, ">=", ONE if variable.is_positive else ZERO), term))
    fresh, facts = within_range(term, [*taken, *symbols_of(guards)])
    return [*ends, *term_conditions(renamed_as_written(term.function, {variable: fresh}), (*guards, *facts), taken)]


def within_range(term: Any, taken: Iterable[Any]) -> tuple[Any, tuple[Statement, ...]]:
    """A new integer for the variable of a sum or product, of the sign that the range's beginning shows, and facts that place it there."""
    ((variable, lower, upper),) = term.limits
    signs = {"positive": True} if lower.is_positive else {"nonnegative": True} if lower.is_nonnegative else {}
    fresh = fresh_symbol(Symbol(variable.name, integer=True, **signs), [variable, *taken, *symbols_of(term.function, lower, upper)])
    return fresh, (Comparison(lower, "<=", fresh), Comparison(fresh, "<=", upper))


def interval_conditions(context: Any, integral: Any, term: Any, *, closed: bool) -> tuple[Condition, ...]:
    """The conditions of `term` (in the integral's variable) on the whole closed interval, or inside it."""
    fresh, facts = inside(integral, context, term, closed=closed)
    return tuple(term_conditions(substitute(term, {integral.limits[0][0]: fresh}), facts, frozenset(symbols_of(context.facts, fresh))))


def continuous(term: Any, variable: Any, domain: Domain) -> bool:
    """Whether `term` is built from functions that are continuous in `variable` wherever they are defined."""
    if variable not in symbols_of(term):
        return True
    if isinstance(term, Derivative | Subs):
        try:
            return continuous(evaluate_derivatives(term), variable, domain)
        except NoDerivative:
            return False
    if isinstance(term, AppliedUndef):
        base = getattr(term.func, "base_function", term.func)
        smooth = domain.properties(base)
        enough = {"continuous", "differentiable", "concave", "convex"} if base is term.func else {"smooth"}  # a derivative of f
        return bool(enough & smooth.known) and all(continuous(a, variable, domain) for a in term.args)
    if term.is_Symbol:
        return True
    special = meaning_of(term)
    if special is None and hasattr(term, "definition"):
        return continuous(term.definition, variable, domain)
    if special is not None and isinstance(special.continuous, tuple):
        moving = [index for index, argument in enumerate(term.args, 1) if variable in symbols_of(argument)]
        known_continuous = len(moving) == 1 and moving[0] in special.continuous
    else:
        known_continuous = isinstance(term, _CONTINUOUS) if special is None else bool(special.continuous)
    return known_continuous and all(continuous(argument, variable, domain) for argument in term.args)


_CONTINUOUS: tuple[Any, ...] = (Pow, sympy.log, sympy.Add, sympy.Mul, sympy.exp, sympy.Abs, sympy.Max, sympy.Min)
