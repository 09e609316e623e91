"""What is known of functions at given arguments: the rules that `Instance` may use, each with its premises.

For uninterpreted functions the premises are their declared properties; exp and log bring theirs. Sources: definitions of monotone and
concave functions by slopes; exp(u) >= 1 + u and log(u) <= u - 1, with equality only at 0 and at 1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Integer, exp, log, sqrt

from symbolic.language.functions import prime, properties_of
from symbolic.language.statements import Comparison
from symbolic.trusted.context import Context, implied
from symbolic.trusted.discovery import declared

ZERO, ONE = Integer(0), Integer(1)


class NotApplicable(ValueError):
    """The premises of the rule are not among the facts. The text is made only when it is read: searches raise this often."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.parts = parts

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


def require(context: Context, term: Any, relation: str) -> None:
    if not implied(context.relation(term), relation):
        raise NotApplicable("`", term, " ", relation, " 0` is not among the facts")


def _direction(context: Context, function: Any) -> tuple[int, bool]:
    """The direction (+1, -1) of a monotone function and whether it is strict."""
    if function in (exp, log, sqrt):
        return 1, True
    properties = context.domain.properties(function) if hasattr(function, "properties") else properties_of(function)
    if not properties.direction:
        raise NotApplicable(f"`{function.__name__}` is not known to be monotone")
    strict = properties.strictly_monotone or properties.curvature != 0
    return properties.direction, strict


def _defined(context: Context, function: Any, *arguments: Any) -> None:
    """The arguments lie where the function is defined and has its properties."""
    if function is log:
        for argument in arguments:
            require(context, argument, ">")
    elif function is sqrt:
        for argument in arguments:
            require(context, argument, ">=")
    elif function is not exp and context.domain.properties(function).positive_axis:
        for argument in arguments:
            require(context, argument, ">")


def congruent(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a = b gives f(a) = f(b)."""
    a, b = arguments
    _defined(context, function, a, b)
    require(context, a - b, "==")
    return Comparison(function(a), "==", function(b))


def monotone(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a < b gives f(a) < f(b) for a strictly increasing f; a <= b the weak form; mirrored for decreasing f."""
    a, b = arguments
    _defined(context, function, a, b)
    direction, strict = _direction(context, function)
    if implied(context.relation(b - a), ">"):
        relation = "<" if strict else "<="
    else:
        require(context, b - a, ">=")
        relation = "<="
    low, high = (function(a), function(b)) if direction > 0 else (function(b), function(a))
    return Comparison(low, relation, high)


def reflected(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(a) < f(b) gives a < b, f(a) = f(b) gives a = b for a strictly increasing f; mirrored for decreasing f."""
    a, b = arguments
    _defined(context, function, a, b)
    direction, strict = _direction(context, function)
    if not strict:
        raise NotApplicable(f"`{function.__name__}` is not strictly monotone")
    known = context.relation(function(b) - function(a))
    if known not in ("<", "<=", "==", ">", ">=", "!="):
        raise NotApplicable("the order of `", function(a), "` and `", function(b), "` is not among the facts")
    return Comparison(b, known, a) if direction > 0 else Comparison(a, known, b)


def curved(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """a < b < c: the slope of a strictly concave f over [a, b] is greater than over [b, c]; smaller for a strictly convex one."""
    a, b, c = arguments
    _defined(context, function, a, b, c)
    require(context, b - a, ">")
    require(context, c - b, ">")
    curvature = -1 if function in (log, sqrt) else 1 if function is exp else context.domain.properties(function).curvature
    if not curvature:
        raise NotApplicable(f"`{function.__name__}` is not known to be concave or convex")
    first = (function(b) - function(a)) / (b - a)
    second = (function(c) - function(b)) / (c - b)
    return Comparison(first, ">" if curvature < 0 else "<", second)


def signed(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(a) > 0 or f(a) >= 0 by declaration."""
    (a,) = arguments
    _defined(context, function, a)
    if function is exp:
        return Comparison(exp(a), ">", ZERO)
    properties = context.domain.properties(function)
    if "positive" in properties:
        return Comparison(function(a), ">", ZERO)
    if "nonnegative" in properties:
        return Comparison(function(a), ">=", ZERO)
    base, order = getattr(function, "base_function", None), getattr(function, "derivative_order", 0)
    if base is not None:
        return _negative_derivative(context.domain.properties(base), function(a), order)
    raise NotApplicable(f"`{function.__name__}` has no declared sign")


def _negative_derivative(base: Any, value: Any, order: int) -> Comparison:
    """f' <= 0 for a nonincreasing f, strictly for a curved one, f' of which is strictly monotone; f'' <= 0 for a concave one."""
    if order == 1 and "differentiable" in base and base.direction < 0:
        return Comparison(value, "<" if base.curvature else "<=", ZERO)
    if order == 2 and "smooth" in base and base.curvature < 0:
        return Comparison(value, "<=", ZERO)
    raise NotApplicable("the derivative `", value, "` has no sign that follows from declared properties")


def above_tangent(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """f(b) >= f(a) + f'(a) (b - a) for a strictly convex differentiable f, strictly where b is known not to be a; mirrored for concave."""
    a, b = arguments
    properties = context.domain.properties(function)
    if not properties.curvature or "differentiable" not in properties:
        raise NotApplicable(f"`{function.__name__}` is not known to be curved and differentiable")
    _defined(context, function, a, b)
    relation = ">" if implied(context.relation(b - a), "!=") else ">="
    line = function(a) + prime(function)(a) * (b - a)
    return Comparison(function(b), relation if properties.curvature > 0 else relation.replace(">", "<"), line)


def tangent(context: Context, function: Any, arguments: tuple[Any, ...]) -> Comparison:
    """exp(a) >= 1 + a and log(a) <= a - 1, strictly unless a is known to be able to be 0 or 1."""
    (a,) = arguments
    _defined(context, function, a)
    if function is exp:
        return Comparison(exp(a), ">" if implied(context.relation(a), "!=") else ">=", 1 + a)
    if function is log:
        return Comparison(log(a), "<" if implied(context.relation(a - ONE), "!=") else "<=", a - ONE)
    raise NotApplicable(f"no tangent bound for `{function.__name__}`")


AXIOMS: dict[str, Callable[[Context, Any, tuple[Any, ...]], Comparison]] = {
    "congruent": congruent,
    "monotone": monotone,
    "reflected": reflected,
    "curved": curved,
    "signed": signed,
    "tangent": tangent,
    "above_tangent": above_tangent,
}


def axiom(name: str) -> Callable[[Context, Any, tuple[Any, ...]], Comparison] | None:
    """The rule of that name, here or in a family of `trusted.special`; None if there is none."""
    return AXIOMS.get(name) or declared("symbolic.trusted.special", "AXIOMS").get(name)
