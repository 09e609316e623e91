"""Exponential tilting: the distribution with density proportional to p(x) e^{t x}, and how far it moves what is known of x.

Among all distributions within a given Kullback-Leibler divergence of a base distribution, the tilted one has the largest mean.
"""

from sympy import MatrixSymbol, Symbol, exp, log, oo, sqrt

from symbolic import (
    Claim,
    ClosedForm,
    Derivation,
    Domain,
    Step,
    Using,
    at_least,
    at_most,
    equal,
    finite,
    function,
    greater,
    integral,
    maximum,
    normal_density,
)
from symbolic.language.matrix_heads import Expectation, LogDensity, Scalar, quadratic_form
from symbolic.models.gaussian import d, expectation, kl_divergence, mu, sigma, state, x

t = Symbol("t", real=True)  # tilt [1/unit of x]
tilt = Symbol("t", positive=True)  # a tilt upwards
power = Symbol("power", nonnegative=True)  # bound on the divergence [nats]

# --- A normal distribution, tilted ------------------------------------------------------------------------------------------------------

tilted_mean = mu + sigma**2 * t
normaliser = exp(mu * t + sigma**2 * t**2 / 2)

tilt_is_normal = Claim(
    says="A normal density times e^{tx} is a normal density again, moved by sigma^2 t, times a constant: complete the square.",
    states=equal(normal_density(x, mu, sigma) * exp(t * x), normaliser * normal_density(x, tilted_mean, sigma)),
)

gaussian_mean = ClosedForm(
    tilted_mean,
    (mu, sigma, t),
    says="Mean of N(mu, sigma^2) tilted by e^{t x}.",
    source="Esscher, On the probability function in the collective theory of risk, 1932",
    derivation=Derivation(
        expectation(x * exp(t * x), mu, sigma) / expectation(exp(t * x), mu, sigma),
        (
            Step(
                normaliser * expectation(x, tilted_mean, sigma) / (normaliser * expectation(1, tilted_mean, sigma)),
                "completing the square in the exponent",
            ),
            Step(tilted_mean, "mean of a normal distribution"),
        ),
    ),
    units={"mu": "unit of x", "sigma": "unit of x", "t": "1/unit of x", "": "unit of x"},
)

_arguments = dict(zip(kl_divergence.arguments, (tilted_mean, sigma, mu, sigma), strict=True))

gaussian_kl = ClosedForm(
    sigma**2 * t**2 / 2,
    (sigma, t),
    says="Kullback-Leibler divergence of the tilted normal distribution from the one it was made of, in nats.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 3",
    derivation=Derivation(
        expectation(log(normal_density(x, tilted_mean, sigma) / normal_density(x, mu, sigma)), tilted_mean, sigma),
        (
            Step(expectation(t * (x - mu) - sigma**2 * t**2 / 2, tilted_mean, sigma), "logarithm of the quotient of the densities"),
            Step(sigma**2 * t**2 / 2, "mean of a normal distribution"),
        ),
        name=Symbol("KL"),
    ),
    units={"sigma": "unit of x", "t": "1/unit of x", "": "nats"},
)

gaussian_kl_agrees = Claim(
    says="It is the divergence of two normal distributions with equal variances.",
    states=equal(kl_divergence.expression.subs(_arguments, simultaneous=True), gaussian_kl.expression),
)

shift_at_power = ClosedForm(
    sqrt(2 * power),
    (power,),
    says="The largest shift of the mean of a unit normal distribution within this Kullback-Leibler divergence of it.",
    source="Donsker and Varadhan, Asymptotic evaluation of certain Markov process expectations for large time, 1975",
    derivation=Derivation(
        expectation(x, sqrt(2 * power), 1),
        (Step(sqrt(2 * power), "mean of the normal distribution tilted by sqrt(2 power), whose divergence is power"),),
    ),
    units={"power": "nats", "": "standard deviations"},
)

shift_uses_the_power = Claim(
    says="A tilt of the unit normal distribution that uses the power up shifts the mean by sqrt(2 power).",
    given=Domain(equal(gaussian_kl.expression.subs({sigma: 1, t: tilt}), power)),
    states=equal(shift_at_power.expression, tilt),
)

