"""The broadcast: a picture is made once for all the screens that share it, and again only when asked."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable

from played import played

from course_engine.errors import NotFound
from course_engine.web.broadcast import Broadcast, Picture
from course_engine.web.events import Differing
from course_engine.web.hub import Hub


class Room:
    """A picture that a test changes, and how many times it was made."""

    def __init__(self) -> None:
        self.made = 0
        self.tiles = "un"

    def make(self) -> Picture:
        """Make the picture."""
        self.made += 1
        return Picture("10:42:07", {"ordre": "toujours", "salle": self.tiles})


def follow(broadcast: Broadcast, hub: Hub, make: Callable[[], Picture]) -> AsyncGenerator[str, None]:
    return broadcast.follow("salle/S1", hub, "S1", make)


def regions(event: str) -> dict[str, str]:
    """Return the regions that an event brings."""
    return json.loads(event.split("data: ")[1])["regions"]


def test_eight_screens_share_one_picture_and_each_change_is_sent_alone() -> None:
    room, hub = Room(), Hub()

    async def play() -> None:
        broadcast = Broadcast()
        screens = [follow(broadcast, hub, room.make) for _ in range(8)]
        first = await asyncio.gather(*(anext(screen) for screen in screens))
        assert [regions(one) for one in first] == [{"ordre": "toujours", "salle": "un"}] * 8
        assert (room.made, hub.watched("S1")) == (1, 1)
        room.tiles = "deux"
        hub.changed("S1")
        second = await asyncio.gather(*(anext(screen) for screen in screens))
        assert [regions(one) for one in second] == [{"salle": "deux"}] * 8
        assert room.made == 2
        for screen in screens:
            await screen.aclose()

    played(play())
    assert hub.watched("S1") == 0


def test_a_region_that_holds_others_is_sent_again_only_when_its_frame_changes() -> None:
    differing = Differing()
    within = {"salle": "<li>un</li>", "personne-1": "un"}
    assert regions(differing.regions("10:42:07", within, {"salle": "1"})) == within
    within = {"salle": "<li>deux</li>", "personne-1": "deux"}
    assert regions(differing.regions("10:42:08", within, {"salle": "1"})) == {"personne-1": "deux"}
    assert regions(differing.regions("10:42:09", within, {"salle": "1 2"})) == {"salle": "<li>deux</li>"}


def test_a_screen_that_comes_later_is_given_the_whole_picture() -> None:
    room, hub = Room(), Hub()

    async def play() -> None:
        broadcast = Broadcast()
        early = follow(broadcast, hub, room.make)
        await anext(early)
        late = follow(broadcast, hub, room.make)
        assert regions(await anext(late)) == {"ordre": "toujours", "salle": "un"}
        assert room.made == 1
        await early.aclose()
        await late.aclose()

    played(play())


def test_changes_that_come_while_a_picture_is_made_are_shown_together() -> None:
    room, hub = Room(), Hub()

    async def play() -> None:
        screen = follow(Broadcast(), hub, room.make)
        await anext(screen)
        for _ in range(84):
            hub.changed("S1")
        room.tiles = "quatre-vingt-quatre"
        assert regions(await anext(screen)) == {"salle": "quatre-vingt-quatre"}
        assert room.made == 2
        await screen.aclose()

    played(play())


def test_a_picture_that_can_no_longer_be_made_ends_the_screens() -> None:
    hub = Hub()

    def make() -> Picture:
        raise NotFound("S1")

    async def play() -> list[str]:
        return [event async for event in follow(Broadcast(), hub, make)]

    assert played(play()) == []
    assert hub.watched("S1") == 0


def test_a_server_that_stops_gives_the_last_picture_and_lets_go() -> None:
    room, hub = Room(), Hub()
    hub.close()

    async def play() -> list[str]:
        return [event async for event in follow(Broadcast(), hub, room.make)]

    assert len(played(play())) == 1
