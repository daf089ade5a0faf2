"""What is seen of a folder in which editors write in their own ways."""

import os
import shutil

import pytest

from course_engine.preview.watching import MOST_RESTS, Watcher

UNIT = "modules/decouvrir/courriel.md"
QUIZ = "quizzes/courriel.md"


@pytest.fixture
def watcher(folder):
    return Watcher(folder, rest=lambda _seconds: None)


def test_nothing_changed_while_nobody_writes(watcher):
    assert watcher.changed() == frozenset()


def test_a_save_is_seen_once(watcher, folder):
    (folder / UNIT).write_text("autre")
    assert watcher.changed() == {UNIT}
    assert watcher.changed() == frozenset()


def test_the_same_content_saved_again_is_no_change(watcher, folder):
    (folder / UNIT).write_text("autre")
    watcher.changed()
    (folder / UNIT).write_text("autre")
    os.utime(folder / UNIT, ns=(1, 1))
    assert watcher.changed() == frozenset()


def test_a_change_that_keeps_size_and_time_is_seen_by_the_file_that_replaces_it(watcher, folder):
    (folder / UNIT).write_text("un texte")
    watcher.changed()
    told = (folder / UNIT).stat()
    (folder / "modules/decouvrir/nouveau").write_text("du texte")
    os.utime(folder / "modules/decouvrir/nouveau", ns=(told.st_atime_ns, told.st_mtime_ns))
    (folder / "modules/decouvrir/nouveau").replace(folder / UNIT)
    assert watcher.changed() == {UNIT}


def test_a_file_renamed_is_one_gone_and_one_come(watcher, folder):
    (folder / UNIT).rename(folder / "modules/decouvrir/lettre.md")
    assert watcher.changed() == {UNIT, "modules/decouvrir/lettre.md"}


def test_an_editor_that_saves_by_renaming_makes_one_change(watcher, folder):
    (folder / "modules/decouvrir/.courriel.md.swp").write_text("brouillon")
    (folder / UNIT).rename(folder / "modules/decouvrir/courriel.md~")
    (folder / UNIT).write_text("autre")
    assert watcher.changed() == {UNIT}


def test_a_file_is_read_once_it_is_no_longer_being_written(folder):
    file = folder / UNIT
    steps = ["", "la moitié", "tout"]

    def rest(_seconds):
        if steps:
            file.write_text(steps.pop(0))

    watcher = Watcher(folder, rest=rest)
    file.write_text("commencé")
    assert watcher.changed() == {UNIT}
    assert (file.read_text(), steps) == ("tout", [])
    assert watcher.changed() == frozenset()


def test_what_never_settles_is_read_all_the_same(folder):
    writes = iter(range(10 * MOST_RESTS))
    watcher = Watcher(folder, rest=lambda _seconds: (folder / UNIT).write_text("x" * next(writes)))
    (folder / UNIT).write_text("commencé")
    assert watcher.changed() == {UNIT}


def test_a_folder_that_vanishes_takes_its_files_and_brings_them_back(watcher, folder, tmp_path):
    folder.rename(tmp_path / "ailleurs")
    assert UNIT in watcher.changed()
    shutil.move(tmp_path / "ailleurs", folder)
    assert UNIT in watcher.changed()


def test_a_link_that_goes_round_is_not_followed(folder):
    (folder / "modules/decouvrir/encore").symlink_to(folder / "modules", target_is_directory=True)
    (folder / "quizzes/perdu.md").symlink_to(folder / "nulle-part.md")
    watcher = Watcher(folder, rest=lambda _seconds: None)
    (folder / QUIZ).write_text("autre")
    assert watcher.changed() == {QUIZ}
