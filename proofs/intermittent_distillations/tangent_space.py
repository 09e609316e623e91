"""The tangent space of a network at its initial parameters, and what its first terms capture.

A network with parameters theta computes f(x, theta). Its tangent space at theta_0 is what f(x, theta_0) + D f_theta(x, theta_0) can be for
some step D. The essay expects the network to be more expressive than its tangent space; in general neither contains the other. It also
says that the first terms of an exponential's Taylor series have about the accuracy of the whole: how much they capture is exactly the
probability that a Poisson variable stays below their number, so that this is true once there are more terms than the argument, and false
before.

A step in several parameters is a step of length 1 in one of them, the position on the line from theta_0 to theta_0 + D, so that the
remainder of Taylor's formula is stated for one parameter; the second derivative along that line is D'HD, at most L |D|^2 in size for a
Hessian of operator norm at most L.

Source: John Wentworth, Updating the Lottery Ticket Hypothesis, 2021, and the essay's opinion of it.
"""

from sympy import Integer, Matrix, Rational, Sum, Symbol, exp, factorial, gamma, oo, symbols

from symbolic import (
    Claim,
    Domain,
    Using,
    approx,
    at_least,
    at_most,
    conjunction,
    decreasing,
    diff,
    equal,
    forall,
    function,
    greater,
    integral,
    less,
    prime,
    unequal,
)
from symbolic.methods.guided import Guided, Linearity, Primitive

# --- Taylor's formula ---------------------------------------------------------------------------------------------------------------------

theta_0 = Symbol("theta_0", real=True)  # initial parameter
D = Symbol("D", positive=True)  # step
L = Symbol("L", positive=True)  # bound on the second derivative
s = Symbol("s", real=True)
f = function("f", "smooth")  # the network at one input, as a function of its parameter
slope, curvature = prime(f), prime(f, 2)
linearised = f(theta_0) + D * slope(theta_0)

taylor_with_integral_remainder = Claim(
    says="The network is its linearisation plus an integral of its second derivative over the step.",
    states=equal(f(theta_0 + D), linearised + integral((theta_0 + D - s) * curvature(s), (s, theta_0, theta_0 + D))),
)

r = Symbol("r", real=True)  # any parameter
curved_at_most = Domain(forall(r, at_most(curvature(r), L)))
curved_at_least = Domain(forall(r, at_least(curvature(r), -L)))

missing_curvature = integral((theta_0 + D - s) * (L - curvature(s)), (s, theta_0, theta_0 + D))
excess_curvature = integral((theta_0 + D - s) * (L + curvature(s)), (s, theta_0, theta_0 + D))

missing_curvature_nonnegative = Claim(
    says="Where the second derivative is at most L, what it misses, weighted over the step, is not negative.",
    given=curved_at_most,
    states=at_least(missing_curvature, 0),
)

missing_curvature_value = Claim(
    says="What it misses is L D^2/2 less the remainder.",
    states=equal(missing_curvature, L * D**2 / 2 - (f(theta_0 + D) - linearised)),
)

remainder_at_most = Claim(
    says="So where the second derivative is at most L, the linearisation falls short by at most L D^2/2.",
    given=curved_at_most,
    states=at_most(f(theta_0 + D) - linearised, L * D**2 / 2),
    by=Using(missing_curvature_nonnegative, missing_curvature_value),
)

excess_curvature_nonnegative = Claim(
    says="Where the second derivative is at least -L, what it has beyond that, weighted over the step, is not negative.",
    given=curved_at_least,
    states=at_least(excess_curvature, 0),
)

excess_curvature_value = Claim(
    says="What it has beyond -L is L D^2/2 and the remainder.",
    states=equal(excess_curvature, L * D**2 / 2 + (f(theta_0 + D) - linearised)),
)

remainder_at_least = Claim(
    says="So where it is at least -L, the linearisation overshoots by at most L D^2/2.",
    given=curved_at_least,
    states=at_least(f(theta_0 + D) - linearised, -L * D**2 / 2),
    by=Using(excess_curvature_nonnegative, excess_curvature_value),
)

a, b, c = symbols("a b c", real=True)


def quadratic(v):
    """A network that is quadratic in its parameter."""
    return a * v**2 + b * v + c


