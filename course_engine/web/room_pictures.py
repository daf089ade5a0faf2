"""What the screens of a room show, as HTML: the page and its events share each region's template."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from course_engine.training.room.watching import RoomWatch, Seen
from course_engine.web.broadcast import Picture
from course_engine.web.moments import clock_in_figures
from course_engine.web.projection_views import projected
from course_engine.web.room_people import people_context
from course_engine.web.room_views import centre_context, help_sentence, notes_context, order_context
from course_engine.web.site import Site


class Pictures:
    """Makes the pictures of one room, one after the other: a region that says the same is not made again."""

    def __init__(self, site: Site, session: str) -> None:
        self._site, self._session = site, session
        self._watch = RoomWatch(site.database, site.library, session)
        self._made: dict[str, tuple[Any, Markup]] = {}

    def read(self) -> Seen:
        """Return the room as it stands.

        Raises:
            NotFound: the session is no longer there.
        """
        return self._watch.read(self._site.clock())

    def conductor(self) -> Picture:
        """Return the picture of the animateur's screens."""
        seen = self.read()
        return Picture(clock_in_figures(seen.at), self.regions(seen))

    def projection(self, question: int) -> Picture:
        """Return the picture of the projector's screens; `question` counts from 1, where results are shown."""
        seen = self.read()
        return Picture(clock_in_figures(seen.at), {"projection": self.projected(seen, question)})

    def regions(self, seen: Seen) -> Mapping[str, Markup]:
        """Return each region of the animateur's screen, by its name."""
        catalogue, address = self._site.library.catalogue, f"/salle/{self._session}"
        trainees = frozenset(tile.person.trainee for tile in seen.board.tiles)
        sightings = self._site.whereabouts.of(trainees)
        return {
            "annonce": help_sentence(seen),
            "ordre": self._html("web/room-order.html", order_context(seen, address)),
            "centre": self._html("web/room-centre.html", centre_context(seen, catalogue, address)),
            "salle": self._html("web/room-people.html", people_context(seen, sightings, catalogue, address)),
            "notes": self._html("web/room-notes.html", notes_context(seen.room)),
        }

    def projected(self, seen: Seen, question: int) -> Markup:
        """Return the region of the projector's screen."""
        address = f"/salle/{self._session}/projection"
        context = projected(seen, self._site.library.catalogue, address, question)
        return self._html("web/projection-screen.html", context)

    def _html(self, template: str, context: Any) -> Markup:
        known = self._made.get(template)
        if known is None or known[0] != context:
            known = self._made[template] = (context, self._site.theme.render(template, context))
        return known[1]
