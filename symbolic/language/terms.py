"""Terms: SymPy expressions that the language admits, and the two operations on them that SymPy gets wrong for bound variables.

Everything is real-valued and exact. `diff`, `integral` and `limit` build the unevaluated SymPy objects: SymPy's own evaluation is never
trusted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sympy import (
    Abs,
    Derivative,
    Expr,
    Float,
    Integral,
    Limit,
    Max,
    Min,
    Mul,
    Pow,
    Product,
    Subs,
    Sum,
    Symbol,
    besseli,
    besselj,
    beta,
    binomial,
    ceiling,
    digamma,
    factorial,
    floor,
    gamma,
    loggamma,
    nan,
    oo,
    polygamma,
    polylog,
    preorder_traversal,
    sign,
    sympify,
    zeta,
    zoo,
)
from sympy import I as ImaginaryUnit
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanAtom

from symbolic.language import numerical_evaluation as numerical_evaluation  # SymPy's own is wrong, and decides signs
from symbolic.language.errors import LanguageError

LONGEST_NUMBER = 8192  # bits of a number that is written out
LARGEST_ARGUMENT = 500  # at which functions that grow fast are evaluated
GROWING = (factorial, binomial, gamma, loggamma, beta, zeta, polygamma, digamma, polylog, besselj, besseli)
COMPARING = (Abs, Max, Min, sign, floor, ceiling)
FOREIGN_KINDS = ("even", "odd", "prime", "composite", "irrational")


def as_term(value: Any) -> Any:
    """`value` as an exact term. Raises `LanguageError` for floats, truth values, undefined constants and symbols that are not real."""
    if isinstance(value, float):
        raise LanguageError(f"`{value!r}` is a float, and a float is not the number that is written: use Rational({str(value)!r})")
    if isinstance(value, bool | BooleanAtom):
        raise LanguageError(f"`{value}` is a truth value where a number is expected")
    if isinstance(value, str):
        raise LanguageError(f"`{value}` is text; build the term from SymPy symbols")
    term = sympify(value, strict=True)
    fault = _fault(term)
    if fault is not None:
        raise LanguageError(fault)
    return term


@lru_cache(maxsize=50_000)
def _fault(term: Any) -> str | None:
    """Why the language refuses `term`; None for one that it admits. Essays check the same terms again and again."""
    parts = _parts(term)
    for number in _named(part for part in parts if isinstance(part, Float)):
        return f"`{number}` in `{term}` is a float: write an exact Rational instead"
    if nan in parts or zoo in parts:
        return f"`{term}` is not a number: a division by zero stands in it"
    if not isinstance(term, Expr) or ImaginaryUnit in parts:
        return f"`{term}` is not a real-valued term"
    if term.args and (oo in parts or -oo in parts):
        infinite = _infinite_part(term)
        if infinite is not None:
            return f"`{infinite}` has no value at infinity: write the limit"
    ranged = _named(part for part in parts if isinstance(part, Integral | Sum | Product))
    if any(len(part.limits) != 1 for part in ranged):
        return f"`{term}` integrates over several variables at once: write one integral inside the other"
    for part in ranged:
        if not isinstance(part, Integral) and (not part.limits[0][0].is_integer or len(part.limits[0]) != 3):
            return f"`{part}` runs over `{part.limits[0][0]}`: declare it an integer, and give the range as (i, a, b)"
    return next(filter(None, map(_fault_of_symbol, _named(part for part in parts if isinstance(part, Symbol)))), None)


def _parts(term: Any) -> set[Any]:
    """The term, its parts, and theirs, each once."""
    found, waiting = {term}, [term]
    while waiting:
        for part in waiting.pop().args:
            if part not in found:
                found.add(part)
                waiting.append(part)
    return found


def _named(parts: Iterable[Any]) -> list[Any]:
    return sorted(parts, key=str)


@lru_cache(maxsize=5000)
def _fault_of_symbol(symbol: Any) -> str | None:
    if not symbol.is_extended_real and symbol.name not in ("+", "-", "+-"):
        return f"`{symbol}` has no kind: declare it, for example Symbol({symbol.name!r}, real=True) or positive=True"
    if symbol.is_infinite or any(getattr(symbol, f"is_{kind}") for kind in FOREIGN_KINDS):
        return f"`{symbol}` is of a kind that no statement here can use: declare signs and integer, and assume the rest"
    return None


def _infinite_part(term: Any) -> Any:
    """Infinity may be the end of an integral and the point of a limit; a function or a sum of it is no number. The first such part."""
    for part in term.args:
        if part in (oo, -oo) and (term.is_Add or term.is_Mul or term.is_Pow or term.is_Function):
            return term
        found = _infinite_part(part) if part.args else None
        if found is not None:
            return found
    return None


def diff(expression: Any, variable: Any, order: int = 1) -> Any:
    """The derivative of `expression` by `variable`, unevaluated."""
    return Derivative(as_term(expression), (variable, order))


def integral(expression: Any, limits: tuple[Any, Any, Any]) -> Any:
    """The definite integral over `(variable, lower, upper)`, unevaluated."""
    variable, lower, upper = limits
    if variable.is_integer or variable.is_nonpositive or (variable.is_nonzero and not variable.is_positive):
        raise LanguageError(
            f"`{variable}`, the variable of an integral, runs through real numbers: declare it real, or positive on a positive range"
        )
    return ranged(Integral, as_term(expression), (variable, as_term(lower), as_term(upper)))


class NestedSum(Sum):
    """A sum that holds a sum: SymPy would make one of `Sum(Sum(e, ...), ...)`, with two variables at once."""


class NestedProduct(Product):
    """A product that holds a product."""


class NestedIntegral(Integral):
    """An integral that holds an integral."""


_NESTED: dict[Any, Any] = {
    Sum: NestedSum,
    NestedSum: Sum,
    Product: NestedProduct,
    NestedProduct: Product,
    Integral: NestedIntegral,
    NestedIntegral: Integral,
}


def ranged(kind: Any, body: Any, *limits: Any) -> Any:
    """A sum, product or integral of one variable, whatever `body` is."""
    return (_NESTED[kind] if type(body) is kind else kind)(body, *limits)


def approaches(variable: Any, point: Any, direction: str) -> bool:
    """Whether the kind of `variable` leaves it all real numbers near `point` on that side."""
    plain = variable.is_integer is None and variable.is_nonnegative is None and variable.is_nonzero is None
    beyond_zero = point == oo or point.is_positive or (point == 0 and direction == "+")
    return bool(plain or (variable.is_positive and not variable.is_integer and beyond_zero))


def limit(expression: Any, variable: Any, point: Any, direction: str = "+-") -> Any:
    """The limit of `expression` as `variable` goes to `point`; `direction` is "+", "-" or "+-" (both sides must agree)."""
    if direction not in ("+", "-", "+-"):
        raise LanguageError(f"`{direction}` is not a direction: use '+', '-' or '+-'")
    target = as_term(point)
    if not approaches(variable, target, direction):
        raise LanguageError(f"`{variable}`, the variable of a limit at `{target}`, approaches it through real numbers: declare it real")
    if target.is_infinite:
        direction = "-" if target.is_extended_positive else "+"
    return Limit(as_term(expression), variable, target, direction)


def bound_symbols(term: Any) -> frozenset[Any]:
    """The variables that `term` itself binds (not those bound inside its parts)."""
    if isinstance(term, Integral | Sum | Product):
        return frozenset(entry[0] for entry in term.limits)
    if isinstance(term, Limit):
        return frozenset({term.args[1]})
    if isinstance(term, Subs):
        return frozenset(term.variables)
    return frozenset()


def free_symbols(term: Any) -> set[Any]:
    """The symbols that occur free in `term`; unlike SymPy's, right for limits."""
    if isinstance(term, Limit):
        inner, variable, point, _ = term.args
        return (free_symbols(inner) - {variable}) | free_symbols(point)
    if isinstance(term, Symbol):
        return {term}
    if isinstance(term, Integral | Sum | Product):
        found = free_symbols(term.function) - bound_symbols(term)
        for entry in term.limits:
            for end in entry[1:]:
                found |= free_symbols(end)
        return found
    if isinstance(term, Derivative | Subs):
        return set(term.free_symbols)
    result: set[Any] = set()
    for argument in term.args:
        result |= free_symbols(argument)
    return result


