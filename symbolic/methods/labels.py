"""The name of a proof: its most telling rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from symbolic.trusted import proofs as rules
from symbolic.trusted.discovery import declared

_NAMES = (
    (rules.Unsat, "smt"),
    (rules.Induction, "induction"),
    (rules.DifferentiateFact, "implicit differentiation"),
    (rules.ByCurvature, "curvature"),
    (rules.ByDerivative, "derivative sign"),
    (rules.LimitValue, "limit"),
    (rules.IntegralSign, "integral comparison"),
    (rules.GaussianIntegral, "Gaussian moments"),
    (rules.BetaIntegral, "Beta integral"),
    (rules.Antiderivative, "primitive"),
    (rules.Linearity, "linearity of the integral"),
    (rules.Split, "gaps, case by case"),
)


def label(proof: Any) -> str:
    """What a reader may call the proof: its strongest rule (those of `trusted.rules` bring names as `NAMES`), gaps, or normal form."""
    nodes = list(_walk(proof))
    for kind, name in (*_NAMES, *declared("symbolic.trusted.rules", "NAMES").items()):
        if any(isinstance(node, kind) for node in nodes):
            return name
    if any(isinstance(node, rules.Combination) and node.products for node in nodes):
        return "gaps"
    if any(isinstance(node, rules.Evaluate) for node in nodes):
        return "evaluation"
    return "normal form"


def _walk(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for part in node:
            yield from _walk(part)
    elif is_dataclass(node):
        yield node
        for entry in fields(node):
            yield from _walk(getattr(node, entry.name))
