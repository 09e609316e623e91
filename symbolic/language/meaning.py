"""What terms and statements mean at a point: exact rationals where possible, balls that contain the true value elsewhere.

This is the only evaluator that a verdict rests on. Balls are Arb's (python-flint): rigorous midpoint-radius arithmetic. A term that is
undefined at the point raises `Undefined`; a comparison that the largest precision does not separate is None, never a guess.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from flint import arb, ctx
from sympy import Abs, Derivative, Max, Min, Piecewise, Pow, Subs
from sympy.core.function import AppliedUndef

from symbolic.language.balls import ball, compare, sign
from symbolic.language.circular import exact_circular, multiple_of_pi
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
from symbolic.language.terms import NestedIntegral, NestedProduct, NestedSum
from symbolic.language.work import ENDLESS, INTEGRAL, WORK

PRECISIONS = (64, 192, 640, 2048)
LARGEST_EXPONENT = 4096
LONGEST_NUMBER = 32_768  # bits of a number that stays exact


def value(term: Any, point: Point) -> Any:
    """The value of `term` at `point`: a `Fraction` when it is computed exactly, else an `arb` ball at the working precision.

    Raises `Undefined` where the term has no value, `Unknown` where none can be computed.
    """
    if term.is_Rational:
        return _exact(term)
    return _at_point(term, point) if point.values or point.graphs else _closed(term, ctx.prec)


@lru_cache(maxsize=10_000)
def _exact(number: Any) -> Fraction:
    return Fraction(int(number.p), int(number.q))


@lru_cache(maxsize=100_000)
def _closed(term: Any, bits: int) -> Any:
    """A term at the point where nothing has a value, at the working precision of so many bits: proofs ask for the same constants often."""
    return _at_point(term, Point())


def _at_point(term: Any, point: Point) -> Any:
    if term is sympy.zoo or term is sympy.nan:
        raise Undefined(term)
    if term.is_Symbol:
        if term not in point.values:
            raise Unknown(f"`{term}` has no value at this point")
        found = point.values[term]
        return value(found, Point()) if isinstance(found, sympy.Expr) else found  # a number such as pi/2
    if term.is_Add:
        total, *parts = (value(part, point) for part in term.args)
        for part in parts:
            total = _add(total, part)
        return total
    if term.is_Mul:
        product, *factors = (value(part, point) for part in term.args)
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
        return _special(term, special.enclosure, point)
    unfolded = term.definition if hasattr(term, "definition") else unfold_special(term)
    if unfolded != term:
        return value(unfolded, point)
    if isinstance(term, Derivative | Subs):
        try:
            return value(evaluate_derivatives(term), point)
        except NoDerivative as error:
            raise Unknown(str(error)) from error
    raise Unknown(f"`{term}` cannot be evaluated here")


def _add(left: Any, right: Any) -> Any:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _kept(left + right)
    return ball(left) + ball(right)


def _multiply(left: Any, right: Any) -> Any:
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _kept(left * right)
    return ball(left) * ball(right)


def _kept(number: Fraction) -> Any:
    """An exact number as it is, unless it has grown so long that a ball has to do."""
    return number if max(abs(number.numerator), number.denominator).bit_length() <= LONGEST_NUMBER else ball(number)


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
    return _ball_power(ball(base), exponent)


def _ball_power(base: Any, exponent: int) -> Any:
    """Arb raises a ball with its middle at 0 to nan; its powers lie in the ball whose radius is that of the largest."""
    if exponent < 1 or not base.mid().is_zero() or not base.is_finite():
        return base**exponent
    return arb(0, base.abs_upper() ** exponent)


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
        return _of_several(term, graph, point)
    argument = value(term.args[0], point)
    if properties_of(base).positive_axis and _certain_sign(argument, term.args[0]) <= 0:
        raise Undefined(term)
    if isinstance(graph, Table):
        known = graph(argument) if isinstance(argument, Fraction) and base is term.func else None
        if known is None:
            raise Unknown(f"the table of `{base.__name__}` does not reach `{term}`")
        return known
    return _formula(graph, argument, getattr(term.func, "derivative_order", 0))


def _of_several(term: Any, graph: Table | Formula, point: Point) -> Any:
    """The value of a function of several arguments."""
    arguments = tuple(value(argument, point) for argument in term.args)
    if isinstance(graph, Table):
        known = graph(arguments) if all(isinstance(argument, Fraction) for argument in arguments) else None
        if known is None:
            raise Unknown(f"the table of `{term.func.__name__}` does not reach `{term}`")
        return known
    if len(graph.variables) != len(arguments):
        raise Unknown(f"`{graph}` has not as many arguments as `{term}`")
    return value(graph.expression, Point(dict(zip(graph.variables, arguments, strict=True)), {}))


def _formula(graph: Formula, argument: Any, order: int) -> Any:
    expression = graph.expression
    if order:
        expression = evaluate_derivatives(Derivative(expression, (graph.variable, order)))
    return value(expression, Point({graph.variable: argument}, {}))


def _special(term: Any, enclosure: Any, point: Point) -> Any:
    """A function of a family; `Undefined` names the term."""
    try:
        return enclosure(*(value(argument, point) for argument in term.args))
    except Undefined as error:
        raise error if not isinstance(error.term, str) else Undefined(term) from error


def _circular(term: Any, point: Point) -> Any:
    """sin, cos and tan: of rational multiples of pi exactly where they are 0, 1/2 or 1, or have a pole."""
    multiple = multiple_of_pi(term.args[0], lambda part: value(part, point))
    found = exact_circular(type(term), multiple) if multiple is not None else None
    if found is None:
        return _special(term, meaning_of(term).enclosure, point)  # type: ignore[union-attr]
    if found == sympy.zoo:
        raise Undefined(term)
    return found


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
    """A sum or product over finitely many integers, empty when the range ends just before it begins; or over endlessly many."""
    if len(term.limits) != 1:
        raise Unknown(f"`{term}` runs over several variables at once")
    ((variable, lower, upper),) = term.limits
    if lower.is_infinite or upper.is_infinite:
        from symbolic.language.endless import endless

        with WORK.spending(ENDLESS):
            return endless(term, point, value)
    first, last = value(lower, point), value(upper, point)
    if not (isinstance(first, Fraction) and isinstance(last, Fraction)):
        raise Unknown(f"the range of `{term}` is not exact")
    if first.denominator != 1 or last.denominator != 1 or last < first - 1:
        raise Undefined(term)
    adding = isinstance(term, sympy.Sum)
    result: Any = Fraction(0 if adding else 1)
    with WORK.spending(last - first + 1):
        for index in range(int(first), int(last) + 1):
            part = value(term.function, Point({**point.values, variable: Fraction(index)}, point.graphs))
            result = _add(result, part) if adding else _multiply(result, part)
    return result


def _integral(term: Any, point: Point) -> Any:
    from symbolic.language.quadrature import enclosed_integral

    with WORK.spending(INTEGRAL):
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
    sympy.sin: _circular,
    sympy.cos: _circular,
    sympy.tan: _circular,
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
    NestedSum: _ranged,
    NestedProduct: _ranged,
    NestedIntegral: _integral,
}
_CONSTANTS = {sympy.pi: arb.pi, sympy.E: lambda: arb(1).exp(), sympy.EulerGamma: arb.const_euler}


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
