"""Integration by parts until the derivative of an uninterpreted function is used up: Taylor's formula with its remainder as an integral.

A primitive of u f^(n), for u a polynomial in the variable, is u f^(n-1) - u' f^(n-2) + u'' f^(n-3) - ... as long as derivatives of f are
left; it is one exactly when the last derivative of u that is needed vanishes, which the kernel checks by differentiating back.
"""

from __future__ import annotations

from typing import Any

from sympy import Add, Mul, diff, expand, integrate
from sympy.core.function import AppliedUndef

from symbolic.language.functions import prime
from symbolic.language.terms import free_symbols


def integral_step(state: Any, integral: Any, budget: Any) -> Any:
    """The state in which an integral over polynomials times derivatives of uninterpreted functions is carried out; None for any other."""
    from symbolic.methods.primitives import with_primitive

    ((variable, *_),) = integral.limits
    primitive = by_parts(integral.function, variable)
    return None if primitive is None else with_primitive(state, integral, primitive, budget)


def by_parts(integrand: Any, variable: Any) -> Any:
    """The candidate for a primitive; None where some summand is no polynomial times a derivative at the variable itself."""
    found: dict[Any, Any] = {}
    plain = []
    for summand in Add.make_args(expand(integrand)):
        if summand.is_polynomial(variable):
            plain.append(integrate(summand, variable))
            continue
        derivatives = [f for f in Mul.make_args(summand) if isinstance(f, AppliedUndef) and variable in free_symbols(f)]
        if len(derivatives) != 1 or not hasattr(derivatives[0].func, "base_function") or derivatives[0].args != (variable,):
            return None
        rest = summand / derivatives[0]
        if not rest.is_polynomial(variable):
            return None
        found[derivatives[0]] = found.get(derivatives[0], 0) + rest
    return Add(*plain, *(_alternating(polynomial, term.func, variable) for term, polynomial in found.items())) if found else None


def _alternating(polynomial: Any, derivative: Any, variable: Any) -> Any:
    base, order = derivative.base_function, derivative.derivative_order
    parts = []
    for times in range(order):
        lower = order - 1 - times
        parts.append((-1) ** times * diff(polynomial, variable, times) * (prime(base, lower)(variable) if lower else base(variable)))
    return Add(*parts)
