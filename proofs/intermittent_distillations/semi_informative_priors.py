"""Semi-informative priors: how likely is AGI by a given year, if all that is known is that so many years of trying have failed?

Davidson's model (Semi-informative priors over AI timelines, Open Philanthropy, 2021): trials, one a year, succeed independently with the
same unknown probability; that probability has a Beta(a, b) prior. With a = b = 1 this is Laplace's rule of succession. Davidson keeps a and
chooses b such that the first trial succeeds with a given probability. The chance that none of the next n trials succeeds after N failures
is a quotient of gamma functions, written S below; it has the same form in n as in a.

Units: trials are years unless a claim says otherwise; a and b are numbers of virtual successes and failures.
Source: "Intermittent Distillations #3" (essay) and Davidson's report.
"""

from sympy import Eq, Integer, Piecewise, Pow, Rational, Symbol, exp, gamma, log

from symbolic import (
    Claim,
    ClosedForm,
    Derivation,
    Domain,
    Step,
    approx,
    at_most,
    conjunction,
    decreasing,
    diff,
    equal,
    expm1,
    greater,
    iff,
    implies,
    increasing,
    integral,
    less,
    limit,
    log1p,
    maximum,
    minimum,
    within,
)
from symbolic.language.special.gamma_ratio import log_gamma_ratio
from symbolic.language.special.powers import pow1pm1

# --- Symbols ----------------------------------------------------------------------------------------------------------------------------

SOURCE = "Davidson, Semi-informative priors over AI timelines, 2021"
CENTURY = Integer(100)  # the first trials within which the chance of success is held fixed as conjuncts are added, section 7.1.3.2

a = Symbol("a", positive=True)  # virtual successes
b = Symbol("b", positive=True)  # virtual failures
B = Symbol("B", positive=True)  # failures, virtual and observed: b + N
n = Symbol("n", nonnegative=True)  # further trials
theta = Symbol("theta", real=True)  # the unknown probability of success of a trial
first_trial_probability = Symbol("first_trial_probability", positive=True)  # a/(a + b)
failures = Symbol("failures", nonnegative=True)  # observed failures, N
trials = Symbol("trials", nonnegative=True)  # further trials, n
conjuncts = Symbol("conjuncts", integer=True, positive=True)  # number of independent things that must all be achieved

possible = Domain(first_trial_probability <= 1)


def survival(a, B, n):
    """S: the chance that none of the next n trials succeeds, after B failures, virtual ones included, and a virtual successes."""
    return gamma(B + n) * gamma(a + B) / (gamma(B) * gamma(a + B + n))


def expected_weight(a, B):
    """The integral over the unknown probability of its posterior density after B failures, without its normalising constant."""
    return integral(theta ** (a - 1) * (1 - theta) ** (B - 1), (theta, 0, 1))


# --- Closed forms -----------------------------------------------------------------------------------------------------------------------

_all_failures = a * (1 / first_trial_probability - 1) + failures
_all_failures_stable = a * (1 - first_trial_probability) / first_trial_probability + failures

# At the edges the values are limits: no trial, no success; a first-trial probability of 1 with no failure yet makes the next trial certain
# (b goes to 0), and after N > 0 failures it leaves n/(N + n) for a = 1.

success_probability = ClosedForm(
    Piecewise((0, Eq(trials, 0)), (1, Eq(_all_failures, 0)), (1 - survival(a, _all_failures, trials), True)),
    (a, first_trial_probability, failures, trials),
    says="Chance of a success within so many further trials, after so many failures, for a first-trial probability.",
    source=f"{SOURCE}, section 2 and appendix 10.2",
    domain=possible,
    derivation=Derivation(
        1 - expected_weight(a, b + failures + trials) / expected_weight(a, b + failures),
        (Step(1 - survival(a, b + failures, trials), "Beta integral, above and below"),),
        Domain(greater(trials, 0), equal(first_trial_probability, a / (a + b))),
    ),
    stable=Piecewise(
        (0, Eq(trials, 0)), (1, Eq(_all_failures_stable, 0)), (-expm1(log_gamma_ratio(a, _all_failures_stable, trials)), True)
    ),
    units={"a": "virtual successes", "first_trial_probability": "probability", "failures": "trials", "trials": "trials", "": "probability"},
)

