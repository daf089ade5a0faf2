"""Personal codes → a CSV file, to be merged into the letters that people receive."""

from collections.abc import Iterable

from course_engine.exchange.csv_writing import write_csv
from course_engine.model.training import Trainee

CODE_COLUMNS = ("stagiaire", "nom", "prenom", "collectivite", "code")


def write_codes(issued: Iterable[tuple[Trainee, str]]) -> bytes:
    """Return the CSV file of the codes that were just issued, one person a line."""
    return write_csv(
        CODE_COLUMNS,
        ((who.id, who.last_name, who.first_name, who.employer, code) for who, code in issued),
    )
