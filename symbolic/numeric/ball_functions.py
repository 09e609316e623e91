"""Each scalar operation on exact rationals (`flint.fmpq`) and balls (`flint.arb`)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import flint
from flint import arb, fmpq


class Undecided(ArithmeticError):
    """The balls are too wide to tell: try more bits."""


class Undefined(ArithmeticError):
    """There is no real value here, at any precision."""


def as_ball(value: Any) -> Any:
    """A ball around `value` at the current precision."""
    return value if isinstance(value, arb) else arb(value)


def checked(value: Any) -> Any:
    """A ball that came out as a number; nan means that the operands were too wide."""
    if isinstance(value, arb) and value.is_nan():
        raise Undecided("no enclosure at this precision")
    return value


def exact_value(value: Any) -> bool:
    """Whether a value is an exact rational."""
    return isinstance(value, fmpq)


def less(a: Any, b: Any) -> bool:
    """a < b, when it can be told."""
    if exact_value(a) and exact_value(b):
        return bool(a < b)
    x, y = as_ball(a), as_ball(b)
    if x < y:
        return True
    if x >= y:
        return False
    raise Undecided("the balls overlap")


def at_most(a: Any, b: Any) -> bool:
    """a <= b, when it can be told."""
    return not less(b, a)


def equal(a: Any, b: Any) -> bool:
    """a == b, when it can be told: always for rationals, and for balls that are apart."""
    if exact_value(a) and exact_value(b):
        return bool(a == b)
    x, y = as_ball(a), as_ball(b)
    if x.is_exact() and y.is_exact():
        return bool(x == y)
    if not x.overlaps(y):
        return False
    raise Undecided("the balls overlap")


def divide(a: Any, b: Any) -> Any:
    """a/b."""
    if exact_value(b):
        if b == 0:
            raise Undefined("division by zero")
        return a / b
    if exact_value(a) and a == 0 and (b > 0 or b < 0):
        return a
    return checked(as_ball(a) / b)


def square_root(x: Any) -> Any:
    """The square root, rational where it is."""
    if not exact_value(x):
        return checked(x.sqrt())
    if x < 0:
        raise Undefined("the square root of a negative number")
    top, bottom = math.isqrt(int(x.p)), math.isqrt(int(x.q))
    if top * top == int(x.p) and bottom * bottom == int(x.q):
        return fmpq(top, bottom)
    return arb(x).sqrt()


def power(a: Any, b: Any) -> Any:
    """a^b: exact for whole b of moderate size, otherwise for a > 0, or a = 0 < b."""
    if exact_value(b) and b.q == 1:
        if a == 0 and b <= 0:
            if b == 0:
                return fmpq(1)
            raise Undefined("zero to a negative power")
        if exact_value(a) and abs(int(b.p)) * max(int(a.p).bit_length(), int(a.q).bit_length()) < 1 << 16:
            return a ** int(b.p)
        return checked(as_ball(a) ** flint.fmpz(int(b.p)))
    if exact_value(a) and a <= 0:
        if a == 0 and less(0, b):
            return fmpq(0)
        raise Undefined("a power of a number that is not positive, with an exponent that is not whole")
    return checked(as_ball(a) ** as_ball(b))


def extreme(wanted: Callable[[Any, Any], bool], ball: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Maximum or minimum."""

    def choose(a: Any, b: Any) -> Any:
        if exact_value(a) and exact_value(b):
            return a if wanted(a, b) else b
        return checked(ball(as_ball(a), as_ball(b)))

    return choose


def absolute(x: Any) -> Any:
    """|x|."""
    return abs(x)


def sign(x: Any) -> Any:
    """-1, 0 or 1."""
    return fmpq(0) if equal(x, fmpq(0)) else fmpq(1) if less(fmpq(0), x) else fmpq(-1)


def floor(x: Any) -> Any:
    """The largest whole number that is not above x."""
    if exact_value(x):
        return fmpq(int(x.p) // int(x.q))
    whole = x.floor().unique_fmpz()
    if whole is None:
        raise Undecided("a ball around a whole number")
    return fmpq(whole)


def modulo(a: Any, b: Any) -> Any:
    """a - b floor(a/b)."""
    return a - b * floor(divide(a, b))


def whole(x: Any) -> bool:
    """Whether x is a whole number."""
    if exact_value(x):
        return bool(x.q == 1)
    if x.contains_integer():
        raise Undecided("a ball around a whole number")
    return False


def smooth(function: Callable[[Any], Any], at_zero: int | None = None, inside: Callable[[Any], bool] | None = None) -> Callable[[Any], Any]:
    """A function of one variable, with its value at 0 if that is rational, and its domain for exact arguments."""

    def apply(x: Any) -> Any:
        if exact_value(x):
            if inside is not None and not inside(x):
                raise Undefined(f"{x} is outside the function's domain")
            if at_zero is not None and x == 0:
                return fmpq(at_zero)
        return checked(function(as_ball(x)))

    return apply


def logarithm(x: Any) -> Any:
    """log x."""
    return fmpq(0) if exact_value(x) and x == 1 else smooth(arb.log, inside=lambda q: bool(q > 0))(x)


def _not_pole(x: Any) -> bool:
    return bool(x > 0 or x.q != 1)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: checked(a + b),
    "subtract": lambda a, b: checked(a - b),
    "multiply": lambda a, b: fmpq(0) if (exact_value(a) and a == 0) or (exact_value(b) and b == 0) else checked(a * b),
    "divide": divide,
    "negate": lambda x: -x,
    "power": power,
    "square_root": square_root,
    "modulo": modulo,
    "maximum": extreme(lambda a, b: bool(a >= b), arb.max),
    "minimum": extreme(lambda a, b: bool(a <= b), arb.min),
    "absolute": absolute,
    "sign": sign,
    "floor": floor,
    "ceiling": lambda x: -floor(-x),
    "exp": smooth(arb.exp, 1),
    "expm1": smooth(arb.expm1, 0),
    "log": logarithm,
    "log1p": smooth(arb.log1p, 0, lambda q: bool(q > -1)),
    "log1pmx": smooth(lambda x: x.log1p() - x, 0, lambda q: bool(q > -1)),
    **{name: smooth(getattr(arb, name), 0) for name in ("sin", "tan", "atan", "sinh", "tanh", "asinh", "erf")},
    **{name: smooth(getattr(arb, name), 1) for name in ("cos", "cosh", "erfc")},
    "asin": smooth(arb.asin, 0, lambda q: bool(-1 <= q <= 1)),
    "acos": smooth(arb.acos, None, lambda q: bool(-1 <= q <= 1)),
    "acosh": smooth(arb.acosh, None, lambda q: bool(q >= 1)),
    "atanh": smooth(arb.atanh, 0, lambda q: bool(-1 < q < 1)),
    "atan2": lambda y, x: fmpq(0) if exact_value(y) and y == 0 and x > 0 else checked(arb.atan2(as_ball(y), as_ball(x))),
    "gamma": smooth(arb.gamma, None, _not_pole),
    "loggamma": smooth(arb.lgamma, None, lambda q: bool(q > 0)),
    "digamma": smooth(arb.digamma, None, _not_pole),
    "less": less,
    "at_most": at_most,
    "equal": equal,
    "unequal": lambda a, b: not equal(a, b),
    "negation": lambda truth: not truth,
    "finite": lambda x: not isinstance(x, arb) or not (x == arb.pos_inf() or x == arb.neg_inf()),
    "whole": whole,
}
