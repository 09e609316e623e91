"""Gaussian distributions: entropy, Kullback-Leibler divergence and Wasserstein distance, on the line and in d dimensions.

Divergences are in nats. Standard deviations and covariances are in the unit of the variable and its square.
"""

from sympy import Identity, MatrixSymbol, Piecewise, Rational, Symbol, Trace, Transpose, log, oo, pi, sqrt, symbols

from symbolic import Claim, ClosedForm, Derivation, Step, at_least, conjunction, equal, iff, integral, log1pmx, normal_density
from symbolic.language.matrix_heads import Expectation, LogDensity, quadratic_form, unfold_matrix_heads
from symbolic.numeric.matrix_terms import BuresSquared, LogDetDivergence, MatrixSqrt

x = Symbol("x", real=True)  # a state
mu, mu1, mu2 = symbols("mu mu1 mu2", real=True)  # means
sigma, sigma1, sigma2 = symbols("sigma sigma1 sigma2", positive=True)  # standard deviations

# --- On the line ------------------------------------------------------------------------------------------------------------------------


def expectation(expression, mean, deviation):
    """E[expression] for x normal with this mean and standard deviation."""
    return integral(normal_density(x, mean, deviation) * expression, (x, -oo, oo))


entropy = ClosedForm(
    (1 + log(2 * pi * sigma**2)) / 2,
    (sigma,),
    says="Differential entropy of a normal distribution, in nats.",
    source="Cover and Thomas, Elements of Information Theory, 2006, example 8.1.2",
    derivation=Derivation(
        -expectation(log(normal_density(x, mu, sigma)), mu, sigma),
        (
            Step(expectation(log(2 * pi * sigma**2) / 2 + (x - mu) ** 2 / (2 * sigma**2), mu, sigma), "logarithm of the density"),
            Step(
                log(2 * pi * sigma**2) / 2 * expectation(1, mu, sigma) + expectation((x - mu) ** 2, mu, sigma) / (2 * sigma**2),
                "linearity of expectation",
            ),
            Step((1 + log(2 * pi * sigma**2)) / 2, "moments of the normal distribution"),
        ),
        name=Symbol("H"),
    ),
    units={"sigma": "unit of x", "": "nats"},
)

log_ratio = log(sigma2 / sigma1)
_expression = log_ratio + (sigma1**2 + (mu1 - mu2) ** 2) / (2 * sigma2**2) - Rational(1, 2)
_excess = (sigma1 - sigma2) / sigma2  # relative difference of the standard deviations
_quarter = (sigma1**2 / sigma2**2 - 1) / 2

kl_divergence = ClosedForm(
    _expression,
    (mu1, sigma1, mu2, sigma2),
    says="Kullback-Leibler divergence KL(N(mu1, sigma1^2) || N(mu2, sigma2^2)), in nats.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 9",
    derivation=Derivation(
        expectation(log(normal_density(x, mu1, sigma1) / normal_density(x, mu2, sigma2)), mu1, sigma1),
        (
            Step(
                expectation(log_ratio + (x - mu2) ** 2 / (2 * sigma2**2) - (x - mu1) ** 2 / (2 * sigma1**2), mu1, sigma1),
                "logarithm of the quotient of the densities",
            ),
            Step(
                log_ratio * expectation(1, mu1, sigma1)
                + expectation((x - mu2) ** 2, mu1, sigma1) / (2 * sigma2**2)
                - expectation((x - mu1) ** 2, mu1, sigma1) / (2 * sigma1**2),
                "linearity of expectation",
            ),
            Step(_expression, "moments of the normal distribution"),
        ),
        name=Symbol("KL"),
    ),
    stable=(mu1 - mu2) ** 2 / (2 * sigma2**2)
    + Piecewise(
        (_excess**2 / 2 - log1pmx(_excess), sigma1 > sigma2 / 2),
        (log_ratio + _quarter, sigma1 > sigma2 * Rational(1, 2**1000)),
        (log(sigma2) - log(sigma1) + _quarter, True),
    ),
    units={"mu1": "unit of x", "sigma1": "unit of x", "mu2": "unit of x", "sigma2": "unit of x", "": "nats"},
)

kl_divergence_nonnegative = Claim(
    says="The divergence of one normal distribution from another is never negative.",
    states=at_least(kl_divergence.expression, 0),
)

kl_divergence_zero_only_at_equality = Claim(
    says="It is zero only when the two distributions are the same.",
    states=iff(equal(kl_divergence.expression, 0), conjunction(equal(mu1, mu2), equal(sigma1, sigma2))),
)

