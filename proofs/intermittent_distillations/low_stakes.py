"""Low-stakes alignment: when no single decision matters much, is it enough that behaviour becomes good in the long run?

A decision is bad or good, and a bad one costs at most epsilon. The essay says that then only the long-run average matters, that shifts in
distribution are cheap, and that a model which is aligned in the limit never causes a catastrophe on the way. Each of the three needs a
premise that the essay leaves out: costs add up, bad decisions are few compared with all decisions, and there is a bound on their number
before the limit, not only the limit.

Units: harm in any unit, the same throughout; time in decisions. Source: Paul Christiano, Low-stakes alignment, 2021. His own formal
statement about regret is not restated here.
"""

from sympy import Integer, Piecewise, Sum, Symbol, exp, log, oo, sqrt

from symbolic import (
    Claim,
    Domain,
    at_least,
    at_most,
    equal,
    forall,
    function,
    greater,
    iff,
    implies,
    increasing_function,
    integral,
    less,
    limit,
    minimum,
)
from symbolic.methods.guided import BySum, Guided, Prove, Suppose

# --- Symbols ------------------------------------------------------------------------------------------------------------------------------

epsilon = Symbol("epsilon", positive=True)  # the most that one decision costs
catastrophe = Symbol("C", positive=True)  # harm from which on we call it a catastrophe
M = Symbol("M", integer=True, nonnegative=True)  # number of bad decisions
bad = Symbol("B", nonnegative=True)  # the same, as a real number
T = Symbol("T", positive=True)  # decisions in all
i = Symbol("i", integer=True)  # a decision
harm = function("harm")  # of each bad decision, numbered from 1
bounded = Domain(forall(i, at_most(harm(i), epsilon)))

# --- Harms that add up --------------------------------------------------------------------------------------------------------------------

additive_harm_bounded = Claim(
    says="If each decision has a bounded impact and impacts add up, M bad decisions cost at most M epsilon.",
    given=bounded,
    states=at_most(Sum(harm(i), (i, 1, M)), M * epsilon),
)

catastrophe_needs_many_decisions = Claim(
    says="A catastrophe then takes at least C/epsilon bad decisions.",
    given=bounded,
    states=implies(at_least(Sum(harm(i), (i, 1, M)), catastrophe), at_least(M, catastrophe / epsilon)),
    by=Guided(
        Prove(at_most(Sum(harm(i), (i, 1, M)), M * epsilon)),
        Suppose(),
        BySum((M * epsilon - Sum(harm(i), (i, 1, M)), 1 / epsilon), (Sum(harm(i), (i, 1, M)) - catastrophe, 1 / epsilon)),
    ),
)

total_harm = increasing_function("total")  # harm of so many bad decisions together, additive or not

false_bounded_decisions_bound_the_total = Claim(
    says="If no decision costs more than epsilon by itself, M of them cost at most M epsilon, whether or not costs add up.",
    given=Domain(equal(total_harm(0), 0), at_most(total_harm(1), epsilon)),
    states=at_most(total_harm(M), M * epsilon),
    expect="refuted",
)

erosion_escapes_the_bound = Claim(
    says="Slow erosion escapes: harm epsilon M^2 costs epsilon at the first decision, and more than M epsilon from the second on.",
    given=Domain(greater(M, 1)),
    states=greater(epsilon * M**2, M * epsilon),
)

# --- The long-run average -----------------------------------------------------------------------------------------------------------------

few = Symbol("delta", positive=True)  # share of decisions, as small as you like
start = Symbol("T_0", positive=True)
t = Symbol("t", real=True)
bad_by = function("bad", "nonnegative")  # bad decisions among the first t

long_run_average_vanishes = Claim(
    says="If bad decisions become rarer than any given share of all decisions, the average harm falls below that share of epsilon.",
    given=Domain(forall(t, implies(greater(t, start), at_most(bad_by(t), few * t))), greater(T, start)),
    states=at_most(bad_by(T) * epsilon / T, few * epsilon),
)

fixed_number_of_mistakes_vanishes = Claim(
    says="A fixed number of bad decisions does not count in the long-run average.",
    states=equal(limit(bad * epsilon / T, T, oo), 0),
)

square_root_of_mistakes_vanishes = Claim(
    says="Nor do bad decisions that grow as the square root of time.",
    states=equal(limit(bad * sqrt(T) * epsilon / T, T, oo), 0),
)

share = Symbol("s", positive=True)  # of decisions that are bad

steady_mistakes_do_not_vanish = Claim(
    says="A steady share of bad decisions costs that share of epsilon for ever.",
    states=equal(limit((share * T + bad) * epsilon / T, T, oo), share * epsilon),
)

false_low_stakes_alone_make_average_vanish = Claim(
    says="Low stakes alone imply that only the long-run average matters: it goes to zero whatever the share of bad decisions.",
    states=equal(limit((share * T + bad) * epsilon / T, T, oo), 0),
    expect="refuted",
)

# --- Shifts in distribution ---------------------------------------------------------------------------------------------------------------

shifts = Symbol("k", integer=True, nonnegative=True)  # shifts in distribution
relearning = Symbol("tau", positive=True)  # decisions until a new distribution is learned
shift_cost = function("shiftcost")  # of each shift
tolerated = Symbol("rho", positive=True)  # tolerated average harm

shifts_cost_bounded = Claim(
    says="Suffering bad performance for a while after each of k shifts costs at most k tau epsilon.",
    given=Domain(forall(i, at_most(shift_cost(i), relearning * epsilon))),
    states=at_most(Sum(shift_cost(i), (i, 1, shifts)), shifts * relearning * epsilon),
)

