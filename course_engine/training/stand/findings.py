"""Findings, written short."""

from course_engine.model.readiness import Finding, Verdict


def good(title: str, said: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(title=title, verdict=Verdict.GOOD, said=said)


def look(title: str, said: str, to_do: str) -> Finding:
    """Return a finding to look at: the half-day can be held, with something missing."""
    return Finding(title=title, verdict=Verdict.LOOK, said=said, to_do=to_do)


def blocking(title: str, said: str, to_do: str) -> Finding:
    """Return a finding for which the stand may not leave."""
    return Finding(title=title, verdict=Verdict.BLOCKING, said=said, to_do=to_do)
