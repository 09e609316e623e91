"""Semi-informative priors: how long until the first success?

The model of `semi_informative_priors` as a distribution of the first success. Its tail is a power law with the number of virtual successes
for its exponent, so that for Davidson's values, 1 and 1/2, the expected waiting time is infinite.

Source: Davidson, Semi-informative priors over AI timelines, 2021, sections 4 and 8 and appendix 10; DLMF 5.11.12 for the tails.
"""

from sympy import Integer, Product, Rational, Sum, Symbol, exp, gamma, log, oo

from proofs.intermittent_distillations.semi_informative_priors import B, N, a, b, gamma_, n, survival
from symbolic import (
    Claim,
    Domain,
    approx,
    at_least,
    at_most,
    conjunction,
    diff,
    equal,
    greater,
    iff,
    implies,
    integral,
    less,
    limit,
)
from symbolic.methods.guided import BySum, Guided, Induct, Primitive, Property, Prove, Separately, TakeLogarithms

# --- Symbols ----------------------------------------------------------------------------------------------------------------------------

i = Symbol("i", integer=True, nonnegative=True)  # failures before the first success, or an index
J = Symbol("J", integer=True, nonnegative=True)  # trials
K = Symbol("K", integer=True, positive=True)  # trials, at least one
t = Symbol("t", positive=True)  # trials, as a real number
c = Symbol("c", positive=True)  # more virtual successes than a
bound = Symbol("bound", positive=True)

first_success = a * gamma(a + B) * gamma(B + i) / (gamma(B) * gamma(a + B + i + 1))  # chance that it comes right after i failures
some_failures = Domain(gamma_ > 1, N > 0)

# --- The distribution of the first success ----------------------------------------------------------------------------------------------

first_success_difference = Claim(
    says="The first success comes right after i failures with the chance S(i) - S(i + 1).",
    states=equal(first_success, survival(a, B, i) - survival(a, B, i + 1)),
)


def first_success_of_one(failures, before):
    """The same with a = 1, see `first_success_with_one`."""
    return failures / ((failures + before) * (failures + before + 1))


first_success_with_one = Claim(
    says="With a = 1 that is B/((B + i)(B + i + 1)).",
    states=implies(equal(a, 1), equal(first_success, first_success_of_one(B, i))),
)

product_of_failures = Claim(
    says="S(J) is the product of the chances of failure of the J trials.",
    states=equal(Product(1 - a / (a + B + i), (i, 0, J - 1)), survival(a, B, J)),
)

survival_as_raised_product = Claim(
    says="Failures raised J times: S is the product of 1 - an/((B + n + k)(B + a + k)) over the first J of them, and S at B + J.",
    states=equal(survival(a, B, n), Product(1 - a * n / ((B + n + i) * (B + a + i)), (i, 0, J - 1)) * survival(a, B + J, n)),
)

survival_after_many_failures = Claim(
    says="S at B + t goes to 1 as t grows, so that S is the infinite product of these factors, for any real number of trials n.",
    states=equal(limit(survival(a, B + t, n), t, oo), 1),
)

first_successes_add_up = Claim(
    says="These chances over the first J trials add up to 1 - S(J).",
    states=equal(Sum(first_success, (i, 0, J - 1)), 1 - survival(a, B, J)),
)

success_is_certain_in_the_end = Claim(
    says="S goes to 0: over all trials the chances add up to 1.",
    states=equal(limit(1 - survival(a, B, t), t, oo), 1),
)

first_success_flat_at_first = Claim(
    says="With a = 1 a success at trial b is a quarter as likely as at the first one, as b grows (here b = t + 1).",
    states=equal(limit(first_success_of_one(t + 1, t) / first_success_of_one(t + 1, Integer(0)), t, oo), Rational(1, 4)),
)

median_with_one = Claim(
    says="With a = 1 the median is b: a success within n trials is at least as likely as not exactly from n = b on.",
    states=iff(at_least(n / (b + n), Rational(1, 2)), n >= b),
)

# --- The mean ---------------------------------------------------------------------------------------------------------------------------

expected_wait_truncated = Claim(
    says="For a > 1 the expected wait, cut off after J trials, is (a + B - 1 - (a + B + J - 1) S(J))/(a - 1).",
    given=Domain(a > 1),
    states=equal(
        Sum(survival(a, B, i), (i, 0, J - 1)),
        (a + B - 1 - (a + B + J - 1) * survival(a, B, J)) / (a - 1),
    ),
)

