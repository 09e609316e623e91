"""Products, powers, fractions and roots in LaTeX."""

from __future__ import annotations

from typing import Any

from sympy import Derivative, Integral, Limit, Piecewise, Product, S, Subs, Sum, exp, log
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from symbolic.render.arrange import Quotient, is_root, log_to_base, over_one_number, quotient
from symbolic.render.latex_functions import bare_argument, function_head, is_applied
from symbolic.render.latex_names import group

OPEN_ENDED = (Integral, Sum, Product, Limit, Piecewise)


def rational(printer: Any, number: Any) -> str:
    sign = "-" if number < 0 else ""
    over, under = abs(number.p), number.q
    if under == 1:
        return f"{sign}{over}"
    return f"{sign}{over}/{under}" if printer.inline else rf"{sign}\frac{{{over}}}{{{under}}}"


def product(printer: Any, term: Any) -> str:
    """A product or quotient: one fraction, with what is too large to stand on it behind it."""
    arranged = quotient(term)
    sign = "-" if arranged.sign < 0 else ""
    if not arranged.under:
        text = factors(printer, arranged.over) or "1"
        loose = sign and len(arranged.over) == 1 and printer.binds_loosely(arranged.over[0])
        return sign + (group(text) if loose else text)
    if printer.inline:
        return sign + _slashed(printer, arranged)
    behind = [factor for factor in arranged.over if _stands_behind(printer, factor, arranged.under)]
    above = [factor for factor in arranged.over if factor not in behind]
    fraction = rf"\frac{{{factors(printer, above) or '1'}}}{{{factors(printer, arranged.under)}}}"
    return sign + factors(printer, behind, after=fraction)


def _slashed(printer: Any, arranged: Quotient) -> str:
    over, under = factors(printer, arranged.over) or "1", factors(printer, arranged.under)
    over = group(over) if len(arranged.over) == 1 and arranged.over[0].is_Add else over
    single = len(arranged.under) == 1 and not (arranged.under[0].is_Mul or arranged.under[0].is_Add)
    return f"{over}/{under if single else group(under)}"


def factors(printer: Any, several: Any, after: str = "") -> str:
    """Factors side by side, behind `after`, with brackets where a sum or an operator would swallow its neighbour."""
    text = after
    last = len(several) - 1
    for position, factor in enumerate(several):
        text = _juxtapose(text, _factor(printer, factor, alone=last == 0 and not after, final=position == last))
    return text


def _factor(printer: Any, factor: Any, alone: bool, final: bool) -> str:
    if alone or (final and isinstance(factor, OPEN_ENDED)):
        return str(printer._print(factor))
    if not final and bare_argument(factor):
        return function_head(printer, factor) + group(printer._print(factor.args[0]))
    text = str(printer._print(factor))
    swallows = isinstance(factor, OPEN_ENDED) and not isinstance(factor, Integral)
    return group(text) if swallows or printer.binds_loosely(factor) else text


def _juxtapose(left: str, right: str) -> str:
    if not left or not right:
        return left or right
    return rf"{left} \cdot {right}" if right[0].isdigit() else f"{left} {right}"


def _stands_behind(printer: Any, factor: Any, under: tuple[Any, ...]) -> bool:
    if factor.is_Function and any(part.has(type(factor)) for part in under):
        return False  # a quotient of values of one function
    if isinstance(factor, Integral) and any(isinstance(part, Integral) for part in under):
        return False
    if isinstance(factor, OPEN_ENDED) or r"\frac" in printer._print(factor):
        return True
    if isinstance(factor, exp):
        return "/" in printer._print(factor)
    if not all(part.is_number for part in under):
        return False
    return (
        isinstance(factor, log | log_to_base)
        or (hasattr(factor, "_latex") and not factor.is_NumberSymbol)
        or type(factor).__name__ in ("Trace", "Determinant")
    )


def power(printer: Any, term: Any) -> str:
    base, exponent = term.base, term.exp
    if base == S.Exp1:
        return exponential(printer, term)
    if exponent.is_Rational and exponent < 0:
        return product(printer, term)
    if exponent.is_Rational and exponent.p == 1 and exponent.q in (2, 3, 4):
        return root(printer, base, exponent.q)
    raised = f"^{{{printer.small()._print(over_one_number(exponent))}}}"
    if isinstance(base, TrigonometricFunction):
        return function_head(printer, base) + raised + group(printer._print(base.args[0]))
    return _raisable(printer, base) + raised


def root(printer: Any, base: Any, degree: int) -> str:
    index = f"[{degree}]" if degree != 2 else ""
    return rf"\sqrt{index}{{{printer._print(base)}}}"


def exponential(printer: Any, term: Any) -> str:
    exponent = term.exp
    if exponent.has(Integral, Sum, Product, Piecewise, Limit):
        return rf"\exp{group(printer._print(exponent))}"
    return f"e^{{{printer.small()._print(over_one_number(exponent))}}}"


def _raisable(printer: Any, base: Any) -> str:
    text = str(printer._print(base))
    if base.is_Symbol:
        return f"{{{text}}}" if "^" in text else text
    number = base.is_NumberSymbol or (base.is_Integer and base >= 0)
    return text if number or is_applied(base) or is_root(base) or (isinstance(base, Derivative | Subs) and text[-1] == ")") else group(text)
