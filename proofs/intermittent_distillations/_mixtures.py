"""Several update rules with weights.

Rules have weights by how plausible they were at their start, and each failure makes those less plausible that did not expect it. The
chance of success between two years is then one minus the quotient of the weighted survivals up to them: updating year by year telescopes
to that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Rational

from proofs.intermittent_distillations._trial_definitions import HORIZON, NOW, Impossible


@dataclass(frozen=True)
class Mixture:
    """Update rules and their weights before any failure."""

    weights: Sequence[Any]
    rules: Sequence[Any]

    def survival(self, until: int) -> Any:
        """The weighted chance of no success up to a year."""
        return Add(*(weight * rule.survival(until) for weight, rule in zip(self.weights, self.rules, strict=True)))

    def success(self, since: int = NOW, until: int = HORIZON) -> Any:
        """The chance of a success until a year when there was none before `since`."""
        return 1 - self.survival(until) / self.survival(since)

    def weight(self, index: int, year: int = NOW) -> Any:
        """The weight of a rule after failures up to a year."""
        return self.weights[index] * self.rules[index].survival(year) / self.survival(year)

    def success_at_fixed_weights(self, since: int = NOW, until: int = HORIZON) -> Any:
        """The chance of a success if failures did not change the weights."""
        pairs = zip(self.weights, self.rules, strict=True)
        return 1 - Add(*(weight * rule.survival(until) / rule.survival(since) for weight, rule in pairs)) / Add(*self.weights)


def evenly(*rules: Any) -> Mixture:
    """The rules with the same weight each."""
    return Mixture([Rational(1, len(rules))] * len(rules), rules)


def perhaps_impossible(rule: Any) -> Mixture:
    """The rule, or with chance 20% AGI is impossible."""
    return Mixture([Rational(4, 5), Rational(1, 5)], [rule, Impossible()])
