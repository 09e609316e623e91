"""Semi-informative priors: other trials, several hypotheses, several conjuncts.

What the report does with the model of `semi_informative_priors`: it changes what counts as a trial (a stretch of time, a share of growth in
researchers or in computation), mixes several such models, asks for several achievements at once, and measures what more research buys.
Some sentences and formulas of the report are recorded here as refuted, each next to what holds.

Source: Davidson, Semi-informative priors over AI timelines, 2021, sections 2, 5 to 8 and appendix 10.
"""

from sympy import Integer, Product, Rational, Sum, Symbol, exp

from proofs.intermittent_distillations.semi_informative_priors import (
    B,
    N,
    a,
    b,
    conjunctive_success_probability,
    conjuncts,
    failures,
    first_trial_probability,
    n,
    p,
    survival,
    trials,
)
from symbolic import (
    Claim,
    Domain,
    conjunction,
    diff,
    equal,
    function,
    iff,
    implies,
    independent,
    less,
)
from symbolic.methods.guided import Guided, TakeLogarithms

# --- Symbols ----------------------------------------------------------------------------------------------------------------------------

m = Symbol("m", positive=True)  # trials that one trial is split into
q = Symbol("q", positive=True)  # a chance of success
h = Symbol("h", positive=True)  # first trials within which the chance is held fixed
H = Symbol("H", positive=True)  # conjuncts
i = Symbol("i", integer=True, nonnegative=True)
T = Symbol("T", integer=True, nonnegative=True)  # years


def success(a, B, n):
    """The chance of a success within n trials after B failures, virtual ones included."""
    return 1 - survival(a, B, n)


# --- What counts as a trial -------------------------------------------------------------------------------------------------------------

split_trials = Claim(
    says="With a = 1, splitting every trial into m changes nothing.",
    states=equal(success(Integer(1), m * b + m * N, m * n), success(Integer(1), b + N, n)),
)

split_trials_in_general = Claim(
    says="Whatever a is, splitting every trial into m changes nothing.",
    states=equal(success(a, m * B, m * n), success(a, B, n)),
    expect="refuted",
)

two_successes = n * (2 * B + n + 1) / ((B + n) * (B + n + 1))
two_successes_halved = 2 * n * (4 * B + 2 * n + 1) / ((2 * B + 2 * n) * (2 * B + 2 * n + 1))

split_trials_defect = Claim(
    says="With a = 2, splitting every trial into two adds nB/((B + n)(B + n + 1)(2B + 2n + 1)) to the chance of a success.",
    states=equal(two_successes_halved - two_successes, n * B / ((B + n) * (B + n + 1) * (2 * B + 2 * n + 1))),
)

virtual_failures_from_chance = Claim(
    says="With a = 1 a chance q of success within the first n trials takes b = n(1/q - 1) virtual failures.",
    given=Domain(q < 1, n > 0),
    states=iff(equal(n / (b + n), q), equal(b, n * (1 / q - 1))),
)

Y = Symbol("Y", positive=True)  # the year from which there is still no AGI

still_nothing_by = Claim(
    says="If there is still no AGI by the year Y, the chance by 2036 is (2036 - Y)/(b + 80).",
    states=implies(conjunction(equal(N, Y - 1956), equal(n, 2036 - Y)), equal(n / (b + N + n), (2036 - Y) / (b + 80))),
)

still_nothing_linear = Claim(
    says="It falls on a straight line: by the same 1/(b + 80) with every year.",
    states=equal(diff((2036 - Y) / (b + 80), Y), -1 / (b + 80)),
)

# --- Researcher years and computation ---------------------------------------------------------------------------------------------------

growth = Symbol("growth", positive=True)  # yearly growth of the number of researchers
R_0 = Symbol("R_0", positive=True)  # researchers in the first year
n_r = Symbol("n_r", positive=True)  # trials in the first year, at the rate of research
N_r = Symbol("N_r", nonnegative=True)  # failed trials so far
q_year = Symbol("q_year", positive=True)  # chance of success in that year, by calendar years
X = Symbol("X", positive=True)  # trials of computation for each trial of research
dummy = Symbol("dummy", nonnegative=True)  # failures counted before the first trial

