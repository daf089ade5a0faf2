"""What can be wrong with a file and its front matter."""

from collections.abc import Mapping

from course_engine.content.problems.problem import Problem, error
from course_engine.i18n import mark

FILES: Mapping[str, Problem] = {
    "FI101": error(
        mark("this folder holds no course: there is no modules/ folder"),
        mark("give the folder that holds modules/ and quizzes/"),
    ),
    "FI102": error(mark("the file cannot be read"), mark("check its permissions, and that it is a file")),
    "FI103": error(
        mark("the file is longer than {limit} KiB"),
        mark("cut it into several files; pictures stay beside the text"),
    ),
    "FI104": error(
        mark("this is not a text file"),
        mark("save it as plain text (.md), not as a word processor's document"),
    ),
    "FI105": error(mark("the file is encoded in {encoding}"), mark("save it again in UTF-8")),
    "FI106": error(
        mark("the file is not encoded in UTF-8: byte {byte}"),
        mark("save it again in UTF-8 and check the accented letters"),
    ),
    "FI107": error(mark("the file is empty"), mark("write it, or delete it")),
    "FI108": error(
        mark("the file is a link that leads out of the course folder"),
        mark("put the file itself in its place"),
    ),
    "FI109": error(
        mark("the file's name “{value}” cannot be an id"),
        mark("rename it with a-z, 0-9 and -, 2 to 40 characters, or give an id: in its front matter"),
    ),
    "FI110": error(mark("the file {path} is missing"), mark("write it: a course cannot do without")),
    "FI111": error(mark("{path} is not where a unit stands"), mark("move it to modules/<serie>/<unite>.md")),
    "FM101": error(
        mark("the file has no front matter"),
        mark("begin it with a line ---, then {keys}, one per line, then a line ---"),
    ),
    "FM102": error(mark("the front matter is not closed"), mark("write a line --- after the last key")),
    "FM103": error(
        mark("“{text}” is not a line of front matter"),
        mark("write « cle: texte », or « - texte » under a key that takes a list"),
    ),
    "FM104": error(mark("the key “{key}” is unknown"), mark("expected word: {nearest}")),
    "FM105": error(
        mark("the key “{key}” is given twice (line {first} already)"), mark("keep one of the two")
    ),
    "FM106": error(mark("the key “{key}” is missing"), mark("add a line {key}: … to the front matter")),
    "FM107": error(
        mark("the key “{key}” has no value"), mark("write its value after the colon, or delete the line")
    ),
    "FM108": error(
        mark("the key “{key}” takes one text, not a list"), mark("write it on one line, after the colon")
    ),
    "FM110": error(mark("“{value}” cannot be an id"), mark("use a-z, 0-9 and -, 2 to 40 characters")),
    "FM111": error(mark("“{value}” is not a duration"), mark("write 60 min, 1 h or 1 h 30")),
    "FM112": error(mark("the domain “{value}” is not in the programme"), mark("expected word: {nearest}")),
    "FM113": error(mark("the objective “{value}” is not in the programme"), mark("expected word: {nearest}")),
    "FM114": error(mark("the level “{value}” is not in the programme"), mark("expected word: {nearest}")),
    "FM115": error(mark("“{value}” stands twice under “{key}”"), mark("keep it once")),
    "FM116": error(mark("“{value}” is not a threshold"), mark("write a whole percentage, such as 60 %")),
    "FM117": error(
        mark("“{value}” is not a number of questions to draw"),
        mark("write a whole number from 1 to {questions}"),
    ),
    "FM118": error(mark("“{value}” is neither oui nor non"), mark("write melange: oui or melange: non")),
}
