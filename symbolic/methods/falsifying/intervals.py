"""Terms and statements on boxes, by interval arithmetic in floats without directed rounding: to guide a search, never to decide.

An interval is a pair of floats. What has no rule here is unbounded, so that no box is lost for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import sympy
from sympy import Abs, Max, Min, Piecewise, Pow

from symbolic.language import float_functions
from symbolic.language.statements import (
    Comparison,
    Conjunction,
    Disjunction,
    Equivalence,
    Implication,
    Nearness,
    Negation,
    as_statement,
)

Interval = tuple[float, float]
Box = Sequence[Interval]
Enclosure = Callable[[Box], Interval]
ALL: Interval = (-math.inf, math.inf)


def enclosure(term: Any, symbols: Sequence[Any]) -> Enclosure:
    """The range of `term` on boxes of values of `symbols`, up to rounding."""
    if term in symbols:
        index = list(symbols).index(term)
        return lambda box: box[index]
    if not term.free_symbols:
        return _constant(term)
    if term.is_Add:
        return _folded(_sum, [enclosure(part, symbols) for part in term.args])
    if term.is_Mul:
        return _folded(_product, [enclosure(part, symbols) for part in term.args])
    if isinstance(term, Pow):
        return _power(term, symbols)
    if isinstance(term, Max | Min):
        pick = max if isinstance(term, Max) else min
        parts = [enclosure(part, symbols) for part in term.args]
        return _folded(lambda a, b: (pick(a[0], b[0]), pick(a[1], b[1])), parts)
    if isinstance(term, Piecewise):
        return _arms(term, symbols)
    rule = _UNARY.get(type(term))
    if rule is None or len(term.args) != 1:
        return lambda box: ALL
    inner = enclosure(term.args[0], symbols)
    return lambda box: _guarded(rule, inner(box))


def _constant(term: Any) -> Enclosure:
    try:
        number = float(term)
    except (TypeError, ValueError, OverflowError):
        return lambda box: ALL
    return lambda box: (number, number)


def _guarded(rule: Callable[[Interval], Interval], inside: Interval) -> Interval:
    try:
        low, high = rule(inside)
    except (ArithmeticError, ValueError):
        return ALL
    return ALL if math.isnan(low) or math.isnan(high) else (low, high)


def _folded(operation: Callable[[Interval, Interval], Interval], parts: list[Enclosure]) -> Enclosure:
    def apply(box: Box) -> Interval:
        found = parts[0](box)
        for part in parts[1:]:
            found = operation(found, part(box))
        return found

    return apply


def _sum(a: Interval, b: Interval) -> Interval:
    low, high = a[0] + b[0], a[1] + b[1]
    return (low if low == low else -math.inf, high if high == high else math.inf)


def _product(a: Interval, b: Interval) -> Interval:
    ends = [0.0 if 0 in (s, t) else s * t for s in a for t in b]
    return min(ends), max(ends)


def _power(term: Any, symbols: Sequence[Any]) -> Enclosure:
    base, exponent = term.args
    inner = enclosure(base, symbols)
    if exponent.is_Integer and abs(exponent) < 1000:
        n = int(exponent)
        return lambda box: _guarded(lambda a: _whole_power(a, n), inner(box))
    outer = enclosure(exponent, symbols)

    def general(box: Box) -> Interval:
        a = inner(box)
        return _guarded(lambda b: _exponential(_product(b, _logarithm(a))), outer(box))

    return general


def _whole_power(a: Interval, n: int) -> Interval:
    if n < 0:
        if a[0] <= 0 <= a[1]:
            if a[0] == 0 < a[1]:
                return (_raised(a[1], n), math.inf)
            return ALL if n % 2 else (min(_raised(e, n) for e in a if e) if any(a) else 0.0, math.inf)
        ends = [_raised(a[0], n), _raised(a[1], n)]
        return min(ends), max(ends)
    ends = [_raised(a[0], n), _raised(a[1], n)]
    low = 0.0 if n % 2 == 0 and a[0] <= 0 <= a[1] else min(ends)
    return low, max(ends)


def _raised(value: float, n: int) -> float:
    try:
        return float(value**n)
    except OverflowError:
        return math.inf if value > 0 or n % 2 == 0 else -math.inf


def _logarithm(a: Interval) -> Interval:
    if a[1] <= 0:
        return ALL
    return (-math.inf if a[0] <= 0 else math.log(a[0]), math.log(a[1]) if a[1] < math.inf else math.inf)


def _exponential(a: Interval) -> Interval:
    return tuple(math.inf if v > 709 else math.exp(v) for v in a)  # type: ignore[return-value]


def _root(a: Interval) -> Interval:
    return ALL if a[1] < 0 else (math.sqrt(max(a[0], 0.0)), math.sqrt(a[1]) if a[1] < math.inf else math.inf)


def _absolute(a: Interval) -> Interval:
    high = max(abs(a[0]), abs(a[1]))
    return (0.0 if a[0] <= 0 <= a[1] else min(abs(a[0]), abs(a[1]))), high


def _sine(a: Interval, shift: float = 0.0) -> Interval:
    """sin(t + shift): 1 and -1 where a crest or trough lies inside."""
    low, high = a[0] + shift, a[1] + shift
    if not high - low < 2 * math.pi:
        return (-1.0, 1.0)
    ends = (math.sin(low), math.sin(high))
    crest = math.floor((high - math.pi / 2) / (2 * math.pi)) >= math.ceil((low - math.pi / 2) / (2 * math.pi))
    trough = math.floor((high + math.pi / 2) / (2 * math.pi)) >= math.ceil((low + math.pi / 2) / (2 * math.pi))
    return (-1.0 if trough else min(ends)), (1.0 if crest else max(ends))


def _rising(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    return lambda a: (float(function(a[0])), float(function(a[1])))


def _whole(function: Callable[[float], float]) -> Callable[[Interval], Interval]:
    return lambda a: tuple(v if math.isinf(v) else float(function(v)) for v in a)  # type: ignore[return-value]


def _hyperbolic_cosine(a: Interval) -> Interval:
    low, high = _absolute(a)
    return math.cosh(low), math.inf if high > 709 else math.cosh(high)


_UNARY: dict[Any, Callable[[Interval], Interval]] = {
    sympy.exp: _exponential,
    sympy.log: _logarithm,
    Abs: _absolute,
    sympy.sin: _sine,
    sympy.cos: lambda a: _sine(a, math.pi / 2),
    sympy.cosh: _hyperbolic_cosine,
    sympy.floor: _whole(math.floor),
    sympy.ceiling: _whole(math.ceil),
    sympy.sign: _rising(float_functions.NAMESPACE["_sign"]),
    **{getattr(sympy, name): _rising(getattr(math, name)) for name in ("atan", "tanh", "sinh", "asinh", "erf", "asin")},
}


def _arms(term: Any, symbols: Sequence[Any]) -> Enclosure:
    """The union of the branches that can be taken."""
    arms = [(enclosure(e, symbols), None if c == sympy.true else upper_margin(_opposite(c), symbols)) for e, c in term.args]

    def apply(box: Box) -> Interval:
        found = [value(box) for value, possible in arms if possible is None or possible(box) >= 0]
        return (min(v[0] for v in found), max(v[1] for v in found)) if found else ALL

    return apply


def _opposite(condition: Any) -> Any:
    return Negation(as_statement(condition))


def upper_margin(statement: Any, symbols: Sequence[Any]) -> Callable[[Box], float]:
    """A bound from above on the margin of `statement` over boxes: negative where it holds all over the box."""
    bounds = _margin(statement, symbols)
    return lambda box: bounds(box)[1]


def _margin(statement: Any, symbols: Sequence[Any]) -> Enclosure:
    if isinstance(statement, Comparison):
        return _comparison(statement.left - statement.right, statement.relation, symbols)
    if isinstance(statement, Nearness):
        return _comparison(Abs(statement.expression - statement.number) - statement.tolerance, "<=", symbols)
    if isinstance(statement, Conjunction | Disjunction):
        pick = max if isinstance(statement, Conjunction) else min
        parts = [_margin(part, symbols) for part in statement.parts]
        return _folded(lambda a, b: (pick(a[0], b[0]), pick(a[1], b[1])), parts)
    if isinstance(statement, Negation):
        inner = _margin(statement.part, symbols)
        return lambda box: _negative(inner(box))
    if isinstance(statement, Implication):
        return _margin(Disjunction((Negation(statement.premise), statement.conclusion)), symbols)
    if isinstance(statement, Equivalence):
        both = (Implication(statement.left, statement.right), Implication(statement.right, statement.left))
        return _margin(Conjunction(both), symbols)
    return lambda box: ALL


def _negative(a: Interval) -> Interval:
    return -a[1], -a[0]


def _arms_outside(term: Any) -> Any:
    """A sum with one piecewise part as piecewise sums, in which what is in common with a branch cancels."""
    parts = [part for part in term.args if isinstance(part, Piecewise)] if term.is_Add else []
    if len(parts) != 1:
        return term
    rest = term - parts[0]
    return Piecewise(*((e + rest, c) for e, c in parts[0].args), evaluate=False)


def _comparison(difference: Any, relation: str, symbols: Sequence[Any]) -> Enclosure:
    inside = enclosure(_arms_outside(difference), symbols)
    if relation in ("<", "<="):
        return inside
    if relation in (">", ">="):
        return lambda box: _negative(inside(box))
    if relation == "==":
        return lambda box: _absolute(inside(box))
    return lambda box: _negative(_absolute(inside(box)))


__all__ = ["Box", "enclosure", "upper_margin"]
