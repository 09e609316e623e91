"""The further rules of the kernel as lines of mathematics: one file for each of `trusted.rules`.

Each declares `LINES`; the package is walked.
"""
