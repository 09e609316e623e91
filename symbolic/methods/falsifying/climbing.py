"""Largest values of a function of floats: along lines by a grid and golden sections, in several variables by Nelder and Mead's simplex."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Function = Callable[[float], float]
GOLDEN = (math.sqrt(5) - 1) / 2
SECTIONS = 48


def grid(low: float, high: float, count: int, whole: bool = False) -> list[float]:
    """About `count` places of an interval, evenly and ever closer to its ends, or ever further out where it has none."""
    if whole:
        return _whole(low, high, count)
    third = max(count // 3, 4)
    if math.isfinite(low) and math.isfinite(high):
        width = high - low
        even = [low + width * (i + 0.5) / third for i in range(third)]
        near = [width * 0.5 * 10 ** (-10 * i / third) for i in range(1, third)]
        return sorted({low, high, *even, *(low + d for d in near), *(high - d for d in near)})
    reach = 12 if count < 100 else 40
    shares = [10.0 ** (reach * (2 * i / (count // 2) - 1)) for i in range(count // 2 + 1)]
    steps = sorted({*shares, *(i / 2 for i in range(1, max(count // 4, 3)))})
    if math.isfinite(low):
        return [low, *(low + s for s in steps)]
    if math.isfinite(high):
        return [*(high - s for s in reversed(steps)), high]
    return [*(-s for s in reversed(steps[::1])), 0.0, *steps]


def _whole(low: float, high: float, count: int) -> list[float]:
    """Whole numbers one by one from the end or from 0, then in growing steps."""
    start = math.ceil(low) if math.isfinite(low) else (math.floor(high) if math.isfinite(high) else 0)
    down = not math.isfinite(low) and math.isfinite(high)
    near = [float(i) for i in range(count)]
    far = [float(round(count * 10 ** (i / 4))) for i in range(1, 25)]
    both = [start - s if down else start + s for s in (*near, *far)]
    if not math.isfinite(low) and not math.isfinite(high):
        both += [-s for s in both]
    return sorted({v for v in both if low <= v <= high} | {v for v in (low, high) if math.isfinite(v) and v == math.floor(v)})


def peaks(f: Function, places: Sequence[float], most: int, whole: bool = False) -> list[tuple[float, float]]:
    """The best places found from the `most` highest of the local maxima on a grid: (value, place), the best first."""
    values = [f(place) for place in places]
    tops = []
    for i, value in enumerate(values):
        left = values[i - 1] if i else -math.inf
        right = values[i + 1] if i + 1 < len(values) else -math.inf
        if value >= left and value >= right and value > -math.inf and (value > left or value > right or len(values) == 1):
            tops.append((value, i))
    found = []
    for value, i in _chosen(tops, places, most):
        a, b = places[max(i - 1, 0)], places[min(i + 1, len(places) - 1)]
        found.append(max(section_of_integers(f, a, b) if whole else section(f, a, b), (value, places[i])))
    return sorted(found, key=lambda pair: (-pair[0], abs(pair[1])))


def _chosen(tops: list[tuple[float, int]], places: Sequence[float], most: int) -> list[tuple[float, int]]:
    """The highest, and of those not far below the ones nearest to 0: periodic functions have peaks far out that floats only blur."""
    highest = sorted(tops, key=lambda pair: (-pair[0], abs(places[pair[1]])))
    near = sorted((pair for pair in highest[most // 2 :] if pair[0] > highest[0][0] - 0.1), key=lambda pair: abs(places[pair[1]]))
    return [*highest[: most // 2], *near[: most - most // 2], *highest[most // 2 : most]][: most + 2]


def section(f: Function, a: float, b: float, steps: int = SECTIONS) -> tuple[float, float]:
    """Golden section between a and b: (value, place) of a local maximum."""
    x, y = b - GOLDEN * (b - a), a + GOLDEN * (b - a)
    fx, fy = f(x), f(y)
    for _ in range(steps):
        if fx >= fy:
            b, y, fy = y, x, fx
            x = b - GOLDEN * (b - a)
            fx = f(x)
        else:
            a, x, fx = x, y, fy
            y = a + GOLDEN * (b - a)
            fy = f(y)
    return max((fx, x), (fy, y))


def section_of_integers(f: Function, a: float, b: float) -> tuple[float, float]:
    """Golden section on whole numbers."""
    best = section(lambda v: f(float(round(v))), a, b) if b - a > 2 else (-math.inf, a)
    return best[0], float(round(best[1]))


def simplex(f: Callable[[Sequence[float]], float], start: Sequence[float], evaluations: int) -> tuple[float, list[float]]:
    """Nelder and Mead (1965) from `start`, upwards, with steps in proportion to the coordinates; restarted once where it ends."""
    best = (f(start), list(start))
    for share in (0.2, 0.001):
        best = max(best, _simplex(f, best[1], evaluations // 2, share), key=lambda pair: pair[0])
    return best


def _simplex(f: Callable[[Sequence[float]], float], start: Sequence[float], evaluations: int, share: float) -> tuple[float, list[float]]:
    corners = [(f(start), list(start))]
    for i, value in enumerate(start):
        step = share * (abs(value) if value else 1.0)
        moved = [(f(place), place) for place in ([*start[:i], value + s, *start[i + 1 :]] for s in (step, -step))]
        corners.append(max(moved, key=lambda pair: pair[0]))
    used = 2 * len(start) + 1
    while used < evaluations:
        corners.sort(key=lambda pair: -pair[0])
        (top, best), (low, worst) = corners[0], corners[-1]
        if top > 0 and share < 0.01:
            break
        middle = [sum(c[1][i] for c in corners[:-1]) / len(start) for i in range(len(start))]
        found = _replacement(f, middle, worst, top, low, corners[-2][0])
        used += 2
        if found is not None:
            corners[-1] = found
        else:
            shrunk = [[(a + b) / 2 for a, b in zip(best, place, strict=True)] for _, place in corners[1:]]
            corners = [corners[0], *((f(place), place) for place in shrunk)]
            used += len(start)
    return max(corners, key=lambda pair: pair[0])


def _replacement(
    f: Callable[[Sequence[float]], float], middle: list[float], worst: list[float], top: float, low: float, second: float
) -> tuple[float, list[float]] | None:
    """The worst corner reflected, stretched or drawn in; None where nothing is better."""

    def along(t: float) -> tuple[float, list[float]]:
        place = [m + t * (m - w) for m, w in zip(middle, worst, strict=True)]
        return f(place), place

    reflected = along(1.0)
    if reflected[0] > top:
        stretched = along(2.0)
        return stretched if stretched[0] > reflected[0] else reflected
    if reflected[0] > second:
        return reflected
    drawn = along(0.5) if reflected[0] > low else along(-0.5)
    return drawn if drawn[0] > max(low, reflected[0]) else None
