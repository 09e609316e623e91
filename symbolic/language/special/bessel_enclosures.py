"""Rigorous enclosures of the functions of `bessel.py`, by Arb's hypergeometric and Bessel functions.

The inverses are found by Newton's method and then shown: the function rises strictly, so a sign on either side of the guess, in ball
arithmetic, encloses the only solution.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpq

from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.special.hypergeometric import needs_no_pole


def ball(number: Any) -> Any:
    """A ball around an exact or already enclosed value."""
    return arb(fmpq(number.numerator, number.denominator)) if isinstance(number, Fraction) else number


def _known(number: Any, low: int, what: str, *, strict: bool = False) -> None:
    """`number` is at least `low`, or above it. Raises `Undefined` where it is not, `Unknown` where that cannot be told."""
    if number < low or (strict and isinstance(number, Fraction) and number == low):
        raise Undefined(what)
    if not (number > low or (not strict and number >= low)):
        raise Unknown(f"the sign of an argument of {what} is not resolved")


def _settled(value: Any, what: str) -> Any:
    if not value.is_finite():
        raise Unknown(f"{what} is not enclosed at this precision")
    return value


def _zero(number: Any) -> bool:
    return isinstance(number, Fraction) and number == 0


def hyp0f1(b: Any, x: Any) -> Any:
    """By Arb's 0F1; for large x > 0, where that gives up, as Gamma(b) y^(1-b) I_(b-1)(2y) with y = sqrt(x) (DLMF 10.39.9)."""
    needs_no_pole(b, "hyp0f1 at a parameter 0, -1, -2, ...")
    if _zero(x):
        return Fraction(1)
    b, x = ball(b), ball(x)
    direct = x.hypgeom_0f1(b)
    if (direct.is_finite() and direct.rel_accuracy_bits() >= ctx.prec // 2) or not (x > 0 and b > 0):
        return _settled(direct, "hyp0f1")
    y = x.sqrt()
    bessel = (b.lgamma() + (1 - b) * y.log() + 2 * y).exp() * (2 * y).bessel_i(b - 1, scaled=True)
    if not bessel.is_finite():
        return _settled(direct, "hyp0f1")
    return bessel if not direct.is_finite() or bessel.rad() < direct.rad() else direct


def _half_square(beta: Any) -> Any:
    return ball(beta) ** 2 / 4


def log_normaliser(d: Any, beta: Any) -> Any:
    """log Z: never negative."""
    _known(d, 0, "a dimension that is not positive", strict=True)
    if _zero(beta):
        return Fraction(0)
    return _settled(ball(hyp0f1(ball(d) / 2, _half_square(beta))).log(), "log Z")


def mean_cosine(d: Any, beta: Any) -> Any:
    """A, as a ratio of Bessel functions, or of hypergeometric ones."""
    _known(d, 0, "a dimension that is not positive", strict=True)
    if _zero(beta):
        return Fraction(0)
    d, beta = ball(d), ball(beta)
    if d == 1:
        return beta.tanh()
    x = _half_square(beta)
    above, below = x.hypgeom_0f1(d / 2 + 1), x.hypgeom_0f1(d / 2)
    found = beta / d * above / below
    if not found.is_finite() or found.rel_accuracy_bits() < ctx.prec // 2:
        size = abs(beta)
        ratio = size.bessel_i(d / 2, scaled=True) / size.bessel_i(d / 2 - 1, scaled=True)
        if ratio.is_finite():
            found = ratio if beta > 0 else -ratio if beta < 0 else found
    return _settled(found, "the mean cosine")


def divergence(d: Any, beta: Any) -> Any:
    """beta A - log Z."""
    if _zero(beta):
        return log_normaliser(d, beta)
    return ball(beta) * ball(mean_cosine(d, beta)) - ball(log_normaliser(d, beta))


def inverse_mean_cosine(d: Any, c: Any) -> Any:
    """The beta with A_d(beta) = c, starting from beta = c (d - c^2)/(1 - c^2) (Banerjee, Dhillon, Ghosh and Sra, 2005)."""
    _known(d, 1, "a dimension below 1")
    _known(c, 0, "a negative cosine")
    if _zero(c):
        return Fraction(0)
    if isinstance(c, Fraction) and c >= 1:
        raise Undefined("a mean cosine that is not below 1")
    c = ball(c)
    if not c < 1:
        raise Unknown("whether a cosine is below 1 is not resolved")
    start = c * (ball(d) - c**2) / (1 - c**2) if d > 1 else c.atanh()

    def step(beta: Any) -> Any:
        a = ball(mean_cosine(d, beta))
        return (a - c) / (1 - a**2 - (ball(d) - 1) * a / beta)

    return _inverted(lambda beta: ball(mean_cosine(d, beta)) - c, step, start)


def inverse_divergence(d: Any, w: Any) -> Any:
    """The beta with D_d(beta) = w, starting from the cosine with -log(1 - c^2) = 2 w/(d - 1/2), which lies between its bounds for d > 1."""
    _known(d, 1, "a dimension below 1")
    _known(w, 0, "a negative divergence")
    if _zero(w):
        return Fraction(0)
    w = ball(w)
    if not d > 1 and not w < arb(2).log():
        raise Undefined("a divergence that one dimension does not reach") if w > arb(2).log() else Unknown("a divergence near log 2")
    missing = (-2 * w / (ball(d) - fmpq(1, 2))).exp()
    c = (1 - missing).sqrt() if missing < 0.5 else (-(-2 * w / (ball(d) - fmpq(1, 2))).expm1()).sqrt()
    start = c * (ball(d) - c**2) / missing

    def step(beta: Any) -> Any:
        a = ball(mean_cosine(d, beta))
        slope = beta * (1 - a**2) - (ball(d) - 1) * a
        # in log beta, where the divergence is nearly linear for large and quadratic for small tilts
        return beta * (1 - (-(ball(divergence(d, beta)) - w) / (slope * beta)).exp())

    return _inverted(lambda beta: ball(divergence(d, beta)) - w, step, start)


def _inverted(excess: Callable[[Any], Any], step: Callable[[Any], Any], start: Any) -> Any:
    """A ball around the zero of an increasing function: Newton's steps on midpoints, then the signs at the ends of the ball.

    More bits than asked for, since a function that saturates takes digits away. Raises `Unknown` when the signs do not show it.
    """
    bits = ctx.prec
    guess = start.mid()
    for precision in sorted({min(2 * bits + 64, 256 << k) for k in range(8)} | {2 * bits + 64}):
        guess = _newton(step, guess, precision, min(bits + 8, precision // 2))
    with working_precision(2 * bits + 64):
        for lost in (0, 16, 64, bits // 2, bits - 8):
            margin = guess * arb(2) ** (lost - bits)
            low, high = guess - margin, guess + margin
            if excess(low) < 0 and excess(high) > 0:
                return low.union(high)
    raise Unknown("an inverse is not enclosed at this precision")


def _newton(step: Callable[[Any], Any], guess: Any, precision: int, bits: int) -> Any:
    """The guess after steps at this precision, the last of which changes it by less than 2^-bits of itself."""
    with working_precision(precision):
        for _ in range(200):
            change = step(guess).mid()
            if not change.is_finite():
                return guess  # no digits are left: more precision may help
            following = (guess - change).mid()
            guess = following if following > 0 else guess / 2
            if abs(change) < guess * arb(2) ** (-bits):
                break
    return guess


def required_divergence(d: Any, c: Any) -> Any:
    """D_d at the tilt that reaches the cosine c: the largest value of beta c - log Z, which hardly moves with beta there."""
    beta = inverse_mean_cosine(d, c)
    return Fraction(0) if _zero(beta) else ball(beta) * ball(c) - ball(log_normaliser(d, beta))


def cosine_at_divergence(d: Any, w: Any) -> Any:
    """A_d at the tilt that uses up the divergence w."""
    beta = inverse_divergence(d, w)
    return Fraction(0) if _zero(beta) else mean_cosine(d, beta)
