"""Hyperbolic functions as exponentials, their inverses as logarithms (DLMF 4.28.1, 4.28.2, 4.28.8, 4.37.16, 4.37.19, 4.37.24).

tanh has exp(2u), so that the argument of atanh comes back without a root.
"""

from __future__ import annotations

from typing import Any

from sympy import acosh, asinh, atanh, cosh, coth, csch, exp, log, sech, sinh, sqrt, tanh

from symbolic.trusted.identities.expansion import Expansion, everywhere

_AS_EXPONENTIALS = {
    sinh: lambda u: (exp(u) - exp(-u)) / 2,
    cosh: lambda u: (exp(u) + exp(-u)) / 2,
    tanh: lambda u: (exp(2 * u) - 1) / (exp(2 * u) + 1),
    coth: lambda u: (exp(2 * u) + 1) / (exp(2 * u) - 1),
    sech: lambda u: 2 / (exp(u) + exp(-u)),
    csch: lambda u: 2 / (exp(u) - exp(-u)),
    asinh: lambda u: log(u + sqrt(u**2 + 1)),
    acosh: lambda u: log(u + sqrt(u**2 - 1)),
    atanh: lambda u: log((1 + u) / (1 - u)) / 2,
}


def expand(term: Any, context: Any) -> Any:
    """All of them replaced."""
    return everywhere(term, lambda part: _AS_EXPONENTIALS[type(part)](*part.args) if type(part) in _AS_EXPONENTIALS else part)


EXPANSION = Expansion(30, tuple(_AS_EXPONENTIALS), expand)
