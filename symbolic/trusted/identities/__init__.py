"""Equations between terms, decided by textbook relations of the functions that occur.

Each file declares an `EXPANSION`: functions of one family written in terms of fewer, by equations that hold wherever both sides are defined
and the facts at that place are true. The package is walked; `decision` puts the expansions together and decides.
"""
