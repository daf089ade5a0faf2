"""What is shown of a debrief: to the trainee, and to the animateur who receives them."""

from typing import Annotated

from msgspec import Struct

from course_engine.rendering.contexts import Link, Shell


class ObjectiveChoices(Struct, frozen=True):
    """What a form of the debrief offers and holds."""

    id: Annotated[str, "what names this filling-in, however often it is sent"]
    about: Annotated[tuple[tuple[str, str, str], ...], "objectives of the path: id, words, nothing"]
    every: Annotated[tuple[tuple[str, str], ...], "every objective of the course: id, words"]
    acquired: Annotated[tuple[str, ...], "ids of those that go well"]
    hard: Annotated[tuple[str, ...], "ids of those that were hard"]
    axes: Annotated[tuple[str, str, str], "ids of the three axes, in order; empty where none is chosen"]
    remark: Annotated[str, "what was written freely; may be empty"]


class TraineeDebriefContext(Struct, frozen=True):
    """`web/debrief.html`: a trainee's own debrief."""

    shell: Annotated[Shell, "what surrounds the screen"]
    name: Annotated[str, "the trainee's first name and last name"]
    form: Annotated[ObjectiveChoices | None, "what the form offers and holds; None before its time"]
    is_kept: Annotated[bool, "whether what they said is recorded"]
    done: Annotated[bool, "whether it has just been"]
    half_days: Annotated[tuple[str, ...], "the half-days they followed: day and title, in words"]
    well: Annotated[tuple[str, ...], "objectives whose answers are mostly right, in their words"]
    again: Annotated[tuple[Link, ...], "pages to read again"]
    concluded: Annotated[tuple[str, ...], "the axes chosen with the animateur, in order; may be empty"]
    advice: Annotated[str, "what the animateur wrote down; may be empty"]


class PassingView(Struct, frozen=True):
    """Somebody whom the animateur receives."""

    name: Annotated[str, "last name and first name"]
    at: Annotated[str, "when, if all goes as planned, in words"]
    said: Annotated[str, "whether they wrote down what they say, in words"]
    state: Annotated[str, "to receive, or received and when, in words"]
    is_done: Annotated[bool, "whether the animateur has recorded their debrief"]
    href: Annotated[str, "the address of their debrief"]


class DebriefsContext(Struct, frozen=True):
    """`web/debriefs.html`: whom the animateur receives in a session, in order."""

    title: Annotated[str, "title of the session's unit"]
    when: Annotated[str, "day and hours of the session, in words"]
    back: Annotated[str, "the address of the session"]
    people: Annotated[tuple[PassingView, ...], "in order of passing"]
    count: Annotated[str, "how many are done, in words"]
    onward: Annotated[Link | None, "the next person to receive; None where all are done"]
    done: Annotated[bool, "whether a debrief has just been recorded"]
    hour: Annotated[str, "when this was read"]


class ObjectiveRow(Struct, frozen=True):
    """What is known of one objective."""

    title: Annotated[str, "the objective"]
    before: Annotated[str, "what the questionnaire said of it, in words"]
    since: Annotated[str, "the half-days followed and the answers since, in words"]
    state: Annotated[str, "where it stands, in words"]
    mark: Annotated[str, "class of the state: done, attention, over or empty"]


class PracticeView(Struct, frozen=True):
    """The level in a domain by the questionnaire, with the answers behind it."""

    domain: Annotated[str, "title of the domain"]
    level: Annotated[str, "the level, in words"]
    answers: Annotated[tuple[tuple[str, str], ...], "questions of the questionnaire, with what was answered"]


class SaidView(Struct, frozen=True):
    """What a trainee says of their path."""

    acquired: Annotated[tuple[str, ...], "what goes well"]
    hard: Annotated[tuple[str, ...], "what was hard"]
    axes: Annotated[
        tuple[str, ...], "what they want next, in order; what is new since the questionnaire says so"
    ]
    remark: Annotated[str, "in their words; may be empty"]
    at: Annotated[str, "when they said it, in words"]


class AnimatorDebriefContext(Struct, frozen=True):
    """`web/debrief-form.html`: the facts, what the person says, and what the animateur concludes with them."""

    name: Annotated[str, "the person's first name and last name"]
    employer: Annotated[str, "whom they serve"]
    action: Annotated[str, "where the form is sent"]
    back: Annotated[str, "the address of the order of passing"]
    half_days: Annotated[tuple[str, ...], "the half-days followed: day and title, in words"]
    missed: Annotated[tuple[str, ...], "the half-days missed, likewise"]
    objectives: Annotated[tuple[ObjectiveRow, ...], "what is known of each objective"]
    resisting: Annotated[
        tuple[tuple[str, str], ...],
        "questions that resisted, each with the title of the page to read again, which may be empty",
    ]
    has_profile: Annotated[bool, "whether the answers to the questionnaire are still kept"]
    practice: Annotated[tuple[PracticeView, ...], "what the questionnaire said of their practice"]
    said: Annotated[SaidView | None, "what the person says; None where they have said nothing yet"]
    concluded: Annotated[str, "when and by whom it was concluded, in words; empty where it is not yet"]
    form: Annotated[ObjectiveChoices, "what the form offers and holds"]


CONTEXTS = {
    "web/debrief.html": TraineeDebriefContext,
    "web/debriefs.html": DebriefsContext,
    "web/debrief-form.html": AnimatorDebriefContext,
}
