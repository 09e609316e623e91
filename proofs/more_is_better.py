"""If a little is good, is more better?

Some argue: thing X is fine on a small scale, so it must be fine on a large one. The essay answers that this assumes costs and benefits to
grow alike. In its example everybody who does X brings a benefit, and with a small probability causes an effect Y that negates all of it:
a little X is good then, and a lot is bad. The essay has no formulas; below is the model that it describes, with what follows from it, and
the argument itself, which is refuted in general and proved for costs and benefits that are proportional.

Units: X in people who do it; benefits, costs and losses in one unit of value; probabilities have none.
Source: "If a little is good, is more better?" (essay); the formulas are worked out here.
"""

from sympy import E, Integer, LambertW, Piecewise, Rational, Symbol, exp, floor, log, oo, sign

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
    decreasing,
    equal,
    exists,
    expm1,
    forall,
    function,
    greater,
    iff,
    implies,
    increasing,
    less,
    limit,
    log1p,
    maximum,
    unequal,
)
from symbolic.language.special.compound import compound_minus_1, plus_log1p, scaled_compound
from symbolic.language.special.lambert import lambert_gap, lambert_gap_below
from symbolic.methods.guided import (
    Arbitrary,
    BySum,
    Exhibit,
    Guided,
    Induct,
    Lemma,
    Property,
    Prove,
    Separately,
    Specialised,
    Suppose,
    TakeLogarithms,
    Trichotomy,
)

# --- Symbols ----------------------------------------------------------------------------------------------------------------------------

n = Symbol("n", positive=True)  # people who do X: any positive number, whole where a claim says so
p = Symbol("p", positive=True)  # probability that one person causes Y
b = Symbol("b", positive=True)  # benefit of one person's doing X [value]
k = Symbol("k", positive=True)  # exponent with which the benefit grows: 1 in the essay, 2 by Metcalfe's law
loss = Symbol("loss", positive=True)  # what Y costs beyond the benefits that it negates [value]
a = Symbol("a", positive=True)  # coefficient of a quadratic benefit, or a factor [value, or none]
c = Symbol("c", positive=True)  # cost of one person's doing X [value]

q = 1 - p  # probability that one person does not cause Y
risky = Domain(p < 1)


def benefit(scale, exponent=k):
    """Benefit of X on this scale while Y does not happen."""
    return b * scale**exponent


def value(scale, exponent=k):
    """Expected value of X on this scale when Y negates all benefits."""
    return benefit(scale, exponent) * q**scale


def value_with_loss(scale, lost=loss):
    """Expected value of X on this scale when the benefit is proportional and Y costs a loss besides."""
    return b * scale * q**scale - lost * (1 - q**scale)


def best_scale(exponent=k):
    """Where the expected value is largest, see `one_best_scale`."""
    return -exponent / log(q)


marginal_value = b + loss * log(q)  # of the first person, see `value_of_the_first_person`
worthwhile = risky & Domain(greater(b, -loss * log(q)))
lambert_argument = loss * log(q) / b * q ** (loss / b)
lambert = LambertW(lambert_argument, -1)
break_even = lambert / log(q) - loss / b  # the scale at which gains and losses balance, see `break_even_separates`

# --- Closed forms -----------------------------------------------------------------------------------------------------------------------

SOURCE = "If a little is good, is more better?"
sure = Symbol("n", nonnegative=True)  # people, none among the choices
any_loss = Symbol("loss", nonnegative=True)
growth = Symbol("k", nonnegative=True)  # exponent of the benefit, 0 where it does not grow
risk = Symbol("p", positive=True)  # probability that one person causes Y
any_risk = Domain(risk < 1)
UNITS = {"n": "people", "b": "value/people^k", "p": "", "k": "", "loss": "value"}

catastrophe_probability = ClosedForm(
    1 - (1 - risk) ** sure,
    (sure, risk),
    says="Probability that at least one of n people causes Y, each with probability p, independently.",
    source=SOURCE,
    domain=any_risk,
    derivation=Derivation(
        1 - exp(sure * log(1 - risk)),
        (Step(1 - (1 - risk) ** sure, "n independent people fail to cause Y with probability (1 - p)^n"),),
        any_risk,
    ),
    stable=-compound_minus_1(-risk, sure),
    units={"n": "people", "p": "", "": ""},
)

