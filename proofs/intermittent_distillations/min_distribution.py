"""Imitation by the minimum over models, asking the one who is imitated with the probability that is left over.

Models p_1, ..., p_k each give a distribution over the same actions. The imitator takes an action with the least probability that any model
gives it, q = min_i p_i, and with the rest, theta = 1 - sum of q, it asks. The essay's reasons for this are checked here, first for few
models and few actions, where every case can be written out, then for any number of actions (sums of functions on them, by induction) and
for one model more (the step of an induction over models: the minimum over k + 1 models is that of q and one further model).

What the original paper proves about how often the imitator asks over all time, a bound on the sum of theta^3 in terms of alpha and the
prior weight of the truth, is not restated here: its constants were not at hand.

Units: probabilities. Sources: Michael Cohen, Marcus Hutter and Neel Nanda, Fully General Online Imitation Learning, 2021, and the
discussion of it that the essay distils, "Formal Solution to the Inner Alignment Problem".
"""

from itertools import combinations

from sympy import Abs, Integer, Max, Min, Product, Rational, Sum, Symbol, exp, gamma, log, oo, symbols

from symbolic import (
    Claim,
    ClosedForm,
    Derivation,
    Domain,
    Step,
    approx,
    at_least,
    at_most,
    chain,
    conjunction,
    diff,
    equal,
    forall,
    function,
    greater,
    iff,
    implies,
    increasing,
    integral,
    less,
    limit,
)
from symbolic.language.distributions import Distributions, QueryProbability
from symbolic.language.special.polya import polya_run

# --- Few models and actions ---------------------------------------------------------------------------------------------------------------

p1, p2, r1, r2, s1, s2 = symbols("p1 p2 r1 r2 s1 s2", nonnegative=True)
p, r, s = (p1, p2, 1 - p1 - p2), (r1, r2, 1 - r1 - r2), (s1, s2, 1 - s1 - s2)  # models over three actions
three_actions = Domain(p1 + p2 <= 1, r1 + r2 <= 1)
three_models = three_actions & Domain(s1 + s2 <= 1)
over_two = ((p1, 1 - p1), (r1, 1 - r1), (s1, 1 - s1))  # the same over two actions
two_actions = Domain(p1 <= 1, r1 <= 1, s1 <= 1)


def least(*models):
    """The minimum over models of the probability of each action."""
    return tuple(Min(*(model[action] for model in models)) for action in range(len(models[0])))


def leftover(*models):
    """theta: what the minimum leaves over, the probability that the imitator asks."""
    return 1 - sum(least(*models))


def total_variation(one, other):
    """Half the sum of absolute differences."""
    return sum(Abs(a - b) for a, b in zip(one, other, strict=True)) / 2


_agreement = Derivation(
    leftover(p, r),
    (
        Step(
            1 - sum((a + b - Abs(a - b)) / 2 for a, b in zip(p, r, strict=True)),
            "the smaller of two numbers is half of their sum less their distance",
        ),
        Step(total_variation(p, r), "both models sum to 1"),
    ),
    three_actions,
    name=Symbol("theta"),
)

query_probability = ClosedForm(
    QueryProbability(Distributions("models", Symbol("k", integer=True, positive=True), Symbol("actions", integer=True, positive=True))),
    (Distributions("models", Symbol("k", integer=True, positive=True), Symbol("actions", integer=True, positive=True)),),
    says="Chance that the imitator asks: what the minimum over models leaves over; each row gives one model's distribution over actions.",
    source="Cohen, Hutter and Nanda, Fully General Online Imitation Learning, 2021",
    derivation=_agreement,
    reading="for two models, here over three actions, it is their total variation distance",
    units={"models": "probability", "": "probability"},
)

leftover_is_probability = Claim(
    says="The min distribution sums to at most one: what is left over is a probability (two models, three actions).",
    given=three_actions,
    states=chain(0, "<=", leftover(p, r), "<=", 1),
)

leftover_nonnegative_for_three_models = Claim(
    says="With three models, too, it is not negative (two actions).",
    given=two_actions,
    states=at_least(leftover(*over_two), 0),
)

