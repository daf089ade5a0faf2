"""What can be wrong with a quiz."""

from collections.abc import Mapping

from course_engine.content.problems.problem import Problem, error, warning
from course_engine.i18n import mark

QUIZZES: Mapping[str, Problem] = {
    "QZ101": error(mark("the quiz has no question"), mark("write ## and a question")),
    "QZ102": error(mark("the title “{title}” is not a question"), mark("write ## at the start of the line")),
    "QZ103": error(
        mark("containers have no place in a quiz"), mark("remove the line; a hint is written > [!indice]")
    ),
    "QZ104": error(mark("the question has no right answer"), mark("tick at least one box: - [x]")),
    "QZ105": error(
        mark("the question has no answer"),
        mark("end it with a list of boxes (- [x] …, - [ ] …), a line = réponse, a numbered list or a table"),
    ),
    "QZ106": error(
        mark("this answer is not the last block of the question"),
        mark("put it last, or delete what is one answer too many"),
    ),
    "QZ107": error(
        mark("“{text}” stands among the lines that begin with ="),
        mark("leave a blank line between the text and the first line = …"),
    ),
    "QZ108": error(mark("“{text}”: a space is missing after ="), mark("write = réponse")),
    "QZ109": error(mark("this answer is empty"), mark("write it after =")),
    "QZ110": error(mark("the question has no id"), mark("write at the end of its title: {{#{proposal}}}")),
    "QZ111": error(
        mark("“{value}” cannot be an id"),
        mark("use a-z, 0-9 and -, 2 to 40 characters, for example {{#{proposal}}}"),
    ),
    "QZ112": error(mark("“{value}” is not a number of points"), mark("write a whole number from 1 to 999")),
    "QZ113": error(mark("the objective “{value}” is not in the programme"), mark("expected word: {nearest}")),
    "QZ114": error(mark("the level “{value}” is not in the programme"), mark("expected word: {nearest}")),
    "QZ115": error(mark("the callout “{word}” is unknown"), mark("expected word: {nearest}")),
    "QZ116": error(mark("the question has this callout twice"), mark("make one of the two")),
    "QZ117": error(
        mark("this callout is inside something else"),
        mark("write > [!…] at the start of the line, apart from any list or quotation"),
    ),
    "QZ118": error(mark("only a question of type libre has a corrige"), mark("write > [!explication]")),
    "QZ119": error(
        mark("“{text}” does not begin with a box"),
        mark("write - [ ] or - [x], with a space before and after the box"),
    ),
    "QZ120": error(mark("the type “{value}” is unknown"), mark("expected word: {nearest}")),
    "QZ122": error(
        mark("the type “{given}” contradicts the answer, which is of type “{found}”"),
        mark("change one or the other"),
    ),
    "QZ123": error(mark("“{name}” means nothing for a question of type “{type}”"), mark("remove it")),
    "QZ124": error(mark("the rule “{value}” is unknown"), mark("expected word: {nearest}")),
    "QZ130": error(mark("the question has a single option"), mark("write at least two")),
    "QZ131": error(mark("the question has {number} options"), mark("keep at most {most}")),
    "QZ132": error(mark("this option is empty"), mark("write it after the box")),
    "QZ133": error(
        mark("the option “{text}” is the same as that of line {first}"), mark("change one of the two")
    ),
    "QZ134": warning(
        mark("“{text}” does not say what the learner knows"), mark("replace it with an answer of its own")
    ),
    "QZ135": warning(
        mark("ticking everything would earn {share} % of the points"),
        mark("add wrong options, or choose bareme=tout-ou-rien"),
    ),
    "QZ136": warning(
        mark("the option “{text}” is nearly that of line {first}"),
        mark("make the difference plain, or keep one of the two"),
    ),
    "QZ140": warning(
        mark("the answer “{text}” is the same as that of line {first}"), mark("delete one of the two")
    ),
    "QZ141": error(
        mark("a number has a single line"), mark("write an interval, such as = 8..12, or {{type=texte}}")
    ),
    "QZ142": error(mark("the bounds of “{text}” are in the wrong order"), mark("write the lowest first")),
    "QZ143": error(
        mark("“{text}” is a number among words"),
        mark("write {{type=texte}} in the title if it is compared as a word"),
    ),
    "QZ144": error(
        mark("“{text}” looks like a number and is not written as one"),
        mark("write 10, -3,5 or 1 200, without unit ({{unite=Mo}}) nor leading zero; else {{type=texte}}"),
    ),
    "QZ160": error(mark("a single row is matched"), mark("write at least two rows with a left cell")),
    "QZ161": error(
        mark("the right cell of this row is empty"), mark("write what the left cell is matched with")
    ),
    "QZ162": error(
        mark("the lure “{text}” is the answer of line {first}"),
        mark("change one of the two, or delete the lure"),
    ),
    "QZ163": error(mark("the list to put in order is too short"), mark("write at least {least} items")),
    "QZ164": error(mark("the scale is too short"), mark("write at least {least} steps")),
    "QZ165": error(mark("this item is empty"), mark("write it after its number, or delete the line")),
    "QZ170": error(
        mark("the gap “{text}” has no place here"), mark("move it to the text of the question, or write \\[[")
    ),
    "QZ171": error(
        mark("this gap has nothing to find"),
        mark("write [[réponse]], [[= réponse | autre]] or [[choix | *bon choix]]"),
    ),
    "QZ172": error(
        mark("the list of this gap has {number} right choices"), mark("put one * before the right one")
    ),
    "QZ173": error(
        mark("“{text}” is no shape"),
        mark("write rectangle x y largeur hauteur : texte or cercle x y rayon : texte"),
    ),
    "QZ174": error(
        mark("the size of the picture “{address}” cannot be read"),
        mark("give the SVG a viewBox, or save the picture again as PNG, JPEG or WebP"),
    ),
    "QZ175": error(
        mark("this shape has no area"),
        mark("write rectangle x y largeur hauteur : texte or cercle x y rayon : texte"),
    ),
    "QZ176": error(
        mark("this shape lies outside the picture"),
        mark("keep within what it covers (left, top, width, height): {covers}"),
    ),
    "QZ150": error(
        mark("the id “{id}” is already that of the question of {path}, line {first}"),
        mark("give one of them another id"),
    ),
}