expected_value = ClosedForm(
    b * n**growth * (1 - risk) ** n,
    (n, b, growth, risk),
    says="Expected value of X when the benefit is b n^k and Y, which each of n people causes with probability p, negates it.",
    source=SOURCE,
    domain=any_risk,
    derivation=Derivation(
        b * n**growth * exp(n * log(1 - risk)),
        (Step(b * n**growth * (1 - risk) ** n, "the benefit, with the probability that nobody negates it"),),
        any_risk,
    ),
    stable=scaled_compound(b, n, growth, -risk, n),
    units={**UNITS, "": "value"},
)

optimal_scale = ClosedForm(
    -growth / log(1 - p),
    (growth, p),
    says="The scale on which b n^k (1 - p)^n is largest.",
    source=SOURCE,
    domain=risky,
    reading="the scale at which the derivative of the logarithm of the expected value, k/n + log(1 - p), vanishes",
    derivation=Derivation(
        n * (growth / n + log(1 - p)),
        (
            Step(growth + n * log(1 - p), "n times the derivative of log b + k log n + n log(1 - p)"),
            Step(-log(1 - p) * (-growth / log(1 - p) - n), "which vanishes at n = -k/log(1 - p), positive before and negative after"),
        ),
        risky,
    ),
    stable=-growth / log1p(-p),
    units={"k": "", "p": "", "": "people"},
)

expected_value_with_loss = ClosedForm(
    b * n * (1 - risk) ** n - any_loss * (1 - (1 - risk) ** n),
    (n, b, risk, any_loss),
    says="Expected value of X when the benefit is b n, and Y negates it and costs a loss besides.",
    source=SOURCE,
    domain=any_risk,
    derivation=Derivation(
        (1 - risk) ** n * (b * n) + (1 - (1 - risk) ** n) * (0 - any_loss),
        (Step(b * n * (1 - risk) ** n - any_loss * (1 - (1 - risk) ** n), "the benefit unless Y happens, the loss if it does"),),
        any_risk,
    ),
    stable=scaled_compound(b, n, Integer(1), -risk, n) + any_loss * compound_minus_1(-risk, n),
    units={**UNITS, "b": "value/person", "": "value"},
)

near_the_edge = lambert_gap_below(plus_log1p(b, loss, -p) / b)
far_from_the_edge = lambert_gap(-loss * log1p(-p) / b)

break_even_scale = ClosedForm(
    break_even,
    (b, p, loss),
    says="The scale on which b n (1 - p)^n - loss (1 - (1 - p)^n) turns from positive to negative; 0 at b = -loss log(1 - p).",
    source=SOURCE,
    domain=risky & Domain(at_least(b, -loss * log(1 - p))),
    reading="n solves b n = loss ((1 - p)^(-n) - 1); with w = log(1 - p) (n + loss/b) this is "
    "w e^w = (loss log(1 - p)/b) (1 - p)^(loss/b), so w is a value of Lambert's function there: "
    "the branch -1 for n > 0, as the branch 0 gives n = 0",
    derivation=Derivation(
        log(q) * (n + loss / b) * exp(log(q) * (n + loss / b)),
        (
            Step(log(q) / b * (b * n + loss) * q**n * q ** (loss / b), "powers of 1 - p"),
            Step(
                log(q) / b * q ** (loss / b) * (b * n * q**n - loss * (1 - q**n) + loss),
                "the expected value stands in the bracket: at break-even it is 0",
            ),
        ),
        risky,
    ),
    stable=Piecewise((near_the_edge, plus_log1p(b, loss, -p) < b / 2), (far_from_the_edge, True)) / -log1p(-p),
    units={"b": "value/person", "p": "", "loss": "value", "": "people"},
)

# --- The essay: a catastrophe that everybody may cause ------------------------------------------------------------------------------------

people = Symbol("m", integer=True, nonnegative=True)
any_people = Symbol("j", integer=True, nonnegative=True)
nobody = function("nobody")  # probability that nobody of so many people causes Y
independently = forall(any_people, equal(nobody(any_people + 1), (1 - p) * nobody(any_people)))

