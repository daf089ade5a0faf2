"""Stays, sessions and people as the screens of accounts show them."""

from markupsafe import escape

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.names import name_in_list
from course_engine.model.registration import Registration
from course_engine.model.training import TrainingSession
from course_engine.rendering.contexts import Link
from course_engine.rendering.wording import date_in_words, time_in_words
from course_engine.training.agenda import Expected, SessionLine, Stay
from course_engine.web.addresses import person_url
from course_engine.web.contexts.animator import ExpectedView, SessionView, StayView
from course_engine.web.moments import session_in_words

_ = translator("web")


def stay_view(stay: Stay) -> StayView:
    """Return a stay as lists show it."""
    deployment = stay.deployment
    people = _("people to place: {accepted}; without a place for some half-day: {incomplete}")
    return StayView(
        id=deployment.id,
        title=f"{deployment.stand}, {stay.territory}",
        dates=_("from {begins} to {ends}").format(
            begins=date_in_words(deployment.begins), ends=date_in_words(deployment.ends)
        ),
        people=people.format(accepted=stay.accepted, incomplete=stay.incomplete),
        ahead=sum(not line.is_over for line in stay.sessions),
        href=f"/sejours/{deployment.id}",
    )


def session_view(line: SessionLine, catalogue: Catalogue) -> SessionView:
    """Return a session as lists show it."""
    session = line.session
    state, mark = _state(line)
    return SessionView(
        id=session.id,
        title=catalogue.title_of(session.unit),
        when=session_in_words(session),
        place=session.place,
        confirmed=_("{confirmed} out of {capacity}").format(
            confirmed=line.confirmed, capacity=session.capacity
        ),
        waiting=line.waiting,
        state=state,
        mark=mark,
        href=f"/seances/{session.id}",
    )


def room_link(session: TrainingSession, catalogue: Catalogue) -> Link:
    """Return the way to the room of a session that is held now."""
    words = _("{title}, {hour}: open the room").format(
        title=catalogue.title_of(session.unit), hour=time_in_words(session.begins)
    )
    return Link(href=f"/salle/{session.id}", title=escape(words))


def expected_view(expected: Expected) -> ExpectedView:
    """Return somebody on the list of a session."""
    form = expected.registration
    return ExpectedView(
        id=form.id,
        name=name_in_list(form),
        employer=form.employer,
        accommodation=form.accommodation,
        href=person_url(form.id),
    )


def person_link(form: Registration) -> Link:
    """Return the way to somebody's page."""
    return Link(href=person_url(form.id), title=escape(name_in_list(form)))


def _state(line: SessionLine) -> tuple[str, str]:
    if line.is_over:
        return _("over"), "over"
    if line.free <= 0:
        return _("full"), "done"
    return _("seats left: {free}").format(free=line.free), ""
