"""Total harm in numbers: what the three readings of the harmful share come to, and how they scale with the dimension.

Reading A integrates the shortfall 1 - c over the divergence, reading B over its square root, reading C is the square of B. In the leading
order the divergence is (d/2) w^2 where c = sqrt(1 - e^(-w^2)), so B is sqrt(d/2) times the integral of 1 - c over w.
"""

from sympy import Integer, Rational, Symbol, exp, log, oo, pi, sqrt

from proofs.statistical_utility_mechanics._symbols import HALF, NEW
from symbolic import Claim, Domain, approx, at_least, at_most, conjunction, equal, finite, forall, function, greater, integral, less, within
from symbolic.language.special import bessel
from symbolic.methods.guided import Additivity, ByEvaluation, BySum, Dominated, Guided, Primitive, Property, Prove

w = Symbol("w", real=True)  # square root of the divergence per d/2
shortfall = 1 - sqrt(1 - exp(-(w**2)))  # 1 - c there
root_constant = integral(shortfall, (w, 0, oo))  # K
head, tail = integral(shortfall, (w, 0, 9)), integral(shortfall, (w, 9, oo))
tail_bound = w * exp(-(w**2)) / 9
larger_tail = integral(tail_bound, (w, 9, oo))
K = Rational("0.628542249394367556555364214379")
last_digit = Rational(1, 10**30)


def _below(u):
    """0 <= 1 - sqrt(1 - e) <= e <= (u/9) e, where e = e^(-u^2)."""
    e, root = exp(-(u**2)), sqrt(1 - exp(-(u**2)))
    smaller = at_most(1 - root, u * e / 9)
    return (
        Prove(greater(u, 0)),
        Prove(greater(exp(u**2), 1), Property("tangent", exp, (u**2,))),
        Prove(greater(exp(u**2) - 1, 0)),
        Prove(greater(1 + root, 0)),
        Prove(greater(1 - root, 0), BySum((e, 1 / (1 + root)))),
        Prove(smaller, BySum((e, root, 1 / (1 + root)), (Rational(1, 9), e, greater(u, 9)))),
    )


by_tail = (Primitive(larger_tail, -exp(-(w**2)) / 18), Dominated(tail, tail_bound, _below))
in_two = Additivity(root_constant, 9)

root_constant_tail = Claim(
    says="Beyond w = 9 the shortfall adds at most e^(-81)/18.",
    states=at_most(tail, exp(-81) / 18),
    by=Guided(*by_tail),
    note=NEW,
)

root_constant_at_least = Claim(
    says="In reading B total harm is K sqrt(d/2) in the leading order, where K is 0.628542249394367556555364214379, from below,",
    states=greater(root_constant, K - last_digit),
    by=Guided(
        *(*by_tail, in_two, ByEvaluation(greater(head, K - last_digit))),
        BySum(greater(head, K - last_digit), at_least(tail, 0)),
        defined=(*by_tail, in_two),
    ),
    note=NEW,
)

root_constant_at_most = Claim(
    says="and from above, to 30 digits.",
    states=less(root_constant, K + last_digit),
    by=Guided(
        *(*by_tail, Prove(at_most(tail, exp(-81) / 18)), in_two, ByEvaluation(less(head + exp(-81) / 18, K + last_digit))),
        BySum(less(head + exp(-81) / 18, K + last_digit), at_most(tail, exp(-81) / 18)),
        defined=(*by_tail, in_two),
    ),
    note=NEW,
)

root_constant_squared = Claim(
    says="In reading C total harm per dimension is K^2/2, 0.197532679636866, in the leading order.",
    states=approx(head**2 / 2, Rational("0.197532679636866"), 15),
    note="with K up to w = 9; what is left out is below e^(-81)/18, `root_constant_tail`",
)


def root_reading(dimension):
    """Total harm in reading B in the leading order, up to w = 9: beyond lies less than e^(-81)/18, `root_constant_tail`."""
    return sqrt(Integer(dimension) / 2) * head


false_root_reading_linear = Claim(
    says="In reading B, too, total harm is proportional to the dimension: in 200 dimensions it is twice that in 100, to 0.001.",
    states=within(root_reading(200), 2 * root_reading(100), Rational(1, 1000)),
    expect="refuted",
    note="it grows as the square root of the dimension; its square, reading C, is proportional",
)

