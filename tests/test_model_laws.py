"""Laws of the essay and the models at drawn points: what is proved also holds where chance puts it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from sympy import Add, MatrixSymbol, Rational

import proofs.open_models_race as race
from symbolic import Claim, ClosedForm, closed_form
from symbolic.essays.modules import every_entry
from symbolic.language.admission import admits
from symbolic.language.meaning import Unknown, value, working_precision
from symbolic.language.point import Point
from symbolic.methods.step_check import check_form
from symbolic.models import gaussian
from symbolic.numeric.digits import evaluate

laws = settings(deadline=None, derandomize=True, database=None, max_examples=60)
# A power multiplies the rounding of its base by the exponent, here the number of conjuncts, as long as the result does not underflow.
ULPS = {"semi_informative_priors.conjunctive_success_probability": 1024}
BY_IDENTITY = {id(e.value): e for e in every_entry() if isinstance(e.value, ClosedForm)}  # a form may have two ids
FORMS = {e.id: e.value for e in BY_IDENTITY.values()}
SCALAR_FORMS = [name for name, form in FORMS.items() if not any(isinstance(a, MatrixSymbol) for a in form.arguments)]

upgrade = race.revenue_of(race.z) - race.revenue_of(race.y)
positive = st.floats(1e-3, 1e3)


@laws
@given(st.data())
def test_upgrade_difference_does_not_move_when_x_is_redrawn(data: st.DataObject) -> None:
    point = data.draw(race.ordered.strategy(upgrade))
    below = point.values[race.y] * data.draw(st.fractions(Fraction(1, 1000), Fraction(999, 1000)))
    graph = point.graphs[race.f]
    moved = Point({**point.values, race.x: below}, {race.f: _with(graph, below)})
    before, after = value(upgrade, point), value(upgrade, moved)
    assert before == after if isinstance(before, Fraction) else before.overlaps(after)


def _with(graph: Any, argument: Fraction) -> Any:
    """The same increasing function, known at one argument more: below all others, so lower than all."""
    if not hasattr(graph, "entries") or graph(argument) is not None:
        return graph
    known = dict(graph.entries)
    first = min(known)
    known[argument] = known[first] - 1 if argument < first else sum(known.values()) / len(known)
    return type(graph)(tuple(sorted(known.items())))


@laws
@given(st.floats(-1e3, 1e3), positive, st.floats(-1e3, 1e3), positive)
def test_divergence_is_not_negative_and_zero_only_at_equality(mu1: float, sigma1: float, mu2: float, sigma2: float) -> None:
    kl = gaussian.kl_divergence.compile()
    found = kl(mu1, sigma1, mu2, sigma2)
    assert found >= 0
    assert (found == 0) == ((mu1, sigma1) == (mu2, sigma2)) or abs(mu1 - mu2) < 1e-150
    assert kl(mu1, sigma1, mu1, sigma1) == 0


@laws
@given(st.floats(-50, 50), positive, positive)
def test_divergence_scales_with_nothing(mu: float, sigma: float, unit: float) -> None:
    """A change of units changes no divergence."""
    kl = gaussian.kl_divergence.compile()
    assert kl(mu * unit, sigma * unit, 0.0, unit) == pytest.approx(kl(mu, sigma, 0.0, 1.0), rel=1e-12)


@pytest.mark.parametrize("offset", [2.0**-k for k in (10, 20, 30, 40, 50)])
def test_divergence_of_nearly_equal_gaussians_keeps_fourteen_digits(offset: float) -> None:
    """Against 50 digits at the same floats, by a route that does not know the stable form."""
    sigma2 = 1.0 + offset
    with mpmath.workdps(120):
        ratio = mpmath.mpf(1) / mpmath.mpf(sigma2)
        truth = -mpmath.log(ratio) + ratio**2 / 2 - mpmath.mpf(1) / 2
        computed = gaussian.kl_divergence.compile("numpy")(0.0, 1.0, 0.0, np.array([sigma2]))[0]
        assert abs(computed / truth - 1) < mpmath.mpf(10) ** -14


@pytest.mark.parametrize("name", SCALAR_FORMS)
def test_compiled_values_lie_in_the_enclosure(name: str) -> None:
    """At points of the domain, NumPy's value is within 32 ulp of a rigorous enclosure of the author's formula (of its largest summand)."""
    form, most = FORMS[name], ULPS.get(name, 32)
    compiled = form.compile("numpy")

    @laws
    @given(form.domain.strategy(*form.arguments))
    def law(drawn: Point) -> None:
        exact = [Fraction(float(drawn.values[a])) for a in form.arguments]
        assume(all(v == 0 or 1e-60 < abs(v) < 1e60 for v in exact))
        shifted = Point(dict(zip(form.arguments, exact, strict=True)))
        computed = float(compiled(*map(np.asarray, map(float, exact))))
        inside = admits(form.domain, shifted, form.arguments)  # rounding can have left the domain
        assert inside or np.isnan(computed)
        if np.isnan(computed):
            assert not inside
            return
        truth, *summands = _enclosed([form.expression, *Add.make_args(form.expression)], shifted)
        if np.isinf(truth):
            assert computed == truth
            return
        scale = max(abs(truth), *map(abs, summands), 1e-300)
        assert abs(computed - truth) <= most * np.spacing(scale)

    law()


def _enclosed(terms: list[Any], point: Point) -> list[float]:
    """The values of terms, with as many bits as make their balls narrow; a point that no ball reaches is not looked at."""
    for bits in (160, 800):
        with working_precision(bits):
            try:
                found = [value(term, point) for term in terms]
            except Unknown:
                continue
        if all(isinstance(v, Fraction) or v.rel_accuracy_bits() > 70 or abs(v) < 1e-300 for v in found):
            return [_number(v) for v in found]
    return reject()


def _number(found: Any) -> float:
    try:
        return float(found) if isinstance(found, Fraction) else float(found.mid())
    except OverflowError:
        return np.inf if found > 0 else -np.inf


@pytest.mark.parametrize("name", FORMS)
def test_every_closed_form_is_derived_and_its_derivation_checked(name: str) -> None:
    form = FORMS[name]
    assert form.says
    assert form.source
    for verdict in check_form(form):
        assert verdict.verdict == "proved"
    assert form.derivation is not None


def test_named_values() -> None:
    """By hand: Laplace after one success in one trial; a tilt of one standard deviation; equal means and doubled deviation."""
    form = closed_form("beta_bernoulli.posterior_mean")
    assert form.expression.xreplace(dict(zip(form.arguments, (Rational(1), Rational(1)), strict=True))) == Rational(2, 3)
    assert closed_form("tilting.gaussian_mean").compile()(1.0, 2.0, 0.5) == 3.0
    assert closed_form("tilting.shift_at_power").compile()(0.5) == pytest.approx(1.0, rel=1e-15)
    kl = gaussian.kl_divergence
    assert evaluate(kl.stable, kl.arguments, [0, 1, 0, 2], 20, domain=kl.domain) == "0.31814718055994530942"


def test_no_claim_is_verified_at_import() -> None:
    assert all(isinstance(e.value, Claim | ClosedForm) for e in every_entry())


def test_the_derivation_of_the_divergence_prints_as_in_a_textbook() -> None:
    from symbolic.render.latex import derivation

    density = r"\varphi_{\mu_{1},\sigma_{1}}(x)"
    lines = derivation(gaussian.kl_divergence.derivation).splitlines()
    assert lines[1] == (
        rf"\mathrm{{KL}} &= \int_{{-\infty}}^{{\infty}} {density} "
        r"\log \frac{\varphi_{\mu_{1},\sigma_{1}}(x)}{\varphi_{\mu_{2},\sigma_{2}}(x)} \,dx \\"
    )
    assert lines[4] == (
        r"&= \log \frac{\sigma_{2}}{\sigma_{1}} + \frac{\sigma_{1}^{2} + (\mu_{1} - \mu_{2})^{2}}{2 \sigma_{2}^{2}} - \frac{1}{2}"
        r" && \text{moments of the normal distribution} \\"
    )
