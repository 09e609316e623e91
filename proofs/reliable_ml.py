"""Aligning models without alignment: what reliable machine learning can certify, and what a certificate costs.

The essay argues in prose. The mathematics that it leans on: threat models by p-norms and why they are strict, how far a point lies from the
decision boundary of a linear classifier in each norm, certified robustness by Lipschitz constants and randomised smoothing, the trade-off
between the certified area and accuracy, that moving a boundary opens another attack, and how Wasserstein distances rank changes otherwise
than p-norms do.

Units: inputs, weights and noise are pure numbers; divergences are in nats.
Sources: Cohen, Rosenfeld and Kolter, Certified adversarial robustness via randomized smoothing, 2019; Schmidt, Santurkar, Tsipras, Talwar
and Madry, Adversarially robust generalization requires more data, 2018 (the two-Gaussian model); Givens and Shortt, A class of Wasserstein
metrics for probability distributions, 1984; Talagrand, Transportation cost for Gaussian and other product measures, 1996; Hoelder's
inequality.
"""

from itertools import combinations

from sympy import Abs, Identity, Integer, MatrixSymbol, Max, Rational, Sum, Symbol, Trace, Transpose, exp, log, oo, pi, sign, sqrt, symbols

from symbolic import (
    Claim,
    ClosedForm,
    Derivation,
    Domain,
    Step,
    at_least,
    at_most,
    chain,
    conjunction,
    decreasing,
    equal,
    expm1,
    forall,
    function,
    greater,
    iff,
    implies,
    increasing,
    independent,
    integral,
    less,
    limit,
    maximum,
    normal_cdf,
    normal_density,
    normal_quantile,
    unequal,
)
from symbolic.language.matrix_heads import Expectation, Scalar, quadratic_form
from symbolic.language.special.normal import normal_quantile_difference, scaled_normal_cdf
from symbolic.language.special.norms import hyperplane_distance
from symbolic.methods.guided import Arbitrary, BySum, Guided, Induct, Property, Prove, Separately, Specialised, Suppose
from symbolic.methods.interior_derivative import InteriorDerivative
from symbolic.models import gaussian

# --- Symbols ----------------------------------------------------------------------------------------------------------------------------

v = symbols("v1:5", real=True)  # a perturbation, by coordinates
w = symbols("w1:5", real=True)  # weights of a linear classifier, the sign of w.x + b
x = symbols("x1:5", real=True)  # a point
b = Symbol("b", real=True)  # offset of the classifier
m = symbols("m1:5", real=True)  # mean of a class, in coordinates
mu = Symbol("mu", positive=True)  # half the distance between the means of the classes
sigma = Symbol("sigma", positive=True)  # standard deviation of a class, or of the noise
radius = Symbol("radius", nonnegative=True)  # radius of the attack
shift = Symbol("shift", real=True)  # how far the boundary is moved
z = Symbol("z", real=True)  # a state
p_a, p_b = symbols("p_a p_b", positive=True)  # probabilities of the best class and of the runner-up under noise

DIMENSIONS = (2, 3, 4)
SCHMIDT = "Schmidt et al., Adversarially robust generalization requires more data, 2018"
COHEN = "Cohen, Rosenfeld and Kolter, Certified adversarial robustness via randomized smoothing, 2019"


def dot(first, second):
    """The inner product of two lists of coordinates."""
    return sum(p * q for p, q in zip(first, second, strict=True))


def two_norm(vector):
    """The Euclidean norm."""
    return sqrt(dot(vector, vector))


def one_norm(vector):
    """The sum of the absolute values."""
    return sum(map(Abs, vector))


def sup_norm(vector):
    """The largest absolute value."""
    return Max(*map(Abs, vector))


def not_negative(term):
    """The step that a term is not negative."""
    return Prove(at_least(term, 0))


def by_roots(small, large):
    """The steps from small <= large, both not negative, to the same of their roots."""
    return (not_negative(small), not_negative(large), Prove(at_most(small, large)), Property("monotone", sqrt, (small, large)))


# --- Closed forms -----------------------------------------------------------------------------------------------------------------------


def mass(mean, deviation, lower, upper):
    """The probability that a normal variable lies between lower and upper."""
    return integral(normal_density(z, mean, deviation), (z, lower, upper))


robust_accuracy = ClosedForm(
    normal_cdf((mu - radius) / sigma),
    (mu, sigma, radius),
    says="Share of a class N(mu, sigma^2) that stays on its side of the boundary 0 under any attack of this radius.",
    source=SCHMIDT,
    derivation=Derivation(
        mass(mu, sigma, radius, oo),
        (Step(1 - normal_cdf((radius - mu) / sigma), "distribution function"), Step(normal_cdf((mu - radius) / sigma), "symmetry")),
    ),
    stable=scaled_normal_cdf(mu, radius, sigma),
    units={"mu": "unit of x", "sigma": "unit of x", "radius": "unit of x", "": "probability"},
)

boundary_shift_accuracy = ClosedForm(
    (normal_cdf((mu + shift) / sigma) + normal_cdf((mu - shift) / sigma)) / 2,
    (mu, sigma, shift),
    says="Accuracy on two equally frequent classes N(mu, sigma^2) and N(-mu, sigma^2) when the boundary is moved from 0 to -shift.",
    source=SCHMIDT,
    derivation=Derivation(
        (mass(mu, sigma, -shift, oo) + mass(-mu, sigma, -oo, -shift)) / 2,
        (Step((normal_cdf((mu + shift) / sigma) + normal_cdf((mu - shift) / sigma)) / 2, "distribution function, and symmetry"),),
    ),
    stable=(scaled_normal_cdf(mu, -shift, sigma) + scaled_normal_cdf(mu, shift, sigma)) / 2,
    units={"mu": "unit of x", "sigma": "unit of x", "shift": "unit of x", "": "probability"},
)

