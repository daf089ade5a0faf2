"""Which of the course's files a page is compiled from."""

from collections.abc import Iterable, Mapping

from course_engine.model.course import Catalogue
from course_engine.model.frozen import Slug
from course_engine.model.variant import quizzes_in


def sources_behind(catalogue: Catalogue, units: Iterable[Slug]) -> Mapping[str, str]:
    """Return the SHA-256 of the files that the pages of `units` are compiled from, by name.

    Not of the whole course: what is made of some units need not be made again because another was touched.
    """
    names = {"modules/programme.yml"}
    for name in units:
        unit = catalogue.units[name]
        placed = {quiz for page in unit.pages for quiz in quizzes_in(page.content)}
        names |= {unit.path, *(catalogue.quizzes[quiz].path for quiz in placed)}
        if placed and "modules/publication.json" in catalogue.sources:  # the letters come from there
            names.add("modules/publication.json")
    if catalogue.glossary:
        names.add("modules/glossaire.md")
    return {name: catalogue.sources[name] for name in sorted(names)}
