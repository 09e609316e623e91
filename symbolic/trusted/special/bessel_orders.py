"""Modified Bessel functions on the positive axis, their order in order and argument, and partial sums of J_0 and I_0.

K_v is positive and falls strictly with its argument, and rises strictly with v >= 0; I_v falls strictly with v >= 0 (DLMF 10.37); K_-v =
K_v (10.27.3). The mean of cos(x cos t) over (0, pi) is J_0(x) (10.9.1) and that of cosh(x cos t) is I_0(x) (10.32.1), and the mean of
cos(t)^(2k) is binomial(2k, k)/4^k. So J_0 lies between partial sums of its series as the cosine does, with an error of the sign of the
first part left out, for every real x; all parts of the series of I_0 (10.25.2) are at least 0, and cosh(x cos t) <= cosh(x).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Add, Integer, besseli, besselj, besselk, cosh, factorial

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied

Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]
ZERO = Integer(0)
LONGEST = 6


def _speaks_of(function: Any, *known: Any) -> None:
    if function not in known:
        raise NotApplicable(f"`{function}` is not a function that this rule speaks of")


def second_kind_positive(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """K_v(x) > 0 for real v and x > 0."""
    _speaks_of(function, besselk)
    v, x = arguments
    require(context, x, ">")
    return Comparison(besselk(v, x), ">", ZERO)


def second_kind_falls(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """K_v(x) > K_v(y) for real v and 0 < x < y."""
    _speaks_of(function, besselk)
    v, x, y = arguments
    require(context, x, ">")
    require(context, y - x, ">")
    return Comparison(besselk(v, x), ">", besselk(v, y))


def by_order(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """I_v(x) > I_w(x) and K_v(x) < K_w(x) for 0 <= v < w and x > 0; the weak form for v <= w."""
    _speaks_of(function, besseli, besselk)
    v, w, x = arguments
    require(context, v, ">=")
    require(context, w - v, ">=")
    require(context, x, ">")
    relation = ("<" if function is besselk else ">") + ("" if implied(context.relation(w - v), ">") else "=")
    return Comparison(function(v, x), relation, function(w, x))


def partial_sum(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """J_0 or I_0 at x and the first parts of its series: I_0 is above, J_0 above an even number of parts and below an odd one."""
    _speaks_of(function, besselj, besseli)
    x, parts = arguments
    if not (parts.is_Integer and 1 <= parts <= LONGEST):
        raise NotApplicable("`", parts, "` is not a small number of parts")
    sign = -1 if function is besselj else 1
    total = Add(*(sign**k * (x / 2) ** (2 * k) / factorial(k) ** 2 for k in range(int(parts))))
    return Comparison(function(ZERO, x), ">=" if function is besseli or parts % 2 == 0 else "<=", total)


def below_cosh(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """I_0(x) <= cosh(x)."""
    _speaks_of(function, besseli)
    (x,) = arguments
    return Comparison(besseli(ZERO, x), "<=", cosh(x))


AXIOMS: dict[str, Rule] = {
    "besselk_positive": second_kind_positive,
    "besselk_falls": second_kind_falls,
    "bessel_by_order": by_order,
    "bessel_partial_sum": partial_sum,
    "besseli_below_cosh": below_cosh,
}

__all__ = ["AXIOMS", "LONGEST"]
