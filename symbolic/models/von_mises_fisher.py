"""The cosine law on the sphere and its exponential tilt, the marginal of the von Mises-Fisher distribution.

The cosine c between a fixed direction and a uniformly random one in d dimensions has a density proportional to (1 - c^2)^((d-3)/2). Of all
laws with a given mean cosine, the tilted one, proportional to (1 - c^2)^((d-3)/2) e^(beta c), is the closest to it. Divergences are in
nats. Everything is made of hyp0f1(b, x), the sum of x^k/((b)_k k!), at x = beta^2/4; see `symbolic.language.special.bessel`.
"""

from sympy import Integer, Rational, Symbol, besseli, exp, gamma, log

from symbolic import (
    Claim,
    ClosedForm,
    Derivation,
    Domain,
    Step,
    at_least,
    at_most,
    decreasing,
    diff,
    disjunction,
    equal,
    greater,
    increasing,
    integral,
    less,
)
from symbolic.language.special import bessel
from symbolic.language.special.bessel import hyp0f1
from symbolic.methods.guided import BySeries, BySum, Guided, Linearity, Primitive, Property, Prove

dimension = Symbol("dimension", positive=True)  # of the space; the sphere has one dimension fewer
beta = Symbol("beta", nonnegative=True)  # tilt
cosine = Symbol("cosine", nonnegative=True)  # a mean cosine
divergence_used = Symbol("divergence", nonnegative=True)  # [nats]
on_sphere = Domain(at_least(dimension, 1))
SOURCE = "Mardia and Jupp, Directional Statistics, 2000, section 9.3"

normaliser = hyp0f1(dimension / 2, beta**2 / 4)
_mean = bessel.mean_cosine(dimension, beta).definition
_tilt = bessel.inverse_mean_cosine(dimension, cosine)
_tilt_used = bessel.inverse_divergence(dimension, divergence_used)

log_normaliser = ClosedForm(
    log(normaliser),
    (dimension, beta),
    says="Logarithm of the normaliser E[e^(beta c)] of the tilted cosine law.",
    source=SOURCE,
    domain=on_sphere,
    derivation=Derivation(
        bessel.cosine_log_normaliser(dimension, beta),
        (Step(log(normaliser), "the mean of e^(beta c), from the moments of the cosine"),),
        given=on_sphere,
        name=log(Symbol("Z")),
    ),
    stable=bessel.cosine_log_normaliser(dimension, beta),
    units={"": "nats"},
)

mean_cosine = ClosedForm(
    _mean,
    (dimension, beta),
    says="Mean cosine under the tilt beta: the quotient of the Bessel functions of orders d/2 and d/2 - 1.",
    source=SOURCE,
    domain=on_sphere,
    derivation=Derivation(
        diff(log(normaliser), beta),
        (Step(_mean, "derivative of the power series, term by term"),),
        given=on_sphere,
        name=Symbol("A"),
    ),
    stable=bessel.mean_cosine(dimension, beta),
)

divergence = ClosedForm(
    beta * _mean - log(normaliser),
    (dimension, beta),
    says="Kullback-Leibler divergence of the tilted law of directions from the uniform one, in nats.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 3",
    domain=on_sphere,
    derivation=Derivation(
        beta * diff(log(normaliser), beta) - log(normaliser),
        (Step(beta * _mean - log(normaliser), "the slope of the log-normaliser is the mean cosine"),),
        given=on_sphere,
        name=Symbol("D"),
    ),
    stable=bessel.cosine_divergence(dimension, beta),
    units={"": "nats"},
)

_reachable = on_sphere & Domain(less(cosine, 1))

required_divergence = ClosedForm(
    _tilt * cosine - log(hyp0f1(dimension / 2, _tilt**2 / 4)),
    (dimension, cosine),
    says="The least Kullback-Leibler divergence from the uniform law of directions at which the mean cosine is this, in nats.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 3",
    domain=_reachable,
    derivation=Derivation(
        bessel.cosine_divergence(dimension, _tilt),
        (Step(_tilt * cosine - log(hyp0f1(dimension / 2, _tilt**2 / 4)), "at this tilt the mean cosine is the one asked for"),),
        given=_reachable,
        name=Symbol("D"),
    ),
    stable=bessel.required_divergence(dimension, cosine),
    units={"": "nats"},
)

_affordable = on_sphere & Domain(disjunction(greater(dimension, 1), less(divergence_used, log(Integer(2)))))