survival = Claim(
    says="Every further person multiplies the probability that Y does not happen by 1 - p; among n people it is (1 - p)^n.",
    given=risky & Domain(equal(nobody(0), 1), independently),
    states=equal(nobody(people), q**people),
    by=Guided(
        Induct(
            people,
            following=(
                Specialised(independently, (people,)),
                BySum(equal(nobody(people + 1), q * nobody(people)), (q, equal(nobody(people), q**people))),
            ),
        )
    ),
)

survival_as_exponential = Claim(
    says="(1 - p)^n is e to the n log(1 - p), for any n.",
    given=risky,
    states=equal(q**n, exp(n * log(q))),
)

catastrophe_possible_never_certain = Claim(
    says="The probability of Y lies strictly between 0 and 1.",
    given=risky,
    states=chain(0, "<", 1 - q**n, "<", 1),
)

catastrophe_likelier_on_large_scale = Claim(
    says="The more people do X, the likelier is Y.",
    given=risky,
    states=increasing(1 - q**n, n),
)

catastrophe_almost_certain = Claim(
    says="When X happens a lot, one almost certainly gets the bad effect Y.",
    given=risky,
    states=equal(limit(1 - q**n, n, oo), 1),
)

negated = Symbol("negated", positive=True)  # the part of the benefit that Y takes away

expected_value_of_negated_benefit = Claim(
    says="When Y negates all benefits, what is expected is the benefit times the probability that Y does not happen.",
    given=risky & Domain(equal(negated, benefit(n))),
    states=equal(q**n * benefit(n) + (1 - q**n) * (benefit(n) - negated), value(n)),
)

expected_value_positive = Claim(
    says="As long as Y only negates the benefits, the expected value never turns negative.",
    given=risky,
    states=greater(value(n), 0),
)

log_negative = Prove(less(log(q), 0))


def unique_peak(exponent):
    """log(n/n*) < n/n* - 1 for n other than n*, times the exponent, is the comparison of the logarithms of the two values."""
    peak = best_scale(exponent)
    differs = Prove(unequal(n / peak, 1), BySum((-1, n - peak, log(q), 1 / exponent)))
    return Guided(
        log_negative,
        differs,
        TakeLogarithms(),
        Property("tangent", log, (n / peak,)),
        BySum((exponent, less(log(n / peak), n / peak - 1))),
    )


one_best_scale = Claim(
    says="One scale is best, and better than every other: n* = -k/log(1 - p).",
    given=risky,
    states=maximum(value(n), n, best_scale()),
    by=unique_peak(k),
)

larger = Symbol("n_prime", positive=True)  # a larger scale than n

value_rises_up_to_the_best_scale = Claim(
    says="Below the best scale, more is better.",
    given=risky & Domain(n < best_scale()),
    states=increasing(value(n), n),
    by=Guided(
        log_negative,
        TakeLogarithms(),
        Prove(unequal(n / larger, 1), BySum((-1, larger - n, 1 / larger))),
        Property("tangent", log, (n / larger,)),
        BySum((k, less(log(n / larger), n / larger - 1)), (larger - n, best_scale() - larger, 1 / larger, -log(q))),
    ),
)

value_falls_beyond_the_best_scale = Claim(
    says="Above the best scale, more is worse.",
    given=risky & Domain(n > best_scale()),
    states=decreasing(value(n), n),
    by=Guided(
        log_negative,
        TakeLogarithms(),
        Prove(unequal(larger / n, 1), BySum((larger - n, 1 / n))),
        Property("tangent", log, (larger / n,)),
        BySum((k, less(log(larger / n), larger / n - 1)), (larger - n, n - best_scale(), 1 / n, -log(q))),
    ),
)

peak_value = Claim(
    says="At best, b (n*/e)^k is expected: the benefit of n*/e people.",
    given=risky,
    states=equal(value(best_scale()), b * (best_scale() / E) ** k),
    by=Guided(log_negative),
)

best_scale_bracket = Claim(
    says="The best scale is about k/p: it lies between k(1 - p)/p and k/p.",
    given=risky,
    states=chain(k * (1 - p) / p, "<", best_scale(), "<", k / p),
)

large_scale_worthless = Claim(
    says="When X happens a lot, next to nothing is expected: the tiny probability of the good effects is not worth it.",
    given=risky,
    states=equal(limit(value(n), n, oo), 0),
)

