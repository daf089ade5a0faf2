"""Options that only a slip parts."""

import pytest

from course_engine.content import compile_course


def warned(course, *options: str) -> list[tuple[int, str]]:
    lines = [f"- [{'x' if number == 0 else ' '}] {option}" for number, option in enumerate(options)]
    course.question("\n".join(["## Laquelle ? {#laquelle}", *lines]))
    return [(found.line, found.code) for found in compile_course(course.folder, (70,)).diagnostics]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ouvrir la messagerie", "Ouvrir une messagerie."),
        ("Un message", "Des messages"),
        ("L’adresse du maire", "adresse du maire"),
        ("Transférer le courriel", "Transferrer le courriel"),
        ("« Répondre »", "Répondre !"),
    ],
)
def test_an_article_a_sign_or_a_letter_of_a_long_word_is_no_difference(course, one, other):
    assert warned(course, one, "Autre chose", other) == [(24, "QZ136")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Importer le fichier dans le logiciel", "Exporter le fichier dans le logiciel"),
        ("Répondre", "Répondre à tous"),
        ("Il est envoyé", "Il n’est pas envoyé"),
        ("Cc", "Cci"),
        ("10 Mo", "100 Mo"),
        ("mairie@exemple.fr", "mairie@exempl.fr"),
        ("Ouvrir puis écrire", "Écrire puis ouvrir"),
        ("!", "?"),
    ],
)
def test_another_word_figure_address_or_order_is_one(course, one, other):
    assert warned(course, one, other) == []
