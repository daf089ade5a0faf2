"""The catalogue: a whole course, by the names of its parts."""

from sample_catalogue import sample_catalogue


def test_a_unit_that_the_course_no_longer_has_is_called_by_its_id() -> None:
    catalogue = sample_catalogue()
    assert catalogue.title_of("messagerie") == "Communiquer par messagerie"
    assert catalogue.title_of("disparue") == "disparue"
