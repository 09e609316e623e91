"""The one exception for input that the language refuses; its message names the term and the way out."""


class LanguageError(ValueError):
    """Something was said that the language cannot mean; the message shows the term in backticks and what to write instead."""


class ContradictoryAssumptions(LanguageError):
    """No point satisfies the assumptions: anything would follow from them, so nothing is proved from them."""
