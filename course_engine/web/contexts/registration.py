"""What whoever registers by a référent's link is shown."""

from collections.abc import Mapping
from typing import Annotated

from markupsafe import Markup
from msgspec import Struct

from course_engine.rendering.contexts import Shell


class TickView(Struct, frozen=True):
    """An answer that may be chosen."""

    value: Annotated[str, "what the form sends"]
    letter: Annotated[str, "its letter on the paper sheet"]
    text: Annotated[str, "what is read"]
    chosen: Annotated[bool, "whether it is"]


class QuestionView(Struct, frozen=True):
    """A question of the questionnaire, with what was answered so far."""

    name: Annotated[str, "the field of its answer, and the id of its element"]
    number: Annotated[int, "its number on the paper sheet"]
    text: Annotated[str, "the question"]
    note: Annotated[str, "what helps to answer; may be empty"]
    several: Annotated[bool, "whether several answers may be chosen"]
    ticks: Annotated[tuple[TickView, ...], "the answers to choose from, in order"]
    problem: Annotated[str, "what to correct; may be empty"]
    number_name: Annotated[str, "the field of the number of half-days; empty where none is asked for"]
    number_value: Annotated[str, "the number that was typed"]
    number_problem: Annotated[str, "what to correct in the number; may be empty"]


class SectionView(Struct, frozen=True):
    """A section of the questionnaire."""

    title: Annotated[str, "its title"]
    questions: Annotated[tuple[QuestionView, ...], "its questions, in order"]


class InvitationContext(Struct, frozen=True):
    """`web/invitation.html`: what a référent's link opens, before the first question."""

    shell: Annotated[Shell, "what surrounds the screen"]
    address: Annotated[str, "where the form that begins is posted"]
    territory: Annotated[str, "the territory where one registers"]
    questions: Annotated[int, "how many questions there are"]
    minutes: Annotated[int, "how long it takes, about"]
    until: Annotated[str, "the last day of the link, in words"]
    notice: Annotated[tuple[tuple[str, str], ...], "what is collected and why: headings and texts"]


class StepContext(Struct, frozen=True):
    """`web/questionnaire-step.html`: one step of the questionnaire."""

    shell: Annotated[Shell, "what surrounds the screen"]
    address: Annotated[str, "where the step is posted"]
    title: Annotated[str, "what the step is about"]
    number: Annotated[int, "its place among the steps, from 1"]
    total: Annotated[int, "how many steps there are, the last look included"]
    code: Annotated[str, "the code that resumes the questionnaire"]
    values: Annotated[Mapping[str, str], "what was typed of who one is; empty but at the first step"]
    communes: Annotated[tuple[str, ...], "names proposed for the collectivité"]
    questions: Annotated[tuple[QuestionView, ...], "the questions; none at the first step"]
    problems: Annotated[Mapping[str, str], "what to correct, by field"]
    summary: Annotated[
        Mapping[str, str], "the same, each sentence with its field’s name, for the top of the screen"
    ]
    reviewing: Annotated[bool, "whether the last look comes next"]


class ReviewRow(Struct, frozen=True):
    """One thing that was answered, at the last look."""

    name: Annotated[str, "id of its element: the field's name"]
    asked: Annotated[str, "what was asked"]
    answers: Annotated[tuple[str, ...], "what was answered; none for no answer"]
    href: Annotated[str, "where it is changed"]
    problem: Annotated[str, "what to correct; may be empty"]


class ReviewSection(Struct, frozen=True):
    """A step, at the last look."""

    title: Annotated[str, "what the step is about"]
    rows: Annotated[tuple[ReviewRow, ...], "what was answered there, in order"]


class ReviewContext(Struct, frozen=True):
    """`web/questionnaire-review.html`: the last look before sending."""

    shell: Annotated[Shell, "what surrounds the screen"]
    address: Annotated[str, "where the questionnaire is sent"]
    number: Annotated[int, "its place among the steps: the last"]
    total: Annotated[int, "how many steps there are"]
    code: Annotated[str, "the code that resumes the questionnaire"]
    sections: Annotated[tuple[ReviewSection, ...], "every step, with what was answered"]
    problems: Annotated[Mapping[str, str], "what to correct before sending, by field"]
    summary: Annotated[
        Mapping[str, str], "the same, each sentence with its field’s name, for the top of the screen"
    ]


class PauseContext(Struct, frozen=True):
    """`web/questionnaire-pause.html`: how to go on later, or give up."""

    shell: Annotated[Shell, "what surrounds the screen"]
    address: Annotated[str, "address of the questionnaire"]
    code: Annotated[str, "the code that resumes it"]
    resume: Annotated[str, "the address where the code is typed, as one reads it aloud"]
    until: Annotated[str, "the day from which it is forgotten, in words"]


class ResumeContext(Struct, frozen=True):
    """`web/questionnaire-resume.html`: where the code of a questionnaire is typed."""

    shell: Annotated[Shell, "what surrounds the screen"]
    code: Annotated[str, "what was typed and opens nothing; otherwise empty"]
    problem: Annotated[str, "why, one sentence; otherwise empty"]
    erased: Annotated[bool, "whether a questionnaire was just given up"]


class OtherPathView(Struct, frozen=True):
    """What another number of half-days would make of a path."""

    half_days: Annotated[int, "that number"]
    brings: Annotated[tuple[str, ...], "titles of the units that would come in"]
    removes: Annotated[tuple[str, ...], "titles of the units that would go"]


class DecisiveView(Struct, frozen=True):
    """An answer that a path came of."""

    asked: Annotated[str, "the question"]
    answer: Annotated[str, "what was answered, or that nothing was"]
    kept: Annotated[tuple[str, ...], "titles of the units that are in the path because of it"]
    left_out: Annotated[tuple[str, ...], "titles of the units that are not, since they are mastered"]


class EndContext(Struct, frozen=True):
    """`web/questionnaire-end.html`: what came of the questionnaire: the path, and what would change it."""

    shell: Annotated[Shell, "what surrounds the screen"]
    name: Annotated[str, "first name and last name"]
    territory: Annotated[str, "the territory where they registered"]
    path_screen: Annotated[Markup, "the path, as `path.html` makes it"]
    with_more: Annotated[OtherPathView | None, "what more half-days would change, if anything"]
    with_fewer: Annotated[OtherPathView | None, "what fewer half-days would change, if anything"]
    decisive: Annotated[tuple[DecisiveView, ...], "the answers that counted"]
    until: Annotated[str, "how long this screen can be seen again, in words"]


CONTEXTS = {
    "web/invitation.html": InvitationContext,
    "web/questionnaire-step.html": StepContext,
    "web/questionnaire-review.html": ReviewContext,
    "web/questionnaire-pause.html": PauseContext,
    "web/questionnaire-resume.html": ResumeContext,
    "web/questionnaire-end.html": EndContext,
}