next_trial_probability = ClosedForm(
    1 / (1 / first_trial_probability + failures / a),
    (a, first_trial_probability, failures),
    says="Chance that the next trial succeeds after so many failures: the generalised rule of succession.",
    source=f"{SOURCE}, section 4",
    domain=possible,
    derivation=Derivation(
        expected_weight(a + 1, b + failures) / expected_weight(a, b + failures),
        (
            Step(a / (a + b + failures), "Beta integral, above and below, and Gamma(z + 1) = z Gamma(z)"),
            Step(
                1 / (1 / first_trial_probability + failures / a),
                "the first trial succeeds with probability a/(a + b)",
                equal(first_trial_probability, a / (a + b)),
            ),
        ),
    ),
    units={"a": "virtual successes", "first_trial_probability": "probability", "failures": "trials", "": "probability"},
)


# Two readings of "several conjuncts" are in the report. Section 7.1.3.2 asks that all be achieved within the first century as likely as a
# single one would be, and conditions on not all being achieved so far: this is the closed form below. Appendix 10.6.2 gives each conjunct
# the first-trial probability itself and supposes that none is achieved: the power of `success_probability` (`conjuncts_none_achieved`).


def conjunct_failures(conjuncts, b):
    """Virtual failures of each conjunct such that all succeed within the first century as likely as one with b virtual failures alone."""
    return CENTURY * pow1pm1(b / CENTURY, 1 / conjuncts)


def all_done(conjuncts, b, trials):
    """Chance that every conjunct has succeeded within the first so many trials, each with b virtual failures and a = 1."""
    return Pow(trials / (b + trials), conjuncts, evaluate=False)


_b = conjunct_failures(conjuncts, (1 - first_trial_probability) / first_trial_probability)
_done, _done_later = all_done(conjuncts, _b, failures), all_done(conjuncts, _b, failures + trials)
_gained = expm1(-conjuncts * log1p(_b * trials / (failures * (failures + trials + _b))))

conjunctive_success_probability = ClosedForm(
    Piecewise(
        (0, Eq(trials, 0)),
        (trials / (failures + trials), Eq(first_trial_probability, 1)),
        (all_done(conjuncts, _b, trials), Eq(failures, 0)),
        ((_done_later - _done) / (1 - _done), True),
    ),
    (conjuncts, first_trial_probability, failures, trials),
    says="Chance that independent conjuncts are all achieved within so many further trials when they are not yet after so many: with a = 1 "
    "and each conjunct's prior such that within the first 100 trials all are achieved as likely as a single one with that first-trial "
    "probability.",
    source=f"{SOURCE}, section 7.1.3.2",
    domain=possible,
    derivation=Derivation(
        1 - (1 - _done_later) / (1 - _done),
        (Step((_done_later - _done) / (1 - _done), "not achieved later, given that not achieved so far"),),
        Domain(first_trial_probability < 1, greater(failures, 0), greater(trials, 0)),
    ),
    stable=Piecewise(
        (0, Eq(trials, 0)),
        (trials / (failures + trials), Eq(first_trial_probability, 1)),
        (exp(-conjuncts * log1p(_b / trials)), Eq(failures, 0)),
        (exp(-conjuncts * log1p(_b / (failures + trials))) * _gained / expm1(-conjuncts * log1p(_b / failures)), True),
    ),
    units={"conjuncts": "conjuncts", "first_trial_probability": "probability", "failures": "trials", "trials": "trials", "": "probability"},
)


# --- The essay: Laplace's rule and pseudo-counts ----------------------------------------------------------------------------------------

M = Symbol("M", nonnegative=True)  # observed successes
N = Symbol("N", nonnegative=True)  # observed trials, all failures from here on where M does not occur
p = Symbol("p", positive=True)  # first-trial probability
g = Symbol("g", real=True)  # a guess at the unknown probability
gamma_ = Symbol("gamma", positive=True)  # 1/p
counted = Domain(M <= N)
uniform = integral(theta**M * (1 - theta) ** (N - M), (theta, 0, 1))
laplace = (M + 1) / (N + 2)

