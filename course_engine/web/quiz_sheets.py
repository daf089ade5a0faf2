"""Quizzes on paper: an animateur prints the sheets of a session, and keys in what comes back."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse
from markupsafe import Markup, escape
from starlette.responses import Response

from course_engine.errors import InvalidForm, InvalidResponse, NotFound
from course_engine.i18n import translator
from course_engine.model.accounts import Account
from course_engine.model.identity import OpaqueId, Slug
from course_engine.model.names import name_in_list
from course_engine.model.training import SessionId
from course_engine.rendering.contexts import Link
from course_engine.rendering.on_paper import on_paper
from course_engine.training import agenda
from course_engine.training.journey import Journey
from course_engine.training.paper_answers import Keyed, key_in, whose_sheet
from course_engine.training.printing import SheetFor, print_quiz_sheets
from course_engine.training.register.sheet import attendance_sheet
from course_engine.training.rights import Right
from course_engine.web.agenda_views import session_view
from course_engine.web.contexts.quiz_sheets import KeyingContext, SheetRow, SheetsContext
from course_engine.web.contract import FILE
from course_engine.web.forms import ANY_FORM, Posted
from course_engine.web.hub import Topic
from course_engine.web.quiz_keying import keyed_question
from course_engine.web.session import CurrentSite, requires
from course_engine.web.site import Site
from course_engine.web.staff import staff_page

_ = translator("web")

router = APIRouter(prefix="/seances/{session}/copies")

Keeper = Annotated[Account, requires(Right.RUN_ROOM)]


@router.get("")
def sheets(
    site: CurrentSite,
    keeper: Keeper,
    session: SessionId,
    saisies: Annotated[int | None, Query(ge=0, le=1000)] = None,
) -> Response:
    """Show whose sheets may be printed, and keyed in."""
    people = _people(site, keeper, session)
    quizzes = dict.fromkeys(quiz for mine in people for quiz in _quizzes(site, keeper, session, mine))
    context = SheetsContext(
        session=session_view(_line(site, keeper, session), site.library.catalogue),
        to_print=tuple(
            Link(href=f"{_address(session)}/{quiz}.pdf", title=_title(site, quiz)) for quiz in quizzes
        ),
        people=tuple(_row(site, keeper, session, mine) for mine in people),
        message="" if saisies is None else _("Answers keyed in: {count}.").format(count=saisies),
    )
    return staff_page(site, keeper, "web/quiz-sheets.html", context)


@router.get("/{quiz}.pdf", response_class=Response, responses=dict(FILE))
def to_print(site: CurrentSite, keeper: Keeper, session: SessionId, quiz: Slug) -> Response:
    """Give the sheets of a quiz, one for each person who is asked it, as one PDF."""
    found = [
        SheetFor(name_in_list(mine.trainee), mine.quiz(quiz).level, mine.quiz(quiz).questions)
        for mine in _people(site, keeper, session)
        if quiz in _quizzes(site, keeper, session, mine)
    ]
    if not found:
        raise NotFound(_("Nobody in this session is asked the quiz “{id}”.").format(id=quiz))
    content = print_quiz_sheets(
        quiz, found, site.library.catalogue, site.theme, course=site.course, organiser=site.organiser
    )
    headers = {"content-disposition": f'inline; filename="{quiz}-{session}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


@router.get("/{quiz}/{trainee}")
def sheet(site: CurrentSite, keeper: Keeper, session: SessionId, quiz: Slug, trainee: OpaqueId) -> Response:
    """Show a sheet to key in."""
    mine = _whose(site, keeper, session, trainee)
    return _form(site, keeper, session, mine, quiz, {}, InvalidForm({}))


@router.post("/{quiz}/{trainee}", openapi_extra=dict(ANY_FORM))
def keyed_in(
    site: CurrentSite, keeper: Keeper, session: SessionId, quiz: Slug, trainee: OpaqueId, fields: Posted
) -> Response:
    """Record what a sheet says; refused, nothing of it is, and it is shown again with what was keyed in."""
    mine = _whose(site, keeper, session, trainee)
    keyed = {
        question.id: Keyed(
            _given_id(fields.get(f"id-{question.id}", ()), site), fields.get(f"reponse-{question.id}", ())
        )
        for question in mine.quiz(quiz).questions
    }
    try:
        count = key_in(site.database, mine, quiz, keyed, by=keeper, now=site.clock(), rng=site.rng)
    except InvalidForm as refused:
        return _form(site, keeper, session, mine, quiz, keyed, refused)
    site.hub.changed(session, Topic.LIFE)
    return RedirectResponse(f"{_address(session)}?{urlencode({'saisies': count})}", 303)


def _form(
    site: Site,
    keeper: Account,
    session: str,
    mine: Journey,
    quiz: Slug,
    keyed: dict[Slug, Keyed],
    refused: InvalidForm,
) -> Response:
    place = mine.quiz(quiz)
    questions = tuple(
        keyed_question(
            on_paper(question, number),
            keyed.get(question.id) or Keyed(site.new_id(), ()),
            answered=question.id in mine.answers,
            problem=refused.problems.get(question.id, ""),
        )
        for number, question in enumerate(place.questions, start=1)
    )
    context = KeyingContext(
        session=session_view(_line(site, keeper, session), site.library.catalogue),
        address=f"{_address(session)}/{quiz}/{mine.learner}",
        back=_address(session),
        name=name_in_list(mine.trainee),
        title=place.quiz.title,
        questions=questions,
        summary={f"question-{name}": sentence for name, sentence in refused.problems.items()},
    )
    status = 422 if refused.problems else 200
    return staff_page(site, keeper, "web/quiz-keying.html", context, status=status)


def _people(site: Site, keeper: Account, session: str) -> list[Journey]:
    """Return who has a place in a session of the account's, in order of name."""
    found = attendance_sheet(site.database, keeper, session)
    return [
        whose_sheet(site.database, site.library, keeper, line.trainee.id)
        for line in found.lines
        if line.expected
    ]


