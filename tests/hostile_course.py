"""A course whose author means harm: in every place that takes words stands a text that would like to run.

Where the format reads Markdown, each sign is escaped, so that the text is accepted as it is; where it reads letter for
letter (front matter, `= ` lines, gaps, code, YAML), it stands raw.
"""

import json
import re
from collections.abc import Iterable, Sequence
from itertools import cycle
from pathlib import Path

SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
NOT_IN_A_GAP = re.compile(r"[\[\]|*\\=]")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><rect width="90" height="90"/></svg>'

QUESTIONS = {
    "choix-unique": "{0}\n\n- [x] {1}\n- [ ] {2}\n  > {3}\n\n> [!indice] {4}\n\n> [!explication] {5}",
    "choix-multiple": "- [x] {0}\n  > {1}\n- [x] {2}\n- [ ] {3}\n  > {4}\n- [ ] {5}",
    "vrai-faux": "> {0}\n\n= vrai\n\n> [!explication] {1}",
    "texte": "{0}\n\n= {raw[1]}\n= {raw[2]}",
    "nombre": "| {0} | {1} |\n|---|---|\n| {2} | {3} |\n\n= 10 ± 2",
    "appariement": "| {0} | {1} |\n|---|---|\n| {2} | {3} |\n| {4} | {5} |\n|  | {6} |",
    "ordre": "1. {0}\n2. {1}\n3. {2}",
    "trous": "{0} [[= {gap[1]}]] puis [[{gap[2]} | *{gap[3]} | {gap[4]}]].",
    "zone": "![{0}](images/plan.svg)\n\n- [x] rectangle 1 1 20 20 : {1}\n- [ ] cercle 50 50 9 : {2}",
    "libre": "> [!corrige] {0}",
    "avis": "1. {0}\n2. {1}\n3. {2}",
}
"""After the heading, one of each type, with its places; an attribute names those that no shape tells."""
PLACES = 8
IN_A_QUIZ = 24
PAGE = """\
### {0}

{1}

- {2}

> {3}

| {4} |
|---|
| {5} |

![{6}](images/plan.svg)

`{code[7]}`
"""


def literal(text: str) -> str:
    """Return Markdown that says a text letter for letter."""
    return SIGNS.sub(r"\\\1", text)


def hands(texts: Sequence[str], *, everywhere: bool) -> Iterable[tuple[str, list[str]]]:
    """Yield types of question, each with as many texts as it may have places.

    Args:
        texts: what stands in the places.
        everywhere: whether each text stands once in each place of each type; else once in all.
    """
    if everywhere:
        for kind in QUESTIONS:
            for start in range(len(texts)):
                yield kind, [texts[(start + place) % len(texts)] for place in range(PLACES)]
    else:
        kinds = cycle(QUESTIONS)
        for start in range(0, len(texts), PLACES):
            yield next(kinds), [texts[(start + place) % len(texts)] for place in range(PLACES)]


def question(number: int, kind: str, texts: Sequence[str]) -> str:
    """Return a question with texts in its places, numbered so that no two are equal."""
    told = [f"{place}{number} {text}" for place, text in zip("abcdefgh", texts, strict=True)]
    answer = QUESTIONS[kind].format(
        *map(literal, told), raw=told, gap=[NOT_IN_A_GAP.sub("", text) for text in told]
    )
    typed = f" type={kind}" if kind in {"libre", "avis"} else ""
    return f"## {literal(told[-1])} {{#q-{number}{typed}}}\n\n{answer}\n"


def write_course(folder: Path, texts: Sequence[str], *, everywhere: bool) -> Path:
    """Write a course of one unit and its quizzes, and return its folder.

    Args:
        folder: where it goes.
        texts: one line each.
        everywhere: as in `hands`.
    """
    said = [json.dumps(text) for text in texts]
    asked = [question(number, *hand) for number, hand in enumerate(hands(texts, everywhere=everywhere))]
    quizzes = {
        f"piege-{start}": "\n".join(asked[start : start + IN_A_QUIZ])
        for start in range(0, len(asked), IN_A_QUIZ)
    }
    head = f"---\ntitre: {texts[0]}\n---\n\n{literal(texts[1])}\n\n"
    written = {
        "modules/programme.yml": _programme(said),
        "modules/questionnaire.yml": _questionnaire(said),
        "modules/glossaire.md": f"## Piège\n{literal(texts[0])}\n",
        "modules/serie/unite.md": _unit(texts, quizzes),
        "modules/serie/images/plan.svg": PICTURE,
        "quizzes/images/plan.svg": PICTURE,
        **{f"quizzes/{name}.md": head + text for name, text in quizzes.items()},
    }
    for path, text in written.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def take_escapes_out(course: Path) -> None:
    """Make a course what its author would first have pasted: most of it is refused."""
    for file in course.rglob("*.md"):
        file.write_text(ESCAPED.sub(r"\1", file.read_text(encoding="utf-8")), encoding="utf-8")


def _programme(said: Sequence[str]) -> str:
    return (
        f"id: essai\ntitre: {said[0]}\norganisateur: {said[1]}\nniveaux: [decouverte]\n"
        f"domaines:\n  textes: {{ titre: {said[2]}, seuils: {{}} }}\nobjectifs:\n  lire: {said[3]}\n"
        f"series:\n  - {{ id: serie, titre: {said[4]}, unites: [unite] }}\n"
    )


def _questionnaire(said: Sequence[str]) -> str:
    options = "".join(
        f"          - {{ id: o-{number}, texte: {text}, objectifs: {{ lire: 1 }} }}\n"
        for number, text in enumerate(said)
    )
    return (
        f"titre: {said[0]}\nsections:\n  - titre: {said[1]}\n    questions:\n      - id: souhaits\n"
        f"        texte: {said[2]}\n        precision: {said[3]}\n        type: choix-multiple\n        options:\n{options}"
    )


def _unit(texts: Sequence[str], quizzes: Iterable[str]) -> str:
    head = f"titre: {texts[0]}\nresume: {texts[1]}\nduree: 3 h\ndomaine: textes\nobjectifs: [lire]\nniveaux: [decouverte]\n"
    sources = "".join(f"- {text}\n" for text in texts)
    pages = "\n".join(
        f"## {literal(texts[number])} {{#p-{number}}}\n\n{_page(number, texts)}"
        for number in range(0, len(texts), PLACES)
    )
    code = "\n".join(texts)
    places = "".join(f"::: quiz {name} :::\n\n" for name in quizzes)
    return (
        f'---\n{head}sources:\n{sources}---\n\n# Apport {{duree="60 min"}}\n\n{pages}\n'
        f'# Expérimentation {{duree="60 min"}}\n\nUn piège.\n\n~~~~~~\n{code}\n~~~~~~\n\n'
        f'# Évaluation {{duree="30 min"}}\n\n{places}# Échanges {{duree="30 min"}}\n\nFin.\n'
    )


def _page(number: int, texts: Sequence[str]) -> str:
    told = [texts[(number + place) % len(texts)] for place in range(PLACES)]
    return PAGE.format(*map(literal, told), code=[text.replace("`", "") for text in told])
