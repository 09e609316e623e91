"""Statistical utility mechanics: agents that shift the world's distribution, and what it takes to align them.

The world is a standard normal distribution over states in d dimensions. An agent has a utility, linear in the state, and a power: the
largest Kullback-Leibler divergence by which its action may change the distribution. The essay asks how much of an AI's power can do harm
before its utility has been brought into line with the human one, and expects harm to set in suddenly near human power.

The essay's formulas are lost with its pictures; what its prose leaves open is stated in every sensible reading. Divergences, powers and
harm are in nats, states and utilities in standard deviations. Claims with the note "beyond the essay" answer what it leaves to numerics.
Source: J Bostock, "Introducing Statistical Utility Mechanics", 2024.
"""

from symbolic.models import von_mises_fisher

SECTIONS = (
    "world_and_agents",
    "optimal_shifts",
    "cosine_similarity",
    "cost_of_alignment",
    "information_from_actions",
    "harm_until_aligned",
    "harm_readings",
    "rectified_harm",
    "harm_over_time",
    "entropy_and_divergence",
    "reference_values",
)

# The closed forms that the essay did without; derived and proved in `cosine_similarity` and `cost_of_alignment`.
log_normaliser = von_mises_fisher.log_normaliser
mean_cosine = von_mises_fisher.mean_cosine
divergence = von_mises_fisher.divergence
required_divergence = von_mises_fisher.required_divergence
mean_cosine_at_divergence = von_mises_fisher.mean_cosine_at_divergence
total_harm = von_mises_fisher.total_harm