smoothing_radius = ClosedForm(
    sigma / 2 * (normal_quantile(p_a) - normal_quantile(p_b)),
    (sigma, p_a, p_b),
    says="Radius in the 2-norm within which a classifier smoothed with N(0, sigma^2) noise keeps its class: p_a is the least probability "
    "of that class, p_b the greatest of any other. Probabilities 0 and 1 are outside the domain: the radius would be infinite.",
    source=f"{COHEN}, theorem 1",
    domain=Domain(p_b <= p_a, p_a < 1),
    derivation=Derivation(
        (sigma * normal_quantile(p_a) - sigma * normal_quantile(p_b)) / 2,
        (Step(sigma / 2 * (normal_quantile(p_a) - normal_quantile(p_b)), "half of the distance between the two half-spaces"),),
        Domain(p_b <= p_a, p_a < 1),
    ),
    stable=sigma / 2 * normal_quantile_difference(p_a, p_b),
    units={"sigma": "unit of x", "p_a": "probability", "p_b": "probability", "": "unit of x"},
)

translation = Symbol("distance", real=True)  # of a bump, not moved or moved
translation_l2_squared = ClosedForm(
    (1 - exp(-(translation**2) / (4 * sigma**2))) / (sigma * sqrt(pi)),
    (sigma, translation),
    says="Squared L2 distance between the density N(0, sigma^2) and its translation: it never exceeds 1/(sigma sqrt(pi)).",
    source="Gaussian integral",
    derivation=Derivation(
        integral((normal_density(z, 0, sigma) - normal_density(z, translation, sigma)) ** 2, (z, -oo, oo)),
        (
            Step(
                integral(normal_density(z, 0, sigma) ** 2, (z, -oo, oo))
                - 2 * integral(normal_density(z, 0, sigma) * normal_density(z, translation, sigma), (z, -oo, oo))
                + integral(normal_density(z, translation, sigma) ** 2, (z, -oo, oo)),
                "the square, term by term",
            ),
            Step((1 - exp(-(translation**2) / (4 * sigma**2))) / (sigma * sqrt(pi)), "Gaussian integrals"),
        ),
    ),
    stable=-expm1(-(translation**2) / (4 * sigma**2)) / (sigma * sqrt(pi)),
    units={"sigma": "unit of x", "distance": "unit of x", "": "1/unit of x"},
)

size = Symbol("d", integer=True, positive=True)  # dimension
weights, point, along = (MatrixSymbol(name, size, 1) for name in ("weights", "point", "u"))
offset = Symbol("offset", real=True)
p = Symbol("p", extended_positive=True)  # the norm of the attack: 1, 2 or oo
ratio = Symbol("r", real=True)  # (w.x + b)/|w|^2

linear_margin = ClosedForm(
    hyperplane_distance(weights, point, offset, p),
    (weights, point, offset, p),
    says="Distance of a point from the boundary of the linear classifier weights.x + offset in the p-norm, p = 1, 2 or infinity; vectors "
    "have the shape (..., d). The weights must not all be zero.",
    source="Hoelder's inequality; for p = 2 the distance of a point from a hyperplane",
    derivation=Derivation(
        quadratic_form(along - ratio * weights, Identity(size)),
        (
            Step(
                quadratic_form(along, Identity(size))
                - 2 * ratio * Scalar(Transpose(weights) * along)
                + ratio**2 * quadratic_form(weights, Identity(size)),
                "the square of a perturbation v = u - r w, term by term",
            ),
        ),
        name=Symbol("v") ** 2,
    ),
    reading="with r = (w.x + b)/|w|^2 the perturbation reaches the boundary where w.u = 0, and u = 0 is best: the distance for p = 2; for "
    "p = 1 and infinity by Hoelder's inequality, see the claims on linear margins",
    units={"": "unit of x"},
)

first_root, second_root = MatrixSymbol("A", size, size), MatrixSymbol("B", size, size)
state, first_mean, second_mean = (MatrixSymbol(name, size, 1) for name in ("x", "mean1", "mean2"))

wasserstein_of_commuting_covariances = ClosedForm(
    quadratic_form(first_mean - second_mean, Identity(size)) + Trace((first_root - second_root) * (first_root - second_root)),
    (first_mean, first_root, second_mean, second_root),
    says="Squared Wasserstein distance of order 2 between N(mean1, A^2) and N(mean2, B^2) with commuting A and B.",
    source="Givens and Shortt, A class of Wasserstein metrics for probability distributions, 1984, proposition 7",
    derivation=Derivation(
        Expectation(
            quadratic_form(state - (first_mean + first_root * second_root.I * (state - second_mean)), Identity(size)),
            state,
            second_mean,
            second_root * second_root,
        ),
        (
            Step(
                quadratic_form(first_mean - second_mean, Identity(size)) + Trace((first_root - second_root) * (first_root - second_root)),
                "mean squared move of x -> mean1 + A B^-1 (x - mean2), which is optimal because A B^-1 is symmetric and positive definite",
            ),
        ),
        name=Symbol("W_2") ** 2,
        positive_definite=("A", "B"),
    ),
    positive_definite=("A", "B"),
    units={"": "square of the unit of x"},
)