exponential_bound = Claim(
    says="Y fails to happen with a probability below e^(-pn).",
    given=risky,
    states=less(q**n, exp(-p * n)),
)

best_scale_proportional_to_exponent = Claim(
    says="If the benefit grows polynomially, the best scale is proportional to the exponent: a times the exponent, a times the scale.",
    given=risky,
    states=maximum(value(n, a * k), n, a * best_scale()),
    by=unique_peak(a * k),
)

metcalfe_doubles_best_scale = Claim(
    says="Metcalfe's law, a quadratic benefit, doubles the best scale.",
    given=risky,
    states=maximum(value(n, 2), n, 2 * best_scale(1)),
    by=unique_peak(Integer(2)),
)

# --- Whole people -----------------------------------------------------------------------------------------------------------------------

whole = Symbol("m", integer=True, positive=True)
further = Symbol("j", integer=True, nonnegative=True)
reciprocal = floor(1 / p)  # the most people with at most one expected cause of Y among them

one_more_is_no_worse = Claim(
    says="One person more does not lower the expected value exactly while there are at most (1 - p)/p of them.",
    given=risky,
    states=iff(at_least(value(whole + 1, 1), value(whole, 1)), at_most(whole, (1 - p) / p)),
)

survival_at_most_one = Claim(
    says="Probabilities of no Y are at most 1.",
    given=risky,
    states=at_most(q**further, 1),
)

beyond_the_reciprocal = Claim(
    says="Any number of people beyond floor(1/p) does no better.",
    given=risky,
    states=at_most((reciprocal + further) * q**further, reciprocal),
)

short_of_the_reciprocal = Claim(
    says="Any number of people short of floor(1/p) does no better, either.",
    given=risky,
    states=at_most(reciprocal - further, reciprocal * q**further),
    by=Guided(Induct(further, following=Lemma(survival_at_most_one, {further: further}))),
)

best_whole_number = Claim(
    says="Among whole numbers of people, floor(1/p) is best when the benefit is proportional.",
    given=risky,
    states=at_most(value(whole, 1), value(reciprocal, 1)),
    by=Guided(
        Trichotomy(
            whole - reciprocal,
            below=Lemma(short_of_the_reciprocal, {further: reciprocal - whole}),
            above=Lemma(beyond_the_reciprocal, {further: whole - reciprocal}),
        )
    ),
)

two_scales_tie = Claim(
    says="One person more changes nothing exactly at 1/p - 1 people: they tie with 1/p people.",
    given=risky,
    states=iff(equal(value(n + 1, 1), value(n, 1)), equal(n, 1 / p - 1)),
)

# --- The essay's number: p = 0.01% --------------------------------------------------------------------------------------------------------

one_in_ten_thousand = Rational(1, 10000)

essay_tie = Claim(
    says="If 0.01% of people would cause a pandemic, 9999 and 10000 people tie, and no other neighbours do.",
    states=iff(
        equal(b * (n + 1) * (1 - one_in_ten_thousand) ** (n + 1), b * n * (1 - one_in_ten_thousand) ** n),
        equal(n, 9999),
    ),
)

essay_best_scale = Claim(
    says="If 0.01% of people would cause a pandemic, the best scale is about ten thousand people.",
    states=approx(-1 / log(1 - one_in_ten_thousand), Rational("9999.4999916662499736"), 20),
)

ten_times_the_best_scale = Claim(
    says="Ten times the best scale is worth 10 e^(-9) of the best, whatever p is.",
    given=risky,
    states=implies(equal(n, best_scale(1)), equal(value(10 * n, 1) / value(n, 1), 10 * exp(-9))),
)

essay_catastrophe_at_large_scale = Claim(
    says="A hundred thousand people almost certainly cause the pandemic.",
    states=approx(-expm1(100000 * log1p(-one_in_ten_thousand)), Rational("0.99995462276604"), 14),
)

# --- A loss besides -----------------------------------------------------------------------------------------------------------------------

large_scale_loses = Claim(
    says="If Y costs a loss besides, a large scale loses all of it.",
    given=risky,
    states=equal(limit(value_with_loss(n, any_loss), n, oo), -any_loss),
)

value_of_the_first_person = Claim(
    says="Per person, a very small scale is worth b + loss log(1 - p).",
    given=risky,
    states=equal(limit(value_with_loss(n, any_loss) / n, n, 0, "+"), b + any_loss * log(q)),
)

