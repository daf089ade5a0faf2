"""Every relative link of every Markdown page leads somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
MADE_OR_BORROWED = {".venv", "build", "node_modules", "dist"}
INPUT_OF_OTHER_TESTS = {"golden", "courses"}
"""Markdown with mistakes on purpose."""
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
LINKS = {"link_open": "href", "image": "src"}
MARKDOWN = MarkdownIt("commonmark").enable("table")


def pages() -> list[str]:
    """Return the path of each page from the root, in order."""
    found = (file.relative_to(ROOT) for file in ROOT.rglob("*.md"))
    return sorted(
        str(path) for path in found if not (MADE_OR_BORROWED | INPUT_OF_OTHER_TESTS) & set(path.parts[:-1])
    )


def links(page: Path) -> list[str]:
    inline = [token for token in MARKDOWN.parse(page.read_text(encoding="utf-8")) if token.children]
    children = [child for token in inline for child in token.children or []]
    return [str(child.attrs[LINKS[child.type]]) for child in children if child.type in LINKS]


def anchors(page: Path) -> set[str]:
    """Return the names that a forge gives to the headings of a page."""
    tokens = MARKDOWN.parse(page.read_text(encoding="utf-8"))
    titles = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", pages())
def test_each_relative_link_resolves(name):
    page = ROOT / name
    broken = []
    for link in links(page):
        address, _hash, anchor = unquote(link).partition("#")
        if ELSEWHERE.match(link):
            continue
        target = (page.parent / address) if address else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_each_page_of_the_docs_is_in_their_index():
    docs = ROOT / "docs"
    told = {link for link in links(docs / "README.md") if not link.startswith("..")}
    assert {file.name for file in docs.glob("*.md")} - {"README.md"} == told - {"decisions/README.md"}
    decisions = docs / "decisions"
    assert {file.name for file in decisions.glob("0*.md")} == set(links(decisions / "README.md"))
