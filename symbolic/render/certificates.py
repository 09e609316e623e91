"""Any certificate as indented lines: its own `readable()` where it has one, else the tree of its fields."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any

from sympy import Basic

from symbolic.language.domain import Domain
from symbolic.language.statements import CLASSES
from symbolic.render.assumptions import assumptions
from symbolic.render.text_statements import condition_texts, statement_text
from symbolic.render.text_terms import term_text


def certificate_lines(value: Any) -> list[str]:
    """`value` for a reader. A field named `then` goes on at the same depth, so that a chain of reasoning reads from top to bottom."""
    if hasattr(value, "readable") and not isinstance(value, type):
        return [str(line) for line in value.readable()]
    if isinstance(value, Basic):
        return [term_text(value)]
    if isinstance(value, CLASSES):
        return [statement_text(value)]
    if isinstance(value, Domain):
        return ["; ".join(condition_texts(assumptions(value)))]
    if isinstance(value, type):
        return [value.__name__]
    if isinstance(value, tuple | list):
        return _several(list(value))
    if isinstance(value, dict):
        return [line for key, entry in value.items() for line in _entry(str(key), entry)]
    if is_dataclass(value):
        return _tree(value)
    return [str(value)]


def _several(values: list[Any]) -> list[str]:
    lines = [certificate_lines(value) for value in values]
    if all(len(entry) == 1 for entry in lines) and not any(is_dataclass(value) for value in values):
        bracketed = [f"({entry[0]})" if isinstance(value, tuple) else entry[0] for value, entry in zip(values, lines, strict=True)]
        return [", ".join(bracketed)]
    if len(values) == 1:
        return lines[0]
    return [line for number, entry in enumerate(lines, 1) for line in _labelled(f"{number}.", entry)]


def _tree(value: Any) -> list[str]:
    lines = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(value).__name__).lower()]
    for field in fields(value):
        content = getattr(value, field.name)
        if field.name != "then" and content is not None and content != () and content != {}:
            lines += [f"  {line}" for line in _entry(field.name.replace("_", " "), content)]
    return lines + (certificate_lines(value.then) if hasattr(value, "then") else [])


def _entry(name: str, content: Any) -> list[str]:
    return _labelled(f"{name}:", certificate_lines(content))


def _labelled(label: str, lines: list[str]) -> list[str]:
    if all(line.startswith(" ") for line in lines[1:]):
        return [f"{label} {lines[0]}", *lines[1:]]
    return [label, *(f"  {line}" for line in lines)]
