"""What is said in the end: what happened, what became of every answer."""

from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from course_engine.i18n import translator
from course_engine.jobs import atomic_write
from course_engine.rehearsal.records import Findings, RoomLine
from course_engine.rehearsal.script import Accidents
from course_engine.training.stand_time import on_the_stand

_ = translator("rehearsal")

WIDTH = 88
"""Of the file, in characters."""


class Outcome(Struct, frozen=True):
    """What came of a rehearsal.

    Attributes:
        names: of those who took part, by id; all of them got through, or there would be no outcome.
        accidents: what was made to happen.
        findings: what became of the answers.
        lines: what is recorded of each.
        refused: answers that the server would not have; there should be none.
        tries: how often answers left, again included.
        seconds: how long it took.
    """

    names: Mapping[str, str]
    accidents: Accidents
    findings: Findings
    lines: Sequence[RoomLine]
    refused: int
    tries: int
    seconds: float

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or refused, and everybody signed, answered and was debriefed."""
        everybody = all(line.is_complete for line in self.lines)
        return self.findings.nothing_lost and not self.refused and everybody

    @property
    def verdict(self) -> str:
        """The one sentence that counts."""
        if self.is_good:
            return _(
                "Nothing is lost: {count} answers acknowledged, each recorded once, as it was sent."
            ).format(count=self.findings.acknowledged)
        return _("Something is lost or wrong: do not use this stand before it is understood.")


def show(outcome: Outcome, console: Console) -> None:
    """Write the outcome: the sheet with the debriefs, what happened, the answers, the verdict."""
    console.print(_sheet(outcome))
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
    shown = StringIO()
    show(outcome, Console(file=shown, width=WIDTH))
    with atomic_write(target) as draft:
        draft.write(shown.getvalue().encode())


def _sheet(outcome: Outcome) -> Table:
    table = Table(title=_("The sign-in sheet and the debriefs"), title_justify="left")
    table.add_column(_("Trainee"))
    for heading in (_("From"), _("To"), _("Answers"), _("Their debrief"), _("The animateur’s")):
        table.add_column(heading, justify="right")
    for line in outcome.lines:
        hours = [f"{on_the_stand(hour):%H:%M}" for hour in line.hours] if line.hours else ["–", "–"]
        marks = [_("yes") if there else _("no") for there in (line.said, line.concluded)]
        table.add_row(outcome.names[line.trainee], *hours, str(line.answers), *marks)
    return table


def _happened(outcome: Outcome) -> Sequence[tuple[str, int]]:
    accidents = outcome.accidents
    return (
        (_("Trainees, all through to the end without help"), len(outcome.names)),
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
        (_("Recorded as late, the quiz being closed"), found.late),
        (_("Lost: acknowledged and not recorded"), len(found.lost)),
        (_("Recorded more than once"), len(found.repeated)),
        (_("Recorded otherwise than sent"), len(found.altered)),
        (_("Recorded and never sent"), len(found.unknown)),
        (_("Refused"), outcome.refused),
    )