laplace_rule = Claim(
    says="After M successes in N trials the next one succeeds with chance (M + 1)/(N + 2), if every probability was equally likely.",
    given=counted,
    states=equal(integral(theta * theta**M * (1 - theta) ** (N - M), (theta, 0, 1)) / uniform, laplace),
)

laplace_rule_by_beta = Claim(
    says="It is the quotient of the Beta functions at (M + 2, N - M + 1) and (M + 1, N - M + 1).",
    given=counted,
    states=equal(gamma(M + 2) * gamma(N - M + 1) / gamma(N + 3) / (gamma(M + 1) * gamma(N - M + 1) / gamma(N + 2)), laplace),
)

laplace_is_best_squared = Claim(
    says="It is the best guess at the unknown probability when the loss is the square of the error.",
    given=counted,
    states=minimum(g**2 - 2 * g * laplace + laplace * (M + 2) / (N + 3), g, laplace),
    note="the expected loss is written with the first two moments, which are proved next",
)

laplace_second_moment = Claim(
    says="The second moment of the unknown probability is (M + 1)(M + 2)/((N + 2)(N + 3)).",
    given=counted,
    states=equal(integral(theta**2 * theta**M * (1 - theta) ** (N - M), (theta, 0, 1)) / uniform, laplace * (M + 2) / (N + 3)),
)

x = Symbol("x", positive=True)  # a probability
k = Symbol("k", positive=True)  # observed successes, at least one
m = Symbol("m", positive=True)  # observed failures, at least one

most_likely_probability = Claim(
    says="The most likely value is another one: the observed frequency of success.",
    given=Domain(x < 1),
    states=maximum(k * log(x) + m * log(1 - x), x, k / (k + m)),
)

first_trial_one_half = Claim(
    says="For the first trial Laplace's rule gives 1/2.",
    states=equal(integral(theta, (theta, 0, 1)), Rational(1, 2)),
)

first_trial = Claim(
    says="Under a Beta(a, b) prior the first trial succeeds with probability a/(a + b).",
    states=equal(expected_weight(a + 1, b) / expected_weight(a, b), a / (a + b)),
)

laplace_by_pseudo_counts = Claim(
    says="Laplace's rule is the observed frequency after one success and one failure have been added.",
    given=counted & Domain(equal(a, 1), equal(b, 1)),
    states=equal(laplace, (a + M) / ((a + M) + (b + N - M))),
)

davidson_failures = Claim(
    says="Davidson keeps one virtual success and takes 1/p - 1 virtual failures: exactly then the first trial succeeds with probability p.",
    given=Domain(p < 1),
    states=iff(equal(1 / (1 + b), p), equal(b, 1 / p - 1)),
)

davidson_failures_central = Claim(
    says="For p = 1/300 these are 299.",
    states=implies(equal(1 / (1 + b), Rational(1, 300)), equal(b, 299)),
)

next_trial = Claim(
    says="After N failures the next trial succeeds with probability 1/(1/p + N/a).",
    given=Domain(equal(p, a / (a + b))),
    states=equal(expected_weight(a + 1, b + N) / expected_weight(a, b + N), 1 / (1 / p + N / a)),
)

next_trial_decreasing = Claim(
    says="Every further failure lowers it.",
    given=Domain(p <= 1),
    states=decreasing(1 / (1 / p + N / a), N),
)

next_trial_multiplied = Claim(
    says="The inverse of that is aN + 1/p, as footnote 64 of the report has it.",
    given=Domain(p <= 1),
    states=equal(1 / (1 / (1 / p + N / a)), a * N + 1 / p),
    note="the number of failures has to be divided by a, not multiplied",
    expect="refuted",
)

# --- The chance of a success within n trials --------------------------------------------------------------------------------------------

i = Symbol("i", integer=True, nonnegative=True)  # trials so far

survival_at_start = Claim(
    says="No trial, no success: S(0) = 1.",
    states=implies(equal(n, 0), equal(survival(a, B, n), 1)),
)

