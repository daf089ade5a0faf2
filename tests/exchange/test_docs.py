"""The guide to CSV files: each code of an import has its heading."""

import re
from pathlib import Path

import course_engine

ENGINE = Path(course_engine.__file__).parent
GUIDE = ENGINE.parent / "docs" / "fichiers-csv.md"


def test_each_code_has_a_heading_and_each_heading_a_code() -> None:
    sources = [*(ENGINE / "exchange").glob("csv_*.py"), *(ENGINE / "training").glob("*.py")]
    codes = {
        code for source in sources for code in re.findall(r'"((?:CSV|TE|DE|SE|EM)\d{3})"', source.read_text())
    }
    assert re.findall(r"^### (\w+)$", GUIDE.read_text(), re.MULTILINE) == sorted(
        codes, key=lambda code: (["CSV", "TE", "DE", "SE", "EM"].index(code[:-3]), code)
    )
