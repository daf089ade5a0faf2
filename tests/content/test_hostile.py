"""Hostile text: located problems in bounded work, nothing active, never a traceback."""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from raw_text import rendered

from course_engine.content import Compilation
from course_engine.content.source import MAX_BYTES
from course_engine.errors import Severity

CORPORA = Path(os.environ.get("COURSE_ENGINE_CORPORA", "/nonexistent"))
UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"
needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="COURSE_ENGINE_CORPORA is not set")


class ActiveContent(HTMLParser):
    """Collects what could run: elements and attributes beyond those the compiler writes."""

    ELEMENTS = frozenset(
        {"p", "ul", "ol", "li", "blockquote", "hr", "h2", "h3", "h4", "h5", "pre", "code", "em", "strong"}
        | {"a", "br", "img", "figure", "figcaption", "div", "table", "thead", "tbody", "tr", "th", "td"}
        | {"video", "audio", "source", "track"}
    )
    ATTRIBUTES = frozenset(
        {"href", "rel", "download", "src", "alt", "class", "tabindex", "role", "aria-label", "scope", "start"}
        | {"controls", "preload", "type", "kind", "srclang", "label", "default"}
    )

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.ELEMENTS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in self.ATTRIBUTES:
                self.found.append(f"{tag} {name}")
            if name in {"href", "src"} and not re.match(
                r"(https?://|mailto:|tel:|asset)", value or "", re.IGNORECASE
            ):
                self.found.append(f"{tag} {name}={value}")


def active_content(written: str) -> list[str]:
    parser = ActiveContent()
    parser.feed(written)
    return parser.found


def in_unit(course, text: str) -> Compilation:
    return course.change(UNIT, "Que ferez-vous demain ?", text).compile()


HOSTILE = {
    "quotations": ">" * 2000 + " a",
    "lists": "\n".join("  " * depth + "- a" for depth in range(200)),
    "lists on one line": "- " * 2000 + "a",
    "numbered lists on one line": "1. " * 1000 + "a",
    "open emphasis": "*a **b " * 1000,
    "closing emphasis": "a** b* " * 1000,
    "brackets": "[" * 3000 + "a" + "]" * 3000,
    "images in images": "![" * 500 + "a" + "](images/ecran.svg)" * 500,
    "backticks": "".join("e" + "`" * count for count in range(1, 400)),
    "backslashes": "\\" * 20_000,
    "containers": "::: retenir\n" * 2000,
    "closings": ":::\n" * 2000,
    "entities": "&amp" * 20_000,
    "html": "<!--" * 5000,
    "definitions": "\n\n".join(f"[a{count}]: https://example.org/{'x' * 100}" for count in range(500)),
    "footnotes": "\n\n".join(f"[^a{count}]: [^a{count + 1}]" for count in range(500)),
    "wide table": "|" + "a|" * 60 + "\n" + "|-" * 60 + "|\n" + "|a\n" * 60,
    "attributes": '## a {a="' + "{" * 5000,
    "nested containers": "::: retenir\n" * 200 + ":::\n" * 200,
    "gaps that never close": "[[" * 50_000,
    "gaps that never close, with text": "[[a " * 25_000,
    "gaps that never close, on lines of their own": "[[\n" * 30_000,
    "gaps of many choices": "[[" + "a|" * 20_000 + "]]",
    "pictures that never close": "![" * 50_000,
    "footnotes that never close": "^[" * 50_000,
    "table in quotations": ">" * 50 + "|a|b|\n" + ">" * 50 + "|-|-|\n",
    "long table": "|a|b|\n|-|-|\n" + "|a|b|\n" * 3000,
    "spaces in a title": "## " + " " * 100_000 + "x",
    "braces in a title": "## " + "{" * 50_000 + "}" * 50_000,
    "titles": "## a\n\n= vrai\n\n" * 2000,
    "nul and controls": "a\x01\x02\x0b\x0c\x7f\u202e\ufeff b",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_gives_no_active_content_and_no_traceback(course, text):
    in_unit(course, text)
    course.question(text).compile()
    assert active_content(rendered(text, course.folder)) == []


@pytest.mark.parametrize(
    "text", ["[[" * 1001, "![a " * 2001, "- " + "[a\n" * 2001, "| a |\n|---|\n| " + "[" * 2001 + " |"]
)
def test_a_text_of_more_brackets_than_are_read_is_one_error(course, text):
    found = in_unit(course, text)
    assert [each.code for each in found.diagnostics if each.severity is Severity.ERROR] == ["MD121"]


def test_brackets_are_counted_by_paragraph(course):
    found = in_unit(course, "[[a]] [b\n\n" * 1000)
    assert [each for each in found.diagnostics if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java&#10;script:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](vbscript:x)",
        "[a](//example.org/x)",
        "[a](file:///etc/passwd)",
        "[a](../../../../etc/passwd)",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,<svg onload=alert(1)>)",
        '![a" onerror="alert(1)](images/ecran.svg)',
        '[a](https://example.org/"onmouseover="alert(1))',
        '![a](images/ecran.svg){largeur="50 %" onerror=alert(1)}',
    ],
)
def test_what_could_run_is_neutralised(course, text):
    assert active_content(rendered(text, course.folder)) == []


