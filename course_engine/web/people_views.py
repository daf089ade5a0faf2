"""People as their screens show them: facts of `training/people.py` → words and addresses."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from markupsafe import escape

from course_engine.i18n import mark, translator
from course_engine.model.admission import AdmissionStatus, Channel, OverrideKind
from course_engine.model.course import Catalogue
from course_engine.model.path import LearningPath, Rule, Step
from course_engine.model.training import EnrolmentStatus, TrainingSession
from course_engine.rendering.contexts import Link
from course_engine.rendering.wording import day_in_words, time_in_words
from course_engine.training.admission import ALLOWED, status_in_words
from course_engine.training.answer_words import role_in_words
from course_engine.training.people import PersonFile, PersonLine, PlaceLine
from course_engine.web.addresses import person_url
from course_engine.web.contexts.people import (
    AnswerView,
    DecisionView,
    HistoryView,
    PathStepView,
    PersonRowView,
    PlaceView,
)
from course_engine.web.moments import instant_day_in_words, moment_in_words

_ = translator("web")

KINDS: Mapping[AdmissionStatus, str] = {
    AdmissionStatus.RECEIVED: "attention",
    AdmissionStatus.ACCEPTED: "done",
    AdmissionStatus.WITHDRAWN: "over",
    AdmissionStatus.DUPLICATE: "over",
    AdmissionStatus.REFUSED: "over",
}
CHANNELS: Mapping[Channel, str] = {
    Channel.PAPER: mark("on paper"),
    Channel.LINK: mark("by a link"),
    Channel.FILE: mark("by a file"),
}
VERBS: Mapping[AdmissionStatus, str] = {
    AdmissionStatus.ACCEPTED: mark("Accept the registration"),
    AdmissionStatus.REFUSED: mark("Refuse the registration"),
    AdmissionStatus.WITHDRAWN: mark("Record the withdrawal"),
    AdmissionStatus.RECEIVED: mark("Put the registration back to be read"),
}
DETAILS: Mapping[AdmissionStatus, str] = {
    AdmissionStatus.ACCEPTED: mark("The person can then be given places."),
    AdmissionStatus.REFUSED: mark("Their places to come are cancelled. They may ask you why."),
    AdmissionStatus.WITHDRAWN: mark(
        "Their places to come are cancelled, and you see which seats are free. Nobody is moved."
    ),
    AdmissionStatus.RECEIVED: mark("The places that were cancelled do not come back by themselves."),
}
REASONS: Mapping[AdmissionStatus, str] = {
    AdmissionStatus.REFUSED: "required",
    AdmissionStatus.WITHDRAWN: "optional",
}
OVERRIDES: Mapping[OverrideKind, str] = {
    OverrideKind.KEEP: mark("kept by {who}"),
    OverrideKind.LEAVE_OUT: mark("left out by {who}"),
}
PLACES: Mapping[EnrolmentStatus, tuple[str, str]] = {
    EnrolmentStatus.CONFIRMED: (mark("place kept"), "done"),
    EnrolmentStatus.WAITING: (mark("waiting list"), "attention"),
    EnrolmentStatus.CANCELLED: (mark("cancelled"), "over"),
}


def channel_in_words(channel: Channel) -> str:
    """Return what carried a registration: « sur papier »."""
    return _(CHANNELS[channel])


def row_view(line: PersonLine) -> PersonRowView:
    """Return a person of a list."""
    status = line.admission.status
    numbers = _("path: {kept}, placed: {placed}").format(kept=line.kept, placed=line.placed)
    return PersonRowView(
        href=person_url(line.registration.id),
        name=line.name,
        employer=line.registration.employer,
        role=role_in_words(line.role),
        availability=line.availability,
        half_days=numbers,
        state=status_in_words(status),
        kind=KINDS[status],
        came=_("{channel}, {day}").format(
            channel=channel_in_words(line.admission.channel),
            day=instant_day_in_words(line.received_at),
        ),
        twins=line.twins,
    )


def decision_views(status: AdmissionStatus) -> tuple[DecisionView, ...]:
    """Return what may be decided of a registration that stands so, the most likely first."""
    return tuple(
        DecisionView(
            value=wanted.value,
            verb=_(verb),
            detail=_(DETAILS[wanted]),
            main=wanted in {AdmissionStatus.ACCEPTED, AdmissionStatus.RECEIVED},
            reason=REASONS.get(wanted, ""),
        )
        for wanted, verb in VERBS.items()
        if wanted in ALLOWED[status]
    )


def fact_views(file: PersonFile) -> tuple[tuple[str, str], ...]:
    """Return who somebody is: a word and its value."""
    form, first = file.registration, file.history[0]
    facts = (
        (_("Collectivité"), form.employer),
        (_("INSEE code"), form.commune or ""),
        (_("Role"), role_in_words(file.role)),
        (_("Arrangement wished for"), form.accommodation),
        (_("Came"), f"{channel_in_words(first.channel)}, {moment_in_words(first.decided_at)}"),
        (_("Identifier"), form.id),
    )
    return tuple((word, value) for word, value in facts if value)


def history_views(file: PersonFile) -> tuple[HistoryView, ...]:
    """Return the decisions on a registration, the latest first."""
    return tuple(
        HistoryView(
            state=status_in_words(one.status),
            when=moment_in_words(one.decided_at),
            who=file.names.get(one.decided_by, one.decided_by),
            reason=one.reason,
        )
        for one in reversed(file.history)
    )


def answer_views(file: PersonFile) -> tuple[tuple[str, tuple[AnswerView, ...]], ...]:
    """Return the answers, by section of the questionnaire."""
    return tuple(
        (section, tuple(AnswerView(one.question, one.answer) for one in answers))
        for section, answers in groupby(file.answers, key=lambda one: one.section)
    )


def kept_instead(file: PersonFile) -> Link | None:
    """Return, for a duplicate, the registration that is kept."""
    same = file.admission.same_as
    return Link(href=person_url(same), title=escape(same)) if same else None


def notices(file: PersonFile, path: LearningPath, catalogue: Catalogue) -> Iterator[str]:
    """Yield what has to be known of a path."""
    if path.notice:
        yield path.notice
    yield from path.unserved
    for unit in catalogue.programme.unit_order:
        if unit in file.set_aside:
            sentence = _(
                "What was decided of “{unit}” no longer fits the answers: the path is as proposed there."
            )
            yield sentence.format(unit=catalogue.units[unit].title)


def step_views(
    file: PersonFile, steps: tuple[Step, ...], catalogue: Catalogue, *, is_kept: bool
) -> tuple[PathStepView, ...]:
    """Return the units of a path, or those left out."""
    closing = catalogue.programme.closing
    return tuple(
        PathStepView(
            unit=step.unit,
            title=catalogue.units[step.unit].title,
            reason=step.reason.sentence,
            is_kept=is_kept,
            decided=_decided(file, step),
            can_change=closing is None or step.unit != closing.unit,
        )
        for step in steps
        if step.unit in catalogue.units
    )


def place_view(line: PlaceLine, catalogue: Catalogue) -> PlaceView:
    """Return a session that somebody has, had or waits for a place in."""
    word, kind = PLACES[line.decision.status]
    is_given_up = line.decision.status is EnrolmentStatus.CANCELLED and line.is_ahead
    freed = _("Free seats: {free}. Waiting list: {waiting}.").format(free=line.free, waiting=line.waiting)
    return PlaceView(
        session=session_in_words(line.session, catalogue),
        state=_(word),
        kind=kind,
        freed=freed if is_given_up and line.free else "",
    )


def session_in_words(session: TrainingSession, catalogue: Catalogue) -> str:
    """Return a session's title, day, hour and room."""
    begins = time_in_words(session.begins)
    return f"{catalogue.title_of(session.unit)}, {day_in_words(session.day)}, {begins}, {session.place}"


def _decided(file: PersonFile, step: Step) -> str:
    override = file.overrides.get(step.unit)
    if override is None or step.unit in file.set_aside:
        return _("brought in by another session") if step.reason.rule is Rule.OVERRIDE else ""
    return _(OVERRIDES[override.kind]).format(who=file.names.get(override.decided_by, override.decided_by))
