"""A broken copy of a proved claim is never proved: for every claim of the essays and models, and for every step of their derivations."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mutation import broken
from sympy import MatrixSymbol

from symbolic import PROVED, Claim, ClosedForm, Derivation, Step, check
from symbolic.essays.modules import every_entry
from symbolic.methods.step_check import WrongStep, check_derivation

CLAIMS = {e.id: e.value for e in every_entry() if isinstance(e.value, Claim) and e.value.expect == PROVED}
DERIVATIONS = {e.id: e.value.derivation for e in every_entry() if isinstance(e.value, ClosedForm) and e.value.derivation is not None}


@pytest.mark.parametrize("name", CLAIMS)
def test_broken_claim_is_not_proved(name: str) -> None:
    claim = CLAIMS[name]
    assert check(replace(claim, states=broken(claim.states), by=None)).verdict != PROVED


@pytest.mark.parametrize("name", DERIVATIONS)
def test_broken_last_step_is_caught(name: str) -> None:
    """Half as much again is another value, wherever the value is not zero."""
    derivation: Derivation = DERIVATIONS[name]
    last = derivation.steps[-1]
    wrong = Step(last.expression * 3 / 2, last.because)
    with pytest.raises(WrongStep, match=f"step {len(derivation.steps)} "):
        check_derivation(replace(derivation, steps=(*derivation.steps[:-1], wrong)))


def test_wrong_step_shows_number_both_sides_and_a_point() -> None:
    from symbolic.models.gaussian import kl_divergence, mu1, mu2, sigma1, sigma2

    right = kl_divergence.derivation
    assert right is not None
    wrong = Step(right.steps[-1].expression + (mu1 - mu2) / sigma2, right.steps[-1].because)
    with pytest.raises(WrongStep) as caught:
        check_derivation(replace(right, steps=(*right.steps[:-1], wrong)))
    message = str(caught.value)
    assert message.startswith(f"step {len(right.steps)} ")
    assert "they differ at" in message
    assert str(sigma1) in message
    assert not right.start.has(MatrixSymbol)
