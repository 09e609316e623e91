"""The operations of all families, collected by walking the package."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Operation:
    """A function of the numeric programs.

    `head`: the SymPy function that it computes. `scalar(*floats) -> float`: infinity at a pole or overflow, nan outside the domain, never
    an exception. `array(*arrays, out=None)`: the same on NumPy arrays that broadcast; None: element by element. `ball(*values)`: exact
    `flint.fmpq` or `flint.arb` in, one of them out, raising `numeric.ball_functions`' `Undecided` and `Undefined`; None: the enclosure
    of the head's meaning.
    """

    head: Any
    scalar: Callable[..., float]
    array: Callable[..., Any] | None = None
    ball: Callable[..., Any] | None = None


@cache
def operations() -> dict[str, Operation]:
    """Every operation by its name in programs."""
    import symbolic.numeric.special as package

    found: dict[str, Operation] = {}
    for entry in pkgutil.iter_modules(package.__path__):
        found.update(getattr(import_module(f"{package.__name__}.{entry.name}"), "OPERATIONS", {}))
    return found


@cache
def operation_of_head() -> dict[Any, str]:
    """The name of the operation that computes each head."""
    return {operation.head: name for name, operation in operations().items()}


def ball_routine(operation: Operation) -> Callable[..., Any]:
    """The operation on exact rationals and balls."""
    return operation.ball or _from_meaning(operation.head)


def _from_meaning(head: Any) -> Callable[..., Any]:
    """The enclosure of a head's meaning, with the exceptions and the rationals of numeric programs."""
    from fractions import Fraction

    from flint import fmpq

    from symbolic.language import meaning as exact
    from symbolic.language.special import meanings
    from symbolic.numeric.ball_functions import Undecided, Undefined, checked

    enclosure = meanings()[head].enclosure
    if enclosure is None:
        raise TypeError(f"`{head.__name__}` has neither a ball routine nor an enclosure")

    def apply(*values: Any) -> Any:
        arguments = [Fraction(int(v.p), int(v.q)) if isinstance(v, fmpq) else v for v in values]
        try:
            result = enclosure(*arguments)
        except exact.Undefined as error:
            raise Undefined(str(error)) from error
        except exact.Unknown as error:
            raise Undecided(str(error)) from error
        return fmpq(result.numerator, result.denominator) if isinstance(result, Fraction) else checked(result)

    return apply