projected_variance = ClosedForm(
    sigma**2 * quadratic_form(weights, Identity(size)),
    (sigma, weights),
    says="Variance of w.x when x is N(mu, sigma^2) in every coordinate: w.x is normal with mean w.mu and this variance.",
    source="a linear image of a normal vector is normal",
    derivation=Derivation(
        Expectation(Scalar(Transpose(weights) * (state - first_mean)) ** 2, state, first_mean, sigma**2 * Identity(size)),
        (Step(sigma**2 * quadratic_form(weights, Identity(size)), "second moments"),),
    ),
    units={"": "square of the unit of w.x"},
)

# --- Threat models: p-norms ---------------------------------------------------------------------------------------------------------------


def nesting_of_sizes(sizes, largest):
    """For absolute values and a bound on them: what the chain of norms says."""
    d = len(sizes)
    euclidean, total = two_norm(sizes), sum(sizes)
    known = conjunction(at_least(dot(sizes, sizes), 0), *(at_most(a, largest) for a in sizes))
    each = tuple(at_most(a, euclidean) for a in sizes)
    chained = (at_most(euclidean, total), at_most(total, sqrt(d) * euclidean), at_most(sqrt(d) * euclidean, d * largest))
    return implies(known, conjunction(*each, *chained))


def nesting_steps(*names):
    """Squares compared, then roots taken: each part of the chain in turn."""
    *sizes, largest = names
    d = len(sizes)
    squares, total = dot(sizes, sizes), sum(sizes)
    pairs = tuple(combinations(sizes, 2))
    mixed = tuple(not_negative(p * q) for p, q in pairs)
    apart = tuple(not_negative((p - q) ** 2) for p, q in pairs)
    bounded = tuple(Prove(at_most(a**2, largest**2)) for a in sizes)
    return (
        Suppose(),
        Separately(
            *(by_roots(a**2, squares) for a in sizes),
            (*mixed, *by_roots(squares, total**2)),
            (*apart, *by_roots(total**2 / d, squares), BySum((sqrt(squares) - total / sqrt(d), sqrt(d)))),
            (*bounded, *by_roots(squares, d * largest**2), BySum((sqrt(d) * largest - sqrt(squares), sqrt(d)))),
        ),
    )


def sup_norm_facts(vector):
    """The steps that each absolute value is between 0 and the sup norm."""
    top = sup_norm(vector)
    absolute = tuple(Property("absolute_nonnegative", Abs, (entry,)) for entry in vector)
    below = tuple(Property("extreme_bounds_part", Max, (top, Abs(entry))) for entry in vector)
    return (*absolute, *below, Prove(at_least(top, 0), BySum(top - Abs(vector[0]), Abs(vector[0]))))


def norm_nesting(d):
    """The chain in d dimensions: for arbitrary absolute values, then for those of v."""
    sizes, vector = symbols(f"a1:{d + 1}", nonnegative=True), v[:d]
    largest = Symbol("largest", nonnegative=True)
    general = forall((*sizes, largest), nesting_of_sizes(sizes, largest))
    return Claim(
        says=f"In {d} dimensions the sup norm is at most the 2-norm, that at most the 1-norm, and no two differ by more than {d} times.",
        states=chain(
            *(sup_norm(vector), "<=", two_norm(vector), "<=", one_norm(vector), "<="),
            *(sqrt(d) * two_norm(vector), "<=", d * sup_norm(vector)),
        ),
        by=Guided(
            *sup_norm_facts(vector),
            not_negative(dot(vector, vector)),
            Prove(general, Arbitrary(nesting_steps)),
            Specialised(general, (*map(Abs, vector), sup_norm(vector))),
            Property("extreme_is_bounded", Max, (sup_norm(vector), two_norm(vector))),
        ),
    )


norm_nesting_two_dimensions, norm_nesting_three_dimensions, norm_nesting_four_dimensions = map(norm_nesting, DIMENSIONS)

V = Symbol("V", nonnegative=True)  # |v|^2 in any dimension
S = Symbol("S", nonnegative=True)  # |v|_1 in any dimension
D = Symbol("D", positive=True)  # dimension
c = Symbol("c", real=True)  # the margin w.x + b
t = Symbol("t", real=True)
distance_to_ones = forall(t, at_least(V - 2 * t * S + t**2 * D, 0))

coordinates = Symbol("n", integer=True, positive=True)  # their number, any
index = Symbol("i", integer=True)
move, weight, place_of = function("v"), function("w"), function("x")  # by coordinate, in any dimension


def over_coordinates(term):
    """The sum over all coordinates."""
    return Sum(term, (index, 1, coordinates))


move_squared = over_coordinates(move(index) ** 2)  # |v|^2
weight_squared = over_coordinates(weight(index) ** 2)  # |w|^2
move_total = over_coordinates(Abs(move(index)))  # |v|_1
weight_along_move = over_coordinates(weight(index) * move(index))  # w.v
next_coordinate = coordinates + 1


def square_of_sum_steps(root):
    """The steps to "for all t the square of a sum of two vectors is not negative": by the number of coordinates, one square more each."""
    return Arbitrary(lambda scale: (Induct(coordinates, following=(not_negative(root(scale) ** 2),)),))


distances_to_multiples_of_ones = forall(t, at_least(move_squared - 2 * t * move_total + t**2 * coordinates, 0))
squares_of_combinations = forall(t, at_least(move_squared + 2 * t * weight_along_move + t**2 * weight_squared, 0))
combinations_have_squares = Prove(
    squares_of_combinations, square_of_sum_steps(lambda t: move(next_coordinate) + t * weight(next_coordinate))
)

