"""What terms and statements mean at a point: exact rationals where possible, balls that contain the true value elsewhere.

This is the only evaluator that a verdict rests on. Balls are Arb's (python-flint): rigorous midpoint-radius arithmetic. A term that is
undefined at the point raises `Undefined`; a comparison that the largest precision does not separate is None, never a guess.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import sympy
from flint import arb
from sympy import Abs, Derivative, Max, Min, Piecewise, Pow, Subs
from sympy.core.function import AppliedUndef

from symbolic.language.balls import ball, compare, sign
from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.functions import properties_of
from symbolic.language.point import Formula, Point, Table
from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.rounding import decimal_exponent, rounded
from symbolic.language.special import meaning_of, unfold_special
from symbolic.language.statements import (
    Approximation,
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Nearness,
    Negation,
    Statement,
)

PRECISIONS = (64, 192, 640, 2048)
LARGEST_EXPONENT = 4096
LARGEST_FACTORIAL = 500
MOST_TERMS = 20_000  # of a sum or product that is evaluated


def value(term: Any, point: Point) -> Any:
    """The value of `term` at `point`: a `Fraction` when it is computed exactly, else an `arb` ball at the working precision.

    Raises `Undefined` where the term has no value, `Unknown` where none can be computed.
    """
    if term.is_Rational:
        return Fraction(int(term.p), int(term.q))
    if term in (sympy.zoo, sympy.nan):
        raise Undefined(term)
    if term.is_Symbol:
        if term not in point.values:
            raise Unknown(f"`{term}` has no value at this point")
        return point.values[term]
    if term.is_Add:
        total: Any = Fraction(0)
        for part in term.args:
            total = _add(total, value(part, point))
        return total
    if term.is_Mul:
        product: Any = Fraction(1)
        factors = [value(part, point) for part in term.args]
        for factor in factors:
            product = _multiply(product, factor)
        return product
    if isinstance(term, Pow):
        return _power(term, point)
    handler = _HANDLERS.get(type(term))
    if handler is not None:
        return handler(term, point)
    if isinstance(term, AppliedUndef):
        return _uninterpreted(term, point)
    if term in _CONSTANTS:
        return _CONSTANTS[term]()
    special = meaning_of(term)
    if special is not None and special.enclosure is not None:
        return special.enclosure(*(value(argument, point) for argument in term.args))
    unfolded = term.definition if hasattr(term, "definition") else unfold_special(term)
    if unfolded != term:
        return value(unfolded, point)
    if isinstance(term, Derivative | Subs):
        try:
            return value(evaluate_derivatives(term), point)
        except NoDerivative as error:
            raise Unknown(str(error)) from error
    return _library(term, point)


def _add(left: Any, right: Any) -> Any:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    return ball(left) + ball(right)


def _multiply(left: Any, right: Any) -> Any:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return ball(left) * ball(right)


def _certain_sign(number: Any, term: Any) -> int:
    found = sign(number)
    if found is None:
        raise Unknown(f"the sign of `{term}` is not resolved")
    return found


def _power(term: Any, point: Point) -> Any:
    base_term, exponent_term = term.args
    base, exponent = value(base_term, point), value(exponent_term, point)
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        return _integer_power(term, base, int(exponent), base_term)
    base_sign = _certain_sign(base, base_term)
    if base_sign < 0:
        raise Undefined(term)
    if base_sign == 0:
        if _certain_sign(exponent, exponent_term) > 0:
            return Fraction(0)
        raise Undefined(term)
    if isinstance(exponent, Fraction) and isinstance(base, Fraction):
        exact = _exact_root(base, exponent)
        if exact is not None:
            return exact
    if exponent == Fraction(1, 2):
        return ball(base).sqrt()
    return (ball(base).log() * ball(exponent)).exp()


def _integer_power(term: Any, base: Any, exponent: int, base_term: Any) -> Any:
    if exponent < 0 and _certain_sign(base, base_term) == 0:
        raise Undefined(term)
    if exponent == 0:
        literal = term.args[1].is_Integer or term.args[1].is_integer
        if not literal and _certain_sign(base, base_term) <= 0:
            raise Undefined(term)
        return Fraction(1)
    if isinstance(base, Fraction):
        size = max(abs(base.numerator), base.denominator).bit_length()
        if abs(exponent) * size <= LARGEST_EXPONENT:
            return base**exponent
    if abs(exponent) > 2**60:
        if sign(base) != 1:
            raise Unknown(f"`{term}` is too large")
        return (ball(base).log() * exponent).exp()
    return ball(base) ** exponent


def _exact_root(base: Fraction, exponent: Fraction) -> Fraction | None:
    degree = exponent.denominator
    if degree > 64 or abs(exponent.numerator) > 64:
        return None
    top, exact_top = sympy.integer_nthroot(base.numerator, degree)
    bottom, exact_bottom = sympy.integer_nthroot(base.denominator, degree)
    return Fraction(int(top), int(bottom)) ** exponent.numerator if exact_top and exact_bottom else None


def _uninterpreted(term: Any, point: Point) -> Any:
    base = getattr(term.func, "base_function", term.func)
    graph = point.graphs.get(base)
    if graph is None:
        raise Unknown(f"`{term.func.__name__}` has no graph at this point")
    if len(term.args) != 1:
        raise Unknown(f"`{term}` has several arguments")
    argument = value(term.args[0], point)
    if properties_of(base).positive_axis and _certain_sign(argument, term.args[0]) <= 0:
        raise Undefined(term)
    if isinstance(graph, Table):
        known = graph(argument) if isinstance(argument, Fraction) and base is term.func else None
        if known is None:
            raise Unknown(f"the table of `{base.__name__}` does not reach `{term}`")
        return known
    return _formula(graph, argument, getattr(term.func, "derivative_order", 0))


def _formula(graph: Formula, argument: Any, order: int) -> Any:
    expression = graph.expression
    if order:
        expression = evaluate_derivatives(Derivative(expression, (graph.variable, order)))
    return value(expression, Point({graph.variable: argument}, {}))


def _log(term: Any, point: Point) -> Any:
    argument = value(term.args[0], point)
    if _certain_sign(argument, term.args[0]) <= 0:
        raise Undefined(term)
    return Fraction(0) if argument == 1 and isinstance(argument, Fraction) else ball(argument).log()


def _exp(term: Any, point: Point) -> Any:
    argument = value(term.args[0], point)
    return Fraction(1) if isinstance(argument, Fraction) and argument == 0 else ball(argument).exp()


def _extremum(term: Any, point: Point) -> Any:
    values = [value(argument, point) for argument in term.args]
    if all(isinstance(v, Fraction) for v in values):
        return max(values) if isinstance(term, Max) else min(values)
    result = ball(values[0])
    for other in values[1:]:
        result = result.max(ball(other)) if isinstance(term, Max) else result.min(ball(other))
    return result


def _absolute(term: Any, point: Point) -> Any:
    return abs(value(term.args[0], point))


def _signum(term: Any, point: Point) -> Any:
    return Fraction(_certain_sign(value(term.args[0], point), term.args[0]))


def _floor(term: Any, point: Point) -> Any:
    argument = value(term.args[0], point)
    if not isinstance(argument, Fraction):
        enclosed = argument.floor() if isinstance(term, sympy.floor) else argument.ceil()
        if not enclosed.is_exact():
            raise Unknown(f"`{term}` is not resolved")
        return Fraction(int(enclosed.unique_fmpz()))
    whole = (
        argument.numerator // argument.denominator if isinstance(term, sympy.floor) else -((-argument.numerator) // argument.denominator)
    )
    return Fraction(whole)


def _ranged(term: Any, point: Point) -> Any:
    """A sum or product over finitely many integers, empty when the range ends just before it begins."""
    ((variable, lower, upper),) = term.limits
    first, last = value(lower, point), value(upper, point)
    if not (isinstance(first, Fraction) and isinstance(last, Fraction)):
        raise Unknown(f"the range of `{term}` is not exact")
    if first.denominator != 1 or last.denominator != 1 or last < first - 1:
        raise Undefined(term)
    if last - first > MOST_TERMS:
        raise Unknown(f"`{term}` has too many parts")
    adding = isinstance(term, sympy.Sum)
    result: Any = Fraction(0 if adding else 1)
    for index in range(int(first), int(last) + 1):
        part = value(term.function, Point({**point.values, variable: Fraction(index)}, point.graphs))
        result = _add(result, part) if adding else _multiply(result, part)
    return result


def _integral(term: Any, point: Point) -> Any:
    from symbolic.language.quadrature import enclosed_integral

    return enclosed_integral(term, point, value)


def _piecewise(term: Any, point: Point) -> Any:
    from symbolic.language.statements import as_statement

    for branch, condition in term.args:
        holds = True if condition == sympy.true else truth_once(as_statement(condition), point)
        if holds is None:
            raise Unknown(f"the condition `{condition}` is not resolved")
        if holds:
            return value(branch, point)
    raise Undefined(term)


_HANDLERS: dict[Any, Any] = {
    sympy.log: _log,
    sympy.exp: _exp,
    Max: _extremum,
    Min: _extremum,
    Abs: _absolute,
    sympy.sign: _signum,
    sympy.floor: _floor,
    sympy.ceiling: _floor,
    Piecewise: _piecewise,
    sympy.Sum: _ranged,
    sympy.Product: _ranged,
    sympy.Integral: _integral,
}
_CONSTANTS = {sympy.pi: arb.pi, sympy.E: lambda: arb(1).exp(), sympy.EulerGamma: arb.const_euler}
_ENTIRE = {
    sympy.sin: arb.sin,
    sympy.cos: arb.cos,
    sympy.sinh: arb.sinh,
    sympy.cosh: arb.cosh,
    sympy.tanh: arb.tanh,
    sympy.atan: arb.atan,
    sympy.asinh: arb.asinh,
    sympy.erf: arb.erf,
    sympy.erfc: arb.erfc,
}
_POSITIVE_AXIS = {sympy.gamma: arb.gamma, sympy.loggamma: arb.lgamma, sympy.digamma: arb.digamma}


def _library(term: Any, point: Point) -> Any:
    """Functions that Arb encloses: everywhere for entire ones, on the positive axis for the gamma family."""
    kind = type(term)
    if kind in _ENTIRE:
        return _ENTIRE[kind](ball(value(term.args[0], point)))
    if kind in _POSITIVE_AXIS:
        argument = value(term.args[0], point)
        if _certain_sign(argument, term.args[0]) <= 0:
            raise Unknown(f"`{term}` off the positive axis")
        return _POSITIVE_AXIS[kind](ball(argument))
    if isinstance(term, sympy.factorial):
        return _factorial(term, point)
    if isinstance(term, sympy.beta):
        first, second = (sympy.gamma(a) for a in term.args[:2])
        return value(first * second / sympy.gamma(sympy.Add(*term.args[:2])), point)
    raise Unknown(f"`{term}` cannot be evaluated here")


def _factorial(term: Any, point: Point) -> Any:
    """Exact at natural numbers that are not huge, Gamma one further on elsewhere."""
    argument = value(term.args[0], point)
    if isinstance(argument, Fraction) and argument.denominator == 1 and 0 <= argument <= LARGEST_FACTORIAL:
        return Fraction(math.factorial(int(argument)))
    return value(sympy.gamma(term.args[0] + 1), point)


def truth_once(statement: Statement, point: Point) -> bool | None:
    """Whether a quantifier-free statement holds at `point`, at the working precision; None when that is not resolved.

    Raises `Undefined` where a term that is reached has no value: earlier parts of a conjunction or disjunction and the premise of an
    implication guard.
    """
    if isinstance(statement, Comparison):
        return compare(value(statement.left, point), statement.relation, value(statement.right, point))
    if isinstance(statement, Conjunction | Disjunction):
        return _connective(statement, point)
    if isinstance(statement, Negation):
        inner = truth_once(statement.part, point)
        return None if inner is None else not inner
    if isinstance(statement, Implication):
        premise = truth_once(statement.premise, point)
        if premise is None:
            raise Unknown(f"`{statement.premise}` is not resolved")
        return truth_once(statement.conclusion, point) if premise else True
    if isinstance(statement, Equivalence):
        left, right = truth_once(statement.left, point), truth_once(statement.right, point)
        return None if left is None or right is None else left == right
    if isinstance(statement, Nearness):
        distance = abs(_add(value(statement.expression, point), -value(statement.number, point)))
        return compare(distance, "<=", value(statement.tolerance, point))
    if isinstance(statement, Approximation):
        return _rounds_to(statement, point)
    raise Unknown(f"`{statement}` is not decided by a point")


def _connective(statement: Conjunction | Disjunction, point: Point) -> bool | None:
    decisive = isinstance(statement, Disjunction)
    unknown = False
    for part in statement.parts:
        holds = truth_once(part, point)
        if holds is decisive:
            return decisive
        unknown = unknown or holds is None
        if unknown:
            return None
    return not decisive


def _rounds_to(statement: Approximation, point: Point) -> bool | None:
    """Both numbers rounded to so many significant digits, half away from zero, are the same."""
    number = value(statement.number, point)
    if not isinstance(number, Fraction):
        raise Unknown(f"`{statement.number}` is not an exact number")
    if number == 0:
        return compare(value(statement.expression, point), "==", number)
    target, unit = rounded(abs(number), statement.digits)
    below = unit / 10 if target == Fraction(10) ** decimal_exponent(target) else unit
    found = value(statement.expression, point)
    found = found if number > 0 else -found
    enough = compare(found, ">=", target - below / 2)
    small_enough = compare(found, "<", target + unit / 2)
    return None if enough is None or small_enough is None else enough and small_enough


def truth(statement: Statement, point: Point) -> bool | None:
    """Whether `statement` holds at `point`; precision is raised until the balls decide, None when they never do."""
    for bits in PRECISIONS:
        with working_precision(bits):
            try:
                found = truth_once(statement, point)
            except Unknown:
                found = None
        if found is not None:
            return found
    return None


__all__ = ["Undefined", "Unknown", "ball", "compare", "sign", "truth", "truth_once", "value", "working_precision"]