mean_cosine_at_divergence = ClosedForm(
    bessel.cosine_at_divergence(dimension, divergence_used).definition,
    (dimension, divergence_used),
    says="The largest mean cosine within this Kullback-Leibler divergence of the uniform law of directions.",
    source="Kullback, Information Theory and Statistics, 1959, chapter 3",
    domain=_affordable,
    derivation=Derivation(
        bessel.cosine_at_divergence(dimension, divergence_used),
        (
            Step(
                bessel.cosine_at_divergence(dimension, divergence_used).definition,
                "the mean cosine at the tilt that uses the divergence up",
            ),
        ),
        given=_affordable,
        name=Symbol("c"),
    ),
    stable=bessel.cosine_at_divergence(dimension, divergence_used),
    units={"divergence": "nats"},
)

_on_the_way = Symbol("beta", positive=True)
_last = Symbol("last_tilt", positive=True)
_mean_on_the_way = bessel.mean_cosine(dimension, _on_the_way)
_shortfall = (1 - _mean_on_the_way) * _on_the_way * diff(_mean_on_the_way, _on_the_way)
_half_square = (1 - _mean_on_the_way) ** 2 / 2
_up_to_last = (_on_the_way, Integer(0), _last)

total_harm = ClosedForm(
    bessel.total_shortfall(dimension),
    (dimension,),
    says="The shortfall 1 - c integrated over the divergence that brings the mean cosine c from 0 to 1, in nats.",
    source="integral of (1 - A)^2/2 over the tilt, by parts; A as in " + SOURCE,
    domain=on_sphere,
    derivation=Derivation(
        integral(_shortfall, _up_to_last),
        (
            Step(
                integral(_half_square, _up_to_last) - _last * (1 - bessel.mean_cosine(dimension, _last)) ** 2 / 2,
                "integration by parts, the divergence growing by beta dA",
                by=Guided(
                    Linearity(integral(_shortfall, _up_to_last), ((1, _half_square), (1, _shortfall - _half_square))),
                    Primitive(integral(_shortfall - _half_square, _up_to_last), -_on_the_way * _half_square),
                ),
            ),
        ),
        given=on_sphere,
        name=Symbol("H"),
    ),
    reading="1 - A is at most (d - 1)/beta for large beta, so the last term vanishes as the tilt grows and the integral of (1 - A)^2/2 "
    "over all tilts remains",
    units={"": "nats"},
)

# --- The mean cosine as a function of the tilt ------------------------------------------------------------------------------------------

d = dimension
tilt = Symbol("beta", positive=True)  # a tilt upwards
A = bessel.mean_cosine(d, tilt)
_A = A.definition
_numerator, _denominator = (hyp0f1(d / 2 + step, tilt**2 / 4) for step in (1, 0))
_positive = tuple(Property("hyp0f1_positive", hyp0f1, (d / 2 + step, tilt**2 / 4)) for step in (0, 1))

mean_cosine_positive = Claim(
    says="A tilt upwards makes the mean cosine positive.",
    given=on_sphere,
    states=greater(A, 0),
)

riccati_equation = Claim(
    says="The variance of the cosine, which is the slope of its mean, is 1 - A^2 - (d - 1) A/beta.",
    given=on_sphere,
    states=equal(diff(_A, tilt), 1 - _A**2 - (d - 1) * _A / tilt),
)

tilt_at_most = Claim(
    says="The tilt that a mean cosine c needs is at most d c/(1 - c^2).",
    given=on_sphere,
    states=at_most(tilt * (1 - A**2), d * A),
)

tilt_at_least = Claim(
    says="It is more than (d - 1) c/(1 - c^2).",
    given=on_sphere,
    states=greater(tilt * (1 - A**2), (d - 1) * A),
)

mean_cosine_below_one = Claim(
    says="The mean cosine stays below 1.",
    given=on_sphere,
    states=less(A, 1),
    by=Guided(*_positive, Prove(greater(1 + _A, 0)), BySeries(greater((1 - _A) * (1 + _A), 0)), BySum(((1 - _A) * (1 + _A), 1 / (1 + _A)))),
)

mean_cosine_rises = Claim(
    says="It rises with the tilt.",
    given=on_sphere,
    states=increasing(A, tilt),
)

mean_cosine_per_tilt_falls = Claim(
    says="It rises less than in proportion to the tilt.",
    given=on_sphere,
    states=decreasing(A / tilt, tilt),
)

divergence_slope = Claim(
    says="Along the tilt, the divergence grows by beta dA.",
    given=on_sphere,
    states=equal(diff(bessel.cosine_divergence(d, tilt).definition, tilt), tilt * diff(_A, tilt)),
)

divergence_rises = Claim(
    says="The divergence rises with the tilt.",
    given=on_sphere,
    states=increasing(bessel.cosine_divergence(d, tilt), tilt),
)

