"""The parts of the search for counterexamples. Nothing here decides: `trusted.counterexample` does."""
