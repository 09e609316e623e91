"""A rigorous enclosure of a definite integral of an explicit integrand over a finite interval, by Arb (python-flint's `acb.integral`).

The integral over a <= x <= b is (b - a) times that of f(a + (b - a) t) over 0 <= t <= 1, whose ends are exact; a and b may be balls. Arb
(Johansson, Numerical integration in arbitrary-precision ball arithmetic, 2018; after Petras, 2002) cuts [0, 1] and bounds each piece by

* Gauss and Legendre's rule, whose error is bounded by |f| on an ellipse around the piece, if f is holomorphic there; or
* the length of the piece times the range of f on it.

For the first, `holomorphic` gives an extension of f to complex balls. It is finite only where every operation is holomorphic on the whole
ball: logarithms, roots and powers off the cut (-oo, 0], quotients by balls without 0, the gamma family right of 0, inverse tangents off
their cuts, |u|, max and min where the real parts show which arm it is. As each operation maps real arguments to its real value there, f is
defined, real and equal to the extension on the real part of the ball: a finite result leaves no room for a pole, a branch point or a place
without a value. For the second, `ranges_of_terms` gives the range on the piece, cut to [0, 1], or nothing where f might be undefined; as
every operation is continuous where it is defined, f is then integrable on the piece. Any integrand that is not made of these operations,
and pieces at which neither way gives a finite number make the value unknown; so a divergent integral never gets one. Infinite ends, and
ends at which f is not bounded, are cut off, and what lies beyond is bounded by `improper`.

Work is bounded, in evaluations and in time; at more than the lowest precision a first look at the lowest has to succeed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from flint import acb, arb, ctx
from sympy import Abs, Integral, Max, Min, Pow

from symbolic.language.balls import ball, sign
from symbolic.language.differentiation import NoDerivative, evaluate_derivatives
from symbolic.language.point import Point
from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.ranges_of_terms import Range, Ranged, defined_throughout, range_of
from symbolic.language.special.bessel import hyp0f1
from symbolic.language.terms import free_symbols, ranged

Extension = Callable[[Any], Any]
Value = Callable[[Any, Point], Any]
NOT_HOLOMORPHIC = acb(arb("nan"), arb("nan"))
FIRST_LOOK = 64  # bits
EVALUATIONS = 2000  # and as many more for each bit as
EVALUATIONS_PER_BIT = 30
SECONDS = 1.5  # for one integral at one precision; after that nothing more is enclosed


def enclosed_integral(integral: Any, point: Point, value: Value) -> Any:
    """The value of a definite integral at `point`, where `value` is that of other terms; ends in the other order change its sign.

    Raises `Undefined` where a variable of a positive kind begins below 0, `Unknown` where no number comes out.
    """
    if len(integral.limits) != 1 or len(integral.limits[0]) != 3:
        raise Unknown(f"`{integral}` is not a definite integral over one variable")
    variable, *ends = integral.limits[0]
    if any(end.is_infinite for end in ends):
        return _improper(integral, point, value)
    lower, upper = (value(end, point) for end in ends)
    length = _difference(upper, lower)
    order = sign(length)
    if order is None:
        raise Unknown(f"the order of the ends of `{integral}` is not resolved")
    begins = sign(lower if order > 0 else upper) if variable.is_nonnegative else 0
    if begins is None:
        raise Unknown(f"whether `{integral}` begins below 0 is not resolved")
    if begins < 0:
        raise Undefined(integral)
    if order == 0:
        return Fraction(0)
    if order < 0:
        return -enclosed_integral(ranged(Integral, integral.function, (variable, ends[1], ends[0])), point, value)
    if variable not in free_symbols(integral.function):
        return _ball(length) * _ball(value(integral.function, point))
    found = _known(integral, point, value)
    return _improper(integral, point, value) if found is None else found


def _improper(integral: Any, point: Point, value: Value) -> Any:
    """With an infinite end, or one where the integrand is not bounded."""
    from symbolic.language.improper import enclosed

    return enclosed(integral, point, value, _known, _piece)


def _piece(integral: Any, point: Point, value: Value) -> Any:
    """Part of an improper integral, at whatever precision is asked for."""
    known = {symbol: point.values[symbol] for symbol in free_symbols(integral) if symbol in point.values}
    return _quadrature(integral, Point(known, point.graphs), value)


def _known(integral: Any, point: Point, value: Value) -> Any:
    """An integral over a finite interval; None where it is not enclosed."""
    known = {symbol: point.values[symbol] for symbol in free_symbols(integral) if symbol in point.values}
    if not all(isinstance(v, Fraction) for v in known.values()):
        return _looked_up(integral, Point(known, point.graphs), value)
    return _remembered(integral, tuple(sorted(known.items(), key=str)), ctx.prec, value)


def _difference(left: Any, right: Any) -> Any:
    exact = isinstance(left, Fraction) and isinstance(right, Fraction)
    return left - right if exact else _ball(left) - _ball(right)


def _ball(number: Any) -> Any:
    return ball(number)


@lru_cache(maxsize=512)
def _remembered(integral: Any, values: tuple[tuple[Any, Fraction], ...], bits: int, value: Value) -> Any:
    return _looked_up(integral, Point(dict(values), {}), value)


def _looked_up(integral: Any, point: Point, value: Value) -> Any:
    bits = ctx.prec
    if bits > FIRST_LOOK:
        with working_precision(FIRST_LOOK):
            if _quadrature(integral, point, value) is None:
                return None
    return _quadrature(integral, point, value)


def _quadrature(integral: Any, point: Point, value: Value) -> Any:
    """The enclosure at the working precision; None where it is not finite."""
    variable, lower_term, upper_term = integral.limits[0]
    lower, upper = _ball(value(lower_term, point)), _ball(value(upper_term, point))
    length = upper - lower

    def constant(term: Any) -> Any:
        return _ball(value(term, point))

    try:
        extension = holomorphic(integral.function, variable, constant)
    except NoDerivative as error:
        raise Unknown(str(error)) from error
    ranged = _ranged(integral.function, variable, constant)

    end = time.perf_counter() + SECONDS

    def integrand(t: Any, analytic: bool) -> Any:
        if time.perf_counter() > end:
            return NOT_HOLOMORPHIC
        try:
            found = extension(lower + length * t)
            if found.is_finite() or analytic or not t.imag.is_zero():
                return found
            return _range_over(ranged, lower, length, t.real)
        except (ArithmeticError, ValueError):  # nothing may be raised through Arb
            return NOT_HOLOMORPHIC

    limit = EVALUATIONS + EVALUATIONS_PER_BIT * ctx.prec
    tolerance = arb(2) ** (-3 * ctx.prec // 4)  # a wider ball costs less, and a higher precision is asked for where it does not decide
    total = acb.integral(integrand, 0, 1, rel_tol=tolerance, abs_tol=tolerance, eval_limit=limit, use_heap=True)
    return length * total.real if total.is_finite() else None


def _ranged(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Ranged:
    """Its range; nothing where none is known, which leaves Gauss's rule alone."""
    try:
        return range_of(term, variable, constant)
    except (Unknown, NoDerivative):
        return lambda place: None


