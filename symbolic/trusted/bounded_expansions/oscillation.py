"""The sign beside a node of a term in which the sine or cosine of something growing occurs once: by its extreme values.

sin(h), with h growing, has no expansion but lies in [-1, 1]. A term that is affine in it has, for each x, its least value at one of the
ends.
"""

from __future__ import annotations

from typing import Any

from sympy import Abs, Dummy, Integer, Mul, cos, sin

from symbolic.language.differentiation import NoDerivative, derivative
from symbolic.language.terms import free_symbols, substitute
from symbolic.trusted.bounded_expansions.expand import sign_towards
from symbolic.trusted.bounded_expansions.scale import NoExpansion, Window
from symbolic.trusted.normal_form import normalised


def sign_beside(window: Window, term: Any, variable: Any, point: Any, side: int) -> int:
    """The sign of `term` on the whole window beside `point`, 0 for zero. Raises `NoExpansion` when it is not seen."""
    try:
        return sign_towards(window, term, variable, point, side)
    except NoExpansion:
        waves = sorted((w for w in term.atoms(sin, cos) if variable in free_symbols(w)), key=str)
        if not waves or not point.is_infinite or len(waves) > 2:
            raise
        return _by_extremes(window, without_products(term), variable, point, side, waves)


def _by_extremes(window: Window, term: Any, variable: Any, point: Any, side: int, waves: list[Any]) -> int:
    variants = [term]
    for wave in waves:
        standing = Dummy("standing", real=True)
        absolute = Abs(wave)
        size = Dummy("size", real=True)
        following = []
        for variant in variants:
            replaced = substitute(variant, {absolute: size, wave: standing})
            for place in (size, standing):
                if place in free_symbols(replaced):
                    _require_affine(replaced, place)
            if {size, standing} <= free_symbols(replaced):
                raise NoExpansion("a wave and its absolute value")
            place, ends = (size, (0, 1)) if size in free_symbols(replaced) else (standing, (-1, 1))
            following += [substitute(replaced, {place: Integer(end)}) for end in ends]
        variants = following
    found = {sign_towards(window, variant, variable, point, side) for variant in variants}
    if found <= {0, 1}:
        return min(found)
    if found <= {0, -1}:
        return max(found)
    raise NoExpansion("a wave changes the sign")


def _require_affine(term: Any, place: Any) -> None:
    try:
        slope = normalised(derivative(term, place))
    except (NoDerivative, ValueError) as error:
        raise NoExpansion(str(error)) from error
    if place in free_symbols(slope):
        raise NoExpansion("a wave occurs otherwise than once")


def without_products(term: Any) -> Any:
    """|a b| as |a| |b| and |a^n| as |a|^n, everywhere."""
    if not term.args:
        return term
    arguments = [without_products(argument) for argument in term.args]
    if isinstance(term, Abs) and arguments[0].is_Mul:
        return Mul(*(without_products(Abs(factor)) for factor in arguments[0].args))
    if isinstance(term, Abs) and arguments[0].is_Pow and arguments[0].exp.is_Integer:
        return Abs(arguments[0].base) ** arguments[0].exp
    return term.func(*arguments)


__all__ = ["sign_beside", "without_products"]
