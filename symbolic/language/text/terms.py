"""From a syntax tree to a term, by a whitelist of its nodes. Nothing is evaluated: the term is what the author wrote."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Add, Integer, Mul, Pow, Rational, oo

from symbolic.language.text import calculus
from symbolic.language.text.faults import TextFault, suggestion
from symbolic.language.text.scope import CALCULUS, CONNECTIVES, PREDICATES, Definition, Scope, called_name
from symbolic.language.text.source import Source
from symbolic.language.text.vocabulary import FUNCTIONS

LARGEST_TERM = 20_000  # parts, those of definitions counted where they are used
LARGEST_EXPONENT = 20_000  # of a number in e-notation
_NUMBER = re.compile(r"(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?|\.(\d+)(?:[eE]([+-]?\d+))?")
_STATEMENTS = (*CONNECTIVES, *PREDICATES)


@dataclass(frozen=True)
class Reader:
    """Reads terms of one source in one scope. `inside` names the definitions that are being used: none may use itself."""

    source: Source
    scope: Scope
    inside: tuple[str, ...] = ()

    def fault(self, node: ast.AST, message: str) -> TextFault:
        """The fault of `node`, whose text the message may name as {0}."""
        written = self.source.written(node)
        return TextFault(message.replace("{0}", f"`{written}`"), self.source.offset(node), written)

    def within(self, names: dict[str, Any]) -> Reader:
        """A reader with further names bound."""
        return Reader(self.source, self.scope.binding(names), self.inside)

    def term(self, node: ast.expr) -> Any:
        """The term of `node`."""
        found = self._read(node)
        if size(found) > LARGEST_TERM:
            raise self.fault(node, "{0} has more than " + str(LARGEST_TERM) + " parts when its definitions are written out")
        return found

    def _read(self, node: ast.expr) -> Any:
        if isinstance(node, ast.BinOp):
            return self._arithmetic(node)
        if isinstance(node, ast.Name):
            return self._name(node)
        if isinstance(node, ast.Constant):
            return self._number(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            inner = self.term(node.operand)
            return inner if isinstance(node.op, ast.UAdd) else _negative(inner)
        if isinstance(node, ast.Compare | ast.BoolOp) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)):
            raise self.fault(node, "{0} is a statement where a number is expected")
        raise self.fault(node, "{0} is not part of the language")

    def _arithmetic(self, node: ast.BinOp) -> Any:
        """A chain such as a + b - c, from its left end, so that long sums need no deep recursion."""
        chain: list[ast.BinOp] = []
        first: ast.expr = node
        while isinstance(first, ast.BinOp):
            chain.append(first)
            first = first.left
        found = self.term(first)
        for step in reversed(chain):
            found = self._combined(step, found, self.term(step.right))
        return found

    def _combined(self, node: ast.BinOp, left: Any, right: Any) -> Any:
        if isinstance(node.op, ast.Add):
            return _sum(left, right)
        if isinstance(node.op, ast.Sub):
            return _sum(left, _negative(right))
        if isinstance(node.op, ast.Mult):
            return _product(left, right)
        if isinstance(node.op, ast.Div):
            if left.is_Rational and right.is_Integer and right != 0:
                return left / right
            return _product(left, Pow(right, Integer(-1), evaluate=False))
        if isinstance(node.op, ast.Pow):
            return Pow(left, right, evaluate=False)
        hint = "; whole parts are written floor(a/b)" if isinstance(node.op, ast.FloorDiv | ast.Mod) else ""
        raise self.fault(node, "{0} uses an operation that is not part of the language" + hint)

    def _name(self, node: ast.Name) -> Any:
        name, scope = node.id, self.scope
        found = scope.term(name)
        if found is not None:
            return found
        if name in scope.definitions:
            return self._defined(node, scope.definitions[name], ())
        if name in scope.functions or name in FUNCTIONS or name in CALCULUS or name in _STATEMENTS:
            raise self.fault(node, "{0} is a function: give it its arguments in parentheses")
        raise self.fault(node, "{0} is not declared" + suggestion(name, scope.names))

    def _number(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise self.fault(node, "{0} is not a number")
        begin, end = self.source.span(node)
        text = self.source.text[begin:end].strip()
        try:
            return exact_number(text)
        except ValueError as error:
            raise self.fault(node, f"{{0}}: {error}") from None

    def _call(self, node: ast.Call) -> Any:
        name = called_name(node)
        if name is None:
            raise self.fault(node, "{0} calls something that is not a name")
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise self.fault(node, "{0}: arguments are given by their places, without names or stars")
        scope = self.scope
        if name in scope.bound or name in scope.symbols:
            raise self.fault(node, "{0} uses `" + name + "` as a function, and it is a symbol")
        if name in scope.definitions:
            return self._defined(node, scope.definitions[name], tuple(self.term(argument) for argument in node.args))
        if name in scope.functions:
            return self._applied(node, scope.functions[name])
        if name in FUNCTIONS:
            return self._vocabulary(node, name)
        if name in CALCULUS:
            return calculus.READERS[name](self, node)
        if name in _STATEMENTS:
            raise self.fault(node, "{0} is a statement where a number is expected")
        raise self.fault(node, "{0}: `" + name + "` is not declared" + suggestion(name, scope.names))

    def _applied(self, node: ast.Call, function: Any) -> Any:
        arity = function.properties.arity
        if len(node.args) != arity:
            raise self.fault(node, "{0}: `" + function.__name__ + f"` takes {_counted(arity)}, not {len(node.args)}")
        return function(*(self.term(argument) for argument in node.args))

    def _vocabulary(self, node: ast.Call, name: str) -> Any:
        arities, build = FUNCTIONS[name]
        if (arities and len(node.args) not in arities) or not node.args:
            wanted = " or ".join(str(count) for count in range(1, 5) if count in arities)
            raise self.fault(node, "{0}: `" + name + f"` takes {wanted} argument{'s' * (wanted != '1')}, not {len(node.args)}")
        try:
            return build(*(self.term(argument) for argument in node.args))
        except TextFault:
            raise
        except (ValueError, TypeError, ArithmeticError) as error:
            raise self.fault(node, f"{{0}} cannot be meant: {error}") from None

    def _defined(self, node: ast.expr, definition: Definition, arguments: Sequence[Any]) -> Any:
        parameters = definition.parameters
        if parameters is not None and not isinstance(node, ast.Call):
            raise self.fault(node, "{0} is a function: give it its arguments in parentheses")
        if len(arguments) != len(parameters or ()) or (parameters is None and isinstance(node, ast.Call)):
            raise self.fault(node, "{0}: `" + definition.name + f"` takes {_counted(len(parameters or ()))}, not {len(arguments)}")
        if definition.name in self.inside:
            raise self.fault(node, "{0}: `" + definition.name + "` is defined by itself")
        outside = Scope(self.scope.symbols, self.scope.functions, self.scope.definitions)
        scope = outside.binding(dict(zip(parameters or (), arguments, strict=True)))
        try:
            return Reader(definition.source, scope, (*self.inside, definition.name)).term(definition.source.tree)
        except TextFault as fault:
            raise self.fault(node, "{0}: " + fault.message) from None


def exact_number(text: str) -> Any:
    """The number that a decimal text writes, exactly. Raises `ValueError` with the reason."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError("only decimal numbers such as 12, 0.1 and 1e-3 are read")
    whole, fraction, exponent = match[1] or "0", match[2] or match[4] or "", int(match[3] or match[5] or 0)
    if abs(exponent) > LARGEST_EXPONENT or len(text) > LARGEST_EXPONENT:
        raise ValueError(f"a number with more than {LARGEST_EXPONENT} digits is too large to be written out")
    shift = exponent - len(fraction)
    digits = Integer(int(whole + fraction))
    return digits * Integer(10) ** shift if shift >= 0 else Rational(digits, Integer(10) ** -shift)


@lru_cache(maxsize=100_000)
def size(term: Any) -> int:
    """How many parts the term has, shared ones counted wherever they occur."""
    return 1 + sum(size(part) for part in getattr(term, "args", ()))


def _counted(arity: int) -> str:
    return f"{arity} argument{'s' * (arity != 1)}"


def _sum(left: Any, right: Any) -> Any:
    return Add(*(left.args if left.is_Add else (left,)), right, evaluate=False)


def _product(left: Any, right: Any) -> Any:
    return Mul(*(left.args if left.is_Mul else (left,)), right, evaluate=False)


def _negative(term: Any) -> Any:
    return -term if term.is_Rational or term in (oo, -oo) else Mul(Integer(-1), term, evaluate=False)


__all__ = ["LARGEST_TERM", "Reader", "exact_number", "size"]
