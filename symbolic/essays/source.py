"""What the source of a module says about its top-level names: the lines that define them, and which are only imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Names:
    """The names that a module binds at its top level.

    `lines` maps a name that is assigned to the lines that assign it, `repeated` those assigned more than once on the way from top to
    bottom (not in two branches of an `if`), `imported` is what comes from elsewhere; `star` says that `from ... import *` occurs.
    """

    lines: dict[str, list[int]] = field(default_factory=dict)
    repeated: dict[str, list[int]] = field(default_factory=dict)
    imported: frozenset[str] = frozenset()
    star: bool = False

    def defines(self, name: str) -> bool:
        """Whether the module itself, not one that it imports, defines `name`."""
        return name in self.lines or not (self.star or name in self.imported)

    def line(self, name: str) -> int | None:
        """The line of the last definition, the one that counts."""
        return self.lines[name][-1] if name in self.lines else None


def names_in(source: str) -> Names:
    """The top-level names of Python source text. Raises `SyntaxError`."""
    tree = ast.parse(source)
    lines: dict[str, list[int]] = {}
    imported: set[str] = set()
    for statement in _statements(tree.body):
        for name in _assigned(statement):
            lines.setdefault(name, []).append(statement.lineno)
        if isinstance(statement, ast.Import | ast.ImportFrom):
            imported |= {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    straight: dict[str, list[int]] = {}
    for statement in tree.body:
        for name in _assigned(statement):
            straight.setdefault(name, []).append(statement.lineno)
    repeated = {name: found for name, found in straight.items() if len(found) > 1}
    return Names(lines, repeated, frozenset(imported), "*" in imported)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when the module is imported, those inside `if`, `for`, `try` and `with` included."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for block in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(statement, block, []))
        for handler in getattr(statement, "handlers", []):
            yield from _statements(handler.body)


def _assigned(statement: ast.stmt) -> Iterator[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target] if isinstance(statement, ast.AnnAssign) else []
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):  # `table[key] = ...` binds no name
                yield node.id
