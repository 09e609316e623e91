"""The formats in which a derivation or a claim can be printed: every module of this package that offers both functions."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

import symbolic.render


def formats() -> dict[str, ModuleType]:
    """Format names to modules, sorted by name. A format is a module here with `derivation(thing)` and `claim(id, claim, verdict=None)`."""
    names = sorted(entry.name for entry in pkgutil.iter_modules(symbolic.render.__path__))
    modules = {name: import_module(f"symbolic.render.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "derivation") and hasattr(module, "claim")}
