"""The people of a room as its animateur's screen shows them: one tile each."""

from collections.abc import Callable

from markupsafe import Markup, escape

from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.room import RoomActKind
from course_engine.training.room.advice import hour_of
from course_engine.training.room.board import RECENT, Board, Tile
from course_engine.training.room.roster import Person
from course_engine.training.room.standing import Room
from course_engine.training.room.watching import Seen
from course_engine.web.addresses import person_url
from course_engine.web.contexts.room import ActView, CountContext, PeopleContext, TileContext
from course_engine.web.hub import Sighting
from course_engine.web.room_buttons import Buttons
from course_engine.web.room_views import page_title, quiz_title

_ = translator("web")

TILE = "personne-"
"""What the names of the regions of tiles begin with; the trainee's id follows."""


def count_context(seen: Seen, catalogue: Catalogue) -> CountContext:
    """Return how many are in a room, and how far they are; `catalogue` gives the title of the quiz."""
    return CountContext(_summary(seen.board), _room_progress(seen, catalogue))


def people_context(seen: Seen, tile_html: Callable[[Tile], Markup]) -> PeopleContext:
    """Return the people of a room.

    Args:
        seen: the room as it was read.
        tile_html: makes what one tile holds.
    """
    waiting = list(seen.room.state.help)
    rank = {trainee: number for number, trainee in enumerate(waiting)}
    tiles = sorted(seen.board.tiles, key=lambda tile: rank.get(tile.person.trainee, len(waiting)))
    return PeopleContext(
        tiles=tuple((f"{TILE}{tile.person.trainee}", tile_html(tile)) for tile in tiles),
        list=f"/seances/{seen.room.session.id}",
    )


def tile_context(
    tile: Tile, sighting: Sighting | None, catalogue: Catalogue, buttons: Buttons, address: str
) -> TileContext:
    """Return one person of a room.

    Args:
        tile: how they stand.
        sighting: where they were last seen; None where they were not.
        catalogue: the course, for the titles of units.
        buttons: of the room.
        address: where the button posts.
    """
    person = tile.person
    return TileContext(
        address=address,
        name=person.name,
        href=person_url(person.trainee),
        signed=tile.signed,
        where=_where(tile, sighting, catalogue, buttons.room),
        seen=_last_heard(tile, sighting),
        help=_("waits for help since {hour}").format(hour=hour_of(tile.help.since)) if tile.help else "",
        help_given=_help_given(tile.person, buttons) if tile.help and buttons.is_open else None,
        progress=_("quiz: {answered} of {asked}").format(answered=tile.answered, asked=tile.asked)
        if tile.asked
        else "",
        stumbles=_stumbles(tile),
    )


def _help_given(person: Person, buttons: Buttons) -> ActView:
    return buttons.act(
        RoomActKind.HELP_GIVEN,
        _("Help was given"),
        about=person.trainee,
        element=f"aide-{person.trainee}",
        detail=person.name,
        main=True,
    )


def _summary(board: Board) -> str:
    sentence = _("expected: {expected}; signed: {signed}; waiting for help: {waiting}")
    return sentence.format(
        expected=len(board.tiles),
        signed=sum(tile.signed for tile in board.tiles),
        waiting=sum(tile.help is not None for tile in board.tiles),
    )


def _room_progress(seen: Seen, catalogue: Catalogue) -> str:
    board = seen.board
    if not board.quizzes:
        return ""
    sentence = _("“{title}”: answers received: {answers}; finished: {finished} of {concerned}")
    return sentence.format(
        title=quiz_title(seen.room, board.quizzes, catalogue),
        answers=board.answers,
        finished=board.finished,
        concerned=board.concerned,
    )


def _stumbles(tile: Tile) -> str:
    if not tile.stumbles:
        return ""
    return _("{count} of the last {recent} answers to be seen again").format(
        count=tile.stumbles, recent=RECENT
    )


def _where(tile: Tile, sighting: Sighting | None, catalogue: Catalogue, room: Room) -> Markup:
    """Return the page that somebody reads, or the one on which they asked for help."""
    unit, page = (sighting.unit, sighting.page) if sighting else (room.session.unit, "")
    if tile.help and tile.help.page and not page:
        page = tile.help.page
    if unit == room.session.unit:
        return page_title(room.pages[page]) if page in room.pages else Markup()
    return escape(catalogue.units[unit].title) if unit in catalogue.units else Markup()


def _last_heard(tile: Tile, sighting: Sighting | None) -> str:
    heard = [at for at in (tile.last_answer, sighting.at if sighting else None) if at is not None]
    return _("last heard of at {hour}").format(hour=hour_of(max(heard))) if heard else ""
