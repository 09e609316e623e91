"""Which facts about special functions are worth trying: one file for each family, found by walking this package.

A file declares `propose(context, terms)`, which yields instances `(rule, function, arguments)` of the axioms in `trusted.special` for the
functions that occur in `terms`.
"""
