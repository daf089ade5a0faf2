"""What is erased is not left in the files of SQLite, where anybody with the disk could read it."""

import json
import shutil
from pathlib import Path
from random import Random

from stand import NOW
from whole_file import ARRANGEMENT, FIRST_NAME, LAST_NAME, PERSON, fill_every_table

from course_engine.store import Database, open_database
from course_engine.training.erasure import Erasure, ErasureReason, erase
from course_engine.training.retention import Retention

# JSON columns write accents as escapes.
WORDS = [
    LAST_NAME.encode(),
    FIRST_NAME.encode(),
    *(json.dumps(word)[1:-1].encode() for word in (LAST_NAME, FIRST_NAME, ARRANGEMENT)),
]


def erase_person(database: Database) -> Erasure:
    asked = ErasureReason.ASKED
    return erase(database, PERSON, reason=asked, by="region", retention=Retention(), now=NOW, rng=Random(21))


def test_the_name_is_in_no_byte_of_the_file_nor_of_its_log(empty_file: Path, tmp_path: Path) -> None:
    def held() -> bytes:
        return b"".join(file.read_bytes() for file in sorted(tmp_path.glob("records.db*")))

    with open_database(shutil.copy(empty_file, tmp_path / "records.db")) as database:
        fill_every_table(database)
        assert [word for word in WORDS if word not in held()] == []
        assert erase_person(database).clean
        assert [word for word in WORDS if word in held()] == []
    assert [word for word in WORDS if word in held()] == []


def test_while_somebody_reads_the_log_cannot_be_emptied_and_the_erasure_says_so(
    empty_file: Path, tmp_path: Path
) -> None:
    with open_database(shutil.copy(empty_file, tmp_path / "records.db"), busy_timeout_ms=20) as database:
        fill_every_table(database)
        with database.reading() as records:
            records.people.trainees()
            assert not erase_person(database).clean
        assert database.leave_no_trace()
