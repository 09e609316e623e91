"""Harm on the way to alignment, in every sensible reading of the share of an action that is harmful."""

from sympy import Rational, Symbol, atan, exp, log, oo, pi, sqrt, symbols

from proofs.statistical_utility_mechanics._symbols import HALF, NEW, below_one, c, c_star, d, u
from proofs.statistical_utility_mechanics.cosine_similarity import dim
from symbolic import (
    Claim,
    Domain,
    at_most,
    equal,
    finite,
    function,
    greater,
    independent,
    integral,
)
from symbolic.language.differentiation import derivative
from symbolic.language.special import bessel
from symbolic.methods.guided import ChangeOfVariable, Guided, Linearity, Primitive, Property, Prove, SameIntegrand
from symbolic.models import cosine_law

# --- Harm on the way to alignment ---------------------------------------------------------------------------------------------------------

log_shortfall = integral(-log(1 - c), (c, 0, 1))
leading_harm = integral(-log(1 - c**2) / 2, (c, 0, 1))
split_logarithm = -log(1 - c) / 2 - log(1 + c) / 2

tilt = Symbol("beta", positive=True)  # on the way
mean_on_the_way = bessel.mean_cosine(dim, tilt).definition
sine_on_the_way = (dim - 1) * mean_on_the_way / tilt  # the mean squared sine, `cosine_similarity.mean_squared_sine`
divergence_rate = tilt * derivative(mean_on_the_way, tilt)  # dD = beta dA, `cosine_similarity.divergence_slope`
last_tilt = Symbol("last_tilt", positive=True)
linear_harm = integral(sine_on_the_way * divergence_rate, (tilt, 0, last_tilt))

linear_harm_law = Claim(
    says="If the harmful share is the mean squared sine, harm up to the mean cosine c is exactly (d - 1) c^2/2, in every dimension.",
    states=equal(linear_harm, (dim - 1) * mean_on_the_way.subs(tilt, last_tilt) ** 2 / 2),
    by=Guided(Primitive(linear_harm, (dim - 1) * mean_on_the_way**2 / 2)),
    note=NEW,
)

mean_squared_sine_by_parts = cosine_law.mean_squared_sine

harm_per_dimension = Claim(
    says="If the harmful share is 1 - c, total harm per dimension is 1 - log 2 in the leading order: the cost of c, integrated over c.",
    states=equal(leading_harm, 1 - log(2)),
    by=Guided(
        ChangeOfVariable(log_shortfall, u, 1 - exp(-u), 0, oo),
        Linearity(integral(split_logarithm, (c, 0, 1)), ((HALF, -log(1 - c)), (-HALF, log(1 + c)))),
        SameIntegrand(leading_harm, split_logarithm),
    ),
    note=NEW,
)

beta = Symbol("beta", real=True)
w = Symbol("w", real=True)  # e^(-2 beta)
shortfall_1 = 2 / (exp(2 * beta) + 1) ** 2  # (1 - tanh(beta))^2/2
shortfall_in_w = integral(w / (1 + w) ** 2, (w, 0, 1))

total_harm_in_one_dimension = Claim(
    says="In one dimension total harm is log 2 - 1/2: half the integral of (1 - tanh beta)^2.",
    states=equal(integral(shortfall_1, (beta, 0, oo)), log(2) - HALF),
    by=Guided(
        ChangeOfVariable(shortfall_in_w, beta, exp(-2 * beta), 0, oo),
        SameIntegrand(integral(shortfall_1, (beta, 0, oo)), 2 * exp(-4 * beta) / (1 + exp(-2 * beta)) ** 2),
        Primitive(shortfall_in_w, log(1 + w) + 1 / (1 + w)),
    ),
    note=NEW,
)

cost_of_cosine = function("cost", "nonnegative", "continuous")  # divergence per dimension at mean cosine c
root_harm = integral(sqrt(cost_of_cosine(c)), (c, 0, 1))

harm_over_divergence_linear = Claim(
    says="Integrated over divergence, harm is linear in the dimension, as the cost is.",
    given=Domain(finite(integral(cost_of_cosine(c), (c, 0, 1)))),
    states=equal(integral(d * cost_of_cosine(c), (c, 0, 1)), d * integral(cost_of_cosine(c), (c, 0, 1))),
)