no_loss_no_difference = Claim(
    says="Without a loss this is the expected value as before.",
    given=risky,
    states=implies(equal(any_loss, 0), equal(value_with_loss(n, any_loss), value(n, 1))),
)


def exponential_above_tangent(scale):
    """e^u >= 1 + u at u = scale log(1 - p)."""
    return Property("tangent", exp, (scale * log(q),))


a_little_is_good = Claim(
    says="If b > -loss log(1 - p), a little is good: every scale up to (b + loss log(1 - p))/(-b log(1 - p)) gains.",
    given=risky & Domain(marginal_value > 0, n * -log(q) < marginal_value / b),
    states=greater(value_with_loss(n), 0),
    by=Guided(
        exponential_above_tangent(n),
        BySum((q**n - 1 - n * log(q), b * n + loss), (n, b, marginal_value / b + n * log(q))),
    ),
)

nothing_is_good = Claim(
    says="If b <= -loss log(1 - p), no scale is any good.",
    given=risky & Domain(marginal_value <= 0),
    states=less(value_with_loss(n), 0),
    by=Guided(
        log_negative,
        Prove(greater(-n * log(q), 0)),
        exponential_above_tangent(-n),
        BySum((loss, q**-n - 1 + n * log(q), q**n), (n, -marginal_value, q**n)),
    ),
)

some_scale = Symbol("s", positive=True)
small_scale = marginal_value / (-2 * b * log(q))

some_scale_is_good = Claim(
    says="Some scale is good exactly when b > -loss log(1 - p).",
    given=risky,
    states=iff(exists(some_scale, greater(value_with_loss(some_scale), 0)), greater(marginal_value, 0)),
    by=Guided(
        Separately(
            Suppose(
                lambda good: (
                    exponential_above_tangent(-good),
                    BySum((value_with_loss(good), q**-good, 1 / good), (loss, q**-good - 1 + good * log(q), 1 / good)),
                )
            ),
            (
                Suppose(),
                log_negative,
                Exhibit(small_scale),
                exponential_above_tangent(small_scale),
                BySum((q**small_scale - 1 - small_scale * log(q), b * small_scale + loss), (small_scale, marginal_value / 2)),
            ),
        )
    ),
)

# Beyond the essay: where the gain ends. With l = -log(1 - p) > 0 the value is (1 - p)^n (b n + loss - loss e^(l n)), whose bracket is
# strictly concave, 0 at 0 and 0 at the break-even scale: so it is positive between the two, and negative beyond.

on_the_lower_branch = (
    log_negative,
    Prove(greater(lambert_argument, -1 / E)),
    Prove(less(lambert_argument, 0)),
    Property("lambert_range", LambertW, (lambert_argument, Integer(-1))),
    Property("lambert_equation", LambertW, (lambert_argument, Integer(-1))),
)
break_even_is_positive = Prove(
    greater(break_even, 0),
    BySum((-lambert - 1, -1 / log(q)), (marginal_value, 1 / b, -1 / log(q))),
)

lambert_argument_in_range = Claim(
    says="Where a little is good, the argument of Lambert's function lies between -1/e and 0, where its branch -1 is real.",
    given=worthwhile,
    states=chain(-1 / E, "<", lambert_argument, "<", 0),
)

break_even_positive = Claim(
    says="Where a little is good, the break-even scale is positive.",
    given=worthwhile,
    states=greater(break_even, 0),
    by=Guided(*on_the_lower_branch, break_even_is_positive),
    note="beyond the essay",
)

break_even_balances = Claim(
    says="At the break-even scale gains and losses balance.",
    given=worthwhile,
    states=equal(value_with_loss(break_even), 0),
    by=Guided(*on_the_lower_branch),
    note="beyond the essay",
)

odds, odds_at_break_even = q**-n, q**-break_even  # e^(l n)
balance = equal(odds_at_break_even, 1 + b * break_even / loss)
slope_beyond = (odds_at_break_even - odds) / ((n - break_even) * log(q)) - (odds - 1) / (-n * log(q))
slope_before = (odds - odds_at_break_even) / ((break_even - n) * log(q)) - (odds_at_break_even - 1) / (-break_even * log(q))

