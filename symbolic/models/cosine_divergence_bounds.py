"""Bounds on the divergence of the tilted cosine law by its mean cosine c alone: -log(1 - c^2) times (d - 1)/2 and times d/2.

Both follow from the bounds on the tilt, (d - 1) c/(1 - c^2) < beta <= d c/(1 - c^2), by integration along the tilt, since dD = beta dA.
"""

from sympy import Integer, Symbol, log

from symbolic import Claim, at_least, at_most, equal, greater
from symbolic.language.special import bessel
from symbolic.language.special.bessel import hyp0f1
from symbolic.methods.guided import ByGrowth, BySeries, BySum, Guided, Property, Prove
from symbolic.models.von_mises_fisher import d, on_sphere, tilt

mean = bessel.mean_cosine(d, tilt).definition
between = Symbol("t", real=True)  # a tilt on the way from 0


def below_one(u):
    """A(u)^2 < 1."""
    return (
        Property("hyp0f1_positive", hyp0f1, (d / 2, u**2 / 4)),
        BySeries(greater(1 - bessel.mean_cosine(d, u).definition ** 2, 0)),
    )


def by_slopes(weight, sign):
    """Along the tilt, -(weight/2) log(1 - A^2) - D changes by A' (weight A/(1 - A^2) - beta), and it is 0 at 0."""

    def slope(u):
        a = bessel.mean_cosine(d, u).definition
        below, following, last = (hyp0f1(d / 2 + step, u**2 / 4) for step in (0, 1, 2))
        rest, variance = 1 - a**2, 1 - a**2 - (d - 1) * a / u
        gap = sign * (weight * a - u * rest)
        return (
            *below_one(u),
            Prove(greater(u, 0)),
            BySeries(greater(variance, 0)),
            BySeries(at_least(gap, 0)),
            Property("hyp0f1_contiguous", hyp0f1, (d / 2, u**2 / 4)),
            BySum((variance, gap, 1 / rest), (-gap / (below * rest), equal(below, following + u**2 * last / (d * (d + 2))))),
        )

    t = between
    excess = -weight / 2 * log(1 - bessel.mean_cosine(d, t).definition ** 2) - bessel.cosine_divergence(d, t).definition
    at_zero = hyp0f1(d / 2, Integer(0))
    along = sign * excess.subs(t, tilt)
    return Guided(
        *below_one(tilt),
        ByGrowth(sign * excess, t, Integer(0), tilt, ">=", slope, below_one),
        *(Property(rule, hyp0f1, at_zero.args) for rule in ("hyp0f1_at_zero", "hyp0f1_positive")),
        Property("congruent", log, (at_zero, Integer(1))),
        BySum(along - sign * log(at_zero), (sign, equal(log(at_zero), 0))),
        defined=below_one(tilt),
    )


divergence_at_most = Claim(
    says="The divergence at mean cosine c is at most -(d/2) log(1 - c^2).",
    given=on_sphere,
    states=at_most(bessel.cosine_divergence(d, tilt), -d / 2 * log(1 - mean**2)),
    by=by_slopes(d, 1),
)

divergence_at_least = Claim(
    says="It is at least -((d - 1)/2) log(1 - c^2).",
    given=on_sphere,
    states=at_least(bessel.cosine_divergence(d, tilt), -(d - 1) / 2 * log(1 - mean**2)),
    by=by_slopes(d - 1, -1),
)
