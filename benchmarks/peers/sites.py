"""The same pages as the source of a site of each tool: bare, with what the tool does by itself."""

from dataclasses import dataclass
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
_MKDOCS = "site_name: Essai\nmarkdown_extensions: [admonition]\n"
_HUGO = """baseURL = "https://example.org/"
title = "Essai"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
_HUGO_PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav>{{ range .CurrentSection.Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<h1>{{ .Title }}</h1>{{ .TableOfContents }}<main>{{ .Content }}</main></body></html>
"""
_HUGO_CALLOUT = '<div class="callout">{{ .Inner | markdownify }}</div>\n'
_ELEVENTY = """module.exports = (config) => {
  for (const kind of ["retenir", "attention", "exemple"])
    config.addPairedShortcode(kind, (text) => `<div class="callout ${kind}">\\n\\n${text}\\n\\n</div>`);
  config.addPassthroughCopy("pages/**/*.svg");
  return { dir: { input: "pages", output: "out", includes: "_includes" }, markdownTemplateEngine: "njk" };
};
"""
_ELEVENTY_PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><main>{{ content | safe }}</main></body></html>
"""


@dataclass(frozen=True)
class Site:
    """The source of a site.

    Attributes:
        folder: where it is.
        page: one page's file, in the middle.
        out: where the tool writes.
    """

    folder: Path
    page: Path
    out: Path


def ours(folder: Path, count: int) -> Site:
    """Write a course of `count` units of one level."""
    series = []
    for name, numbers in _folders(count):
        units = ", ".join(_stem(number) for number in numbers)
        series.append(f"  - {{ id: {name}, titre: Série {name}, unites: [{units}] }}")
    _write(folder / "modules" / "programme.yml", _PROGRAMME.format(series="\n".join(series)))
    _write(folder / "modules" / "questionnaire.yml", _QUESTIONNAIRE)
    _write(folder / "quizzes" / "bilan.md", _QUIZ)
    return _pages(folder / "modules", count, _our_page, folder)


def mkdocs(folder: Path, count: int) -> Site:
    """Write a site of MkDocs with its default theme, search included."""

    def page(number: int) -> str:
        text = pages.body(number, _admonition, _part, "images/schema.svg")
        return f"---\ntitle: '{pages.title(number)}'\n---\n\n{text}"

    _write(folder / "mkdocs.yml", _MKDOCS)
    _write(folder / "docs" / "index.md", "# Accueil\n")
    return _pages(folder / "docs", count, page, folder)


def hugo(folder: Path, count: int) -> Site:
    """Write a site of Hugo: a list of the section and a table of contents on each page."""

    def page(number: int) -> str:
        text = pages.body(
            number, _shortcode("{{{{< {0} >}}}}\n{1}\n{{{{< /{0} >}}}}"), _part, "images/schema.svg"
        )
        return f"---\ntitle: '{pages.title(number)}'\n---\n\n{text}"

    _write(folder / "hugo.toml", _HUGO)
    for name in ("single", "list"):
        _write(folder / "layouts" / "_default" / f"{name}.html", _HUGO_PAGE)
    for kind in ("retenir", "attention", "exemple"):
        _write(folder / "layouts" / "shortcodes" / f"{kind}.html", _HUGO_CALLOUT)
    for name, _numbers in _folders(count):
        _write(folder / "content" / name / "_index.md", f"---\ntitle: {name}\n---\n")
    return _pages(folder / "content", count, page, folder)


def eleventy(folder: Path, count: int) -> Site:
    """Write a site of Eleventy: a bare layout."""

    def page(number: int) -> str:
        text = pages.body(number, _shortcode("{{% {0} %}}{1}{{% end{0} %}}"), _part, "images/schema.svg")
        return f"---\ntitle: '{pages.title(number)}'\nlayout: page.njk\n---\n\n{text}"

    _write(folder / "eleventy.config.cjs", _ELEVENTY)
    _write(folder / "pages" / "_includes" / "page.njk", _ELEVENTY_PAGE)
    return _pages(folder / "pages", count, page, folder)


def _pages(home: Path, count: int, page, folder: Path) -> Site:
    for name, numbers in _folders(count):
        _write(home / name / "images" / "schema.svg", pages.PICTURE)
        for number in numbers:
            _write(home / name / f"{_stem(number)}.md", page(number))
    return Site(folder, home / "serie-0" / f"{_stem(PER_FOLDER // 2)}.md", folder / "out")


def _our_page(number: int) -> str:
    head = (
        f"---\ntitre: {pages.title(number)}\nduree: 3 h\ndomaine: communication\n"
        "objectifs: [messagerie]\nniveaux: [decouverte]\n---\n\n"
    )

    def part(name: str) -> str:
        quiz = "\n\n::: quiz bilan :::" if name == "Évaluation" else ""
        return f'# {name} {{duree="45 min"}}{quiz}'

    return head + pages.body(number, _fenced, part, "images/schema.svg")


def _part(name: str) -> str:
    return f"# {name}"


def _fenced(kind: str, text: str) -> str:
    return f"::: {kind}\n{text}\n:::"


def _admonition(kind: str, text: str) -> str:
    return f'!!! note "{kind}"\n    {text}'


def _shortcode(layout: str) -> pages.Callout:
    return layout.format


def _folders(count: int) -> list[tuple[str, range]]:
    return [
        (f"serie-{first // PER_FOLDER}", range(first, min(first + PER_FOLDER, count)))
        for first in range(0, count, PER_FOLDER)
    ]


def _stem(number: int) -> str:
    return f"lecon-{number:04}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
