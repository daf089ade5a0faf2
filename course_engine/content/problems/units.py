"""What can be wrong with the times, pages and containers of a unit."""

from collections.abc import Mapping

from course_engine.content.problems.problem import Problem, error, warning
from course_engine.i18n import mark

UNITS: Mapping[str, Problem] = {
    "UN101": error(
        mark("“{title}” is not one of the four times"),
        mark("expected word: {nearest}; a page's title has two signs: ##"),
    ),
    "UN102": error(mark("the time “{title}” is missing"), mark('add # {title} {{duree="30 min"}}')),
    "UN103": error(
        mark("the time “{title}” is there twice (line {first} already)"),
        mark("gather its pages under one of the two"),
    ),
    "UN104": error(
        mark("the time “{title}” has no duration"), mark('write {{duree="30 min"}} at the end of the line')
    ),
    "UN105": error(mark("“{value}” is not a duration"), mark("write 60 min, 1 h or 1 h 30")),
    "UN106": error(
        mark("the unit lasts {whole} min and its times add up to {sum} min"), mark("change one or the other")
    ),
    "UN107": error(mark("text stands before the first time"), mark("put it under one of the four times")),
    "UN108": error(
        mark("the heading “{title}” stands in a list or a quotation"),
        mark("put it at the start of the line, outside"),
    ),
    "UN109": error(mark("the level “{level}” is not one of the unit's"), mark("expected word: {nearest}")),
    "UN110": error(mark("“{value}” cannot be an id"), mark("use a-z, 0-9 and -, 2 to 40 characters")),
    "UN111": error(
        mark("two pages have the id “{id}” (line {first} already)"),
        mark("write another at the end of the title: {{#autre-id}}"),
    ),
    "UN112": error(
        mark("the time “{title}” has no page left at the level “{level}”"),
        mark("write a page for this level, or take the level off the unit"),
    ),
    "UN113": error(mark("the heading {written} skips a level"), mark("write {expected}")),
    "UN114": warning(
        mark("the page “{title}” shows nothing to anyone"), mark("write it, or delete its title")
    ),
    "UN115": error(
        mark("Évaluation has no quiz at the level “{level}”"), mark("write ::: quiz and its id in this time")
    ),
    "UN116": error(
        mark("the quiz of Évaluation ({quiz}) asks nothing at the level “{level}”"),
        mark("add a question for this level"),
    ),
    "UN117": warning(
        mark(
            "the page “{page}” is hard to read at the level “{level}”: {score} of 100, {length} words a sentence"
        ),
        mark("shorten sentences, then words, up to {least}"),
    ),
    "CT101": error(
        mark("the container “{word}” is not closed"),
        mark("write ::: alone on a line after its end, in the same list item or quotation"),
    ),
    "CT102": error(
        mark("this ::: closes nothing"), mark("delete it, or find the opening line that is missing")
    ),
    "CT103": error(mark("the container “{word}” is unknown"), mark("expected word: {nearest}")),
    "CT104": error(
        mark("only a quiz may open and close on one line"), mark("close “{word}” by ::: on a line of its own")
    ),
    "CT105": error(
        mark("a title of a time or page stands in the container “{word}” of line {opened}"),
        mark("close the container before the title, or write ###"),
    ),
    "CT106": error(mark("“{words}” means nothing after “{word}”"), mark("write the text on the next line")),
    "CT107": error(mark("a niveau may not be in another niveau"), mark("close the first one before it")),
    "CT108": error(mark("niveau names no level"), mark("write ::: niveau and one or several of: {levels}")),
    "CT109": error(mark("the level “{level}” is not one of the unit's"), mark("expected word: {nearest}")),
    "CT110": error(mark("a solution stands in an exercice"), mark("move it to the end of the exercice")),
    "CT111": error(
        mark("a quiz stands in a time or in a niveau, nowhere else"), mark("take it out of what holds it")
    ),
    "CT112": error(mark("a quiz holds nothing"), mark("write ::: just after the line ::: quiz")),
    "CT113": error(
        mark("::: quiz is followed by one id"), mark("write ::: quiz and the name of a file of quizzes/")
    ),
    "CT114": error(
        mark("simplifie follows no block that it could put more simply"),
        mark("put it just after that block, in the same container"),
    ),
    "CT115": error(mark("a transcription follows a video or a sound"), mark("put it just after")),
    "CT116": error(mark("something stands after the solution of an exercice"), mark("put the solution last")),
}
