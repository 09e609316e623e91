"""The appendices: from entropy to divergence, and why divergence is not a metric."""

from sympy import log, oo, sqrt, symbols

from proofs.statistical_utility_mechanics._symbols import density, kl, s
from symbolic import (
    Claim,
    at_most,
    equal,
    integral,
)
from symbolic.models import gibbs

# --- Appendix 1: the entropy to divergence trick ------------------------------------------------------------------------------------------

entropy_is_divergence = gibbs.entropy_is_divergence
prior_has_maximal_entropy = gibbs.entropy_maximal
entropy_in_general = gibbs.entropy_in_general
entropy_shift = gibbs.entropy_shift

# --- Appendix 2: divergence is not a metric -----------------------------------------------------------------------------------------------

m_0, m_1, m_2 = symbols("m_0 m_1 m_2", real=True)  # means
d_1, d_2 = symbols("d_1 d_2", positive=True)  # standard deviations

false_triangle_inequality = Claim(
    says="The divergence obeys the triangle inequality.",
    states=at_most(kl(m_0, 1, m_2, 1), kl(m_0, 1, m_1, 1) + kl(m_1, 1, m_2, 1)),
    expect="refuted",
    note="unit normal distributions in a row: 2 > 1/2 + 1/2",
)

divergence_is_squared_distance = Claim(
    says="For shifts the divergence is half the squared distance.",
    states=equal(integral(density(s, m_1) * log(density(s, m_1) / density(s, m_0)), (s, -oo, oo)), (m_1 - m_0) ** 2 / 2),
)

root_divergence_is_metric = Claim(
    says="So its square root obeys the triangle inequality there.",
    states=at_most(sqrt(2 * kl(m_0, 1, m_2, 1)), sqrt(2 * kl(m_0, 1, m_1, 1)) + sqrt(2 * kl(m_1, 1, m_2, 1))),
)

divergence_symmetric_for_shifts = Claim(
    says="For shifts the divergence is symmetric.",
    states=equal(kl(m_0, 1, m_1, 1), kl(m_1, 1, m_0, 1)),
)

false_divergence_symmetric = Claim(
    says="The divergence is symmetric.",
    states=equal(kl(m_0, d_1, m_1, d_2), kl(m_1, d_2, m_0, d_1)),
    expect="refuted",
)