def _whose(site: Site, keeper: Account, session: str, trainee: str) -> Journey:
    _line(site, keeper, session)
    return whose_sheet(site.database, site.library, keeper, trainee)


def _line(site: Site, keeper: Account, session: str) -> agenda.SessionLine:
    return agenda.session_sheet(site.database, keeper, session, now=site.clock()).line


def _quizzes(site: Site, keeper: Account, session: str, mine: Journey) -> tuple[Slug, ...]:
    """Return the quizzes that somebody meets in the unit of a session; none where their path leaves it out."""
    unit = _line(site, keeper, session).session.unit
    steps = [step for step in mine.path.kept if step.unit == unit]
    return tuple(quiz for step in steps for quiz in site.library.quiz_pages(step.unit, step.level))


def _row(site: Site, keeper: Account, session: str, mine: Journey) -> SheetRow:
    quizzes = _quizzes(site, keeper, session, mine)
    asked = [question.id for quiz in quizzes for question in mine.quiz(quiz).questions]
    return SheetRow(
        name=name_in_list(mine.trainee),
        quizzes=tuple(
            Link(href=f"{_address(session)}/{quiz}/{mine.learner}", title=_title(site, quiz))
            for quiz in quizzes
        ),
        answered=_("{answered} of {asked}").format(
            answered=sum(name in mine.answers for name in asked), asked=len(asked)
        ),
    )


def _title(site: Site, quiz: Slug) -> Markup:
    return escape(site.library.catalogue.quizzes[quiz].title)


def _address(session: str) -> str:
    return f"/seances/{session}/copies"


def _given_id(given: tuple[str, ...], site: Site) -> UUID:
    """Return the id that the form gave an answer, or a new one.

    Raises:
        InvalidResponse: it is no id.
    """
    try:
        return UUID(given[-1]) if given else site.new_id()
    except ValueError as refused:
        raise InvalidResponse(_("This form could not be read. Open the page again.")) from refused
