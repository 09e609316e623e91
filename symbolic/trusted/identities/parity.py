"""Odd and even functions: which of u and -u is the one to write, the same however the term was given.

The leading summand is that of the normal form. asin, atan are odd, acos(-u) = pi - acos(u) (DLMF 4.23.10 to 4.23.12).
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
    """Inverse trigonometric functions at arguments with a positive leading coefficient, acos as pi/2 - asin."""

    def rule(part: Any) -> Any:
        if isinstance(part, asin | acos | atan):
            argument = normalised(part.args[0], context.positive)
            head = type(part)
            if leading_sign(argument) < 0:
                return pi - acos(-argument) if head is acos else -head(-argument)
            return head(argument)
        return part

    return everywhere(term, rule)


EXPANSION = Expansion(10, (asin, acos, atan), expand)
