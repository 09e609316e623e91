r"""Which name of the declarations a formula means: `x_{1}` is x1, `x'` is x_prime, `\lambda` is lambda, `\mathrm{loss}` is loss."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from symbolic.language.text.faults import TextFault

GREEK = frozenset(
    [
        "alpha",
        "beta",
        "gamma",
        "delta",
        "epsilon",
        "zeta",
        "eta",
        "theta",
        "iota",
        "kappa",
        "lambda",
        "mu",
        "nu",
        "xi",
        "pi",
        "rho",
        "sigma",
        "tau",
        "upsilon",
        "phi",
        "chi",
        "psi",
        "omega",
        "Gamma",
        "Delta",
        "Theta",
        "Lambda",
        "Xi",
        "Pi",
        "Sigma",
        "Upsilon",
        "Phi",
        "Psi",
        "Omega",
        "varepsilon",
        "vartheta",
        "varphi",
        "varrho",
        "varsigma",
        "ell",
    ]
)
_ALIKE = {"varepsilon": "epsilon", "lamda": "lambda"}
_STARS = {"star": "*", "plus": "+", "minus": "-"}
ACCENTS = {"hat": "hat", "bar": "bar", "tilde": "tilde", "dot": "dot", "widehat": "hat", "overline": "bar", "widetilde": "tilde"}


@dataclass(frozen=True)
class Shape:
    """How a name looks: its letters, what stands below, above (a star) and behind it (primes)."""

    base: str
    below: tuple[str, ...] = ()
    accent: str = ""
    star: str = ""
    primes: int = 0

    @property
    def identifier(self) -> str:
        """An ASCII name that looks like this."""
        digits = self.below[0] if self.below and self.below[0].isdigit() else ""
        stars = {sign: word for word, sign in _STARS.items()}
        parts = [self.base + digits, *self.below[bool(digits) :], self.accent, stars.get(self.star, "")]
        primes = f"prime{'' if self.primes == 1 else self.primes}" if self.primes else ""
        return re.sub(r"\W", "", "_".join(part for part in (*parts, primes) if part))


def shape_of(name: str) -> Shape:
    """The look of an identifier, by the conventions by which names are printed."""
    bare = name.strip("_")
    head, *parts = bare.split("_") if bare else [name]
    letters, digits = (found[1], found[2]) if (found := re.fullmatch(r"(.*?)(\d*)", head)) and found[1] else (head, "")
    shape = Shape(_ALIKE.get(letters, letters), (digits,) if digits else ())
    for part in parts:
        counted = re.fullmatch(r"prime(\d*)", part)
        if counted:
            shape = replace(shape, primes=shape.primes + int(counted[1] or 1))
        elif part in ("hat", "bar", "tilde", "dot"):
            shape = replace(shape, accent=part)
        elif part in _STARS:
            shape = replace(shape, star=_STARS[part])
        elif part:
            shape = replace(shape, below=(*shape.below, _ALIKE.get(part, part)))
    return shape


@dataclass(frozen=True)
class Names:
    """The declared names by their look; `callable` are those that take arguments."""

    by_shape: dict[Shape, tuple[str, ...]] = field(default_factory=dict)
    callable: frozenset[str] = frozenset()

    @staticmethod
    def of(symbols: Iterable[str], functions: Iterable[str]) -> Names:
        """The names of symbols (and of definitions without parameters), and those of functions."""
        called = frozenset(functions)
        found: dict[Shape, tuple[str, ...]] = {}
        for name in (*symbols, *sorted(called)):
            shape = shape_of(name)
            found[shape] = (*(other for other in found.get(shape, ()) if other != name), name)
        return Names(found, called)

    def find(self, shape: Shape, offset: int = 0) -> str | None:
        """The name that looks like `shape`, or None. Raises `TextFault` where two do."""
        several = self.by_shape.get(replace(shape, base=_ALIKE.get(shape.base, shape.base)), ())
        if len(several) > 1:
            listed = " or ".join(f"`{name}`" for name in several)
            raise TextFault(f"`{several[0]}` in the formula could be {listed}, which look the same", offset)
        return several[0] if several else None

    def binding(self, shape: Shape, name: str) -> Names:
        """These names with `shape` now meaning the variable `name`."""
        return Names({**self.by_shape, shape: (name,)}, self.callable - {name})


__all__ = ["ACCENTS", "GREEK", "Names", "Shape", "shape_of"]
