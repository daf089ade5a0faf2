"""What can be wrong with Markdown, pictures, tables and links."""

from collections.abc import Mapping

from course_engine.content.problems.problem import Problem, error, warning
from course_engine.i18n import mark

TEXT: Mapping[str, Problem] = {
    "MD101": error(
        mark("raw HTML is not allowed: {tag}"), mark("write it in Markdown; to show the sign <, write \\<")
    ),
    "MD102": error(
        mark("“{text}” is underlined as a heading"),
        mark("write ## before it; for a rule, leave a blank line above"),
    ),
    "MD103": error(
        mark("a link's address may not stand apart: {text}"), mark("write it in the text: [texte](adresse)")
    ),
    "MD104": error(
        mark("four spaces make code of this line"),
        mark("remove the spaces; for code, write ``` before and after"),
    ),
    "MD105": error(
        mark("this line continues a list or a quotation without its mark"),
        mark("indent it, write > before it, or leave a blank line above"),
    ),
    "MD106": warning(
        mark("this line continues a list or a quotation without its mark"),
        mark("indent it, write > before it, or leave a blank line above"),
    ),
    "MD109": error(
        mark("this is nested more than twelve deep"), mark("make it simpler: fewer lists in lists")
    ),
    "MD110": error(mark("the title is empty"), mark("write it after the # signs")),
    "MD112": error(
        mark("the attribute “{word}” is unknown here"),
        mark("expected word: {nearest}; a literal brace is written \\{{"),
    ),
    "MD113": error(mark("the attribute “{word}” is given twice"), mark("keep it once")),
    "MD114": error(mark("“{text}”: a space is missing after #"), mark("write the space, and it is a title")),
    "MD115": error(
        mark("this title takes no attributes"),
        mark("remove what is in braces; a literal brace is written \\{{"),
    ),
    "MD116": error(
        mark("the footnote [^{label}] has no place here"),
        mark("say it in the text: footnotes belong to the text of units"),
    ),
    "MD117": error(
        mark("the footnote [^{label}] is written twice (line {first} already)"),
        mark("give one of them another name"),
    ),
    "MD118": error(
        mark("the footnote [^{label}] is not written"), mark("add a line [^{label}]: and its text")
    ),
    "MD119": warning(
        mark("nothing calls the footnote [^{label}]"),
        mark("write [^{label}] in the text, or delete the footnote"),
    ),
    "MD120": error(
        mark("the footnote [^{label}] is called at the level “{level}”, which cannot read it"),
        mark("take the footnote out of its container"),
    ),
    "MD121": error(
        mark("this paragraph has more than {most} brackets: it is not read"), mark("cut it into several")
    ),
    "IM101": error(
        mark("the file “{address}” does not exist"), mark("put it at {path}, or correct its name")
    ),
    "IM102": error(
        mark("“{address}” is neither in images/ nor in fichiers/"),
        mark("put the file in images/ or fichiers/, beside the text, and write for example images/ecran.svg"),
    ),
    "IM103": error(
        mark("the file's name “{address}” is not allowed"), mark("rename it with a-z, 0-9, -, _ and . only")
    ),
    "IM104": error(mark("the file “{path}” cannot be read"), mark("check its permissions")),
    "IM105": error(
        mark("the drawing {path} holds a program, or is not sound SVG"),
        mark("export it again as plain SVG, without script"),
    ),
    "IM106": warning(mark("the picture weighs {size} KiB"), mark("make it lighter than {limit} KiB")),
    "IM107": error(
        mark("the picture has no alternative text"),
        mark("say what it shows: ![texte](images/…), or write {{decoratif}} after it"),
    ),
    "IM108": error(
        mark("“{address}” is not a picture that pages can show"), mark("use SVG, PNG, JPEG or WebP")
    ),
    "IM109": error(
        mark("the picture “{address}” is not among the course's files"),
        mark("put it in images/, beside the text"),
    ),
    "IM110": error(
        mark("“{value}” is not a width"),
        mark('write a percentage from {narrowest} to 100, such as {{largeur="50 %"}}'),
    ),
    "IM111": error(mark("the video has no captions"), mark("put them at {address}")),
    "IM112": error(
        mark("a video or a sound stands alone in its paragraph"), mark("leave a blank line before and after")
    ),
    "IM113": error(
        mark("the video or sound has no transcription"), mark("write ::: transcription just after it")
    ),
    "TB101": error(mark("this line is glued to a table"), mark("leave a blank line between them")),
    "TB102": error(mark("the table's header row is empty"), mark("name each column")),
    "TB103": error(
        mark("this row has {found} cells, the table has {expected} columns"),
        mark("add or remove cells; inside a cell, write \\| for the sign"),
    ),
    "TB104": error(
        mark("the rule under the table's header does not have the same number of cells"),
        mark("write as many |---| as there are columns"),
    ),
    "TB105": error(
        mark("these lines look like a table without a header row"),
        mark("write a header row, then a row |---|---|"),
    ),
    "LN101": error(
        mark("addresses in “{scheme}:” are not allowed"),
        mark("use https, http, mailto, tel, or a file of fichiers/"),
    ),
    "LN102": error(
        mark("the address “{address}” leads nowhere"),
        mark("write a whole address (https://…) or a file of fichiers/"),
    ),
    "LN103": error(mark("the link has no text"), mark("say where it goes: [texte](adresse)")),
    "LN104": warning(
        mark("“{text}” does not say where the link goes"), mark("name the page or file it leads to")
    ),
    "LN105": error(
        mark("the address “{address}” holds a space: it is not read as a link or a picture"),
        mark("rename the file without a space, or write %20 for each space of an address on the web"),
    ),
}
