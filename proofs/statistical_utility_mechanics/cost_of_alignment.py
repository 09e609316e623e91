"""What a mean cosine costs in divergence, by the dimension."""

from sympy import Rational, log, oo, sqrt

from proofs.statistical_utility_mechanics._symbols import HALF, NEW, below_one, c_star, d, v
from proofs.statistical_utility_mechanics.cosine_similarity import dim, k, mean_at
from symbolic import (
    Claim,
    approx,
    at_least,
    at_most,
    chain,
    conjunction,
    diff,
    equal,
    greater,
    less,
    limit,
    within,
)
from symbolic.language.special import bessel
from symbolic.methods.guided import BySum, Guided, Lemma, Property, Prove, Step
from symbolic.models import cosine_divergence_bounds, von_mises_fisher

# --- Higher dimensions cost more ----------------------------------------------------------------------------------------------------------

normaliser_falls_with_dimension = von_mises_fisher.log_normaliser_falls_with_dimension
mean_cosine_falls_with_dimension = von_mises_fisher.mean_cosine_falls_with_dimension
higher_dimension_costs_more = von_mises_fisher.required_divergence_rises_with_dimension

tilt_at_most = von_mises_fisher.tilt_at_most
tilt_at_least = von_mises_fisher.tilt_at_least
divergence_at_most = cosine_divergence_bounds.divergence_at_most
divergence_at_least = cosine_divergence_bounds.divergence_at_least

false_cost_linear_in_dimension = Claim(
    says="At any threshold the required divergence is a linear function of the dimension, exactly: here from 2 over 3 to 4, at 1/2.",
    states=equal(
        bessel.required_divergence(4, HALF) - bessel.required_divergence(3, HALF),
        bessel.required_divergence(3, HALF) - bessel.required_divergence(2, HALF),
    ),
    expect="refuted",
    note="affine only asymptotically; the increments rise to -log(1 - c^2)/2",
)

cost_convex_in_dimension = Claim(
    says="The increments rise with the dimension, here from 1 to 5, 10 and 39, at the thresholds 0.1, 0.5, 0.9 and 0.99.",
    states=conjunction(
        *(
            less(
                bessel.required_divergence(j + 1, x) - bessel.required_divergence(j, x),
                bessel.required_divergence(j + 2, x) - bessel.required_divergence(j + 1, x),
            )
            for j in (1, 2, 3, 10, 39)
            for x in (Rational(1, 10), HALF, Rational(9, 10), Rational(99, 100))
        )
    ),
    note="for all d: needs log Z to be concave in d at a fixed tilt, more than the contiguous relation gives",
)

cost_nearly_affine = Claim(
    says="At d = 1000 it is within 0.001 of the affine law -(d/2) log(1 - c^2) + log(1 - c^4)/2, at the thresholds 0.5 and 0.9.",
    states=conjunction(
        *(
            within(
                bessel.required_divergence(1000, x) + 500 * log(1 - x**2) - log(1 - x**4) / 2,
                Rational(0),
                Rational(1, 1000),
            )
            for x in (HALF, Rational(9, 10))
        )
    ),
    note="the difference is c^4 (3 - c^2)/(3 (1 + c^2)^3 (d - 2)) and terms of higher order",
)

cost_lies_between = Claim(
    says="The cost lies between (d - 1)/2 and d/2 times -log(1 - c^2), at d = 2, 10, 100 and c = 0.1, 0.5, 0.9, 0.99.",
    states=conjunction(
        *(
            chain(-Rational(j - 1, 2) * log(1 - x**2), "<", bessel.required_divergence(j, x), "<", -Rational(j, 2) * log(1 - x**2))
            for j in (2, 10, 100)
            for x in (Rational(1, 10), HALF, Rational(9, 10), Rational(99, 100))
        )
    ),
    note="for all d and every tilt: `divergence_at_least` and `divergence_at_most`",
)

small_tilt = Claim(
    says="For a small tilt the mean cosine is beta/d: their quotient goes to 1/d.",
    states=equal(limit(mean_at.definition / k, k, 0, "+"), 1 / dim),
    by=Guided(
        Property("hyp0f1_positive", bessel.hyp0f1, (dim / 2, 0)),
        *(Property("hyp0f1_at_zero", bessel.hyp0f1, (parameter, 0)) for parameter in (dim / 2, dim / 2 + 1)),
    ),
    note="that it is sqrt(2D/d) for a small divergence D needs the limit of D/beta^2, whose derivatives cancel only by recurrences",
)

