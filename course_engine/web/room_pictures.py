"""What the screens of a room show, as HTML: the page and its events share each region's template."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from course_engine.training.room.board import Tile
from course_engine.training.room.watching import RoomWatch, Seen
from course_engine.web.broadcast import Picture
from course_engine.web.hub import Topic
from course_engine.web.moments import clock_in_figures
from course_engine.web.projection_views import projected
from course_engine.web.question_views import questions_context
from course_engine.web.room_buttons import Buttons
from course_engine.web.room_people import TILE, count_context, people_context, tile_context
from course_engine.web.room_views import (
    centre_context,
    help_sentence,
    is_due,
    notes_context,
    order_context,
    order_of,
)
from course_engine.web.site import Site

PEOPLE = "salle"
"""The region that holds the tiles."""


class Pictures:
    """Makes the pictures of one room, one after the other: a region that says the same is not made again."""

    def __init__(self, site: Site, session: str) -> None:
        self._site, self._session = site, session
        self._watch = RoomWatch(
            site.database,
            site.library,
            session,
            partial(site.hub.changes_of, session, Topic.ACTS, Topic.LIFE),
        )
        self._made: dict[tuple[str, str], tuple[object, Markup]] = {}

    def read(self) -> Seen:
        """Return the room as it stands.

        Raises:
            NotFound: the session is no longer there.
        """
        return self._watch.read(self._site.clock())

    def conductor(self) -> Picture:
        """Return the picture of the animateur's screens."""
        seen = self.read()
        regions = self.regions(seen)
        # Who is there, in which order: each tile within says by itself what changed in it.
        people = " ".join(name for name in regions if name.startswith(TILE))
        return Picture(clock_in_figures(seen.at), regions, {PEOPLE: people})

    def projection(self, question: int) -> Picture:
        """Return the picture of the projector's screens; `question` counts from 1, where results are shown."""
        seen = self.read()
        return Picture(clock_in_figures(seen.at), {"projection": self.projected(seen, question)})

    def look_back(self) -> Seen:
        """Return the room as it stands, with the results to look back on.

        Raises:
            NotFound: the session is no longer there.
        """
        return self._watch.look_back(self._site.clock())

    def looking_back(self) -> Picture:
        """Return the picture of the screens on which questions are looked back on."""
        seen = self.look_back()
        return Picture(clock_in_figures(seen.at), {"questions": self.questions(seen)})

    def questions(self, seen: Seen) -> Markup:
        """Return the region of the screen on which questions are looked back on."""
        context = questions_context(seen, self._site.library.catalogue, f"/salle/{self._session}")
        return self._html("web/room-questions.html", context, lambda: context)

    def regions(self, seen: Seen) -> Mapping[str, Markup]:
        """Return each region of the animateur's screen, by its name."""
        catalogue, address, room = self._site.library.catalogue, f"/salle/{self._session}", seen.room
        buttons = Buttons.of(seen)
        people = people_context(seen, self._tiles(seen, address))
        count = count_context(seen, catalogue)
        return {
            "annonce": help_sentence(seen),
            "ordre": self._html(
                "web/room-order.html",
                (order_of(seen), is_due(seen), buttons),
                lambda: order_context(seen, address),
            ),
            "centre": self._html(
                "web/room-centre.html", buttons, lambda: centre_context(seen, catalogue, address)
            ),
            "compte": self._html("web/room-count.html", count, lambda: count),
            PEOPLE: self._html("web/room-people.html", people, lambda: people),
            "notes": self._html("web/room-notes.html", room, lambda: notes_context(room)),
            **dict(people.tiles),
        }

    def projected(self, seen: Seen, question: int) -> Markup:
        """Return the region of the projector's screen."""
        address = f"/salle/{self._session}/projection"
        context = projected(seen, self._site.library.catalogue, address, question)
        return self._html("web/projection-screen.html", context, lambda: context)

    def _tiles(self, seen: Seen, address: str) -> Callable[[Tile], Markup]:
        """Return what makes the tile of one person of a room."""
        catalogue, buttons = self._site.library.catalogue, Buttons.of(seen)
        sightings = self._site.whereabouts.of(frozenset(tile.person.trainee for tile in seen.board.tiles))

        def made(tile: Tile) -> Markup:
            sighting = sightings.get(tile.person.trainee)
            return self._html(
                "web/room-tile.html",
                (tile, sighting, buttons),
                lambda: tile_context(tile, sighting, catalogue, buttons, address),
                whose=tile.person.trainee,
            )

        return made

    def _html(self, template: str, said: object, context: Callable[[], Any], *, whose: str = "") -> Markup:
        """Return a piece of the picture.

        Args:
            template: what makes it.
            said: all that it depends on: while that is equal, the piece is not made again.
            context: makes what the template is given.
            whose: whose piece, where each has their own.
        """
        known = self._made.get((template, whose))
        if known is None or known[0] != said:
            known = self._made[template, whose] = (said, self._site.theme.render(template, context()))
        return known[1]
