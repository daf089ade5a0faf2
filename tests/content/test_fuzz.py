"""Any mixture of the format's lines is compiled or refused: never a traceback, always the same answer."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.content import compile_course

MINIMAL = Path(__file__).parents[1] / "courses" / "minimal"
UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
PIECES = [
    *(
        "---",
        "",
        "  ",
        "\t",
        "texte",
        "  texte",
        "    texte",
        "titre: a",
        "Titre : « b »",
        "duree: 3 h",
        "- é: É",
    ),
    *(
        "niveaux: [decouverte]",
        "niveaux: É, pratique",
        "domaine: É",
        "prerequis: [É]",
        "objectifs: messagerie",
    ),
    *("id: É", "sources:", "fichiers: [../x, É]", "seuil: 101 %", "tirage: ²", "melange: oui", "a" * 300),
    *('# Apport {duree="30 min"}', "# Expérimentation", '# evaluation {duree="1 h"}', "# Échanges {x=}", "#"),
    *(
        "## Titre {#id}",
        "## {#}",
        "## Titre",
        "### a",
        "#### b {c}",
        "##a",
        "a\n===",
        "a\n---",
        "## 日本",
        "## \\{a\\}",
    ),
    *(
        "::: niveau pratique",
        "::: niveau É",
        "::: animateur",
        "::: exercice",
        "::: solution",
        ":::",
        "::: quiz É",
    ),
    *(
        "::: quiz courriel :::",
        "::: quiz courriel",
        "::: simplifie",
        "::: transcription",
        "::: ",
        ":::: x",
        "  :::",
    ),
    *(
        "- a",
        "  - b",
        "- ::: retenir",
        "> c",
        "> ::: retenir",
        "> :::",
        "> [!indice] d",
        "  > [!explication]: e",
    ),
    *(
        "> [!corrige]",
        "> > f",
        "1. g",
        "- [ ] h",
        "- [x] i",
        "- [X]",
        "- [] ",
        "- [x]j",
        "= vrai",
        "= 10 ± 1",
        "=",
    ),
    *(
        "= 8..12",
        "= 012",
        "=x",
        "= [[k]]",
        "[[l | *m]]",
        "`[[n]]`",
        "| a | b |",
        "|---|---|",
        "| 1 |",
        "|  |  |",
    ),
    *(
        "[^1]",
        "[^1]: o",
        "[^1]: p[^2]",
        "[q](r)",
        "[s](javascript:t)",
        "[u]: v",
        "<b>",
        "</b>",
        "<!-- w",
        "```",
        "\\",
    ),
    *(
        "![x](images/ecran.svg){largeur=}",
        "![](images/ecran.svg){decoratif}",
        "![y](images/z.mp4)",
        "![",
        "{",
        "}",
    ),
    *(
        "\u00a0",
        "-\u00a0[\u00a0]\u00a0a",
        "\u2028",
        "\x0b",
        "\x00",
        "\ufeff",
        "&#0;",
        "&colon;",
        "*" * 30,
        "courriel",
    ),
]


def compiled(unit: str, quiz: str) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        shutil.copytree(MINIMAL, course)
        (course / UNIT).write_text(unit, encoding="utf-8")
        (course / QUIZ).write_text(quiz, encoding="utf-8")
        return tuple(str(found) for found in compile_course(course).diagnostics)


def mixed(file: str) -> st.SearchStrategy[str]:
    """Lines of a sound file and of any other, in any order, some left out."""
    sound = (MINIMAL / file).read_text(encoding="utf-8").split("\n")
    alone = st.lists(st.sampled_from(PIECES), max_size=30)
    inserted = st.lists(st.tuples(st.integers(0, len(sound)), st.sampled_from(PIECES)), max_size=6)
    return st.one_of(alone.map("\n".join), inserted.map(lambda pieces: "\n".join(with_pieces(sound, pieces))))


def with_pieces(lines: list[str], pieces: list[tuple[int, str]]) -> list[str]:
    result = list(lines)
    for place, piece in sorted(pieces, reverse=True):
        result.insert(place, piece)
    return result


@settings(derandomize=True, max_examples=25, deadline=None)
@given(mixed(UNIT), mixed(QUIZ))
def test_any_mixture_of_lines_is_compiled_or_refused_and_always_alike(unit, quiz):
    assert compiled(unit, quiz) == compiled(unit, quiz)
