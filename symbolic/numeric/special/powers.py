"""(1 + x)^y - 1 as expm1(y log1p(x)): a few ulp, and as many more as y log(1 + x) is large."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from symbolic.language.special import powers as heads
from symbolic.numeric.special.operations import Operation


def pow1pm1(x: float, y: float) -> float:
    """(1 + x)^y - 1 for x > -1; nan elsewhere."""
    try:
        return math.expm1(y * math.log1p(x)) if x > -1 else math.nan
    except OverflowError:
        return math.inf


def pow1pm1_array(x: Any, y: Any, out: Any = None) -> Any:
    """`pow1pm1` of every element of arrays that broadcast, into `out` if given; no warning is raised."""
    x = np.asarray(x, dtype=np.float64)
    with np.errstate(all="ignore"):
        return np.expm1(y * np.log1p(np.where(x > -1, x, np.nan)), out=out)


OPERATIONS = {"pow1pm1": Operation(heads.pow1pm1, pow1pm1, pow1pm1_array)}
