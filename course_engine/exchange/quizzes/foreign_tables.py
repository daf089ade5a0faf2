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
    rows = [[cell for cell in row.children if _is_cell(cell)] for row in table.walk() if row.tag == "tr"]
    rows = [row for row in rows if row]
    if not rows:
        return
    columns = max(len(row) for row in rows)
    if any(name in cell.attributes for row in rows for cell in row for name in ("colspan", "rowspan")):
        tell(_("merged cells of a table are parted"))
    if not all(cell.tag == "th" for cell in rows[0]):
        tell(_("the first row of a table becomes its header"))
    written = []
    for number, row in enumerate(rows):
        cells = [clean_all(cell, clean) for cell in row] + [[] for _missing in range(columns - len(row))]
        if any(is_block(node) and isinstance(node, Element) and node.tag != "p" for cell in cells for node in cell):
            tell(_("what stands in several lines in a table's cell is written in one"))
        tag = "th" if number == 0 else "td"
        written.append(Element("tr", {}, [Element(tag, {}, as_phrase(cell)) for cell in cells]))
    yield Element("table", {}, list(written))


def clean_all(element: Element, clean: Callable[[Node], list[Node]]) -> list[Node]:
    """Return what an element holds, made ours."""
    return [node for child in element.children for node in clean(child)]


def _is_cell(node: Node) -> bool:
    return isinstance(node, Element) and node.tag in {"td", "th"}
