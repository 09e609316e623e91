"""Values of Riemann's, Hurwitz's zeta function and of the polylogarithm that are elementary, and their shifts.

zeta(2 m) = |B_2m| (2 pi)^2m/(2 (2m)!), zeta(-m) = -B_(m+1)/(m+1) (DLMF 25.6.2, 25.6.3); zeta(s, a + 1) = zeta(s, a) - a^-s, zeta(s, 1) =
zeta(s), zeta(s, 1/2) = (2^s - 1) zeta(s) (25.11.3, 25.11.2, 25.11.11). Li_1(x) = -log(1 - x), Li_0(x) = x/(1 - x) and the x d/dx of it,
Li_s(1) = zeta(s), Li_s(-1) = (2^(1-s) - 1) zeta(s), Li_2(1/2) = pi^2/12 - log(2)^2/2, Li_s(x) + Li_s(-x) = 2^(1-s) Li_s(x^2) (25.12).
Riemann's functional equation is 25.4.1.
"""

from __future__ import annotations

from typing import Any

from sympy import Integer, Pow, Rational, bernoulli, ceiling, cos, dirichlet_eta, factorial, gamma, log, pi, polylog, zeta

from symbolic.trusted.context import implied
from symbolic.trusted.identities.expansion import Expansion, applications, everywhere
from symbolic.trusted.identities.parity import leading_sign
from symbolic.trusted.normal_form import normalised

ZERO, ONE, TWO, HALF = Integer(0), Integer(1), Integer(2), Rational(1, 2)
LARGEST = 60
DEEPEST = 8


def expand(term: Any, context: Any) -> Any:
    """Every value that has one by the others."""
    squares = [(part.args[0], normalised(part.args[1])) for part in applications(term, polylog)]

    def rule(part: Any) -> Any:
        if isinstance(part, zeta):
            s, a = part.args if len(part.args) == 2 else (part.args[0], ONE)
            return _hurwitz(s, a, context)
        if isinstance(part, dirichlet_eta):
            return _polylog(part.args[0], Integer(-1), squares) * -1
        return _polylog(part.args[0], part.args[1], squares) if isinstance(part, polylog) else part

    return _reflected(everywhere(term, rule), context)


def _reflected(term: Any, context: Any) -> Any:
    """zeta(1 - s) by zeta(s), where both occur and s leads with a plus sign."""
    known = {normalised(part.args[0], context.positive) for part in applications(term, zeta) if len(part.args) == 1}

    def rule(part: Any) -> Any:
        if not isinstance(part, zeta) or len(part.args) != 1 or part.args[0].is_number:
            return part
        s = normalised(1 - part.args[0], context.positive)
        if s not in known or leading_sign(s) < 0 or not _without_poles(s, context):
            return part
        return 2 * (2 * pi) ** (-s) * cos(pi * s / 2) * gamma(s) * zeta(s, evaluate=False)

    return everywhere(term, rule)


def _without_poles(s: Any, context: Any) -> bool:
    """Whether the factors of the functional equation have values at s, or extend there by continuity.

    At odd integers cos(pi s/2) = 0 would hide a pole of Gamma, or that of zeta at 1.
    """
    if not s.is_integer:
        return True
    return implied(context.relation(s if s.is_even else s - 1), ">")


def riemann(s: Any) -> Any:
    """zeta(s), by pi at even numbers, rational at 0 and negative ones."""
    if not s.is_Integer or s == 1 or abs(s) > LARGEST or (s > 0 and s % 2):
        return zeta(s, evaluate=False)
    if s > 0:
        return abs(bernoulli(s)) * (2 * pi) ** s / (2 * factorial(s))
    return -HALF if s == 0 else -bernoulli(1 - s) / (1 - s)


def _hurwitz(s: Any, a: Any, context: Any) -> Any:
    if a == ONE:
        return riemann(s)
    if a == HALF:
        return (TWO**s - 1) * riemann(s)
    a = normalised(a, context.positive)
    constant = a.as_coeff_Add()[0]
    shift = int(ceiling(constant)) - 1
    base = a - shift
    if shift == 0 or abs(shift) > LARGEST or context.relation(base) != ">":  # the function is not defined there
        return zeta(s, a, evaluate=False)
    steps = (Pow(base + i, -s) for i in range(shift)) if shift > 0 else (-Pow(base - i, -s) for i in range(1, -shift + 1))
    return _hurwitz(s, base, context) - sum(steps, ZERO)


def _polylog(s: Any, x: Any, squares: list[tuple[Any, Any]]) -> Any:
    if x == ZERO:
        return ZERO
    if s == ONE:
        return -log(1 - x)
    if s.is_Integer and -DEEPEST <= s <= 0:
        return _rational(-int(s), x)
    if x == ONE:
        return riemann(s)
    if x == -ONE:
        return (TWO ** (1 - s) - 1) * riemann(s)
    if s == TWO and x == HALF:
        return pi**2 / 12 - log(TWO) ** 2 / 2
    for order, root in squares:
        if order == s and normalised(root**2 - x) == 0 and (s, normalised(-root)) in squares:
            return TWO ** (s - 1) * (polylog(s, root, evaluate=False) + polylog(s, normalised(-root), evaluate=False))
    return polylog(s, normalised(x), evaluate=False)


def _rational(order: int, x: Any) -> Any:
    """(x d/dx)^order of x/(1 - x): Eulerian numbers over a power of 1 - x (DLMF 26.14)."""
    if order == 0:
        return x / (1 - x)
    row = [1]
    for n in range(2, order + 1):
        row = [(k + 1) * (row[k] if k < n - 1 else 0) + (n - k) * (row[k - 1] if k else 0) for k in range(n)]
    return sum((count * x ** (order - k) for k, count in enumerate(row)), ZERO) / (1 - x) ** (order + 1)


EXPANSION = Expansion(24, (zeta, polylog, dirichlet_eta), expand)
