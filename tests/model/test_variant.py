"""A unit whole, as whoever runs it or writes it reads it."""

from course_engine.model.course import Page, Phase, PhaseKind, Unit
from course_engine.model.fragment import Block, BlockKind, FootnoteRef
from course_engine.model.variant import unabridged

NOTE = Block(kind=BlockKind.ANIMATOR, content=("<p>Laissez dire.</p>",), line=3)


def page(name: str, *content: object, levels: tuple[str, ...] = ("decouverte", "pratique")) -> Page:
    return Page(id=name, title=(name,), levels=levels, content=content, line=1)  # type: ignore[arg-type] - parts


def unit(*pages: Page) -> Unit:
    return Unit(
        id="unite",
        series="serie",
        path="modules/serie/unite.md",
        title="Unité",
        summary="",
        minutes=60,
        domain="domaine",
        objectives=(),
        levels=("decouverte", "pratique"),
        footnotes={"a": ("<p>Note.</p>",)},
        phases=(
            Phase(kind=PhaseKind.BRIEFING, minutes=30, pages=pages[:1], line=1),
            Phase(kind=PhaseKind.PRACTICE, minutes=30, pages=pages[1:], line=2),
        ),
    )


def test_notes_and_every_page_are_there_numbered_through_the_times() -> None:
    whole = unabridged(unit(page("une", NOTE), page("deux", "<p>x</p>"), page("vide")))
    assert [(one.id, one.number) for one in whole.pages] == [("une", 1), ("deux", 2), ("vide", 3)]
    assert whole.pages[0].content == (NOTE,)


def test_a_page_for_some_levels_is_one_passage_for_these() -> None:
    whole = unabridged(unit(page("une", "<p>x</p>", levels=("pratique",))))
    (block,) = whole.pages[0].content
    assert (block.kind, block.levels, block.content) == (BlockKind.LEVEL, ("pratique",), ("<p>x</p>",))


def test_the_footnotes_that_it_cites_come_with_a_page() -> None:
    whole = unabridged(unit(page("une", FootnoteRef(label="a"))))
    assert whole.pages[0].footnotes == (("a", ("<p>Note.</p>",)),)
