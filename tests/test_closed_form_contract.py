"""The index of closed forms as others call it: ids, argument names, errors outside the domain, values at its edge.

Expected values at the edge are limits worked out by hand; what is inside is checked elsewhere.
"""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from sympy import MatrixSymbol

from symbolic import closed_form
from symbolic.cli import main
from symbolic.numeric.errors import DomainError

PRIORS, MORE, SUM = "semi_informative_priors", "more_is_better", "statistical_utility_mechanics"
INSIDE: dict[str, dict[str, Any]] = {
    "gaussian.entropy": {"sigma": 2.0},
    "gaussian.kl_divergence": {"mu1": 0.0, "sigma1": 1.0, "mu2": 0.5, "sigma2": 2.0},
    "gaussian.kl_divergence_multivariate": {
        "mean1": [0.0, 0.0],
        "covariance1": [[1.0, 0.0], [0.0, 2.0]],
        "mean2": [1.0, 0.0],
        "covariance2": [[2.0, 1.0], [1.0, 2.0]],
    },
    "gaussian.wasserstein2": {"mu1": 0.0, "sigma1": 1.0, "mu2": 0.5, "sigma2": 2.0},
    "gaussian.wasserstein2_multivariate": {
        "mean1": [0.0, 0.0],
        "covariance1": [[1.0, 0.0], [0.0, 2.0]],
        "mean2": [1.0, 0.0],
        "covariance2": [[2.0, 1.0], [1.0, 2.0]],
    },
    "tilting.gaussian_mean": {"mu": 0.0, "sigma": 2.0, "t": 0.5},
    "tilting.gaussian_mean_multivariate": {"mean": [0.0, 1.0], "covariance": [[1.0, 0.0], [0.0, 2.0]], "t": [1.0, 1.0]},
    "tilting.gaussian_kl": {"sigma": 2.0, "t": 0.5},
    "tilting.gaussian_kl_multivariate": {"covariance": [[1.0, 0.0], [0.0, 2.0]], "t": [1.0, 1.0]},
    "tilting.shift_at_power": {"power": 2.0},
    "beta_bernoulli.posterior_mean": {"successes": 1, "trials": 3},
    "beta_bernoulli.posterior_mean_general": {"a": 0.5, "b": 0.5, "successes": 1, "trials": 3},
    f"{PRIORS}.success_probability": {"a": 0.5, "first_trial_probability": 1 / 300, "failures": 64, "trials": 16},
    f"{PRIORS}.next_trial_probability": {"a": 0.5, "first_trial_probability": 1 / 300, "failures": 64},
    f"{PRIORS}.conjunctive_success_probability": {"conjuncts": 3, "first_trial_probability": 0.5, "failures": 64, "trials": 100},
    f"{MORE}.catastrophe_probability": {"n": 1e5, "p": 1e-4},
    f"{MORE}.expected_value": {"n": 1e5, "b": 1.0, "k": 2.0, "p": 1e-4},
    f"{MORE}.optimal_scale": {"k": 1.0, "p": 1e-4},
    f"{MORE}.expected_value_with_loss": {"n": 10.0, "b": 1.0, "p": 0.25, "loss": 1.0},
    f"{MORE}.break_even_scale": {"b": 1.0, "p": 0.25, "loss": 1.0},
    "open_models_race.revenue": {"n": 2.0, "m": 3.0, "value": 5.0, "value_open": 1.0},
    "open_models_race.incentive": {"n": 2.0, "m": 3.0, "k": 1.0, "value_y": 1.0, "value_z": 5.0, "value_x1": 2.0},
    "open_models_race.discounted_revenue": {"n": 2.0, "m": 3.0, "rate": 0.5, "value": 5.0, "value_open": 1.0},
    "open_models_race.entry_profit": {"n": 2.0, "m": 3.0, "x": 0.5},
    "min_distribution.query_probability": {"models": [[0.25, 0.75], [0.5, 0.5]]},
    "min_distribution.expected_query_probability": {"models": 10, "actions": 2},
    "min_distribution.joint_failure_probability": {"models": 10, "mean": 0.125, "correlation": 0.5},
    f"{SUM}.mean_cosine": {"dimension": 10, "beta": 5.0},
    f"{SUM}.log_normaliser": {"dimension": 10, "beta": 5.0},
    f"{SUM}.divergence": {"dimension": 10, "beta": 5.0},
    f"{SUM}.required_divergence": {"dimension": 10, "cosine": 0.5},
    f"{SUM}.mean_cosine_at_divergence": {"dimension": 10, "divergence": 1.0},
    f"{SUM}.total_harm": {"dimension": 10},
    "reliable_ml.robust_accuracy": {"mu": 1.0, "sigma": 0.5, "radius": 0.25},
    "reliable_ml.boundary_shift_accuracy": {"mu": 1.0, "sigma": 0.5, "shift": 0.25},
    "reliable_ml.smoothing_radius": {"sigma": 0.5, "p_a": 0.75, "p_b": 0.125},
    "reliable_ml.linear_margin": {"weights": [3.0, 4.0], "point": [1.0, 1.0], "offset": 1.0, "p": 2},
    "reliable_ml.translation_l2_squared": {"sigma": 0.5, "distance": 2.0},
}
OUTSIDE: list[tuple[str, str, Any]] = [
    ("gaussian.entropy", "sigma", 0.0),
    ("gaussian.kl_divergence", "sigma2", -1.0),
    ("gaussian.kl_divergence_multivariate", "covariance2", [[1.0, 2.0], [2.0, 1.0]]),
    ("tilting.shift_at_power", "power", -1.0),
    ("beta_bernoulli.posterior_mean", "trials", -1),
    (f"{PRIORS}.success_probability", "a", 0.0),
    (f"{PRIORS}.success_probability", "first_trial_probability", 0.0),
    (f"{PRIORS}.success_probability", "first_trial_probability", 1.5),
    (f"{PRIORS}.success_probability", "failures", -1.0),
    (f"{PRIORS}.success_probability", "trials", -1.0),
    (f"{PRIORS}.next_trial_probability", "first_trial_probability", 0.0),
    (f"{PRIORS}.conjunctive_success_probability", "conjuncts", 0),
    (f"{MORE}.catastrophe_probability", "p", 0.0),
    (f"{MORE}.catastrophe_probability", "p", 1.0),
    (f"{MORE}.expected_value", "n", -1.0),
    (f"{MORE}.optimal_scale", "p", 0.0),
    (f"{MORE}.expected_value_with_loss", "loss", -1.0),
    (f"{MORE}.break_even_scale", "b", 0.25),  # b must exceed loss*log(4/3) = 0.2877
    (f"{MORE}.break_even_scale", "p", 0.0),
    ("open_models_race.discounted_revenue", "rate", -1.0),
    ("open_models_race.entry_profit", "x", 0.0),
    ("min_distribution.expected_query_probability", "models", 0),
    ("min_distribution.joint_failure_probability", "mean", 1.5),
    ("min_distribution.joint_failure_probability", "correlation", -0.5),
    (f"{SUM}.mean_cosine", "dimension", 0),
    (f"{SUM}.required_divergence", "cosine", 1.0),
    (f"{SUM}.required_divergence", "dimension", 0),
    (f"{SUM}.mean_cosine_at_divergence", "divergence", -1.0),
    (f"{SUM}.total_harm", "dimension", 0),
    ("reliable_ml.robust_accuracy", "sigma", 0.0),
    ("reliable_ml.robust_accuracy", "radius", -1.0),
    ("reliable_ml.smoothing_radius", "p_a", 1.5),
    ("reliable_ml.linear_margin", "weights", [0.0, 0.0]),
    ("reliable_ml.linear_margin", "p", 3),
    ("min_distribution.query_probability", "models", [[0.25, 0.25], [0.5, 0.5]]),
    ("reliable_ml.translation_l2_squared", "sigma", 0.0),
]
EDGE: list[tuple[str, dict[str, Any], float]] = [
    ("gaussian.kl_divergence", {"mu1": 1.0, "sigma1": 2.0, "mu2": 1.0, "sigma2": 2.0}, 0.0),
    ("tilting.shift_at_power", {"power": 0.0}, 0.0),
    ("open_models_race.discounted_revenue", {"n": 2.0, "m": 3.0, "rate": 0.0, "value": 5.0, "value_open": 1.0}, 24.0),
    (f"{PRIORS}.success_probability", {"a": 1.0, "first_trial_probability": 0.5, "failures": 64, "trials": 16}, 16 / 81),
    (f"{PRIORS}.success_probability", {"a": 0.5, "first_trial_probability": 0.5, "failures": 64, "trials": 0}, 0.0),
    (f"{PRIORS}.success_probability", {"a": 1.0, "first_trial_probability": 1.0, "failures": 64, "trials": 16}, 0.2),
    (f"{PRIORS}.success_probability", {"a": 1.0, "first_trial_probability": 0.25, "failures": 0, "trials": 1}, 0.25),
    (f"{PRIORS}.next_trial_probability", {"a": 2.0, "first_trial_probability": 0.25, "failures": 0}, 0.25),
    ("open_models_race.incentive", {"n": 2.0, "m": 3.0, "k": 0.0, "value_y": 1.0, "value_z": 5.0, "value_x1": 2.0}, 18.0),
    (f"{MORE}.expected_value", {"n": 2.0, "b": 3.0, "k": 0.0, "p": 0.5}, 0.75),
    (f"{MORE}.optimal_scale", {"k": 0.0, "p": 0.5}, 0.0),
    (f"{MORE}.expected_value_with_loss", {"n": 4.0, "b": 3.0, "p": 0.5, "loss": 0.0}, 0.75),
    ("min_distribution.joint_failure_probability", {"models": 3, "mean": 0.5, "correlation": 0.0}, 0.125),
    ("min_distribution.query_probability", {"models": [[0.25, 0.75], [0.25, 0.75]]}, 0.0),
    ("min_distribution.expected_query_probability", {"models": 1, "actions": 3}, 0.0),
    (f"{SUM}.mean_cosine", {"dimension": 7, "beta": 0.0}, 0.0),
    (f"{SUM}.log_normaliser", {"dimension": 7, "beta": 0.0}, 0.0),
    (f"{SUM}.divergence", {"dimension": 7, "beta": 0.0}, 0.0),
    (f"{SUM}.required_divergence", {"dimension": 7, "cosine": 0.0}, 0.0),
    (f"{SUM}.mean_cosine_at_divergence", {"dimension": 7, "divergence": 0.0}, 0.0),
    (f"{SUM}.total_harm", {"dimension": 1}, math.log(2) - 0.5),
    ("reliable_ml.robust_accuracy", {"mu": 1.0, "sigma": 0.5, "radius": 1.0}, 0.5),
    ("reliable_ml.boundary_shift_accuracy", {"mu": 1.0, "sigma": 0.5, "shift": 0.0}, 0.9772498680518208),
    ("reliable_ml.smoothing_radius", {"sigma": 0.5, "p_a": 0.25, "p_b": 0.25}, 0.0),
    ("reliable_ml.translation_l2_squared", {"sigma": 0.5, "distance": 0.0}, 0.0),
]
SCALAR = [id for id, values in INSIDE.items() if not any(isinstance(v, list) for v in values.values())]