expected_wait_remainder = Claim(
    says="What is cut off goes to 0 for a > 1, so the expected wait is (a + B - 1)/(a - 1).",
    given=Domain(a > 1),
    states=equal(limit((a + B + t - 1) * survival(a, B, t), t, oo), 0),
)


def harmonic(trials):
    """The expected wait with a = 1, cut off after so many trials: the sum of S(i) = B/(B + i)."""
    return Sum(B / (B + i), (i, 0, trials - 1))


survival_with_one = Claim(
    says="With a = 1, S(n) = B/(B + n).",
    states=equal(survival(Integer(1), B, n), B / (B + n)),
)

expected_wait_with_one = Claim(
    says="With a = 1 the expected wait within J trials is at least B log((B + J)/B).",
    states=at_least(harmonic(J), B * log((B + J) / B)),
    by=Guided(
        Induct(
            J,
            following=(
                Prove(at_most(B * log((B + J + 1) / (B + J)), B / (B + J))),
                Prove(equal(harmonic(J + 1), harmonic(J) + B / (B + J))),
            ),
        )
    ),
)

expected_wait_infinite = Claim(
    says="That exceeds any bound, so for a = 1 the expected wait is infinite.",
    given=Domain(t >= B * exp(bound / B)),
    states=greater(B * log((B + t) / B), bound),
    by=Guided(Prove(less(exp(bound / B), (B + t) / B)), Property("monotone", log, (exp(bound / B), (B + t) / B))),
)

survival_falls_with_successes = Claim(
    says="For the same failures, fewer virtual successes make every failure likelier: with a < 1 the wait is infinite all the more.",
    given=Domain(a < c),
    states=greater(1 - a / (a + B + i), 1 - c / (c + B + i)),
)

# --- The tail ---------------------------------------------------------------------------------------------------------------------------

tail = Claim(
    says="n^a S(n) goes to Gamma(a + B)/Gamma(B): the tail is a power law with exponent a.",
    states=equal(limit(t**a * survival(a, B, t), t, oo), gamma(a + B) / gamma(B)),
)

tail_of_first_success = Claim(
    says="A first success right after n failures falls off as n^(-1 - a).",
    states=equal(limit(t ** (a + 1) * first_success.subs(i, t), t, oo), a * gamma(a + B) / gamma(B)),
)

Y = Symbol("Y", positive=True)  # years of failure so far
x_m = Symbol("x_m", positive=True)
y = Symbol("y", positive=True)
pareto = integral(a * x_m**a * y ** (-a - 1), (y, x_m, 2 * x_m))

pareto_doubling = Claim(
    says="A Pareto variable with exponent a lies below twice its minimum with probability 1 - 2^(-a).",
    states=equal(pareto, 1 - 2 ** (-a)),
    by=Guided(Primitive(pareto, -(x_m**a) * y ** (-a))),
)

pareto_doubling_printed = Claim(
    says="That probability is 1 - a/2, as appendix 10.12 prints.",
    states=equal(1 - 2 ** (-a), 1 - a / 2),
    note="1 - a/2 is negative for a above 2; the two agree for a = 1",
    expect="refuted",
)

pareto_exact_with_one = Claim(
    says="With a = 1 and no virtual failures, S is exactly the Pareto tail N/(N + n).",
    given=Domain(N > 0),
    states=equal(survival(Integer(1), N, n), N / (N + n)),
)

pareto_exact_with_two = Claim(
    says="With a = 2, too, S is exactly the Pareto tail, as appendix 10.12 has it for any a.",
    given=Domain(N > 0),
    states=equal(survival(Integer(2), N, n), (N / (N + n)) ** 2),
    expect="refuted",
)

pareto_excess_with_two = Claim(
    says="There S exceeds the Pareto tail by Nn/((N + n)^2 (N + n + 1)).",
    given=Domain(N > 0),
    states=equal(survival(Integer(2), N, n) - (N / (N + n)) ** 2, N * n / ((N + n) ** 2 * (N + n + 1))),
)

