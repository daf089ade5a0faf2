"""What other programs may rely on: these names, and no more."""

import subprocess
import sys

import pytest

import course_engine

PUBLIC = (
    "Catalogue CourseError Planner ProfileReader __version__ compile_course grade load_course plan_bundle"
    " verify_pdf verify_statement"
)


def test_the_public_names_are_pinned_sorted_and_there():
    assert PUBLIC.split() == course_engine.__all__ == sorted(course_engine.__all__) == dir(course_engine)
    assert [getattr(course_engine, name) is not None for name in course_engine.__all__].count(True) == 11


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"^module 'course_engine' has no attribute 'plan'$"):
        course_engine.plan  # noqa: B018 - asking for it is the test


def test_importing_the_package_imports_nothing_heavy():
    script = "import sys; before = set(sys.modules); import course_engine; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {
        name for name in done.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names
    } == {"course_engine"}
