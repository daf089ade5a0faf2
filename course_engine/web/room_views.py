"""A room as its animateur's screen shows it: the running order, what trainees see now, the notes."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from course_engine.i18n import translator
from course_engine.model.course import Catalogue, Page
from course_engine.model.room import RoomActKind
from course_engine.planning.reasons import level_in_words
from course_engine.rendering.pages import title_html
from course_engine.rendering.wording import duration_in_words
from course_engine.training.room.advice import advice, drift_in_words, hour_of, phase_title
from course_engine.training.room.running_order import Progress, RunningOrder, Time, running_order
from course_engine.training.room.standing import Room
from course_engine.training.room.state import QuizTime
from course_engine.training.room.watching import Seen
from course_engine.training.stand_time import in_utc
from course_engine.web.addresses import asset_url
from course_engine.web.contexts.room import (
    ActView,
    CentreContext,
    NotesContext,
    OrderContext,
    PagesView,
    PageView,
    QuizView,
    TimeView,
)
from course_engine.web.room_buttons import Buttons

_ = translator("web")

STATE_ELEMENT = "etat-seance"


def page_title(page: Page) -> Markup:
    """Return the title of a page as a list shows it."""
    return title_html(page.title, asset_url)


def order_of(seen: Seen) -> RunningOrder:
    """Return how the session of a room goes."""
    return running_order(seen.room.phases, seen.room.session, seen.room.state, seen.at)


def is_due(seen: Seen) -> bool:
    """Return whether the session of a room has begun, or should have."""
    state, session = seen.room.state, seen.room.session
    return state.begun_at is not None or seen.at >= in_utc(session.day, session.begins)


def order_context(seen: Seen, address: str) -> OrderContext:
    """Return the running order of a room."""
    room, buttons, order = seen.room, Buttons.of(seen), order_of(seen)
    return OrderContext(
        address=address,
        sentence=_order_sentence(room),
        drift=drift_in_words(order) if is_due(seen) else "",
        drift_mark=_drift_mark(order) or "done",
        times=tuple(_time_view(time, order, buttons) for time in order.times),
        advice=advice(order),
        pages_left=tuple(map(page_title, room.pages_left)) if order.drift > 0 and order.shortened else (),
        act=_begin(buttons),
        end=_end(buttons),
    )


def _order_sentence(room: Room) -> str:
    state, session = room.state, room.session
    if state.ended_at is not None:
        return _("Ended at {hour}.").format(hour=hour_of(state.ended_at))
    if state.begun_at is not None:
        return _("Begun at {hour}.").format(hour=hour_of(state.begun_at))
    begins = hour_of(in_utc(session.day, session.begins))
    return _("Not begun. Planned at {hour}.").format(hour=begins)


def _drift_mark(order: RunningOrder) -> str:
    return "attention" if order.drift > 0 and not order.is_on_time else ""


def _begin(buttons: Buttons) -> ActView | None:
    if not buttons.is_open or buttons.goes_on:
        return None
    is_over = buttons.room.state.ended_at is not None
    words = _("Resume the session") if is_over else _("Begin the session")
    return buttons.act(RoomActKind.BEGUN, words, element=STATE_ELEMENT, main=not is_over)


def _end(buttons: Buttons) -> ActView | None:
    if not buttons.goes_on:
        return None
    return buttons.act(RoomActKind.ENDED, _("End the session"), element=STATE_ELEMENT)


def _time_view(time: Time, order: RunningOrder, buttons: Buttons) -> TimeView:
    title, going_on = phase_title(time.kind), time.progress is Progress.GOING_ON
    words = {
        Progress.DONE: (_("done"), "done"),
        Progress.GOING_ON: (_("going on"), _drift_mark(order)),
        Progress.AHEAD: (_("ahead"), "over"),
    }
    progress, mark = words[time.progress]
    may_go = buttons.is_open and buttons.room.state.ended_at is None and not going_on
    return TimeView(
        title=title,
        hours=_("{begins} to {ends}").format(begins=hour_of(time.begins), ends=hour_of(time.ends)),
        happened=_happened(time, order),
        progress=progress,
        mark=mark,
        going_on=going_on,
        act=buttons.act(
            RoomActKind.PHASE,
            _("Go to this time"),
            about=str(time.rank),
            detail=title,
            main=buttons.goes_on and time.rank == buttons.room.state.phase + 1,
        )
        if may_go
        else None,
    )


def _happened(time: Time, order: RunningOrder) -> str:
    if time.begun_at is None:
        return ""
    begun = _("begun at {hour}").format(hour=hour_of(time.begun_at))
    if time.progress is not Progress.GOING_ON or order.left is None:
        return begun
    sentence = _("{begun}, {left} left") if order.left >= 0 else _("{begun}, {left} over")
    return sentence.format(begun=begun, left=duration_in_words(abs(order.left)))


def centre_context(seen: Seen, catalogue: Catalogue, address: str) -> CentreContext:
    """Return what trainees of a room see now, and what can be done about it."""
    room, buttons = seen.room, Buttons.of(seen)
    page = room.pages.get(room.state.page)
    let_go = page is not None and buttons.goes_on
    return CentreContext(
        address=address,
        shows=_shows(room, catalogue),
        page=page_title(page) if page else Markup(),
        let_go=buttons.act(RoomActKind.LET_GO, _("Let everyone go at their own pace")) if let_go else None,
        times=tuple(_pages_views(buttons)),
        quizzes=tuple(_quiz_view(page, catalogue, buttons) for page in dict.fromkeys(room.quizzes.values())),
    )


def _shows(room: Room, catalogue: Catalogue) -> str:
    state = room.state
    if state.ended_at is not None:
        return _("The session is over: everyone goes at their own pace.")
    if state.begun_at is None:
        return _("Trainees wait: the session has not begun.")
    together = room.together(state.open_quiz)
    if together:
        return _("The quiz “{title}” is open.").format(title=quiz_title(room, together, catalogue))
    return _("Everyone is led to a page.") if state.page else _("Everyone goes at their own pace.")


def _pages_views(buttons: Buttons) -> Iterator[PagesView]:
    room = buttons.room
    for rank, phase in enumerate(room.phases, start=1):
        yield PagesView(
            element=f"pages-{rank}",
            title=phase_title(phase.kind),
            pages=tuple(_page_view(page, buttons) for page in phase.pages),
            open=rank == max(1, room.state.phase) and room.state.ended_at is None,
        )


def _page_view(page: Page, buttons: Buttons) -> PageView:
    room, title = buttons.room, page_title(page)
    is_here = page.id == room.state.page
    act = buttons.act(
        RoomActKind.PUSHED, _("Lead everyone here"), about=page.id, detail=str(title.striptags())
    )
    every_level = room.unit is None or set(page.levels) >= set(room.unit.levels)
    return PageView(
        title=title,
        levels=""
        if every_level
        else _("levels: {levels}").format(levels=", ".join(map(level_in_words, page.levels))),
        state=_("everyone is here") if is_here else _("shown") if page.id in room.shown else "",
        act=act if buttons.goes_on and not is_here else None,
    )


def quiz_title(room: Room, together: Sequence[str], catalogue: Catalogue) -> str:
    """Return the title of the quizzes of one page: that of the page where there are several, for several levels."""
    if len(together) == 1:
        return catalogue.quizzes[together[0]].title
    return str(page_title(room.pages[room.quizzes[together[0]]]).striptags())


def _quiz_view(page: str, catalogue: Catalogue, buttons: Buttons) -> QuizView:
    """Return the quiz of a page; where each level has its own, one button opens them all."""
    room = buttons.room
    together = tuple(quiz for quiz, place in room.quizzes.items() if place == page)
    time, title = room.state.time_of(together), quiz_title(room, together, catalogue)
    if time is None:
        state, mark = _("not opened"), ""
    elif time.closed_at is None:
        state, mark = _("open since {hour}").format(hour=hour_of(time.opened_at)), "attention"
    else:
        state, mark = _("closed at {hour}").format(hour=hour_of(time.closed_at)), "done"
    acts = quiz_acts(together, title, time, buttons) if buttons.goes_on else ()
    return QuizView(
        title=title,
        levels=tuple(catalogue.quizzes[quiz].title for quiz in together) if len(together) > 1 else (),
        state=state,
        mark=mark,
        acts=tuple(acts),
        questions=f"/salle/{room.session.id}/questions" if together == room.looked_back else "",
    )


def quiz_acts(
    together: Sequence[str], title: str, time: QuizTime | None, buttons: Buttons
) -> Iterator[ActView]:
    """Yield what can be done with the quizzes of a page; the first of them stands for all."""
    quiz, kind = together[0], RoomActKind
    first, second = f"quiz-{quiz}", f"resultats-{quiz}"
    open_quiz = buttons.room.state.open_quiz
    if open_quiz is not None and open_quiz in together:
        yield buttons.act(kind.QUIZ_CLOSED, _("Close the quiz"), about=open_quiz, element=first, detail=title)
        return
    words = _("Open the quiz") if time is None else _("Open it again")
    yield buttons.act(kind.QUIZ_OPENED, words, about=quiz, element=first, detail=title)
    if buttons.room.state.results in together:
        yield buttons.act(kind.RESULTS_HIDDEN, _("Hide the results"), element=second, detail=title)
    else:
        words = _("Show the results")
        yield buttons.act(kind.RESULTS_SHOWN, words, about=quiz, element=second, detail=title)


def notes_context(room: Room) -> NotesContext:
    """Return what was noted about a session."""
    return NotesContext(notes=tuple((hour_of(note.at), note.text) for note in reversed(room.state.notes)))


def help_sentence(seen: Seen) -> Markup:
    """Return who waits for help: the one sentence that a screen reader is told of by itself."""
    waiting = {tile.person.trainee: tile.person.name for tile in seen.board.tiles}
    names = [waiting.get(trainee, trainee) for trainee in seen.room.state.help]
    if not names:
        return escape(_("Nobody waits for help."))
    sentence = _("Waits for help: {names}.") if len(names) == 1 else _("Wait for help: {names}.")
    return escape(sentence.format(names=", ".join(names)))
