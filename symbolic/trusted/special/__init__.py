"""What is known of special functions: defining equations, ranges, monotonicity, recurrences; one file for each family, with sources.

Each file declares `AXIOMS`, as in `trusted.axioms`; the package is walked.
"""
