"""The same pages as the source of a site of each tool: bare, with what the tool does by itself."""

from collections.abc import Callable
from pathlib import Path

from peers import pages

PER_FOLDER = 100
_PROGRAMME = """id: essai
titre: Un programme d’essai
niveaux: [decouverte]
domaines:
  communication: {{ titre: Communiquer, seuils: {{ }} }}
objectifs:
  messagerie: Envoyer et recevoir du courrier
series:
{series}
"""
_QUESTIONNAIRE = """titre: Votre inscription
sections:
  - titre: Vos souhaits
    questions:
      - id: souhaits
        texte: Que voulez-vous savoir faire ?
        type: choix-multiple
        options:
          - { id: ecrire, texte: Écrire un courriel, objectifs: { messagerie: 2 } }
          - { id: rien, texte: Rien de tout cela }
"""
_QUIZ = """---
titre: Bilan
---

## Un courriel peut contenir une pièce jointe. {#piece-jointe}

= vrai
"""


def write_ours(folder: Path, count: int) -> Path:
    """Write a course of `count` units of one level, and return the file of one of them."""
    series = []
    for first in range(0, count, PER_FOLDER):
        name, numbers = f"serie-{first // PER_FOLDER}", range(first, min(first + PER_FOLDER, count))
        home = folder / "modules" / name
        _write(home / "images" / "schema.svg", pages.PICTURE)
        for number in numbers:
            _write(home / f"{_stem(number)}.md", _our_page(number))
        units = ", ".join(_stem(number) for number in numbers)
        series.append(f"  - {{ id: {name}, titre: Série {name}, unites: [{units}] }}")
    _write(folder / "modules" / "programme.yml", _PROGRAMME.format(series="\n".join(series)))
    _write(folder / "modules" / "questionnaire.yml", _QUESTIONNAIRE)
    _write(folder / "quizzes" / "bilan.md", _QUIZ)
    return folder / "modules" / "serie-0" / f"{_stem(count // 2 % PER_FOLDER)}.md"


def _our_page(number: int) -> str:
    head = (
        f"---\ntitre: {pages.title(number)}\nduree: 3 h\ndomaine: communication\n"
        "objectifs: [messagerie]\nniveaux: [decouverte]\n---\n\n"
    )
    body = pages.body(number, fenced, lambda part: f'# {part} {{duree="45 min"}}', "images/schema.svg")
    return head + body.replace(
        '# Évaluation {duree="45 min"}', '# Évaluation {duree="45 min"}\n\n::: quiz bilan :::'
    )


def fenced(kind: str, text: str) -> str:
    """Return a callout between colons."""
    return f"::: {kind}\n{text}\n:::"


def _stem(number: int) -> str:
    return f"lecon-{number:04}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