researcher_years = Claim(
    says="Ten researchers, their number growing by the share g a year, have put in (10/g)((1 + g)^(T + 1) - g) years after T years.",
    states=equal(
        10 / growth + Sum(10 * (1 + growth) ** (i + 1), (i, 0, T - 1)),
        10 / growth * ((1 + growth) ** (T + 1) - growth),
    ),
)

matched_to_calendar = Claim(
    says="A year of n_r trials after N_r failures has the chance q exactly with b = n_r/q - N_r - n_r virtual failures.",
    states=iff(equal(n_r / (b + N_r + n_r), q_year), equal(b, n_r / q_year - N_r - n_r)),
)

matched_to_computation = Claim(
    says="If computation has X trials for each of research, counted after the same dummy failures, X(b + 5) - 5 virtual failures match.",
    given=Domain(X > 1),
    states=equal(n_r / ((X * (b + 5) - 5) + 5 + n_r), n_r / X / (b + 5 + n_r / X)),
)

dummy_failures_irrelevant = Claim(
    says="How many dummy failures are counted makes no difference, as a comment in the report's code says.",
    given=Domain(X > 1),
    states=independent(X * (b + dummy) - dummy, dummy),
    expect="refuted",
)

dummy_failures_slope = Claim(
    says="Each dummy failure changes the matched number by X - 1.",
    states=equal(diff(X * (b + dummy) - dummy, dummy), X - 1),
)

# --- Several hypotheses -----------------------------------------------------------------------------------------------------------------

w_1 = Symbol("w_1", positive=True)  # prior weights
w_2 = Symbol("w_2", positive=True)
S_1 = function("S_1", "positive")  # chance of no success up to a time, by hypothesis
S_2 = function("S_2", "positive")
t_1 = Symbol("t_1", real=True)  # times, in order
t_2 = Symbol("t_2", real=True)
s_1 = Symbol("s_1", positive=True)  # their values at one time
s_2 = Symbol("s_2", positive=True)
mixed = w_1 * S_1(t_1) + w_2 * S_2(t_1)

hyperprior = Claim(
    says="With updated weights, the chance of a success between two times is one less the quotient of the mixed chances of none.",
    states=equal(
        w_1 * S_1(t_1) / mixed * (1 - S_1(t_2) / S_1(t_1)) + w_2 * S_2(t_1) / mixed * (1 - S_2(t_2) / S_2(t_1)),
        1 - (w_1 * S_1(t_2) + w_2 * S_2(t_2)) / mixed,
    ),
)

weights_shift_to_slow = Claim(
    says="Failures shift weight to the hypothesis that makes them likelier.",
    given=Domain(s_1 < s_2),
    states=less(w_1 * s_1 / (w_1 * s_1 + w_2 * s_2), w_1 / (w_1 + w_2)),
)

hazard = function("Lambda")  # minus the logarithm of the mixed chance of no success up to a year

yearly_updating = Claim(
    says="Updating every year comes to the same as updating once: the yearly chances of no success telescope.",
    states=equal(Product(exp(hazard(i) - hazard(i + 1)), (i, 0, T - 1)), exp(hazard(0) - hazard(T))),
)

# --- Several conjuncts ------------------------------------------------------------------------------------------------------------------

b_H = h * ((1 + b / h) ** (1 / H) - 1)

conjuncts_hold_chance_fixed = Claim(
    says="With h((1 + b/h)^(1/H) - 1) virtual failures each, H conjuncts are all achieved within h trials as likely as one with b alone.",
    states=equal((h / (b_H + h)) ** H, h / (b + h)),
    by=Guided(TakeLogarithms()),
)

conjuncts_achieved = Symbol("F", nonnegative=True)  # chance that all are achieved within N trials
conjuncts_achieved_later = Symbol("F_later", nonnegative=True)  # within N + n

conjuncts_conditional = Claim(
    says="If they are not all achieved after N trials, they are after n more with chance (F' - F)/(1 - F).",
    given=Domain(conjuncts_achieved < 1),
    states=equal(
        1 - (1 - conjuncts_achieved_later) / (1 - conjuncts_achieved),
        (conjuncts_achieved_later - conjuncts_achieved) / (1 - conjuncts_achieved),
    ),
)

conjuncts_none_achieved = Claim(
    says="If none is achieved after N trials, all are after n more with chance (n/(b + N + n))^H: less for every further one.",
    given=Domain(n > 0),
    states=less((n / (b + N + n)) ** (H + 1), (n / (b + N + n)) ** H),
)

