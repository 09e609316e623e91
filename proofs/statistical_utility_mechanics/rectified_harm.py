"""Harm that is left when humans undo what they can: by the relative power of the AI."""

from sympy import Integer, Max, Rational, Symbol, log, oo, sqrt, symbols

from proofs.statistical_utility_mechanics._symbols import HALF, NEW, O_X, O_Y, below_one, c_star, d, kl, level, s_1, s_2, u, v
from proofs.statistical_utility_mechanics.cosine_similarity import dim
from proofs.statistical_utility_mechanics.harm_until_aligned import divergence_rate, last_tilt, mean_on_the_way
from proofs.statistical_utility_mechanics.harm_until_aligned import tilt as tilt_on_the_way
from symbolic import (
    Claim,
    Domain,
    approx,
    at_least,
    at_most,
    diff,
    equal,
    finite,
    greater,
    iff,
    increasing,
    independent,
    integral,
    less,
    limit,
)
from symbolic.language.special import bessel
from symbolic.methods.guided import ByEvaluation, BySum, Guided, IntegralSign, Linearity, Primitive, Property, Prove

net_root = Max(0, sqrt(O_X) - sqrt(O_Y))  # square root of what is left of the AI's power when humans have undone what they can
h_1, h_2 = symbols("h_1 h_2", real=True)  # how humans shift the world

no_harm_below_human_power = Claim(
    says="An AI with no more power than humans does no harm that they cannot undo.",
    given=Domain(O_X <= O_Y),
    states=equal(net_root, 0),
)

rectified_divergence = Claim(
    says="The net power, (sqrt(O_X) - sqrt(O_Y))^2 above human power, is the divergence of the shift that is left.",
    states=equal(Max(0, sqrt(2 * O_X) - sqrt(2 * O_Y)) ** 2 / 2, net_root**2),
)

residual_shift_at_least = Claim(
    says="The choice has a principle: after any human shift the residual shift is at least the difference of the lengths.",
    states=at_least(
        sqrt((s_1 - h_1) ** 2 + (s_2 - h_2) ** 2),
        Max(0, sqrt(s_1**2 + s_2**2) - sqrt(h_1**2 + h_2**2)),
    ),
    note=NEW,
)

residual_shift_attained = Claim(
    says="Shifting straight back attains it.",
    given=Domain(O_Y < O_X),
    states=equal(kl(sqrt(2 * O_X) - sqrt(2 * O_Y), 1, 0, 1), (sqrt(O_X) - sqrt(O_Y)) ** 2),
    note=NEW,
)

# Harm against the relative shift r = sqrt(O_X/O_Y), so that O_X/O_Y = r^2; per dimension, in the leading order of the cost.
r = Symbol("r", positive=True)
harm = Symbol("harm", positive=True)  # total harm of an AI of human power, without rectification
above_human = Domain(r > 1)
factorised = (r - 1) * harm
linear_harm_reached = (dim - 1) * mean_on_the_way.subs(tilt_on_the_way, last_tilt) ** 2 / 2  # by `linear_harm_law`
joint_harm = r * (c_star - log(1 + c_star)) + log(1 - c_star**2) / 2
joint = integral(((1 - u) * r - 1) * u / (1 - u**2), (u, 0, c_star))

joint_harm_up_to_cosine = Claim(
    says="With the threshold on the harmful share of each action, harm per dimension up to c has a closed form.",
    given=below_one,
    states=equal(joint, joint_harm),
    by=Guided(Primitive(joint, r * (u - log(1 + u)) + log(1 - u) / 2 + log(1 + u) / 2)),
)

joint_harm_stops = Claim(
    says="An action still does harm exactly while c is below 1 - 1/r.",
    given=above_human & below_one,
    states=iff(greater((1 - c_star) * r - 1, 0), less(c_star, 1 - 1 / r)),
)

joint_harm_at_fourfold_power = Claim(
    says="At four times human power that is 0.0452287475577808 per dimension.",
    states=approx(joint_harm.subs({r: 2, c_star: HALF}), Rational("0.0452287475577808"), 15),
)

false_harm_proportional_to_dimension = Claim(
    says="Total harm is directly proportional to the dimension, exactly: twice the dimensions, twice the harm.",
    given=Domain(d >= 1),
    states=equal(bessel.total_shortfall(2 * d), 2 * bessel.total_shortfall(d)),
    expect="refuted",
    note="with the mean squared sine for the harmful share it is (d - 1)/2, `linear_harm_law`: linear, but not proportional either",
)

harm_proportional_in_high_dimension = Claim(
    says="It is in high dimension: per dimension the harm of `linear_harm_law`, (d - 1) c^2/2, goes to c^2/2.",
    states=equal(limit((v - 1) * c_star**2 / 2 / v, v, oo), c_star**2 / 2),
    note="with the share 1 - c it would go to 1 - log 2, by the bounds on the cost integrated over c; that is not proved here",
)

unrectified = integral((1 - mean_on_the_way) * divergence_rate, (tilt_on_the_way, 0, last_tilt))  # shortfall by divergence
rectified = integral(Max(0, r - 1) * (1 - mean_on_the_way) * divergence_rate, (tilt_on_the_way, 0, last_tilt))

factorised_proportional_to_harm = Claim(
    says="Rectified action by action, harm on the way to any tilt is directly proportional to what it would be without rectification.",
    given=Domain(finite(unrectified)),
    states=equal(rectified, Max(0, r - 1) * unrectified),
    by=Guided(Linearity(rectified, ((Max(0, r - 1), (1 - mean_on_the_way) * divergence_rate),))),
)