def test_nesting_beyond_twelve_is_one_error_where_it_begins(course):
    lists = "\n".join("  " * depth + "- a" for depth in range(30))
    found = in_unit(course, lists)
    errors = [(each.code, each.line) for each in found.diagnostics if each.severity is Severity.ERROR]
    assert errors == [("MD109", 55)]


def test_yaml_that_expands_is_refused(course):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + step)}: &{chr(98 + step)} [{', '.join(['*' + chr(97 + step)] * 10)}]\n"
        for step in range(8)
    )
    course.write("modules/questionnaire.yml", bomb)
    assert ("modules/questionnaire.yml", "PR103") in {(file, code) for file, _line, code in course.problems()}


def test_yaml_that_contains_itself_is_refused(course):
    course.write("modules/questionnaire.yml", "titre: a\nsections: &a\n  - *a\n")
    assert ("modules/questionnaire.yml", 2, "PR103") in course.problems()


def test_yaml_nested_too_deep_is_refused(course):
    course.write("modules/questionnaire.yml", "titre: " + "[" * 5000)
    assert course.problems() == [("modules/questionnaire.yml", 1, "PR103")]


@needs_corpora
def test_pathological_markdown_is_read_in_bounds(course):
    for file in sorted((CORPORA / "commonmark/pathological").glob("*.md")):
        text = file.read_text(encoding="utf-8", errors="replace")[: MAX_BYTES // 2]
        assert active_content(rendered(text, course.folder)) == [], file.name


@needs_corpora
def test_each_example_of_commonmark_and_gfm_is_read(course):
    for file in sorted((CORPORA / "commonmark").glob("*.json")):
        for text in texts_in(json.loads(file.read_text(encoding="utf-8"))):
            assert active_content(rendered(text, course.folder)) == [], (file.name, text)


@needs_corpora
def test_courses_by_others_never_give_a_traceback(course):
    for file in sorted((CORPORA / "markdown").rglob("*.md")):
        content = file.read_bytes()
        course.write(UNIT, content).write(QUIZ, content).compile()


@needs_corpora
def test_broken_front_matter_never_gives_a_traceback(course):
    for file in sorted((CORPORA / "bad/frontmatter").glob("*.md")):
        course.write(UNIT, file.read_bytes()).write(QUIZ, file.read_bytes()).compile()


@needs_corpora
def test_markdown_attacks_give_no_active_content(course):
    vectors = json.loads((CORPORA / "xss/markdown-vectors.json").read_text(encoding="utf-8"))
    for text in texts_in(vectors):
        assert active_content(rendered(text, course.folder)) == [], text


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in texts_in(part)]
