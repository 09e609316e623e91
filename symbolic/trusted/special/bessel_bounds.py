"""Bounds of the Bessel function of the first kind at real arguments.

|J_v(x)| <= 1 for v >= 0 and |J_v(x)| <= 1/sqrt(2) for v >= 1 (DLMF 10.14.1); |J_v(x)| <= (x/2)^v/Gamma(v + 1) for x >= 0 (DLMF 10.14.4);
|J_v(x)| <= 0.674886 v^(-1/3) and |J_v(x)| <= 0.785747 x^(-1/3) for v, x > 0, the second also for v = 0 (L. J. Landau, Bessel functions:
monotonicity and bounds, 2000, whose best constants are 0.674885... and 0.785746...). The first two hold for every real x if v is whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, Rational, besselj, gamma, sqrt

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

ZERO, ONE = Integer(0), Integer(1)
Bound = Callable[[Context, Any, Any], Any]
BY_ORDER, BY_ARGUMENT = Rational(674886, 10**6), Rational(785747, 10**6)


def _real(context: Context, order: Any, x: Any) -> None:
    """J has a real value: the order is whole or the argument not negative."""
    if not order.is_integer:
        require(context, x, ">=")


def unit(context: Context, order: Any, x: Any) -> Any:
    require(context, order, ">=")
    _real(context, order, x)
    return ONE


def root_of_half(context: Context, order: Any, x: Any) -> Any:
    require(context, order - 1, ">=")
    _real(context, order, x)
    return sqrt(2) / 2


def near_root_of_half(context: Context, order: Any, x: Any) -> Any:
    """A rational number above 1/sqrt(2)."""
    root_of_half(context, order, x)
    return Rational(70711, 10**5)


def by_power(context: Context, order: Any, x: Any) -> Any:
    require(context, order, ">=")
    require(context, x, ">")
    return (x / 2) ** order / gamma(order + 1)


def by_order(context: Context, order: Any, x: Any) -> Any:
    require(context, order, ">")
    require(context, x, ">=")
    return BY_ORDER * order ** Rational(-1, 3)


def by_argument(context: Context, order: Any, x: Any) -> Any:
    require(context, order, ">=")
    require(context, x, ">")
    return BY_ARGUMENT * x ** Rational(-1, 3)


def _below(bound: Bound) -> Callable[[Context, Any, tuple[Any, ...]], Comparison]:
    def rule(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
        order, x = _arguments(function, arguments)
        return Comparison(besselj(order, x), "<=", bound(context, order, x))

    return rule


def _above(bound: Bound) -> Callable[[Context, Any, tuple[Any, ...]], Comparison]:
    def rule(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
        order, x = _arguments(function, arguments)
        return Comparison(besselj(order, x), ">=", -bound(context, order, x))

    return rule


def _arguments(function: Any, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    if function is not besselj or len(arguments) != 2:
        raise NotApplicable(f"`{function}` is not a function that this rule speaks of")
    order, x = arguments
    return order, x


BOUNDS: dict[str, Bound] = {
    "unit": unit,
    "root_of_half": root_of_half,
    "near_root_of_half": near_root_of_half,
    "power": by_power,
    "order": by_order,
    "argument": by_argument,
}
AXIOMS = {
    **{f"besselj_below_{name}": _below(bound) for name, bound in BOUNDS.items()},
    **{f"besselj_above_{name}": _above(bound) for name, bound in BOUNDS.items()},
}

__all__ = ["AXIOMS", "BOUNDS"]
