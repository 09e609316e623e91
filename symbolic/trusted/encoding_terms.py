"""SymPy terms as data, and data as terms: by a list of heads that is closed, never by running text.

A node of a term is its head's name and its arguments, as they stand: a tree that was left unevaluated comes back unevaluated. `built` makes
a node by the head's own constructor with evaluation off, or as SymPy itself stores it, and refuses whatever does not come back with exactly
the head and the arguments that were read.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

import sympy
from sympy import Basic, Derivative, Expr, Function, Integral, Limit, Piecewise, Pow, Product, Subs, Sum, Symbol, Tuple
from sympy.core.assumptions import _assume_rules
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair

from symbolic.language.functions import Properties, function, prime
from symbolic.language.special.meanings import meanings


class NotEncodable(TypeError):
    """A value that certificates have no words for; it was not written."""


class Malformed(ValueError):
    """Data that stand for no term, statement or proof."""


CONSTANTS: Mapping[str, Any] = MappingProxyType(
    {
        "pi": sympy.pi,
        "E": sympy.E,
        "euler_gamma": sympy.EulerGamma,
        "oo": sympy.oo,
        "-oo": -sympy.oo,
        "true": sympy.true,
        "false": sympy.false,
    }
)
_NAMES = {type(value): name for name, value in CONSTANTS.items()}
KINDS = frozenset(_assume_rules.defined_facts)
_SPECIAL = "symbolic.language.special"
_OWN = ("symbolic.language.matrix_heads", "symbolic.language.distributions", "symbolic.numeric.matrix_terms")
_OPERATIONS = (sympy.Add, sympy.Mul, Pow, sympy.Max, sympy.Min, sympy.Abs, sympy.sign, sympy.floor, sympy.ceiling, Piecewise, ExprCondPair)
_BINDERS = (Integral, Sum, Product, Limit, Derivative, Subs, Tuple)
_ELEMENTARY = (
    *(sympy.exp, sympy.log, sympy.sin, sympy.cos, sympy.tan, sympy.asin, sympy.acos, sympy.atan),
    *(sympy.sinh, sympy.cosh, sympy.tanh, sympy.asinh, sympy.acosh, sympy.atanh),
)
_HIGHER = (
    *(sympy.gamma, sympy.loggamma, sympy.digamma, sympy.polygamma, sympy.beta, sympy.factorial, sympy.binomial, sympy.RisingFactorial),
    *(sympy.erf, sympy.erfc, sympy.besseli, sympy.besselj, sympy.besselk, sympy.bessely, sympy.LambertW),
    *(sympy.zeta, sympy.polylog, sympy.FallingFactorial, sympy.Mod),
)
_CONDITIONS = (
    *(sympy.Eq, sympy.Ne, sympy.Lt, sympy.Le, sympy.Gt, sympy.Ge),
    *(sympy.And, sympy.Or, sympy.Not),
)
_MATRICES = (
    *(sympy.MatrixSymbol, sympy.Trace, sympy.Determinant, sympy.Inverse, sympy.Transpose, sympy.MatAdd, sympy.MatMul, sympy.MatPow),
    *(sympy.Identity, sympy.ZeroMatrix, sympy.matrices.expressions.matexpr.MatrixElement),
)


@cache
def heads() -> Mapping[str, Any]:
    """The operations and functions of the language by name: SymPy's that it admits, and its own."""
    own: list[Any] = []
    for name in (*_OWN, *(f"{_SPECIAL}.{entry.name}" for entry in pkgutil.iter_modules(import_module(_SPECIAL).__path__))):
        module = import_module(name)
        own += [v for v in vars(module).values() if isinstance(v, type) and issubclass(v, Basic) and v.__module__ == name]
    found: dict[str, Any] = {}
    for head in (*_OPERATIONS, *_BINDERS, *_ELEMENTARY, *_HIGHER, *_CONDITIONS, *_MATRICES, *meanings(), *own):
        if found.setdefault(head.__name__, head) is not head:
            raise ValueError(f"two heads are called `{head.__name__}`")
    return MappingProxyType(found)


