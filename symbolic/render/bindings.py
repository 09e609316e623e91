"""A counterexample's values, and both sides of a comparison at them."""

from __future__ import annotations


def bindings(values: dict[str, str]) -> list[str]:
    """`x = 1/2` for each symbol; a function's own text names it already."""
    return [text if text.startswith(f"{name}(") else f"{name} = {text}" for name, text in values.items()]
