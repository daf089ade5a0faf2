"""Every problem that the compiler can report, by code.

Families: FI files, FM front matter, PR programme, QN questionnaire, XR cross references, GL glossary,
UN units, CT containers, MD Markdown, IM pictures and media, TB tables, LN links, QZ quizzes,
PB publication.
A code is never given to another problem: people and documents refer to it.
"""

from collections.abc import Mapping

from course_engine.content.problems.course import COURSE
from course_engine.content.problems.files import FILES
from course_engine.content.problems.problem import Problem
from course_engine.content.problems.publication import PUBLICATION
from course_engine.content.problems.quizzes import QUIZZES
from course_engine.content.problems.text import TEXT
from course_engine.content.problems.units import UNITS

PROBLEMS: Mapping[str, Problem] = {**FILES, **COURSE, **UNITS, **TEXT, **QUIZZES, **PUBLICATION}
