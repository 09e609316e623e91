"""From a formula to a numeric function."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from symbolic.language.domain import Domain, check_names
from symbolic.language.errors import LanguageError
from symbolic.numeric.backend import AUTO, find_backend
from symbolic.numeric.conditions import conditions_of
from symbolic.numeric.function import CompiledFunction, Recipe
from symbolic.numeric.lower import lower_scalar, unsupported
from symbolic.numeric.matrix import argument_of, dimensions_of, lower_matrix
from symbolic.numeric.program import Builder, Program
from symbolic.numeric.scope import Scope


def compile(
    expression: Any,
    arguments: Sequence[Any],
    domain: Domain | None = None,
    backend: str = AUTO,
    stable: Any = None,
    positive_definite: Iterable[str] = (),
) -> CompiledFunction:
    """A numeric function of `arguments`, in their order, that computes `expression` in double precision.

    `arguments` are symbols (scalars) and matrix symbols: one with a single column is a vector of shape (..., d), any other a matrix of
    shape (..., m, n); `positive_definite` names those that must be symmetric positive definite. The function is defined where the symbols'
    kinds (positive, whole, ...) and the relations of `domain` between arguments hold. `stable` is an expression equal to `expression` that
    loses fewer digits; it is what is evaluated. `backend` is "auto" (Python for numbers, NumPy for arrays) or the name of one.

    Raises `LanguageError` for an unknown backend, a repeated or undeclared symbol, and a term without a numeric meaning.
    """
    expression = sp.sympify(expression, strict=True)
    evaluated = expression if stable is None else sp.sympify(stable, strict=True)
    arguments = _checked_arguments(arguments)
    definite = _checked_definite(arguments, positive_definite)
    relations = None if domain is None else Domain(*domain.relations)
    program = program_of((evaluated,), arguments, relations, definite)
    _check_backend(backend, program)
    return CompiledFunction(program, backend, Recipe(expression, evaluated, arguments, relations, definite))


def program_of(
    expressions: Sequence[Any], arguments: Sequence[Any], domain: Domain | None = None, positive_definite: Iterable[str] = ()
) -> Program:
    """The straight-line program of scalar expressions, or of one matrix expression, with the conditions of `domain` and of the symbols."""
    builder = Builder(tuple(argument_of(symbol) for symbol in arguments))
    scope = Scope(builder, {}, dimensions_of(arguments), lower_scalar, lower_matrix)
    for index, symbol in enumerate(arguments):
        place = builder.argument(index)
        scope.places[symbol] = scope.add("symmetrise", place) if symbol.name in positive_definite else place
    conditions = conditions_of(scope, arguments, domain, positive_definite)
    for expression in expressions:
        _check_symbols(expression, scope)
    outputs = [scope(expression) for expression in expressions]
    return builder.program(outputs, conditions, _shape(expressions[0]))


def compile_gradient(function: CompiledFunction) -> CompiledFunction:
    """The gradient of a compiled scalar function; see `CompiledFunction.gradient`."""
    recipe = function.recipe
    if function.program.has_matrices or function.stacked:
        raise LanguageError(f"`{recipe.expression}` has no compiled gradient: it is there for one output and scalar arguments")
    program = gradient_program(recipe, recipe.evaluated)
    return CompiledFunction(program, function.backend, recipe, stacked=True)


def gradient_program(recipe: Recipe, expression: Any) -> Program:
    """The partial derivatives of `expression` by the arguments of `recipe`, as one program that shares what they have in common."""
    real = {symbol: sp.Symbol(symbol.name, real=True) for symbol in recipe.arguments if symbol.is_extended_real is None}
    partials = [partial_derivative(expression.xreplace(real), real.get(s, s)) for s in recipe.arguments]
    back = {new: old for old, new in real.items()}
    return program_of([partial.xreplace(back) for partial in partials], recipe.arguments, recipe.domain)


def partial_derivative(expression: Any, symbol: Any) -> Any:
    """The derivative; steps (floor, ceiling) count as constant. Raises `LanguageError` where there is no closed form."""
    derivative = sp.diff(expression, symbol)
    for inner in sorted(derivative.atoms(sp.Derivative, sp.Subs), key=str):
        primitive = inner.args[0]
        if isinstance(primitive, sp.floor | sp.ceiling):
            derivative = derivative.xreplace({inner: sp.S.Zero})
        else:
            raise LanguageError(f"`{expression}` has no derivative by `{symbol}` in closed form: `{inner}` is left")
    return derivative


def _checked_arguments(arguments: Sequence[Any]) -> tuple[Any, ...]:
    if isinstance(arguments, sp.Symbol | sp.MatrixSymbol):
        arguments = (arguments,)
    for symbol in arguments:
        if not isinstance(symbol, sp.Symbol | sp.MatrixSymbol):
            raise LanguageError(f"`{symbol}` is not a symbol: arguments are SymPy symbols or matrix symbols")
    names = [symbol.name for symbol in arguments]
    for name in names:
        if names.count(name) > 1:
            raise LanguageError(f"`{name}` names two arguments: give each its own name")
    return tuple(arguments)


def _checked_definite(arguments: Sequence[Any], names: Iterable[str]) -> tuple[str, ...]:
    square = {symbol.name: symbol for symbol in arguments if isinstance(symbol, sp.MatrixSymbol)}
    for name in names:
        if name not in square or square[name].shape[0] != square[name].shape[1]:
            raise LanguageError(f"`{name}` cannot be positive definite: it is not a square matrix among the arguments")
    return tuple(names)


def _check_symbols(expression: Any, scope: Scope) -> None:
    """Undeclared symbols, with a hint where only the kind differs; then terms that no backend can compute."""
    known = [*scope.places, *scope.dimensions]
    for symbol in sorted(expression.free_symbols - set(known), key=str):
        if any(symbol.name == other.name for other in known):
            check_names(expression, *(s for s in known if isinstance(s, sp.Symbol)))
        raise LanguageError(f"`{symbol}` in `{expression}` is not an argument: add it to the arguments, or put a value in its place")
    for application in sorted(expression.atoms(AppliedUndef), key=str):
        raise unsupported(application)


def _shape(expression: Any) -> tuple[str | int, ...]:
    if not getattr(expression, "is_Matrix", False):
        return ()
    rows, columns = (int(size) if size.is_Integer else str(size) for size in expression.shape)
    return (rows,) if columns == 1 else (rows, columns)


def _check_backend(name: str, program: Program) -> None:
    if name != AUTO and not find_backend(name).matrices and program.has_matrices:
        raise LanguageError(f"the backend `{name}` takes no matrices: use backend='numpy' or 'auto'")