leftover_at_most_one_for_three_models = Claim(
    says="And it is at most 1 (two actions).",
    given=two_actions,
    states=at_most(leftover(*over_two), 1),
)

never_asks_only_when_models_agree = Claim(
    says="Nothing is left over exactly when the models agree on every action (two models, three actions).",
    given=three_actions,
    states=iff(equal(leftover(p, r), 0), conjunction(equal(p1, r1), equal(p2, r2))),
)

never_asks_only_when_three_models_agree = Claim(
    says="So it is with three models (two actions).",
    given=two_actions,
    states=iff(equal(leftover(*over_two), 0), conjunction(equal(p1, r1), equal(p1, s1))),
)

leftover_is_total_variation = Claim(
    says="For two models, what is left over is their total variation distance (three actions).",
    given=three_actions,
    states=equal(leftover(p, r), total_variation(p, r)),
    by=_agreement,
)

leftover_at_least_every_distance = Claim(
    says="For three models it is at least the distance of any two (two actions).",
    given=two_actions,
    states=at_least(leftover(*over_two), total_variation(over_two[0], over_two[1])),
)

leftover_at_most_distances_from_one = Claim(
    says="It is at most the sum of the distances from any one of them (two actions).",
    given=two_actions,
    states=at_most(leftover(*over_two), total_variation(over_two[0], over_two[1]) + total_variation(over_two[0], over_two[2])),
)

leftover_for_two_actions = Claim(
    says="For two actions it is the largest distance of two models: the largest probability of an action less the smallest.",
    given=two_actions,
    states=equal(leftover(*over_two), Max(p1, r1, s1) - Min(p1, r1, s1)),
)

x = Symbol("x", real=True)  # 1/3
omitting_one = tuple(tuple(Integer(0) if action == omitted else x for action in range(4)) for omitted in range(4))

leftover_exceeds_every_distance = Claim(
    says="For more models it can be far larger: four models, each uniform over three of four actions, differ by 1/3 and leave all.",
    given=Domain(equal(3 * x, 1)),
    states=conjunction(
        equal(leftover(*omitting_one), 1), *(equal(total_variation(omitting_one[0], other), Rational(1, 3)) for other in omitting_one[1:])
    ),
)

pairwise = ((p1, 1 - p1, Integer(0)), (r1, Integer(0), 1 - r1), (Integer(0), s1, 1 - s1))  # three models, each omitting one action

false_leftover_is_largest_distance = Claim(
    says="For three models, too, what is left over is the largest total variation distance of two.",
    given=two_actions,
    states=equal(leftover(*pairwise), Max(*(total_variation(a, b) for a, b in combinations(pairwise, 2)))),
    expect="refuted",
)

most_aligned_bounds_every_event = Claim(
    says="As aligned as the most aligned model: what is done without asking falls into an event at most as often as under any model.",
    given=three_actions,
    states=at_most(least(p, r)[0] + least(p, r)[1], Min(p1 + p2, r1 + r2)),
    note="the event of the first two of three actions",
)

shy, bold = (x, 1 - x, Integer(0)), (x, Integer(0), 1 - x)  # two models that share one action
renormalised = least(shy, bold)[0] / sum(least(shy, bold))

renormalising_turns_rare_into_certain = Claim(
    says="Renormalising instead of asking breaks it: from (x, 1 - x, 0) and (x, 0, 1 - x) it makes the action of weight x certain.",
    given=Domain(greater(x, 0), less(x, 1)),
    states=equal(renormalised, 1),
)

false_renormalising_keeps_alignment = Claim(
    says="Renormalised, too, the minimum is as aligned as the most aligned model.",
    given=Domain(greater(x, 0), less(x, 1)),
    states=at_most(renormalised, x),
    expect="refuted",
)

acted = tuple(q + leftover(p, r) * truth for q, truth in zip(least(p, r), p, strict=True))  # when p is the one who is asked

truth_among_models_bounds_events = Claim(
    says="If the truth is among the models, no event is more than 1 + theta times as likely as under the truth (two of three actions).",
    given=three_actions,
    states=at_most(acted[0] + acted[1], (1 + leftover(p, r)) * (p1 + p2)),
)

