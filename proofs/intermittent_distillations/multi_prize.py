"""Lottery tickets that need no training: how large must a random network be to contain a given one?

The essay compares the theorem to the fact that a large random graph contains every small graph, and calls its proof basic probability
bounds. Both remarks hold with numbers: independent trials, each of which succeeds with probability x, all fail with probability (1 - x)^B,
at most e^(-x B), and the chances that something is missing add up. For weights sampled to a precision epsilon this costs a factor
1/epsilon; choosing subsets of weights costs only its logarithm, so that the remark is fair to bounds that are linear in 1/epsilon and not
to the later ones.

The probability delta that no ticket exists stays a symbol throughout; the essay drops it. The widths that the papers give hold up to
constants that they do not print, so nothing here depends on such a constant.

Units: none. Sources: the essay's opinion; Diffenderfer and Kailkhura, Multi-Prize Lottery Ticket Hypothesis, 2021; Sreenivasan et al.,
Finding Everything within Random Binary Networks, 2021; Pensia et al., Optimal Lottery Tickets via Subset Sum, 2020; Malach et al., Proving
the Lottery Ticket Hypothesis, 2020.
"""

from sympy import Integer, Rational, Sum, Symbol, ceiling, exp, log, oo

from symbolic import (
    Claim,
    Domain,
    at_least,
    at_most,
    chain,
    conjunction,
    decreasing,
    equal,
    forall,
    function,
    greater,
    iff,
    implies,
    increasing,
    less,
    limit,
)

# --- Many trials, one success -------------------------------------------------------------------------------------------------------------

x = Symbol("x", positive=True)  # chance that one trial succeeds
B = Symbol("B", positive=True)  # independent trials
delta = Symbol("delta", positive=True)  # accepted chance of failure
W = Symbol("W", positive=True)  # things that are all to be found: graphs, or weights
possible = Domain(x < 1, delta < 1, at_least(W, 1))

one_success_almost_surely = Claim(
    says="In infinitely many trials something possible happens almost surely: the chance that it never does goes to zero.",
    given=Domain(x < 1),
    states=equal(limit((1 - x) ** B, B, oo), 0),
)

all_fail_bound = Claim(
    says="All of B trials fail with probability (1 - x)^B, which is at most e^(-x B).",
    given=Domain(x < 1),
    states=at_most((1 - x) ** B, exp(-x * B)),
)

enough_trials_for_all = Claim(
    says="With B at least (ln W + ln 1/delta)/x trials for each, all of W things are found but for a chance of delta.",
    given=possible & Domain(at_least(B, (log(W) + log(1 / delta)) / x)),
    states=at_most(log(W) + B * log(1 - x), log(delta)),
    note="in logarithms of W (1 - x)^B and delta",
)

enough_trials_for_all_as_powers = Claim(
    says="That is, W (1 - x)^B is at most delta.",
    given=possible & Domain(at_least(B, (log(W) + log(1 / delta)) / x)),
    states=at_most(W * (1 - x) ** B, delta),
)

i = Symbol("i", integer=True)
n_things = Symbol("N", integer=True, nonnegative=True)
missing = function("missing", "nonnegative")  # chance that each thing is missing

union_bound = Claim(
    says="Chances that are each at most x add up to at most N x.",
    given=Domain(forall(i, at_most(missing(i), x))),
    states=at_most(Sum(missing(i), (i, 1, n_things)), n_things * x),
)

# --- Every small graph in a large random one ----------------------------------------------------------------------------------------------

e = Symbol("e", positive=True)  # possible edges between n vertices, n(n - 1)/2
G = Symbol("G", positive=True)  # labelled graphs on n vertices, 2^e

blocks_contain_every_graph = Claim(
    says="2^e (ln 2^e + ln 1/delta) disjoint blocks of n vertices contain every labelled graph on n vertices but for a chance of delta.",
    given=Domain(greater(G, 1), less(delta, 1), at_least(B, G * (log(G) + log(1 / delta)))),
    states=at_most(log(G) + B * log(1 - 1 / G), log(delta)),
    note="in logarithms of G (1 - 1/G)^B and delta; each block is a given graph with chance 1/G when edges have chance 1/2",
)

blocks_contain_every_graph_as_powers = Claim(
    says="That is, G (1 - 1/G)^B is at most delta.",
    given=Domain(greater(G, 1), less(delta, 1), at_least(B, G * (log(G) + log(1 / delta)))),
    states=at_most(G * (1 - 1 / G) ** B, delta),
)

number_of_graphs = Claim(
    says="ln 2^e is e ln 2.",
    states=equal(log(2**e), e * log(2)),
)


def _vertices(n, edges, found, says):
    size = n * 2**edges * (edges * log(Integer(2)) + log(Integer(100)))
    return Claim(says=says, states=chain(found - 1, "<", size, "<=", found))


vertices_for_graphs_on_three = _vertices(3, 3, 161, "For all on three vertices and delta = 1/100 it takes 161, rounded up.")
vertices_for_graphs_on_four = _vertices(4, 6, 2244, "For all on four it takes 2244.")
vertices_for_graphs_on_five = _vertices(5, 10, 59068, "For all on five it takes 59068.")


