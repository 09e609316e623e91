"""From a SymPy expression to instructions, so that floating point loses as little as the formula allows.

What the author grouped stays grouped: SymPy writes ((a - b)/c)^2 as (a - b)^2 c^-2, and squares can overflow where their quotient does
not, so factors of opposite equal powers are divided first. log(1 + u) and exp(u) - 1 become log1p(u) and expm1(u), which are the same
numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.codegen import cfunctions
from sympy.core.function import AppliedUndef

from symbolic.language import special
from symbolic.language.errors import LanguageError
from symbolic.numeric.lower_truth import lower_delta, lower_piecewise, lower_step, lower_truth
from symbolic.numeric.matrix import MatrixElement, lower_entry
from symbolic.numeric.scope import Scope
from symbolic.numeric.special.operations import operation_of_head

LARGEST_PRODUCT_POWER = 8  # repeated squaring doubles the relative error each time: at most 3.5 ulp here, against 1 of a library power

UNARY: dict[Any, str] = {
    sp.exp: "exp",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.asin: "asin",
    sp.acos: "acos",
    sp.atan: "atan",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.Abs: "absolute",
    sp.sign: "sign",
    sp.floor: "floor",
    sp.ceiling: "ceiling",
    sp.erf: "erf",
    sp.erfc: "erfc",
    sp.gamma: "gamma",
    sp.loggamma: "loggamma",
    sp.digamma: "digamma",
    special.log1p: "log1p",
    special.expm1: "expm1",
    special.log1pmx: "log1pmx",
    cfunctions.log1p: "log1p",
    cfunctions.expm1: "expm1",
}
NAMED: dict[Any, str] = {
    sp.pi: "pi",
    sp.E: "e",
    sp.EulerGamma: "euler",
    sp.Catalan: "catalan",
    sp.oo: "infinity",
    -sp.oo: "-infinity",
    sp.nan: "nan",
}
REWRITTEN = (sp.factorial, sp.binomial, sp.beta)
RECIPROCAL: dict[Any, Any] = {sp.sec: sp.cos, sp.csc: sp.sin, sp.cot: sp.tan, sp.sech: sp.cosh, sp.csch: sp.sinh, sp.coth: sp.tanh}


def lower_scalar(scope: Scope, expression: Any) -> int:
    """The instruction of a real-valued SymPy expression. Raises `LanguageError` for a term that has no numeric meaning here."""
    if expression in NAMED:
        return scope.constant(NAMED[expression])
    if isinstance(expression, sp.Rational):
        return scope.constant(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sp.Float):
        return scope.constant(exact_float(expression))
    for kind, handler in HANDLERS:
        if isinstance(expression, kind):
            return handler(scope, expression)
    operation = UNARY.get(expression.func)
    if operation is not None:
        return scope.add(operation, scope(expression.args[0]))
    operation = operation_of_head().get(expression.func)
    if operation is not None:
        return scope.add(operation, *(scope(argument) for argument in expression.args))
    if hasattr(expression, "lower"):
        return int(expression.lower(scope))
    raise unsupported(expression)


def exact_float(number: Any) -> Fraction:
    """The rational number that a SymPy float is."""
    exact = sp.Rational(number)
    return Fraction(int(exact.p), int(exact.q))


def unsupported(expression: Any) -> LanguageError:
    """The error for a term without a numeric meaning, with the way out."""
    if isinstance(expression, AppliedUndef):
        name = expression.func.__name__
        return LanguageError(
            f"`{expression}` applies the uninterpreted function `{name}`, which has no numeric value: put a formula in its place, "
            f"for example expression.subs({expression}, log({expression.args[0]})), or make its value an argument of its own"
        )
    if isinstance(expression, sp.Integral | sp.Sum | sp.Product | sp.Limit | sp.Derivative | sp.Subs):
        return LanguageError(f"`{expression}` is not evaluated: find its closed form first (a derivation, or `.doit()`), and compile that")
    if expression.has(sp.I) or expression is sp.zoo:
        return LanguageError(f"`{expression}` is not a real number: compile real and imaginary parts separately")
    return LanguageError(
        f"`{expression}`: `{type(expression).__name__}` has no numeric routine; rewrite it in terms of {', '.join(_supported())}"
    )


def _supported() -> list[str]:
    return sorted({function.__name__ for function in UNARY} | {"Piecewise", "Max", "Min", "Heaviside", "log"})


def _symbol(scope: Scope, symbol: Any) -> int:
    if symbol in scope.places:
        return scope.places[symbol]
    if symbol in scope.dimensions:
        return scope.add("dimension", payload=symbol.name)
    raise LanguageError(f"`{symbol}` is not an argument: add it to the arguments, or put a value in its place")


def _add(scope: Scope, expression: Any) -> int:
    special_case = _expm1(scope, expression)
    if special_case is not None:
        return special_case
    plus: list[Any] = []
    minus: list[Any] = []
    for term in expression.args:
        coefficient = term.as_coeff_Mul()[0]
        (minus if coefficient.is_negative else plus).append(term)
    if not plus:
        return scope.add("negate", scope.builder.fold("add", [scope(-term) for term in minus]))
    total = scope.builder.fold("add", [scope(term) for term in plus])
    for term in minus:
        total = scope.add("subtract", total, scope(-term))
    return total


def _expm1(scope: Scope, expression: Any) -> int | None:
    """exp(u) - 1 and 1 - exp(u), alone or with more terms."""
    constant, rest = expression.as_coeff_Add()
    if constant not in (1, -1):
        return None
    terms = sp.Add.make_args(rest)
    wanted = [t for t in terms if (-constant * t).func is sp.exp]
    if not wanted:
        return None
    small = scope.add("expm1", scope((-constant * wanted[0]).args[0]))
    others = [t for t in terms if t is not wanted[0]]
    if not others:
        return small if constant == -1 else scope.add("negate", small)
    return scope.add("subtract" if constant == 1 else "add", scope(sp.Add(*others)), small)


def _log(scope: Scope, expression: Any) -> int:
    inside = expression.args[0]
    if isinstance(inside, sp.Determinant):
        return scope.add("log_determinant", scope(inside.arg))
    if isinstance(inside, sp.Add):
        constant, rest = inside.as_coeff_Add()
        if constant == 1:
            return scope.add("log1p", scope(rest))
    return scope.add("log", scope(inside))


def _multiply(scope: Scope, expression: Any) -> int:
    coefficient, rest = expression.as_coeff_Mul()
    powers: dict[int, tuple[list[int], list[int]]] = {}
    for factor in sp.Mul.make_args(rest):
        base, power, below = _factor(scope, factor)
        powers.setdefault(power, ([], []))[below].append(base)
    above, under = _quotients(scope, powers)
    return _scaled(scope, Fraction(int(coefficient.p), int(coefficient.q)) if coefficient.is_Rational else coefficient, above, under)


def _factor(scope: Scope, factor: Any) -> tuple[int, int, bool]:
    """A factor as (base, n, below): base^n, or base^-n when `below`."""
    if isinstance(factor, sp.Pow):
        base, exponent = factor.args
        if isinstance(exponent, sp.Integer):
            return scope(base), abs(int(exponent)), bool(exponent < 0)
        if isinstance(exponent, sp.Rational) and exponent < 0:
            return scope(sp.Pow(base, -exponent)), 1, True
    return scope(factor), 1, False


def _quotients(scope: Scope, powers: dict[int, tuple[list[int], list[int]]]) -> tuple[list[int], list[int]]:
    """The product as factors above and under the line; of factors with one power, the quotient is taken before the power."""
    above, under = [], []
    for power, (top, bottom) in powers.items():
        product = [scope.builder.fold("multiply", side) if side else None for side in (top, bottom)]
        if product[0] is not None and product[1] is not None and power > 1:
            above.append(_integer_power(scope, scope.add("divide", product[0], product[1]), power))
        else:
            above += [] if product[0] is None else [_integer_power(scope, product[0], power)]
            under += [] if product[1] is None else [_integer_power(scope, product[1], power)]
    return above, under


def _scaled(scope: Scope, coefficient: Any, above: list[int], under: list[int]) -> int:
    """coefficient * above / under, dividing by the coefficient's denominator where its value is not a float."""
    if not isinstance(coefficient, Fraction):
        above, coefficient = [scope(coefficient), *above], Fraction(1)
    size = abs(coefficient)
    top, bottom = (size, Fraction(1)) if is_float(size) else (Fraction(size.numerator), Fraction(size.denominator))
    above = ([] if top == 1 and above else [scope.constant(top)]) + above
    under = ([] if bottom == 1 else [scope.constant(bottom)]) + under
    value = scope.builder.fold("multiply", above)
    if under:
        value = scope.add("divide", value, scope.builder.fold("multiply", under))
    return scope.add("negate", value) if coefficient < 0 else value


