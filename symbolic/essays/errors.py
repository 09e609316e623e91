"""What can be wrong with a name or with a module that holds claims; the message is one line for whoever typed it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class UnknownName(LookupError):
    """No essay, claim or closed form has that name; the message gives the nearest ones."""


class BrokenModule(ImportError):
    """A module of claims cannot be imported, or loses a claim; the message names the module, the line and the reason."""


def unknown(kind: str, name: str, known: Iterable[str]) -> UnknownName:
    """The error for `name`: the nearest of `known`, or a few of them when nothing is near."""
    names = list(known)
    near = nearest(name, names)
    if near:
        return UnknownName(f"`{name}` is not {kind}: did you mean {listed(near)}?")
    if names:
        more = ", ..." if len(names) > 5 else ""
        return UnknownName(f"`{name}` is not {kind}: there {'is' if len(names) == 1 else 'are'} {', '.join(names[:5])}{more}")
    return UnknownName(f"`{name}` is not {kind}: there are none")


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """At most three of `names`, nearest first: by the whole name, else by its part after the dot, else by a part that occurs in it."""
    known = list(dict.fromkeys(names))
    wanted = name.lower()
    by_case = {known_name.lower(): known_name for known_name in known}
    found = get_close_matches(wanted, by_case, 3, 0.6)
    if not found:
        last = {lowered.rpartition(".")[2]: lowered for lowered in by_case}
        found = [last[short] for short in get_close_matches(wanted.rpartition(".")[2], last, 3, 0.6)]
    if not found:
        found = [lowered for lowered in by_case if wanted and wanted in lowered][:3]
    return [by_case[lowered] for lowered in found]


def listed(names: list[str]) -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
