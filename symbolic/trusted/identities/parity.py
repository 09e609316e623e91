"""Odd functions: which of u and -u is the one to write, the same however the term was given.

The leading summand is that of the normal form. asin, atan are odd, acos(u) = pi/2 - asin(u) (DLMF 4.23.10, 4.23.11, 4.23.19).
"""

from __future__ import annotations

from typing import Any

from sympy import acos, asin, atan, pi

from symbolic.trusted.identities.expansion import Expansion, everywhere
from symbolic.trusted.normal_form import normal_form, normalised


def leading_sign(term: Any) -> int:
    """The sign of the leading coefficient of the normal form of `term`: opposite for -term, 0 for zero."""
    terms = normal_form(term).terms()
    return 0 if not terms else 1 if terms[0][0] > 0 else -1


def expand(term: Any, context: Any) -> Any:
    """asin and atan at arguments with a positive leading coefficient, acos as pi/2 - asin."""

    def rule(part: Any) -> Any:
        if not isinstance(part, asin | acos | atan):
            return part
        argument = normalised(part.args[0], context.positive)
        head = atan if isinstance(part, atan) else asin
        odd = -head(-argument) if leading_sign(argument) < 0 else head(argument)
        return pi / 2 - odd if isinstance(part, acos) else odd

    return everywhere(term, rule)


EXPANSION = Expansion(50, (asin, acos, atan), expand)
