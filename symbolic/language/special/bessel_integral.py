"""A rigorous enclosure of the total shortfall, half the integral of (1 - A(beta))^2 over beta > 0, by the trapezoidal rule in y = log beta.

The integrand g(y) = (1 - A(e^y))^2 e^y/2 is analytic for |Im y| < pi/2, since A(beta) = the sum of 2 beta/(beta^2 + j^2) over the positive
zeros j of J_(d/2-1) (DLMF 10.21.15 and 10.29.2). The rule with step h over the whole line errs by at most 2 M/(e^(2 pi a/h) - 1), where
M bounds the integral of |g| along either line Im y = a or -a (Trefethen and Weideman, The exponentially convergent trapezoidal rule, 2014,
theorem 5.1). With a = 3 pi/8:

* |beta^2 + j^2| >= (|beta|^2 + j^2) cos(t) for arg beta = t, so |A(beta)| <= A(|beta|)/cos(t) <= 1/cos(t) for d >= 1, and Re A > 0;
* a disc of radius |beta| sin(pi/16) around beta stays within |t| <= 7 pi/16, so by Cauchy |A'| <= 1/(cos(7 pi/16) sin(pi/16) |beta|),
  and 1/cos(7 pi/16) = 1/sin(pi/16) < 5.13, so |A'| < 27/|beta|;
* by the Riccati equation |1 - A||1 + A| <= |A'| + (d - 1)|A|/|beta| <= (27 + 2.7 (d - 1))/|beta| <= 27 d/|beta|, and |1 + A| > 1;
* also |1 - A| <= 1 + 2.7 < 4, so 2 M <= the integral of min(16, 729 d^2/r^2) dr over r > 0 = 216 d.

Terms beyond the ends are left out: g <= e^y/2, and 1 - A <= 1 - A^2 <= d A/beta <= d e^-y (Amos, Computation of modified Bessel functions
and their ratios, 1974), so g <= d^2 e^-y/2.
"""

from __future__ import annotations

from typing import Any

from flint import arb, ctx

from symbolic.language.precision import Undefined, Unknown, working_precision
from symbolic.language.special.bessel_enclosures import ball, mean_cosine

MOST_DIMENSIONS = 10**9


def total_shortfall(d: Any) -> Any:
    """To about half as many bits as the working precision."""
    if d < 1:
        raise Undefined("a dimension below 1")
    if not 1 <= d <= MOST_DIMENSIONS:
        raise Unknown("the total shortfall is enclosed for dimensions from 1 to 10^9")
    wanted = ctx.prec // 2 + 16
    d = ball(d)
    with working_precision(2 * wanted + 64):
        nats = wanted * arb(2).log()
        h = (3 * arb.pi() ** 2 / 4 / (nats + 4)).mid()
        first = -int(float((nats / h).mid())) - 1
        last = int(float(((nats + 2 * d.upper().log()) / h).mid())) + 1
        total = sum((_integrand(d, (h * k).exp()) for k in range(first, last + 1)), arb(0)) * h
        discretisation = 216 * d / ((3 * arb.pi() ** 2 / 4 / h).exp() - 1)
        below = (h * first).exp() / 2 * h / (h.exp() - 1)
        above = d**2 / 2 * (-h * last).exp() * h / (h.exp() - 1)
        found = total + discretisation.union(-discretisation) + (below + above).union(arb(0))
    if not found.is_finite():
        raise Unknown("the total shortfall is not enclosed at this precision")
    return found


def _integrand(d: Any, beta: Any) -> Any:
    return (1 - mean_cosine(d, beta)) ** 2 * beta / 2
