"""Named functions with elementary properties: what an uninterpreted function may turn out to be in an example or a counterexample.

The properties of a formula are worked out from its parts: an atom has them by elementary calculus, a multiple by a number keeps or mirrors
them, and a sum has what all of its parts have, strictly where one of them has it strictly. The tests check them numerically.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Abs, Add, Integer, Max, Min, Mul, Pow, Rational, Symbol, atan, cos, exp, floor, log, pi, sign, sin, sqrt

from symbolic.language.functions import Properties
from symbolic.language.point import Formula

T = Symbol("t", real=True)


@dataclass(frozen=True)
class Shape:
    """What is known of a function on its axis. `up` and `down`: 2 strictly, 1 weakly monotone, 0 unknown; `bowl` and `hill` likewise for

    convex and concave; `above` and `below`: 2 positive (negative), 1 not negative (not positive).
    """

    up: int = 0
    down: int = 0
    bowl: int = 0
    hill: int = 0
    above: int = 0
    below: int = 0
    continuous: bool = True
    smooth: bool = True

    def mirrored(self) -> Shape:
        """The shape of the negative."""
        return Shape(self.down, self.up, self.hill, self.bowl, self.below, self.above, self.continuous, self.smooth)

    def plus(self, other: Shape) -> Shape:
        up, down, bowl, hill, above, below = (
            _joined(getattr(self, name), getattr(other, name)) for name in ("up", "down", "bowl", "hill", "above", "below")
        )
        return Shape(up, down, bowl, hill, above, below, self.continuous and other.continuous, self.smooth and other.smooth)

    @property
    def names(self) -> frozenset[str]:
        """The properties of the language that follow."""
        weak = {"nondecreasing": self.up, "nonincreasing": self.down, "nonnegative": self.above}
        strict = {"increasing": self.up, "decreasing": self.down, "convex": self.bowl, "concave": self.hill, "positive": self.above}
        found = {name for name, level in weak.items() if level >= 1} | {name for name, level in strict.items() if level == 2}
        found |= {"continuous"} if self.continuous else set()
        return frozenset(found | ({"smooth", "differentiable"} if self.smooth else set()))


def _joined(first: int, second: int) -> int:
    """The level of a sum: none where one part has none, strict where one part is strict."""
    return 0 if 0 in (first, second) else max(first, second)


def _constant(value: Any) -> Shape:
    above = 2 if value.is_positive else int(bool(value.is_zero))
    below = 2 if value.is_negative else int(bool(value.is_zero))
    return Shape(1, 1, 1, 1, above, below)


_RISING, _FALLING = Shape(up=2, bowl=1, hill=1), Shape(down=2, bowl=1, hill=1)


@lru_cache(maxsize=2000)
def shape_of(term: Any, positive_axis: bool) -> Shape | None:
    """The shape of a formula in `T` on R or on the positive axis; None for one with a part that is not among the atoms."""
    if term.is_Rational or term == pi or (term.is_number and term.is_positive is not None):
        return _constant(term)
    if term.is_Add:
        return _sum(term, positive_axis)
    if term.is_Mul:
        number, rest = term.as_coeff_Mul()
        inner = shape_of(rest, positive_axis) if number != 1 and number.is_Rational else None
        if inner is not None:
            return inner if number > 0 else inner.mirrored()
    return _atom(term, positive_axis)


def _sum(term: Any, positive_axis: bool) -> Shape | None:
    affine = _affine(term)
    if affine is not None:
        return _line(*affine, positive_axis)
    total: Shape | None = None
    for part in term.args:
        shape = shape_of(part, positive_axis)
        if shape is None:
            return None
        total = shape if total is None else total.plus(shape)
    return total


def _affine(term: Any) -> tuple[Any, Any] | None:
    """Slope and constant of an affine term with rational coefficients that moves."""
    slope = term.coeff(T, 1)
    rest = term - slope * T
    return (slope, rest) if slope.is_Rational and slope != 0 and rest.is_Rational else None


def _line(slope: Any, constant: Any, positive_axis: bool) -> Shape:
    """slope t + constant, which is positive for t > 0 when neither is negative."""
    moving = _RISING if slope > 0 else _FALLING
    above = 2 if positive_axis and slope > 0 and constant >= 0 else 0
    below = 2 if positive_axis and slope < 0 and constant <= 0 else 0
    return Shape(moving.up, moving.down, 1, 1, above, below)


def _atom(term: Any, positive_axis: bool) -> Shape | None:
    affine = _affine(term)
    if affine is not None:
        return _line(*affine, positive_axis)
    if isinstance(term, Pow):
        return _power(term, positive_axis)
    if isinstance(term, Max | Min):
        return _kink(term, positive_axis)
    if len(term.args) != 1:
        return _ratio(term) if positive_axis else None
    inner = _affine(term.args[0])
    if isinstance(term, exp) and term.args[0] == -pi * T**2:
        return Shape(above=2)
    if inner is None:
        return None
    slope, constant = inner
    if isinstance(term, exp):
        return Shape(*_ways(slope, 2), bowl=2, above=2)
    if isinstance(term, log) and positive_axis and slope > 0 and constant >= 0:
        return Shape(up=2, hill=2, above=2 if constant >= 1 else 0)
    plain = {atan: Shape(*_ways(slope, 2)), sin: Shape(), cos: Shape()}
    if type(term) in plain:
        return plain[type(term)]
    steps = Shape(*_ways(slope, 1), continuous=False, smooth=False)
    return {floor: steps, sign: steps, Abs: Shape(bowl=1, above=1, smooth=False)}.get(type(term))


def _ways(slope: Any, level: int) -> tuple[int, int]:
    """`up` and `down` of what moves with its argument."""
    return (level, 0) if slope > 0 else (0, level)


def _power(term: Any, positive_axis: bool) -> Shape | None:
    """Powers of t, square roots of rising lines, reciprocals of positive lines, powers of a number."""
    base, exponent = term.args
    if base == T and exponent == 3:
        return Shape(up=2, bowl=2, above=2) if positive_axis else Shape(up=2)
    if base == T and exponent == 2:
        return Shape(up=2, bowl=2, above=2) if positive_axis else Shape(bowl=2, above=1)
    if base.is_Rational and base > 0 and base != 1 and exponent in (T, -T):
        base = base if exponent == T else 1 / base
        return Shape(*_ways(base - 1, 2), bowl=2, above=2)
    line = _affine(base)
    if line is None or not positive_axis or line[0] < 0 or line[1] < 0:
        return None
    if exponent == Rational(1, 2):
        return Shape(up=2, hill=2, above=2)
    return Shape(down=2, bowl=2, above=2) if exponent == -1 else None


def _ratio(term: Any) -> Shape | None:
    """t/(t + k) on the positive axis, for k > 0."""
    if term.is_Mul and len(term.args) == 2 and T in term.args:
        other = next(part for part in term.args if part != T)
        line = _affine(other.base) if isinstance(other, Pow) and other.exp == -1 else None
        if line is not None and line[0] > 0 and line[1] > 0:
            return Shape(up=2, hill=2, above=2)
    return None


def _kink(term: Any, positive_axis: bool) -> Shape | None:
    """The larger or smaller of two lines: weakly convex or concave, monotone where both lines are."""
    lines = [shape_of(part, positive_axis) for part in term.args]
    if len(lines) != 2 or any(line is None or not (line.bowl and line.hill) for line in lines):
        return None
    one, two = lines
    assert one is not None
    assert two is not None
    larger = isinstance(term, Max)
    up = 0 if not (one.up and two.up) else min(one.up, two.up)
    down = 0 if not (one.down and two.down) else min(one.down, two.down)
    above = max(one.above, two.above) if larger else min(one.above, two.above)
    below = min(one.below, two.below) if larger else max(one.below, two.below)
    return Shape(up, down, int(larger), int(not larger), above, below, smooth=False)


_FIRST = (T, T + 1, Integer(1), -T, exp(T), -exp(-T), Rational(1, 2) ** T, exp(-T), -exp(T), exp(-pi * T**2))
_ON_POSITIVE = (T, log(T), sqrt(T), T / (1 + T), T**2, 1 / T)
_FURTHER = (
    Integer(0),
    T / 2,
    2 * T,
    T**3,
    T**2,
    -(T**2),
    atan(T),
    sin(T),
    Abs(T),
    Integer(-1),
    1 - T,
    T - 1,
    T / 1000,
    1000 * T,
    T + exp(T),
    T - exp(-T),
    -T - exp(T),
    exp(-T) - T,
    Min(T, 1),
    Max(T, 0),
    Min(T, 2 * T),
    Max(T, 2 * T),
    Min(T, 0) - exp(-T) / 1000,
    Max(T, 0) + exp(T) / 1000,
    exp(T) / 1000,
    exp(-T) / 1000,
    -exp(-T) / 1000,
    floor(T),
    sign(T),
    exp(2 * T),
    -exp(-2 * T),
    exp(T) + exp(-T),
    -exp(T) - exp(-T),
    cos(T),
)
_FURTHER_ON_POSITIVE = (1 + sqrt(T), log(1 + T), T + sqrt(T), T**2 + T, T + 1 / T, -1 / T, -log(T), 1 / (1 + T), T**3)


@dataclass(frozen=True)
class Family:
    """`expression` in `T`, on the positive axis only or everywhere, with `names` of properties."""

    expression: Any
    positive_axis: bool
    names: frozenset[str]


def _families(pool: tuple[Any, ...], positive_axis: bool) -> tuple[Family, ...]:
    shapes = ((term, shape_of(term, positive_axis)) for term in dict.fromkeys(pool))
    return tuple(Family(term, positive_axis, shape.names) for term, shape in shapes if shape is not None)


FAMILIES = (*_families((*_FIRST, *_FURTHER), False), *_families((*_ON_POSITIVE, *_FURTHER_ON_POSITIVE), True))


@lru_cache(maxsize=500)
def _fitting(known: frozenset[str], positive_axis: bool) -> tuple[Any, ...]:
    pool = (*_FIRST, *(_ON_POSITIVE if positive_axis else ()), *_FURTHER, *(_FURTHER_ON_POSITIVE if positive_axis else ()))
    return tuple(Formula(term, T) for term in dict.fromkeys(pool) if _fits(term, known, positive_axis))


def _fits(term: Any, known: frozenset[str], positive_axis: bool) -> bool:
    shape = shape_of(term, positive_axis)
    return shape is not None and known <= shape.names


def _of_several(arity: int) -> list[Formula]:
    """Functions of several arguments, of which nothing is ever declared."""
    variables = (T, *(Symbol(f"t{i}", real=True) for i in range(2, arity + 1)))
    apart = Abs(T - variables[-1])
    terms = (Add(*variables), Integer(0), T, variables[-1], T - variables[-1], Mul(*variables), Integer(1), apart)
    return [Formula(term, variables) for term in terms]


def families(properties: Properties) -> list[Formula]:
    """The named functions that have `properties`, simplest first; on the positive axis the everywhere-defined ones qualify, too."""
    if properties.arity > 1:
        return _of_several(properties.arity)
    return list(_fitting(properties.known, properties.positive_axis))


def family_fits(graph: Formula, properties: Properties) -> bool:
    """Whether `graph` is a formula that is known to have `properties` where they are asked for."""
    if properties.arity > 1:
        return not properties.names and (graph.expression.is_Rational or graph in families(properties))
    return graph.variables == (T,) and _fits(graph.expression, properties.known, properties.positive_axis)
