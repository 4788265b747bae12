"""What finance rules found, as JSON says it and as people read it."""

from collections.abc import Iterable

from unionapp.finance.findings import Finding


def found_words(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Each finding with its code, its severity and its sentence."""
    return [
        {"code": one.code, "severity": one.severity.value, "message": one.words}
        for one in findings
    ]


def found_lines(findings: Iterable[Finding]) -> list[str]:
    """Each finding in a line, its code first."""
    return [f"- {one.code}: {one.words}" for one in findings]
