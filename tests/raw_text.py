"""What the compiler writes for a text that an author put in a unit, whatever problems it has."""

from pathlib import Path

from course_engine.content.assets import Shelf
from course_engine.content.blocks import BlockWriter
from course_engine.content.containers import pair_containers
from course_engine.content.footnotes import take_notes
from course_engine.content.markdown import parse
from course_engine.content.report import Report
from course_engine.content.source import Source
from course_engine.content.text import TextContext
from course_engine.model.fragment import AssetUrl, Block, Fragment, TermRef


def rendered(text: str, course: Path) -> str:
    """Return the HTML of a text, its holes filled by innocent words.

    Args:
        text: Markdown.
        course: the folder where its pictures would be.
    """
    source = Source("modules/decouvrir/courriel.md", text, "")
    report = Report(source.path, source.lines)
    pairing = pair_containers(parse(source, 0).tokens, ("pratique",), report)
    tokens, _notes = take_notes(pairing.tokens, report)
    writer = BlockWriter(TextContext("modules/decouvrir", Shelf(course), report))
    return _html_of(writer.fragment(tokens))


def _html_of(fragment: Fragment) -> str:
    """Return a fragment's HTML with its holes filled by innocent text."""
    parts = []
    for part in fragment:
        match part:
            case str():
                parts.append(part)
            case Block():
                parts.append(_html_of(part.content))
            case AssetUrl():
                parts.append("asset")
            case TermRef():
                parts.append("term")
            case _:
                parts.append("")
    return "".join(parts)