mean_law = mean_at.definition
on_sphere = von_mises_fisher.on_sphere
mean_positive: tuple[Step, ...] = tuple(
    Property("hyp0f1_positive", bessel.hyp0f1, (parameter, k**2 / 4)) for parameter in (dim / 2, dim / 2 + 1)
)
mean_below_one: tuple[Step, ...] = (*mean_positive, Prove(greater(1 - mean_law, 0), Lemma(von_mises_fisher.mean_cosine_below_one)))

misalignment_e_fold = Claim(
    says="At the tilt beta an e-fold less misalignment 1 - A costs beta (1 - A) nats.",
    given=on_sphere,
    states=equal(diff(bessel.cosine_divergence(dim, k).definition, k), k * (1 - mean_law) * diff(-log(1 - mean_law), k)),
    by=Guided(*mean_below_one, Prove(von_mises_fisher.divergence_slope.states)),
    note=NEW,
)

misalignment_e_fold_at_least = Claim(
    says="That is more than (d - 1) A/(1 + A), which is near (d - 1)/2 when A is near 1,",
    given=on_sphere,
    states=greater(k * (1 - mean_at), (dim - 1) * mean_at / (1 + mean_at)),
    by=Guided(
        *mean_positive,
        Prove(greater(1 + mean_law, 0)),
        Lemma(von_mises_fisher.tilt_at_least),
        BySum((1 / (1 + mean_law), greater(k * (1 - mean_law**2), (dim - 1) * mean_law))),
    ),
    note="that it goes to (d - 1)/2, so that misalignment falls as e^(-2D/(d - 1)), needs the next term of A at infinity",
)

misalignment_e_fold_at_most = Claim(
    says="and at most d A/(1 + A), less than d/2.",
    given=on_sphere,
    states=at_most(k * (1 - mean_at), dim * mean_at / (1 + mean_at)),
    by=Guided(
        *mean_positive,
        Prove(greater(1 + mean_law, 0)),
        Lemma(von_mises_fisher.tilt_at_most),
        BySum((1 / (1 + mean_law), at_most(k * (1 - mean_law**2), dim * mean_law))),
    ),
    note=NEW,
)

# --- Cost of a mean cosine in high dimension ----------------------------------------------------------------------------------------------

z = 2 * c_star / (1 - c_star**2)  # leading tilt per order nu = d/2 - 1 of the Bessel function
stretched = (1 + c_star**2) / (1 - c_star**2)  # sqrt(1 + z^2)
leading_cost = -log(1 - c_star**2) / 2  # divergence per dimension, in the leading order
affine_cost = d * leading_cost + log(1 - c_star**4) / 2

mean_bounded: tuple[Step, ...] = cosine_divergence_bounds.below_one(k)
leading_cost_at_tilt = -log(1 - mean_law**2) / 2
cost_at_tilt = bessel.cosine_divergence(dim, k)

cost_per_dimension_at_most = Claim(
    says="Per dimension, a mean cosine c costs at most -log(1 - c^2)/2, in every dimension,",
    given=on_sphere,
    states=at_most(cost_at_tilt / dim, leading_cost_at_tilt),
    by=Guided(
        *mean_bounded,
        Lemma(divergence_at_most),
        BySum((1 / dim, at_most(cost_at_tilt.definition, dim * leading_cost_at_tilt))),
    ),
    note="at the tilt that leads to c",
)

cost_per_dimension_at_least = Claim(
    says="and at least 1 - 1/d of that.",
    given=on_sphere,
    states=at_least(cost_at_tilt / dim, (dim - 1) / dim * leading_cost_at_tilt),
    by=Guided(
        *mean_bounded,
        Lemma(divergence_at_least),
        BySum((1 / dim, at_least(cost_at_tilt.definition, (dim - 1) * leading_cost_at_tilt))),
    ),
    note="at the tilt that leads to c",
)

