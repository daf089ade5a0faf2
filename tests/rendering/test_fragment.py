"""Fragments become HTML: each hole is filled as one page in one shell needs it."""

import pytest
from msgspec.structs import replace

from course_engine.model.fragment import (
    AssetUrl,
    Block,
    BlockKind,
    FootnoteRef,
    Fragment,
    QuizPlace,
    SourceLine,
    TermRef,
)
from course_engine.rendering.fragment import FragmentRenderer


def renderer(heading_shift: int = 0) -> FragmentRenderer:
    return FragmentRenderer(
        asset_url=lambda path: f"/files/{path}",
        term_url=lambda term: f"#mot/{term}",
        quiz=lambda quiz, _renderer: f"[{quiz}]",
        scope="p/",
        heading_shift=heading_shift,
    )


def render(*parts: object, heading_shift: int = 0) -> str:
    fragment: Fragment = parts  # type: ignore[assignment] - parts, as given
    return renderer(heading_shift).render(fragment)


def test_an_asset_is_escaped_for_its_attribute() -> None:
    assert render('<img src="', AssetUrl(path='a".svg'), '">') == '<img src="/files/a&quot;.svg">'


def test_footnotes_are_numbered_by_first_call_and_called_back_once() -> None:
    html = render(FootnoteRef(label="b"), FootnoteRef(label="a"), FootnoteRef(label="b"))
    assert html == (
        '<sup class="footnote-ref" id="p/call-1"><a href="#p/note-1">1</a></sup>'
        '<sup class="footnote-ref" id="p/call-2"><a href="#p/note-2">2</a></sup>'
        '<sup class="footnote-ref"><a href="#p/note-1">1</a></sup>'
    )


def test_a_term_is_a_link_only_where_it_first_stands() -> None:
    term = TermRef(term="url", text="l’URL & co")
    assert render(term, " ", term) == '<a class="term" href="#mot/url">l’URL &amp; co</a> l’URL &amp; co'


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (BlockKind.KEY_POINT, "À retenir"),
        (BlockKind.WARNING, "Attention"),
        (BlockKind.EXAMPLE, "L’expérience d’une collectivité"),
        (BlockKind.DEFINITION, "Définition"),
        (BlockKind.EXERCISE, "Exercice"),
        (BlockKind.PLAIN_WORDING, "En mots simples"),
    ],
)
def test_a_callout_says_what_it_is(kind: BlockKind, title: str) -> None:
    html = render(Block(kind=kind, content=("<p>x</p>",), line=1))
    assert html == f'<div class="callout {kind}"><p class="callout-title">{title}</p><p>x</p></div>'


@pytest.mark.parametrize(
    ("kind", "title"),
    [(BlockKind.SOLUTION, "Voir la solution"), (BlockKind.TRANSCRIPT, "Lire la transcription")],
)
def test_a_solution_and_a_transcript_are_folded(kind: BlockKind, title: str) -> None:
    html = render(Block(kind=kind, content=("<p>x</p>",), line=1))
    assert html == f'<details class="{kind}"><summary>{title}</summary><p>x</p></details>'


@pytest.mark.parametrize("kind", [BlockKind.ANIMATOR, BlockKind.LEVEL])
def test_a_block_that_a_variant_should_have_settled_is_never_shown(kind: BlockKind) -> None:
    with pytest.raises(KeyError):
        render(Block(kind=kind, content=("secret",), line=1))


def test_a_shell_that_shows_private_blocks_is_given_them_with_what_they_hold() -> None:
    shown = replace(renderer(), private=lambda block, inside: f"[{block.kind} {block.line}: {inside}]")
    block = Block(kind=BlockKind.ANIMATOR, content=("<p>x</p>", QuizPlace(quiz="quiz")), line=7)
    assert shown.render((block,)) == "[animator 7: <p>x</p>[quiz]]"


def test_where_a_block_starts_shows_only_to_its_author() -> None:
    parts = (SourceLine(line=3), "<p>x</p>")
    assert render(*parts) == "<p>x</p>"
    assert replace(renderer(), line=lambda line: f"[{line}]").render(parts) == "[3]<p>x</p>"


def test_headings_move_with_the_level_of_the_page_inside_blocks_too() -> None:
    block = Block(kind=BlockKind.EXERCISE, content=("<h4>b</h4>",), line=1)
    assert render("<h2>a</h2><hr><header>", block, heading_shift=1) == (
        '<h3>a</h3><hr><header><div class="callout exercise"><p class="callout-title">Exercice</p><h5>b</h5></div>'
    )


def test_a_quiz_stands_where_it_was_placed() -> None:
    assert render("<p>a</p>", QuizPlace(quiz="mail")) == "<p>a</p>[mail]"


def test_a_kind_of_fragment_that_has_no_quiz_refuses_one() -> None:
    with pytest.raises(ValueError, match="mail"):
        FragmentRenderer(asset_url=str).render((QuizPlace(quiz="mail"),))
