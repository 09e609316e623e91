"""Text from a file, fit to be shown: what a file holds must not write to the terminal."""

from __future__ import annotations

SPACES = "\n\u00a0\u2009\u202f"


def printable(text: str, longest: int = 2000) -> str:
    """`text` with control and formatting characters shown by their numbers, and no longer than a reader would read."""
    shown = "".join(c if c.isprintable() or c in SPACES else f"\\x{ord(c):02x}" for c in text[: 2 * longest])
    return shown if len(shown) <= longest else f"{shown[: longest - 3]}..."


__all__ = ["printable"]
