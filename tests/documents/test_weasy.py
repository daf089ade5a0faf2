"""What is said when the machine lacks a library of WeasyPrint's."""

import subprocess
import sys

import pytest

SENTENCE = (
    "Il manque une bibliothèque du système pour fabriquer les PDF\u00a0: installez-la par"
    " «\u00a0apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0\u00a0».\n"
)

# A process of its own: the libraries are loaded once. What fails is the loading itself, as on a bare machine.
WITHOUT = """
import cffi
load = cffi.FFI.dlopen
def refuse(self, name, *arguments):
    if {library!r} in name:
        raise OSError(name)
    return load(self, name, *arguments)
cffi.FFI.dlopen = refuse
from course_engine.documents.weasy import weasyprint
from course_engine.errors import EnvironmentRefused
for attempt in range(2):
    try:
        weasyprint()
    except EnvironmentRefused as refused:
        print(refused)
"""


@pytest.mark.parametrize("library", ["pango-1.0", "pangoft2", "gobject", "harfbuzz-subset"])
def test_a_missing_library_is_said_in_one_sentence_each_time(library):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT.format(library=library)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (SENTENCE * 2, "")


def test_verifying_needs_neither_weasyprint_nor_a_pdf_library():
    script = "import sys, course_engine.documents.seal; print({'weasyprint', 'pikepdf'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