def head_name(head: Any) -> str:
    """The name of a head, or of the square root, which is a function of Python. Raises `NotEncodable`."""
    if head is sympy.sqrt:
        return "sqrt"
    name = getattr(head, "__name__", "")
    if heads().get(name) is not head:
        raise NotEncodable(f"`{head}` is no operation or function of the language")
    return str(name)


def head_of(name: str) -> Any:
    """The head of that name. Raises `Malformed`."""
    if name == "sqrt":
        return sympy.sqrt
    if name not in heads():
        raise Malformed(f"`{name}` is no operation or function of the language")
    return heads()[name]


def constant_name(term: Any) -> str | None:
    """The name of a constant; None for any other term."""
    return _NAMES.get(type(term))


def kinds_of(symbol: Any) -> dict[str, bool]:
    """What a symbol was declared with."""
    return {name: bool(value) for name, value in sorted(symbol._assumptions_orig.items()) if value is not None}


def symbol(name: str, kinds: Mapping[str, bool]) -> Any:
    """The symbol of that name and those kinds. Raises `Malformed` for kinds that there are not, or not together."""
    if not set(kinds) <= KINDS or not all(type(value) is bool for value in kinds.values()):
        raise Malformed(f"`{name}` is declared with what is no kind: {', '.join(sorted(kinds))}")
    try:
        return Symbol(name, **dict(kinds))
    except sympy.core.facts.InconsistentAssumptions as error:
        raise Malformed(f"no symbol is {', '.join(kinds)}") from error


def function_data(f: Any) -> tuple[str, tuple[str, ...], bool, int, int]:
    """Name, properties, whether it lives on the positive numbers, arity, and which derivative it is. Raises `NotEncodable`."""
    base, order = getattr(f, "base_function", f), getattr(f, "derivative_order", 0)
    known = getattr(base, "properties", None)
    if not isinstance(known, Properties):
        raise NotEncodable(f"`{f.__name__}` is no function of the language")
    data = (base.__name__, tuple(sorted(known.names)), known.positive_axis, known.arity, order)
    if function_from(*data) != f:
        raise NotEncodable(f"`{f.__name__}` was declared with more than its properties")
    return data


def function_from(name: str, properties: tuple[str, ...], positive_axis: bool, arity: int, order: int) -> Any:
    """The uninterpreted function that `function_data` describes. Raises `LanguageError` for properties that no function has together."""
    declared = function(name, *properties, on="positive" if positive_axis else "reals", arity=arity)
    return prime(declared, order) if order else declared


def applied(f: Any, arguments: tuple[Any, ...]) -> Any:
    """An uninterpreted function of its arguments."""
    wanted = f.properties.arity
    if len(arguments) != wanted or not all(isinstance(a, Expr) for a in arguments):
        raise Malformed(f"`{f.__name__}` takes {wanted} numbers")
    return _exactly(f, arguments, f(*arguments, evaluate=False))


def built(head: Any, arguments: tuple[Any, ...]) -> Any:
    """The node with this head and these arguments, nothing evaluated. Raises `Malformed` where SymPy knows no such node."""
    make = next((make for kind, make in _MAKERS if issubclass(head, kind)), _plain)
    try:
        node = make(head, arguments)
    except Malformed:
        raise
    except Exception as error:  # SymPy's constructors raise what they like at wrong arguments
        raise Malformed(f"there is no {head.__name__} of these arguments: {type(error).__name__}: {error}") from error
    return _exactly(head, arguments, node)


def _exactly(head: Any, arguments: tuple[Any, ...], node: Any) -> Any:
    kind = type(node)  # classes of equal uninterpreted functions are equal, not identical
    same = (kind is head or kind == head) and len(node.args) == len(arguments)
    if not (same and all(a is b or a == b for a, b in zip(node.args, arguments, strict=True))):
        raise Malformed(f"{head.__name__} of these arguments is another term: `{node}`")
    return node


