"""Numbers as they are typed: exact, and never evaluated."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from symbolic.essays.errors import UnknownName, listed, nearest

_DECIMAL = r"[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?"
_NUMBER = re.compile(rf"([+-]?)({_DECIMAL})(?:/({_DECIMAL}))?")
_INFINITY = re.compile(r"([+-]?)(?:inf|oo)")
LONGEST = 2000  # characters of a number, and the largest power of ten


class UnreadableValue(ValueError):
    """A value that is not a number or a list of numbers; the message shows it and what is accepted."""


def number(text: str) -> Fraction | float:
    """`3`, `-1/300`, `0.1`, `1e-12` for exactly what is written; `inf` and `oo`, with a sign, for infinity. Raises `UnreadableValue`."""
    infinite = _INFINITY.fullmatch(text.strip())
    if infinite is not None:
        return -math.inf if infinite[1] == "-" else math.inf
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise UnreadableValue(f"`{_short(text)}` is not a number: write 3, 1/300, 0.1 or 1e-12")
    if len(text) > LONGEST or any(abs(int(power)) > LONGEST for power in re.findall(r"[eE]([+-]?[0-9]+)", text)):
        raise UnreadableValue(f"`{_short(text)}` is out of reach: at most {LONGEST} digits, and powers of ten up to {LONGEST}")
    sign, above, below = found.groups()
    divisor = Fraction(below) if below else Fraction(1)
    if divisor == 0:
        raise UnreadableValue(f"`{_short(text)}` divides by zero")
    value = Fraction(above) / divisor
    return -value if sign == "-" else value


def value(text: str) -> Any:
    """A number, or a list or matrix `[[1, 1/2], [0, 2]]` of numbers. Raises `UnreadableValue`."""
    if not text.strip().startswith("["):
        return number(text)
    quoted = re.sub(r'"?([^\s\[\],"]+)"?', lambda word: json.dumps(word[1]), text)
    try:
        return _numbers(json.loads(quoted))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableValue(f"`{_short(text)}` is not a list: write [1, 2] or [[1, 0], [0, 2]]") from error


def assignments(words: Sequence[str], names: Sequence[str]) -> list[Any]:
    """The values of `name=value ...` in the order of `names`.

    Raises `UnknownName` for a name that is not among `names`, and `UnreadableValue` for a word without `=`, a repeated or missing name and
    an unreadable value.
    """
    found: dict[str, Any] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise UnreadableValue(f"`{_short(word)}` is not an argument: write name=value, for example {names[0] if names else 'x'}=1")
        if name not in names:
            near = nearest(name, names)
            raise UnknownName(f"`{_short(name)}` is not an argument: {f'did you mean {listed(near)}?' if near else _takes(names)}")
        if name in found:
            raise UnreadableValue(f"`{name}` is given twice")
        try:
            found[name] = value(text)
        except UnreadableValue as error:
            raise UnreadableValue(f"`{name}`: {error}") from error
    return _in_order(found, names)


def _in_order(found: Mapping[str, Any], names: Sequence[str]) -> list[Any]:
    missing = [f"`{name}`" for name in names if name not in found]
    if missing:
        raise UnreadableValue(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing: {_takes(names)}")
    return [found[name] for name in names]


def _takes(names: Sequence[str]) -> str:
    return f"it takes {', '.join(names)}"


def _numbers(content: Any) -> Any:
    """Nested lists of text as nested lists of numbers, every row of one length."""
    if isinstance(content, str):
        entry = number(content)
        if isinstance(entry, float):
            raise UnreadableValue(f"`{_short(content)}` cannot be an entry: lists hold finite numbers")
        return entry
    entries = [_numbers(entry) for entry in content]
    if not entries:
        raise UnreadableValue("an empty list has no numbers in it")
    if len({len(entry) if isinstance(entry, list) else -1 for entry in entries}) > 1:
        raise UnreadableValue("the rows of a matrix have the same length")
    return entries


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