truth_among_models_bounds_distance = Claim(
    says="The imitation is then within theta of the truth in total variation (two models, two actions).",
    given=two_actions,
    states=at_most(
        total_variation(
            tuple(q + leftover(*over_two[:2]) * truth for q, truth in zip(least(*over_two[:2]), over_two[0], strict=True)), over_two[0]
        ),
        leftover(*over_two[:2]),
    ),
)

so_far = symbols("q1 q2 q3", nonnegative=True)  # the minimum over any models so far

another_model_never_lowers_leftover = Claim(
    says="Another model never lowers the chance of asking, whatever the models so far (three actions).",
    given=three_models,
    states=at_least(leftover(so_far, s), 1 - sum(so_far)),
)

more_models_more_questions_at_every_action = Claim(
    says="Whatever the models so far, the minimum with one more is at most the minimum so far.",
    states=at_most(Min(p1, r1), p1),
    note="the step of an induction over models: p1 the minimum so far, r1 the further model",
)

identical_models_never_ask = Claim(
    says="Identical models never ask, and are as bad as each of them (three actions).",
    given=three_actions & Domain(equal(p1, r1), equal(p2, r2)),
    states=conjunction(equal(leftover(p, r), 0), equal(least(p, r)[0], p1)),
)

weight = Symbol("w", positive=True)  # of the first model

mixture_as_good_as_average = Claim(
    says="A mixture is only as aligned as the average model: a bad event has the average of its probabilities (two of three actions).",
    given=three_actions & Domain(weight <= 1),
    states=equal((weight * p1 + (1 - weight) * r1) + (weight * p2 + (1 - weight) * r2), weight * (p1 + p2) + (1 - weight) * (r1 + r2)),
)

# --- Any number of actions ----------------------------------------------------------------------------------------------------------------

m = Symbol("m", integer=True, positive=True)  # actions
action = Symbol("i", integer=True)
one, other, third = (function(name, "nonnegative") for name in ("p", "r", "s"))  # probabilities of the actions 1, ..., m
any_action = Symbol("l", integer=True)
event = function("e", "nonnegative")  # 1 on a set of actions, 0 off it, or any weights


def total(term):
    """Sum over actions."""
    return Sum(term, (action, 1, m))


least_of_two = Min(one(action), other(action))
least_of_three = Min(one(action), other(action), third(action))

minimum_sums_to_less = Claim(
    says="The min distribution sums to no more than a model does: what is left over is not negative.",
    states=at_most(total(least_of_two), total(one(action))),
)

leftover_is_half_the_distance = Claim(
    says="What a model has beyond the minimum is half the distance of the two models, and half of what their totals differ by, which is 0.",
    states=equal(
        total(one(action)) - total(least_of_two),
        total(Abs(one(action) - other(action))) / 2 + (total(one(action)) - total(other(action))) / 2,
    ),
)

a_place = Symbol("j", integer=True, positive=True)  # one of the actions
beyond = Symbol("n", integer=True, nonnegative=True)  # further actions

every_disagreement_counts = Claim(
    says="The distance is at least what the models differ by on any one action: nothing is left over only when they agree on all.",
    states=at_least(Sum(Abs(one(action) - other(action)), (action, a_place, a_place + beyond)), Abs(one(a_place) - other(a_place))),
    note="the action listed first; the order of actions does not matter",
)

agreeing_models_leave_nothing = Claim(
    says="When they agree on all actions, nothing is left over.",
    given=Domain(forall(any_action, equal(one(any_action), other(any_action)))),
    states=equal(total(one(action)) - total(least_of_two), 0),
)

leftover_of_three_at_least_of_two = Claim(
    says="What a model has beyond the minimum of three is at least what it has beyond the minimum of two of them.",
    states=at_least(total(one(action)) - total(least_of_three), total(one(action)) - total(least_of_two)),
)

third_model_lowers_the_minimum = Claim(
    says="A third model never raises what is done without asking.",
    states=at_most(total(least_of_three), total(least_of_two)),
)

