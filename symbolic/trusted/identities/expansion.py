"""What an expansion is, and the two walks over a term that all of them share."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from sympy import Derivative, Expr, Integral, Limit, Piecewise, Product, Subs, Sum, nan, zoo

from symbolic.trusted.normal_form import HELD, TooLarge

# what is inside speaks of other variables, or holds under further conditions
CLOSED = (Integral, Sum, Product, Limit, Derivative, Subs, Piecewise)


@dataclass(frozen=True)
class Expansion:
    """`expand(term, context)` is equal to the term wherever the term is defined and the facts hold; it changes only what has `heads`.

    Expansions of lower `rank` come first.
    """

    rank: int
    heads: tuple[Any, ...]
    expand: Callable[[Any, Any], Any]


@cache
def expansions() -> tuple[Expansion, ...]:
    """Every expansion of this package, in the order of their ranks."""
    import symbolic.trusted.identities as package

    modules = [import_module(f"{package.__name__}.{entry.name}") for entry in pkgutil.iter_modules(package.__path__)]
    named = [(module.EXPANSION.rank, module.__name__, module.EXPANSION) for module in modules if hasattr(module, "EXPANSION")]
    return tuple(expansion for *_, expansion in sorted(named, key=lambda entry: entry[:2]))


def everywhere(term: Any, rule: Callable[[Any], Any]) -> Any:
    """`term` with `rule` applied to each of its parts from the inside out, but not under binders and in branches."""
    if not term.args or isinstance(term, CLOSED) or not isinstance(term, Expr):
        return term
    arguments = [everywhere(argument, rule) for argument in term.args]
    changed = any(new is not old for new, old in zip(arguments, term.args, strict=True))
    held = {"evaluate": False} if isinstance(term, HELD) else {}
    rebuilt = rule(term.func(*arguments, **held) if changed else term)
    if rebuilt.has(nan, zoo):
        raise TooLarge(f"`{term}` is not a number")
    return rebuilt


def applications(term: Any, *heads: Any) -> list[Any]:
    """The parts of `term` with one of the `heads` that are not under binders or in branches, in a fixed order."""
    found: set[Any] = set()
    waiting, seen = [term], {term}
    while waiting:
        part = waiting.pop()
        if isinstance(part, CLOSED):
            continue
        if isinstance(part, heads):
            found.add(part)
        for argument in part.args:
            if argument not in seen:
                seen.add(argument)
                waiting.append(argument)
    return sorted(found, key=str)
