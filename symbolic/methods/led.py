"""Former names of steps of guided proofs; see `symbolic.methods.guided`."""

from __future__ import annotations

from typing import Any

from symbolic.methods.guided import Additivity as Cut
from symbolic.methods.guided import BySum, Primitive, Property, Prove
from symbolic.methods.guided import ChangeOfVariable as NewVariable
from symbolic.methods.guided import Guided as Led
from symbolic.methods.guided import IntegralSign as Sign
from symbolic.methods.guided import Linearity as Linear
from symbolic.methods.guided import SameIntegrand as Same


def Fact(statement: Any, by: Any = None) -> Prove:
    """`Prove(statement, *steps)`."""
    return Prove(statement, *(by.steps if by is not None else ()))


def Total(*parts: Any) -> BySum:
    """`BySum((factor, ..., fact), ...)`."""
    return BySum(*((*part[0], part[1]) if isinstance(part, tuple) else part for part in parts))


__all__ = ["Cut", "Fact", "Led", "Linear", "NewVariable", "Primitive", "Property", "Same", "Sign", "Total"]
