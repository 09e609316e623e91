"""Riemann's and Hurwitz's zeta functions and the polylogarithm, real values only.

`zeta(s)` for s != 1; `zeta(s, a)` for s != 1 and a > 0 (DLMF 25.11.1 and its continuation in s); `polylog(s, x)` is the sum of x^k/k^s,
k >= 1, continued to x < 1, and zeta(s) at x = 1 for s > 1 (DLMF 25.12.10).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from flint import acb, arb, fmpq
from sympy import Integer

from symbolic.language.balls import ball, is_exactly, monotone, settled
from symbolic.language.precision import Undefined, Unknown
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison, Conjunction, Disjunction

ZERO, ONE = Integer(0), Integer(1)
LOWEST_EXACT = -200


def enclose_zeta(s: Any, a: Any = Fraction(1)) -> Any:
    """Exact at 0, -1, -2, ... (DLMF 25.6.3)."""
    if is_exactly(s, 1):
        raise Undefined("zeta(1)")
    if a <= 0:
        raise Undefined(f"zeta({s}, {a})")
    if not a > 0:
        raise Unknown("the sign of the parameter of zeta is not resolved")
    if not isinstance(s, Fraction) and not (s > 1 or s < 1):
        raise Unknown("whether the argument of zeta is 1 is not resolved")
    if is_exactly(a, 1):
        if isinstance(s, Fraction) and s.denominator == 1 and LOWEST_EXACT <= s <= 0:
            return _at_negative(-int(s))
        return settled(_riemann(ball(s)), "zeta")
    order, place = ball(s), ball(a)
    return settled(monotone(order.zeta, place) if order > 1 else order.zeta(place), "zeta")


def _riemann(s: Any) -> Any:
    return monotone(arb.zeta, s) if s > 1 else s.zeta()


def _at_negative(n: int) -> Fraction:
    """zeta(-n) = -B_(n+1)/(n + 1) with B_1 = 1/2."""
    if n == 0:
        return Fraction(-1, 2)
    number = fmpq.bernoulli(n + 1)
    return -Fraction(int(number.p), int(number.q)) / (n + 1)


def enclose_polylog(s: Any, x: Any) -> Any:
    if is_exactly(x, 0):
        return Fraction(0)
    if is_exactly(x, 1):
        if s <= 1:
            raise Undefined(f"polylog({s}, 1)")
        if not s > 1:
            raise Unknown("whether the order of a polylogarithm is above 1 is not resolved")
        return enclose_zeta(s)
    if x > 1:
        raise Undefined(f"polylog({s}, {x})")
    if not x < 1:
        raise Unknown("whether the argument of a polylogarithm is below 1 is not resolved")
    if is_exactly(s, 1):
        return -(1 - ball(x)).log()
    if isinstance(s, Fraction) and s.denominator == 1 and s <= 0 and isinstance(x, Fraction) and s >= -8:
        return _rational(-int(s), x)
    return settled(acb(ball(x)).polylog(acb(ball(s))).real, "polylog")


def _rational(n: int, x: Fraction) -> Fraction:
    """Li_(-n)(x), from Li_0(x) = x/(1 - x) by x d/dx, whose result has the numerator of the Eulerian polynomials over (1 - x)^(n + 1)."""
    if n == 0:
        return x / (1 - x)
    return sum((_eulerian(n, k) * x ** (n - k) for k in range(n)), Fraction(0)) / (1 - x) ** (n + 1)


def _eulerian(n: int, k: int) -> int:
    """Permutations of n things with k ascents (DLMF 26.14.5 and 26.14.8)."""
    if k < 0 or k >= max(n, 1):
        return 0
    return 1 if n <= 1 else (k + 1) * _eulerian(n - 1, k) + (n - k) * _eulerian(n - 1, k - 1)


def _zeta_conditions(s: Any, a: Any = ONE) -> tuple[Any, ...]:
    pole = () if s.is_Rational and s != 1 else (Comparison(s, "!=", ONE),)
    return pole if a == 1 else (*pole, Comparison(a, ">", ZERO))


def _polylog_conditions(s: Any, x: Any) -> tuple[Any, ...]:
    if x == 1:
        return (Comparison(s, ">", ONE),)
    if s.is_Rational:
        return (Comparison(x, "<=" if s > 1 else "<", ONE),)
    return (Disjunction((Comparison(x, "<", ONE), Conjunction((Comparison(x, "<=", ONE), Comparison(s, ">", ONE))))),)


def _zeta_derivative(index: int, s: Any, a: Any = ONE) -> Any:
    """By a: -s zeta(s + 1, a) (DLMF 25.11.17)."""
    from symbolic.language.differentiation import NoDerivative

    if index != 2:
        raise NoDerivative(f"no rule for the derivative of `{sympy.zeta(s, a, evaluate=False)}` by its exponent")
    return Integer(-1) if s == 0 else -s * sympy.zeta(s + 1, a, evaluate=False)


def _polylog_derivative(index: int, s: Any, x: Any) -> Any:
    from symbolic.language.differentiation import NoDerivative

    if index != 2:
        raise NoDerivative(f"no rule for the derivative of `{sympy.polylog(s, x, evaluate=False)}` by its order")
    return sympy.polylog(s - 1, x) / x


def _enclose_eta(s: Any) -> Any:
    """Dirichlet's eta, with which SymPy writes -polylog(s, -1)."""
    return -enclose_polylog(s, Fraction(-1)) if isinstance(s, Fraction) else settled(-acb(-1).polylog(acb(s)).real, "polylog")


MEANINGS = {
    sympy.zeta: Meaning(_zeta_conditions, enclose_zeta, _zeta_derivative),
    sympy.polylog: Meaning(_polylog_conditions, enclose_polylog, _polylog_derivative),
    sympy.dirichlet_eta: Meaning(lambda s: (), _enclose_eta),
}

__all__ = ["MEANINGS", "enclose_polylog", "enclose_zeta"]