norm_nesting_squared_any_dimension = Claim(
    says="In any dimension the square of the 1-norm is at least that of the 2-norm.",
    states=conjunction(at_least(move_total, 0), at_most(move_squared, move_total**2)),
    by=Guided(Induct(coordinates)),
)

norm_nesting_squared_any_dimension_above = Claim(
    says="And it is at most as many times that of the 2-norm as there are dimensions.",
    states=at_most(move_total**2, coordinates * move_squared),
    by=Guided(
        Prove(distances_to_multiples_of_ones, square_of_sum_steps(lambda t: Abs(move(next_coordinate)) - t)),
        Specialised(distances_to_multiples_of_ones, (move_total / coordinates,)),
    ),
)

cauchy_schwarz_any_dimension = Claim(
    says="In any dimension the square of an inner product is at most the product of the squares of the 2-norms.",
    states=implies(greater(weight_squared, 0), at_most(weight_along_move**2, move_squared * weight_squared)),
    by=Guided(combinations_have_squares, Suppose(), Specialised(squares_of_combinations, (-weight_along_move / weight_squared,))),
)

norm_nesting_any_dimension = Claim(
    says="In any dimension D the 1-norm is at most sqrt(D) times the 2-norm.",
    given=Domain(distance_to_ones),
    states=at_most(S, sqrt(D) * sqrt(V)),
    by=Guided(Specialised(distance_to_ones, (S / D,)), *by_roots(S**2, D * V)),
    note="The assumption is the square of the distance from (|v_1|, ..., |v_d|) to t (1, ..., 1), of which the inner products are S and D; "
    "`norm_nesting_squared_any_dimension_above` does without it.",
)

# --- The margin of a linear classifier ----------------------------------------------------------------------------------------------------


def margin(d):
    """w.x + b."""
    return dot(w[:d], x[:d]) + b


def reaches_boundary(d, move):
    """The point moved so lies on the boundary."""
    return equal(dot(w[:d], [p + q for p, q in zip(x[:d], move, strict=True)]) + b, 0)


def cauchy_schwarz(first, second):
    """The squares whose sum is |first|^2 |second|^2 - (first.second)^2 (Lagrange's identity)."""
    return tuple(not_negative((first[i] * second[j] - first[j] * second[i]) ** 2) for i, j in combinations(range(len(first)), 2))


def linear_margin_l2_bound(d):
    """Every move to the boundary is at least as long as the margin over |w|."""
    squares, weights = dot(v[:d], v[:d]), dot(w[:d], w[:d])
    return Claim(
        says=f"In {d} dimensions no perturbation with a 2-norm below |w.x + b|/|w| reaches the boundary.",
        given=Domain(weights > 0),
        states=implies(reaches_boundary(d, v[:d]), at_least(two_norm(v[:d]), Abs(margin(d)) / two_norm(w[:d]))),
        by=Guided(
            Suppose(),
            *cauchy_schwarz(w[:d], v[:d]),
            not_negative(squares),
            *by_roots(margin(d) ** 2, squares * weights),
            BySum((sqrt(squares * weights) - Abs(margin(d)), 1 / sqrt(weights))),
        ),
    )


def linear_margin_l2_attained(d):
    """The perpendicular move."""
    weights = dot(w[:d], w[:d])
    move = [-margin(d) * weight / weights for weight in w[:d]]
    return Claim(
        says=f"In {d} dimensions the perturbation -(w.x + b) w/|w|^2 reaches the boundary, and its 2-norm is |w.x + b|/|w|.",
        given=Domain(weights > 0),
        states=conjunction(reaches_boundary(d, move), equal(dot(move, move), margin(d) ** 2 / weights)),
        note="The norms are compared by their squares.",
    )


linear_margin_l2_two_dimensions, linear_margin_l2_three_dimensions, linear_margin_l2_four_dimensions = map(
    linear_margin_l2_bound, DIMENSIONS
)
linear_margin_l2_attained_two_dimensions, linear_margin_l2_attained_three_dimensions, linear_margin_l2_attained_four_dimensions = map(
    linear_margin_l2_attained, DIMENSIONS
)

margin_in_any_dimension = over_coordinates(weight(index) * place_of(index)) + b  # w.x + b

linear_margin_l2_any_dimension = Claim(
    says="In any dimension no perturbation with a 2-norm below |w.x + b|/|w| reaches the boundary.",
    states=implies(
        greater(weight_squared, 0),
        implies(
            equal(margin_in_any_dimension + weight_along_move, 0),
            at_least(sqrt(move_squared), Abs(margin_in_any_dimension) / sqrt(weight_squared)),
        ),
    ),
    by=Guided(
        combinations_have_squares,
        Suppose(),
        Suppose(),
        Specialised(squares_of_combinations, (Integer(0),)),
        Specialised(squares_of_combinations, (margin_in_any_dimension / weight_squared,)),
        *by_roots(margin_in_any_dimension**2, move_squared * weight_squared),
    ),
    note="w.(x + v) + b = 0, the inner product taken apart, says that x + v lies on the boundary.",
)

moved_straight = over_coordinates(weight(index) * (place_of(index) - ratio * weight(index))) + b
straight_squared = over_coordinates((ratio * weight(index)) ** 2)