false_same_scaling = Claim(
    says="The results are the same with respect to divergence and to its square root: from d = 4 to d = 8 both grow by the same factor.",
    states=within(
        bessel.total_shortfall(8) / bessel.total_shortfall(4),
        root_reading(8) / root_reading(4),
        Rational(1, 10),
    ),
    expect="refuted",
    note="with respect to the root in the leading order. The shape is the same, the exponent of the dimension is not: d against sqrt(d)",
)

intercept = (3 * log(2) - 4 + pi / 2) / 2


def affine_harm(dimension):
    """Total harm in reading A up to terms of the order 1/d^2."""
    return (1 - log(2)) * dimension + intercept + (pi - 3) / (4 * (dimension - 2))


intercept_of_total_harm = Claim(
    says="In reading A total harm is affine in high dimension, with the slope 1 - log 2 and the intercept -0.17488106576263372626.",
    states=approx(intercept, Rational("-0.17488106576263372626"), 20),
    note=NEW,
)

total_harm_nearly_affine = Claim(
    says="With a term (pi - 3)/(4 (d - 2)) it is right to 10^-3 at d = 10, to 10^-5 at d = 100 and to 10^-7 at d = 1000.",
    states=conjunction(
        *(within(bessel.total_shortfall(Integer(10**j)), affine_harm(Integer(10**j)), Rational(1, 10 ** (2 * j + 1))) for j in (1, 2, 3))
    ),
    note="for all d: needs a bound on the rest of Debye's expansion, which DLMF 10.41 does not give",
)

false_total_harm_affine = Claim(
    says="Total harm in reading A is an affine function of the dimension, exactly.",
    states=equal(
        bessel.total_shortfall(4) - bessel.total_shortfall(3),
        bessel.total_shortfall(3) - bessel.total_shortfall(2),
    ),
    expect="refuted",
)

total_harm_between = Claim(
    says="It lies between (d - 1)(1 - log 2) and d (1 - log 2), here at d = 3/2, 3 and 1000.",
    states=conjunction(
        *(
            conjunction(
                less((j - 1) * (1 - log(2)), bessel.total_shortfall(j)),
                less(bessel.total_shortfall(j), j * (1 - log(2))),
            )
            for j in (3 * HALF, Integer(3), Integer(1000))
        )
    ),
    note="for all d: the bounds of `cost_of_alignment` integrated over c; needs total harm as that integral, an integration by parts",
)

cost, leading = function("cost", "positive", "continuous"), function("leading", "positive", "continuous")
size = Symbol("size", positive=True)  # d/2
c = Symbol("c", real=True)
root_harm = integral(sqrt(cost(c)), (c, 0, 1))
root_leading = integral(sqrt(size) * sqrt(leading(c)), (c, 0, 1))


def _by_root(x):
    """sqrt(cost) <= sqrt(size) sqrt(leading), as the difference of the squares over the sum."""
    bound, root = sqrt(size) * sqrt(leading(x)), sqrt(cost(x))
    smaller = at_most(cost(x), size * leading(x))
    return (
        *(Prove(greater(f(x), 0)) for f in (cost, leading)),
        *(Prove(smaller), Prove(greater(bound + root, 0))),
        Prove(at_most(root, bound), BySum((smaller, 1 / (bound + root)))),
    )


root_reading_at_most = Claim(
    says="Reading B is at most K sqrt(d/2): a cost of at most d/2 times the leading one, integrated by its root.",
    given=Domain(finite(root_leading), forall(c, at_most(cost(c), size * leading(c)))),
    states=at_most(root_harm, root_leading),
    by=Guided(Dominated(root_harm, sqrt(size) * sqrt(leading(c)), _by_root)),
    note="0.5657885 at d = 2, 1.3741154 at 10, 4.4343910 at 100, by quadrature in floating point; an enclosure needs a bound on the tail",
)

shortfall_per_dimension = Claim(
    says="In 1000 dimensions total harm with the share 1 - c is 0.306678 per dimension.",
    states=approx(bessel.total_shortfall(1000) / 1000, Rational("0.306678"), 6),
    note="1 - c^k with k = 1/2, 2, 3, 10 gives .17478, .49967, .63974, 1.14071 by floating point; enclosures need a bound on the tail",
)
