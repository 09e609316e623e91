"""Writing for a person at a terminal, or for the next program in a pipe."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO

_PLAIN = str.maketrans(
    {"\u2013": "-", "\u2014": "-", "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2016": "||", "\u2026": "..."}
)


def say(text: str, stream: TextIO | None = None) -> None:
    """One or more lines, in letters that the stream can carry."""
    target = stream or sys.stdout
    encoding = target.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = (
            "".join(letter for letter in plain if not unicodedata.combining(letter)).encode(encoding, "backslashreplace").decode(encoding)
        )
    target.write(text + "\n")


def colourful(stream: TextIO) -> bool:
    """Whether to colour: on a terminal, unless NO_COLOR asks not to."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def counter(total: int) -> Callable[[int], None]:
    """A progress line on a terminal, gone when all are done; nothing where standard error goes elsewhere."""
    if not sys.stderr.isatty():
        return lambda done: None

    def show(done: int) -> None:
        text = f"{done} of {total} claims checked"
        sys.stderr.write(f"\r{text}" if done < total else f"\r{' ' * len(text)}\r")
        sys.stderr.flush()

    show(0)
    return show
