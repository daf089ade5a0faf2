"""What the screens of référents and animators about people are given, beside `StaffFrame`."""

from typing import Annotated

from msgspec import Struct

from course_engine.rendering.contexts import Link


class TaskView(Struct, frozen=True):
    """Something to do."""

    href: Annotated[str, "where it is done"]
    title: Annotated[str, "what it is, with how many there are"]
    detail: Annotated[str, "what it takes, one sentence; may be empty"]


class LinkView(Struct, frozen=True):
    """A registration link, where it stands."""

    label: Annotated[str, "for whom it is"]
    brought: Annotated[str, "how many registrations it brought, of how many: « 3 sur 20 »"]
    state: Annotated[str, "where it stands, in words, with its day"]
    kind: Annotated[str, "class of that word: `done` while it opens, then `over`"]


class ReferentHomeContext(Struct, frozen=True):
    """`web/referent.html`: a référent's home."""

    territories: Annotated[tuple[str, ...], "the names of their territories"]
    tasks: Annotated[tuple[TaskView, ...], "what waits for them, the most pressing first; may be empty"]
    links: Annotated[tuple[LinkView, ...], "the links that they gave, the newest first; may be empty"]
    people: Annotated[int, "how many people are registered in their territories"]
    questionnaires: Annotated[tuple[Link, ...], "the questionnaire to print, one file a territory"]


class PersonRowView(Struct, frozen=True):
    """A person of the list."""

    href: Annotated[str, "address of their file"]
    name: Annotated[str, "last name and first name"]
    employer: Annotated[str, "the collectivité that they serve"]
    role: Annotated[str, "élu or agent, in words"]
    availability: Annotated[str, "when they can come, in words"]
    half_days: Annotated[str, "half-days asked, in the path, placed, in words"]
    state: Annotated[str, "where the registration stands, in words"]
    kind: Annotated[str, "class of that word: `attention`, `done` or `over`"]
    came: Annotated[str, "by what and when it came in, in words"]
    twins: Annotated[int, "how many registrations look like it, to be settled"]


class PeopleContext(Struct, frozen=True):
    """`web/people.html`: the people of somebody's territories."""

    people: Annotated[tuple[PersonRowView, ...], "those found, in order of name; may be empty"]
    total: Annotated[int, "how many people there are, searched for or not"]
    search: Annotated[str, "what is searched for; may be empty"]
    status: Annotated[str, "the value of the state that the list is filtered by; empty for all"]
    statuses: Annotated[tuple[tuple[str, str], ...], "each state: its value, its words"]


class HistoryView(Struct, frozen=True):
    """One decision on a registration."""

    state: Annotated[str, "what was decided, in words"]
    when: Annotated[str, "day and hour, by the stand's clock"]
    who: Annotated[str, "who decided, or what: a link, a file"]
    reason: Annotated[str, "why; may be empty"]


class DecisionView(Struct, frozen=True):
    """Something that may be decided of a registration."""

    value: Annotated[str, "what the form sends"]
    verb: Annotated[str, "what the button says"]
    detail: Annotated[str, "what comes of it, one sentence; may be empty"]
    main: Annotated[bool, "whether it is the one that one comes for"]
    reason: Annotated[str, "`required`, `optional` or empty for none"]


class AnswerView(Struct, frozen=True):
    """A question and its answer."""

    question: Annotated[str, "the question"]
    answer: Annotated[str, "what was answered, in words"]


class PathStepView(Struct, frozen=True):
    """A unit of the path, or one left out."""

    unit: Annotated[str, "id of the unit"]
    title: Annotated[str, "title of the unit"]
    reason: Annotated[str, "why it is kept or left out, one sentence"]
    is_kept: Annotated[bool, "whether it is in the path"]
    decided: Annotated[str, "what somebody decided of it, in words; empty where it is as proposed"]
    can_change: Annotated[bool, "whether somebody may decide of it: the closing unit follows its own rule"]


