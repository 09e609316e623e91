"""Derivatives by our own rules, one table long: what `diff` means, and what antiderivatives are checked with.

SymPy's `diff` proposes; this module is what checks. Nothing here simplifies.
"""

from __future__ import annotations

from typing import Any

from sympy import (
    Abs,
    Derivative,
    Eq,
    Integer,
    Integral,
    Piecewise,
    Pow,
    Subs,
    Sum,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)
from sympy.core.function import AppliedUndef

from symbolic.language.functions import prime
from symbolic.language.kinks import KINKED, off_kinks
from symbolic.language.leibniz import by_ends
from symbolic.language.special import meaning_of, unfold_special
from symbolic.language.terms import free_symbols, substitute

ZERO, ONE = Integer(0), Integer(1)

_OUTER = {
    exp: lambda u: exp(u),
    log: lambda u: 1 / u,
    sin: lambda u: cos(u),
    cos: lambda u: -sin(u),
    tan: lambda u: 1 + tan(u) ** 2,
    sinh: lambda u: cosh(u),
    cosh: lambda u: sinh(u),
    tanh: lambda u: 1 - tanh(u) ** 2,
    asin: lambda u: 1 / sqrt(1 - u**2),
    acos: lambda u: -1 / sqrt(1 - u**2),
    atan: lambda u: 1 / (1 + u**2),
    asinh: lambda u: 1 / sqrt(1 + u**2),
    acosh: lambda u: 1 / (sqrt(u - 1) * sqrt(u + 1)),
    atanh: lambda u: 1 / (1 - u**2),
    erf: lambda u: 2 * exp(-(u**2)) / sqrt(pi),
    erfc: lambda u: -2 * exp(-(u**2)) / sqrt(pi),
}


class NoDerivative(ValueError):
    """The rules give no derivative of this term: it has a kink, or a function that they do not know."""


def derivative(term: Any, variable: Any, order: int = 1, *, kinks: bool = False) -> Any:
    """The derivative of `term` by the symbol `variable`, wherever the term and its derivative are defined.

    Raises `NoDerivative` for functions outside the table, and, unless `kinks`, for terms with kinks or jumps (`Max`, `Abs`, `floor`, ...)
    in the variable; their derivatives off the kinks are `Piecewise` terms.
    """
    result = unfold_special(term)
    for _ in range(order):
        result = _once(result, variable, kinks)
    return result


def evaluate_derivatives(term: Any) -> Any:
    """`term` with every unevaluated derivative carried out; f' of an uninterpreted f becomes the function `prime(f)`."""
    if not term.has(Derivative, Subs):
        return term
    if isinstance(term, Derivative):
        result = evaluate_derivatives(term.expr)
        for variable, count in term.variable_count:
            result = derivative(result, variable, int(count), kinks=True)
        return result
    if isinstance(term, Subs):
        inner = evaluate_derivatives(term.expr)
        return substitute(inner, dict(zip(term.variables, map(evaluate_derivatives, term.point), strict=True)))
    return term.func(*(evaluate_derivatives(argument) if hasattr(argument, "has") else argument for argument in term.args))


def _once(term: Any, variable: Any, kinks: bool = False) -> Any:
    if term == variable:
        return ONE
    if variable not in free_symbols(term):
        return ZERO
    if term.is_Add:
        return term.func(*(_once(part, variable, kinks) for part in term.args))
    if term.is_Mul:
        parts = list(term.args)
        return sum((term.func(*parts[:i], _once(part, variable, kinks), *parts[i + 1 :]) for i, part in enumerate(parts)), ZERO)
    if isinstance(term, Pow):
        return _power(term, variable, kinks)
    if isinstance(term, AppliedUndef):
        return _uninterpreted(term, variable, kinks)
    if isinstance(term, Derivative | Subs):
        return _once(evaluate_derivatives(term), variable, kinks)
    if type(term) in _OUTER:
        (inner,) = term.args
        return _OUTER[type(term)](inner) * _once(inner, variable, kinks)
    special = meaning_of(term)
    if special is not None and special.derivative is not None:
        moving = [(index, a) for index, a in enumerate(term.args, 1) if variable in free_symbols(a)]
        return sum((special.derivative(index, *term.args) * _once(a, variable, kinks) for index, a in moving), ZERO)
    if isinstance(term, Integral):
        found = by_ends(term, variable, lambda end: _once(end, variable, kinks))
        if found is not None:
            return found
        raise NoDerivative(f"`{term}`: an integral's derivative by `{variable}` needs conditions that are not checked here")
    if isinstance(term, KINKED):
        if kinks:
            return off_kinks(term, lambda part: _once(part, variable, kinks))
        raise NoDerivative(f"`{term}` can have a kink in `{variable}`")
    if isinstance(term, Sum) and not free_symbols(term.args[1]) & {variable} and _finite_range(term):
        return term.func(_once(term.function, variable, kinks), *term.limits)
    raise NoDerivative(f"no rule for the derivative of `{term}` by `{variable}`")


def _finite_range(term: Any) -> bool:
    """Whether a sum runs over finitely many integers: then its derivative is that of its parts."""
    _, lower, upper = term.limits[0]
    return not (lower.is_infinite or upper.is_infinite)


def _power(term: Any, variable: Any, kinks: bool) -> Any:
    base, exponent = term.args
    result = ZERO
    if kinks and isinstance(base, Abs) and exponent.is_Rational and exponent >= 2:  # |u|^e is smooth enough at u = 0
        inner = base.args[0]
        return exponent * Pow(base, exponent - 2) * inner * _once(inner, variable, kinks)
    if variable in free_symbols(base):
        outer = exponent * Pow(base, exponent - 1)
        if kinks and exponent.is_integer and exponent.is_nonnegative and not (exponent.is_positive or base.is_nonzero):
            outer = Piecewise((ZERO, Eq(exponent, ZERO)), (outer, True))  # b^0 is 1 also at b = 0, where b^(-1) is nothing
        result += outer * _once(base, variable, kinks)
    if variable in free_symbols(exponent):
        result += term * log(base) * _once(exponent, variable, kinks)
    return result


def _uninterpreted(term: Any, variable: Any, kinks: bool) -> Any:
    if len(term.args) != 1:
        raise NoDerivative(f"`{term}` has several arguments: partial derivatives of uninterpreted functions are not supported")
    return prime(term.func)(term.args[0]) * _once(term.args[0], variable, kinks)


__all__ = ["NoDerivative", "derivative", "evaluate_derivatives"]
