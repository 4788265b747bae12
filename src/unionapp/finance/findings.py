"""What a finance rule has to say: an error stops a posting, a warning asks for a look."""

import dataclasses
from collections.abc import Iterable, Mapping

from unionapp.errors import Refusal, Severity
from unionapp.sentences import sentence


@dataclasses.dataclass(frozen=True)
class Finding:
    """One rule that was not kept, by its code, with the field it points to."""

    code: str
    field: str
    severity: Severity = Severity.ERROR
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Whether it stops the posting."""
        return self.severity is Severity.ERROR

    @property
    def words(self) -> str:
        """The Vietnamese sentence."""
        return sentence(self.code, **self.details)


def warn(code: str, field: str, **details: object) -> Finding:
    """A finding that only asks for a look."""
    return Finding(code, field, Severity.WARNING, details)


def fail(code: str, field: str, **details: object) -> Finding:
    """A finding that stops the posting."""
    return Finding(code, field, Severity.ERROR, details)


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Refuse with the first error among the findings.

    Raises:
        Refusal: the code of that rule.
    """
    for finding in findings:
        if finding.is_error:
            raise Refusal(finding.code, **finding.details)