linearisation_of_quadratic = Claim(
    says="For a network that is quadratic in its parameter, the remainder is half of D f'' D, exactly.",
    states=equal(
        quadratic(theta_0 + D) - quadratic(theta_0) - D * diff(quadratic(theta_0), theta_0),
        D**2 * diff(quadratic(theta_0), theta_0, 2) / 2,
    ),
)

# --- Neither contains the other -----------------------------------------------------------------------------------------------------------

x = Symbol("x", real=True)  # input
theta = Symbol("theta", real=True)  # parameter
step = Symbol("d", real=True)  # step from theta = 0


def sigmoid_network(v, at):
    """tanh(v at)."""
    return (exp(2 * v * at) - 1) / (exp(2 * v * at) + 1)


def square_network(v, at):
    """v^2 at: one weight, used twice."""
    return v**2 * at


tangent_of_sigmoid = Claim(
    says="At theta = 0 the tangent space of tanh(theta x) holds the linear functions.",
    given=Domain(equal(theta, 0)),
    states=equal(step * diff(sigmoid_network(theta, x), theta), step * x),
)

sigmoid_is_bounded = Claim(
    says="tanh(theta x) lies strictly between -1 and 1 for every theta: no parameter gives a linear function other than 0.",
    states=conjunction(greater(sigmoid_network(theta, x), -1), less(sigmoid_network(theta, x), 1)),
)

sigmoid_never_reaches_its_tangent = Claim(
    says="So at an input where a function of the tangent space has the value 1, no parameter gives the network that value.",
    given=Domain(equal(step * x, 1)),
    states=unequal(sigmoid_network(theta, x), step * x),
)

false_network_covers_its_tangent_space = Claim(
    says="The network is more expressive than its linearisation: what the linearisation computes stays in the network's range.",
    states=less(step * x, 1),
    note="for tanh(theta x) at theta = 0, whose linearisation with step d computes d x",
    expect="refuted",
)

tangent_of_square = Claim(
    says="At theta = 0 the tangent space of theta^2 x holds the function 0 alone.",
    given=Domain(equal(theta, 0)),
    states=equal(step * diff(square_network(theta, x), theta), 0),
)

square_reaches_beyond_its_tangent = Claim(
    says="The network itself reaches c x for every c >= 0, at theta = sqrt(c).",
    given=Domain(equal(theta**2, a), at_least(a, 0)),
    states=equal(square_network(theta, x), a * x),
)

false_linearisation_covers_the_network = Claim(
    says="The linearisation reaches what the network does.",
    states=equal(square_network(0, x) + step * 0, square_network(theta, x)),
    note="for theta^2 x at theta = 0, whose linearisation is 0 for every step",
    expect="refuted",
)

j11, j12, j13, j21, j22, j23, j31, j32 = symbols("j11 j12 j13 j21 j22 j23 j31 j32", real=True)
tall = Matrix([[j11, j12], [j21, j22], [j31, j32]])  # slopes of the outputs at three inputs in two parameters

tangent_space_no_larger_than_parameters = Claim(
    says="The tangent space has at most as many dimensions as parameters: with two, slopes at any three inputs are dependent.",
    states=equal(
        (tall * tall.T)[0, 0] * ((tall * tall.T)[1, 1] * (tall * tall.T)[2, 2] - (tall * tall.T)[1, 2] ** 2)
        - (tall * tall.T)[0, 1] * ((tall * tall.T)[0, 1] * (tall * tall.T)[2, 2] - (tall * tall.T)[1, 2] * (tall * tall.T)[0, 2])
        + (tall * tall.T)[0, 2] * ((tall * tall.T)[0, 1] * (tall * tall.T)[1, 2] - (tall * tall.T)[1, 1] * (tall * tall.T)[0, 2]),
        0,
    ),
)

# --- Fitting data in the tangent space ----------------------------------------------------------------------------------------------------