def _plain(head: Any, arguments: tuple[Any, ...]) -> Any:
    if head in _MATRICES or not issubclass(head, Function | sympy.Add | sympy.Mul | Pow | sympy.Rel | sympy.logic.boolalg.BooleanFunction):
        return head(*arguments)
    numbers = not issubclass(head, sympy.logic.boolalg.BooleanFunction)
    if numbers and not all(isinstance(argument, Expr) for argument in arguments):
        raise Malformed(f"{head.__name__} is of numbers")
    if issubclass(head, sympy.Add | sympy.Mul) and len(arguments) < 2:
        raise Malformed(f"{head.__name__} is of two or more terms")
    return head(*arguments, evaluate=False)


def _extremum(head: Any, arguments: tuple[Any, ...]) -> Any:
    if not all(isinstance(argument, Expr) for argument in arguments):
        raise Malformed(f"{head.__name__} is of numbers")
    return head(*arguments, evaluate=False)


def _ranged(head: Any, arguments: tuple[Any, ...]) -> Any:
    """An integral, sum or product over one variable, as SymPy stores it: its constructors take pieces apart."""
    body, range_ = arguments
    if not (isinstance(body, Expr) and type(range_) is Tuple and len(range_) == 3):
        raise Malformed(f"{head.__name__} has an expression and one range")
    variable, *ends = range_
    if type(variable) is not Symbol or not all(isinstance(end, Expr) for end in ends):
        raise Malformed(f"the range of {head.__name__} has a variable and two ends")
    node = Expr.__new__(head)
    node._args = arguments
    node.is_commutative = body.is_commutative
    return node


def _limit(head: Any, arguments: tuple[Any, ...]) -> Any:
    if len(arguments) != 4 or type(arguments[1]) is not Symbol:
        raise Malformed("a limit has an expression, a variable, a point and a direction")
    return Limit(*arguments)


def _derivative(head: Any, arguments: tuple[Any, ...]) -> Any:
    body, *counts = arguments
    if not (isinstance(body, Expr) and counts and all(type(count) is Tuple and len(count) == 2 for count in counts)):
        raise Malformed("a derivative has an expression, and variables with orders")
    if not all(type(variable) is Symbol and (order.is_Integer and order > 0) for variable, order in counts):
        raise Malformed("the orders of a derivative are positive integers")
    return Expr.__new__(head, *arguments)


def _substitution(head: Any, arguments: tuple[Any, ...]) -> Any:
    if len(arguments) != 3 or not all(type(part) is Tuple for part in arguments[1:]):
        raise Malformed("a substitution has an expression, variables and values")
    return Subs(*arguments)


def _pair(head: Any, arguments: tuple[Any, ...]) -> Any:
    value, condition = arguments
    if not (isinstance(value, Expr) and isinstance(condition, sympy.logic.boolalg.Boolean) and not isinstance(condition, Symbol)):
        raise Malformed("a piece has a value and a condition")
    return Tuple.__new__(head, value, condition)


def _pieces(head: Any, arguments: tuple[Any, ...]) -> Any:
    if not arguments or not all(type(piece) is ExprCondPair for piece in arguments):
        raise Malformed("a piecewise term is made of pieces")
    return Basic.__new__(head, *arguments)


_MAKERS: tuple[tuple[Any, Callable[[Any, tuple[Any, ...]], Any]], ...] = (
    ((Integral, Sum, Product), _ranged),
    (Limit, _limit),
    (Derivative, _derivative),
    (Subs, _substitution),
    (ExprCondPair, _pair),
    (Piecewise, _pieces),
    ((sympy.Max, sympy.Min), _extremum),
)


def is_application(term: Any) -> bool:
    """Whether `term` is an uninterpreted function of something."""
    return isinstance(term, AppliedUndef)


def is_function(value: Any) -> bool:
    """Whether `value` is an uninterpreted function."""
    return isinstance(value, UndefinedFunction)


__all__ = [
    "CONSTANTS",
    "Malformed",
    "NotEncodable",
    "Str",
    "applied",
    "built",
    "constant_name",
    "function_data",
    "function_from",
    "head_name",
    "head_of",
    "heads",
    "is_application",
    "is_function",
    "kinds_of",
    "symbol",
]
