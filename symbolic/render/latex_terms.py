"""Terms in LaTeX: SymPy's printer with the conventions of mathematicians."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Limit, Piecewise
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE, precedence_traditional

from symbolic.language.special import SPECIAL
from symbolic.render import latex_functions as functions
from symbolic.render import latex_operators as operators
from symbolic.render import latex_products as products
from symbolic.render.arrange import is_negative, terms_in_order
from symbolic.render.latex_names import function_latex, group, name_latex


class TermPrinter(LatexPrinter):
    """Prints one term; a head of ours prints itself through `_latex(printer)`.

    `names` maps symbols and functions to their LaTeX; `inline` sets fractions with a slash, as exponents have them.
    """

    def __init__(self, names: Mapping[Any, str] | None = None, inline: bool = False) -> None:
        super().__init__({"symbol_names": dict(names or {})})
        self.inline = inline

    def small(self) -> TermPrinter:
        """The printer for exponents and bounds."""
        return TermPrinter(self._settings["symbol_names"], inline=True)

    def function_name(self, head: Any) -> str:
        """The name of an uninterpreted function; derivatives carry primes."""
        declared = self._settings["symbol_names"]
        if hasattr(head, "base_function"):
            return functions.primed(self.function_name(head.base_function), head.derivative_order)
        return str(declared.get(head) or function_latex(head.__name__))

    def binds_loosely(self, term: Any) -> bool:
        """Whether `term` needs brackets as a factor."""
        if isinstance(term, SPECIAL):
            return type(term).__name__ not in ("log1p", "normal_density")
        return bool(is_negative(term)) or precedence_traditional(term) < PRECEDENCE["Mul"]

    def total(self, terms: list[Any]) -> str:
        """The sum of `terms`, in this order."""
        text = ""
        for position, term in enumerate(terms):
            minus = is_negative(term)
            positive = -term if minus else term
            body = self._print(positive)
            swallows = isinstance(positive, Limit | Piecewise) and position < len(terms) - 1
            if swallows or positive.is_Add or (minus and isinstance(positive, SPECIAL) and self.binds_loosely(positive)):
                body = group(body)
            text += (f" {'-' if minus else '+'} " if text else "-" * minus) + body
        return text

    def _print_Add(self, term: Any, order: Any = None) -> str:
        return self.total(terms_in_order(term))

    def _print_Symbol(self, term: Any, style: Any = None) -> str:
        return str(self._settings["symbol_names"].get(term) or name_latex(term.name))

    _print_RandomSymbol = _print_Symbol
    _print_MatrixSymbol = _print_Symbol

    def _print_Exp1(self, term: Any, exp: Any = None) -> str:
        return "e"

    def _print_Function(self, term: Any, exp: Any = None) -> str:
        if isinstance(term, SPECIAL):
            return functions.special(self, term)
        if hasattr(term, "definition"):  # a function that only floating point needs says what it is
            return group(str(self._print(term.definition)))
        return functions.named(self, term)

    def _print_UndefinedFunction(self, term: Any) -> str:
        return self.function_name(term)

    def _print_FunctionClass(self, term: Any) -> str:
        return functions.HEADS.get(term.__name__) or function_latex(term.__name__)

    def _print_Basic(self, term: Any) -> str:
        return rf"\operatorname{{{type(term).__name__}}}" + group(", ".join(self._print(part) for part in term.args))

    def _print_Identity(self, term: Any) -> str:
        return "I"

    def _print_ZeroMatrix(self, term: Any) -> str:
        return "0"

    def _print_Indexed(self, term: Any) -> str:
        return f"{self._print(term.base)}_{{{','.join(self._print(index) for index in term.indices)}}}"

    def _print_IndexedBase(self, term: Any) -> str:
        return name_latex(str(term.label))

    def _print_Or(self, term: Any) -> str:
        return r" \vee ".join(self._print(part) for part in sorted(term.args, key=str))

    def _print_Not(self, term: Any) -> str:
        return rf"\neg {group(self._print(term.args[0]))}"

    _print_Mul = products.product
    _print_Pow = products.power
    _print_ExpBase = products.exponential
    _print_Rational = _print_Half = products.rational
    _print_Derivative = operators.derivative
    _print_Subs = operators.evaluated
    _print_Integral = operators.integral
    _print_Sum = operators.summed
    _print_Product = operators.multiplied
    _print_Limit = operators.limit
    _print_Piecewise = operators.cases
    _print_Relational = operators.relation
    _print_And = operators.both
    _print_MatAdd = operators.matrix_sum
    _print_MatMul = operators.matrix_product
    _print_MatPow = operators.matrix_power
    _print_Transpose = operators.transposed
    _print_Inverse = operators.inverted
    _print_Determinant = operators.determinant
    _print_MatrixBase = operators.entries
    _print_log = _print_log_to_base = functions.logarithm
    _print_Max = _print_Min = functions.extreme
    _print_Abs = functions.absolute
    _print_floor = functions.rounded_down
    _print_ceiling = functions.rounded_up
    _print_factorial = functions.factorial
    _print_binomial = functions.choose
    _print_besseli = _print_besselj = _print_besselk = _print_bessely = functions.bessel
    _print_LambertW = functions.lambert
    _print_polylog = functions.polylogarithm
    _print_polygamma = functions.polygamma
    _print_hyper = functions.hypergeometric
    _print_gamma = _print_uppergamma = _print_lowergamma = _print_beta = _print_zeta = _print_Trace = functions.named