linear_margin_l2_attained_any_dimension = Claim(
    says="In any dimension the perturbation -r w with r = (w.x + b)/|w|^2 reaches the boundary.",
    states=implies(equal(ratio * weight_squared, margin_in_any_dimension), equal(moved_straight, 0)),
    by=Guided(Prove(equal(moved_straight, margin_in_any_dimension - ratio * weight_squared)), Suppose()),
)

linear_margin_l2_length_any_dimension = Claim(
    says="The square of its 2-norm is (w.x + b)^2/|w|^2.",
    states=implies(
        greater(weight_squared, 0),
        implies(
            equal(ratio * weight_squared, margin_in_any_dimension), equal(straight_squared, margin_in_any_dimension**2 / weight_squared)
        ),
    ),
    by=Guided(Prove(equal(straight_squared, ratio**2 * weight_squared)), Suppose(), Suppose()),
)


def hoelder(weights, values, zero):
    """The steps to |c| <= |weights|_1 |values|_inf for the c with c + weights.values = 0: products are bounded, then added."""
    top = sup_norm(values)
    total, product = dot(weights, values), one_norm(weights) * top
    pairs = tuple(zip(weights, values, strict=True))
    gaps = tuple((Abs(p), top - Abs(q)) for p, q in pairs)
    above = tuple(Abs(p) * Abs(q) + p * q for p, q in pairs)
    below = tuple(Abs(p) * Abs(q) - p * q for p, q in pairs)
    c = zero - total
    return (
        *sup_norm_facts(values),
        *(Property("absolute_nonnegative", Abs, (p,)) for p in weights),
        *(Property("absolute_of_product", Abs, (s * p, q)) for p, q in pairs for s in (1, -1)),
        Prove(at_most(c, product), BySum(*gaps, *above, (-1, equal(zero, 0)))),
        Prove(at_most(-c, product), BySum(*gaps, *below, equal(zero, 0))),
        Property("absolute_is_bounded", Abs, (margin(len(weights)), product)),
    )


def linear_margin_linf_bound(d):
    """The margin is at most the 1-norm of the weights times the sup norm of the move."""
    weights, move = w[:d], v[:d]
    size, top = one_norm(weights), sup_norm(move)
    boundary = reaches_boundary(d, move)
    return Claim(
        says=f"In {d} dimensions no perturbation with a sup norm below |w.x + b|/|w|_1 reaches the boundary.",
        given=Domain(greater(size, 0)),
        states=implies(boundary, at_least(top, Abs(margin(d)) / size)),
        by=Guided(Suppose(), *hoelder(weights, move, boundary.left), BySum((size * top - Abs(margin(d)), 1 / size))),
    )


def linear_margin_linf_attained(d):
    """The move by the signs of the weights."""
    move = [-margin(d) * sign(weight) / one_norm(w[:d]) for weight in w[:d]]
    return Claim(
        says=f"In {d} dimensions the perturbation -(w.x + b) sign(w)/|w|_1 reaches the boundary.",
        given=Domain(greater(one_norm(w[:d]), 0)),
        states=reaches_boundary(d, move),
        note="Its sup norm: see linear_margin_linf_size.",
    )


total_weight = Symbol("total_weight", positive=True)  # |w|_1

linear_margin_linf_size = Claim(
    says="No coordinate of that perturbation is larger than |w.x + b|/|w|_1.",
    states=at_most(Abs(c * sign(t) / total_weight), Abs(c) / total_weight),
    note="For any one coordinate: t is its weight, c the margin.",
)

linear_margin_linf_two_dimensions, linear_margin_linf_three_dimensions = map(linear_margin_linf_bound, (2, 3))
linear_margin_linf_attained_two_dimensions, linear_margin_linf_attained_three_dimensions = map(linear_margin_linf_attained, (2, 3))


def linear_margin_l1_bound(d):
    """The margin is at most the sup norm of the weights times the 1-norm of the move."""
    weights, move = w[:d], v[:d]
    size, total = sup_norm(weights), one_norm(move)
    boundary = reaches_boundary(d, move)
    return Claim(
        says=f"In {d} dimensions no perturbation with a 1-norm below |w.x + b|/max |w_i| reaches the boundary.",
        given=Domain(greater(size, 0)),
        states=implies(boundary, at_least(total, Abs(margin(d)) / size)),
        by=Guided(Suppose(), *hoelder(move, weights, boundary.left), BySum((size * total - Abs(margin(d)), 1 / size))),
    )


def linear_margin_l1_attained(d):
    """All of the move along the coordinate with the largest weight, which is called the first."""
    weights = w[:d]
    move = [-margin(d) / weights[0], *(0 for _ in weights[1:])]
    return Claim(
        says=f"In {d} dimensions moving the coordinate of largest weight alone by -(w.x + b)/w_1 reaches the boundary: "
        "its 1-norm is |w.x + b|/max |w_i|.",
        given=Domain(unequal(weights[0], 0), *(at_most(Abs(weight), Abs(weights[0])) for weight in weights[1:])),
        states=conjunction(reaches_boundary(d, move), equal(Abs(margin(d)) / sup_norm(weights), Abs(margin(d)) / Abs(weights[0]))),
        note="Coordinates may be renamed: the first is one with the largest absolute weight.",
    )


linear_margin_l1_two_dimensions, linear_margin_l1_three_dimensions = map(linear_margin_l1_bound, (2, 3))
linear_margin_l1_attained_two_dimensions, linear_margin_l1_attained_three_dimensions = map(linear_margin_l1_attained, (2, 3))

