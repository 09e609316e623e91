"""The Laplace rule: the chance of success after so many successes in so many independent trials, under a Beta prior on the unknown rate."""

from sympy import Integer, Symbol, gamma

from symbolic import Claim, ClosedForm, Derivation, Domain, Step, conjunction, greater, implies, increasing, integral, less

theta = Symbol("theta", real=True)  # the unknown success rate
a = Symbol("a", positive=True)  # prior successes
b = Symbol("b", positive=True)  # prior failures
successes = Symbol("successes", nonnegative=True)
trials = Symbol("trials", nonnegative=True)
counted = Domain(successes <= trials)

_p, _q = a + successes, b + trials - successes


def evidence(weight):
    """Integral over the rate of weight times likelihood times unnormalised prior."""
    return integral(weight * theta ** (_p - 1) * (1 - theta) ** (_q - 1), (theta, 0, 1))


posterior_mean_general = ClosedForm(
    (a + successes) / (a + b + trials),
    (a, b, successes, trials),
    says="Chance that the next trial succeeds, after so many successes in so many trials, under a Beta(a, b) prior.",
    source="Gelman et al., Bayesian Data Analysis, 2013, section 2.4",
    domain=counted,
    derivation=Derivation(
        evidence(theta) / evidence(Integer(1)),
        (
            Step(
                gamma(_p + 1) * gamma(_q) / gamma(_p + _q + 1) / (gamma(_p) * gamma(_q) / gamma(_p + _q)),
                "Beta integral, above and below",
            ),
            Step((a + successes) / (a + b + trials), "Gamma(z + 1) = z Gamma(z)"),
        ),
        counted,
    ),
    units={"": "probability"},
)

_uniform = posterior_mean_general.expression.subs({a: 1, b: 1})

posterior_mean = ClosedForm(
    (successes + 1) / (trials + 2),
    (successes, trials),
    says="Laplace's rule of succession: the same under a uniform prior.",
    source="Laplace, Mémoire sur la probabilité des causes par les événements, 1774",
    domain=counted,
    derivation=Derivation(
        evidence(theta).subs({a: 1, b: 1}) / evidence(Integer(1)).subs({a: 1, b: 1}),
        (Step((successes + 1) / (trials + 2), "Beta integral with a = b = 1"),),
        counted,
    ),
    units={"": "probability"},
)

posterior_mean_is_probability = Claim(
    says="The posterior mean lies strictly between 0 and 1, whatever was observed.",
    given=counted,
    states=conjunction(greater(posterior_mean_general.expression, 0), less(posterior_mean_general.expression, 1)),
)

posterior_mean_between_prior_and_frequency = Claim(
    says="It lies between the prior mean and the observed frequency.",
    given=counted & Domain(greater(trials, 0)),
    states=implies(
        a / (a + b) < successes / trials,
        conjunction(
            less(a / (a + b), posterior_mean_general.expression),
            less(posterior_mean_general.expression, successes / trials),
        ),
    ),
)

posterior_mean_increasing = Claim(
    says="Every success raises it.",
    given=counted,
    states=increasing(posterior_mean_general.expression, successes),
)
