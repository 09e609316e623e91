"""Can learning more hurt? The value of information for an agent that updates by Bayes' rule.

The essay: "If you're a Bayesian agent, it's impossible that learning more information hurts you." In expectation under the agent's own
prior that is a theorem, since a maximum is convex: choosing after looking is, on average, at least as good as choosing before. It needs
information that costs nothing, one agent, and expectations taken with the agent's own prior; under the true chances, looking can hurt.

The example is a choice between a sure reward c and a reward that comes with an unknown chance p, of which the agent has a Beta(a, b)
prior. Looking means one observation of success or failure.

Units: rewards in any unit, with 1 for the uncertain reward. Sources: the essay's opinion; I. J. Good, On the principle of total evidence,
1967; DeGroot, Optimal Statistical Decisions, 1970, chapter 11.
"""

from sympy import Max, Rational, Sum, Symbol, symbols

from symbolic import Claim, Domain, Using, at_least, at_most, conjunction, equal, function, greater, implies, less

# --- In the agent's own expectation -------------------------------------------------------------------------------------------------------

w = Symbol("w", positive=True)  # probability of the first of two observations
u1, u2, v1, v2, x1, x2 = symbols("u1 u2 v1 v2 x1 x2", real=True)  # expected utility of acts u, v and x after each
likely_or_not = Domain(w < 1)

looking_never_hurts_in_expectation = Claim(
    says="Choosing after an observation is on average at least as good as choosing before (two acts, two observations).",
    given=likely_or_not,
    states=at_least(w * Max(u1, v1) + (1 - w) * Max(u2, v2), Max(w * u1 + (1 - w) * u2, w * v1 + (1 - w) * v2)),
)

best1, best2 = symbols("m1 m2", real=True)  # the best that any act does after each observation

looking_never_hurts_among_any_acts = Claim(
    says="With any number of acts, too: what the best acts after each observation earn is on average at least what any one act x does.",
    given=likely_or_not & Domain(x1 <= best1, x2 <= best2),
    states=at_least(w * best1 + (1 - w) * best2, w * x1 + (1 - w) * x2),
)

n = Symbol("n", integer=True, positive=True)  # possible observations
i = Symbol("i", integer=True)
probability = function("P", "nonnegative")  # of each observation
first, second = function("u"), function("v")  # expected utility of two acts after each
average_of_best = Sum(probability(i) * Max(first(i), second(i)), (i, 1, n))

looking_never_hurts_over_many_observations = Claim(
    says="With any number of possible observations, choosing after them is at least as good as the first of two acts.",
    states=at_least(average_of_best, Sum(probability(i) * first(i), (i, 1, n))),
)

looking_never_hurts_against_second_act = Claim(
    says="And at least as good as the second.",
    states=at_least(average_of_best, Sum(probability(i) * second(i), (i, 1, n))),
)

price = Symbol("kappa", positive=True)  # of looking

false_costly_information_never_hurts = Claim(
    says="Looking never hurts, whatever it costs.",
    given=likely_or_not,
    states=at_least(w * Max(u1, v1) + (1 - w) * Max(u2, v2) - price, Max(w * u1 + (1 - w) * u2, w * v1 + (1 - w) * v2)),
    expect="refuted",
)

# --- A Beta prior and one observation -----------------------------------------------------------------------------------------------------

a, b = symbols("a b", positive=True)  # prior successes and failures
c = Symbol("c", positive=True)  # the sure reward
mean = a / (a + b)  # chance of success before looking
after_success = (a + 1) / (a + b + 1)
after_failure = a / (a + b + 1)
without_looking = Max(mean, c)
with_looking = mean * Max(after_success, c) + (1 - mean) * Max(after_failure, c)

looking_spreads_the_mean = Claim(
    says="A success raises the agent's chance of success and a failure lowers it.",
    states=conjunction(less(after_failure, mean), less(mean, after_success)),
)

looking_keeps_the_mean = Claim(
    says="On average it stays where it was.",
    states=equal(mean * after_success + (1 - mean) * after_failure, mean),
)