# --- Certificates by Lipschitz constants ------------------------------------------------------------------------------------------------

place = Symbol("place", real=True)  # names of points: any set of points of the size of R^d can be named so
other_place = Symbol("other_place", real=True)
confidence = function("confidence")  # margin of the classifier at a point; its sign is the class
apart = function("apart", arity=2)  # distance of two points, any function of the two
lipschitz = Symbol("l", positive=True)

changes_slowly = forall(other_place, at_most(Abs(confidence(other_place) - confidence(place)), lipschitz * apart(place, other_place)))

lipschitz_certificate = Claim(
    says="Where a positive margin changes at most l times as fast as the point, no attack within the radius margin/l changes the class.",
    given=Domain(changes_slowly, greater(confidence(place), 0)),
    states=forall(
        other_place, implies(less(apart(place, other_place), confidence(place) / lipschitz), greater(confidence(other_place), 0))
    ),
    by=Guided(Arbitrary(lambda attacked: (Suppose(), Specialised(changes_slowly, (attacked,))))),
)

# --- Two classes: accuracy against certified radius -------------------------------------------------------------------------------------

accuracy = Claim(
    says="Two equally frequent classes N(mu, sigma^2) and N(-mu, sigma^2) and the boundary 0: the accuracy is Phi(mu/sigma).",
    states=equal((mass(mu, sigma, 0, oo) + mass(-mu, sigma, -oo, 0)) / 2, normal_cdf(mu / sigma)),
)

robust_accuracy_value = Claim(
    says="Under any attack of this radius the accuracy is Phi((mu - radius)/sigma): what stays clear of the boundary survives.",
    states=equal((mass(mu, sigma, radius, oo) + mass(-mu, sigma, -oo, -radius)) / 2, robust_accuracy.expression),
)

robust_accuracy_decreasing = Claim(
    says="The larger the area that is guaranteed to be robust, the lower the accuracy: there is a trade-off.",
    states=decreasing(robust_accuracy.expression, radius),
)

robust_accuracy_is_a_coin_toss_at_the_mean = Claim(
    says="Robust accuracy is 1/2 exactly where the radius reaches the mean of the class.",
    states=iff(equal(robust_accuracy.expression, Rational(1, 2)), equal(radius, mu)),
)

attack = Symbol("attack", positive=True)
robust_accuracy_vanishes = Claim(
    says="No accuracy is left as the radius grows.",
    states=equal(limit(normal_cdf((mu - attack) / sigma), attack, oo), 0),
    note="beyond the essay",
)


def robust_accuracy_along(inner, weight_norm):
    """Accuracy of the classifier sign(w.x) on N(+-m, sigma^2) under attacks of this radius, from m.w and |w|."""
    return normal_cdf((inner - radius * weight_norm) / (sigma * weight_norm))


inner_product = Symbol("inner_product", real=True)
weight_norm, mean_norm = symbols("weight_norm mean_norm", positive=True)

robust_accuracy_many_dimensions = Claim(
    says="In many dimensions w.x is normal with mean w.m and deviation sigma |w|, and an attack moves it by radius |w|: robust accuracy is "
    "Phi((w.m - radius |w|)/(sigma |w|)).",
    states=equal(mass(inner_product, sigma * weight_norm, radius * weight_norm, oo), robust_accuracy_along(inner_product, weight_norm)),
    note="The mean and the variance of w.x in any dimension: see projected_variance.",
)

robust_accuracy_best_direction_any_dimension = Claim(
    says="In any dimension no direction does better than the one of the mean.",
    given=Domain(inner_product <= weight_norm * mean_norm),
    states=at_most(robust_accuracy_along(inner_product, weight_norm), normal_cdf((mean_norm - radius) / sigma)),
    note="The assumption is the Cauchy-Schwarz inequality, `cauchy_schwarz_any_dimension`.",
)

robust_accuracy_best_only_along_mean = Claim(
    says="And it does as well only where Cauchy and Schwarz's inequality is an equality: for weights parallel to the mean.",
    given=Domain(inner_product <= weight_norm * mean_norm),
    states=iff(
        equal(robust_accuracy_along(inner_product, weight_norm), normal_cdf((mean_norm - radius) / sigma)),
        equal(inner_product, weight_norm * mean_norm),
    ),
)


def robust_accuracy_best_direction(d):
    """The same with coordinates."""
    weights, mean = w[:d], m[:d]
    squares = dot(weights, weights) * dot(mean, mean)
    inner = dot(weights, mean)
    best = (two_norm(mean) - radius) / sigma
    along = (inner - radius * two_norm(weights)) / (sigma * two_norm(weights))
    return Claim(
        says=f"In {d} dimensions no direction of the weights does better than the one of the mean.",
        given=Domain(dot(weights, weights) > 0, dot(mean, mean) > 0),
        states=at_most(normal_cdf(along), normal_cdf(best)),
        by=Guided(
            *cauchy_schwarz(weights, mean),
            *by_roots(inner**2, squares),
            Property("absolute_bounds_its_argument", Abs, (inner,)),
            Prove(
                at_most(along, best),
                BySum((sqrt(squares) - Abs(inner), 1 / (sigma * two_norm(weights))), (Abs(inner) - inner, 1 / (sigma * two_norm(weights)))),
            ),
            Property("normal_increasing", normal_cdf, (along, best)),
        ),
    )


robust_accuracy_best_direction_two_dimensions, robust_accuracy_best_direction_three_dimensions = map(robust_accuracy_best_direction, (2, 3))