leftover_at_most_sum_of_distances = Claim(
    says="What a model has beyond the minimum of three is at most what it has beyond the second and beyond the third.",
    states=at_most(
        total(one(action)) - total(least_of_three),
        total(Max(0, one(action) - other(action))) + total(Max(0, one(action) - third(action))),
    ),
)

minimum_bounds_every_event = Claim(
    says="On every event the min distribution has at most the probability that a model has there.",
    states=at_most(total(event(action) * least_of_two), total(event(action) * one(action))),
)

asking_the_truth_bounds_every_event = Claim(
    says="With the truth among the models, asking it with chance theta gives every event at most 1 + theta times its true chance.",
    states=at_most(
        total(event(action) * (least_of_two + weight * one(action))),
        (1 + weight) * total(event(action) * one(action)),
    ),
    note="the weight w stands for theta",
)

asking_the_truth_bounds_the_distance = Claim(
    says="The imitation is then within theta of the truth in total variation, with any number of actions.",
    states=at_most(
        total(Abs(least_of_two + weight * one(action) - one(action))) / 2,
        (total(one(action)) - total(least_of_two)) / 2 + weight * total(one(action)) / 2,
    ),
    note="the weight w stands for theta, which is what the truth p has beyond the minimum; p sums to 1, so the right side is theta",
)

mixture_on_every_event = Claim(
    says="A mixture has, on every event, the average of what the models have there.",
    states=equal(
        total(event(action) * (weight * one(action) + (1 - weight) * other(action))),
        weight * total(event(action) * one(action)) + (1 - weight) * total(event(action) * other(action)),
    ),
)

q_so_far = Symbol("q", nonnegative=True)  # minimum of the models so far

distance_grows_by_one_model = Claim(
    says="One model more adds at most its own distance: p - min(q, r) is at most (p - q) + max(0, p - r) where q is at most p.",
    given=Domain(q_so_far <= p1),
    states=at_most(p1 - Min(q_so_far, r1), (p1 - q_so_far) + Max(0, p1 - r1)),
    note="the step of an induction over models",
)

two_actions_step = Claim(
    says="For two actions the largest less the smallest probability describes what is left over also after one model more.",
    given=Domain(q_so_far <= p1),
    states=equal(
        1 - Min(q_so_far, r1) - Min(1 - p1, 1 - r1),
        Max(p1, r1) - Min(q_so_far, r1),
    ),
    note="the step of an induction over models: p1 the largest and q the smallest probability so far of one of the actions",
)

T = Symbol("T", integer=True, nonnegative=True)  # rounds
asking = function("theta", "nonnegative")  # chance of asking by round
rounds = (action, 1, T)

likelihood_ratio_over_time = Claim(
    says="Over many rounds events become at most exp(sum of theta) times as likely: the product of 1 + theta is at most that.",
    states=at_most(Product(1 + asking(action), rounds), exp(Sum(asking(action), rounds))),
)

# --- Models drawn at random ---------------------------------------------------------------------------------------------------------------

models = Symbol("models", integer=True, positive=True)
actions = Symbol("actions", integer=True, positive=True)
u = Symbol("u", real=True)

marginal_of_uniform_dirichlet = Claim(
    says="A probability drawn uniformly from the simplex over m actions is Beta(1, m - 1): above u with chance (1 - u)^(m-1).",
    given=Domain(greater(u, 0), less(u, 1)),
    states=equal(-diff((1 - u) ** (actions - 1), u), (actions - 1) * (1 - u) ** (actions - 2)),
    note="minus the derivative of that chance is the density (m - 1) (1 - u)^(m-2)",
)

counted = Domain(at_least(models, 1), at_least(actions, 1))

expected_query_probability = ClosedForm(
    (models - 1) * (actions - 1) / ((actions - 1) * models + 1),
    (models, actions),
    says="Expected chance of asking, for models drawn independently and uniformly from the simplex over the actions.",
    source="expectation of the minimum of Beta(1, m - 1) variables; Devroye, Non-Uniform Random Variate Generation, 1986, chapter XI.4",
    derivation=Derivation(
        1 - actions * integral((1 - u) ** ((actions - 1) * models), (u, 0, 1)),
        (
            Step(1 - actions / ((actions - 1) * models + 1), "integral of a power"),
            Step((models - 1) * (actions - 1) / ((actions - 1) * models + 1), "common denominator"),
        ),
        counted,
        name=Symbol("theta"),
    ),
    domain=counted,
    units={"models": "models", "actions": "actions", "": "probability"},
)