shifts_affordable_exactly_when_rare = Claim(
    says="Their average cost is below a given level exactly when the decisions spent relearning are few compared with T/epsilon.",
    states=iff(
        at_most(shifts * relearning * epsilon / T, tolerated),
        at_most(shifts * relearning, tolerated * T / epsilon),
    ),
)

frequent_shifts_stay_expensive = Claim(
    says="When a shift comes every so many decisions, for ever, the average cost of relearning does not vanish.",
    states=equal(limit((T / start + 1) * relearning * epsilon / T, T, oo), relearning * epsilon / start),
)

# --- Online learning with bounded losses: the regret of Hedge -----------------------------------------------------------------------------

experts = Symbol("n", positive=True)
log_experts = Symbol("ell", positive=True)  # ln n
eta = Symbol("eta", positive=True)  # learning rate
regret_bound = log_experts / eta + eta * T / 8  # Cesa-Bianchi and Lugosi, Prediction, Learning, and Games, 2006, theorem 2.2
best_rate = sqrt(8 * log_experts / T)

several_experts_have_positive_logarithm = Claim(
    says="With two experts or more, ln n is positive, as is assumed of it in what follows.",
    given=Domain(at_least(experts, 2)),
    states=greater(log(experts), 0),
)

hedge_best_rate = Claim(
    says="Among n experts over T rounds with losses in [0, 1], the bound on the regret of Hedge is least at rate sqrt(8 ln n/T).",
    states=minimum(regret_bound, eta, best_rate),
)

hedge_regret = Claim(
    says="It is then sqrt(T ln n/2).",
    states=implies(equal(eta, best_rate), equal(regret_bound, sqrt(T * log_experts / 2))),
)

hedge_average_regret_vanishes = Claim(
    says="So the average regret goes to zero: with losses bounded per round, learning online loses nothing in the long run.",
    states=equal(limit(sqrt(T * log_experts / 2) / T, T, oo), 0),
)

# --- Aligned in the limit -----------------------------------------------------------------------------------------------------------------

no_catastrophe_below_mistake_bound = Claim(
    says="If harm adds up and fewer than C/epsilon bad decisions are made in all, training ends without catastrophe.",
    given=Domain(less(bad, catastrophe / epsilon)),
    states=less(bad * epsilon, catastrophe),
)

n_ = Symbol("n_0", integer=True, positive=True)  # decisions that are all bad, before all are good
harm_at = Piecewise((epsilon, t <= n_), (Integer(0), True))

bad_first_then_aligned = Claim(
    says="A model that errs in its first n decisions and never again is aligned in the limit: after those, harm is zero.",
    given=Domain(greater(t, n_)),
    states=equal(harm_at, 0),
)

bad_first_then_aligned_harm = Claim(
    says="It has done harm n epsilon by then.",
    states=equal(integral(epsilon, (t, 0, n_)), n_ * epsilon),
)

bad_first_is_catastrophe = Claim(
    says="That is a catastrophe as soon as n reaches C/epsilon.",
    given=Domain(at_least(n_, catastrophe / epsilon)),
    states=at_least(n_ * epsilon, catastrophe),
)

half_life = Symbol("h", positive=True)  # time scale of learning
fading_harm = epsilon * exp(-t / half_life)

fading_harm_aligned_in_limit = Claim(
    says="Harm that fades exponentially goes to zero.",
    states=equal(limit(fading_harm, t, oo), 0),
)

fading_harm_low_stakes = Claim(
    says="It is never more than epsilon per unit of time.",
    given=Domain(at_least(t, 0)),
    states=at_most(fading_harm, epsilon),
)

fading_harm_total = Claim(
    says="It adds up to epsilon h, which no limit bounds: slow learning makes it as large as you like.",
    states=equal(integral(fading_harm, (t, 0, oo)), epsilon * half_life),
)

fading_harm_conditionally_safe = Claim(
    says="Aligned in the limit and low stakes give no catastrophe when learning is fast enough for the stakes.",
    given=Domain(less(epsilon * half_life, catastrophe)),
    states=less(integral(fading_harm, (t, 0, oo)), catastrophe),
)

false_limit_excludes_catastrophe = Claim(
    says="A model that becomes aligned in the limit, in a low-stakes setting, causes no catastrophe during training.",
    given=Domain(less(epsilon, catastrophe)),
    states=less(Sum(Piecewise((epsilon, i <= n_), (Integer(0), True)), (i, 1, M)), catastrophe),
    note="bad in the first n decisions and perfect ever after, see `bad_first_then_aligned`: n = C/epsilon is enough",
    expect="refuted",
)

false_fading_excludes_catastrophe = Claim(
    says="A model whose harm fades exponentially causes no catastrophe during training.",
    given=Domain(less(epsilon, catastrophe)),
    states=less(integral(fading_harm, (t, 0, oo)), catastrophe),
    expect="refuted",
)

harmonic_harm = epsilon / (1 + t)

harmonic_harm_aligned_in_limit = Claim(
    says="Harm that falls as 1/t goes to zero, too.",
    states=equal(limit(harmonic_harm, t, oo), 0),
)

harmonic_harm_total = Claim(
    says="Yet what it has added up to by the time T is epsilon ln(1 + T), which grows beyond all bounds.",
    states=equal(integral(harmonic_harm, (t, 0, T)), epsilon * log(1 + T)),
)

harmonic_harm_reaches_catastrophe = Claim(
    says="By the time e^(C/epsilon) - 1 it has added up to a catastrophe, of any size C.",
    given=Domain(at_least(T, exp(catastrophe / epsilon) - 1)),
    states=at_least(epsilon * log(1 + T), catastrophe),
)