# --- Optimality of the tilt, for any base distribution (Gibbs) --------------------------------------------------------------------------

base = function("p", "positive", "continuous")  # density of the base distribution
other = function("q", "positive", "continuous")  # density of any other distribution
Z = Symbol("Z", positive=True)  # normaliser of the tilted density
line = (x, -oo, oo)
kl_from_base = integral(other(x) * log(other(x) / base(x)), line)
kl_from_tilted = integral(other(x) * log(other(x) / (base(x) * exp(tilt * x) / Z)), line)
densities = Domain(
    finite(integral(other(x), line)),
    finite(integral(base(x), line)),
    finite(kl_from_base),
    equal(integral(other(x), line), 1),
    equal(integral(base(x), line), 1),
)
tilted_densities = densities & Domain(
    finite(integral(other(x) * x, line)),
    finite(integral(base(x) * exp(tilt * x), line)),
    equal(integral(base(x) * exp(tilt * x), line), Z),
)

gibbs_inequality = Claim(
    says="The divergence of one distribution from another is never negative, whatever the two are.",
    given=densities,
    states=at_least(kl_from_base, 0),
)

gibbs_identity = Claim(
    says="KL(q || tilted) = KL(q || p) - t E_q[x] + log Z, for every q.",
    given=tilted_densities,
    states=equal(kl_from_tilted, kl_from_base - tilt * integral(other(x) * x, line) + log(Z)),
)

gibbs_tilted_nonnegative = Claim(
    says="KL(q || tilted) is never negative, either.",
    given=tilted_densities,
    states=at_least(kl_from_tilted, 0),
)

gibbs_bound = Claim(
    says="So E_q[x] is at most (KL(q || p) + log Z)/t: within a budget of divergence, nothing moves the mean further than the tilt.",
    given=tilted_densities,
    states=at_most(tilt * integral(other(x) * x, line), kl_from_base + log(Z)),
    by=Using(gibbs_identity, gibbs_tilted_nonnegative),
)

gaussian_optimal_power = Claim(
    says="For a unit normal base the bound (power + t^2/2)/t is smallest at t = sqrt(2 power), where it is sqrt(2 power).",
    given=Domain(greater(power, 0)),
    states=maximum(-(power + tilt**2 / 2) / tilt, tilt, sqrt(2 * power)),
)

# --- In d dimensions --------------------------------------------------------------------------------------------------------------------

mean, direction = (MatrixSymbol(name, d, 1) for name in ("mean", "t"))
covariance = MatrixSymbol("covariance", d, d)
tilted_mean_multivariate = mean + covariance * direction
_log_normaliser = Scalar(direction.T * mean) + quadratic_form(direction, covariance) / 2

gaussian_mean_multivariate = ClosedForm(
    tilted_mean_multivariate,
    (mean, covariance, direction),
    says="Mean of N(mean, covariance) tilted by e^{t' x}.",
    source="Esscher, On the probability function in the collective theory of risk, 1932",
    derivation=Derivation(
        LogDensity(state, mean, covariance) + Scalar(direction.T * state) - _log_normaliser,
        (Step(LogDensity(state, tilted_mean_multivariate, covariance), "completing the square"),),
        positive_definite=("covariance",),
    ),
    reading="the tilted density, divided by its integral, is that of a normal distribution, whose mean this is",
    positive_definite=("covariance",),
    units={"": "unit of x"},
)

gaussian_kl_multivariate = ClosedForm(
    quadratic_form(direction, covariance) / 2,
    (covariance, direction),
    says="Kullback-Leibler divergence of the tilted normal distribution from its base in d dimensions, in nats.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 3",
    derivation=Derivation(
        Expectation(
            LogDensity(state, tilted_mean_multivariate, covariance) - LogDensity(state, mean, covariance),
            state,
            tilted_mean_multivariate,
            covariance,
        ),
        (Step(quadratic_form(direction, covariance) / 2, "second moments about both means"),),
        name=Symbol("KL"),
        positive_definite=("covariance",),
    ),
    positive_definite=("covariance",),
    units={"": "nats"},
)