def is_float(value: Fraction) -> bool:
    """Whether a rational number is exactly a double."""
    try:
        return Fraction(float(value)) == value
    except OverflowError:
        return False


def _integer_power(scope: Scope, base: int, power: int) -> int:
    if power > LARGEST_PRODUCT_POWER:
        return scope.add("power", base, scope.constant(power))
    result: int | None = None
    while power:
        if power & 1:
            result = base if result is None else scope.add("multiply", result, base)
        power >>= 1
        if power:
            base = scope.add("multiply", base, base)
    assert result is not None
    return result


def _power(scope: Scope, expression: Any) -> int:
    base, exponent = expression.args
    if isinstance(exponent, sp.Rational) and exponent < 0:
        return scope.add("divide", scope.constant(1), scope(sp.Pow(base, -exponent)))
    if isinstance(exponent, sp.Integer):
        return _integer_power(scope, scope(base), int(exponent))
    if isinstance(exponent, sp.Rational) and exponent.q == 2:
        root = scope.add("square_root", scope(base))
        whole = int(exponent.p) // 2
        return root if whole == 0 else scope.add("multiply", _integer_power(scope, scope(base), whole), root)
    if base == sp.E:
        return scope.add("exp", scope(exponent))
    return scope.add("power", scope(base), scope(exponent))


