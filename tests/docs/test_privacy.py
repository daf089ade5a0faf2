"""The page about personal data says what the one table says."""

from course_engine.training.privacy import collected_in_words
from course_engine.training.retention import Retention


def test_the_page_repeats_the_table_of_what_is_collected(page):
    rows = {
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in page("docs/donnees-personnelles.md").text.splitlines()
        if line.startswith("| ")
    }
    for line in collected_in_words(Retention()):
        told = (line.title, line.content, line.purpose, line.seen_by, line.kept, line.afterwards)
        assert tuple(cell.strip() for cell in told) in rows