short_of_break_even = (
    Prove(greater((n - break_even) * log(q), 0), BySum((break_even - n, -log(q)))),
    Property("curved", exp, (Integer(0), -n * log(q), -break_even * log(q))),
    Prove(
        less(odds, 1 + b * n / loss),
        BySum((slope_beyond, n, break_even - n, -log(q), 1 / break_even), (-n / break_even, balance)),
    ),
    Prove(greater(value_with_loss(n), 0)),
)
beyond_break_even = (
    Prove(greater((break_even - n) * log(q), 0), BySum((n - break_even, -log(q)))),
    Property("curved", exp, (Integer(0), -break_even * log(q), -n * log(q))),
    Prove(greater(odds, 1 + b * n / loss), BySum((slope_before, n - break_even, -log(q)), (n / break_even, balance))),
    Prove(less(value_with_loss(n), 0)),
)

break_even_separates = Claim(
    says="X gains on every scale below the break-even scale, and on none beyond it: there it loses.",
    given=worthwhile,
    states=conjunction(
        iff(greater(value_with_loss(n), 0), less(n, break_even)),
        iff(equal(value_with_loss(n), 0), equal(n, break_even)),
        iff(less(value_with_loss(n), 0), greater(n, break_even)),
    ),
    by=Guided(
        *on_the_lower_branch,
        break_even_is_positive,
        Prove(balance),
        Prove(greater(-n * log(q), 0)),
        Prove(greater(-break_even * log(q), 0)),
        Trichotomy(n - break_even, short_of_break_even, Prove(equal(value_with_loss(n), 0)), beyond_break_even),
    ),
    note="beyond the essay",
)

# --- The argument: if a little is good, more is good --------------------------------------------------------------------------------------

n1 = Symbol("n1", positive=True)  # a scale on which X is fine
n2 = Symbol("n2", positive=True)  # a larger one

argument_from_small_scale = Claim(
    says="If X is good on a small scale, it is good on a larger one.",
    given=risky & Domain(n1 < n2),
    states=implies(greater(value_with_loss(n1), 0), greater(value_with_loss(n2), 0)),
    expect="refuted",
)

false_more_is_better = Claim(
    says="The more X, the better.",
    given=risky,
    states=increasing(value(n), n),
    expect="refuted",
)

proportional_argument_valid = Claim(
    says="The argument is valid if costs and benefits are proportional to how much X happens: the sign is the same on all scales.",
    states=equal(sign(b * n - c * n), sign(b - c)),
)

homogeneous_argument_valid = Claim(
    says="It is valid, too, if both grow with one and the same power.",
    states=equal(sign(b * n**k - c * n**k), sign(b - c)),
)

benefits = function("B", "positive", on="positive")  # by scale [value]
costs = function("C", "positive", on="positive")  # by scale [value]
price = Symbol("t", positive=True)  # how much a unit of cost weighs
x = Symbol("x", positive=True)  # a scale
y = Symbol("y", positive=True)  # another scale
signs_agree = forall([price, x, y], equal(sign(benefits(x) - price * costs(x)), sign(benefits(y) - price * costs(y))))


def positive_at(*scales):
    """Benefits and costs are positive on these scales."""
    return tuple(Property("signed", f, (scale,)) for scale in scales for f in (benefits, costs))


validity_needs_proportionality = Claim(
    says="For all weights of costs against benefits the sign is the same on all scales, exactly when costs and benefits are proportional.",
    states=iff(signs_agree, forall([x, y], equal(costs(x) / benefits(x), costs(y) / benefits(y)))),
    by=Guided(
        Separately(
            Suppose(
                lambda same: Arbitrary(
                    lambda one, other: (*positive_at(one, other), Specialised(same, (benefits(one) / costs(one), one, other)))
                )
            ),
            Suppose(
                lambda proportional: Arbitrary(
                    lambda weight, one, other: (*positive_at(one, other), Specialised(proportional, (one, other)))
                )
            ),
        )
    ),
)

bad_if_few_good_if_many = Claim(
    says="The sign can be reversed, bad if few and good if many: a n^2 - c n is negative just for n < c/a and positive just for n > c/a.",
    states=conjunction(iff(less(a * n**2 - c * n, 0), less(n, c / a)), iff(greater(a * n**2 - c * n, 0), greater(n, c / a))),
)
