"""The cosine law on the sphere, tilted: functions of the dimension d and of the tilt beta, or of what the tilt achieves.

For a uniformly random unit vector in d dimensions the cosine c with a fixed direction has a density proportional to (1 - c^2)^((d-3)/2).
Tilted by e^(beta c) it is the marginal of the von Mises-Fisher distribution (Mardia and Jupp, Directional Statistics, 2000, section 9.3).
All of it is made of one entire function, `hyp0f1(b, x)` = the sum of x^k/((b)_k k!) (DLMF 16.2.1), at x = beta^2/4:

    normaliser    Z_d(beta) = hyp0f1(d/2, x) = Gamma(d/2) (2/beta)^(d/2-1) I_(d/2-1)(beta)                             (DLMF 10.39.9)
    mean cosine   A_d(beta) = d log Z/d beta = (beta/d) hyp0f1(d/2 + 1, x)/hyp0f1(d/2, x) = I_(d/2)(beta)/I_(d/2-1)(beta)
    divergence    D_d(beta) = beta A_d - log Z, of the tilted from the uniform distribution, in nats.

For d >= 1, A_d rises strictly from 0 towards 1, and D_d strictly from 0: without bound for d > 1, towards log 2 for d = 1. Proofs see
through all names but hyp0f1 and the two inverses, whose defining equations are axioms.
"""

from __future__ import annotations

from typing import Any

from sympy import Function, Integer, Integral, Symbol, log, oo
from sympy.core.function import ArgumentIndexError

from symbolic.language.special import bessel_enclosures as enclosures
from symbolic.language.special.bessel_integral import total_shortfall as enclosed_shortfall
from symbolic.language.special.hypergeometric import off_poles
from symbolic.language.special.meanings import Meaning
from symbolic.language.statements import Comparison, Disjunction
from symbolic.language.terms import fresh_symbol

ZERO, ONE = Integer(0), Integer(1)


class hyp0f1(Function):
    """The sum of x^k/((b)_k k!) over k = 0, 1, 2, ...: the confluent hypergeometric limit function 0F1(; b; x), b not 0, -1, -2, ..."""

    nargs = 2

    def fdiff(self, argindex: int = 1) -> Any:
        b, x = self.args
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        return hyp0f1(b + 1, x) / b

    def _eval_is_extended_positive(self) -> bool | None:
        b, x = self.args
        return (b.is_positive and x.is_nonnegative) or None

    def _latex(self, printer: Any, exp: Any = None) -> str:
        b, x = (printer._print(argument) for argument in self.args)
        return rf"{{}}_0F_1{_power(exp)}\left(; {b}; {x}\right)"


class cosine_log_normaliser(Function):
    """log Z_d(beta) = log E[e^(beta c)] for the cosine c with a uniformly random direction in d dimensions."""

    nargs = 2

    @property
    def definition(self) -> Any:
        d, beta = self.args
        return log(hyp0f1(d / 2, beta**2 / 4))

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        return mean_cosine(*self.args)

    def _latex(self, printer: Any, exp: Any = None) -> str:
        d, beta = (printer._print(argument) for argument in self.args)
        return rf"\log{_power(exp)} Z_{{{d}}}\left({beta}\right)"


class mean_cosine(Function):
    """A_d(beta), the mean of the cosine under the tilt beta."""

    nargs = 2

    @property
    def definition(self) -> Any:
        d, beta = self.args
        return beta / d * hyp0f1(d / 2 + 1, beta**2 / 4) / hyp0f1(d / 2, beta**2 / 4)

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        return ONE - self**2 - (self.args[0] - 1) * self / self.args[1]

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _indexed(printer, "A", self.args, exp)


class cosine_divergence(Function):
    """D_d(beta), the Kullback-Leibler divergence of the law of the cosine under the tilt beta from that without, in nats."""

    nargs = 2

    @property
    def definition(self) -> Any:
        d, beta = self.args
        return beta * mean_cosine(d, beta).definition - cosine_log_normaliser(d, beta).definition

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        d, beta = self.args
        a = mean_cosine(d, beta)
        return beta * (1 - a**2) - (d - 1) * a

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _indexed(printer, "D", self.args, exp)


class inverse_mean_cosine(Function):
    """The tilt beta >= 0 under which the mean cosine A_d(beta) is c, for d >= 1 and 0 <= c < 1."""

    nargs = 2

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        d, c = self.args
        return 1 / (1 - c**2 - (d - 1) * c / self)

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _indexed(printer, "A", self.args, exp, inverse=True)


class required_divergence(Function):
    """The divergence at which the mean cosine is c: D_d at the tilt inverse_mean_cosine(d, c), for d >= 1 and 0 <= c < 1."""

    nargs = 2

    @property
    def definition(self) -> Any:
        d, c = self.args
        beta = inverse_mean_cosine(d, c)
        return beta * c - log(hyp0f1(d / 2, beta**2 / 4))

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        return inverse_mean_cosine(*self.args)

    def _latex(self, printer: Any, exp: Any = None) -> str:
        d, c = (printer._print(argument) for argument in self.args)
        return rf"D_{{{d}}}{_power(exp)}\left(A_{{{d}}}^{{-1}}\left({c}\right)\right)"


class inverse_divergence(Function):
    """The tilt beta >= 0 at which the divergence D_d(beta) is w, for d >= 1 and w >= 0; for d = 1, w < log 2."""

    nargs = 2

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        a = mean_cosine(self.args[0], self)
        return 1 / (self * (1 - a**2) - (self.args[0] - 1) * a)

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _indexed(printer, "D", self.args, exp, inverse=True)