harm_over_root_grows_as_root = Claim(
    says="Integrated over the square root of divergence, it grows as the square root of the dimension.",
    given=Domain(finite(root_harm)),
    states=equal(integral(sqrt(d) * sqrt(cost_of_cosine(c)), (c, 0, 1)), sqrt(d) * root_harm),
    note=NEW,
)

harm_over_root_squared_linear = Claim(
    says="The square of that is linear in the dimension again.",
    given=Domain(finite(root_harm)),
    states=equal(integral(sqrt(d) * sqrt(cost_of_cosine(c)), (c, 0, 1)) ** 2, d * root_harm**2),
    note=NEW,
)


reached = integral(u / ((1 - u) * (1 + u) ** 2), (u, 0, c_star))  # harm per d/2, at c = c_star
delta = Symbol("delta", positive=True)  # 1 - c_star
bayesian_harm = log((1 + c_star) / (1 - c_star)) / 4 + 1 / (2 * (1 + c_star)) - HALF

bayesian_harm_up_to_cosine = Claim(
    says="With what actions really teach, n = d c^2/(2 O_X (1 - c^2)), harm per dimension up to c has a closed form.",
    given=below_one,
    states=equal(reached, bayesian_harm),
    by=Guided(Primitive(reached, log(1 + u) / 4 - log(1 - u) / 4 + 1 / (2 * (1 + u)))),
    note=NEW,
)

bayesian_harm_diverges = Claim(
    says="It grows beyond every bound as c goes to 1: by a quarter for each e-fold less misalignment.",
    given=Domain(delta < 1),
    states=greater(bayesian_harm.subs(c_star, 1 - delta), log(1 / delta) / 4 - HALF),
    by=Guided(Prove(greater(2 - delta, 0)), Property("monotone", log, (1, 2 - delta))),
    note=NEW,
)

false_total_harm_finite = Claim(
    says="With what actions really teach, too, total harm per dimension is at most 1/2.",
    given=below_one,
    states=at_most(bayesian_harm, HALF),
    expect="refuted",
)

# --- Polynomial fragility -----------------------------------------------------------------------------------------------------------------


def fragile(power):
    """Harm per dimension in the leading order when the harmful share is 1 - c^power."""
    return integral((1 - c**power) * c / (1 - c**2), (c, 0, 1))


linear_fragility = Claim(
    says="With the share 1 - c, total harm per dimension is 1 - log 2.",
    states=equal(fragile(1), 1 - log(2)),
)

root = Symbol("root", positive=True)  # of the cosine
without_pole = 2 * root**3 / ((1 + root) * (1 + root**2))

root_fragility = Claim(
    says="With the share 1 - sqrt(c) it is half the harmonic number of 1/4, (4 - pi/2 - 3 log 2)/2.",
    states=equal(fragile(HALF), (4 - pi / 2 - 3 * log(2)) / 2),
    by=Guided(
        SameIntegrand(integral(2 * root**3 * (1 - root) / (1 - root**4), (root, 0, 1)), without_pole),
        ChangeOfVariable(fragile(HALF), root, root**2, 0, 1),
        Primitive(integral(without_pole, (root, 0, 1)), 2 * root - log(1 + root) - log(1 + root**2) / 2 - atan(root)),
    ),
    note=NEW,
)

quadratic_fragility = Claim(
    says="With the share 1 - c^2 it is 1/2.",
    states=equal(fragile(2), HALF),
    note=NEW,
)

cubic_fragility = Claim(
    says="With the share 1 - c^3 it is 4/3 - log 2: half the harmonic number of 3/2.",
    states=equal(fragile(3), Rational(4, 3) - log(2)),
    note=NEW,
)

tenth_power_fragility = Claim(
    says="With the share 1 - c^10 it is half the fifth harmonic number, 137/120.",
    states=equal(fragile(10), (1 + HALF + Rational(1, 3) + Rational(1, 4) + Rational(1, 5)) / 2),
    note=NEW,
)

k_1, k_2 = symbols("k_1 k_2", positive=True)  # two degrees of fragility

fragility_raises_total_harm = Claim(
    says="Polynomial fragility has the same effect on total harm as a larger dimension: the share 1 - c^2 instead of 1 - c.",
    states=equal(d * fragile(2), d * HALF / (1 - log(2)) * fragile(1)),
)

false_fragility_is_dimension = Claim(
    says="Polynomial fragility has the same effect as a larger dimension: a threshold on c^2 costs a fixed multiple of one on c.",
    given=below_one,
    states=independent(log(1 - c_star) / log(1 - c_star**2), c_star),
    expect="refuted",
)