value_of_looking_nonnegative = Claim(
    says="One observation is worth at least nothing.",
    states=at_least(with_looking - without_looking, 0),
)

value_of_looking_below_the_mean = Claim(
    says="A sure reward between the chance after a failure and the chance now: looking is worth (1 - m)(c - m_0).",
    given=Domain(less(after_failure, c), at_most(c, mean)),
    states=equal(with_looking - without_looking, (1 - mean) * (c - after_failure)),
)

value_of_looking_above_the_mean = Claim(
    says="Between the chance now and the chance after a success it is worth m (m_1 - c).",
    given=Domain(at_most(mean, c), less(c, after_success)),
    states=equal(with_looking - without_looking, mean * (after_success - c)),
)

looking_worthless_below = Claim(
    says="A sure reward below the chance after a failure is never taken, and looking is worth nothing.",
    given=Domain(at_most(c, after_failure)),
    states=equal(with_looking - without_looking, 0),
)

above_success = Domain(at_least(c, after_success), less(c, 1))  # 1 is the most that the gamble can pay

sure_reward_above_is_above_the_mean = Claim(
    says="A sure reward above the chance after a success is above the chance now, too.",
    given=above_success,
    states=greater(c, mean),
)

looking_worthless_above = Claim(
    says="Such a reward is always taken, and looking is worth nothing.",
    given=above_success,
    states=equal(with_looking - without_looking, 0),
    by=Using(sure_reward_above_is_above_the_mean),
)

# --- Under the true chance ----------------------------------------------------------------------------------------------------------------

p = Symbol("p", positive=True)  # the true chance of success
example = conjunction(equal(p, Rational(3, 5)), equal(a, 3), equal(b, 2), equal(c, Rational(11, 20)))
reward_without_looking = p  # the agent takes the uncertain reward, since the mean is above c
reward_with_looking = p * p + (1 - p) * c  # after a success it does, after a failure it takes c

example_choices = Claim(
    says="With prior Beta(3, 2) and c = 0.55 the agent gambles before looking and after a success, and not after a failure.",
    states=implies(example, conjunction(greater(mean, c), greater(after_success, c), less(after_failure, c))),
)

example_rewards = Claim(
    says="If the true chance is 0.6, it earns 0.6 without looking and 0.58 with: learning has hurt.",
    states=implies(example, conjunction(equal(reward_without_looking, Rational(3, 5)), equal(reward_with_looking, Rational(29, 50)))),
)

loss_from_looking = Claim(
    says="Looking loses (1 - p)(p - c), whenever a failure turns the agent away from a gamble that is better than c.",
    states=equal(reward_without_looking - reward_with_looking, (1 - p) * (p - c)),
)

false_learning_cannot_hurt = Claim(
    says="If you're a Bayesian agent, it is impossible that learning more hurts you.",
    given=Domain(less(p, 1), less(Rational(1, 3), c), at_most(c, Rational(1, 2))),
    states=at_least(reward_with_looking, reward_without_looking),
    note="under a uniform prior: the chance of success is 1/2 before looking and 1/3 after a failure",
    expect="refuted",
)

learning_cannot_hurt_on_average_over_the_prior = Claim(
    says="Averaged over the agent's own prior, the same rule earns more with looking than without.",
    given=Domain(less(c, mean), less(after_failure, c)),
    states=greater(mean * after_success + (1 - mean) * c, mean),
)

# --- Better predictions -------------------------------------------------------------------------------------------------------------------

variance_before = mean * (1 - mean)  # expected Brier score of the prediction m

expected_brier_reduction = Claim(
    says="One observation lowers the expected Brier score of the next prediction by ab/((a + b)^2 (a + b + 1)^2).",
    states=equal(
        variance_before - (mean * after_success * (1 - after_success) + (1 - mean) * after_failure * (1 - after_failure)),
        a * b / ((a + b) ** 2 * (a + b + 1) ** 2),
    ),
)

expected_brier_reduction_positive = Claim(
    says="That is positive: looking always improves prediction, on average over the prior.",
    states=greater(a * b / ((a + b) ** 2 * (a + b + 1) ** 2), 0),
)
