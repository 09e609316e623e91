"""Fast evaluation for searching: terms as Python closures over exact rationals, floats where a function leaves them.

Nothing is decided here. A search screens many points with these closures and hands the few that look right to `admission` and `meaning`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from flint import arb
from sympy import Abs, Derivative, Max, Min, Piecewise, Pow, Subs
from sympy.core.function import AppliedUndef

from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.point import Formula, Table
from symbolic.language.precision import working_precision
from symbolic.language.special import meaning_of, unfold_special
from symbolic.language.statements import Comparison, Conjunction, Disjunction, Equivalence, Implication, Negation, as_statement

Environment = dict[Any, Any]
Closure = Callable[[Environment], Any]
SLACK = 1e-9
MOST_TERMS = 200  # of a sum or product that is screened


class NotScreened(ValueError):
    """The term or statement has no fast evaluation."""


class OffGraph(ArithmeticError):
    """A table does not reach the argument."""


FAILURES = (ArithmeticError, ValueError, TypeError, OverflowError)
_MATH = {
    sympy.log: math.log,
    sympy.exp: math.exp,
    sympy.sin: math.sin,
    sympy.cos: math.cos,
    sympy.tan: math.tan,
    sympy.sinh: math.sinh,
    sympy.cosh: math.cosh,
    sympy.tanh: math.tanh,
    sympy.asin: math.asin,
    sympy.acos: math.acos,
    sympy.atan: math.atan,
    sympy.gamma: math.gamma,
    sympy.loggamma: math.lgamma,
    sympy.erf: math.erf,
    sympy.erfc: math.erfc,
    sympy.floor: math.floor,
    sympy.ceiling: math.ceil,
    sympy.sign: lambda v: (v > 0) - (v < 0),
    Abs: abs,
}


def closure(term: Any) -> Closure:
    """A function from symbol values and graphs to the value of `term`. Raises `NotScreened` for terms that it does not know."""
    if term.is_Rational:
        number = Fraction(int(term.p), int(term.q))
        return lambda env: number
    if term.is_Symbol:
        return lambda env: env[term]
    if term.is_Add:
        parts = [closure(part) for part in term.args]
        return lambda env: sum(part(env) for part in parts)
    if term.is_Mul:
        factors = [closure(part) for part in term.args]
        return lambda env: math.prod(factor(env) for factor in factors)
    if isinstance(term, Pow):
        return _power(*map(closure, term.args))
    if isinstance(term, Max | Min):
        arms = [closure(part) for part in term.args]
        pick = max if isinstance(term, Max) else min
        return lambda env: pick(arm(env) for arm in arms)
    if isinstance(term, AppliedUndef):
        return _application(term)
    if type(term) in _MATH and len(term.args) == 1:
        inner, function = closure(term.args[0]), _MATH[type(term)]
        return lambda env: function(inner(env))
    if term.is_number and not term.args:
        value = float(term)
        return lambda env: value
    return _rest(term)


def _rest(term: Any) -> Closure:
    if isinstance(term, Piecewise):
        branches = [(closure(e), (lambda env: True) if c == sympy.true else predicate(as_statement(c))) for e, c in term.args]
        return lambda env: next(e(env) for e, c in branches if c(env))
    if isinstance(term, sympy.Sum | sympy.Product):
        return _ranged(term)
    special = meaning_of(term)
    if special is not None and special.enclosure is not None:
        return _enclosed(special.enclosure, [closure(argument) for argument in term.args])
    unfolded = unfold_special(term)
    if unfolded != term:
        return closure(unfolded)
    if isinstance(term, Derivative | Subs):
        try:
            return closure(evaluate_derivatives(term))
        except NoDerivative as error:
            raise NotScreened(str(error)) from error
    raise NotScreened(f"`{term}`")


def _ranged(term: Any) -> Closure:
    """A sum or product over few integers."""
    ((variable, lower, upper),) = term.limits
    first, last, part = closure(lower), closure(upper), closure(term.function)
    total = sum if isinstance(term, sympy.Sum) else math.prod

    def apply(env: Environment) -> Any:
        low, high = first(env), last(env)
        if low != int(low) or high != int(high) or high < low - 1 or high - low > MOST_TERMS:
            raise ArithmeticError("no range")
        return total(part({**env, variable: Fraction(index)}) for index in range(int(low), int(high) + 1))

    return apply


def _enclosed(enclosure: Callable[..., Any], arguments: list[Closure]) -> Closure:
    """The midpoint of what encloses a special function."""

    def apply(env: Environment) -> Any:
        values = [argument(env) for argument in arguments]
        with working_precision(64):
            found = enclosure(*(v if isinstance(v, Fraction) else arb(v) for v in values))
        return found if isinstance(found, Fraction) else float(found.mid())

    return apply


def _power(base: Closure, exponent: Closure) -> Closure:
    def power(env: Environment) -> Any:
        b, e = base(env), exponent(env)
        if isinstance(e, Fraction) and e.denominator == 1 and abs(e) <= 64:
            return b ** int(e)
        value = float(b) ** float(e)
        if isinstance(value, complex):
            raise ArithmeticError("root of a negative number")
        return value

    return power


def _application(term: Any) -> Closure:
    base = getattr(term.func, "base_function", term.func)
    order = getattr(term.func, "derivative_order", 0)
    if len(term.args) != 1:
        raise NotScreened(f"`{term}` has several arguments")
    inner = closure(term.args[0])

    def apply(env: Environment) -> Any:
        graph, argument = env[base], inner(env)
        if isinstance(graph, Formula):
            expression = evaluate_derivatives(Derivative(graph.expression, (graph.variable, order))) if order else graph.expression
            return closure(expression)({graph.variable: argument})
        value = graph(argument) if isinstance(graph, Table) and not order else None
        if value is None:
            raise OffGraph(f"`{term}`")
        return value

    return apply


def predicate(statement: Any) -> Closure:
    """A function that says whether `statement` seems to hold. Raises `NotScreened` for statements about more than one point."""
    if isinstance(statement, Comparison):
        return _comparison(closure(statement.left), statement.relation, closure(statement.right))
    if isinstance(statement, Conjunction | Disjunction):
        parts = [predicate(part) for part in statement.parts]
        every = all if isinstance(statement, Conjunction) else any
        return lambda env: every(part(env) for part in parts)
    if isinstance(statement, Negation):
        inner = predicate(statement.part)
        return lambda env: not inner(env)
    if isinstance(statement, Implication):
        premise, conclusion = predicate(statement.premise), predicate(statement.conclusion)
        return lambda env: not premise(env) or conclusion(env)
    if isinstance(statement, Equivalence):
        left, right = predicate(statement.left), predicate(statement.right)
        return lambda env: left(env) == right(env)
    raise NotScreened(f"`{statement}`")


def _comparison(left: Closure, relation: str, right: Closure) -> Closure:
    def compare(env: Environment) -> bool:
        a, b = left(env), right(env)
        difference = a - b
        if isinstance(difference, float):
            if math.isnan(difference):
                raise ArithmeticError("not a number")
            if abs(difference) <= SLACK * max(1.0, abs(a), abs(b)):
                difference = 0
        if relation == "==":
            return bool(difference == 0)
        if relation == "!=":
            return bool(difference != 0)
        if relation in ("<", "<="):
            return bool(difference < 0 or (difference == 0 and relation == "<="))
        return bool(difference > 0 or (difference == 0 and relation == ">="))

    return compare
