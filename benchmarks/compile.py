"""CPU per page compiled, next to raw markdown-it-py on the same text: `python benchmarks/compile.py [course]`.

Both sides are run in turn in one process, and the median of the paired ratios is printed. The text is a
course's own units, or, without one, a written unit of the size of a real one.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from course_engine.content.assets import Shelf
from course_engine.content.glossary import TermFinders
from course_engine.content.source import Source
from course_engine.content.unit import read_unit
from course_engine.model.course import Domain, Programme, Series, Term

ROUNDS = 15
AIM = 1.6
HEAD = """---
titre: Une unité
duree: 3 h
domaine: communication
niveaux: [decouverte, pratique]
---
"""
PAGE = """
## Page {n}
Le courriel arrive dans la *boîte de réception*. On le lit, on y **répond**, on le range. Une pièce
jointe pèse parfois lourd : voir [la règle](https://example.org/regle) et la note[^n{n}].

- Ouvrir la messagerie, choisir un message, le lire jusqu’au bout.
- Vérifier l’expéditeur :
  - son nom, son adresse ;
  - ce qu’il demande, et s’il presse.
- Répondre, ou transférer à la personne qui sait.

| Champ | Rôle |
|---|---|
| À | destinataire principal |
| Cc | copie visible de tous |
| Cci | copie que les autres ne voient pas |

::: niveau pratique
1. Créez une règle de tri.
2. Essayez-la avec `objet`.
:::

::: animateur
Laissez-les chercher cinq minutes avant de montrer.
:::

### En résumé
Un message clair a un objet, une demande et une date. Le reste est de trop.

[^n{n}]: Note de la page {n}, en une phrase.
"""
TIMES = ("Apport", "Expérimentation", "Évaluation", "Échanges")
TERMS = (
    "courriel",
    "boîte de réception",
    "pièce jointe",
    "messagerie",
    "mot de passe",
    "arobase",
    "Cci",
    "objet",
)


def written_unit() -> Source:
    """Return a unit of forty pages."""
    pages = iter(range(40))
    body = "".join(
        f'\n# {time_} {{duree="45 min"}}\n'
        + "".join(PAGE.replace("{n}", str(next(pages))) for _ in range(10))
        for time_ in TIMES
    )
    return Source("modules/serie/unite.md", HEAD + body, "")


def units_of(course: Path) -> list[Source]:
    """Return the units of a course folder."""
    return [
        Source(path.relative_to(course).as_posix(), path.read_text(encoding="utf-8-sig"), "")
        for path in sorted((course / "modules").glob("*/*.md"))
    ]


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    course = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    sources = units_of(course) if course else [written_unit()]
    programme = Programme(
        id="essai",
        title="Essai",
        levels=("decouverte", "pratique"),
        domains={"communication": Domain(title="Communiquer", thresholds={"pratique": 2})},
        objectives={"messagerie": "Courrier"},
        series=(Series(id="serie", title="Série", units=("unite",)),),
    )
    terms = {f"terme-{n}": Term(id=f"terme-{n}", title=title, definition=()) for n, title in enumerate(TERMS)}
    finders = TermFinders(terms)
    shelf = Shelf(course or Path())
    raw = MarkdownIt("commonmark").enable("table")

    def ours() -> int:
        # A fresh Source: what it keeps once read must be paid each time.
        fresh = [Source(source.path, source.text, "") for source in sources]
        return sum(
            len(read_unit(source, None if course else programme, finders, shelf).pages) for source in fresh
        )

    def theirs() -> None:
        for source in sources:
            raw.render(source.text)

    pages = ours()
    theirs()
    pairs = [(cpu(ours), cpu(theirs)) for _ in range(ROUNDS)]
    ratio = statistics.median(our / their for our, their in pairs)
    print(f"pages : {pages}")
    print(f"compiled : {1000 * statistics.median(our for our, _ in pairs) / pages:.2f} ms CPU per page")
    print(
        f"markdown-it-py : {1000 * statistics.median(their for _, their in pairs) / pages:.2f} ms CPU per page"
    )
    print(f"ratio : {ratio:.2f} (aim: at most {AIM})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