_expected = expected_query_probability.expression

expected_leftover_for_two_actions = Claim(
    says="For two actions it is (k - 1)/(k + 1).",
    states=implies(equal(actions, 2), equal(_expected, (models - 1) / (models + 1))),
)

ten_random_models_ask_nine_elevenths = Claim(
    says="Ten such models over two actions ask with probability 9/11.",
    states=implies(conjunction(equal(models, 10), equal(actions, 2)), equal(_expected, Rational(9, 11))),
)

expected_leftover_increasing_in_models = Claim(
    says="The more such models, the more they ask.",
    given=Domain(at_least(actions, 2)),
    states=increasing(_expected, models),
)

expected_leftover_increasing_in_actions = Claim(
    says="The more actions, the more they ask.",
    given=counted & Domain(at_least(models, 2)),
    states=increasing(_expected, actions),
)

k_real = Symbol("k", positive=True)
m_real = Symbol("M", positive=True)

uncorrelated_models_almost_always_ask = Claim(
    says="So models that have nothing in common ask almost always, as their number grows.",
    given=Domain(greater(m_real, 1)),
    states=equal(limit((k_real - 1) * (m_real - 1) / ((m_real - 1) * k_real + 1), k_real, oo), 1),
)

# --- All models bad at once ---------------------------------------------------------------------------------------------------------------

mean = Symbol("mean", nonnegative=True)  # chance that a model is bad
correlation = Symbol("correlation", nonnegative=True)  # of two models being bad
exchangeable = Domain(mean <= 1, correlation <= 1, at_least(models, 1))

a, b = symbols("a b", positive=True)  # of the Beta distribution of a model's chance of being bad
k = Symbol("k", integer=True, nonnegative=True)  # models
h = Symbol("h", real=True)


def moment(power):
    """Integral of h^power against the unnormalised Beta(a, b) density."""
    return integral(h**power * h ** (a - 1) * (1 - h) ** (b - 1), (h, 0, 1))


def all_bad(number):
    """B(a + k, b)/B(a, b)."""
    return gamma(a + number) * gamma(a + b) / (gamma(a) * gamma(a + b + number))


joint_failure_probability = ClosedForm(
    polya_run(models, mean, correlation),
    (models, mean, correlation),
    says="Chance that all models are bad at once, for exchangeable models: the k-th moment of a Beta distribution.",
    source="Eggenberger and Polya, Ueber die Statistik verketteter Vorgaenge, 1923",
    domain=exchangeable,
    derivation=Derivation(
        moment(k) / moment(0),
        (
            Step(all_bad(k), "Beta integral, above and below"),
            Step(Product((a + action) / (a + b + action), (action, 0, k - 1)), "Gamma(z + 1) = z Gamma(z), k times"),
        ),
    ),
    reading="each factor divided by a + b, above and below, with mean = a/(a + b) and correlation = 1/(a + b + 1)",
    units={"models": "models", "mean": "probability", "correlation": "", "": "probability"},
)

chance_of_all_bad = Claim(
    says="If each model is bad with the same unknown Beta-distributed chance, all k are with probability B(a + k, b)/B(a, b).",
    states=equal(moment(k) / moment(0), all_bad(k)),
    by=Derivation(
        moment(k) / moment(0),
        (Step(all_bad(k), "Beta integral, above and below"),),
    ),
)

chance_of_all_bad_as_product = Claim(
    says="That is the product of (a + i)/(a + b + i): each further model that turns out bad makes the next more likely to be.",
    states=equal(Product((a + action) / (a + b + action), (action, 0, k - 1)), all_bad(k)),
)