survival_step = Claim(
    says="Each further trial fails with probability 1 - a/(a + B + i), so S is the product of these over the trials.",
    states=equal(survival(a, B, n + 1), (1 - a / (a + B + n)) * survival(a, B, n)),
)

survival_raised = Claim(
    says="One more failure divides S by 1 - an/((B + n)(B + a)), which is how it is computed for few failures.",
    states=equal(survival(a, B, n), (1 - a * n / ((B + n) * (B + a))) * survival(a, B + 1, n)),
)

survival_symmetric = Claim(
    says="S is symmetric: n trials under a virtual successes are as likely to fail as a trials under n virtual successes.",
    given=Domain(greater(n, 0)),
    states=equal(log_gamma_ratio(a, B, n), log_gamma_ratio(n, B, a)),
)

survival_proper = Claim(
    says="A success within some trials is neither impossible nor certain.",
    given=Domain(greater(n, 0)),
    states=conjunction(greater(survival(a, B, n), 0), less(survival(a, B, n), 1)),
)

one_virtual_success = Claim(
    says="With a = 1 the chance is n/(b + N + n).",
    states=equal(1 - survival(Integer(1), b + N, n), n / (b + N + n)),
)

one_virtual_success_by_probability = Claim(
    says="In terms of the first-trial probability it is np/(1 + (N + n - 1)p).",
    given=Domain(equal(p, 1 / (1 + b))),
    states=equal(1 - survival(Integer(1), b + N, n), n * p / (1 + (N + n - 1) * p)),
)

two_virtual_successes = Claim(
    says="With a = 2 it is n(2B + n + 1)/((B + n)(B + n + 1)).",
    states=equal(1 - survival(Integer(2), B, n), n * (2 * B + n + 1) / ((B + n) * (B + n + 1))),
)

by_2036 = 16 * p / (1 + 79 * p)  # 64 failures from 1956 to 2020, 16 more trials

by_2036_by_probability = Claim(
    says="For the 16 years to 2036, after the 64 from 1956 to 2020, it is 16p/(1 + 79p).",
    given=Domain(equal(p, 1 / (1 + b))),
    states=implies(conjunction(equal(N, 64), equal(n, 16)), equal(n / (b + N + n), by_2036)),
)

by_2036_central = Claim(
    says="A first-trial probability of 1/300 gives about 4%: exactly 16/379.",
    states=implies(
        equal(p, Rational(1, 300)),
        conjunction(equal(by_2036, Rational(16, 379)), at_most(Rational(7, 200), by_2036), at_most(by_2036, Rational(9, 200))),
    ),
)

by_2036_from_2021 = Claim(
    says="Counted from 2021 on, with 65 failures and 15 trials left, it still rounds to 4%.",
    states=implies(
        equal(b, 299),
        conjunction(equal(1 - survival(Integer(1), b + 65, Integer(15)), 15 / (b + 80)), less(Rational(7, 200), 15 / (b + 80))),
    ),
)

by_2036_increasing = Claim(
    says="The chance rises with the first-trial probability.",
    given=Domain(p <= 1),
    states=increasing(by_2036, p),
)

by_2036_slope = Claim(
    says="It rises at the rate 16/(1 + 79p)^2.",
    states=equal(diff(by_2036, p), 16 / (1 + 79 * p) ** 2),
)

by_2036_capped = Claim(
    says="However likely the first trial was, it is at most 1/5.",
    given=Domain(p <= 1),
    states=at_most(by_2036, Rational(1, 5)),
)

success_capped = Claim(
    says="In general N failures in a row hold the chance below n/(N + n), which it approaches as the virtual failures go to 0.",
    given=Domain(greater(N, 0), greater(n, 0)),
    states=conjunction(less(n / (b + N + n), n / (N + n)), equal(limit(n / (b + N + n), b, 0, "+"), n / (N + n))),
)

first_trial_is_not_the_chance_by_2036 = Claim(
    says="A first-trial probability of 4% would be another matter: it gives 2/13 by 2036, which is 15.4%.",
    states=implies(equal(p, Rational(1, 25)), equal(by_2036, Rational(2, 13))),
)

