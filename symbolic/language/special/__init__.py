"""Functions beyond SymPy's elementary ones: one file for each family, found by walking this package.

A file declares heads (subclasses of `sympy.Function`, or SymPy's own) and says in `MEANINGS` what each of them means.
"""

from symbolic.language.special.elementary import SPECIAL, expm1, log1p, log1pmx, normal_density
from symbolic.language.special.meanings import Meaning, meaning_of, meanings, unfold_special

__all__ = ["SPECIAL", "Meaning", "expm1", "log1p", "log1pmx", "meaning_of", "meanings", "normal_density", "unfold_special"]
