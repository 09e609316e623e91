"""What the files of a package declare under one name, collected once."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any


@cache
def declared(package: str, name: str) -> MappingProxyType[Any, Any]:
    """The union of the mappings `name` of all modules of `package`. Raises `ValueError` where two of them declare the same key."""
    found: dict[Any, Any] = {}
    for entry in pkgutil.iter_modules(import_module(package).__path__):
        for key, value in getattr(import_module(f"{package}.{entry.name}"), name, {}).items():
            if key in found:
                raise ValueError(f"`{key}` is declared twice under `{name}` in `{package}`")
            found[key] = value
    return MappingProxyType(found)
