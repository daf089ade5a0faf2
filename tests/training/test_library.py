"""The course as trainees read it: what a page needs is known with it."""

import territory

from course_engine.training.library import Library


def test_the_picture_to_point_at_is_among_the_files_of_its_unit() -> None:
    library = Library(territory.catalogue())
    for level in ("decouverte", "pratique", "autonome"):
        assert "quizzes/images/accuse-reception.svg" in library.assets("dematerialisation", level)
        assert "quizzes/images/accuse-reception.svg" not in library.assets("messagerie", level)
