"""What is known of Lambert's W on its two real branches: the defining equation, the ranges, and their strictness off the branch point.

Sources: DLMF 4.13.1 and 4.13(i): w e^w = x; W_0 >= -1 on [-1/e, oo), W_{-1} <= -1 on [-1/e, 0), both -1 at -1/e only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import E, Integer, LambertW, Rational, exp

from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context, implied

Rule = Callable[[Context, Any, tuple[Any, ...]], Comparison]
ZERO, MINUS_ONE = Integer(0), Integer(-1)
BELOW_INVERSE_E = Rational(9, 25)  # 1/e is 0.367...


def _placed(context: Context, function: Any, arguments: tuple[Any, ...]) -> tuple[Any, bool]:
    """The argument and whether the branch is the principal one; the argument must lie where that branch is real."""
    if function is not LambertW or len(arguments) not in (1, 2):
        raise NotApplicable(f"`{function}` is not Lambert's W with an argument and a branch")
    x, branch = arguments if len(arguments) == 2 else (arguments[0], ZERO)
    if branch not in (ZERO, MINUS_ONE):
        raise NotApplicable(f"branch `{branch}` is not real")
    if not _inside(context, x):
        require(context, x + 1 / E, ">=")
    if branch == MINUS_ONE:
        require(context, x, "<")
    return x, branch == ZERO


def _inside(context: Context, x: Any) -> bool:
    """Whether x > -1/e by a fact, or by one with a rational number in place of 1/e."""
    return implied(context.relation(x + 1 / E), ">") or implied(context.relation(x + BELOW_INVERSE_E), ">=")


def equation(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """W(x) exp(W(x)) = x."""
    x, principal = _placed(context, function, arguments)
    w = LambertW(x) if principal else LambertW(x, MINUS_ONE)
    return Comparison(w * exp(w), "==", x)


def branch_range(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """W_0(x) >= -1 and W_{-1}(x) <= -1, strictly where x > -1/e is known."""
    x, principal = _placed(context, function, arguments)
    strict = _inside(context, x)
    if principal:
        return Comparison(LambertW(x), ">" if strict else ">=", MINUS_ONE)
    return Comparison(LambertW(x, MINUS_ONE), "<" if strict else "<=", MINUS_ONE)


def sign_of_argument(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """W_0(x) has the sign of x."""
    x, principal = _placed(context, function, arguments)
    relation = context.relation(x)
    if not principal or relation is None:
        raise NotApplicable("`", x, "` has no known sign, or the branch is not the principal one")
    return Comparison(LambertW(x), relation, ZERO)


def below_argument(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """W_0(x) <= x: x - w = w (e^w - 1) for w = W_0(x), and both factors have the sign of w."""
    x, principal = _placed(context, function, arguments)
    if not principal:
        raise NotApplicable("the branch is not the principal one")
    return Comparison(LambertW(x), "<=", x)


AXIOMS: dict[str, Rule] = {
    "lambert_equation": equation,
    "lambert_range": branch_range,
    "lambert_sign": sign_of_argument,
    "lambert_below_argument": below_argument,
}