def fresh_symbol(like: Any, taken: Iterable[Any]) -> Any:
    """A symbol of the same kind as `like`, named with primes until no symbol in `taken` has its name."""
    names = {symbol.name for symbol in taken}
    name = f"{like.name}_prime"
    count = 2
    while name in names:
        name = f"{like.name}_prime{count}"
        count += 1
    return Symbol(name, **like.assumptions0) if like.assumptions0 else Symbol(name)


def substitute(term: Any, mapping: Mapping[Any, Any]) -> Any:
    """`term` with subterms replaced simultaneously; a bound variable is never replaced and never captures what is put in."""
    if not mapping:
        return term
    if term in mapping:
        return mapping[term]
    if isinstance(term, Derivative):
        return _substitute_derivative(term, mapping)
    if not term.args:
        return term
    bound = bound_symbols(term)
    if bound:
        return _substitute_under_binder(term, mapping, bound)
    arguments = [substitute(argument, mapping) for argument in term.args]
    if all(new is old for new, old in zip(arguments, term.args, strict=True)):
        return term
    return rebuilt(term, arguments)


def rebuilt(term: Any, arguments: list[Any]) -> Any:
    """`term` with other arguments, evaluated by SymPy unless that writes out a number of thousands of digits."""
    return term.func(*arguments, evaluate=False) if _too_long(term, arguments) else term.func(*arguments)


