"""The text of a Markdown file, or what is wrong with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from symbolic.essays.markdown.faults import Fault, UnreadableEssay

LARGEST_FILE = 4 * 2**20  # bytes
LONGEST_LINE = 200_000  # characters


def text_of(path: Path) -> str:
    """The text of the file, without its byte order mark. Raises `UnreadableEssay` for what is no text, `OSError` for what cannot be opened.

    Only regular files are read: a device or a pipe may never end.
    """
    where = str(path)
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnreadableEssay(Fault(where, 1, 1, "this is not a file: name a Markdown file", None))
        raw = file.read(LARGEST_FILE + 1)
    if len(raw) > LARGEST_FILE:
        raise UnreadableEssay(Fault(where, 1, 1, f"the file is larger than {LARGEST_FILE // 2**20} MiB: split the essay", None))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise UnreadableEssay(
            Fault(where, line, column, f"the file is not UTF-8 text: byte {error.start} is {error.reason}", None)
        ) from None
    check_lines(text, where)
    return text


def check_lines(text: str, where: str) -> None:
    """Raise `UnreadableEssay` for a line that no person wrote."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            message = f"this line has {len(line)} characters: at most {LONGEST_LINE} are read"
            raise UnreadableEssay(Fault(where, number, 1, message, None))


__all__ = ["LARGEST_FILE", "LONGEST_LINE", "check_lines", "text_of"]
