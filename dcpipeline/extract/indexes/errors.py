"""Why an index could not be read; a round of its source fails with these words."""


class IndexUnreadableError(ValueError):
    """The bytes are not the index that the source describes. The message is one sentence."""


class VanishedFieldError(IndexUnreadableError):
    """Fields that the source counts on are gone.

    Attributes:
        fields: their names.
    """

    def __init__(self, fields: tuple[str, ...], where: str) -> None:
        """Name the fields.

        Args:
            fields: names of those that are gone, at least one.
            where: what was searched for them.
        """
        self.fields = fields
        super().__init__(f"vanished field: {', '.join(fields)} not found in {where}")


class ServiceMessageError(IndexUnreadableError):
    """A service answered with words in place of data.

    Attributes:
        words: its words.
    """

    def __init__(self, words: str) -> None:
        """Quote the service.

        Args:
            words: what it said.
        """
        self.words = words
        super().__init__(f"the service answers: {words}")


class UnsafeFeedError(IndexUnreadableError):
    """A feed declares entities of its own, which no feed needs."""
