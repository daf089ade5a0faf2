"""What is said in the end: what happened, what became of every answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rehearsal.records import Findings
from course_engine.rehearsal.script import Accidents

_ = translator("rehearsal")

WIDTH = 88
"""Of the file, in characters."""


@dataclass(frozen=True)
class Outcome:
    """What came of a rehearsal.

    Attributes:
        trainees: how many took part; all of them got through, or there would be no outcome.
        accidents: what was made to happen.
        findings: what became of the answers.
        refused: answers that the server would not have; there should be none.
        tries: how often answers left, again included.
        seconds: how long it took.
    """

    trainees: int
    accidents: Accidents
    findings: Findings
    refused: int
    tries: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, and nothing refused."""
        return self.findings.nothing_lost and not self.refused

    @property
    def verdict(self) -> str:
        """The one sentence that counts."""
        if self.is_good:
            return _(
                "Nothing is lost: {count} answers acknowledged, each recorded once, as it was sent."
            ).format(count=self.findings.acknowledged)
        return _("Something is lost or wrong: do not use this stand before it is understood.")


def show(outcome: Outcome, console: Console) -> None:
    """Write the outcome: a table of what happened, one of the answers, the verdict."""
    for title, lines in ((_("What happened"), _happened(outcome)), (_("The answers"), _answers(outcome))):
        table = Table(title=title, title_justify="left")
        table.add_column(_("What"))
        table.add_column(_("How many"), justify="right")
        for what, count in lines:
            table.add_row(what, str(count))
        console.print(table)
    console.print(outcome.verdict, highlight=False, soft_wrap=True)


def write(outcome: Outcome, target: Path) -> None:
    """Write the outcome in a file, as it is shown."""
    with atomic_write(target) as draft, draft.open("w", encoding="utf-8") as file:
        show(outcome, Console(file=file, width=WIDTH))


def _happened(outcome: Outcome) -> Sequence[tuple[str, int]]:
    accidents = outcome.accidents
    return (
        (_("Trainees, all through to the end without help"), outcome.trainees),
        (_("Came late"), 1),
        (_("Cut from the server while they answered"), len(accidents.cut)),
        (_("Refreshed their page"), 1),
        (_("Changed computers"), 1),
        (_("Deaths of the server"), accidents.kills),
        (_("Seconds"), round(outcome.seconds)),
    )


def _answers(outcome: Outcome) -> Sequence[tuple[str, int]]:
    found = outcome.findings
    return (
        (_("Sent"), found.sent),
        (_("Sent again, their acknowledgement not having come"), outcome.tries - found.sent),
        (_("Acknowledged"), found.acknowledged),
        (_("Recorded"), found.recorded),
        (_("Lost: acknowledged and not recorded"), len(found.lost)),
        (_("Recorded more than once"), len(found.repeated)),
        (_("Recorded otherwise than sent"), len(found.altered)),
        (_("Recorded and never sent"), len(found.unknown)),
        (_("Refused"), outcome.refused),
    )