_orders = (d / 2, d / 2 - 1)
_bessel = tuple(besseli(order, tilt) for order in _orders)
_series = (
    (tilt / 2) ** (d / 2) / gamma(d / 2 + 1) * _numerator,
    (tilt / 2) ** (d / 2 - 1) / gamma(d / 2) * _denominator,
)

mean_cosine_is_bessel_quotient = Claim(
    says="The mean cosine is a quotient of modified Bessel functions of neighbouring orders.",
    given=on_sphere,
    states=equal(A, _bessel[0] / _bessel[1]),
    by=Guided(
        *_positive,
        *(Property("bessel_function", besseli, (order, tilt)) for order in _orders),
        Prove(greater(_bessel[1], 0)),
        BySum(
            (-1 / _bessel[1], equal(_bessel[0], _series[0])),
            (_series[0] / (_bessel[1] * _series[1]), equal(_bessel[1], _series[1])),
        ),
    ),
)

_plus, _minus = exp(tilt) + exp(-tilt), exp(tilt) - exp(-tilt)
_on_line = tuple(hyp0f1(Rational(1, 2) + step, tilt**2 / 4) for step in (0, 1))

mean_cosine_on_line = Claim(
    says="In one dimension the mean cosine is the hyperbolic tangent of the tilt.",
    states=equal(bessel.mean_cosine(Integer(1), tilt), _minus / _plus),
    by=Guided(
        *(Property("hyp0f1_hyperbolic", hyp0f1, (half, tilt)) for half in (Rational(1, 2), Rational(3, 2))),
        Property("hyp0f1_positive", hyp0f1, (Rational(1, 2), tilt**2 / 4)),
        BySum(
            (tilt / _on_line[0], equal(_on_line[1], _minus / (2 * tilt))),
            (-_minus / (_on_line[0] * _plus), equal(_on_line[0], _plus / 2)),
        ),
    ),
)

# --- As a function of the dimension -----------------------------------------------------------------------------------------------------

more = Symbol("more_dimensions", positive=True)
higher = on_sphere & Domain(d < more)
_other = bessel.inverse_mean_cosine(more, cosine)
_place = _tilt**2 / 4
_log_normaliser = bessel.cosine_log_normaliser

mean_cosine_falls_with_dimension = Claim(
    says="In more dimensions the same tilt achieves a smaller mean cosine.",
    given=higher,
    states=less(bessel.mean_cosine(more, tilt), A),
)

log_normaliser_falls_with_dimension = Claim(
    says="In more dimensions the same tilt has a smaller normaliser.",
    given=higher,
    states=less(_log_normaliser(more, tilt), _log_normaliser(d, tilt)),
    by=Guided(
        *(Property("hyp0f1_positive", hyp0f1, (size / 2, tilt**2 / 4)) for size in (d, more)),
        Property("hyp0f1_falls_with_parameter", hyp0f1, (d / 2, more / 2, tilt**2 / 4)),
        Property("monotone", log, (hyp0f1(more / 2, tilt**2 / 4), _denominator)),
    ),
)

required_divergence_rises_with_dimension = Claim(
    says="A mean cosine takes more divergence in more dimensions: there the log-normaliser is lower, and it lies above its tangents.",
    given=higher & Domain(greater(cosine, 0), less(cosine, 1)),
    states=less(bessel.required_divergence(d, cosine), bessel.required_divergence(more, cosine)),
    by=Guided(
        Prove(greater(more, 1)),
        *(Property("inverse_cosine_law_sign", bessel.inverse_mean_cosine, (size, cosine)) for size in (d, more)),
        Property("inverse_cosine_law_equation", bessel.inverse_mean_cosine, (more, cosine)),
        Prove(greater(_place, 0)),
        *(Property("hyp0f1_positive", hyp0f1, (size / 2, at**2 / 4)) for size, at in ((d, _tilt), (more, _tilt), (more, _other))),
        Property("hyp0f1_falls_with_parameter", hyp0f1, (d / 2, more / 2, _place)),
        Property("monotone", log, (hyp0f1(more / 2, _place), hyp0f1(d / 2, _place))),
        Property("cosine_law_convex", _log_normaliser, (more, _tilt, _other)),
        BySum(
            less(log(hyp0f1(more / 2, _place)), log(hyp0f1(d / 2, _place))),
            _log_normaliser(more, _tilt) - _log_normaliser(more, _other) - bessel.mean_cosine(more, _other) * (_tilt - _other),
            (_tilt - _other, equal(bessel.mean_cosine(more, _other), cosine)),
        ),
    ),
)
