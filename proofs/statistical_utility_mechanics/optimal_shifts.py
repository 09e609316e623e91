"""What an agent with a linear utility does to a Gaussian world, and to human utility."""

from sympy import Symbol, exp, log, oo, sqrt, symbols

from proofs.statistical_utility_mechanics._symbols import NEW, O_X, alpha, c, density, kl, s
from symbolic import (
    Claim,
    Domain,
    at_least,
    equal,
    integral,
    less,
)
from symbolic.models import cosine_law, tilting
from symbolic.models.gaussian import expectation, x

# --- The result ---------------------------------------------------------------------------------------------------------------------------

normaliser_of_tilt = Claim(
    says="The normaliser of the tilted standard normal distribution is e^(alpha^2/2).",
    states=equal(expectation(exp(alpha * x), 0, 1), exp(alpha**2 / 2)),
)

optimal_action_is_shift = Claim(
    says="The optimal action shifts the distribution by alpha along the agent's utility: complete the square.",
    states=equal(density(s) * exp(alpha * s) / exp(alpha**2 / 2), density(s, alpha)),
)

shift_log_ratio = log(density(s, alpha) / density(s))

shift_divergence = Claim(
    says="The divergence of the shifted distribution is alpha^2/2, the same in every dimension.",
    states=equal(integral(density(s, alpha) * shift_log_ratio, (s, -oo, oo)), alpha**2 / 2),
)

shift_at_power = tilting.shift_at_power
shift_uses_the_power = tilting.shift_uses_the_power
expected_utility_maximal = tilting.gaussian_optimal_power

expected_utility = Claim(
    says="The agent attains the expected utility sqrt(2 O_X).",
    states=equal(expectation(x, sqrt(2 * O_X), 1), sqrt(2 * O_X)),
)

stretch, tilt = symbols("stretch tilt", positive=True)
offset = Symbol("offset", real=True)
any_stretch = Symbol("stretch", real=True)
any_shift = Symbol("shift", real=True)

affine_invariance = Claim(
    says="Rescaling the utility and adding a constant leaves the action as it is: at the same power the tilt makes up for the scale.",
    given=Domain(equal((tilt * stretch) ** 2 / 2, O_X)),
    states=equal(tilt * stretch, sqrt(2 * O_X)),
)

constant_cancels = Claim(
    says="A constant added to the utility cancels in the tilted density.",
    states=equal(
        density(s) * exp(tilt * (stretch * s + offset)) / exp(tilt * offset + (tilt * stretch) ** 2 / 2),
        density(s, tilt * stretch),
    ),
)

false_affine_invariance = Claim(
    says="Any rescaling of the utility leaves the action as it is.",
    given=Domain(equal((tilt * any_stretch) ** 2, 2 * O_X)),
    states=equal(tilt * any_stretch, sqrt(2 * O_X)),
    expect="refuted",
    note="a negative factor reverses the agent",
)

indifference = Claim(
    says="An agent whose utility is constant is indifferent: wherever the world is shifted, its expected utility is the same.",
    given=Domain(equal(any_stretch, 0)),
    states=equal(expectation(any_stretch * x + offset, any_shift, 1), offset),
)

# --- What it does to humans ---------------------------------------------------------------------------------------------------------------

cosines = Domain(c >= -1, c <= 1)

human_utility = Claim(
    says="An agent at cosine c to the human utility changes that by c sqrt(2 O_X).",
    given=cosines,
    states=equal(
        c * expectation(x, sqrt(2 * O_X), 1) + sqrt(1 - c**2) * expectation(x, 0, 1),
        c * sqrt(2 * O_X),
    ),
    note=NEW,
)

power_splits = Claim(
    says="Its divergence splits exactly into what moves the human utility and what moves the world across it.",
    given=cosines,
    states=equal(kl(c * sqrt(2 * O_X), 1, 0, 1) + kl(sqrt(1 - c**2) * sqrt(2 * O_X), 1, 0, 1), O_X),
    note=NEW,
)

aligned_agent_never_lowers_human_utility = Claim(
    says="An agent whose cosine is not negative never lowers human utility.",
    given=Domain(c >= 0, c <= 1),
    states=at_least(c * sqrt(2 * O_X), 0),
    note=NEW,
)

random_agent_neutral = Claim(
    says="A random agent changes human utility by 0 on average: what the essay calls harm is a shortfall, not expected disutility.",
    states=equal(sqrt(2 * O_X) * cosine_law.mean, 0),
    by=cosine_law.mean_zero.by,
    note=NEW,
)

false_every_agent_harms = Claim(
    says="Every agent that is not aligned lowers human utility.",
    given=Domain(c >= -1, c < 1),
    states=less(c * sqrt(2 * O_X), 0),
    expect="refuted",
)