pareto_median = Claim(
    says="In the Pareto tail the median further wait after Y years is (2^(1/a) - 1)Y.",
    states=equal((Y / (Y + (2 ** (1 / a) - 1) * Y)) ** a, Rational(1, 2)),
    by=Guided(TakeLogarithms()),
)

pareto_median_with_half = Claim(
    says="For a = 1/2 that is another 3Y.",
    states=implies(equal(n, 3 * Y), equal((Y / (Y + n)) ** Rational(1, 2), Rational(1, 2))),
)

pareto_median_printed = Claim(
    says="For a = 1/2 the median is another 2Y, as section 8.4 suggests.",
    given=Domain(equal(n, 2 * Y)),
    states=equal((Y / (Y + n)) ** Rational(1, 2), Rational(1, 2)),
    expect="refuted",
)

pareto_hazard = Claim(
    says="2Y is the reciprocal of the rate of success after Y years, which is a/Y.",
    states=equal(diff(-((Y / (Y + t)) ** a), t) / (Y / (Y + t)) ** a, a / (Y + t)),
)

# --- How long is 1/p? -------------------------------------------------------------------------------------------------------------------

first_expected_wait = Claim(
    says="Within the first 1/p trials a success has a chance that goes to 1 - (a/(1 + a))^a as p goes to 0 (here 1/p = t + 1).",
    states=equal(limit(1 - survival(a, a * t, t + 1), t, oo), 1 - (a / (1 + a)) ** a),
)

first_expected_wait_with_one = Claim(
    says="For a = 1 that is 1/2.",
    states=implies(equal(a, 1), equal(1 - (a / (1 + a)) ** a, Rational(1, 2))),
)

first_expected_wait_with_half = Claim(
    says="For a = 1/2 it is 0.4226.",
    states=approx(1 - Rational(1, 3) ** Rational(1, 2), Rational(4226, 10000), 4),
)

first_expected_wait_many = Claim(
    says="For many virtual successes (a/(1 + a))^a goes to 1/e, as for a known probability (here a = 1/t).",
    states=equal(limit(exp(-log(1 + t) / t), t, 0, "+"), exp(-1)),
)

first_expected_wait_rewritten = Claim(
    says="(a/(1 + a))^a is exp(-log(1 + t)/t) for a = 1/t.",
    states=equal((1 / t / (1 + 1 / t)) ** (1 / t), exp(-log(1 + t) / t)),
)

# --- More virtual successes at the same first-trial probability -------------------------------------------------------------------------


def failure(successes, trial):
    """The chance that a trial fails after so many others, at the first-trial probability 1/gamma."""
    return 1 - 1 / (gamma_ + (N + trial) / successes)


def survival_at(successes, trials):
    """S at the first-trial probability 1/gamma, after N failures."""
    return survival(successes, successes * (gamma_ - 1) + N, trials)


_survives_less = (
    Prove(greater(failure(c, K), 0)),
    Prove(greater(failure(a, K), 0)),
    Prove(less(failure(c, K), failure(a, K))),
    Separately(
        BySum((survival_at(c, K), failure(c, K))),
        BySum(
            (survival_at(a, K) - survival_at(c, K), failure(a, K)),
            (survival_at(c, K), failure(a, K) - failure(c, K)),
        ),
    ),
)

more_virtual_successes_help = Claim(
    says="At the same first-trial probability, more virtual successes make a success likelier within any number of trials: S is smaller.",
    given=some_failures & Domain(a < c),
    states=conjunction(greater(survival_at(c, K), 0), less(survival_at(c, K), survival_at(a, K))),
    by=Guided(Induct(K, following=_survives_less)),
)

many_virtual_successes = Claim(
    says="As a grows, every failure's chance goes to 1 - 1/gamma: failures teach nothing any more.",
    given=Domain(gamma_ > 1),
    states=equal(limit(failure(a, n), a, oo), 1 - 1 / gamma_),
)

few_virtual_successes = Claim(
    says="As a goes to 0, every failure's chance after a first one goes to 1: one failure settles it.",
    given=some_failures,
    states=equal(limit(failure(a, n), a, 0, "+"), 1),
)

few_virtual_successes_first = Claim(
    says="Only the very first trial keeps its chance of failure whatever a is.",
    states=implies(conjunction(equal(N, 0), equal(n, 0)), equal(failure(a, n), 1 - 1 / gamma_)),
)
