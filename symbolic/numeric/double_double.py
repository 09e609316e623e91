"""Pairs of doubles that stand for their sum, for Python floats and NumPy arrays alike: about 32 digits.

Dekker, A floating-point technique for extending the available precision, 1971; Knuth, The Art of Computer Programming, volume 2, 1998,
section 4.2.2.
"""

from __future__ import annotations

from typing import Any

Pair = tuple[Any, Any]
_SPLITTER = 134217729.0  # 2^27 + 1


def two_sum(a: Any, b: Any) -> Pair:
    """a + b and its rounding error."""
    s = a + b
    v = s - a
    return s, (a - (s - v)) + (b - v)


def quick_two_sum(a: Any, b: Any) -> Pair:
    """The same for |a| >= |b|."""
    s = a + b
    return s, b - (s - a)


def _split(a: Any) -> Pair:
    t = _SPLITTER * a
    high = t - (t - a)
    return high, a - high


def two_product(a: Any, b: Any) -> Pair:
    """a b and its rounding error, for |a|, |b| < 2^996 and a product that is not tiny."""
    p = a * b
    a1, a2 = _split(a)
    b1, b2 = _split(b)
    return p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2


def add(a: Pair, b: Pair) -> Pair:
    """The sum of two pairs of the same sign, or of one that dominates."""
    s, e = two_sum(a[0], b[0])
    return quick_two_sum(s, e + (a[1] + b[1]))


def multiply(a: Pair, b: Pair) -> Pair:
    """The product of two pairs."""
    p, e = two_product(a[0], b[0])
    return quick_two_sum(p, e + (a[0] * b[1] + a[1] * b[0]))


def divide(a: Pair, b: Pair) -> Pair:
    """The quotient of two pairs."""
    q = a[0] / b[0]
    p, e = two_product(q, b[0])
    return quick_two_sum(q, (((a[0] - p) - e) + a[1] - q * b[1]) / b[0])
