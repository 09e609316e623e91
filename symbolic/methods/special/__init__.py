"""Which facts about special functions are worth trying: one file for each family, found by walking this package.

A file declares `propose(context, terms)`, which yields instances `(rule, function, arguments)` of the axioms in `trusted.special` for the
functions that occur in `terms`. It may also declare `limit_at`, as the attempts of `methods.limits`, and `integral_step`, as those of
`methods.integrals`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any


@cache
def families(name: str) -> tuple[Any, ...]:
    """What the files of this package declare under `name`."""
    modules = (import_module(f"{__name__}.{entry.name}") for entry in pkgutil.iter_modules(__path__))
    return tuple(getattr(module, name) for module in modules if hasattr(module, name))


__all__ = ["families"]