@pytest.mark.parametrize("id", INSIDE)
def test_every_closed_form_is_there_with_its_arguments(id: str) -> None:
    form = closed_form(id)
    assert [a.name for a in form.arguments] == list(INSIDE[id])
    assert form.says
    assert form.source
    assert math.isfinite(float(form.compile()(**INSIDE[id], check=True).sum() if _is_matrix(id) else form.compile()(**INSIDE[id])))


def _is_matrix(id: str) -> bool:
    return any(isinstance(a, MatrixSymbol) for a in closed_form(id).arguments)


@pytest.mark.parametrize(("id", "name", "bad"), OUTSIDE)
def test_outside_the_domain_is_nan_or_an_error_that_names_the_argument(
    id: str, name: str, bad: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    compiled = closed_form(id).compile()
    values = {**INSIDE[id], name: bad}
    assert np.isnan(compiled(**values)).all()
    with pytest.raises(DomainError, match=name):
        compiled(**values, check=True)
    assert main(["eval", id, *(f"{k}={json.dumps(v)}" for k, v in values.items())]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize(("id", "name", "bad"), [row for row in OUTSIDE if row[0] in SCALAR])
def test_one_bad_element_of_an_array_spoils_only_itself(id: str, name: str, bad: float) -> None:
    compiled = closed_form(id).compile()
    good = INSIDE[id][name]
    found = compiled(**{**INSIDE[id], name: np.array([good, bad, good], dtype=float)})
    assert np.isnan(found).tolist() == [False, True, False]
    assert found[0] == pytest.approx(float(compiled(**INSIDE[id])), rel=1e-14)


@pytest.mark.parametrize(("id", "values", "expected"), EDGE)
def test_limits_at_the_edge_of_the_domain_are_values(id: str, values: dict[str, Any], expected: float) -> None:
    assert float(closed_form(id).compile()(**values, check=True)) == pytest.approx(expected, rel=1e-14, abs=1e-300)
    assert main(["eval", id, *(f"{k}={json.dumps(v)}" for k, v in values.items()), "--digits", "20"]) == 0
