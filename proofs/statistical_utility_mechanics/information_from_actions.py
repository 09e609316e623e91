"""What is learned about an agent's utility from watching what it does."""

from sympy import Integer, Rational, Symbol, exp, gamma, log, oo, pi, sqrt

from proofs.statistical_utility_mechanics._symbols import HALF, NEW, O_X, a, alpha, b, below_one, c_star, d, density, n, s, s_1, s_2, v
from proofs.statistical_utility_mechanics.cost_of_alignment import leading_cost
from symbolic import (
    Claim,
    Domain,
    Using,
    approx,
    at_least,
    at_most,
    chain,
    conjunction,
    equal,
    finite,
    function,
    greater,
    integral,
    less,
    limit,
    normal_density,
)
from symbolic.language.special import bessel
from symbolic.methods.guided import BySum, Guided, Property, Prove
from symbolic.models import gibbs

information = Symbol("information", positive=True)  # about the AI's utility, from n actions [nats]
gaussian_bound = d / 2 * log(1 + 2 * n * O_X / d)  # information of a Gaussian channel with the same covariance
bounded_by_channel = Domain(information <= gaussian_bound)
CITED = "that the Gaussian channel bounds the information is cited (Cover and Thomas 2006, section 9.1), not proved: shown is what follows"

q = function("q", "positive", "continuous")  # density of one coordinate of what is observed
m = Symbol("m", positive=True)  # its mean square
line = (s, -oo, oo)
matching = normal_density(s, 0, sqrt(m))
minus_entropy = integral(q(s) * log(q(s)), line)
from_matching = integral(q(s) * log(q(s) / matching), line)  # KL(q || matching)
with_mean_square = Domain(
    finite(integral(q(s), line)),
    finite(integral(s**2 * q(s), line)),
    finite(minus_entropy),
    equal(integral(q(s), line), 1),
    equal(integral(s**2 * q(s), line), m),
)

posterior_is_tilt = Claim(
    says="What actions teach about a utility (a, b) is a tilt: their likelihood depends on it by e^(alpha (a, b).(s_1, s_2)).",
    given=Domain(equal(a**2 + b**2, 1)),
    states=equal(
        log(density(s_1, alpha * a) * density(s_2, alpha * b) / (density(s_1) * density(s_2))),
        alpha * (a * s_1 + b * s_2) - alpha**2 / 2,
    ),
    note=NEW,
)

matching_normalised = Claim(
    says="The normal density with the same mean square integrates to 1.",
    given=with_mean_square,
    states=equal(integral(matching, line), 1),
)

entropy_from_divergence = Claim(
    says="The divergence from it is (1 + log(2 pi m))/2 less the entropy.",
    given=with_mean_square,
    states=equal(from_matching, minus_entropy + (1 + log(2 * pi * m)) / 2),
)

divergence_from_matching = Claim(
    says="That divergence is never negative.",
    given=with_mean_square,
    states=at_least(from_matching, 0),
    by=Using(matching_normalised),
)

normal_entropy_maximal = Claim(
    says="Of all laws with a given mean square, the normal one has the largest entropy.",
    given=with_mean_square,
    states=at_most(-minus_entropy, (1 + log(2 * pi * m)) / 2),
    by=Using(entropy_from_divergence, divergence_from_matching),
    note=NEW,
)

channel_bound_from_entropies = Claim(
    says="d normal coordinates of mean square 1 + 2 n O_X/d have (d/2) log(1 + 2 n O_X/d) more entropy than their noise.",
    states=equal(d * ((1 + log(2 * pi * (1 + 2 * n * O_X / d))) / 2 - (1 + log(2 * pi)) / 2), gaussian_bound),
    note="shown is the value alone; that information is at most this is cited, not proved: entropies of independent coordinates add up, "
    "and dependent ones have less (Cover and Thomas 2006, theorem 8.6.2)",
)

channel_bound_below_power = Claim(
    says="The bound of the Gaussian channel on what n actions teach, (d/2) log(1 + 2 n O_X/d), is less than n O_X.",
    states=less(gaussian_bound, n * O_X),
    note=NEW,
)

information_below_power_given_channel_bound = Claim(
    says="If the information in n actions is within the bound of the Gaussian channel, it stays below n O_X.",
    given=bounded_by_channel,
    states=less(information, n * O_X),
    note=CITED,
)

# The information itself: two equally likely utilities, three states of the world. An action is a law of the state, p the law without one.
action, other_action = gibbs.q3, gibbs.distribution("r", 3)
observed = tuple((x + y) / 2 for x, y in zip(action, other_action, strict=True))
mean_power = (gibbs.divergence(action, gibbs.p3) + gibbs.divergence(other_action, gibbs.p3)) / 2
mutual_information = (gibbs.divergence(action, observed) + gibbs.divergence(other_action, observed)) / 2

information_is_power_less_divergence = Claim(
    says="The information in an action is its mean divergence less that of what is observed when the utility is not known.",
    states=equal(mutual_information, mean_power - gibbs.divergence(observed, gibbs.p3)),
    note="for two equally likely utilities and three states: Topsoe's compensation identity (Cover and Thomas 2006, section 13.1)",
)

