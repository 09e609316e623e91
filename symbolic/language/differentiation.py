"""Derivatives by our own rules, one table long: what `diff` means, and what antiderivatives are checked with.

SymPy's `diff` proposes; this module is what checks. Nothing here simplifies.
"""

from __future__ import annotations

from typing import Any

from sympy import (
    Abs,
    Derivative,
    Integer,
    Integral,
    Max,
    Min,
    Piecewise,
    Pow,
    Subs,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    digamma,
    erf,
    erfc,
    exp,
    gamma,
    log,
    loggamma,
    pi,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)
from sympy.core.function import AppliedUndef

from symbolic.language.functions import prime
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
    gamma: lambda u: gamma(u) * digamma(u),
    loggamma: lambda u: digamma(u),
}


class NoDerivative(ValueError):
    """The rules give no derivative of this term: it has a kink, or a function that they do not know."""


def derivative(term: Any, variable: Any, order: int = 1) -> Any:
    """The derivative of `term` by the symbol `variable`, wherever the term and its derivative are defined.

    Raises `NoDerivative` for terms with kinks (`Max`, `Min`, `Abs`, `Piecewise`) in the variable and for functions outside the table.
    """
    result = unfold_special(term)
    for _ in range(order):
        result = _once(result, variable)
    return result


def evaluate_derivatives(term: Any) -> Any:
    """`term` with every unevaluated derivative carried out; f' of an uninterpreted f becomes the function `prime(f)`."""
    if not term.has(Derivative, Subs):
        return term
    if isinstance(term, Derivative):
        result = evaluate_derivatives(term.expr)
        for variable, count in term.variable_count:
            result = derivative(result, variable, int(count))
        return result
    if isinstance(term, Subs):
        inner = evaluate_derivatives(term.expr)
        return substitute(inner, dict(zip(term.variables, map(evaluate_derivatives, term.point), strict=True)))
    return term.func(*(evaluate_derivatives(argument) if hasattr(argument, "has") else argument for argument in term.args))


def _once(term: Any, variable: Any) -> Any:
    if term == variable:
        return ONE
    if variable not in free_symbols(term):
        return ZERO
    if term.is_Add:
        return term.func(*(_once(part, variable) for part in term.args))
    if term.is_Mul:
        parts = list(term.args)
        return sum((term.func(*parts[:i], _once(part, variable), *parts[i + 1 :]) for i, part in enumerate(parts)), ZERO)
    if isinstance(term, Pow):
        return _power(term, variable)
    if isinstance(term, AppliedUndef):
        return _uninterpreted(term, variable)
    if isinstance(term, Derivative | Subs):
        return _once(evaluate_derivatives(term), variable)
    if type(term) in _OUTER:
        (inner,) = term.args
        return _OUTER[type(term)](inner) * _once(inner, variable)
    special = meaning_of(term)
    if special is not None and special.derivative is not None:
        moving = [(index, a) for index, a in enumerate(term.args, 1) if variable in free_symbols(a)]
        return sum((special.derivative(index, *term.args) * _once(a, variable) for index, a in moving), ZERO)
    if isinstance(term, Integral):
        raise NoDerivative(f"`{term}`: an integral's derivative by `{variable}` needs conditions that are not checked here")
    if isinstance(term, Max | Min | Abs | Piecewise):
        raise NoDerivative(f"`{term}` can have a kink in `{variable}`")
    raise NoDerivative(f"no rule for the derivative of `{term}` by `{variable}`")


def _power(term: Any, variable: Any) -> Any:
    base, exponent = term.args
    result = ZERO
    if variable in free_symbols(base):
        result += exponent * Pow(base, exponent - 1) * _once(base, variable)
    if variable in free_symbols(exponent):
        result += term * log(base) * _once(exponent, variable)
    return result


def _uninterpreted(term: Any, variable: Any) -> Any:
    if len(term.args) != 1:
        raise NoDerivative(f"`{term}` has several arguments: partial derivatives of uninterpreted functions are not supported")
    return prime(term.func)(term.args[0]) * _once(term.args[0], variable)


__all__ = ["NoDerivative", "derivative", "evaluate_derivatives"]
