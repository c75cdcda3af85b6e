"""The one error of this room."""


class FactsError(Exception):
    """A shipped file can't be used as it is. The message is one sentence for the person at hand."""
