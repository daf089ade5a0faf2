"""A bundle becomes a ZIP that any tool opens and that does not know the time."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from course_engine.bundle.plan import BundlePlan
from course_engine.bundle.zip import write_zip
from course_engine.errors import OutputRefused


def test_the_archive_is_sound_and_its_entry_comes_first(
    plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    write_zip(plan, course, tmp_path / "bundles" / "b.zip")
    with ZipFile(tmp_path / "bundles" / "b.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(plan.members)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr >> 16) for info in archive.infolist()} == {
            (3, 0o100644)
        }
    assert [path.name for path in (tmp_path / "bundles").iterdir()] == ["b.zip"]


def test_a_bundle_already_there_is_not_written_again(plan: BundlePlan, course: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    assert write_zip(plan, course, target) is True
    before = target.stat().st_ino
    assert write_zip(plan, course, target) is False
    assert target.stat().st_ino == before


@pytest.mark.parametrize("content", [b"", b"a note", None], ids=["empty", "text", "folder"])
def test_what_is_not_a_bundle_is_refused_and_left_as_it_was(
    plan: BundlePlan, course: Path, tmp_path: Path, content: bytes | None
) -> None:
    target = tmp_path / "b.zip"
    target.mkdir() if content is None else target.write_bytes(content)
    with pytest.raises(OutputRefused, match=r"b\.zip.* existe déjà et n’est pas un parcours"):
        write_zip(plan, course, target)
    assert target.is_dir() if content is None else target.read_bytes() == content


def test_text_is_deflated_and_what_is_compressed_already_is_stored(
    plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    write_zip(plan, course, tmp_path / "b.zip")
    with ZipFile(tmp_path / "b.zip") as archive:
        kinds = {Path(info.filename).suffix: info.compress_type for info in archive.infolist()}
    assert kinds == {
        ".html": ZIP_DEFLATED,
        ".js": ZIP_DEFLATED,
        ".json": ZIP_DEFLATED,
        ".css": ZIP_DEFLATED,
        ".svg": ZIP_DEFLATED,
        ".txt": ZIP_DEFLATED,
        ".pdf": ZIP_STORED,
        ".woff2": ZIP_STORED,
    }