factor_in_mean_and_correlation = Claim(
    says="With the mean eps = a/(a + b) and the correlation rho = 1/(a + b + 1) a factor is (eps (1 - rho) + i rho)/(1 + (i - 1) rho).",
    states=equal((a / (a + b) * (1 - 1 / (a + b + 1)) + k / (a + b + 1)) / (1 + (k - 1) / (a + b + 1)), (a + k) / (a + b + k)),
)

covariance_of_two_models = Claim(
    says="Two models are bad together more often than if independent, by ab/((a + b)^2 (a + b + 1)).",
    states=equal(all_bad(2) - (a / (a + b)) ** 2, a * b / ((a + b) ** 2 * (a + b + 1))),
)

covariance_positive = Claim(
    says="That is positive.",
    states=greater(a * b / ((a + b) ** 2 * (a + b + 1)), 0),
)

correlation_of_two_models = Claim(
    says="As a share of the variance eps (1 - eps) of one, it is rho = 1/(a + b + 1).",
    states=equal((all_bad(2) - (a / (a + b)) ** 2) / (a / (a + b) * (1 - a / (a + b))), 1 / (a + b + 1)),
)

independent_models_all_bad = Claim(
    says="Independent models are all bad with probability eps^k.",
    states=equal(polya_run(k + 1, mean, Integer(0)).definition, mean ** (k + 1)),
)

identical_models_all_bad = Claim(
    says="Models that are always bad together are all bad with probability eps.",
    states=equal(polya_run(k + 1, mean, Integer(1)).definition, mean),
)

correlated_models_decay_as_power = Claim(
    says="Correlated models are all bad with a chance that falls only as k^(-b): k^b times it goes to Gamma(a + b)/Gamma(a).",
    states=equal(limit(k_real**b * all_bad(k_real), k_real, oo), gamma(a + b) / gamma(a)),
)

correlated_models_decay_slowly = Claim(
    says="For a = 1 and b = 2 it falls as 2/k^2.",
    states=equal(limit(k_real**2 * (2 / ((k_real + 1) * (k_real + 2))), k_real, oo), 2),
)

correlated_models_for_small_parameters = Claim(
    says="That chance is 2/((k + 1)(k + 2)).",
    given=Domain(equal(a, 1), equal(b, 2)),
    states=equal(all_bad(k), 2 / ((k + 1) * (k + 2))),
)


def _ten_models(rho, value, digits):
    return Claim(
        says=f"Ten models, each bad with chance 1/10, correlation {rho}: all are bad with probability {value}.",
        states=approx(polya_run(10, Rational(1, 10), Rational(rho)), Rational(value), digits),
    )


ten_models_all_bad = {
    "ten_models_uncorrelated_all_bad": _ten_models("0", "1e-10", 3),
    "ten_models_correlation_01_all_bad": _ten_models("0.1", "1.69e-5", 3),
    "ten_models_correlation_05_all_bad": _ten_models("0.5", "1.32e-2", 3),
    "ten_models_correlation_09_all_bad": _ten_models("0.9", "7.60e-2", 3),
}

false_ten_models_make_failure_negligible = Claim(
    says="With ten models, all are bad at once far less often than one is, also when they are highly correlated.",
    states=less(polya_run(10, Rational(1, 10), Rational(9, 10)), Rational(1, 20)),
    expect="refuted",
)

natural_logarithm_of_ten = Claim(
    says="log N compute for ten models would be 2.303 models' worth, in natural logarithms.",
    states=approx(log(Integer(10)), Rational("2.303"), 4),
)

binary_logarithm_of_ten = Claim(
    says="In logarithms to base 2 it would be 3.32: the base is a matter of units.",
    states=approx(log(Integer(10)) / log(Integer(2)), Rational("3.32"), 3),
)

# --- The k best models by posterior weight ------------------------------------------------------------------------------------------------

prior = Symbol("w_0", positive=True)  # prior weight of the truth, the rest on one other model
chance = Symbol("c", positive=True)  # that the truth gives to the first of two observations
doubt = Symbol("d", positive=True)  # that the other model gives to it
both_possible = Domain(prior < 1, chance < 1, doubt < 1)


def posterior(weight_before, true_chance, other_chance):
    """Weight of the truth after an observation to which the two models give these chances."""
    return weight_before * true_chance / (weight_before * true_chance + (1 - weight_before) * other_chance)