one_conjunct = Claim(
    says="One conjunct is the plain model.",
    states=implies(
        equal(H, 1),
        equal(((N + n) / (b + N + n) - N / (b + N)) / (1 - N / (b + N)), n / (b + N + n)),
    ),
)


def all_by_2036(how_many, first_trial):
    """The chance that so many conjuncts are all achieved by 2036, given not by 2020; first century as likely as for one."""
    values = {conjuncts: how_many, first_trial_probability: first_trial, failures: 64, trials: 16}
    return conjunctive_success_probability.expression.subs(values)


more_conjuncts_raise_chance = Claim(
    says="With the first century held fixed, more conjuncts raise the chance by 2036 for a first-trial probability of 1/300.",
    states=conjunction(
        less(all_by_2036(1, Rational(1, 300)), all_by_2036(2, Rational(1, 300))),
        less(all_by_2036(2, Rational(1, 300)), all_by_2036(100, Rational(1, 300))),
    ),
)

more_conjuncts_at_one_in_3000 = Claim(
    says="For 1/3000, too, a hundred conjuncts give more than two, not less as the report's rounded values have it.",
    states=less(all_by_2036(2, Rational(1, 3000)), all_by_2036(100, Rational(1, 3000))),
)

more_conjuncts_always_raise_chance = Claim(
    says="More conjuncts always raise the chance: for 1/3000 a hundred give more than fifty.",
    states=less(all_by_2036(50, Rational(1, 3000)), all_by_2036(100, Rational(1, 3000))),
    expect="refuted",
    note="the chance is largest near fifty conjuncts there, and for 1/10000 near ten",
)

# --- What research buys -----------------------------------------------------------------------------------------------------------------

delta = Symbol("delta", positive=True)
R = Symbol("R", positive=True)  # research
power = Symbol("power", positive=True)  # m = 1/(1 - phi)
level = (delta * R / power) ** power  # A = ((1 - phi) delta R)^(1/(1 - phi))

progress_rate = Claim(
    says="The level A = ((1 - phi) delta R)^m, m = 1/(1 - phi), grows with research at the rate delta (delta R/m)^(m - 1).",
    states=equal(diff(level, R), delta * (delta * R / power) ** (power - 1)),
)

progress_feedback = Claim(
    says="That rate is delta A^phi, as the growth model asks.",
    states=equal(level ** (1 - 1 / power), (delta * R / power) ** (power - 1)),
    by=Guided(TakeLogarithms()),
)

doubled_research = Claim(
    says="Doubling research multiplies the level by 2^m.",
    states=equal((delta * (2 * R) / power) ** power, 2**power * level),
)

one_percent_more_research = Claim(
    says="With phi = 1/2, one per cent more research gives 2.01% more.",
    states=implies(conjunction(equal(growth, Rational(1, 100)), equal(power, 2)), equal((1 + growth) ** 2 - 1, Rational(201, 10000))),
)

# --- Other models in the report ---------------------------------------------------------------------------------------------------------

uniform_unconditional = 16 * p
uniform_conditional = 16 * p / (1 - 64 * p)

uniform_is_conditional = Claim(
    says="If every year is equally likely a priori, then given none in 64 years, 16 more succeed with chance 16p/(1 - 64p).",
    states=implies(p < Rational(1, 80), equal(1 - (1 - 80 * p) / (1 - 64 * p), uniform_conditional)),
)

uniform_printed = Claim(
    says="At p = 1/100 the conditional chance is 16p, as the heading of a column of appendix 10.12 has it.",
    states=equal(uniform_conditional.subs(p, Rational(1, 100)), uniform_unconditional.subs(p, Rational(1, 100))),
    expect="refuted",
)

uniform_above = Claim(
    says="It is larger than 16p.",
    states=implies(p < Rational(1, 80), less(uniform_unconditional, uniform_conditional)),
)

laplace_product = Claim(
    says="Under Laplace's rule 64 failures are followed by 16 more with chance 65/81, the product of 65/66 up to 80/81.",
    states=equal(Product((65 + i) / (66 + i), (i, 0, T - 1)), 65 / (65 + T)),
)

laplace_product_printed = Claim(
    says="The product printed in section 2 goes on to 81/82, one factor too many: that is the chance of 17 more failures.",
    states=implies(equal(T, 17), equal(65 / (65 + T), Rational(65, 82))),
)
