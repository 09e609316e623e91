"""The cosine between two utilities: random directions, and the tilt that aligns them at the least divergence."""

from sympy import Rational, Symbol, besseli, exp, gamma, log

from proofs.statistical_utility_mechanics._symbols import HALF, NEW, below_one, c_star
from symbolic import (
    Claim,
    diff,
    equal,
    greater,
    integral,
    less,
    negation,
    within,
)
from symbolic.language.special import bessel
from symbolic.methods.guided import BySum, Guided, Linearity, PoissonIntegral, Primitive, Property, Prove
from symbolic.models import cosine_law, gibbs, von_mises_fisher
from symbolic.models.cosine_law import c

# --- Cosine similarity of random directions -----------------------------------------------------------------------------------------------

random_cosine_normalised = cosine_law.normalised
random_cosine_mean = cosine_law.mean_zero
random_cosine_second_moment = cosine_law.second_moment
random_cosine_absolute = cosine_law.mean_absolute

# --- The tilt -----------------------------------------------------------------------------------------------------------------------------

tilt_optimal = gibbs.three_state_bound  # with cosines for utilities; over all cosines as `optimal_action_bound`

laws_of_rest = (gibbs.distribution("r", 3), gibbs.distribution("s", 3))  # of what the cosine leaves open, at either cosine


def with_rest(law):
    """The joint law of one of two cosines and of the rest, whose law given the cosine is always the same."""
    return tuple(share * part for share, rest in zip(law, laws_of_rest, strict=True) for part in rest)


divergence_of_marginal = Claim(
    says="The divergence on the sphere is that of the cosine alone: what the cosine leaves open keeps its law.",
    states=equal(gibbs.divergence(with_rest(gibbs.q2), with_rest(gibbs.p2)), gibbs.divergence(gibbs.q2, gibbs.p2)),
    note="the chain rule, for two cosines and three states of the rest",
)


k = Symbol("beta", positive=True)  # tilt of the cosine
dim = Symbol("dimension", positive=True)
below = bessel.hyp0f1(dim / 2, k**2 / 4)  # Z
above = bessel.hyp0f1(dim / 2 + 1, k**2 / 4)
recurrence = Property("hyp0f1_contiguous", bessel.hyp0f1, (dim / 2, k**2 / 4))
positive_normaliser = Property("hyp0f1_positive", bessel.hyp0f1, (dim / 2, k**2 / 4))
mean_at = bessel.mean_cosine(dim, k)

rest = cosine_law.n  # d - 1, any positive number
tilt = cosine_law.beta
of_tilted = cosine_law.over_all(cosine_law.tilted_weight)
by_poisson = PoissonIntegral(of_tilted, 1, rest / 2, tilt)
sine_by_poisson = PoissonIntegral(cosine_law.squared_sine, 1, rest / 2 + 1, tilt)
normaliser_not_zero = Property("hyp0f1_positive", bessel.hyp0f1, ((rest + 1) / 2, tilt**2 / 4))
mean_in_general = bessel.mean_cosine(rest + 1, tilt).definition

normaliser_in_any_dimension = Claim(
    says="The normaliser of the tilted law of the cosine is 0F1(; d/2; beta^2/4), for any real d > 1.",
    states=equal(of_tilted / cosine_law.norm, bessel.hyp0f1((rest + 1) / 2, tilt**2 / 4)),
    by=Guided(by_poisson),
    note=NEW,
)

mean_cosine_in_any_dimension = Claim(
    says="Its mean is (beta/d) 0F1(; d/2 + 1; beta^2/4)/0F1(; d/2; beta^2/4): integrate by parts.",
    states=equal(cosine_law.cosine_mass / of_tilted, mean_in_general),
    by=Guided(
        normaliser_not_zero,
        by_poisson,
        sine_by_poisson,
        Primitive(cosine_law.over_all(cosine_law.slope), (1 - c**2) ** (rest / 2) * exp(tilt * c)),
        Linearity(
            cosine_law.cosine_mass,
            ((tilt / rest, (1 - c**2) * cosine_law.tilted_weight), (-1 / rest, cosine_law.slope)),
        ),
    ),
    note=NEW,
)

mean_squared_sine = Claim(
    says="The mean squared sine under the tilt is (d - 1)/beta times the mean cosine.",
    states=equal(cosine_law.squared_sine / of_tilted, rest / tilt * mean_in_general),
    by=Guided(normaliser_not_zero, by_poisson, sine_by_poisson),
    note=NEW,
)

normaliser_is_bessel = Claim(
    says="The normaliser is Gamma(d/2) (2/beta)^(d/2 - 1) I_(d/2 - 1)(beta), a closed form for any dimension.",
    states=equal(below, gamma(dim / 2) * (2 / k) ** (dim / 2 - 1) * besseli(dim / 2 - 1, k)),
    by=Guided(Property("bessel_function", besseli, (dim / 2 - 1, k))),
    note=NEW,
)