lower_bound_goes_to_upper = Claim(
    says="As the dimension grows the lower bound goes to the upper one, so the cost per dimension goes to -log(1 - c^2)/2, too.",
    given=below_one,
    states=equal(limit((v - 1) / v * leading_cost, v, oo), leading_cost),
    by=Guided(Prove(greater(1 - c_star**2, 0))),
    note="shown is the limit of the bound; between the bounds lies the cost",
)

debye_root = Claim(
    says="With the tilt 2c/(1 - c^2) per order, Debye's root sqrt(1 + z^2) is (1 + c^2)/(1 - c^2).",
    given=below_one,
    states=equal(1 + z**2, stretched**2),
    note=NEW,
)

leading_cost_of_cosine = Claim(
    says="In high dimension the least divergence at mean cosine c is -log(1 - c^2) per order: Debye's leading terms.",
    given=below_one,
    states=equal(z * c_star - (stretched - 1 - log((1 + stretched) / 2)), -log(1 - c_star**2)),
    by=Guided(Prove(greater(1 - c_star**2, 0))),
    note=NEW,
)

intercept_of_cost = Claim(
    says="The next term, log(1 + z^2)/4, makes the cost affine in the dimension, with a negative intercept log(1 - c^4)/2.",
    given=below_one,
    states=equal(-(d / 2 - 1) * log(1 - c_star**2) + log(stretched**2) / 4, affine_cost),
    by=Guided(Prove(greater(1 - c_star**2, 0)), Prove(greater(1 + c_star**2, 0))),
    note="asymptotic: DLMF 10.41.3 gives the terms, not a bound on the rest",
)

debye_s = sqrt(1 + v**2)  # at z = v
order_0 = debye_s - 1 - log((1 + debye_s) / 2)  # of log Z, per order
order_1 = -log(1 + v**2) / 4

debye_slopes = Claim(
    says="The leading terms of log Z per order have the slope v/(1 + s) and the second derivative 1/(s (1 + s)), with s = sqrt(1 + v^2).",
    states=conjunction(
        equal(diff(order_0, v), v / (1 + debye_s)),
        equal(diff(v / (1 + debye_s), v), 1 / (debye_s * (1 + debye_s))),
        equal(diff(order_1, v), -v / (2 * (1 + v**2))),
    ),
    note=NEW,
)

third_term_of_cost = Claim(
    says="The term in 1/(d - 2) is c^4 (3 - c^2)/(3 (1 + c^2)^3): Legendre's transform of Debye's series, order by order.",
    given=below_one,
    states=equal(
        2 * ((z / (2 * stretched**2)) ** 2 * stretched * (1 + stretched) / 2)
        - 2 * (Rational(1, 12) + (3 / stretched - 5 / stretched**3) / 24),
        2 * c_star**4 * (3 - c_star**2) / (6 * (1 + c_star**2) ** 3),
    ),
    note="the square of the first slope over twice the second derivative, less Debye's U_1 and Stirling's 1/12 (DLMF 10.41.10, 5.11.1)",
)

slopes_of_affine_cost = Claim(
    says="Slope and intercept at c = 0.5 and c = 0.9.",
    states=conjunction(
        approx(leading_cost.subs(c_star, HALF), Rational("0.143841036225890463719609502997"), 30),
        approx(log(1 - HALF**4) / 2, Rational("-0.032269260568785585836461957842"), 29),
        approx(leading_cost.subs(c_star, Rational(9, 10)), Rational("0.83036560341082545401347773874"), 29),
        approx(log(1 - Rational(9, 10) ** 4) / 2, Rational("-0.533702180771958264611925674108"), 30),
    ),
    note=NEW,
)

naive_cost_too_small = Claim(
    says="The Gaussian approximation d c^2/2 of the cost, good for small c, is too small for every c.",
    given=below_one,
    states=less(c_star**2 / 2, leading_cost),
    by=Guided(Prove(greater(1 - c_star**2, 0)), Property("tangent", log, (1 - c_star**2,))),
    note=NEW,
)

naive_cost_wrong = Claim(
    says="At c = 0.9 it is 0.405 per dimension instead of 0.830.",
    states=conjunction(
        approx(Rational(81, 200), Rational("0.405"), 3),
        approx(leading_cost.subs(c_star, Rational(9, 10)), Rational("0.830"), 3),
    ),
    note=NEW,
)
