"""Any certificate as indented lines: a proof as mathematics, its own `readable()` where it has one, else the tree of its fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from sympy import Basic

from symbolic.claims.claim import Claim
from symbolic.claims.derivation import Derivation
from symbolic.language.domain import Domain
from symbolic.language.statements import CLASSES, Comparison
from symbolic.render.assumptions import assumptions
from symbolic.render.calculus_lines import CALCULUS
from symbolic.render.proof_lines import LINES, node_lines, proof_lines
from symbolic.render.proof_place import NOWHERE
from symbolic.render.text_statements import condition_texts, statement_text
from symbolic.render.text_terms import term_text
from symbolic.trusted.context import Context
from symbolic.trusted.proofs import Certificate

LONG = 30  # a shorter operator is as easy to read as its name
NAMES = {"integral": "I", "limit": "L", "piecewise": "P"}
_HEAD = re.compile(rf"\b({'|'.join(NAMES)})\(")


def claim_certificate(certificate: Any, claim: Claim) -> list[str]:
    """The certificate of `claim`, with what the claim says at hand; a derivation has one part for each step.

    Integrals, limits and cases that occur again and again are named first.
    """
    derived = isinstance(claim.by, Derivation)
    if isinstance(certificate, tuple) and (derived or any(isinstance(part, Certificate) for part in certificate)):
        lines = [line for number, part in enumerate(certificate) for line in _step(number, part, claim)]
    elif isinstance(certificate, Certificate):
        lines = proof_lines(certificate, claim.given, claim.states)
    elif type(certificate) in {**LINES, **CALCULUS}:
        lines = node_lines(certificate, replace(NOWHERE, goal=claim.states, context=Context.of(claim.given)))
    else:
        lines = certificate_lines(certificate)
    return _with_names([re.sub(r"\d{25,}", _short_number, line) for line in _once(lines)])


def _step(number: int, certificate: Any, claim: Claim) -> list[str]:
    """One step of a derivation; after them come the equations to the formula itself and to the form that is computed."""
    derivation = claim.by
    steps = derivation.steps if isinstance(derivation, Derivation) else ()
    if not isinstance(certificate, Certificate):
        lines = certificate_lines(certificate)
    elif number < len(steps):
        before = derivation.start if number == 0 else steps[number - 1].expression
        live = [step.condition for step in steps[: number + 1] if step.condition is not None]
        lines = proof_lines(certificate, derivation.given & Domain(*live), Comparison(before, "==", steps[number].expression))
    elif not steps:
        return proof_lines(certificate, claim.given, claim.states)
    else:
        lines = proof_lines(certificate)
    because = steps[number].because if number < len(steps) else "an equal form"
    return [f"step {number + 1}, {because}:", *(f"  {line}" for line in lines)]


def _once(lines: list[str]) -> list[str]:
    """Without what a block says again: a line with all that is indented below it."""
    groups: list[list[str]] = []
    for line in lines:
        if groups and line.startswith("  "):
            groups[-1].append(line.removeprefix("  "))
        else:
            groups.append([line])
    told = [tuple(group) for group in groups]
    return [line for head, *below in dict.fromkeys(told) for line in (head, *(f"  {inner}" for inner in _once(below)))]


def _short_number(found: re.Match[str]) -> str:
    number = int(found.group())
    power = number.bit_length() - 1
    return f"2**{power}" if number == 2**power else f"{found.group()[:6]}...({len(found.group())} digits)"


def _with_names(lines: list[str]) -> list[str]:
    """Every long operator that occurs more than once written out once, at the top."""
    counts = Counter(found for line in lines for found in _operators(line))
    numbers = {head: count(1) for head in NAMES}
    names = {}
    for text, times in counts.items():
        head = text[: text.index("(")]
        if times > 1 and len(text) > LONG:
            names[text] = next(name for n in numbers[head] if not _occurs(name := f"{NAMES[head]}{n}", lines))
    for text in sorted(names, key=len, reverse=True):
        lines = [line.replace(text, names[text]) for line in lines]
    return [*(f"{name} = {text}" for text, name in names.items()), *lines]


def _occurs(name: str, lines: list[str]) -> bool:
    return any(re.search(rf"\b{name}\b", line) for line in lines)


def _operators(line: str) -> Iterator[str]:
    """The outermost operators in a line."""
    position = 0
    while found := _HEAD.search(line, position):
        depth, position = 1, found.end()
        while depth and position < len(line):
            depth += {"(": 1, ")": -1}.get(line[position], 0)
            position += 1
        yield line[found.start() : position]


def certificate_lines(value: Any) -> list[str]:
    """`value` for a reader. A field named `then` goes on at the same depth, so that a chain of reasoning reads from top to bottom."""
    if isinstance(value, Certificate):
        return proof_lines(value)
    if type(value) in {**LINES, **CALCULUS}:
        return node_lines(value)
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
