"""The cosine between a fixed direction and a uniformly random one, and its exponential tilt: integrals done by hand.

In d = n + 1 dimensions, n > 0 of them orthogonal to the fixed direction, the cosine c has a density proportional to (1 - c^2)^(n/2 - 1)
on (-1, 1); d need not be an integer. Tilted, it is proportional to (1 - c^2)^(n/2 - 1) e^(beta c). In dimensions 3, 5, 7 all is elementary.
In general dimensions see `von_mises_fisher`.
"""

from sympy import Rational, Symbol, exp, gamma, pi, sqrt

from symbolic import Claim, Domain, diff, equal, finite, integral
from symbolic.methods.guided import Additivity, ChangeOfVariable, Guided, Linearity, Primitive

n = Symbol("n", positive=True)  # dimensions orthogonal to the fixed direction
beta = Symbol("beta", positive=True)  # tilt
c = Symbol("c", real=True)  # cosine
u = Symbol("u", real=True)  # its square

HALF = Rational(1, 2)
weight = (1 - c**2) ** (n / 2 - 1)
norm = gamma(HALF) * gamma(n / 2) / gamma(n / 2 + HALF)  # B(1/2, n/2)
falling = -((1 - c**2) ** (n / 2)) / n  # a primitive of c (1 - c^2)^(n/2 - 1)


def over_all(expression):
    """The integral over all cosines."""
    return integral(expression, (c, -1, 1))


def by_square(expression):
    """For an even expression: two equal halves, and u = c^2 in each."""
    right, left = integral(expression, (c, 0, 1)), integral(expression, (c, -1, 0))
    return Guided(ChangeOfVariable(right, u, sqrt(u), 0, 1), ChangeOfVariable(left, c, -c, 0, 1), Additivity(over_all(expression), 0))


normalised = Claim(
    says="The weight integrates to B(1/2, (d - 1)/2).",
    states=equal(over_all(weight), norm),
    by=by_square(weight),
)

mean = over_all(c * weight) / norm

mean_zero = Claim(
    says="The mean cosine of random directions is 0.",
    states=equal(mean, 0),
    by=Guided(Primitive(over_all(c * weight), falling)),
)

second_moment = Claim(
    says="The mean squared cosine of random directions is 1/d.",
    states=equal(over_all(c**2 * weight) / norm, 1 / (n + 1)),
    by=by_square(c**2 * weight),
)

mean_absolute = Claim(
    says="The mean absolute cosine of random directions is Gamma(d/2)/(sqrt(pi) Gamma((d + 1)/2)).",
    states=equal(
        (integral(c * weight, (c, 0, 1)) + integral(-c * weight, (c, -1, 0))) / norm,
        gamma((n + 1) / 2) / (sqrt(pi) * gamma(n / 2 + 1)),
    ),
    by=Guided(Primitive(integral(c * weight, (c, 0, 1)), falling), Primitive(integral(-c * weight, (c, -1, 0)), -falling)),
)

# --- Tilted -----------------------------------------------------------------------------------------------------------------------------

tilted_weight = weight * exp(beta * c)
squared_sine = over_all((1 - c**2) * tilted_weight)
cosine_mass = over_all(c * tilted_weight)
slope = (beta * (1 - c**2) - n * c) * tilted_weight  # the derivative of (1 - c^2)^(n/2) e^(beta c)

mean_squared_sine = Claim(
    says="Under the tilt the mean squared sine is (d - 1)/beta times the mean cosine: integrate by parts.",
    given=Domain(finite(squared_sine), finite(cosine_mass)),
    states=equal(squared_sine, n * cosine_mass / beta),
    by=Guided(
        Primitive(over_all(slope), (1 - c**2) ** (n / 2) * exp(beta * c)),
        Linearity(over_all(slope), ((beta, (1 - c**2) * tilted_weight), (-n, c * tilted_weight))),
    ),
)

sinh_beta = (exp(beta) - exp(-beta)) / 2
cosh_beta = (exp(beta) + exp(-beta)) / 2
mean_cosine_1 = sinh_beta / cosh_beta  # cosines -1 and 1 only
mean_cosine_3 = cosh_beta / sinh_beta - 1 / beta
normaliser_5 = 3 * (beta * cosh_beta - sinh_beta) / beta**3
normaliser_7 = 15 * ((beta**2 + 3) * sinh_beta - 3 * beta * cosh_beta) / beta**5

normaliser_in_3 = Claim(
    says="In three dimensions the cosine is uniform, and the normaliser of the tilt is sinh(beta)/beta.",
    states=equal(over_all(exp(beta * c)) / 2, sinh_beta / beta),
)

mean_in_3 = Claim(
    says="In three dimensions the mean cosine is coth(beta) - 1/beta.",
    states=equal(over_all(c * exp(beta * c)) / over_all(exp(beta * c)), mean_cosine_3),
)

normaliser_in_5 = Claim(
    says="In five dimensions the normaliser of the tilt is 3 (beta cosh(beta) - sinh(beta))/beta^3.",
    states=equal(Rational(3, 4) * over_all((1 - c**2) * exp(beta * c)), normaliser_5),
)

normaliser_in_7 = Claim(
    says="In seven dimensions the normaliser of the tilt is 15 ((beta^2 + 3) sinh(beta) - 3 beta cosh(beta))/beta^5.",
    states=equal(Rational(15, 16) * over_all((1 - c**2) ** 2 * exp(beta * c)), normaliser_7),
)

riccati_in_1 = Claim(
    says="In one dimension the mean cosine has the slope 1 - A^2.",
    states=equal(diff(mean_cosine_1, beta), 1 - mean_cosine_1**2),
)

riccati_in_3 = Claim(
    says="In three dimensions the mean cosine has the slope 1 - A^2 - 2A/beta.",
    states=equal(diff(mean_cosine_3, beta), 1 - mean_cosine_3**2 - 2 * mean_cosine_3 / beta),
)