mean_is_slope_of_log_normaliser = Claim(
    says="The mean cosine is the slope of the logarithm of the normaliser.",
    states=equal(diff(log(below), k), mean_at.definition),
    by=Guided(positive_normaliser),
    note=NEW,
)

mean_cosine_is_bessel_quotient = von_mises_fisher.mean_cosine_is_bessel_quotient
riccati_equation = von_mises_fisher.riccati_equation
divergence_slope = von_mises_fisher.divergence_slope
mean_cosine_rises = von_mises_fisher.mean_cosine_rises
mean_cosine_on_line = von_mises_fisher.mean_cosine_on_line

square = tilt**2 / 4
hyperbolic_cosine = Property("hyp0f1_hyperbolic", bessel.hyp0f1, (HALF, tilt))
hyperbolic_sine = Property("hyp0f1_hyperbolic", bessel.hyp0f1, (3 * HALF, tilt))
from_one_half = Property("hyp0f1_contiguous", bessel.hyp0f1, (HALF, square))
from_three_halves = Property("hyp0f1_contiguous", bessel.hyp0f1, (3 * HALF, square))
in_1, in_3, in_5, in_7 = (bessel.hyp0f1(j * HALF, square) for j in (1, 3, 5, 7))

elementary_in_one_dimension = Claim(
    says="In one dimension the normaliser is the hyperbolic cosine.",
    states=equal(in_1, cosine_law.cosh_beta),
    by=Guided(hyperbolic_cosine),
)

elementary_in_three_dimensions = Claim(
    says="In three dimensions it is sinh(beta)/beta.",
    states=equal(in_3, cosine_law.sinh_beta / tilt),
    by=Guided(hyperbolic_sine),
)

elementary_in_five_dimensions = Claim(
    says="In five dimensions it is 3 (beta cosh(beta) - sinh(beta))/beta^3.",
    states=equal(in_5, cosine_law.normaliser_5),
    by=Guided(hyperbolic_cosine, hyperbolic_sine, from_one_half),
)

elementary_in_seven_dimensions = Claim(
    says="In seven dimensions it is 15 ((beta^2 + 3) sinh(beta) - 3 beta cosh(beta))/beta^5.",
    states=equal(in_7, cosine_law.normaliser_7),
    by=Guided(
        *(hyperbolic_cosine, hyperbolic_sine, from_one_half, from_three_halves),
        Prove(equal(in_5, cosine_law.normaliser_5)),
        BySum(
            (15 / tilt**2, equal(in_5 + square * in_7 * Rational(4, 15), in_3)),
            (15 / tilt**2, equal(in_3, cosine_law.sinh_beta / tilt)),
            (15 / tilt**2, equal(cosine_law.normaliser_5, in_5)),
        ),
    ),
)

normaliser_in_three_dimensions = cosine_law.normaliser_in_3
mean_in_three_dimensions = cosine_law.mean_in_3
normaliser_in_five_dimensions = cosine_law.normaliser_in_5
normaliser_in_seven_dimensions = cosine_law.normaliser_in_7
riccati_in_one_dimension = cosine_law.riccati_in_1
riccati_in_three_dimensions = cosine_law.riccati_in_3

plus = (1 + c_star) / 2  # probability of direction +1 in one dimension
one_dimensional_cost = log(2) + plus * log(plus) + (1 - plus) * log(1 - plus)
tilt_1 = log((1 + c_star) / (1 - c_star)) / 2  # artanh(c)

cost_in_one_dimension = Claim(
    says="In one dimension the cost of the mean cosine c is log 2 less the entropy of a coin: it is elementary.",
    given=below_one,
    states=equal(c_star * tilt_1 + log(1 - c_star**2) / 2, one_dimensional_cost),
    by=Guided(Prove(greater(1 - c_star, 0)), Prove(greater(1 - c_star**2, 0))),
    note="there the tilt is artanh(c), and the normaliser cosh(beta) = (1 - c^2)^(-1/2)",
)

cost_in_one_dimension_bounded = Claim(
    says="It stays below log 2.",
    given=below_one,
    states=less(one_dimensional_cost, log(2)),
    note=NEW,
)

weight_of_five = (1 - c**2) * exp(5 * c)  # the tilted law of the cosine in five dimensions, at the tilt 5
mean_in_five = integral(c * weight_of_five, (c, -1, 1)) / integral(weight_of_five, (c, -1, 1))

false_no_closed_form = Claim(
    says="The mean cosine has no closed form: the quotient of Bessel functions misses its integral, at d = 5 and beta = 5, by over 10^-30.",
    states=negation(within(mean_in_five, besseli(5 * HALF, 5) / besseli(3 * HALF, 5), Rational(1, 10**30))),
    expect="refuted",
    note="no statement can say that no formula exists: the one that exists is `mean_cosine_in_any_dimension` with "
    "`mean_cosine_is_bessel_quotient`, for every d > 1 and tilt. Only its inverse, the tilt, has no elementary one",
)
