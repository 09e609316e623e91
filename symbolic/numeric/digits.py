"""A formula to any number of correct digits, by ball arithmetic with as many bits as that takes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

import flint

from symbolic.language.domain import Domain
from symbolic.language.errors import LanguageError
from symbolic.numeric.backends.ball import PRECISION, broken_condition, enclosures, settled, shape_of
from symbolic.numeric.ball_functions import Undecided, Undefined, as_ball
from symbolic.numeric.compile import program_of
from symbolic.numeric.dimensions import core_size, sizes_of
from symbolic.numeric.errors import ArgumentError, DomainError
from symbolic.numeric.function import outside
from symbolic.numeric.program import Argument, Program

FEWEST, MOST = 1, 1000


def evaluate(
    expression: Any,
    arguments: Sequence[Any],
    values: Sequence[Any],
    digits: int,
    domain: Domain | None = None,
    positive_definite: Iterable[str] = (),
) -> Any:
    """`expression` at exact `values`, correctly rounded to `digits` significant digits, as text; a vector or matrix as nested lists of
    text.

    `values` are Fractions (or ints, or floats for what they exactly are), nested lists of them for vectors and matrices. An exact zero is
    "0". Raises `DomainError` outside the domain, naming argument, value and condition, and where the value cannot be told from zero or
    from a tie with 65536 bits; `ArgumentError` for values of a wrong shape; `LanguageError` for a number of digits outside 1 to 1000.
    """
    if not FEWEST <= digits <= MOST:
        raise LanguageError(f"`{digits}` digits: ask for {FEWEST} to {MOST}")
    program = program_of((expression,), tuple(arguments), domain, tuple(positive_definite))
    check_values(program, values)
    broken = broken_condition(program, values)
    if broken is not None:
        given = {a.name: shown(value) for a, value in zip(program.arguments, values, strict=True) if a.name in broken.names}
        raise DomainError(outside(broken.text, given))
    try:
        return settled(lambda bits: _attempt(program, values, digits, bits), 64 + 4 * digits)
    except Undefined as error:
        raise DomainError(f"`{expression}` has no real value at {_point(program, values)}: {error}") from error
    except Undecided as error:
        raise DomainError(f"`{expression}` at {_point(program, values)} cannot be told to {digits} digits: {error}") from error


def check_values(program: Program, values: Sequence[Any]) -> None:
    """Raise `ArgumentError` for a wrong number of values or a wrong shape."""
    if len(values) != len(program.arguments):
        raise ArgumentError(
            f"{len(program.arguments)} values are needed ({', '.join(a.name for a in program.arguments)}), {len(values)} given"
        )
    for argument, value in zip(program.arguments, values, strict=True):
        _check_shape(argument, shape_of(value))
    sizes_of(program.arguments, [shape_of(value) for value in values])


def _check_shape(argument: Argument, shape: tuple[int, ...]) -> None:
    if len(shape) != len(argument.shape):
        needed = ("one number", "a list of numbers", "a list of rows")[len(argument.shape)]
        raise ArgumentError(f"`{argument.name}` has shape {shape}: it needs {needed}")


def _attempt(program: Program, values: Sequence[Any], digits: int, bits: int) -> Any:
    value = enclosures(program, values, bits)[0]
    if not program.shape:
        return _decimal(value, digits, bits)
    sizes = sizes_of(program.arguments, [shape_of(v) for v in values])
    rows = [[_decimal(entry, digits, bits) for entry in row] for row in value.tolist()]
    assert len(rows) == core_size(program.shape[0], sizes)
    return [row[0] for row in rows] if len(program.shape) == 1 else rows


def _decimal(value: Any, digits: int, bits: int) -> str:
    """Raises `Undecided` when the ball does not determine all digits."""
    if isinstance(value, flint.fmpq):
        return decimal(_fraction(value), digits)
    with PRECISION, flint.ctx.workprec(bits):
        ball = as_ball(value)
        if not ball.is_finite():
            if ball.is_exact() and not ball.is_nan():
                raise Undefined("the value is infinite")
            raise Undecided("no finite enclosure")
        if ball.contains(0):
            raise Undecided("it may be zero")
        low, high = (decimal(_fraction(end.fmpq()), digits) for end in (ball.lower(), ball.upper()))
    if low != high:
        raise Undecided("it may be halfway between two numbers of so many digits")
    return low


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def decimal(value: Fraction, digits: int) -> str:
    """A rational number rounded half to even to `digits` significant digits; as 1.25e-19 below 1e-5 and from 10^digits."""
    if value == 0:
        return "0"
    sign, size = ("-" if value < 0 else ""), abs(value)
    exponent = _decimal_exponent(size)
    mantissa = round(size * Fraction(10) ** (digits - 1 - exponent))
    if mantissa == 10**digits:
        mantissa, exponent = mantissa // 10, exponent + 1
    text = str(mantissa)
    if -5 <= exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{text}"
    if 0 <= exponent < digits:
        return sign + text[: exponent + 1] + (f".{text[exponent + 1 :]}" if exponent + 1 < digits else "")
    return f"{sign}{text[0]}{'.' if digits > 1 else ''}{text[1:]}e{exponent:+03d}"


def _decimal_exponent(size: Fraction) -> int:
    """The whole number e with 10^e <= size < 10^(e + 1)."""
    exponent = int((size.numerator.bit_length() - size.denominator.bit_length()) * math.log10(2))
    while Fraction(10) ** exponent > size:
        exponent -= 1
    while Fraction(10) ** (exponent + 1) <= size:
        exponent += 1
    return exponent


def shown(value: Any) -> str:
    """An exact value as the caller would write it."""
    return f"[{', '.join(map(shown, value))}]" if isinstance(value, list | tuple) else str(value)


def _point(program: Program, values: Sequence[Any]) -> str:
    return ", ".join(f"{a.name} = {shown(v)}" for a, v in zip(program.arguments, values, strict=True))