# --- Moving the boundary ----------------------------------------------------------------------------------------------------------------

moved = Symbol("moved", nonnegative=True)  # how far the boundary is moved, the same for either side
push = Symbol("push", positive=True)
shifted = boundary_shift_accuracy.expression

boundary_shift_value = Claim(
    says="A boundary moved away from one class by t leaves the margins mu + t and mu - t, and the accuracy is the mean of Phi at both.",
    states=equal((mass(mu, sigma, -shift, oo) + mass(-mu, sigma, -oo, -shift)) / 2, shifted),
)

boundary_shift_maximum = Claim(
    says="Total accuracy is largest where the boundary is not moved, and only there.",
    states=maximum(shifted, shift, 0),
)

boundary_shift_decreasing = Claim(
    says="The farther the boundary is moved, the lower the accuracy: enlarging the robust area of one side costs accuracy.",
    states=decreasing(shifted.subs(shift, moved), moved),
    by=InteriorDerivative(),
    note="On the other side: boundary_shift_increasing_towards_the_middle.",
)

boundary_shift_increasing_towards_the_middle = Claim(
    says="The same where the boundary is moved the other way: accuracy rises until the shift is 0.",
    given=Domain(shift <= 0),
    states=increasing(shifted, shift),
    by=InteriorDerivative(),
)

one_side_gains = Claim(
    says="The side from which the boundary is moved away gains accuracy.",
    states=increasing(normal_cdf((mu + shift) / sigma), shift),
)

other_side_loses = Claim(
    says="The other side loses accuracy.",
    states=decreasing(normal_cdf((mu - shift) / sigma), shift),
)

attack_mass = normal_cdf(-(mu - push) / sigma) - normal_cdf(-mu / sigma)

boundary_shift_attack = Claim(
    says="Points of the other class that were on the right side of the old boundary by less than the shift are now misclassified.",
    states=equal(mass(-mu, sigma, -push, 0), attack_mass),
)

boundary_shift_attack_positive = Claim(
    says="There always are such points: moving the boundary creates a new attack.",
    states=greater(attack_mass, 0),
)

boundary_shift_attack_increasing = Claim(
    says="The farther the boundary is moved, the more of them there are.",
    states=increasing(attack_mass, push),
)

# --- Randomised smoothing ---------------------------------------------------------------------------------------------------------------

certain = Domain(p_b <= p_a, p_a < 1)
certified = smoothing_radius.expression

smoothing_radius_increasing = Claim(
    says="The certified radius grows with the probability of the best class.",
    given=certain,
    states=increasing(certified, p_a),
)

smoothing_radius_decreasing = Claim(
    says="It shrinks as the runner-up becomes more probable.",
    given=certain,
    states=decreasing(certified, p_b),
)

smoothing_radius_zero = Claim(
    says="It is zero only where the two are equally probable.",
    given=certain,
    states=iff(equal(certified, 0), equal(p_a, p_b)),
)

smoothing_radius_two_classes = Claim(
    says="With two classes, p_b = 1 - p_a, it is sigma times the quantile of p_a.",
    given=Domain(p_a < 1),
    states=equal(certified.subs(p_b, 1 - p_a), sigma * normal_quantile(p_a)),
)

smoothing_probability_of_linear_classifier = Claim(
    says="Noise of deviation sigma moves w.x + b by a normal variable of deviation sigma |w|: a linear classifier keeps its class with the "
    "probability Phi((w.x + b)/(sigma |w|)).",
    states=equal(mass(c, sigma * weight_norm, 0, oo), normal_cdf(c / (sigma * weight_norm))),
)

smoothing_exact_for_linear = Claim(
    says="For a linear classifier the certified radius is the true distance (w.x + b)/|w| from the boundary, whatever the noise.",
    states=equal(sigma * normal_quantile(normal_cdf(c / (sigma * weight_norm))), c / weight_norm),
    by=Derivation(
        sigma * normal_quantile(normal_cdf(c / (sigma * weight_norm))),
        (
            Step(sigma * (c / (sigma * weight_norm)), "a quantile undoes the distribution function"),
            Step(c / weight_norm, "the noise cancels"),
        ),
    ),
)

smoothing_exact_for_linear_whatever_the_noise = Claim(
    says="The noise does not matter for it.",
    states=independent(sigma * normal_quantile(normal_cdf(c / (sigma * weight_norm))), sigma),
)

class_noise = Symbol("sigma0", positive=True)  # standard deviation of a class before noise is added

noisy_deviation = sqrt(class_noise**2 + sigma**2)  # variances of independent normal variables add up

smoothing_accuracy = Claim(
    says="With noise of deviation sigma on top of that of the class, sigma0, the accuracy is Phi(mu/sqrt(sigma0^2 + sigma^2)).",
    states=equal(mass(mu, noisy_deviation, 0, oo), normal_cdf(mu / noisy_deviation)),
    note="That the sum of independent normal variables is normal, with the sum of the variances, is taken as known.",
)

smoothing_costs_accuracy = Claim(
    says="The more noise, the lower the accuracy Phi(mu/sqrt(sigma0^2 + sigma^2)).",
    states=decreasing(normal_cdf(mu / noisy_deviation), sigma),
)

# --- Distances between distributions ----------------------------------------------------------------------------------------------------

probability = Symbol("q", real=True)  # a level of quantiles
mu1, mu2, sigma1, sigma2 = gaussian.mu1, gaussian.mu2, gaussian.sigma1, gaussian.sigma2
quantile_gap = mu1 + sigma1 * normal_quantile(probability) - (mu2 + sigma2 * normal_quantile(probability))

