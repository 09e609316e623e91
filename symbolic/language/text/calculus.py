"""Reading `piecewise`, `diff`, `limit`, `integral`, `sum` and `product`: terms with conditions or with variables of their own."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import sympy
from sympy import Derivative, Integral, Piecewise, Product, Sum, Symbol, oo

from symbolic.language.terms import limit as limit_term
from symbolic.language.terms import ranged, substitute

RELATIONALS: dict[type, Any] = {
    ast.Eq: sympy.Eq,
    ast.NotEq: sympy.Ne,
    ast.Lt: sympy.StrictLessThan,
    ast.LtE: sympy.LessThan,
    ast.Gt: sympy.StrictGreaterThan,
    ast.GtE: sympy.GreaterThan,
}
LARGEST_ORDER = 20
_RANGES = {"integral": "t", "sum": "i", "product": "i"}


def _counted(reader: Any, node: ast.Call, *counts: int, shape: str) -> None:
    if len(node.args) not in counts:
        raise reader.fault(node, "{0}: it is written `" + shape + "`")


def _declared_variable(reader: Any, node: ast.expr, what: str) -> Any:
    """A symbol by its name, for operations whose variable is declared."""
    found = reader.scope.term(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(found, Symbol):
        raise reader.fault(node, "{0} is not a symbol: " + what)
    return found


def _piecewise(reader: Any, node: ast.Call) -> Any:
    shape = "piecewise((e1, condition), (e2, True))"
    if not node.args:
        raise reader.fault(node, "{0}: it is written `" + shape + "`")
    branches = []
    for entry in node.args:
        if not (isinstance(entry, ast.Tuple) and len(entry.elts) == 2):
            raise reader.fault(entry, "{0} is not a branch: it is written `" + shape + "`")
        branches.append((reader.term(entry.elts[0]), _condition(reader, entry.elts[1])))
    return Piecewise(*branches, evaluate=False)


def _condition(reader: Any, node: ast.expr) -> Any:
    """A condition of a branch as a SymPy truth value that is not evaluated."""
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        return sympy.true if node.value else sympy.false
    if isinstance(node, ast.Compare):
        sides = [reader.term(side) for side in (node.left, *node.comparators)]
        steps = []
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if type(operator) not in RELATIONALS:
                raise reader.fault(node, "{0} is not a comparison")
            steps.append(RELATIONALS[type(operator)](left, right, evaluate=False))
        return steps[0] if len(steps) == 1 else sympy.And(*steps, evaluate=False)
    if isinstance(node, ast.BoolOp):
        kind = sympy.And if isinstance(node.op, ast.And) else sympy.Or
        return kind(*(_condition(reader, part) for part in node.values), evaluate=False)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return sympy.Not(_condition(reader, node.operand), evaluate=False)
    raise reader.fault(node, "{0} is not a condition: use comparisons, `and`, `or`, `not`, or True")


def _diff(reader: Any, node: ast.Call) -> Any:
    _counted(reader, node, 2, 3, shape="diff(e, x) or diff(e, x, order)")
    variable = _declared_variable(reader, node.args[1], "a derivative is by one declared symbol")
    if variable.is_integer:
        raise reader.fault(node, "{0}: `" + variable.name + "` is an integer, and there is no derivative by it")
    order = reader.term(node.args[2]) if len(node.args) == 3 else 1
    if order not in range(1, LARGEST_ORDER + 1):
        raise reader.fault(node.args[2], "{0}: the order is a whole number from 1 to " + str(LARGEST_ORDER))
    return Derivative(reader.term(node.args[0]), (variable, order))


def _limit(reader: Any, node: ast.Call) -> Any:
    _counted(reader, node, 3, 4, shape="limit(e, x, a), limit(e, x, a, '+') or limit(e, x, a, '-')")
    direction = "+-"
    if len(node.args) == 4:
        given = node.args[3]
        if not (isinstance(given, ast.Constant) and given.value in ("+", "-")):
            raise reader.fault(given, "{0} is not a direction: it is '+' (from above) or '-' (from below)")
        direction = str(given.value)
    variable = _declared_variable(reader, node.args[1], "a limit is taken along one declared symbol")
    body, point = reader.term(node.args[0]), reader.term(node.args[2])
    if variable.is_integer and point == oo:  # a sequence has the limit that the function of a real variable has, where that exists
        real = reader.scope.variable(f"{variable.name}_real")
        along = Symbol(real.name, positive=True)
        body, variable = substitute(body, {variable: along}), along
    return limit_term(body, variable, point, direction)


def _ranged(name: str, kind: Any) -> Callable[[Any, ast.Call], Any]:
    shape = f"{name}(e, ({_RANGES[name]}, a, b))"

    def read(reader: Any, node: ast.Call) -> Any:
        _counted(reader, node, 2, shape=shape)
        entry = node.args[1]
        if not (isinstance(entry, ast.Tuple) and len(entry.elts) == 3 and isinstance(entry.elts[0], ast.Name)):
            raise reader.fault(entry, "{0} is not a range: it is written `" + shape + "`")
        lower, upper = reader.term(entry.elts[1]), reader.term(entry.elts[2])
        written = entry.elts[0].id
        variable = reader.scope.variable(written, integer=name != "integral")
        body = reader.within({written: variable}).term(node.args[0])
        return ranged(kind, body, (variable, lower, upper))

    return read


READERS: dict[str, Callable[[Any, ast.Call], Any]] = {
    "piecewise": _piecewise,
    "diff": _diff,
    "limit": _limit,
    "integral": _ranged("integral", Integral),
    "sum": _ranged("sum", Sum),
    "product": _ranged("product", Product),
}

__all__ = ["READERS"]
