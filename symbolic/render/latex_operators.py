"""Operators with a variable of their own (derivatives, integrals, sums, limits), cases and matrices in LaTeX."""

from __future__ import annotations

from typing import Any

from sympy import Derivative, MatrixSymbol, S
from sympy.core.function import AppliedUndef

from symbolic.language.statements import Comparison
from symbolic.render.arrange import is_negative, positive_first
from symbolic.render.chains import chains
from symbolic.render.latex_functions import primed
from symbolic.render.latex_names import group
from symbolic.render.latex_products import factors

RELATIONS = {"==": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}


def derivative(printer: Any, term: Any) -> str:
    """f'(x) where a prime says it; else d/dx, or partial where there is another variable."""
    inner = term.expr
    if _primes_say_it(term):
        order = sum(int(count) for _, count in term.variable_count)
        return primed(printer.function_name(inner.func), order) + group(printer._print(inner.args[0]))
    partial = len(inner.free_symbols) > 1
    sign = r"\partial" if partial else "d"
    order = sum(count for _, count in term.variable_count)
    raised = "" if order == 1 else f"^{{{printer._print(order)}}}"
    below = " ".join(_differential(printer, sign, variable, count) for variable, count in reversed(term.variable_count))
    body = printer._print(inner)
    return rf"\frac{{{sign}{raised}}}{{{below}}} {group(body) if printer.binds_loosely(inner) or inner.is_Mul else body}"


def _primes_say_it(term: Any) -> bool:
    inner = term.expr
    if not (isinstance(inner, AppliedUndef) and len(inner.args) == 1 and inner.args[0].is_Symbol):
        return False
    return all(variable == inner.args[0] and count.is_Integer for variable, count in term.variable_count)


def _differential(printer: Any, sign: str, variable: Any, count: Any) -> str:
    raised = "" if count == 1 else f"^{{{printer._print(count)}}}"
    return f"{sign} {printer._print(variable)}{raised}"


def evaluated(printer: Any, term: Any) -> str:
    """A substitution: f'(a) for a derivative at a point, else the bar with its values."""
    inner = term.expr
    if isinstance(inner, Derivative) and _primes_say_it(inner) and len(term.point) == 1:
        order = sum(int(count) for _, count in inner.variable_count)
        return primed(printer.function_name(inner.expr.func), order) + group(printer._print(term.point[0]))
    at = ",\\ ".join(f"{printer._print(v)} = {printer._print(p)}" for v, p in zip(term.variables, term.point, strict=True))
    return rf"\left. {printer._print(inner)} \right|_{{{at}}}"


def integral(printer: Any, term: Any) -> str:
    signs = "".join(rf"\int{_ends(printer, entry[1:])} " for entry in reversed(term.limits))
    body = printer._print(term.function)
    body = group(body) if term.function.is_Add else body
    closing = "".join(rf" \,d{_after_d(printer._print(entry[0]))}" for entry in term.limits)
    return signs + body + closing


def _after_d(variable: str) -> str:
    return f" {variable}" if variable.startswith("\\") else variable


def _ends(printer: Any, ends: Any) -> str:
    if len(ends) != 2:
        return ""
    return f"_{{{printer.small()._print(ends[0])}}}^{{{printer.small()._print(ends[1])}}}"


def summed(printer: Any, term: Any) -> str:
    return _indexed_operator(printer, r"\sum", term)


def multiplied(printer: Any, term: Any) -> str:
    return _indexed_operator(printer, r"\prod", term)


def _indexed_operator(printer: Any, sign: str, term: Any) -> str:
    small = printer.small()
    signs = " ".join(
        f"{sign}_{{{printer._print(i)} = {small._print(low)}}}^{{{small._print(high)}}}" for i, low, high in reversed(term.limits)
    )
    body = printer._print(term.function)
    return f"{signs} {group(body) if term.function.is_Add else body}"


def limit(printer: Any, term: Any) -> str:
    body, variable, point, direction = term.args
    side = {"+": "^+", "-": "^-"}.get(str(direction), "") if not point.is_infinite else ""
    to = printer._print(point)
    to = f"{{{to}}}" if side and len(to) > 1 else to
    inner = printer._print(body)
    return rf"\lim_{{{printer._print(variable)} \to {to}{side}}} {group(inner) if body.is_Add else inner}"


def cases(printer: Any, term: Any) -> str:
    rows = []
    for value, condition in term.args:
        when = r"\text{otherwise}" if condition == S.true else rf"\text{{if }} {printer._print(condition)}"
        rows.append(f"{printer._print(value)} & {when}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


def relation(printer: Any, term: Any) -> str:
    return f"{printer._print(term.lhs)} {RELATIONS[term.rel_op]} {printer._print(term.rhs)}"


def both(printer: Any, term: Any) -> str:
    """And, with its relations merged into chains."""
    related = sorted((part for part in term.args if part.is_Relational), key=str)
    joined = [chain_latex(printer, chain) for chain in chains(Comparison(part.lhs, part.rel_op, part.rhs) for part in related)]
    rest = [printer._print(part) for part in sorted(term.args, key=str) if not part.is_Relational]
    return r" \wedge ".join(joined + [group(part) for part in rest])


def chain_latex(printer: Any, chain: tuple[Any, ...]) -> str:
    return " ".join(RELATIONS[part] if isinstance(part, str) else printer._print(part) for part in chain)


def matrix_sum(printer: Any, term: Any) -> str:
    return str(printer.total(positive_first(sorted(term.args, key=lambda part: (is_negative(part), part.sort_key())))))


def matrix_product(printer: Any, term: Any) -> str:
    scalar, matrices = term.as_coeff_matrices()
    several = " ".join(group(printer._print(m)) if m.is_MatAdd else printer._print(m) for m in matrices)
    if scalar == 1:
        return several
    return (
        f"-{several}" if scalar == -1 else f"{factors(printer, [scalar]) if not scalar.is_Add else group(printer._print(scalar))} {several}"
    )


def transposed(printer: Any, term: Any) -> str:
    return _matrix_raised(printer, term.arg, r"\top")


def inverted(printer: Any, term: Any) -> str:
    return _matrix_raised(printer, term.args[0], "-1")


def matrix_power(printer: Any, term: Any) -> str:
    return _matrix_raised(printer, term.base, printer.small()._print(term.exp))


def _matrix_raised(printer: Any, base: Any, exponent: str) -> str:
    text = printer._print(base)
    # Only a matrix symbol carries an exponent by itself: A B^T and A^{T}^{-1} would be read wrongly or not at all.
    alone = isinstance(base, MatrixSymbol) and "^" not in text
    return f"{text if alone else group(text)}^{{{exponent}}}"


def determinant(printer: Any, term: Any) -> str:
    inner = printer._print(term.arg)
    return rf"\det {inner}" if isinstance(term.arg, MatrixSymbol) else r"\det" + group(inner)


def entries(printer: Any, term: Any) -> str:
    rows = [" & ".join(printer._print(term[i, j]) for j in range(term.cols)) for i in range(term.rows)]
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"