wasserstein_gaussian = Claim(
    says="The squared Wasserstein distance of two normal distributions, from the integral of the squared difference of their quantiles.",
    states=equal(integral(quantile_gap**2, (probability, 0, 1)), (mu1 - mu2) ** 2 + (sigma1 - sigma2) ** 2),
    by=Derivation(
        integral(quantile_gap**2, (probability, 0, 1)),
        (
            Step(
                integral((mu1 - mu2 + (sigma1 - sigma2) * z) ** 2 * normal_density(z, 0, 1), (z, -oo, oo)),
                "change of variables: the level is Phi(z)",
            ),
            Step((mu1 - mu2) ** 2 + (sigma1 - sigma2) ** 2, "moments of the standard normal distribution"),
        ),
        name=Symbol("W_2") ** 2,
    ),
)

wasserstein_gaussian_is_the_model = Claim(
    says="Its root is the closed form of the Gaussian models.",
    states=equal(sqrt(integral(quantile_gap**2, (probability, 0, 1))), gaussian.wasserstein2.expression),
)


def wasserstein_of_diagonal_covariances(d):
    """Both covariances in a basis of common eigenvectors."""
    first, second = symbols(f"s1:{d + 1}", positive=True), symbols(f"r1:{d + 1}", positive=True)
    spread = sum(p**2 + q**2 - 2 * sqrt(q * p**2 * q) for p, q in zip(first, second, strict=True))
    return Claim(
        says=f"In {d} dimensions, for commuting covariances, tr(S1 + S2 - 2 (S2^1/2 S1 S2^1/2)^1/2) is the squared distance of the roots.",
        states=equal(spread, sum((p - q) ** 2 for p, q in zip(first, second, strict=True))),
        note="They have common eigenvectors, in whose basis both are diagonal, with the squares of s and r. In any dimension "
        "without a basis: wasserstein_of_commuting_covariances.",
    )


wasserstein_commuting_two_dimensions, wasserstein_commuting_three_dimensions = map(wasserstein_of_diagonal_covariances, (2, 3))

far = Symbol("far", positive=True)  # a translation

translation_is_global = Claim(
    says="However far a bump is moved, pixel by pixel it changes by less than 1/(sigma sqrt(pi)).",
    states=less(translation_l2_squared.expression, 1 / (sigma * sqrt(pi))),
)

translation_saturates = Claim(
    says="That bound is approached as the bump is moved away.",
    states=equal(limit(translation_l2_squared.expression.subs(translation, far), far, oo), 1 / (sigma * sqrt(pi))),
)

translation_wasserstein = Claim(
    says="The Wasserstein distance is the distance by which it has been moved, which has no bound.",
    states=equal(
        integral((far + sigma * normal_quantile(probability) - sigma * normal_quantile(probability)) ** 2, (probability, 0, 1)), far**2
    ),
)

shifted_divergence = gaussian.kl_divergence.expression.subs({mu1: translation, mu2: 0, sigma1: sigma, sigma2: sigma})

kl_of_translation = Claim(
    says="The divergence of the moved bump from the one at rest is distance^2/(2 sigma^2).",
    states=equal(shifted_divergence, translation**2 / (2 * sigma**2)),
)

talagrand_equality_for_translations = Claim(
    says="So Talagrand's inequality W2^2 <= 2 sigma^2 KL holds with equality for translations.",
    states=equal(
        gaussian.wasserstein2.expression.subs({mu1: translation, mu2: 0, sigma1: sigma, sigma2: sigma}) ** 2,
        2 * sigma**2 * shifted_divergence,
    ),
)

to_standard = {mu2: 0, sigma2: 1}
standard_wasserstein = gaussian.wasserstein2.expression.subs(to_standard) ** 2
standard_divergence = gaussian.kl_divergence.expression.subs(to_standard)

talagrand_gaussian = Claim(
    says="The squared Wasserstein distance of a normal distribution from the standard one is at most twice its divergence.",
    states=at_most(standard_wasserstein, 2 * standard_divergence),
)

talagrand_equality_case = Claim(
    says="They are equal only for translations, that is for the deviation 1.",
    states=iff(equal(standard_wasserstein, 2 * standard_divergence), equal(sigma1, 1)),
)

talagrand_derivation = Claim(
    says="What Talagrand's inequality leaves over is 2 (v - 1 - log v), by the deviation v.",
    states=equal(2 * standard_divergence - standard_wasserstein, 2 * (sigma1 - 1 - log(sigma1))),
    by=Derivation(
        2 * standard_divergence - standard_wasserstein,
        (
            Step(sigma1**2 + mu1**2 - 1 - 2 * log(sigma1) - mu1**2 - (sigma1 - 1) ** 2, "both distances, with the logarithm of 1/v"),
            Step(2 * (sigma1 - 1 - log(sigma1)), "the means and the squares cancel"),
        ),
    ),
)

# --- What would be wrong ----------------------------------------------------------------------------------------------------------------

false_norms_agree = Claim(
    says="The margin in the sup norm is the margin in the 2-norm.",
    given=Domain(dot(w[:2], w[:2]) > 0),
    states=equal(Abs(margin(2)) / one_norm(w[:2]), Abs(margin(2)) / two_norm(w[:2])),
    expect="refuted",
)

false_shift_is_free = Claim(
    says="Total accuracy does not depend on where the boundary is.",
    states=independent(shifted, shift),
    expect="refuted",
)