wasserstein2 = ClosedForm(
    sqrt((mu1 - mu2) ** 2 + (sigma1 - sigma2) ** 2),
    (mu1, sigma1, mu2, sigma2),
    says="Wasserstein distance of order 2 between two normal distributions (not squared).",
    source="Givens and Shortt, A class of Wasserstein metrics for probability distributions, 1984, proposition 7",
    derivation=Derivation(
        sqrt(expectation((mu1 + sigma1 * x - (mu2 + sigma2 * x)) ** 2, 0, 1)),
        (Step(sqrt((mu1 - mu2) ** 2 + (sigma1 - sigma2) ** 2), "moments of the standard normal distribution, which both are made of"),),
        name=Symbol("W_2"),
    ),
    units={"mu1": "unit of x", "sigma1": "unit of x", "mu2": "unit of x", "sigma2": "unit of x", "": "unit of x"},
)

# --- In d dimensions --------------------------------------------------------------------------------------------------------------------

d = Symbol("d", integer=True, positive=True)  # dimension
state = MatrixSymbol("x", d, 1)
mean1, mean2 = (MatrixSymbol(name, d, 1) for name in ("mean1", "mean2"))
covariance1, covariance2 = (MatrixSymbol(name, d, d) for name in ("covariance1", "covariance2"))

_log_ratio_of_densities = LogDensity(state, mean1, covariance1) - LogDensity(state, mean2, covariance2)
_log_determinants = (log(covariance2.det()) - log(covariance1.det())) / 2
_multivariate = _log_determinants + (Trace(covariance2.I * covariance1) - d) / 2 + quadratic_form(mean1 - mean2, covariance2.I) / 2

kl_divergence_multivariate = ClosedForm(
    _multivariate,
    (mean1, covariance1, mean2, covariance2),
    says="Kullback-Leibler divergence between normal distributions in d dimensions, in nats.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 9",
    derivation=Derivation(
        Expectation(_log_ratio_of_densities, state, mean1, covariance1),
        (
            Step(Expectation(unfold_matrix_heads(_log_ratio_of_densities), state, mean1, covariance1), "logarithms of the densities"),
            Step(
                _log_determinants
                + Expectation(quadratic_form(state - mean2, covariance2.I), state, mean1, covariance1) / 2
                - Expectation(quadratic_form(state - mean1, covariance1.I), state, mean1, covariance1) / 2,
                "linearity of expectation",
            ),
            Step(_multivariate, "second moments, and tr AB = tr BA"),
        ),
        name=Symbol("KL"),
        positive_definite=("covariance1", "covariance2"),
    ),
    stable=quadratic_form(mean1 - mean2, covariance2.I) / 2 + LogDetDivergence(covariance1, covariance2) / 2,
    positive_definite=("covariance1", "covariance2"),
    units={"": "nats"},
)

root2 = MatrixSymbol("R", d, d)  # symmetric root of the second covariance
root12 = MatrixSymbol("K", d, d)  # symmetric root of R covariance1 R
_transport = root2.I * root12 * root2.I  # the linear part of the optimal map from the second distribution to the first
_moved = mean1 + _transport * (state - mean2)

wasserstein2_multivariate = ClosedForm(
    sqrt(
        quadratic_form(mean1 - mean2, Identity(d))
        + Trace(covariance1 + covariance2 - 2 * MatrixSqrt(MatrixSqrt(covariance2) * covariance1 * MatrixSqrt(covariance2)))
    ),
    (mean1, covariance1, mean2, covariance2),
    says="Wasserstein distance of order 2 between normal distributions in d dimensions (not squared).",
    source="Givens and Shortt, A class of Wasserstein metrics for probability distributions, 1984, proposition 7",
    derivation=Derivation(
        Expectation(quadratic_form(state - _moved, Identity(d)), state, mean2, root2 * root2),
        (
            Step(
                quadratic_form(mean1 - mean2, Identity(d)) + Trace(root2.I * root12 * root12 * root2.I + root2 * root2 - 2 * root12),
                "mean squared move of the optimal map, with covariance2 = RR and covariance1 = R^-1 KK R^-1",
            ),
        ),
        name=Symbol("W_2") ** 2,
        positive_definite=("R", "K"),
    ),
    reading="the distance is the square root, with R the symmetric root of covariance2 and K that of R covariance1 R",
    stable=sqrt(Trace(Transpose(mean1 - mean2) * (mean1 - mean2)) + BuresSquared(covariance1, covariance2)),
    positive_definite=("covariance1", "covariance2"),
    units={"": "unit of x"},
)
