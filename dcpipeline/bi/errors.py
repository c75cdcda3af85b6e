"""What can go wrong between us and a BI server."""


class SupersetError(Exception):
    """Superset can't do what was asked; the message says what to change."""


class SupersetUnreachableError(SupersetError):
    """Nothing answers at the address, or it is no Superset."""


class SupersetRefusedError(SupersetError):
    """Superset knows neither the user nor the right to do this."""
