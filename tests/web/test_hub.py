"""The hub: who is woken by what, and let go when the server stops."""

import asyncio

from played import played

from course_engine.web.hub import Hub, Topic

LONG = 3600.0


async def woken(hub: Hub, topics: frozenset[Topic], *changes: Topic) -> int:
    """Return how many times a watcher of the room S1 is told something, the first and the last news included."""
    told, closing = 0, None
    async for _ in hub.watch("S1", topics=topics, beat=LONG):
        told += 1
        if told == 1:
            for change in changes:
                hub.changed("S1", change)
            closing = asyncio.create_task(closed_later(hub))
    assert closing is not None
    await closing
    return told


async def closed_later(hub: Hub) -> None:
    """Close a hub once everything that was ready has run."""
    for _ in range(20):
        await asyncio.sleep(0)
    hub.close()


def test_a_watcher_is_told_at_once_then_once_for_several_changes_then_let_go() -> None:
    assert played(woken(Hub(), frozenset(Topic))) == 2  # the first news, the last
    assert played(woken(Hub(), frozenset(Topic), Topic.ACTS, Topic.LIFE, Topic.ACTS)) == 3


def test_what_happens_at_each_answer_does_not_wake_a_screen_that_shows_the_acts_only() -> None:
    assert played(woken(Hub(), frozenset({Topic.ACTS}), Topic.LIFE, Topic.ANSWERS)) == 2
    assert played(woken(Hub(), frozenset({Topic.ACTS}), Topic.ACTS)) == 3


def test_a_closed_hub_gives_the_news_once_and_keeps_nobody() -> None:
    hub = Hub()
    hub.close()

    async def told() -> int:
        return len([one async for one in hub.watch("S1", beat=LONG)])

    assert played(told()) == 1
    assert hub.watched("S1") == 0


def test_the_count_of_acts_is_of_its_room_and_of_acts_only() -> None:
    hub = Hub()
    hub.changed("S1")
    hub.changed("S1", Topic.LIFE)
    hub.changed("S2")
    hub.changed("S2")
    assert [hub.changes_of(session, Topic.ACTS) for session in ("S1", "S2", "S3")] == [1, 2, 0]
    assert hub.changes_of("S1", Topic.ACTS, Topic.LIFE) == 2