def _whole_blocks(n, edges, size):
    """The blocks of n vertices that fit into so many, in logarithms."""
    blocks = Integer(size // n)
    return at_most(edges * log(Integer(2)) + blocks * log(1 - Rational(1, 2**edges)), -log(Integer(100)))


whole_blocks_suffice = Claim(
    says="The whole blocks that fit into so many vertices, 53, 561 and 11813, suffice indeed.",
    states=conjunction(_whole_blocks(3, 3, 161), _whole_blocks(4, 6, 2244), _whole_blocks(5, 10, 59068)),
)

half = Rational(1, 2)

false_vertices_round_down = Claim(
    says="n 2^e (e ln 2 + ln 1/delta) vertices always hold enough disjoint blocks.",
    given=Domain(delta < 1),
    states=implies(at_least(3, 4 * (log(Integer(2)) + log(1 / delta))), at_most(2 * half, delta)),
    note="for n = 2 and delta above 0.945 three vertices are that many; they hold one block, which always misses one of the two graphs",
    expect="refuted",
)

graphs_on_more_vertices_cost_more = Claim(
    says="The more graphs there are, the more blocks they need.",
    given=Domain(greater(G, 1), less(delta, 1)),
    states=increasing(G * (log(G) + log(1 / delta)), G),
)

# --- Weights to a precision ---------------------------------------------------------------------------------------------------------------

epsilon = Symbol("epsilon", positive=True)  # precision: one sample hits a weight with at least this chance
k = Symbol("k", positive=True)  # samples
precise = Domain(less(epsilon, 1), less(delta, 1))
exact_samples = log(delta) / log(1 - epsilon)

samples_for_one_weight = Claim(
    says="k samples hit a weight to precision epsilon but for a chance of delta exactly when k is at least ln delta/ln(1 - epsilon).",
    given=precise,
    states=iff(at_most(k * log(1 - epsilon), log(delta)), at_least(k, exact_samples)),
)

samples_at_most_linear = Claim(
    says="That is at most ln(1/delta)/epsilon.",
    given=precise,
    states=at_most(exact_samples, log(1 / delta) / epsilon),
)

samples_for_five_percent = Claim(
    says="For epsilon = 1/100 and delta = 1/20 it takes 299 samples.",
    states=chain(298, "<", log(Rational(1, 20)) / log(Rational(99, 100)), "<=", 299),
)

samples_for_five_percent_below_linear_bound = Claim(
    says="The linear bound allows them: 100 ln 20 is above 299.",
    states=greater(100 * log(Integer(20)), 299),
)

false_whole_samples_below_linear_bound = Claim(
    says="Rounded up to whole samples it is still at most ln(1/delta)/epsilon.",
    given=precise,
    states=at_most(ceiling(exact_samples), log(1 / delta) / epsilon),
    expect="refuted",
)

samples_for_all_weights = Claim(
    says="For all of W weights ln(W/delta)/epsilon samples each are enough.",
    given=precise & Domain(at_least(W, 1), at_least(k, log(W / delta) / epsilon)),
    states=at_most(log(W) + k * log(1 - epsilon), log(delta)),
    note="in logarithms of W (1 - epsilon)^k and delta",
)

# --- Subsets of weights -------------------------------------------------------------------------------------------------------------------

subsets_must_cover = Claim(
    says="k weights have 2^k subset sums: to come within epsilon of all of an interval of length 2 epsilon W takes k >= log2 W.",
    states=iff(at_least(k * log(Integer(2)), log(W)), at_least(k, log(W) / log(Integer(2)))),
    note="that O(log(1/epsilon)) random weights also suffice is Lueker's theorem (1998), which Pensia et al. use; it is not proved here",
)

finer = Symbol("r", positive=True)  # 1/sqrt(epsilon)

logarithm_below_root = Claim(
    says="The logarithm is far below what is linear: ln(1/epsilon) is at most 2/sqrt(epsilon), the root written as r.",
    states=at_most(log(finer**2), 2 * finer),
)

logarithmic_against_linear = Claim(
    says="So what subsets need, against the 1/epsilon of single samples, is a share of at most 2/r.",
    states=at_most(log(finer**2) / finer**2, 2 / finer),
)

logarithmic_share_vanishes = Claim(
    says="That share goes to zero as the precision becomes finer.",
    states=equal(limit(2 / finer, finer, oo), 0),
)

d, ell = Symbol("d", positive=True), Symbol("l", positive=True)  # width and depth of the network that is to be found
large = Symbol("v", positive=True)  # fourth root of d l/epsilon

width_with_subsets_grows_slowly = Claim(
    says="The width d log(d l/epsilon)^2 is at most 16 d sqrt(d l/epsilon), so that the linear one exceeds any multiple of it in the end.",
    given=Domain(at_least(large, 1)),
    states=at_most(d * log(large**4) ** 2, 16 * d * large**2),
)

linear_width_exceeds_width_with_subsets = Claim(
    says="The quotient of that and the width l d^(3/2)/epsilon of single samples goes to zero as the precision becomes finer.",
    states=equal(limit(16 * d * (d * ell / epsilon) ** half / (ell * d ** Rational(3, 2) / epsilon), epsilon, 0, "+"), 0),
)

smaller_chance_of_failure_costs_more = Claim(
    says="'With high chance' is a number: the smaller the chance of failure is to be, the more samples it takes.",
    given=precise,
    states=decreasing(log(1 / delta) / epsilon, delta),
)

false_high_chance_is_free = Claim(
    says="The size that is needed does not depend on how high the chance is to be.",
    given=precise,
    states=equal(log(1 / delta) / epsilon, 1 / epsilon),
    expect="refuted",
)
