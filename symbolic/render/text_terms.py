"""Terms as plain ASCII, in the words of the claim language, so that they can be put into an essay again."""

from __future__ import annotations

from typing import Any

from sympy import Derivative, S
from sympy.core.function import AppliedUndef
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.str import StrPrinter

from symbolic.language.statements import Comparison
from symbolic.render.arrange import is_negative, over_one_number, quotient, terms_in_order
from symbolic.render.chains import chains

HEADS = {
    "Abs": "abs",
    "Max": "max",
    "Min": "min",
    "ceiling": "ceil",
    "LambertW": "lambertw",
    "Integral": "integral",
    "Sum": "sum",
    "Product": "product",
    "Determinant": "det",
    "Trace": "tr",
}


class TextPrinter(StrPrinter):
    """Prints one term on one line; a head of ours prints itself through `_sympystr(printer)`."""

    def _print_Add(self, term: Any, order: Any = None) -> str:
        text = ""
        for part in terms_in_order(term):
            minus = is_negative(part)
            positive = -part if minus else part
            body = f"({self._print(positive)})" if positive.is_Add else self._print(positive)
            text += (f" {'-' if minus else '+'} " if text else "-" * minus) + body
        return text

    def _print_Mul(self, term: Any) -> str:
        arranged = quotient(term)
        over = self._factors(arranged.over) or "1"
        if not arranged.under:
            loose = arranged.sign < 0 and len(arranged.over) == 1 and arranged.over[0].is_Add
            return "-" * (arranged.sign < 0) + (f"({over})" if loose else over)
        under = self._factors(arranged.under)
        if len(arranged.over) == 1 and arranged.over[0].is_Add:
            over = f"({over})"
        single = len(arranged.under) == 1 and not arranged.under[0].is_Add
        return f"{'-' * (arranged.sign < 0)}{over}/{under if single else f'({under})'}"

    def _factors(self, several: tuple[Any, ...]) -> str:
        alone = len(several) == 1
        return "*".join(self._print(f) if alone else self._factor(f) for f in several)

    def _factor(self, term: Any) -> str:
        text = str(self._print(term))
        return f"({text})" if is_negative(term) or precedence(term) < PRECEDENCE["Mul"] else text

    def _print_Pow(self, term: Any, rational: bool = False) -> str:
        if term.exp == S.Half:
            return f"sqrt({self._print(term.base)})"
        if term.exp.is_Rational and term.exp < 0 and term.base != S.Exp1:
            return self._print_Mul(term)
        plain = over_one_number(term.exp)
        exponent = self._print(plain)
        alone = plain.is_Atom and not is_negative(plain) and not (plain.is_Rational and not plain.is_Integer)
        base = self.parenthesize(term.base, PRECEDENCE["Pow"], strict=False)
        return f"{base}**{exponent if alone else f'({exponent})'}"

    def _print_log_to_base(self, term: Any) -> str:
        number, base = (self._print(argument) for argument in term.args)
        return f"log{base}({number})" if base in ("2", "10") else f"log({number})/log({base})"

    def _print_Function(self, term: Any) -> str:
        name = type(term).__name__
        return f"{HEADS.get(name, name)}({', '.join(self._print(argument) for argument in term.args)})"

    def _print_Extreme(self, term: Any) -> str:
        ordered = sorted(term.args, key=lambda argument: (not argument.is_number, argument.sort_key()))
        return f"{HEADS[type(term).__name__]}({', '.join(map(self._print, ordered))})"

    def _print_Ranged(self, term: Any) -> str:
        ranges = ", ".join(f"({', '.join(map(self._print, entry))})" for entry in term.limits)
        return f"{HEADS[type(term).__name__]}({self._print(term.function)}, {ranges})"

    def _print_Derivative(self, term: Any) -> str:
        inner = term.expr
        if _prime(term):
            return f"{inner.func.__name__}{chr(39) * int(term.variable_count[0][1])}({self._print(inner.args[0])})"
        text = self._print(inner)
        for variable, count in term.variable_count:
            text = f"diff({text}, {self._print(variable)}{'' if count == 1 else f', {self._print(count)}'})"
        return str(text)

    def _print_Subs(self, term: Any) -> str:
        inner = term.expr
        if isinstance(inner, Derivative) and _prime(inner) and len(term.point) == 1:
            return f"{inner.expr.func.__name__}{chr(39) * int(inner.variable_count[0][1])}({self._print(term.point[0])})"
        at = ", ".join(f"{self._print(v)} = {self._print(p)}" for v, p in zip(term.variables, term.point, strict=True))
        return f"({self._print(inner)} at {at})"

    def _print_Limit(self, term: Any) -> str:
        body, variable, point, direction = term.args
        side = "" if str(direction) == "+-" or point.is_infinite else f", '{direction}'"
        return f"limit({self._print(body)}, {self._print(variable)}, {self._print(point)}{side})"

    def _print_Piecewise(self, term: Any) -> str:
        rows = ", ".join(f"({self._print(value)}, {self._print(condition)})" for value, condition in term.args)
        return f"piecewise({rows})"

    def _print_And(self, term: Any) -> str:
        related = sorted((part for part in term.args if part.is_Relational), key=str)
        joined = [chain_text(chain) for chain in chains(Comparison(part.lhs, part.rel_op, part.rhs) for part in related)]
        return " and ".join(joined + [f"({self._print(part)})" for part in sorted(term.args, key=str) if not part.is_Relational])

    def _print_Or(self, term: Any) -> str:
        return " or ".join(self._print(part) for part in sorted(term.args, key=str))

    def _print_Relational(self, term: Any) -> str:
        return f"{self._print(term.lhs)} {term.rel_op} {self._print(term.rhs)}"

    def _print_EulerGamma(self, term: Any) -> str:
        return "euler_gamma"

    def _print_Exp1(self, term: Any) -> str:
        return "E"

    def _print_Trace(self, term: Any) -> str:
        return f"{HEADS[type(term).__name__]}({self._print(term.args[0])})"

    def _print_Transpose(self, term: Any) -> str:
        return f"{self.parenthesize(term.arg, PRECEDENCE['Pow'])}^T"

    def _print_Inverse(self, term: Any) -> str:
        return f"{self.parenthesize(term.args[0], PRECEDENCE['Pow'])}^-1"

    def _print_polygamma(self, term: Any) -> str:
        return f"digamma({self._print(term.args[1])})" if term.args[0] == 0 else self._print_Function(term)

    def _print_hyper(self, term: Any) -> str:
        arguments = ", ".join(self._print(part) for part in (*term.ap, *term.bq, term.argument))
        return f"hyp{len(term.ap)}f{len(term.bq)}({arguments})"

    def _print_MatrixBase(self, term: Any) -> str:
        rows = (", ".join(self._print(term[i, j]) for j in range(term.cols)) for i in range(term.rows))
        return f"[{', '.join(f'[{row}]' for row in rows)}]"

    _print_Abs = _print_Function
    _print_Max = _print_Min = _print_Extreme
    _print_Integral = _print_Sum = _print_Product = _print_Ranged
    _print_Determinant = _print_Trace


def _prime(term: Any) -> bool:
    inner = term.expr
    if not (isinstance(inner, AppliedUndef) and len(inner.args) == 1 and len(term.variable_count) == 1):
        return False
    variable, count = term.variable_count[0]
    return bool(inner.args[0] == variable and count.is_Integer and count <= 3)


def chain_text(chain: tuple[Any, ...]) -> str:
    """Terms and relations in turn, as in mathematics."""
    return " ".join(part if isinstance(part, str) else term_text(part) for part in chain)


def term_text(term: Any) -> str:
    """A term on one line."""
    return str(TextPrinter().doprint(term))