threshold_independent_of_dimension = Claim(
    says="The threshold of harm does not move with the dimension: in each there is harm exactly when the AI has more power than humans.",
    given=Domain(dim > 1),
    states=iff(greater(Max(0, r - 1) * linear_harm_reached, 0), greater(r, 1)),
    by=Guided(
        *(Property("hyp0f1_positive", bessel.hyp0f1, (dim / 2 + step, last_tilt**2 / 4)) for step in (0, 1)),
        Prove(greater(linear_harm_reached, 0)),
    ),
    note="with the mean squared sine for the harmful share, up to any tilt; with 1 - c it needs total harm to be positive",
)

factorised_onset_linear = Claim(
    says="From human power on, factorised harm grows as half of the relative excess of power.",
    states=equal(limit((r - 1) / (r**2 - 1), r, 1, "+"), HALF),
    note=NEW,
)

squared_onset_quadratic = Claim(
    says="Its square grows as a quarter of the excess squared.",
    states=equal(limit((r - 1) ** 2 / (r**2 - 1) ** 2, r, 1, "+"), Rational(1, 4)),
    note=NEW,
)

at_stop = joint_harm.subs(r, 1 / (1 - c_star))  # r at which harm stops at c_star; r^2 - 1 is about 2 c_star there
primitive_at_stop = u - log(1 + u) + (1 - u) * (log(1 - u) + log(1 + u)) / 2
excess_below = integral(-log(1 - u**2) / 2 - u**2 / 2, (u, 0, c_star))

joint_onset_cubic_below = Claim(
    says="Joint harm grows as the cube of the excess, not suddenly: where it stops at c it is at least c^3/(6 (1 - c)).",
    given=below_one,
    states=at_least((1 - c_star) * at_stop, c_star**3 / 6),
    by=Guided(
        IntegralSign(excess_below, lambda x: (Prove(greater(1 - x**2, 0)), Property("tangent", log, (1 - x**2,)))),
        Primitive(excess_below, primitive_at_stop - u**3 / 6),
    ),
    note=NEW,
)


def _below_last(x):
    """log(1/(1 - x^2)) <= x^2/(1 - x^2) <= x^2/(1 - c_star^2) for x < c_star."""
    gap = at_most(x**2 / (1 - x**2), x**2 / (1 - c_star**2))
    return (
        Prove(greater(1 - x, 0)),
        Prove(greater(1 - x**2, 0)),
        Prove(greater(1 - c_star**2, 0)),
        Prove(greater(c_star + x, 0)),
        Prove(gap, BySum((x**2, 1 / (1 - c_star**2), 1 / (1 - x**2), c_star + x, less(x, c_star)))),
        Property("tangent", log, (1 / (1 - x**2),)),
        BySum((HALF, gap), (HALF, at_most(log(1 / (1 - x**2)), 1 / (1 - x**2) - 1))),
    )


excess_above = integral(u**2 / (2 * (1 - c_star**2)) + log(1 - u**2) / 2, (u, 0, c_star))

joint_onset_cubic_above = Claim(
    says="And it is at most c^3/(6 (1 - c) (1 - c^2)).",
    given=below_one,
    states=at_most((1 - c_star) * at_stop, c_star**3 / (6 * (1 - c_star**2))),
    by=Guided(IntegralSign(excess_above, _below_last), Primitive(excess_above, u**3 / (6 * (1 - c_star**2)) - primitive_at_stop)),
    note=NEW,
)

relative_growth = Claim(
    says="Relative to power, harm grows at the rate r/(2 (r - 1)).",
    given=above_human,
    states=equal(diff(log(factorised), r) * r / 2, r / (2 * (r - 1))),
)

relative_growth_unbounded = Claim(
    says="Harm grows very rapidly around human power: relative growth exceeds every level close to it.",
    given=above_human & Domain(r < 1 + 1 / (2 * level)),
    states=greater(r / (2 * (r - 1)), level),
    note="an artefact of the threshold, as the essay says: any threshold does this",
)

slope_increasing_in_dimension = Claim(
    says="The larger the dimension, the faster harm grows.",
    given=above_human,
    states=increasing(diff(factorised * d, r), d),
)

relative_growth_independent_of_dimension = Claim(
    says="Relative growth does not depend on the dimension.",
    given=above_human,
    states=independent(diff(log(factorised * d), r), d),
    note=NEW,
)

false_relative_growth_increasing = Claim(
    says="The larger the dimension, the faster harm grows in proportion.",
    given=above_human,
    states=increasing(diff(log(factorised * d), r), d),
    expect="refuted",
)

# --- Joint harm in a given dimension ------------------------------------------------------------------------------------------------------

tilt = Symbol("beta", nonnegative=True)  # on the way to alignment


def joint_in(dimension):
    """Joint harm per dimension at r = 2, without the leading order: (2 (1 - A) - 1) dD over the tilt, up to the mean cosine 1/2."""
    size = Rational(dimension)
    per_tilt = bessel.hyp0f1(size / 2 + 1, tilt**2 / 4) / bessel.hyp0f1(size / 2, tilt**2 / 4) / size  # A/beta
    variance = 1 - (tilt * per_tilt) ** 2 - (size - 1) * per_tilt  # A', by `cosine_similarity.riccati_equation`
    return integral((1 - 2 * tilt * per_tilt) * tilt * variance / size, (tilt, 0, bessel.inverse_mean_cosine(size, HALF)))


joint_harm_in_ten_dimensions = Claim(
    says="In 10 dimensions joint harm at four times human power is 0.044663 per dimension, a little below its limit.",
    states=approx(joint_in(10), Rational("0.044663"), 5),
    by=Guided(ByEvaluation(), defined=Prove(at_least(bessel.inverse_mean_cosine(Integer(10), HALF), 0))),
    note="in 1000 dimensions it is 0.045222, by quadrature in floating point; an enclosure needs Bessel functions on wide complex balls",
)
