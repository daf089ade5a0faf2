"""A theme is found, escapes everything, and is given exactly what docs/theme.md says."""

import re
from pathlib import Path
from typing import get_type_hints

import pytest
from jinja2 import StrictUndefined, meta
from msgspec import Struct

from course_engine.errors import NotFound
from course_engine.rendering import contexts
from course_engine.rendering.contexts import CONTEXTS, GlossaryContext, LayoutContext, Shell, TermView
from course_engine.rendering.theme import STYLESHEETS, Theme, load_theme

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "theme.md"
CLASSES = [
    value
    for value in vars(contexts).values()
    if isinstance(value, type) and issubclass(value, Struct) and value.__module__ == contexts.__name__
]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


def documented() -> dict[str, dict[str, str]]:
    """The names and lines of help that docs/theme.md gives under each heading."""
    sections = re.split(r"^### ", DOCUMENTATION.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {
        section.split("\n", 1)[0]: dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section, flags=re.MULTILINE))
        for section in sections
    }


def helped(context: type) -> dict[str, str]:
    return {name: hint.__metadata__[0] for name, hint in get_type_hints(context, include_extras=True).items()}


@pytest.mark.parametrize("context", CLASSES, ids=lambda context: context.__name__)
def test_every_field_of_a_context_is_documented_as_it_is(context: type) -> None:
    templates = {context_type: name for name, context_type in CONTEXTS.items()}
    heading = templates.get(context, context.__name__)
    assert documented()[heading] == helped(context)


def test_nothing_else_is_documented() -> None:
    templates = {context_type: name for name, context_type in CONTEXTS.items()}
    assert set(documented()) == {templates.get(context, context.__name__) for context in CLASSES}


@pytest.mark.parametrize("name", sorted(CONTEXTS))
def test_a_template_uses_only_names_that_its_context_gives(theme: Theme, name: str) -> None:
    source = (theme.folder / "templates" / name).read_text(encoding="utf-8")
    used = meta.find_undeclared_variables(theme.environment.parse(source))
    assert used <= set(helped(CONTEXTS[name]))


def test_every_context_has_its_template(theme: Theme) -> None:
    assert {path.name for path in (theme.folder / "templates").iterdir() if path.is_file()} == set(CONTEXTS)


def test_text_is_escaped_and_a_missing_name_is_an_error(theme: Theme) -> None:
    term = TermView(id="mot/x", title="<script>", definition=contexts.Markup("<p>a</p>"))
    html = theme.render("glossary.html", GlossaryContext(heading=2, terms=(term,)))
    assert "<dt>&lt;script&gt;</dt>" in html
    assert "<dd><p>a</p></dd>" in html
    assert theme.environment.undefined is StrictUndefined


def test_the_frame_has_a_skip_link_a_language_and_landmarks(theme: Theme) -> None:
    shell = Shell(
        programme="Cours",
        organiser="Région",
        home="/",
        mark="",
        stylesheets=("/theme/tokens.css",),
        scripts=("/quiz.js",),
    )
    html = theme.render("layout.html", LayoutContext(shell=shell))
    for piece in (
        '<html lang="fr">',
        '<a class="skip-link" href="#contenu">Aller au contenu</a>',
        '<main id="contenu" tabindex="-1">',
        '<link rel="stylesheet" href="/theme/tokens.css">',
        '<script src="/quiz.js" defer></script>',
        "<title>Cours</title>",
    ):
        assert piece in html


def test_static_files_are_the_style_sheets_and_the_fonts_that_they_name(theme: Theme) -> None:
    static = theme.static_files()
    assert list(static) == sorted(static)
    assert {name for name in static if name.endswith(".css")} == set(STYLESHEETS)
    named = {f"fonts/{name}" for name in re.findall(r'url\("fonts/([^"]+)"\)', static["tokens.css"].decode())}
    assert named | {"fonts/license.txt"} == {name for name in static if name.startswith("fonts/")}
    assert all(static[name][:4] == b"wOF2" for name in named)


def test_a_style_sheet_names_no_address_and_no_colour_of_its_own(theme: Theme) -> None:
    for name, content in theme.static_files().items():
        if name.endswith(".css"):
            assert "://" not in content.decode(), name
            if name != "tokens.css":
                assert re.findall(r"(?<!\w)#[0-9a-f]{3,8}\b", content.decode()) == [], name


def test_a_folder_without_templates_is_not_a_theme(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"Pas de thème dans .*«\xa0templates\xa0»"):
        load_theme(tmp_path)
