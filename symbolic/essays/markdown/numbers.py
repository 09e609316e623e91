"""Numbers as prose prints them: `4.2 %`, `9,999.5`, `1.5×10^6`, `about 10,000`, `more than 75 %`, `twice`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sympy import Rational

from symbolic.language.meaning import Undefined, Unknown, value, working_precision
from symbolic.language.point import Point
from symbolic.language.statements import Comparison, Conjunction, Nearness, Statement
from symbolic.language.text.faults import TextFault

COMPARISONS = {"more than": ">", "less than": "<", "at least": ">=", "at most": "<="}
VAGUE = ("about", "nearly")
SPELLED = {"twice": "2"}
LARGEST_EXPONENT = 2000
MOST_DIGITS = 12  # behind the printed ones, when what is printed cannot show why a comparison fails
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d+)(?:\.(?P<fraction>\d+))?"
    r"(?:[eE](?P<e>[+-]?\d+)| ?[×x⋅·] ?10(?:\^(?P<power>[+-]?\d+|\{[+-]?\d+\})|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?"
    r"(?P<percent>[ \u00a0\u2009\u202f]?%)?"
)


@dataclass(frozen=True)
class Printed:
    """A number in a text: its `digits` as a whole number, `decimals` behind the point, the power of ten it is multiplied by, and its style.

    `word` is what stands before it: one of `COMPARISONS` or `VAGUE`, or nothing.
    """

    digits: int
    decimals: int = 0
    exponent: int = 0
    percent: str = ""
    separator: str = ""
    notation: str = ""
    word: str = ""
    text: str = ""

    @property
    def unit(self) -> Fraction:
        """What one in the last printed place is worth."""
        return Fraction(10) ** (self.exponent - self.decimals) / (100 if self.percent else 1)

    @property
    def number(self) -> Fraction:
        return self.digits * self.unit

    @property
    def last_unit(self) -> Fraction:
        """What one in the place of the last digit that is not 0 is worth."""
        zeros = len(str(self.digits)) - len(str(self.digits).rstrip("0")) if self.digits else 0
        return self.unit * 10**zeros


def printed(text: str) -> Printed:
    """The number in the text of a link. Raises `TextFault` for other words around it, and where there is none."""
    plain = text.replace("\u2212", "-").strip()
    word, rest = _word(plain)
    if rest.lower() in SPELLED:
        return Printed(int(SPELLED[rest.lower()]), word=word, text=text.strip())
    found = _NUMBER.fullmatch(rest)
    if found is None:
        words = ", ".join((*VAGUE, *COMPARISONS))
        raise TextFault(
            f"`{text.strip()[:80]}` is not a number that can be checked: write a number such as 4.2 %, 9,999.5, -3 or 1.5×10^6, "
            f"with no word around it but {words}; or `twice`",
            0,
            text.strip()[:80],
        )
    raised = found["e"] or (found["power"] or "").strip("{}") or (found["raised"] or "").translate(_SUPERSCRIPTS) or "0"
    if len(raised) > 6 or abs(int(raised)) > LARGEST_EXPONENT or len(rest) > LARGEST_EXPONENT:
        raise TextFault(f"`{text.strip()[:80]}` is too large or too long a number", 0, text.strip()[:80])
    whole, fraction = re.sub(r"\D", "", found["whole"]), found["fraction"] or ""
    digits = int(whole + fraction) * (-1 if found["sign"] == "-" else 1)
    separator = re.sub(r"\d", "", found["whole"])[:1]
    notation = "e" if found["e"] else "raised" if found["raised"] else "power" if found["power"] else ""
    return Printed(digits, len(fraction), int(raised), found["percent"] or "", separator, notation, word, text.strip())


def _word(text: str) -> tuple[str, str]:
    """The word before a number, and the rest."""
    for word in (*VAGUE, *COMPARISONS):
        begin = re.match(rf"{word.replace(' ', chr(92) + 's+')}\s+", text, re.IGNORECASE)
        if begin is not None:
            return word, text[begin.end() :]
    return "", text


def meaning(term: Any, said: Printed) -> Statement:
    """That `term` is what the text says: rounded to the digits printed (half away from zero), or as the word before them has it."""
    number = _rational(said.number)
    if said.word in COMPARISONS:
        return Comparison(term, COMPARISONS[said.word], number)
    if said.word in VAGUE:
        return Nearness(term, number, _rational(said.last_unit))
    below, above = _rational(said.number - said.unit / 2), _rational(said.number + said.unit / 2)
    return Conjunction(
        (
            Comparison(below, "<=" if said.digits > 0 else "<", term),
            Comparison(term, "<=" if said.digits < 0 else "<", above),
        )
    )


def corrected(term: Any, said: Printed) -> str | None:
    """How the text would print the value of `term`; None where it has no value that can be enclosed so finely."""
    places = range(MOST_DIGITS + 1) if said.word in COMPARISONS else (0,)
    for more in places:
        finer = replace(said, decimals=said.decimals + more)
        units = _units(term, finer.unit)
        if units is None:
            return None
        if units != said.digits * 10**more or said.word not in COMPARISONS:
            return _shown(replace(finer, digits=units))
    return None


def _units(term: Any, unit: Fraction) -> int | None:
    """The value of `term` in units, rounded half away from zero."""
    for precision in (64, 256, 1024):
        try:
            with working_precision(precision):
                found = value(term, Point())
                if hasattr(found, "denominator"):
                    size = (abs(Fraction(found)) / unit + Fraction(1, 2)).__floor__()
                    return size if found >= 0 else -size
                scaled = found * unit.denominator / unit.numerator
                whole = (abs(scaled) + 0.5).floor().unique_fmpz()
        except (Undefined, Unknown, ArithmeticError, ValueError):
            return None
        if whole is not None:
            return int(whole) if scaled > 0 else -int(whole)
    return None


def _shown(said: Printed) -> str:
    """The number in its style."""
    if said.notation:
        said = _one_digit_before_the_point(said)
    text = str(abs(said.digits)).rjust(said.decimals + 1, "0")
    whole, fraction = (text[: -said.decimals], text[-said.decimals :]) if said.decimals else (text, "")
    if said.separator:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", said.separator, whole)
    exponent = {
        "": "",
        "e": f"e{said.exponent}",
        "power": f"×10^{said.exponent}",
        "raised": f"×10^{said.exponent}",
    }[said.notation]
    return f"{'-' if said.digits < 0 else ''}{whole}{f'.{fraction}' if fraction else ''}{exponent}{said.percent}"


def _one_digit_before_the_point(said: Printed) -> Printed:
    """In e-notation the first digit stands before the point."""
    length = len(str(abs(said.digits)))
    return replace(said, decimals=length - 1, exponent=said.exponent - said.decimals + length - 1)


def _rational(number: Fraction) -> Any:
    return Rational(number.numerator, number.denominator)


__all__ = ["COMPARISONS", "VAGUE", "Printed", "corrected", "meaning", "printed"]
