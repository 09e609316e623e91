"""Exact rationals in decimal notation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any


def decimal(number: Any, digits: int) -> tuple[str, int]:
    """`number` (a rational) rounded half away from zero to `digits` significant digits: its digits and the power of ten that they are to be
    multiplied by, which is 0 unless the number is far from 1."""
    value = Fraction(int(number.p), int(number.q))
    if value == 0:
        return "0", 0
    exponent = _magnitude(abs(value))
    scaled = _rounded(abs(value) / Fraction(10) ** (exponent - digits + 1))
    if scaled == 10**digits:
        scaled, exponent = scaled // 10, exponent + 1
    sign, text = "-" * (value < 0), str(scaled)
    if -5 <= exponent < max(digits, 7):
        return sign + _positional(text, exponent), 0
    return sign + _positional(text, 0), exponent


def _magnitude(value: Fraction) -> int:
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    return exponent if value >= Fraction(10) ** exponent else exponent - 1


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def _positional(text: str, exponent: int) -> str:
    if exponent < 0:
        return "0." + "0" * (-exponent - 1) + text
    text = text.ljust(exponent + 1, "0")
    whole, part = text[: exponent + 1], text[exponent + 1 :]
    return f"{whole}.{part}" if part else whole
