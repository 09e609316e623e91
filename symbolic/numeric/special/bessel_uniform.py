"""The tilted cosine law for large sqrt(nu^2 + beta^2), nu = d/2 - 1: uniform (Debye) expansions without cancellation.

Put w = sqrt(nu^2 + beta^2), t = 1/w, p = nu/w, s = p^2, m = 1 - s = (beta/w)^2. The function a = beta A_d(beta) solves the Riccati equation

    beta a' = beta^2 - a^2 - 2 nu a                                              (from A' = 1 - A^2 - (d - 1) A/beta)

and has the expansion a = (w - nu) - m (c_1 + c_2(s) t + c_3(s) t^2 + ...), whose polynomials follow by comparing powers of t:

    c_1 = 1/2,    2 c_n = (n - 2) m c_(n-1) - 2 s c_(n-1) + 2 m s c_(n-1)' + m (c_1 c_(n-1) + ... + c_(n-1) c_1).

Integrated over beta this is the expansion of Olver (Asymptotics and Special Functions, 1974, chapter 10; DLMF 10.41.3): with h_k = c_(k+1)
= the sum of h_kj s^j and q_k = the sum of h_kj/(k + 2j) s^j,

    log Z = (w - nu) - nu log((w + nu)/(2 nu)) - log(w/nu)/2 + the sum over k of t^k q_k(s) - nu^-k q_k(1),

where - the sum of nu^-k q_k(1) is Stirling's series of log Gamma(nu + 1). The differences are taken in closed form: with u = (w - nu)/nu,
the first two terms are nu (u/2 - log1pmx(u/2)), both positive; q_k(1) - q_k(s) = m S_k(s); and 1 - p^k = m (1 + p + ... + p^(k-1))/(1 + p).
The divergence D = beta A - log Z is put together in the same way, where beta A leaves w - nu, which cancels.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

ORDERS = 16
ENOUGH = ((1000.0, 5), (200.0, 7), (60.0, 11))  # (w, orders in t that reach double precision from there on)


@dataclass(frozen=True)
class Coefficients:
    """Rows k = 1, 2, ...: the polynomials h_k, q_k and S_k in s; `constants` holds q_k(1)."""

    h: tuple[tuple[float, ...], ...]
    q: tuple[tuple[float, ...], ...]
    s: tuple[tuple[float, ...], ...]
    constants: tuple[float, ...]


@cache
def coefficients() -> Coefficients:
    """All polynomials, computed exactly and rounded once."""
    rows = [[Fraction(number, 1 << (2 * n - 1)) for number in row] for n, row in enumerate(_integer_rows(), 1)][1:]
    q = [[value / (k + 2 * j) for j, value in enumerate(row)] for k, row in enumerate(rows, 1)]
    s = [[sum(row[j + 1 :], Fraction(0)) for j in range(len(row) - 1)] for row in q]
    h, q_rounded, s_rounded = (tuple(tuple(map(float, row)) for row in table) for table in (rows, q, s))
    return Coefficients(h, q_rounded, s_rounded, tuple(float(sum(row, Fraction(0))) for row in q))


def _integer_rows() -> list[list[int]]:
    """2^(2n-1) c_n for n = 1, 2, ..., which are whole: the recurrence divides by 2 only."""
    rows = [[1]]
    for n in range(2, ORDERS + 2):
        last = rows[-1]
        in_m = [(2 * (n - 2) + 4 * j) * value for j, value in enumerate(last)]
        for i in range(n - 1):
            in_m = _plus(in_m, _product(rows[i], rows[n - 2 - i]))
        rows.append(_plus(_product([1, -1], in_m), [0, *(-4 * value for value in last)]))
    return rows


def _plus(a: list[int], b: list[int]) -> list[int]:
    short, long = sorted((a, b), key=len)
    return [x + y for x, y in zip(long, [*short, *([0] * (len(long) - len(short)))], strict=True)]


def _product(a: list[int], b: list[int]) -> list[int]:
    found = [0] * (len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            found[i + j] += x * y
    return found


def _series(table: tuple[tuple[float, ...], ...], t: Any, s: Any, orders: int) -> Any:
    """The sum of t^k table_k(s)."""
    total = 0.0 * t
    for row in reversed(table[:orders]):
        inner = row[-1] + 0.0 * s
        for coefficient in reversed(row[:-1]):
            inner = inner * s + coefficient
        total = (total + inner) * t
    return total


@dataclass(frozen=True)
class Place:
    """What all expansions at (nu, beta) share. `fn` is `math` or NumPy with `log1pmx`; `orders` are enough for every w."""

    nu: Any
    beta: Any
    fn: Any
    orders: int
    w: Any
    t: Any
    s: Any
    ratio: Any

    @property
    def m(self) -> Any:
        return self.ratio * self.ratio

    def series(self, name: str) -> Any:
        """The sum of t^k h_k, q_k or S_k."""
        return _series(getattr(coefficients(), name), self.t, self.s, self.orders)


def place(nu: Any, beta: Any, fn: Any, smallest: float | None = None) -> Place:
    """`smallest` is the least w, when nu and beta are arrays."""
    w = fn.hypot(nu, beta)
    t = 1.0 / w
    p = nu * t
    least = w if smallest is None else smallest
    orders = next((count for bound, count in ENOUGH if least >= bound), ORDERS)
    return Place(nu, beta, fn, orders, w, t, p * p, beta * t)


def mean(at: Place) -> Any:
    """A."""
    return at.beta / (at.w + at.nu) - at.ratio * at.t * (0.5 + at.series("h"))


def shortfall(at: Place) -> Any:
    """1 - A, where 1 - beta/(w + nu) = (nu + nu^2/(w + beta))/(w + nu)."""
    return (at.nu + at.nu * at.nu / (at.w + at.beta)) / (at.w + at.nu) + at.ratio * at.t * (0.5 + at.series("h"))


def high_order_log_normaliser(at: Place) -> Any:
    """log Z where nu is large, whatever beta is."""
    half, logarithm = _half_excess(at), _log_ratio(at)
    return at.nu * (half - at.fn.log1pmx(half)) - logarithm - _remainder(at)


def high_order_divergence(at: Place) -> Any:
    """D where nu is large, whatever beta is."""
    main = at.nu * at.fn.log1p(_half_excess(at))
    return main + (_log_ratio(at) - 0.5 * at.m + _remainder(at) - at.m * at.series("h"))


def _half_excess(at: Place) -> Any:
    """u/2 = (w - nu)/(2 nu)."""
    return 0.5 * (at.beta / at.nu) * (at.beta / (at.w + at.nu))


def _log_ratio(at: Place) -> Any:
    """log(w/nu)/2."""
    z = at.beta / at.nu
    return 0.25 * at.fn.log1p(z * z)


def _remainder(at: Place) -> Any:
    """The sum of nu^-k q_k(1) - t^k q_k(s) = m t^k S_k(s) + q_k(1) (nu^-k - t^k); q_k(1) is 0 for even k."""
    p = at.nu * at.t
    missing, power, inverse, total = at.m / (1.0 + p), p, 1.0 / at.nu, at.m * at.series("s")
    for constant in coefficients().constants[:9:2]:
        total = total + constant * missing * inverse
        missing = missing + power * at.m
        power = power * at.s
        inverse = inverse / (at.nu * at.nu)
    return total


def large_tilt_log_normaliser(at: Place, correction: Any) -> Any:
    """log Z where beta is large and 1/2 <= nu; `correction` is log Gamma(nu + 1) less Stirling's formula for it."""
    half = _half_excess(at)
    return at.nu * (half - at.fn.log1pmx(half)) + (correction - 0.5 * at.fn.log(at.w / at.nu) + at.series("q"))


def large_tilt_divergence(at: Place, correction: Any) -> Any:
    """D where beta is large and 1/2 <= nu."""
    rest = 0.5 * at.fn.log(at.w / at.nu) - correction - 0.5 * at.m - at.series("q") - at.m * at.series("h")
    return at.nu * at.fn.log1p(_half_excess(at)) + rest


LOG_ROOT = 0.9189385332046727418  # log(2 pi)/2


def low_order_log_normaliser(at: Place, log_gamma: Any) -> Any:
    """log Z where beta is large and nu < 1/2; `log_gamma` is log Gamma(nu + 1)."""
    return at.w + (log_gamma - at.nu * at.fn.log(0.5 * (at.nu + at.w)) - 0.5 * at.fn.log(at.w) - LOG_ROOT + at.series("q"))


def low_order_divergence(at: Place, log_gamma: Any) -> Any:
    """D where beta is large and nu < 1/2."""
    main = (at.nu + 0.5) * at.fn.log(at.w) + at.nu * at.fn.log(0.5 * (1.0 + at.nu * at.t))
    return main + (LOG_ROOT - at.nu - log_gamma - 0.5 * at.m - at.series("q") - at.m * at.series("h"))
