"""Tables of other tools → tables of ours: a header, the same number of cells everywhere, one line in each."""

from collections.abc import Callable, Iterator

from course_engine.content.html_tree import Element, Node
from course_engine.exchange.quizzes.foreign_blocks import as_phrase, is_block
from course_engine.i18n import translator

_ = translator("exchange")


def clean_table(
    table: Element, clean: Callable[[Node], list[Node]], tell: Callable[[str], None]
) -> Iterator[Element]:
    """Yield a table, after its caption if it has one; what it loses is told.

    Args:
        table: as it came.
        clean: makes one node ours.
        tell: takes a sentence for each thing that is lost.
    """
    if caption := table.find("caption"):
        yield Element("p", {}, as_phrase(clean_all(caption, clean)))
    rows = [found for row in table.walk() if row.tag == "tr" and (found := _cells(row))]
    if not rows:
        return
    if any(name in cell.attributes for row in rows for cell in row for name in ("colspan", "rowspan")):
        tell(_("merged cells of a table are parted"))
    if not all(cell.tag == "th" for cell in rows[0]):
        tell(_("the first row of a table becomes its header"))
    columns = max(len(row) for row in rows)
    written: list[Node] = []
    for row in rows:
        texts = [clean_all(cell, clean) for cell in row]
        if any(
            is_block(node) and isinstance(node, Element) and node.tag != "p"
            for text in texts
            for node in text
        ):
            tell(_("what stands in several lines in a table's cell is written in one"))
        tag = "td" if written else "th"
        cells: list[Node] = [Element(tag, {}, as_phrase(text)) for text in texts]
        cells.extend(Element(tag) for _missing in range(columns - len(row)))
        written.append(Element("tr", {}, cells))
    yield Element("table", {}, written)


def clean_all(element: Element, clean: Callable[[Node], list[Node]]) -> list[Node]:
    """Return what an element holds, made ours."""
    return [node for child in element.children for node in clean(child)]


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if isinstance(cell, Element) and cell.tag in {"td", "th"}]
