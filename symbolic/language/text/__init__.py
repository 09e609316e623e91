"""Reading statements from text: Python's expression syntax by a whitelist, never evaluated as Python."""

from symbolic.language.text.faults import TextFault, UnknownNames
from symbolic.language.text.scope import Scope
from symbolic.language.text.statements import read_statement, read_statements, read_term

__all__ = ["Scope", "TextFault", "UnknownNames", "read_statement", "read_statements", "read_term"]
