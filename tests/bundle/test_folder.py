"""A bundle becomes a folder, whole or not at all, and never over what is not a bundle."""

from hashlib import sha256
from pathlib import Path

import pytest

from course_engine.bundle.folder import write_folder
from course_engine.bundle.plan import BundlePlan
from course_engine.errors import OutputRefused


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def planned(plan: BundlePlan) -> dict[str, str]:
    return {name: member.sha256 for name, member in plan.members.items()}


def test_every_file_of_the_plan_is_written_and_nothing_is_left_beside(
    plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "tr4f2a"
    assert write_folder(plan, course, target) is True
    assert content(target) == planned(plan)
    assert list(target.parent.iterdir()) == [target]


def test_a_bundle_already_there_is_not_written_again(plan: BundlePlan, course: Path, tmp_path: Path) -> None:
    target = tmp_path / "tr4f2a"
    write_folder(plan, course, target)
    before = target.stat().st_ino
    assert write_folder(plan, course, target) is False
    assert target.stat().st_ino == before


def test_a_bundle_that_lost_a_file_is_made_whole(plan: BundlePlan, course: Path, tmp_path: Path) -> None:
    target = tmp_path / "tr4f2a"
    write_folder(plan, course, target)
    (target / "data.js").unlink()
    (target / "left-over.txt").write_text("x")
    assert write_folder(plan, course, target) is True
    assert content(target) == planned(plan)


def test_a_bundle_of_another_version_of_the_engine_is_replaced(
    plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    target = tmp_path / "tr4f2a"
    target.mkdir()
    (target / "manifest.json").write_text('{"format": "course-bundle", "version": 2, "unheard-of": 1}')
    assert write_folder(plan, course, target) is True
    assert content(target) == planned(plan)


def test_an_empty_folder_may_be_filled(plan: BundlePlan, course: Path, tmp_path: Path) -> None:
    target = tmp_path / "empty"
    target.mkdir()
    assert write_folder(plan, course, target) is True
    assert content(target) == planned(plan)


def test_what_a_killed_run_left_behind_is_cleared(plan: BundlePlan, course: Path, tmp_path: Path) -> None:
    (tmp_path / ".tr4f2a.new").mkdir()
    (tmp_path / ".tr4f2a.new" / "index.html").write_text("half")
    write_folder(plan, course, tmp_path / "tr4f2a")
    assert [path.name for path in tmp_path.iterdir() if path != course] == ["tr4f2a"]


def test_a_folder_that_is_not_ours_is_refused_and_left_as_it_was(
    plan: BundlePlan, course: Path, tmp_path: Path
) -> None:
    target = tmp_path / "photos"
    target.mkdir()
    (target / "plage.jpg").write_bytes(b"sand")
    with pytest.raises(OutputRefused, match="existe déjà et n’est pas un dossier de parcours"):
        write_folder(plan, course, target)
    assert [path.name for path in target.iterdir()] == ["plage.jpg"]


def test_a_file_in_the_place_of_the_folder_is_refused(plan: BundlePlan, course: Path, tmp_path: Path) -> None:
    (tmp_path / "tr4f2a").write_text("note")
    with pytest.raises(OutputRefused, match="existe déjà"):
        write_folder(plan, course, tmp_path / "tr4f2a")


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_course_that_changed_since_it_was_compiled_is_refused(
    plan: BundlePlan, course: Path, tmp_path: Path, damage: str
) -> None:
    picture = course / "modules/sensibilisation/images/ecran.svg"
    picture.unlink() if damage == "gone" else picture.write_bytes(b"<svg/>")
    with pytest.raises(OutputRefused, match=r"images/ecran\.svg.*a changé depuis"):
        write_folder(plan, course, tmp_path / "tr4f2a")
    assert not (tmp_path / "tr4f2a").exists()
