"""What a special function means: where it is defined, what encloses its values, how it changes.

`MEANINGS` of each family is collected here. A head without an entry that has a property `definition` means what that term means.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from symbolic.language.special.elementary import SPECIAL


@dataclass(frozen=True)
class Meaning:
    """The meaning of a head.

    `conditions(*arguments)`: the statements under which it has a real value; None: those of its `definition`.
    `enclosure(*values)`: its value for exact `Fraction`s and `flint.arb` balls at the working precision, raising `language.meaning`'s
    `Undefined` and `Unknown`; None: that of its `definition`.
    `derivative(index, *arguments)`: the partial derivative by argument `index` (from 1); None: there is no rule.
    `continuous`: whether it is continuous where it is defined; or the arguments (from 1) in each of which alone it is.
    `transparent`: whether proofs see through it to its `definition`.
    """

    conditions: Callable[..., tuple[Any, ...]] | None = None
    enclosure: Callable[..., Any] | None = None
    derivative: Callable[..., Any] | None = None
    continuous: bool | tuple[int, ...] = True
    transparent: bool = True


@cache
def meanings() -> dict[Any, Meaning]:
    """The meaning of every head of every family."""
    import symbolic.language.special as package

    found: dict[Any, Meaning] = {}
    for entry in pkgutil.iter_modules(package.__path__):
        module = import_module(f"{package.__name__}.{entry.name}")
        if module.__name__ != __name__:
            found.update(getattr(module, "MEANINGS", {}))
    return found


def meaning_of(term: Any) -> Meaning | None:
    """The meaning of the outermost operation of `term`, if a family declares one."""
    return meanings().get(type(term))


@cache
def _transparent() -> tuple[Any, ...]:
    """The heads that proofs see through: those with a definition, unless their family says otherwise."""
    return (*SPECIAL, *(head for head, meaning in meanings().items() if meaning.transparent and hasattr(head, "definition")))


def unfold_special(term: Any) -> Any:
    """`term` with every function that has a definition replaced by it."""
    if not term.has(*_transparent()):
        return term
    arguments = [unfold_special(argument) for argument in term.args]
    rebuilt = term.func(*arguments)
    return unfold_special(rebuilt.definition) if isinstance(rebuilt, _transparent()) else rebuilt
