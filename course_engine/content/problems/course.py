"""What can be wrong with the programme, the questionnaire, the glossary, and between files."""

from collections.abc import Mapping

from course_engine.content.problems.problem import Problem, error, warning
from course_engine.i18n import mark

COURSE: Mapping[str, Problem] = {
    "PR101": error(
        mark("this is not readable YAML"),
        mark("check the alignment, a space after each colon, and that quotes and brackets are closed"),
    ),
    "PR102": error(mark("the file is not a list of keys"), mark("write one cle: valeur per line")),
    "PR103": error(
        mark("the file nests or repeats too much"), mark("write it out without aliases (& and *)")
    ),
    "PR104": error(mark("a key must be a word"), mark("write cle: valeur")),
    "PR105": error(
        mark("the key “{key}” is given twice (line {first} already)"), mark("keep one of the two")
    ),
    "PR106": error(mark("the key “{key}” is missing"), mark("add it here")),
    "PR107": error(mark("the key “{key}” is unknown here"), mark("expected word: {nearest}")),
    "PR108": error(mark("“{value}” cannot be an id"), mark("use a-z, 0-9 and -, 2 to 40 characters")),
    "PR109": error(mark("“{value}” is not a whole number"), mark("write it in digits, such as 2")),
    "PR110": error(mark("“{value}” is out of bounds"), mark("the bound is {bound}")),
    "PR111": error(mark("“{key}” holds too little"), mark("give at least {bound}")),
    "PR112": error(mark("“{key}” takes a text"), mark("write it after the colon, in quotes if need be")),
    "PR113": error(mark("“{key}” takes a list"), mark("write [a, b], or one « - » line each")),
    "PR114": error(
        mark("“{key}” takes keys of its own"), mark("write cle: valeur under it, further to the right")
    ),
    "PR115": error(mark("the type “{value}” is unknown"), mark("expected word: {nearest}")),
    "PR116": error(
        mark("the question has no type"),
        mark("add type: oui-non, choix-unique, choix-multiple, role or disponibilites"),
    ),
    "PR117": error(
        mark("the value “{value}” of “{key}” is not valid"),
        mark("see the description of the file in the designer's guide"),
    ),
    "PR120": error(mark("the level “{value}” is named twice"), mark("keep it once")),
    "PR121": error(mark("“{level}” is not a level that has a threshold"), mark("expected word: {nearest}")),
    "PR122": error(
        mark("the domain “{domain}” has no threshold for the level “{level}”"),
        mark("add {level}: and its points under seuils"),
    ),
    "PR123": error(
        mark("the threshold of “{level}” ({points}) is not above that of the level below ({lower})"),
        mark("give it more points"),
    ),
    "PR124": error(mark("the series “{value}” is written twice"), mark("keep one of the two")),
    "PR125": error(
        mark("the unit “{unit}” is in the programme twice (line {first} already)"), mark("keep it once")
    ),
    "PR126": error(mark("the closing unit “{unit}” is in no series"), mark("expected word: {nearest}")),
    "PR127": error(mark("the unit “{unit}” has no file"), mark("write {path}, or take it off the programme")),
    "PR128": error(
        mark("the unit “{unit}” of the series “{series}” is in {path}"),
        mark("move the file to the folder of its series"),
    ),
    "PR129": warning(
        mark("no unit covers the objective “{objective}”"),
        mark("name it in the objectifs of a unit, or take it off the programme"),
    ),
    "QN101": error(
        mark("two questions have the id “{id}” (line {first} already)"), mark("give one of them another id")
    ),
    "QN102": error(mark("there is more than one question of type “{type}”"), mark("keep one")),
    "QN103": error(mark("two options of a question have the id “{id}”"), mark("give one of them another id")),
    "QN104": error(mark("the domain “{domain}” is not in the programme"), mark("expected word: {nearest}")),
    "QN105": error(
        mark("the objective “{objective}” is not in the programme"), mark("expected word: {nearest}")
    ),
    "QN106": error(
        mark(
            "no answers reach the level “{level}” in “{domain}”: it takes {points} points, they give at most {most}"
        ),
        mark("add questions that carry points in this domain, or lower the threshold"),
    ),
    "QN107": warning(
        mark("nobody can wish the objective “{objective}”"), mark("name it under the objectifs of an answer")
    ),
    "GL101": error(mark("this title is not a term"), mark("one ## title a term")),
    "GL102": error(mark("the term “{title}” has no definition"), mark("write it under the title")),
    "GL103": error(
        mark("the term “{title}” is there twice (line {first} already)"), mark("keep one of the two")
    ),
    "GL104": error(
        mark("containers have no place in the glossary"), mark("write the definition as plain text")
    ),
    "XR101": error(
        mark("the unit “{unit}” is in no series"), mark("add it to the unites of a series in {programme}")
    ),
    "XR102": error(mark("the prerequisite “{value}” is no unit"), mark("expected word: {nearest}")),
    "XR103": error(mark("the prerequisites go round in a circle: {cycle}"), mark("remove one of them")),
    "XR104": error(
        mark("the prerequisite “{value}” comes after “{unit}” in the programme"),
        mark("move it before, or remove the prerequisite"),
    ),
    "XR105": error(
        mark("the closing unit “{value}” cannot be a prerequisite"), mark("remove it: it is always last")
    ),
    "XR106": error(
        mark("the quiz “{quiz}” does not exist"),
        mark("write quizzes/{quiz}.md, or name a quiz that exists: {nearest}"),
    ),
    "XR107": warning(
        mark("no unit shows the quiz “{quiz}”"), mark("write ::: quiz {quiz} in a unit, or delete the file")
    ),
    "XR108": error(mark("the unit “{unit}” does not exist"), mark("expected word: {nearest}")),
    "XR109": error(mark("the unit “{unit}” has no page “{page}”"), mark("expected word: {nearest}")),
    "XR110": error(
        mark("the unit {path} already has the id “{id}”"),
        mark("rename one of the two files, or change its id:"),
    ),
    "XR111": error(
        mark("the quiz {path} already has the id “{id}”"),
        mark("rename one of the two files, or change its id:"),
    ),
    "XR112": warning(
        mark("no answers to the questionnaire lead to the unit “{unit}”"),
        mark("give the closing unit something to close, or list the unit in a series"),
    ),
    "XR113": error(
        mark("the quiz “{quiz}” does not exist, nor does any other"), mark("write quizzes/{quiz}.md")
    ),
}