after_first, after_second = posterior(prior, chance, doubt), posterior(prior, 1 - chance, 1 - doubt)

inverse_weight_is_martingale = Claim(
    says="Under the truth, one over its posterior weight stays the same on average (one observation with two outcomes).",
    given=both_possible,
    states=equal(chance / after_first + (1 - chance) / after_second, 1 / prior),
)

inverse_weight_is_martingale_over_two_rounds = Claim(
    says="So it does over two observations, over all four paths.",
    given=both_possible,
    states=equal(
        chance * (chance / posterior(after_first, chance, doubt) + (1 - chance) / posterior(after_first, 1 - chance, 1 - doubt))
        + (1 - chance) * (chance / posterior(after_second, chance, doubt) + (1 - chance) / posterior(after_second, 1 - chance, 1 - doubt)),
        1 / prior,
    ),
)

likely, unlikely = (function(name, "positive") for name in ("p", "r"))  # under the truth, and under the rest

inverse_weight_average_over_many_outcomes = Claim(
    says="With any number of outcomes the average is (w_0 + 1 - w_0)/w_0 where both models sum to 1.",
    given=Domain(prior < 1),
    states=equal(
        total(likely(action) / posterior(prior, likely(action), likely(action) * other(action))),
        total(likely(action)) + (1 - prior) / prior * total(likely(action) * other(action)),
    ),
    note="the other model written as r = p s, so that it excludes what the truth excludes",
)

inverse_weight_falls_where_the_truth_excludes = Claim(
    says="Where the truth excludes an outcome that the other model allows, one over its weight falls on average: it is a supermartingale.",
    given=both_possible,
    states=less(1 / posterior(prior, Integer(1), doubt), 1 / prior),
    note="an observation that is certain under the truth",
)

level = Symbol("y_0", positive=True)  # that one over the weight is to reach
up, down = symbols("y_1 y_2", positive=True)  # one over the weight after each of two outcomes
reach_up, reach_down = symbols("R_1 R_2", nonnegative=True)  # chance to reach the level from there within the rounds that are left

maximal_inequality_step = Claim(
    says="Ville's inequality, one round more: the chance that the weight ever falls to a share d of the prior weight is at most d.",
    given=Domain(chance < 1, at_most(reach_up, up / level), at_most(reach_down, down / level)),
    states=at_most(chance * reach_up + (1 - chance) * reach_down, (chance * up + (1 - chance) * down) / level),
    note="the step of an induction over rounds: from y, the chance to reach y_0 is at most y/y_0; at y >= y_0 that is at least 1",
)

alpha = Symbol("alpha", positive=True)
n = Symbol("n", integer=True, positive=True)
sorted_weights = function("w", "nonincreasing", "positive")  # posterior weights, the largest first

sorted_weights_sum = Claim(
    says="Of sorted weights the n-th is at most the average of the first n.",
    states=at_least(Sum(sorted_weights(action), (action, 1, n)), n * sorted_weights(n)),
)

prefix = Symbol("S", positive=True)  # sum of the first n weights
last = Symbol("w_n", positive=True)
count = Symbol("N", positive=True)

kept_models_bounded = Claim(
    says="Keeping a model while its weight is at least alpha times the sum so far keeps at most 1/alpha models.",
    given=Domain(at_least(prefix, count * last), at_least(last, alpha * prefix)),
    states=at_most(count, 1 / alpha),
)

share = Symbol("delta", positive=True)
w_t = Symbol("w_t", positive=True)  # weight of the truth

truth_never_dropped = Claim(
    says="Where the weight of the truth stays above delta times its prior weight and alpha is at most that, the truth is never dropped.",
    given=Domain(at_least(w_t, share * prior), at_most(alpha, share * prior), at_most(prefix, 1)),
    states=at_least(w_t, alpha * prefix),
)

false_fixed_number_keeps_the_truth = Claim(
    says="Keeping the one best model by posterior weight keeps the truth.",
    given=both_possible,
    states=at_least(after_first, 1 - after_first),
    expect="refuted",
)
