"""The outcome of a check."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check found.

    Attributes:
        name: name of the check.
        table: ``schema.name`` of the table it guards.
        description: what must hold.
        blocking: whether a failure stops the publication.
        checked: rows (or cells, where the description says so) that were looked at.
        violations: how many of them break the rule.
        detail: the first violation in words; null when there is none.
    """

    name: str
    table: str
    description: str
    blocking: bool
    checked: int
    violations: int
    detail: str | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing breaks the rule."""
        return self.violations == 0

    @property
    def message(self) -> str:
        """One sentence: name, counts and the first violation."""
        if self.passed:
            return f"{self.name}: {self.checked} checked, none breaks the rule"
        return (
            f"{self.name}: {self.violations} of {self.checked} break the rule "
            f"({self.description.rstrip('.')}); first: {self.detail}"
        )
