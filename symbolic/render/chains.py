"""Comparisons merged as people write them: x < y and y < z make x < y < z."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from symbolic.language.statements import Comparison, Conjunction, Statement

_TURNED = {">": "<", ">=": "<="}


def chains(comparisons: Iterable[Comparison]) -> list[tuple[Any, ...]]:
    """Term, relation, term, relation, ...: every comparison once, order relations joined at a common term that is not a number."""
    found: list[tuple[Any, ...]] = []
    for comparison in comparisons:
        written = (comparison.left, comparison.relation, comparison.right)
        link = _increasing(written)
        place = next((i for i, chain in enumerate(found) if link and _joinable(chain) and _joins(_increasing(chain), link)), None)
        if place is None:
            found.append(written)
        else:
            found[place] = _joined(_increasing(found[place]), link)
    return _closed(found)


def _closed(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Chains joined end to start until none can be."""
    for i, first in enumerate(found):
        for j, second in enumerate(found):
            if i != j and _joinable(first) and _joinable(second) and _meets(_increasing(first), _increasing(second)):
                rest = [chain for k, chain in enumerate(found) if k not in (i, j)]
                rest.insert(min(i, j), (*_increasing(first), *_increasing(second)[1:]))
                return _closed(rest)
    return found


def _joinable(chain: tuple[Any, ...]) -> bool:
    return bool(_increasing(chain))


def _increasing(chain: tuple[Any, ...]) -> tuple[Any, ...]:
    """The chain read from small to large; () when it is no order relation."""
    relations = chain[1::2]
    if all(relation in ("<", "<=") for relation in relations):
        return chain
    if all(relation in _TURNED for relation in relations):
        return tuple(_TURNED.get(part, part) if isinstance(part, str) else part for part in reversed(chain))
    return ()


def _meets(first: tuple[Any, ...], second: tuple[Any, ...]) -> bool:
    return bool(first[-1] == second[0] and not first[-1].is_number and first[0] != second[-1])


def _joins(chain: tuple[Any, ...], link: tuple[Any, ...]) -> bool:
    return _meets(chain, link) or _meets(link, chain)


def _joined(chain: tuple[Any, ...], link: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*chain, *link[1:]) if _meets(chain, link) else (*link, *chain[1:])


def pieces(statements: Iterable[Statement]) -> Iterator[Any]:
    """Statements with their comparisons merged: a tuple for each chain, then whatever is not a comparison."""
    several = list(statements)
    yield from chains(part for part in several if isinstance(part, Comparison))
    yield from (part for part in several if not isinstance(part, Comparison))


def one_chain(statement: Conjunction) -> tuple[Any, ...] | None:
    """The chain that a conjunction was written as (0 < k < m), or None."""
    parts = statement.parts
    if len(parts) < 2 or not all(isinstance(part, Comparison) for part in parts):
        return None
    links = [(part.left, part.relation, part.right) for part in parts if isinstance(part, Comparison)]
    if any(before[2] != after[0] for before, after in pairwise(links)):
        return None
    directions = {relation[0] for _, relation, _ in links}
    if directions not in ({"<"}, {">"}, {"="}):
        return None
    return (links[0][0], *(part for link in links for part in link[1:]))
