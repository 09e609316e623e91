"""Tilting over finitely many states, and the entropy of states that have an entropy of their own.

A distribution over states is given by positive weights, which are divided by their sum. Utilities, tilts, entropies and divergences are
numbers; divergences are in nats. The same for densities on the line is in `tilting`.
"""

from sympy import Add, Symbol, exp, log, symbols

from symbolic import Claim, at_least, at_most, equal
from symbolic.methods.guided import BySum, Guided, Property

t = Symbol("t", real=True)  # tilt
shift = Symbol("shift", real=True)  # the same for every state


def normed(weights):
    """The probabilities that are proportional to `weights`."""
    total = Add(*weights)
    return tuple(weight / total for weight in weights)


def distribution(name, states):
    """Any distribution over so many states that gives each of them a positive probability."""
    return normed(symbols(f"{name}1:{states + 1}", positive=True))


def divergence(first, second):
    """KL(first || second)."""
    return Add(*(a * log(a / b) for a, b in zip(first, second, strict=True)))


def mean(probabilities, values):
    """E[value]."""
    return Add(*(a * b for a, b in zip(probabilities, values, strict=True)))


def normaliser(probabilities, values):
    """Z(t) = E[e^(t value)]."""
    return mean(probabilities, [exp(t * value) for value in values])


def tilted(probabilities, values):
    """p e^(t value)/Z(t)."""
    z = normaliser(probabilities, values)
    return tuple(a * exp(t * value) / z for a, value in zip(probabilities, values, strict=True))


def entropy(probabilities, own):
    """The entropy of states with entropies of their `own`: the sum of p (own - log p)."""
    return Add(*(a * (s - log(a)) for a, s in zip(probabilities, own, strict=True)))


def by_tangents(first, second):
    """KL(first || second) >= 0: log(b/a) <= b/a - 1 at each state, and both sum to 1."""
    ratios = [(a, b / a) for a, b in zip(first, second, strict=True)]
    return Guided(
        *(Property("tangent", log, (ratio,)) for _, ratio in ratios),
        BySum(*((a, at_most(log(ratio), ratio - 1)) for a, ratio in ratios)),
    )


p2, q2, u2 = distribution("p", 2), distribution("q", 2), symbols("u1:3", real=True)
p3, q3, u3 = distribution("p", 3), distribution("q", 3), symbols("u1:4", real=True)
own3 = symbols("s1:4", real=True)  # own entropies of the states

two_state_identity = Claim(
    says="KL(q || tilted) = KL(q || p) - t E_q[u] + log Z, for every q over two states.",
    states=equal(divergence(q2, tilted(p2, u2)), divergence(q2, p2) - t * mean(q2, u2) + log(normaliser(p2, u2))),
)

three_state_identity = Claim(
    says="The same over three states.",
    states=equal(divergence(q3, tilted(p3, u3)), divergence(q3, p3) - t * mean(q3, u3) + log(normaliser(p3, u3))),
)

two_state_bound = Claim(
    says="So t E_q[u] is at most KL(q || p) + log Z, whatever q: the tilted distribution has the largest mean for what it diverges.",
    states=at_most(t * mean(q2, u2), divergence(q2, p2) + log(normaliser(p2, u2))),
    by=by_tangents(q2, tilted(p2, u2)),
)

three_state_bound = Claim(
    says="The same over three states.",
    states=at_most(t * mean(q3, u3), divergence(q3, p3) + log(normaliser(p3, u3))),
    by=by_tangents(q3, tilted(p3, u3)),
)

bound_attained = Claim(
    says="The tilted distribution attains the bound.",
    states=equal(t * mean(tilted(p3, u3), u3), divergence(tilted(p3, u3), p3) + log(normaliser(p3, u3))),
)

divergence_nonnegative = Claim(
    says="The divergence of one distribution over three states from another is never negative.",
    states=at_least(divergence(q3, p3), 0),
    by=by_tangents(q3, p3),
)

entropy_is_divergence = Claim(
    says="With log p as the own entropy of each state, entropy is minus the divergence from p.",
    states=equal(entropy(q3, [log(a) for a in p3]), -divergence(q3, p3)),
)

entropy_maximal = Claim(
    says="So p has the largest entropy, which is 0.",
    states=at_most(entropy(q3, [log(a) for a in p3]), 0),
    by=by_tangents(q3, p3),
)

entropy_in_general = Claim(
    says="With any own entropies s, entropy is the logarithm of the sum of e^s less the divergence from the normed e^s.",
    states=equal(entropy(q3, own3), log(Add(*map(exp, own3))) - divergence(q3, normed([exp(s) for s in own3]))),
)

entropy_shift = Claim(
    says="Adding a constant to all own entropies adds it to the entropy: no difference of entropies changes.",
    states=equal(entropy(q3, [s + shift for s in own3]), entropy(q3, own3) + shift),
)
