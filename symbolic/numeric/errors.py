"""What a numeric function refuses when it is called. What `compile` itself refuses is a `LanguageError`."""


class ArgumentError(TypeError, ValueError):
    """A call that cannot be bound: wrong count, unknown keyword, a type that is not real, shapes that do not fit. Names the argument."""


class DomainError(ValueError):
    """A value outside the domain; the message names the argument, its value and the condition that it breaks."""
