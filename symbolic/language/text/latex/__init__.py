"""Formulas in LaTeX: read into the words of the statement language, with the declared names only, and compared with a statement."""