first_trial_of_four_percent = Claim(
    says="A first-trial probability of 4%, which another post calls the best guess, gives the essay's 4% by 2036.",
    states=within(by_2036.subs(p, Rational(1, 25)), Rational(1, 25), Rational(1, 200)),
    expect="refuted",
)

thirty_years_at_one_in_3000 = Claim(
    says="At p = 1/3000 the chance within 30 years of the start is just below 1%, not above it.",
    states=implies(equal(p, Rational(1, 3000)), less(30 * p / (1 + 29 * p), Rational(1, 100))),
)

# --- More virtual successes -------------------------------------------------------------------------------------------------------------

failure_factor = 1 - 1 / (gamma_ + (N + n) / a)

failure_factor_decreasing = Claim(
    says="At a fixed first-trial probability 1/gamma, more virtual successes lower every chance of failure but the very first.",
    given=Domain(gamma_ > 1, N + n > 0),
    states=decreasing(failure_factor, a),
)

failure_factor_slope = Claim(
    says="The slope of a failure's chance in a is -(N + n)/(a gamma + N + n)^2.",
    given=Domain(gamma_ > 1),
    states=equal(diff(failure_factor, a), -(N + n) / (a * gamma_ + N + n) ** 2),
)


def successes_at(a, trials):
    """The chance of a success within so many trials after N failures, at the first-trial probability 1/gamma."""
    return 1 - survival(a, a * (gamma_ - 1) + N, trials)


more_virtual_successes_one_trial = Claim(
    says="More virtual successes raise the chance of a success in the next trial.",
    given=Domain(gamma_ > 1, N > 0),
    states=increasing(1 / (gamma_ + N / a), a),
)

# --- Reference values -------------------------------------------------------------------------------------------------------------------


def chance(a, b, N, n):
    """The chance of a success within n trials after N failures, for a and b virtual successes and failures."""
    return -expm1(log_gamma_ratio(Rational(a), Rational(b) + N, Rational(n)))


half_a_success = Claim(
    says="Davidson's other value, half a virtual success, gives 3.55% by 2036.",
    states=approx(chance("1/2", "299/2", 64, 16), Rational("0.0355274584029238736315531139799"), 30),
)

laplace_by_2036 = Claim(
    says="Laplace's rule itself gives 16/81 by 2036.",
    states=implies(equal(b, 1), equal(1 - survival(Integer(1), b + 64, Integer(16)), Rational(16, 81))),
)

tenth_of_a_success = Claim(
    says="A tenth of a virtual success at 1/1000 gives 0.93%.",
    states=approx(chance("1/10", "999/10", 64, 16), Rational("0.00929544983672060732484816371146"), 30),
)

ten_successes = Claim(
    says="Ten virtual successes at 1/100 give 13.9%.",
    states=approx(chance(10, 990, 64, 16), Rational("0.139315557909346164210326015985"), 30),
)

even_odds_at_first = Claim(
    says="Half a virtual success and half a virtual failure give 82.4% within the first ten trials.",
    states=approx(chance("1/2", "1/2", 0, 10), Rational("0.823802947998046875"), 30),
)

one_in_a_million_million = Claim(
    says="A first-trial probability of 10^-12 gives 1.6 10^-11.",
    states=approx(chance("1/2", "999999999999/2", 64, 16), Rational("1.59999999975920000003634239999e-11"), 30),
)

a_known_probability = Claim(
    says="A thousand million virtual successes make the probability as good as known: 5.2% by 2036.",
    states=approx(chance(10**9, 299 * 10**9, 64, 16), Rational("0.0520205178238906098270712554239"), 30),
)

a_million_years = Claim(
    says="From the start, 1,200,000 trials give 98.9%.",
    states=approx(chance("1/2", "299/2", 0, 1200000), Rational("0.988848331638546807960372354484"), 30),
)

a_thousandth_of_a_trial = Claim(
    says="A thousandth of a trial gives 2.3 10^-6: the number of trials need not be whole.",
    states=approx(chance("1/2", "299/2", 64, "1/1000"), Rational("2.34465441658316863883912595521e-6"), 30),
)
