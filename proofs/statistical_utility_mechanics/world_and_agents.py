"""The world, the agent, and when an optimal action is a tilt."""

from sympy import Integer, Symbol, exp, log, oo, symbols

from proofs.statistical_utility_mechanics._symbols import HALF, NEW, O_X, a, alpha, b, density, level, s, s_1, s_2
from symbolic import (
    Claim,
    Domain,
    at_least,
    at_most,
    equal,
    greater,
    integral,
    less,
    unequal,
)
from symbolic.methods.guided import BySum, Guided, Property, Prove, Step
from symbolic.models import gibbs, tilting
from symbolic.models.gaussian import sigma

# --- The world ----------------------------------------------------------------------------------------------------------------------------

turned = (a * s_1 - b * s_2) ** 2 + (b * s_1 + a * s_2) ** 2

prior_normalised = Claim(
    says="The world is a standard normal distribution; each coordinate's density integrates to 1.",
    states=equal(integral(density(s), (s, -oo, oo)), 1),
)

prior_spherically_symmetric = Claim(
    says="The distribution is totally spherically symmetrical: a rotation in any plane leaves its density as it is.",
    given=Domain(equal(a**2 + b**2, 1)),
    states=equal(density(a * s_1 - b * s_2) * density(b * s_1 + a * s_2), density(s_1) * density(s_2)),
    by=Guided(Prove(equal(-turned / 2, -(s_1**2 + s_2**2) / 2)), Property("congruent", exp, (-turned / 2, -(s_1**2 + s_2**2) / 2))),
)

# --- The agent ----------------------------------------------------------------------------------------------------------------------------

any_power = Symbol("O_X", real=True)
divergence_nonnegative = tilting.gibbs_inequality

false_power_real = Claim(
    says="The power of an agent can be any real number: even doing nothing, at no divergence, keeps within it.",
    states=at_most(0, any_power),
    expect="refuted",
    note="a power below 0 allows no action at all",
)

power_negative_impossible = Claim(
    says="No shift of the distribution has a negative divergence.",
    given=Domain(any_power < 0),
    states=unequal(tilting.gaussian_kl.expression.subs({sigma: 1, tilting.t: alpha}), any_power),
)

optimal_action_identity = tilting.gibbs_identity
optimal_action_bound = tilting.gibbs_bound
optimal_action_two_states = gibbs.two_state_bound
optimal_action_three_states = gibbs.three_state_bound
optimal_action_attains_bound = gibbs.bound_attained

p = Symbol("p", positive=True)  # probability of the tail, or of the best state
epsilon = Symbol("epsilon", positive=True)  # share of the distribution that is moved into the tail
index = Symbol("index", positive=True)  # of a Pareto tail: the utility exceeds x with probability x^-index
root = Symbol("root", positive=True)  # square root of the place where the tail begins
tail_density = 1 - epsilon + epsilon / p  # of the mixture relative to the prior, in the tail
mixture_kl = (1 - p) * (1 - epsilon) * log(1 - epsilon) + p * tail_density * log(tail_density)
tail_factor = p + epsilon * (1 - p)  # p times the relative density

mixture_divergence = Claim(
    says="Moving the share epsilon of the distribution into a tail of probability p has a divergence of at most epsilon log(1/p).",
    given=Domain(p < 1, epsilon < 1),
    states=at_most(mixture_kl, epsilon * log(1 / p)),
    by=Guided(
        Prove(greater(1 - epsilon, 0)),
        Prove(greater(tail_density, 0)),
        Prove(greater(tail_factor, 0)),
        Property("tangent", log, (tail_factor,)),
        Property("tangent", log, (tail_density,)),
        Property("tangent", log, (1 - epsilon,)),
        BySum(
            (epsilon, at_most(log(tail_factor), tail_factor - 1)),
            (1 - epsilon, p, at_most(log(tail_density), tail_density - 1)),
            (1 - p, 1 - epsilon, at_most(log(1 - epsilon), -epsilon)),
            (1 - p, 1 - epsilon, greater(epsilon, 0)),
        ),
    ),
    note=NEW,
)

heavy_tail_unbounded = Claim(
    says="With a Pareto tail any power moves the mean beyond every level, by the share O_X/(index log x) of the tail beyond x.",
    given=Domain(root > 1, root >= 2 * index * level / O_X),
    states=greater(O_X * root**2 / (2 * index * log(root)), level),
    by=Guided(
        Property("monotone", log, (1, root)),
        Property("tangent", log, (root,)),
        BySum(
            (root, O_X, 1 / (2 * index * log(root)), root >= 2 * index * level / O_X),
            (level, 1 / log(root), less(log(root), root - 1)),
            (level, 1 / log(root), greater(1, 0)),
        ),
    ),
    note="the tail begins at x = root^2; so no action is optimal there, and no tilt either",
)

half_tilt, place = symbols("half_tilt place", positive=True)
half_exponential = exp(half_tilt * place)

heavy_tail_not_normalisable = Claim(
    says="Against a Pareto tail of index 1, however small the tilt, the tilted density stays above a constant: it has no normaliser.",
    states=greater(exp(2 * half_tilt * place) / place**2, half_tilt**2),
    by=Guided(
        Property("tangent", exp, (half_tilt * place,)),
        BySum(
            ((half_exponential + half_tilt * place), 1 / place**2, at_least(half_exponential, 1 + half_tilt * place)),
            ((half_exponential + half_tilt * place), 1 / place**2, greater(1, 0)),
        ),
    ),
)

best_state_kl = p * log(2 * p) + (1 - p) * log(2 * (1 - p))  # from the uniform distribution over two states

two_state_power_bounded = Claim(
    says="Over two equally likely states no action uses up log 2: the tilt never reaches the best state.",
    given=Domain(p < 1),
    states=less(best_state_kl, log(2)),
)

even = (HALF, HALF)
of_best = (Integer(0), Integer(1))  # utilities: only the second state is good
tilted_from_even = gibbs.tilted(even, of_best)
tilt_kl = gibbs.divergence(tilted_from_even, even)
by_log_of_two: tuple[Step, ...] = (
    *(Prove(less(share, 1)) for share in tilted_from_even),
    *(Property("monotone", log, (2 * share, 2)) for share in tilted_from_even),
)
each_below_log_two = tuple((share, less(log(2 * share), log(2))) for share in tilted_from_even)

tilt_of_two_states_bounded = Claim(
    says="Over two equally likely states every tilt, however strong, diverges by less than log 2.",
    states=less(tilt_kl, log(2)),
    by=Guided(*by_log_of_two, BySum(*each_below_log_two)),
)

no_tilt_uses_up_power = Claim(
    says="So with a power of log 2 or more no tilt of two equally likely states uses up the power: the optimum is certainty.",
    given=Domain(log(2) <= O_X),
    states=unequal(tilt_kl, O_X),
    by=Guided(*by_log_of_two, BySum(*each_below_log_two, log(2) <= O_X)),
)

false_tilt_for_any_states = Claim(
    says="For any set of states a tilt uses up the power: over two equally likely states one strong enough diverges by O_X.",
    given=Domain(gibbs.t >= O_X + 2),
    states=at_least(tilt_kl, O_X),
    expect="refuted",
    note="no tilt does from log 2 on, `no_tilt_uses_up_power`; to be refuted at a point, `strong enough` is at least O_X + 2",
)