def _folded(operation: str) -> Callable[[Scope, Any], int]:
    return lambda scope, expression: scope.builder.fold(operation, [scope(a) for a in expression.args])


def _polygamma(scope: Scope, expression: Any) -> int:
    if expression.args[0] != 0:
        raise unsupported(expression)
    return scope.add("digamma", scope(expression.args[1]))


def _reciprocal(scope: Scope, expression: Any) -> int:
    other = scope(RECIPROCAL[expression.func](expression.args[0]))
    return scope.add("divide", scope.constant(1), other)


HANDLERS: tuple[tuple[Any, Callable[[Scope, Any], int]], ...] = (
    (sp.Symbol, _symbol),
    (sp.Add, _add),
    (sp.Mul, _multiply),
    (sp.Pow, _power),
    (sp.log, _log),
    ((sp.Max,), _folded("maximum")),
    ((sp.Min,), _folded("minimum")),
    ((sp.atan2,), _folded("atan2")),
    ((sp.Mod,), _folded("modulo")),
    (sp.Piecewise, lower_piecewise),
    (sp.Heaviside, lower_step),
    (sp.DiracDelta, lower_delta),
    (sp.UnevaluatedExpr, lambda scope, e: scope(e.args[0])),
    (sp.polygamma, _polygamma),
    (REWRITTEN, lambda scope, e: scope(e.rewrite(sp.gamma))),
    (tuple(RECIPROCAL), _reciprocal),
    (MatrixElement, lower_entry),
    (sp.Trace, lambda scope, e: scope.add("trace", scope(e.arg))),
    (sp.Determinant, lambda scope, e: scope.add("determinant", scope(e.arg))),
    (sp.logic.boolalg.Boolean, lambda scope, e: lower_truth(scope, e).holds),
)
