"""Sums of two doubles that carry a difference, a product or a quotient to twice the precision.

Dekker, A floating-point technique for extending the available precision, 1971; Knuth, The Art of Computer Programming, volume 2, section
4.2.2. The low part is what the high part misses, up to a few parts in 2^106.
"""

from __future__ import annotations

Pair = tuple[float, float]
SPLITTER = 134217729.0  # 2^27 + 1
LARGEST = 2.0**990  # beyond this a split would overflow


def difference(a: float, b: float) -> Pair:
    """a - b."""
    high = a - b
    back = high - a
    return high, (a - (high - back)) - (b + back)


def exact_product(a: float, b: float) -> Pair:
    """a b; without its low part where that would overflow or underflow."""
    high = a * b
    if not (abs(a) < LARGEST and abs(b) < LARGEST and 1e-280 < abs(high) < LARGEST):
        return high, 0.0
    a_high, a_low = _halves(a)
    b_high, b_low = _halves(b)
    return high, ((a_high * b_high - high) + a_high * b_low + a_low * b_high) + a_low * b_low


def _halves(a: float) -> Pair:
    scaled = SPLITTER * a
    high = scaled - (scaled - a)
    return high, a - high


def product(a: Pair, b: Pair) -> Pair:
    """(a0 + a1)(b0 + b1)."""
    high, low = exact_product(a[0], b[0])
    return high, low + (a[0] * b[1] + a[1] * b[0])


def quotient(a: Pair, b: float) -> Pair:
    """(a0 + a1)/b."""
    high = a[0] / b
    back, rest = exact_product(high, b)
    return high, ((a[0] - back) - rest + a[1]) / b