class PlaceView(Struct, frozen=True):
    """A session that they have, had or wait for a place in."""

    session: Annotated[str, "title, day, hour, room"]
    state: Annotated[str, "place kept, waiting list or cancelled, in words"]
    kind: Annotated[str, "class of that word"]
    freed: Annotated[
        str, "for a place given up, how many seats are free and how many people wait; may be empty"
    ]


class PersonContext(Struct, frozen=True):
    """`web/person.html`: one person's file."""

    id: Annotated[str, "opaque id of the person"]
    name: Annotated[str, "first name and last name"]
    facts: Annotated[tuple[tuple[str, str], ...], "who they are: a word and its value"]
    state: Annotated[str, "where the registration stands, in words"]
    kind: Annotated[str, "class of that word"]
    done: Annotated[str, "what was just done, one sentence; may be empty"]
    problem: Annotated[str, "why what was asked was not done; may be empty"]
    typed: Annotated[str, "the reason that was typed with it, to be sent again; may be empty"]
    typed_in: Annotated[str, "id of the field where it was typed; may be empty"]
    decisions: Annotated[tuple[DecisionView, ...], "what may be decided of the registration"]
    kept_instead: Annotated[Link | None, "for a duplicate, the registration that is kept"]
    decision_seen: Annotated[str, "the decision that the forms are made from"]
    twins: Annotated[int, "how many registrations look like it, to be settled"]
    history: Annotated[tuple[HistoryView, ...], "every decision on the registration, the latest first"]
    answers: Annotated[tuple[tuple[str, tuple[AnswerView, ...]], ...], "the answers, by section"]
    notices: Annotated[tuple[str, ...], "what has to be known of the path, one sentence each"]
    steps: Annotated[tuple[PathStepView, ...], "the half-days of the path, in order"]
    left_out: Annotated[tuple[PathStepView, ...], "the other half-days of the programme"]
    path_seen: Annotated[str, "the path that the forms are made from"]
    places: Annotated[tuple[PlaceView, ...], "their sessions, in order of time"]
    correction: Annotated[dict[str, str], "what the form of correction holds, by field"]
    registration_seen: Annotated[str, "the registration that this form is made from"]
    can_issue_code: Annotated[bool, "whether whoever looks may give a new personal code"]


class ComparedView(Struct, frozen=True):
    """One line of two registrations side by side."""

    word: Annotated[str, "what is compared"]
    one: Annotated[str, "what the first says"]
    other: Annotated[str, "what the second says"]
    differs: Annotated[bool, "whether they say something else"]


class PairView(Struct, frozen=True):
    """Two registrations that look alike."""

    id: Annotated[str, "id of the pair's element"]
    one: Annotated[Link, "the first: its file, and the name on it"]
    other: Annotated[Link, "the second"]
    one_id: Annotated[str, "opaque id of the first"]
    other_id: Annotated[str, "opaque id of the second"]
    why: Annotated[str, "why they look alike, one sentence; empty for a pair that is settled"]
    lines: Annotated[tuple[ComparedView, ...], "who they name, then the answers that differ, line by line"]
    same_answers: Annotated[tuple[ComparedView, ...], "the answers that are the same"]
    ruling: Annotated[str, "what somebody said of them; empty for a pair to be settled"]
    same: Annotated[bool, "for a settled pair, whether they were said to be of one person"]
    version: Annotated[str, "what the forms are made from"]


class TwinsContext(Struct, frozen=True):
    """`web/twins.html`: registrations that look as if they were of one person."""

    to_settle: Annotated[tuple[PairView, ...], "pairs to be settled, the most alike first; may be empty"]
    settled: Annotated[tuple[PairView, ...], "pairs that somebody settled; may be empty"]
    done: Annotated[str, "what was just done, one sentence; may be empty"]
    problem: Annotated[str, "why what was asked was not done; may be empty"]


CONTEXTS = {
    "web/referent.html": ReferentHomeContext,
    "web/people.html": PeopleContext,
    "web/person.html": PersonContext,
    "web/twins.html": TwinsContext,
}
