"""Endless sums and products of rational functions with rational coefficients, to full precision.

With the roots q of the denominator, the sum of P(j)/Q(j) over j = n, n + 1, ... is the sum, over the parts c/(j - q)^k of the partial
fractions, of c zeta(k, n - q), and of -c psi(n - q) for k = 1, where the c's add up to 0 (DLMF 5.7.6 and 25.11.1); the degrees must have a
gap of 2. The product of P(j)/Q(j) is that of Gamma(n - q)/Gamma(n - p) over the roots, where the two leading coefficients agree
(DLMF 5.8.5).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import acb, acb_poly, acb_series, arb, ctx, fmpq, fmpq_poly
from sympy import Integer, Pow

from symbolic.language.balls import ball
from symbolic.language.terms import free_symbols

LARGEST_DEGREE = 24
Constant = Callable[[Any], Any]
Quotient = tuple[Any, Any]


def rational(term: Any, variable: Any, constant: Constant) -> Quotient | None:
    """Numerator and denominator of `term`, a rational function of `variable` whose other parts have rational values; None otherwise."""
    if variable not in free_symbols(term):
        number = constant(term)
        return (fmpq_poly([fmpq(number.numerator, number.denominator)]), fmpq_poly([1])) if isinstance(number, Fraction) else None
    if term == variable:
        return fmpq_poly([0, 1]), fmpq_poly([1])
    if term.is_Add or term.is_Mul:
        parts = [rational(part, variable, constant) for part in term.args]
        return None if None in parts else _folded(parts, adding=term.is_Add)
    if isinstance(term, Pow) and term.args[1].is_Integer and abs(term.args[1]) <= LARGEST_DEGREE:
        inner = rational(term.args[0], variable, constant)
        exponent = int(term.args[1])
        if inner is None or (exponent < 0 and inner[0] == 0):
            return None
        above, below = inner if exponent >= 0 else (inner[1], inner[0])
        return above ** abs(exponent), below ** abs(exponent)
    return None


def _folded(parts: list[Any], *, adding: bool) -> Quotient | None:
    above, below = parts[0]
    for p, q in parts[1:]:
        above, below = (above * q + p * below, below * q) if adding else (above * p, below * q)
        if above.degree() > 3 * LARGEST_DEGREE or below.degree() > 3 * LARGEST_DEGREE:
            return None
    return above, below


def sum_of(quotient: Quotient, first: int) -> Any:
    """The sum over j = first, first + 1, ...; None when it diverges, or has a pole there."""
    above, below = _exact(quotient)
    if above == 0:
        return Fraction(0)
    if below.degree() > LARGEST_DEGREE or above.degree() > below.degree() - 2:
        return None
    total = acb(0)
    for root, multiplicity in _roots(below):
        if _pole(root, first):
            return None
        for k, coefficient in enumerate(_principal_part(above, below, root, multiplicity), 1):
            place = acb(first) - root
            total += coefficient * (-place.digamma() if k == 1 else acb(k).zeta(place))
    return total.real if total.is_finite() else None


def alternating_sum_of(quotient: Quotient, first: int) -> Any:
    """The sum of (-1)^j P(j)/Q(j), whose parts must go to 0: that of the differences of neighbours, times the first sign."""
    above, below = quotient
    if above.degree() >= below.degree():
        return None
    even, odd = fmpq_poly([first, 2]), fmpq_poly([first + 1, 2])
    pairs = above(even) * below(odd) - above(odd) * below(even), below(even) * below(odd)
    found = sum_of(pairs, 0)
    return found if found is None or first % 2 == 0 else -found


def product_of(quotient: Quotient, first: int) -> Any:
    """The product over j = first, first + 1, ...; None when it has no value other than 0 that this formula gives."""
    above, below = _exact(quotient)
    degree = below.degree()
    if above.degree() != degree or degree > LARGEST_DEGREE or (above - below).degree() > degree - 2:
        return None
    total = acb(1)
    for polynomial, sign in ((above, -1), (below, 1)):
        for root, multiplicity in _roots(polynomial) if degree else ():
            if _pole(root, first):
                return None
            gamma = (acb(first) - root).gamma()
            total *= (gamma if sign > 0 else 1 / gamma) ** multiplicity
    return total.real if total.is_finite() else None


def _exact(quotient: Quotient) -> Quotient:
    above, below = quotient
    common = above.gcd(below)
    return divmod(above, common)[0], divmod(below, common)[0]


def _roots(polynomial: Any) -> list[tuple[Any, int]]:
    return list(polynomial.complex_roots())


def _pole(root: Any, first: int) -> bool:
    """Whether the root may be one of first, first + 1, ..."""
    return bool(root.real.contains_integer() and root.imag.contains(arb(0)) and not root.real < first)


def _principal_part(above: Any, below: Any, root: Any, multiplicity: int) -> list[Any]:
    """The coefficients of 1/(j - root), ..., 1/(j - root)^multiplicity."""
    shift = acb_poly([root, 1])
    top, bottom = (acb_poly([acb(arb(c)) for c in polynomial.coeffs()])(shift) for polynomial in (above, below))
    before = ctx.cap
    ctx.cap = multiplicity
    try:
        series = acb_series(top.coeffs(), multiplicity) / acb_series(bottom.coeffs()[multiplicity:], multiplicity)
        found = [series[i] for i in range(multiplicity)]
    finally:
        ctx.cap = before
    return found[::-1]


def power_sum(term: Any, variable: Any, first: int, constant: Constant, *, alternating: bool) -> Any:
    """The sum of c (a j + b)^(-s), or of (-1)^j times that, by Hurwitz's zeta function (DLMF 25.11.1); None for other terms.

    Alternating, for s > 0, by halves: 2^(-s) (zeta(s, x/2) - zeta(s, (x + 1)/2)), continued analytically in s.
    """
    factors = list(term.args) if term.is_Mul else [term]
    moving = [factor for factor in factors if variable in free_symbols(factor)]
    if len(moving) != 1 or not isinstance(moving[0], Pow) or variable in free_symbols(moving[0].args[1]):
        return None
    linear = rational(moving[0].args[0], variable, constant)
    if linear is None or linear[1].degree() > 0 or linear[0].degree() != 1:
        return None
    b, a = (Fraction(int(c.p), int(c.q)) for c in (linear[0] / linear[1].coeffs()[0]).coeffs())
    s, start = -ball(constant(moving[0].args[1])), Fraction(first) + b / a
    if not (a > 0 and start > 0 and s > (0 if alternating else 1)):
        return None
    scale = ball(Fraction(1))
    for factor in factors:
        scale *= ball(constant(factor)) if factor is not moving[0] else (ball(a).log() * -s).exp()
    if not alternating:
        found = s.zeta(ball(start))
    elif s > 1 or s < 1:
        found = (s.zeta(ball(start / 2)) - s.zeta(ball((start + 1) / 2))) * (-s * arb(2).log()).exp() * (-1 if first % 2 else 1)
    else:
        return None
    return scale * found if found.is_finite() else None


def alternating_part(term: Any, variable: Any) -> Any:
    """What (-1)^(j + c) multiplies in `term`, with the sign of c; None when no such factor stands there."""
    factors = list(term.args) if term.is_Mul else [term]
    for index, factor in enumerate(factors):
        if isinstance(factor, Pow) and factor.args[0] == -1:
            rest = factor.args[1] - variable
            if rest.is_Integer:
                sign = Integer(-1) if rest % 2 else Integer(1)
                others = factors[:index] + factors[index + 1 :]
                return sign * _product(others)
    return None


def _product(factors: list[Any]) -> Any:
    result: Any = Integer(1)
    for factor in factors:
        result = result * factor
    return result


__all__ = ["alternating_part", "alternating_sum_of", "power_sum", "product_of", "rational", "sum_of"]