def _too_long(term: Any, arguments: list[Any]) -> bool:
    """Whether SymPy would write out a number that fits on no page (a huge power, a factorial, zeta at an even number),

    or find the sign of an integral or a series by quadrature.
    """
    if isinstance(term, Pow):
        base, exponent = arguments
        if _long_power(base) or _long_power(exponent):
            return True
        if not (base.is_Rational and exponent.is_Rational) or base in (0, 1, -1):
            return False
        return bool(max(abs(base.p), base.q).bit_length() * abs(exponent.p) > LONGEST_NUMBER * exponent.q)
    if isinstance(term, Mul) and any(map(_long_power, arguments)):
        return True
    if isinstance(term, COMPARING) and any(argument.has(Integral, Sum, Product, Limit) for argument in arguments):
        return True
    return isinstance(term, GROWING) and any(argument.is_Rational and abs(argument) > LARGEST_ARGUMENT for argument in arguments)


def _long_power(term: Any) -> bool:
    """A power of numbers that was too long to be written out, or a product with one: SymPy would write it out to multiply it."""
    if isinstance(term, Mul):
        return any(map(_long_power, term.args))
    return isinstance(term, Pow) and bool(term.base.is_Rational and term.exp.is_Integer)


def _substitute_under_binder(term: Any, mapping: Mapping[Any, Any], bound: frozenset[Any]) -> Any:
    free = free_symbols(term)
    inner = {old: new for old, new in mapping.items() if not (bound & old.free_symbols)}
    incoming: set[Any] = set().union(*(free_symbols(new) for new in inner.values())) if inner else set()
    renamed: dict[Any, Any] = {}
    for variable in sorted(bound & incoming, key=str):
        renamed[variable] = fresh_symbol(variable, free | incoming | bound)
    if isinstance(term, Limit):
        body, variable, point, direction = term.args
        new = substitute(substitute(body, renamed), inner)
        return Limit(new, renamed.get(variable, variable), substitute(point, mapping), str(direction))
    if isinstance(term, Subs):
        body = substitute(substitute(term.expr, renamed), inner)
        points = tuple(substitute(point, mapping) for point in term.point)
        return Subs(body, tuple(renamed.get(v, v) for v in term.variables), points)
    limits = [(renamed.get(entry[0], entry[0]), *(substitute(end, mapping) for end in entry[1:])) for entry in term.limits]
    return ranged(term.func, substitute(substitute(term.function, renamed), inner), *limits)


def renamed_as_written(term: Any, mapping: Mapping[Any, Any]) -> Any:
    """`term` with symbols renamed, and not evaluated anew: what its author wrote as x/x stays a quotient, by its new name."""
    taken = set(mapping.values())
    if any(bound_symbols(part) & taken for part in (term, *preorder_traversal(term))):
        return substitute(term, mapping)
    return _renamed(term, dict(mapping))


def _renamed(term: Any, mapping: dict[Any, Any]) -> Any:
    if not mapping or not term.args or not (term.free_symbols | bound_symbols(term)) & set(mapping):
        return mapping.get(term, term)
    bound = bound_symbols(term)
    if bound or isinstance(term, Derivative):
        return substitute(term, mapping) if not isinstance(term, Integral | Sum | Product) else _renamed_range(term, mapping, bound)
    arguments = [_renamed(argument, mapping) for argument in term.args]
    evaluated = term.func(*arguments)
    if isinstance(term, AppliedUndef) or term.func(*term.args) == term:
        return evaluated
    return term.func(*arguments, evaluate=False)


def _renamed_range(term: Any, mapping: dict[Any, Any], bound: frozenset[Any]) -> Any:
    inner = {old: new for old, new in mapping.items() if old not in bound}
    limits = [(entry[0], *(_renamed(end, mapping) for end in entry[1:])) for entry in term.limits]
    return ranged(term.func, _renamed(term.function, inner), *limits)


def _substitute_derivative(term: Any, mapping: Mapping[Any, Any]) -> Any:
    """d e/d x with x := a is the derivative taken first, so x stays bound unless it is merely renamed."""
    variables = {variable for variable, _ in term.variable_count}
    outer = {old: new for old, new in mapping.items() if variables & old.free_symbols}
    inner = {old: new for old, new in mapping.items() if old not in outer}
    incoming: set[Any] = set().union(*(free_symbols(new) for new in inner.values())) if inner else set()
    if incoming & variables:
        raise LanguageError(
            f"`{term}` depends on `{sorted(map(str, incoming & variables))[0]}` through what is put in: evaluate the derivative first"
        )
    result = Derivative(substitute(term.expr, inner), *term.variable_count)
    if not outer:
        return result
    if all(isinstance(old, Symbol) for old in outer):
        return Subs(result, tuple(outer), tuple(outer.values()))
    raise LanguageError(f"`{sorted(map(str, outer))[0]}` cannot be replaced inside `{term}`")


__all__ = [
    "NestedIntegral",
    "NestedProduct",
    "NestedSum",
    "approaches",
    "as_term",
    "bound_symbols",
    "diff",
    "free_symbols",
    "fresh_symbol",
    "integral",
    "limit",
    "ranged",
    "rebuilt",
    "renamed_as_written",
    "substitute",
]