information_at_most_power = Claim(
    says="So the expected information from an action is at most its power.",
    states=at_most(mutual_information, mean_power),
    by=gibbs.by_tangents(observed, gibbs.p3),
    note="for two equally likely utilities and three states, without the bound of any channel",
)

false_information_is_power = Claim(
    says="The expected information from each action is just its power, here with two equally likely utilities and three states.",
    states=equal(mutual_information, mean_power),
    expect="refuted",
    note="an upper bound, `information_at_most_power`; on the sphere it is approached only while n O_X is much less than d/2",
)

information_of_first_action = Claim(
    says="While little has been learned, the bound of the Gaussian channel is n O_X: their ratio goes to 1.",
    states=equal(limit(d / 2 * log(1 + 2 * v / d) / v, v, 0, "+"), 1),
    note=NEW,
)

growing_root = sqrt(1 + 2 * n * O_X / d)

information_grows_slower_given_channel_bound = Claim(
    says="If it is within the bound of the Gaussian channel, information grows no faster than the square root of the number of actions.",
    given=bounded_by_channel,
    states=at_most(information, d * (growing_root - 1)),
    by=Guided(
        Property("tangent", log, (growing_root,)),
        BySum(information <= gaussian_bound, (d, at_most(log(growing_root), growing_root - 1))),
    ),
    note=CITED,
)

needed_actions = Claim(
    says="The bound of the Gaussian channel is what the mean cosine c needs in the leading order when n O_X/d = c^2/(2 (1 - c^2)).",
    given=below_one,
    states=equal(gaussian_bound.subs(n, d * c_star**2 / (2 * (1 - c_star**2)) / O_X), d * leading_cost),
    by=Guided(Prove(greater(1 - c_star**2, 0))),
    note="with the cited bound it follows that no fewer actions teach as much",
)

needed_actions_at_high_cosine = Claim(
    says="At c = 0.9 that is 2.13 instead of the 0.83 of the essay's rate, at c = 0.99 it is 24.6 instead of 1.96.",
    states=conjunction(
        approx((c_star**2 / (2 * (1 - c_star**2))).subs(c_star, Rational(9, 10)), Rational("2.13"), 3),
        approx(leading_cost.subs(c_star, Rational(9, 10)), Rational("0.83"), 2),
        approx((c_star**2 / (2 * (1 - c_star**2))).subs(c_star, Rational(99, 100)), Rational("24.6"), 3),
        approx(leading_cost.subs(c_star, Rational(99, 100)), Rational("1.96"), 3),
    ),
    note=NEW,
)

# --- The information itself, for a utility that is uniform on the sphere ------------------------------------------------------------------

square = Symbol("square", nonnegative=True)  # of the length of the mean action, times n
LARGEST = {2: 100, 10: 250, 100: 300}  # by dimension, where the integrals end


def information_at(dimension, power, actions):
    """2 n O - E log 0F1(; d/2; n O r^2/2), where r^2 has the noncentral chi-squared distribution with parameter 2 n O."""
    half, spread = Integer(dimension) / 2, 2 * actions * Rational(power)
    likelihood = bessel.hyp0f1(half, spread * square / 4)
    chi_squared = square ** (half - 1) * exp(-square / 2) / (2**half * gamma(half))
    expected = integral(chi_squared * likelihood * log(likelihood), (square, 0, LARGEST[dimension]))
    return spread - exp(-spread / 2) * expected


information_values = Claim(
    says="One action yields 0.403476 nats at d = 2 with O_X = 1/2, 3.4480712 at d = 10 with 5, 9.1158846 at d = 100 with 10.",
    states=conjunction(
        approx(information_at(2, HALF, 1), Rational("0.403476"), 6),
        approx(information_at(10, 5, 1), Rational("3.4480712"), 8),
        approx(information_at(100, 10, 1), Rational("9.1158846"), 8),
    ),
    note="the integrals end at 100, 250 and 300, where what they leave out is far below the last digit; to show that needs a tail bound",
)

information_below_bound = Claim(
    says="That is less than the bound of the Gaussian channel, and that less than O_X, in each case.",
    states=conjunction(
        *(
            chain(information_at(j, power, 1), "<", gaussian_bound.subs({d: j, n: 1, O_X: power}), "<", power)
            for j, power in ((2, HALF), (10, Integer(5)), (100, Integer(10)))
        )
    ),
    note="rigorous although the integrals end: what they leave out would only lessen the information",
)

false_first_action_yields_power = Claim(
    says="At d = 10 an action of 5 nats yields 5 nats of information.",
    states=at_least(information_at(10, 5, 1), 5),
    expect="refuted",
)

false_information_linear = Claim(
    says="Ten actions carry ten times the information of one: by the Gaussian bound they do, at d = 100 with O_X = 10.",
    states=at_least(gaussian_bound.subs({d: 100, n: 10, O_X: 10}), 10 * information_at(100, 10, 1)),
    expect="refuted",
    note="54.9 and 151.5 nats from 10 and 100 actions, by quadrature in floating point; so it grows as the logarithm of their number",
)
