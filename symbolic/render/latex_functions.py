"""Functions in LaTeX: heads, arguments, primes, logarithms."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Determinant, MatrixSymbol, S, binomial, ceiling, floor, log
from sympy.core.function import Application, AppliedUndef

from symbolic.language.special import SPECIAL
from symbolic.render.arrange import is_negative, log_to_base, number_first, terms_in_order
from symbolic.render.latex_names import group

HEADS = {
    "gamma": r"\Gamma",
    "beta": r"\operatorname{B}",
    "uppergamma": r"\Gamma",
    "lowergamma": r"\gamma",
    "loggamma": r"\log \Gamma",
    "digamma": r"\psi",
    "zeta": r"\zeta",
    "sign": r"\operatorname{sgn}",
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "asinh": r"\operatorname{arsinh}",
    "acosh": r"\operatorname{arcosh}",
    "atanh": r"\operatorname{artanh}",
    "Max": r"\max",
    "Min": r"\min",
    "LambertW": "W",
    "Determinant": r"\det",
    "Trace": r"\operatorname{tr}",
    "log": r"\log",
    "exp": r"\exp",
    **{name: "\\" + name for name in ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth")},
}
_BESSEL = {"besseli": "I", "besselj": "J", "besselk": "K", "bessely": "Y"}


def function_head(printer: Any, term: Any) -> str:
    """What stands before the arguments of an applied function."""
    name = type(term).__name__
    if isinstance(term, log_to_base):
        return rf"\log_{{{printer._print(term.args[1])}}}"
    if isinstance(term, AppliedUndef):
        return printer.function_name(term.func)
    return HEADS.get(name) or rf"\operatorname{{{name}}}"


def is_applied(term: Any) -> bool:
    """Whether `term` is a function with its arguments in brackets, so that it may be raised to a power as it stands."""
    if isinstance(term, (log, log_to_base, *SPECIAL)) or type(term).__name__ in ("factorial", "loggamma", "Determinant"):
        return False
    return isinstance(term, Application | Abs | floor | ceiling | binomial)


def bare_argument(term: Any) -> bool:
    """Whether `term` is printed without brackets round its argument, as log x is."""
    if isinstance(term, log | log_to_base):
        argument = term.args[0]
        return bool(argument.is_Symbol or (argument.is_Integer and argument > 0) or argument.is_NumberSymbol)
    return isinstance(term, Determinant) and isinstance(term.args[0], MatrixSymbol)


def named(printer: Any, term: Any) -> str:
    """head(a, b)."""
    return function_head(printer, term) + group(", ".join(printer._print(argument) for argument in term.args))


def extreme(printer: Any, term: Any) -> str:
    """max and min, numbers first."""
    ordered = sorted(term.args, key=lambda argument: (not argument.is_number, argument.sort_key()))
    return function_head(printer, term) + group(", ".join(printer._print(argument) for argument in ordered))


def logarithm(printer: Any, term: Any) -> str:
    head, argument = function_head(printer, term), term.args[0]
    inner = printer.total(number_first(argument)) if argument.is_Add else printer._print(argument)
    single_fraction = inner.startswith(r"\frac{") and _closes_twice(inner)
    return f"{head} {inner}" if bare_argument(term) or single_fraction else head + group(inner)


def _closes_twice(fraction: str) -> bool:
    """Whether the text is one \\frac{..}{..} and nothing else."""
    depth, closed = 0, 0
    for position, character in enumerate(fraction):
        depth += (character == "{") - (character == "}")
        if character == "}" and depth == 0:
            closed += 1
            if closed == 2:
                return position == len(fraction) - 1
    return False


def special(printer: Any, term: Any) -> str:
    """log1p, expm1 and log1pmx as their definitions."""
    argument = term.args[0]
    name = type(term).__name__
    if name == "expm1":
        return f"e^{{{printer.small()._print(argument)}}} - 1"
    shifted = rf"\log{group(printer.total([S.One, *(terms_in_order(argument) if argument.is_Add else [argument])]))}"
    if name == "log1p":
        return shifted
    if argument.is_Add:
        return f"{shifted} - {group(printer._print(argument))}"
    return f"{shifted} + {printer._print(-argument)}" if is_negative(argument) else f"{shifted} - {printer._print(argument)}"


def bessel(printer: Any, term: Any) -> str:
    return f"{_BESSEL[type(term).__name__]}_{{{printer.small()._print(term.args[0])}}}" + group(printer._print(term.args[1]))


def lambert(printer: Any, term: Any) -> str:
    branch = f"_{{{printer._print(term.args[1])}}}" if len(term.args) > 1 else ""
    return f"W{branch}" + group(printer._print(term.args[0]))


def polylogarithm(printer: Any, term: Any) -> str:
    return rf"\operatorname{{Li}}_{{{printer.small()._print(term.args[0])}}}" + group(printer._print(term.args[1]))


def polygamma(printer: Any, term: Any) -> str:
    order = term.args[0]
    return r"\psi" + ("" if order == 0 else f"^{{({printer._print(order)})}}") + group(printer._print(term.args[1]))


def hypergeometric(printer: Any, term: Any) -> str:
    above, below = (", ".join(printer._print(part) for part in parts) for parts in (term.ap, term.bq))
    return f"{{}}_{{{len(term.ap)}}}F_{{{len(term.bq)}}}" + group(f"{above}; {below}; {printer._print(term.argument)}")


def absolute(printer: Any, term: Any) -> str:
    return group(printer._print(term.args[0]), r"\lvert", r"\rvert")


def rounded_down(printer: Any, term: Any) -> str:
    return group(printer._print(term.args[0]), r"\lfloor", r"\rfloor")


def rounded_up(printer: Any, term: Any) -> str:
    return group(printer._print(term.args[0]), r"\lceil", r"\rceil")


def factorial(printer: Any, term: Any) -> str:
    argument = term.args[0]
    text = printer._print(argument)
    return f"{text if argument.is_Symbol or argument.is_Integer else group(text)}!"


def choose(printer: Any, term: Any) -> str:
    return rf"\binom{{{printer._print(term.args[0])}}}{{{printer._print(term.args[1])}}}"


def primed(head: str, order: int) -> str:
    """A derivative's name: f', f'', f''', f^{(4)}."""
    bare = head.rstrip("'")
    total = len(head) - len(bare) + order
    return bare + ("'" * total if total <= 3 else f"^{{({total})}}")