def _range_over(ranged: Ranged, lower: Any, length: Any, t: Any) -> Any:
    """The range of the integrand for those t of the ball that lie in [0, 1]."""
    first, last = t.lower(), t.upper()
    first, last = (arb(0) if first < 0 else first), (arb(1) if last > 1 else last)
    place = Range((lower + length * first).lower(), (lower + length * last).upper())
    found = ranged(place)
    return NOT_HOLOMORPHIC if found is None else acb(found.ball)


def holomorphic(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Extension:
    """`term` as a function of complex balls, not finite where it might not be holomorphic. Raises `Unknown` for foreign operations."""
    if variable not in free_symbols(term):
        known = acb(constant(term))
        return lambda z: known
    if term == variable:
        return lambda z: z
    if isinstance(term, Pow):
        return _power(term, variable, constant)
    if isinstance(term, hyp0f1) and variable not in free_symbols(term.args[0]):
        return _hypergeometric(term, variable, constant)
    kind = type(term)
    if kind in _WHOLE_ORDER and term.args[0].is_Integer:
        order, function = acb(int(term.args[0])), _WHOLE_ORDER[kind]
        return _unary(lambda z: function(z, order), holomorphic(term.args[1], variable, constant))
    if kind is sympy.zeta and len(term.args) == 1:
        return _unary(acb.zeta, holomorphic(term.args[0], variable, constant))
    if kind in _ONE or kind in _MANY:
        parts = [holomorphic(argument, variable, constant) for argument in term.args]
        return _unary(_ONE[kind], parts[0]) if kind in _ONE else _folded(_MANY[kind], parts)
    if isinstance(term, sympy.Derivative | sympy.Subs):
        return holomorphic(evaluate_derivatives(term), variable, constant)
    if hasattr(term, "definition") and defined_throughout(term, variable, constant):
        return holomorphic(term.definition, variable, constant)
    raise Unknown(f"`{term}` has no extension to complex balls here")


def _unary(function: Extension, inner: Extension) -> Extension:
    """Without a finite argument there is no value: some functions are finite at infinity."""

    def apply(z: Any) -> Any:
        found = inner(z)
        return function(found) if found.is_finite() else NOT_HOLOMORPHIC

    return apply


def _folded(function: Callable[[Any, Any], Any], parts: list[Extension]) -> Extension:
    first, *others = parts

    def apply(z: Any) -> Any:
        found = first(z)
        for other in others:
            found = function(found, other(z))
        return found

    return apply


def _power(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Extension:
    base, exponent = term.args
    inner = holomorphic(base, variable, constant)
    if exponent.is_Integer:
        n = int(exponent)
        return _unary((lambda z: z**n) if n > 0 else (lambda z: (1 / z) ** -n), inner)
    if exponent == sympy.Rational(1, 2):
        return _unary(lambda z: z.sqrt(analytic=True), inner)
    power = holomorphic(exponent, variable, constant)
    return _unary(acb.exp, _folded(lambda z, w: z * w, [_unary(lambda z: z.log(analytic=True), inner), power]))


def _hypergeometric(term: Any, variable: Any, constant: Callable[[Any], Any]) -> Extension:
    """0F1(; b; x) is entire in x for b > 0."""
    b = constant(term.args[0])
    if not b > 0:
        raise Unknown(f"the parameter of `{term}` is not seen to be positive")
    return _unary(lambda z: z.hypgeom_0f1(acb(b)), holomorphic(term.args[1], variable, constant))


def _right_of_zero(function: Extension) -> Extension:
    return lambda z: function(z) if z.real > 0 else NOT_HOLOMORPHIC


def _off_imaginary_cuts(function: Extension) -> Extension:
    """The cuts of atan and asinh run from i and -i outwards along the imaginary axis."""
    return lambda z: function(z) if abs(z.imag) < 1 or z.real > 0 or z.real < 0 else NOT_HOLOMORPHIC


_ONE: dict[Any, Extension] = {
    sympy.exp: acb.exp,
    sympy.log: lambda z: z.log(analytic=True),
    sympy.sin: acb.sin,
    sympy.cos: acb.cos,
    sympy.sinh: acb.sinh,
    sympy.cosh: acb.cosh,
    sympy.tanh: acb.tanh,
    sympy.tan: acb.tan,
    sympy.cot: acb.cot,
    sympy.erf: acb.erf,
    sympy.erfc: acb.erfc,
    sympy.atan: _off_imaginary_cuts(acb.atan),
    sympy.asinh: _off_imaginary_cuts(acb.asinh),
    sympy.gamma: _right_of_zero(acb.gamma),
    sympy.loggamma: _right_of_zero(acb.lgamma),
    sympy.digamma: _right_of_zero(acb.digamma),
    Abs: lambda z: z.real_abs(analytic=True),
}
_WHOLE_ORDER: dict[Any, Callable[[Any, Any], Any]] = {sympy.besselj: acb.bessel_j, sympy.besseli: acb.bessel_i}  # entire
_MANY: dict[Any, Callable[[Any, Any], Any]] = {
    sympy.Add: lambda z, w: z + w,
    sympy.Mul: lambda z, w: z * w,
    Max: lambda z, w: z.real_max(w, analytic=True),
    Min: lambda z, w: z.real_min(w, analytic=True),
}

__all__ = ["enclosed_integral", "holomorphic"]
