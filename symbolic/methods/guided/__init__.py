"""Guided proofs: how an author leads a proof that no search would find.

    Claim(..., by=Guided(Prove(greater(1 - c**2, 0)), Property("tangent", log, (1 - c**2,))))

`steps` says what a step is and takes them in turn; the other files hold the steps: `structure` by the form of the goal, `facts` for what
is known on the way, `sums` for the end of an inequality, `integrals`, `domination`, `growth` and `series` for one theorem of
analysis each, `numbers` for what balls decide.
"""

from symbolic.methods.guided.domination import Dominated
from symbolic.methods.guided.facts import Lemma, Property, Prove, Specialised
from symbolic.methods.guided.growth import ByGrowth
from symbolic.methods.guided.integrals import (
    Additivity,
    ChangeOfVariable,
    IntegralSign,
    Linearity,
    PoissonIntegral,
    Primitive,
    SameIntegrand,
)
from symbolic.methods.guided.numbers import ByEvaluation
from symbolic.methods.guided.series import BySeries
from symbolic.methods.guided.steps import Guided, Step
from symbolic.methods.guided.structure import Arbitrary, Exhibit, Induct, Separately, Suppose, TakeLogarithms, Trichotomy
from symbolic.methods.guided.sums import BySum

__all__ = [
    "Additivity",
    "Arbitrary",
    "ByEvaluation",
    "ByGrowth",
    "BySeries",
    "BySum",
    "ChangeOfVariable",
    "Dominated",
    "Exhibit",
    "Guided",
    "Induct",
    "IntegralSign",
    "Lemma",
    "Linearity",
    "PoissonIntegral",
    "Primitive",
    "Property",
    "Prove",
    "SameIntegrand",
    "Separately",
    "Specialised",
    "Step",
    "Suppose",
    "TakeLogarithms",
    "Trichotomy",
]
