"""A unit becomes screens: only what one level sees, numbered, linked, with its notes."""

import sample_catalogue as sample

from course_engine.model.fragment import FootnoteRef, TermRef
from course_engine.model.variant import variant
from course_engine.rendering.pages import (
    Addresses,
    glossary_context,
    page_context,
    page_contexts,
    terms_in,
    title_html,
    unit_context,
)
from course_engine.rendering.theme import load_theme

CATALOGUE = sample.sample_catalogue()
UNIT = CATALOGUE.units["messagerie"]
ADDRESSES = Addresses(
    asset=lambda path: f"/{path}",
    unit=lambda unit: f"/u/{unit}",
    page=lambda unit, page: f"/u/{unit}/{page}",
    term=lambda term: f"/mots#{term}",
    quiz=lambda quiz, _renderer: f"[quiz {quiz}]",
)
PAGES = tuple(page_contexts(variant(UNIT, "pratique"), ADDRESSES))


def test_pages_are_numbered_and_linked_in_order() -> None:
    assert [(page.id, page.number, page.total) for page in PAGES] == [
        ("adresse", 1, 5),
        ("piege", 2, 5),
        ("courrier", 3, 5),
        ("quiz", 4, 5),
        ("echanges", 5, 5),
    ]
    assert PAGES[0].previous is None
    assert PAGES[0].next is not None
    assert (PAGES[0].next.href, PAGES[0].next.title) == (
        "/u/messagerie/piege",
        "Reconnaître un message piégé",
    )
    assert PAGES[1].previous is not None
    assert PAGES[1].previous.href == "/u/messagerie/adresse"
    assert PAGES[4].next is None


def test_a_page_knows_its_time_of_the_session_and_its_unit() -> None:
    assert [page.phase for page in PAGES] == [
        "Apport",
        "Apport",
        "Expérimentation",
        "Évaluation",
        "Échanges",
    ]
    assert (PAGES[0].unit.href, PAGES[0].unit.title) == ("/u/messagerie", "Communiquer par messagerie")


def test_a_page_served_alone_takes_the_first_level_of_heading() -> None:
    assert PAGES[0].heading == 1
    assert "<h2>Trois champs, trois rôles</h2>" in PAGES[0].content


def test_a_page_has_the_notes_that_it_cites() -> None:
    (note,) = PAGES[0].notes
    assert (note.id, note.call, note.content) == (
        "adresse/note-1",
        "adresse/call-1",
        "<p>Au-delà, mieux vaut un lien de téléchargement.</p>",
    )
    assert PAGES[1].notes == ()


def test_a_term_is_linked_once_in_the_unit() -> None:
    assert '<a class="term" href="/mots#adresse">adresse</a>' in PAGES[0].content
    assert "<p>Une adresse qui ressemble" in PAGES[1].content


def test_one_page_alone_is_the_same_as_among_the_others() -> None:
    seen = variant(UNIT, "pratique")
    assert tuple(page_context(seen, page.id, ADDRESSES) for page in seen.pages) == PAGES
    assert page_context(seen, "experts", ADDRESSES) is None


def test_the_first_screen_of_a_unit() -> None:
    context = unit_context(
        UNIT,
        variant(UNIT, "pratique"),
        ADDRESSES,
        CATALOGUE.assets,
        place="Demi-journée 1 sur 2",
        reason="Pour vous.",
    )
    assert [(phase.title, phase.duration, len(phase.pages)) for phase in context.phases] == [
        ("Apport", "1\u00a0h", 2),
        ("Expérimentation", "1\u00a0h", 1),
        ("Évaluation", "30\u00a0min", 1),
        ("Échanges", "30\u00a0min", 1),
    ]
    assert [(file.name, file.href, file.size) for file in context.files] == [
        ("courrier.txt", "/modules/sensibilisation/fichiers/courrier.txt", "1\u00a0ko")
    ]
    assert context.sources == UNIT.sources
    assert context.first is not None
    assert context.first.href == "/u/messagerie/adresse"


def test_the_glossary_is_in_alphabetical_order() -> None:
    context = glossary_context(CATALOGUE.glossary, ADDRESSES, lambda term: f"mot-{term}")
    assert [(term.id, term.title) for term in context.terms] == [
        ("mot-adresse", "Adresse"),
        ("mot-absent", "CANARI-MOT-ABSENT"),
        ("mot-courriel", "Courriel"),
    ]


def test_a_title_inside_a_link_has_neither_link_nor_note() -> None:
    title = ('Le <a href="/x">web</a> et ', TermRef(term="url", text="l’URL"), FootnoteRef(label="n"))
    assert title_html(title, str) == "Le web et l’URL"
    assert list(terms_in(title)) == ["url"]


def test_no_word_for_somebody_else_is_in_the_screens() -> None:
    theme = load_theme()
    html = "".join(theme.render("page.html", page) for page in PAGES)
    assert [canary for canary in sample.CANARIES if canary in html] == []