r1, r2 = symbols("r1 r2", real=True)  # what is missing at two inputs: y - f(x, theta_0)
e1, e2 = symbols("e1 e2", real=True)  # any step that fits
g11, g12, g22 = j11**2 + j12**2 + j13**2, j11 * j21 + j12 * j22 + j13 * j23, j21**2 + j22**2 + j23**2  # J J'
gram = g11 * g22 - g12**2  # its determinant
full_rank = Domain(unequal(gram, 0))
v1, v2 = (g22 * r1 - g12 * r2) / gram, (g11 * r2 - g12 * r1) / gram  # (J J')^-1 (y - f)
least = (j11 * v1 + j21 * v2, j12 * v1 + j22 * v2, j13 * v1 + j23 * v2)  # J' (J J')^-1 (y - f)

interpolation_at_full_rank = Claim(
    says="With rank J equal to the number of data, the step J'(JJ')^-1 (y - f) fits them all (two data, three parameters).",
    given=full_rank,
    states=conjunction(
        equal(j11 * least[0] + j12 * least[1] + j13 * least[2], r1),
        equal(j21 * least[0] + j22 * least[1] + j23 * least[2], r2),
    ),
)

w1, w2 = symbols("w1 w2", real=True)  # (J J')^-1 (y - f)
v = Symbol("v", real=True)
unseen = (v * (j12 * j23 - j13 * j22), v * (j13 * j21 - j11 * j23), v * (j11 * j22 - j12 * j21))  # steps n with J n = 0, at full rank
combined = (j11 * w1 + j21 * w2, j12 * w1 + j22 * w2, j13 * w1 + j23 * w2)  # J' w

interpolating_step_is_shortest = Claim(
    says="No step that fits is shorter: the squared lengths of J'w and of what J does not see add up (two data, three parameters).",
    states=equal(
        (combined[0] + unseen[0]) ** 2 + (combined[1] + unseen[1]) ** 2 + (combined[2] + unseen[2]) ** 2,
        combined[0] ** 2 + combined[1] ** 2 + combined[2] ** 2 + unseen[0] ** 2 + unseen[1] ** 2 + unseen[2] ** 2,
    ),
)

seen = j11 * e1 + j12 * e2  # J e, for one datum and two parameters

shortest_step_for_one_datum = Claim(
    says="For one datum: a step that fits has at least the length |y - f|/|J| (two parameters).",
    given=Domain(greater(j11**2 + j12**2, 0)),
    states=at_least(e1**2 + e2**2, seen**2 / (j11**2 + j12**2)),
)

interpolation_needs_full_rank = Claim(
    says="Where the slopes at two inputs are the same, only data with the same residue can be fitted.",
    given=Domain(equal(j11 * e1 + j12 * e2, r1), equal(j11 * e1 + j12 * e2, r2)),
    states=equal(r1, r2),
)

false_interpolation_without_rank = Claim(
    says="A step that fits one datum fits another, whatever the rank.",
    given=Domain(equal(j11 * e1 + j12 * e2, r1)),
    states=equal(j21 * e1 + j22 * e2, r2),
    expect="refuted",
)

# --- The first terms of an exponential series ---------------------------------------------------------------------------------------------

K = Symbol("K", integer=True, positive=True)  # terms kept
j = Symbol("j", integer=True, nonnegative=True)
t = Symbol("t", positive=True)
u = Symbol("u", positive=True)  # argument of the exponential


def captured(terms, at):
    """The share of e^x that the first terms of its series make up: the probability that a Poisson variable of mean x is below K."""
    return exp(-at) * Sum(at**j / factorial(j), (j, 0, terms - 1))


captured_grows_with_terms = Claim(
    says="Each further term adds e^(-x) x^K/K!.",
    states=equal(captured(K + 1, u) - captured(K, u), exp(-u) * u**K / factorial(K)),
)

captured_increasing_in_terms = Claim(
    says="So more terms always capture more.",
    states=greater(captured(K + 1, u), captured(K, u)),
)

last = Symbol("k", integer=True, nonnegative=True)  # power of the last term kept


def gamma_density(power):
    """The density of the Gamma(power + 1) distribution."""
    return s**power * exp(-s) / factorial(power)


def missed(power):
    """The share of the Gamma(power + 1) density below x: what the terms up to this power miss."""
    return integral(gamma_density(power), (s, 0, u))


_by_one_term = integral(gamma_density(last) - gamma_density(last + 1), (s, 0, u))

