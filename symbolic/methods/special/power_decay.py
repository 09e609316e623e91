"""Limits at infinity of one product of constants, powers of the variable and decaying exponentials: v^a q^v and the like."""

from __future__ import annotations

from typing import Any

from sympy import Integer, Mul, Pow, exp, expand, log, oo

from symbolic.language.statements import Comparison
from symbolic.language.terms import free_symbols
from symbolic.methods import search
from symbolic.trusted.context import ZERO, Context
from symbolic.trusted.rules.power_decay import PowerDecay


def limit_at(context: Context, e: Any, v: Any, point: Any, direction: str, budget: Any, depth: int) -> Any:
    """Zero with its proof, or None."""
    if point != oo:
        return None
    constant: Any = Integer(1)
    power: Any = ZERO
    rate: Any = ZERO
    for factor in Mul.make_args(e):
        exponent = _exponent(factor, v)
        if v not in free_symbols(factor):
            constant *= factor
        elif factor == v or (isinstance(factor, Pow) and factor.base == v and v not in free_symbols(factor.exp)):
            power += Integer(1) if factor == v else factor.exp
        elif exponent is not None:
            slope = expand(exponent).coeff(v, 1)
            rest = expand(exponent - slope * v)
            if v in free_symbols(slope) or v in free_symbols(rest):
                return None
            rate, constant = rate - slope, constant * exp(rest)
        else:
            return None
    positive = search.prove(context, Comparison(rate, ">", ZERO), budget) if rate != 0 else None
    return None if positive is None else (ZERO, PowerDecay(constant, power, rate, positive))


def _exponent(factor: Any, v: Any) -> Any:
    """What the factor is e to the power of, for exponentials of v with a constant base."""
    if isinstance(factor, exp):
        return factor.args[0]
    if isinstance(factor, Pow) and v not in free_symbols(factor.base):
        return factor.exp * log(factor.base)
    return None