class cosine_at_divergence(Function):
    """The mean cosine that a divergence w reaches: A_d at the tilt inverse_divergence(d, w)."""

    nargs = 2

    @property
    def definition(self) -> Any:
        d, w = self.args
        return mean_cosine(d, inverse_divergence(d, w)).definition

    def fdiff(self, argindex: int = 1) -> Any:
        if argindex != 2:
            raise ArgumentIndexError(self, argindex)
        return 1 / inverse_divergence(*self.args)

    def _latex(self, printer: Any, exp: Any = None) -> str:
        d, w = (printer._print(argument) for argument in self.args)
        return rf"A_{{{d}}}{_power(exp)}\left(D_{{{d}}}^{{-1}}\left({w}\right)\right)"


class total_shortfall(Function):
    """The integral of 1 - c over the divergence that brings the mean cosine c from 0 to 1, in d >= 1 dimensions, in nats.

    As dD = beta dA and 1 - A vanishes at infinity faster than 1/beta^(1/2), integration by parts gives the integral below.
    """

    nargs = 1

    @property
    def definition(self) -> Any:
        (d,) = self.args
        t = fresh_symbol(Symbol("t", nonnegative=True), d.free_symbols)
        return Integral((1 - mean_cosine(d, t)) ** 2 / 2, (t, ZERO, oo))

    def fdiff(self, argindex: int = 1) -> Any:
        raise ArgumentIndexError(self, argindex)

    def _latex(self, printer: Any, exp: Any = None) -> str:
        return _indexed(printer, "H", self.args, exp)


def _power(exponent: Any) -> str:
    return "" if exponent is None else rf"^{{{exponent}}}"


def _indexed(printer: Any, name: str, arguments: Any, exponent: Any, *, inverse: bool = False) -> str:
    """name_d(u), or its inverse function."""
    d, *rest = (printer._print(argument) for argument in arguments)
    inner = rf"\left({rest[0]}\right)" if rest else ""
    if inverse:
        base = rf"{name}_{{{d}}}^{{-1}}{inner}"
        return base if exponent is None else rf"\left({base}\right)^{{{exponent}}}"
    return rf"{name}_{{{d}}}{_power(exponent)}{inner}"


def _assume_real(*functions: Any) -> None:
    for f in functions:
        f._eval_is_extended_real = lambda self: all(argument.is_extended_real for argument in self.args) or None
        f._eval_is_real = lambda self: all(argument.is_real for argument in self.args) or None


NAMES = (cosine_log_normaliser, mean_cosine, cosine_divergence)
INVERSES = (inverse_mean_cosine, required_divergence, inverse_divergence, cosine_at_divergence)
_assume_real(hyp0f1, *NAMES, *INVERSES, total_shortfall)


def _positive_dimension(d: Any, beta: Any) -> tuple[Any, ...]:
    return (Comparison(d, ">", ZERO),)


def _cosine_reached(d: Any, c: Any) -> tuple[Any, ...]:
    return (Comparison(d, ">=", ONE), Comparison(c, ">=", ZERO), Comparison(c, "<", ONE))


def _divergence_reached(d: Any, w: Any) -> tuple[Any, ...]:
    bounded = Disjunction((Comparison(d, ">", ONE), Comparison(w, "<", log(Integer(2)))))
    return (Comparison(d, ">=", ONE), Comparison(w, ">=", ZERO), bounded)


def _by_argument(index: int, term: Any) -> Any:
    """The partial derivative by the last argument; by a dimension there is no rule."""
    from symbolic.language.differentiation import NoDerivative

    try:
        return term.fdiff(index)
    except ArgumentIndexError as error:
        raise NoDerivative(f"`{term}` has no rule for its derivative by argument {index}") from error


def _meaning(head: Any, conditions: Any, enclosure: Any, **more: Any) -> Meaning:
    return Meaning(conditions, enclosure, lambda index, *arguments: _by_argument(index, head(*arguments)), **more)


MEANINGS = {
    hyp0f1: _meaning(hyp0f1, lambda b, x: off_poles(b), enclosures.hyp0f1),
    cosine_log_normaliser: _meaning(cosine_log_normaliser, _positive_dimension, enclosures.log_normaliser),
    mean_cosine: _meaning(mean_cosine, _positive_dimension, enclosures.mean_cosine),
    cosine_divergence: _meaning(cosine_divergence, _positive_dimension, enclosures.divergence),
    inverse_mean_cosine: _meaning(inverse_mean_cosine, _cosine_reached, enclosures.inverse_mean_cosine),
    required_divergence: _meaning(required_divergence, _cosine_reached, enclosures.required_divergence),
    inverse_divergence: _meaning(inverse_divergence, _divergence_reached, enclosures.inverse_divergence),
    cosine_at_divergence: _meaning(cosine_at_divergence, _divergence_reached, enclosures.cosine_at_divergence),
    total_shortfall: _meaning(total_shortfall, lambda d: (Comparison(d, ">=", ONE),), enclosed_shortfall),
}

__all__ = [
    "cosine_at_divergence",
    "cosine_divergence",
    "cosine_log_normaliser",
    "hyp0f1",
    "inverse_divergence",
    "inverse_mean_cosine",
    "mean_cosine",
    "required_divergence",
    "total_shortfall",
]
