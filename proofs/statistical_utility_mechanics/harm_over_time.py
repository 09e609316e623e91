"""Harm over time, as the scale of AI grows exponentially."""

from sympy import Max, Rational, Symbol, exp, log, oo, sqrt, symbols

from proofs.statistical_utility_mechanics._symbols import NEW, level, v
from symbolic import (
    Claim,
    Domain,
    approx,
    concave,
    conjunction,
    convex,
    decreasing,
    diff,
    equal,
    greater,
    limit,
)
from symbolic.methods.guided import BySum, Guided, Property, Prove

time = Symbol("t", positive=True)  # in units of the time at which the AI reaches human power
growth, exponent = symbols("growth a", positive=True)  # of the AI's scale; of the dimension in the scale
unit = Symbol("unit", positive=True)
scale = Symbol("xi", positive=True)  # of the AI, at the beginning
scale_over_time = scale * exp(growth * time)
power_linear_in_time = Claim(
    says="If power is proportional to the logarithm of the scale and the scale grows exponentially, power grows linearly.",
    states=equal(unit * log(scale_over_time), unit * log(scale) + unit * growth * time),
)

dimension_exponential_in_time = Claim(
    says="If the dimension is a power of the scale, it grows exponentially: its logarithm is linear.",
    states=equal(log(unit * scale_over_time**exponent), log(unit) + exponent * log(scale) + exponent * growth * time),
)

harm_over_time = unit * exp(exponent * time) * (sqrt(time) - 1)
rate = exponent + 1 / (2 * sqrt(time) * (sqrt(time) - 1))
catching_up = Domain(time > 1)
root_above_one = Property("monotone", sqrt, (1, time))

lag_phase = Claim(
    says="In the lag phase no harm is possible.",
    given=Domain(time <= 1),
    states=equal(unit * exp(exponent * time) * Max(0, sqrt(time) - 1), 0),
    by=Guided(Property("monotone", sqrt, (time, 1))),
)

local_rate = Claim(
    says="From then on harm grows at the local rate a + 1/(2 (t - sqrt(t))).",
    given=catching_up,
    states=equal(diff(harm_over_time, time) / harm_over_time, rate),
    by=Guided(root_above_one),
)

rate_as_on_page = Claim(
    says="The same with the product written out.",
    given=catching_up,
    states=equal(rate, exponent + 1 / (2 * (time - sqrt(time)))),
    by=Guided(root_above_one, Prove(greater(time - sqrt(time), 0), BySum((sqrt(time), greater(sqrt(time), 1))))),
)

catch_up_phase = Claim(
    says="In the catch-up phase harm grows faster than exponentially, in that its rate exceeds that of the dimension.",
    given=catching_up,
    states=greater(rate, exponent),
    by=Guided(root_above_one),
)

catch_up_rate_unbounded = Claim(
    says="Just above human power, at t = (1 + v)^2, the rate exceeds every level.",
    given=Domain(v < 1, v < 1 / (4 * level)),
    states=greater(rate.subs(sqrt(time), 1 + v), level),
)

exponential_phase = Claim(
    says="In the exponential phase the rate goes to that of the dimension, at t = (1 + v)^2 with growing v.",
    states=equal(limit(exponent + 1 / (2 * (1 + v) * v), v, oo), exponent),
)

exponential_phase_with_root = Claim(
    says="There harm scales as sqrt(t) e^(at).",
    states=equal(limit(unit * exp(exponent * v**2) * (v - 1) / (v * exp(exponent * v**2)), v, oo), unit),
    note="v is the square root of the time",
)

log_harm_concave = Claim(
    says="The logarithm of harm is strictly concave in time: its growth slows down at every moment.",
    given=catching_up,
    states=concave(log(harm_over_time), time),
    by=Guided(root_above_one),
    note=NEW,
)

rate_decreasing = Claim(
    says="The rate falls all the way, in v = sqrt(t).",
    given=Domain(v > 1),
    states=decreasing(exponent + 1 / (2 * v * (v - 1)), v),
    note=NEW,
)

false_accelerating = Claim(
    says="Harm grows super-exponentially around human power: the growth of its logarithm accelerates.",
    given=Domain(sqrt(time) > 1),
    states=convex(log(harm_over_time), time),
    expect="refuted",
)


def _rate_at(at, value):
    """The rate with a = 1 at this time rounds to this value."""
    digits = len(value.replace(".", ""))
    return approx(rate.subs({exponent: 1, time: Rational(at)}), Rational(value), digits)


rates_over_time = Claim(
    says="With a = 1 the rate is 100.75 at t = 1.01, 10.767 at 1.1, 1.8536 at 2, 1.25 at 4 and 1.00556 at 100.",
    states=conjunction(
        _rate_at("1.01", "100.75"), _rate_at("1.1", "10.767"), _rate_at("2", "1.8536"), _rate_at("4", "1.25"), _rate_at("100", "1.00556")
    ),
    note=NEW,
)
