"""What can be wrong with what was published, and between it and the course."""

from collections.abc import Mapping

from course_engine.content.problems.problem import Problem, error, warning
from course_engine.i18n import mark

PUBLICATION: Mapping[str, Problem] = {
    "PB101": error(
        mark("this is not the file that publish writes"),
        mark("take back from git the last version that was good: it is not written by hand"),
    ),
    "PB102": error(
        mark("“{id}” has no version {version} in its turn: two publications were mixed"),
        mark("keep all the lines of one of the two in git, then publish again"),
    ),
    "PB103": error(
        mark("this line is not a published question"),
        mark("take the file back from git, one version a line, then publish again"),
    ),
    "PB110": warning(
        mark("“{now}” keeps the letter {letter} of “{before}”, which it resembles most"),
        mark("check that it is the same answer put otherwise; if not, give the question a new id"),
    ),
    "PB111": error(
        mark("the question “{id}” was published with another type: it now reads as “{found}”"),
        mark(
            "correct its answer if it is a slip; otherwise give it a new {{#id}}, so that answers given stay with the old one"
        ),
    ),
    "PB112": error(
        mark("nothing of what the published question “{id}” offered is left"),
        mark("give this one a new {{#id}}: the answers given stay with the old one"),
    ),
    "PB113": warning(
        mark("“{id}” is judged otherwise than when it was published: {changed}"),
        mark("publish, then run course-engine regrade: it shows before and after for each trainee"),
    ),
    "PB114": warning(
        mark("the published question “{id}” of the quiz “{quiz}” is gone"),
        mark("if that was meant, publish: this warning stops; if not, write it again with {{#{id}}}"),
    ),
    "PB115": warning(
        mark("this question is new and resembles “{id}”, published, which is gone: renamed?"),
        mark("write {{#{id}}} in the place of {{#{new}}} to keep the answers given"),
    ),
    "PB116": error(
        mark("the id “{id}” was published as that of the question of {path}, line {first}"),
        mark("give this one another id"),
    ),
}