missed_by_one_term = Claim(
    says="What the first term misses is the share of the Gamma(1) density below x.",
    states=equal(missed(Integer(0)), 1 - captured(Integer(1), u)),
)

missed_by_one_more_term = Claim(
    says="From the Gamma(k + 1) to the Gamma(k + 2) density that share falls by e^(-x) x^(k + 1)/(k + 1)!, what one term more captures.",
    states=equal(missed(last + 1), missed(last) - exp(-u) * u ** (last + 1) / factorial(last + 1)),
    by=Guided(
        Primitive(_by_one_term, gamma_density(last + 1)),
        Linearity(_by_one_term, ((1, gamma_density(last)), (-1, gamma_density(last + 1)))),
    ),
    note="with captured_grows_with_terms the step of an induction: what K terms capture is Gamma(K, x)/Gamma(K), for every K",
)

three_terms = exp(-u) * (1 + u + u**2 / 2)

captured_by_three_terms = Claim(
    says="Three terms capture e^(-x) (1 + x + x^2/2).",
    states=equal(captured(3, u), three_terms),
)

missed_by_three_terms = Claim(
    says="What three terms miss is the share of the Gamma(3) density below x.",
    states=equal(integral(s**2 * exp(-s) / 2, (s, 0, u)), 1 - three_terms),
)

missed_by_three_terms_nonnegative = Claim(
    says="That share is not negative.",
    states=at_least(integral(s**2 * exp(-s) / 2, (s, 0, u)), 0),
)

captured_is_a_share = Claim(
    says="So what they capture is a share: positive and at most 1.",
    states=conjunction(greater(three_terms, 0), at_most(three_terms, 1)),
    by=Using(missed_by_three_terms_nonnegative, missed_by_three_terms),
)

captured_by_incomplete_gamma = Claim(
    says="Three terms capture the share that the tail of the Gamma(3) density beyond x has: Gamma(3, x)/Gamma(3).",
    states=equal(integral(t**2 * exp(-t), (t, u, oo)) / gamma(3), captured(3, u)),
)

captured_decreasing_in_argument = Claim(
    says="The larger the argument, the less the first three terms capture.",
    states=decreasing(three_terms, u),
)

slope_of_one_term = Claim(
    says="As x grows, what one term of the series adds gains from the term before it and loses to the next.",
    states=equal(diff(exp(-u) * u ** (K + 1) / factorial(K + 1), u), exp(-u) * (u**K / factorial(K) - u ** (K + 1) / factorial(K + 1))),
)

slopes_telescope = Claim(
    says="So the slopes of K terms and the first add up to minus the last: whatever K is, less is captured of a larger argument.",
    states=equal(
        -exp(-u) + Sum(exp(-u) * (u ** (j - 1) / factorial(j - 1) - u**j / factorial(j)), (j, 1, K)), -exp(-u) * u**K / factorial(K)
    ),
)

captured_at_ten = Claim(
    says="Ten terms at x = 10 capture less than half.",
    states=approx(captured(10, Integer(10)), Rational("0.45792971447185220831"), 20),
)

captured_at_twenty = Claim(
    says="Twenty terms at x = 10, two standard deviations and more beyond the mean, capture more than 99 percent.",
    states=greater(captured(20, Integer(10)), Rational(99, 100)),
)

captured_needs_terms_of_the_order_of_the_argument = Claim(
    says="Where the terms are as many as the argument and a few of its square roots, they capture nearly all: 130 terms at x = 100.",
    states=greater(captured(130, Integer(100)), Rational(99, 100)),
)

partial_sums_cancel_below_zero = Claim(
    says="For a negative argument the partial sums are no share at all: ten terms at x = -10 come to less than -10^7 times the whole.",
    states=less(captured(10, Integer(-10)), -(10**7)),
)

false_first_terms_suffice = Claim(
    says="The first few terms of an exponential's Taylor series have about the accuracy of the whole: three capture more than 9/10.",
    states=greater(three_terms, Rational(9, 10)),
    expect="refuted",
)

false_as_many_terms_as_the_argument = Claim(
    says="As many terms as the argument capture more than half.",
    states=greater(captured(10, Integer(10)), Rational(1, 2)),
    expect="refuted",
)
