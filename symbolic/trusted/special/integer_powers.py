"""Integer powers in the order of their bases or exponents (DLMF 4.2; for integers by induction from a < b and c < d, all positive).

t^n is strictly increasing on t >= 0 for n >= 1, on all of R for odd n; b^t is strictly increasing in t for b > 1 and decreasing for
0 < b < 1. The powers stay as they are: none is multiplied out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, Pow

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import MIRROR, Context, implied

ZERO, ONE = Integer(0), Integer(1)
Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]
ORDER = ("<", "<=", "==", ">=", ">")


def _natural(function: Any, exponent: Any) -> None:
    if function is not Pow or not (exponent.is_Integer and exponent > 0):
        raise NotApplicable("`", exponent, "` is not a positive integer exponent")


def base_order(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """x^n and y^n in the order of x and y, for an odd n, or for an n >= 1 where the smaller is not negative."""
    x, y, n = arguments
    _natural(function, n)
    known = context.relation(x - y)
    if known not in ORDER:
        raise NotApplicable("the order of `", x, "` and `", y, "` is not among the facts")
    if n % 2 == 0:
        require(context, x if known in ("<", "<=", "==") else y, ">=")
    return Comparison(Pow(x, n), known, Pow(y, n))


def base_reflected(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """x and y in the order of x^n and y^n, under the same conditions."""
    x, y, n = arguments
    _natural(function, n)
    known = context.relation(Pow(x, n) - Pow(y, n))
    if known not in (*ORDER, "!="):
        raise NotApplicable("the order of `", x, "` and `", y, "` to the power `", n, "` is not among the facts")
    if n % 2 == 0:
        require(context, x, ">=")
        require(context, y, ">=")
    return Comparison(x, known, y)


def exponent_order(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """b^m and b^n in the order of m and n for b > 1, reversed for 0 < b < 1; weakly for b >= 1, or 0 < b <= 1."""
    b, m, n = arguments
    if function is not Pow:
        raise NotApplicable("`", function, "` is not the power")
    known, base = context.relation(m - n), context.relation(b - ONE)
    if not implied(base, ">="):
        require(context, b, ">")
    if known not in ORDER or base not in ORDER:
        raise NotApplicable("the order of the exponents, or that of `", b, "` and 1, is not among the facts")
    weak = {"<": "<=", ">": ">="}.get(known, known)
    if base == "==":
        known = "=="
    elif not (implied(base, ">") or implied(base, "<")):
        known = weak
    return Comparison(Pow(b, m), known if implied(base, ">=") else MIRROR[known], Pow(b, n))


def power_sign(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """x^n has the sign of x for an odd n; for an even n it is not negative, and positive where x is not 0."""
    x, n = arguments
    _natural(function, n)
    known = context.relation(x)
    if n % 2:
        if known is None:
            raise NotApplicable("the sign of `", x, "` is not among the facts")
        return Comparison(Pow(x, n), known, ZERO)
    if known == "==":
        return Comparison(Pow(x, n), "==", ZERO)
    return Comparison(Pow(x, n), ">" if implied(known, "!=") else ">=", ZERO)


AXIOMS: dict[str, Rule] = {
    "base_order": base_order,
    "base_reflected": base_reflected,
    "exponent_order": exponent_order,
    "power_sign": power_sign,
}
