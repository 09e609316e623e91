"""hyp0f1 at half an odd number is elementary: the series of the hyperbolic cosine and sine.

cosh z = hyp0f1(1/2, z^2/4) and sinh z = z hyp0f1(3/2, z^2/4), term by term (DLMF 10.39.1 and 10.39.2 with 10.39.9): (1/2)_k k! 4^k = (2k)!
and (3/2)_k k! 4^k = (2k + 1)!. The contiguous relation of `bessel` gives the rest.
"""

from __future__ import annotations

from typing import Any

from sympy import Rational, exp

from symbolic.language.special.bessel import hyp0f1
from symbolic.language.statements import Comparison
from symbolic.trusted.axioms import NotApplicable, require
from symbolic.trusted.context import Context

HALF = Rational(1, 2)


def hyperbolic(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """hyp0f1(1/2, z^2/4) = (e^z + e^-z)/2 for real z; hyp0f1(3/2, z^2/4) = (e^z - e^-z)/(2z) for z != 0."""
    b, z = arguments
    if function is not hyp0f1 or b not in (HALF, 3 * HALF):
        raise NotApplicable("this speaks of hyp0f1 at 1/2 and 3/2, not at `", b, "`")
    if b == HALF:
        return Comparison(hyp0f1(b, z**2 / 4), "==", (exp(z) + exp(-z)) / 2)
    require(context, z, "!=")
    return Comparison(hyp0f1(b, z**2 / 4), "==", (exp(z) - exp(-z)) / (2 * z))


AXIOMS = {"hyp0f1_hyperbolic": hyperbolic}
