"""Symbols that several sections share, with units: divergences, powers and harm in nats, states in standard deviations."""

from sympy import Rational, Symbol, symbols

from symbolic import (
    Domain,
    normal_density,
)
from symbolic.models.gaussian import kl_divergence, mu1, mu2, sigma1, sigma2

NEW = "beyond the essay"
HALF = Rational(1, 2)

s = Symbol("s", real=True)  # a coordinate of the state
s_1, s_2 = symbols("s_1 s_2", real=True)  # two coordinates
O_X, O_Y = symbols("O_X O_Y", positive=True)  # power of the AI, and of humans [nats]
a, b = symbols("a b", real=True)  # cosine and sine of an angle
level = Symbol("level", positive=True)  # any level that something is to exceed
alpha = Symbol("alpha", positive=True)  # tilt, and shift of the unit normal distribution
c = Symbol("c", real=True)  # cosine between the AI's utility and the human one
c_star = Symbol("c_star", positive=True)  # a mean cosine that is to be reached
d = Symbol("d", positive=True)  # dimension of the space of utilities
n = Symbol("n", positive=True)  # observed actions
u = Symbol("u", real=True)  # a place on the way to c_star
v = Symbol("v", positive=True)  # the same, or any positive number
below_one = Domain(c_star < 1)


def density(state, shift=0):
    """Unit normal density of one coordinate."""
    return normal_density(state, shift, 1)


def kl(mean_1, deviation_1, mean_2, deviation_2):
    """KL(N(mean_1, deviation_1^2) || N(mean_2, deviation_2^2))."""
    values = (mean_1, deviation_1, mean_2, deviation_2)
    return kl_divergence.expression.subs(dict(zip((mu1, sigma1, mu2, sigma2), values, strict=True)), simultaneous=True)
