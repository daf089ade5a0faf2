"""Long work is done once, redone only where it must be, and completed after a kill."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from course_engine.errors import EnvironmentRefused
from course_engine.jobs import Job, atomic_write, fingerprint, folder_fingerprint, is_foreign, run


def write(target: Path, text: str) -> None:
    with atomic_write(target) as draft:
        draft.write(text.encode())


def relay(pipe: Path) -> None:
    pipe.with_suffix(".done").write_bytes(pipe.read_bytes())


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def job(folder: Path, name: str, text: str) -> Job:
    target = folder / name
    return Job(name=name, key=fingerprint(text), outputs=(target,), work=partial(write, target, text))


@pytest.mark.parametrize("workers", [1, 2])
def test_the_second_run_does_nothing(tmp_path: Path, workers: int) -> None:
    jobs = [job(tmp_path, name, name * 2) for name in "abc"]
    first = run(jobs, tmp_path / "journal", workers=workers)
    second = run(jobs, tmp_path / "journal", workers=workers)
    assert (set(first.done), first.kept) == ({"a", "b", "c"}, ())
    assert (second.done, set(second.kept)) == ((), {"a", "b", "c"})
    assert (tmp_path / "b").read_text() == "bb"


def test_only_what_depends_on_a_change_is_done_again(tmp_path: Path) -> None:
    run([job(tmp_path, name, "old") for name in "ab"], tmp_path / "journal", workers=1)
    outcome = run([job(tmp_path, "a", "new"), job(tmp_path, "b", "old")], tmp_path / "journal", workers=1)
    assert (outcome.done, outcome.kept) == (("a",), ("b",))
    assert (tmp_path / "a").read_text() == "new"


def test_a_run_on_some_of_the_jobs_forgets_nothing_of_the_others(tmp_path: Path) -> None:
    jobs = [job(tmp_path, name, "text") for name in "abc"]
    run(jobs, tmp_path / "journal", workers=1)
    run(jobs[1:2], tmp_path / "journal", workers=1)
    outcome = run(jobs, tmp_path / "journal", workers=1)
    assert (outcome.done, outcome.kept) == ((), ("a", "b", "c"))


def test_an_output_that_was_lost_or_altered_is_made_again(tmp_path: Path) -> None:
    jobs = [job(tmp_path, name, "text") for name in "ab"]
    run(jobs, tmp_path / "journal", workers=1)
    (tmp_path / "a").unlink()
    (tmp_path / "b").write_text("scribbled")
    assert run(jobs, tmp_path / "journal", workers=1).done == ("a", "b")
    assert (tmp_path / "b").read_text() == "text"


def test_a_journal_cut_in_the_middle_of_a_line_costs_only_that_job(tmp_path: Path) -> None:
    jobs = [job(tmp_path, name, "text") for name in "ab"]
    run(jobs, tmp_path / "journal", workers=1)
    whole = (tmp_path / "journal").read_bytes()
    (tmp_path / "journal").write_bytes(whole[:-9])
    assert run(jobs, tmp_path / "journal", workers=1).done == ("b",)
    assert run(jobs, tmp_path / "journal", workers=1).done == ()


def test_a_journal_keeps_no_more_than_twice_as_many_lines_as_jobs(tmp_path: Path) -> None:
    for number in range(9):
        run([job(tmp_path, name, str(number)) for name in "ab"], tmp_path / "journal", workers=1)
    assert len((tmp_path / "journal").read_text().splitlines()) <= 6


def test_the_fingerprint_of_a_folder_is_that_of_its_files_but_those_left_out(tmp_path: Path) -> None:
    (tmp_path / "apart").mkdir()
    (tmp_path / "one.py").write_text("1")
    before = folder_fingerprint(tmp_path, but=["apart"])
    (tmp_path / "apart" / "two.py").write_text("2")
    (tmp_path / "one.pyc").write_text("compiled")
    assert folder_fingerprint(tmp_path, but=["apart"]) == before != folder_fingerprint(tmp_path)
    (tmp_path / "one.py").write_text("0")
    assert folder_fingerprint(tmp_path, but=["apart"]) != before


def test_a_killed_worker_is_one_sentence_and_the_next_run_completes(tmp_path: Path) -> None:
    good = [job(tmp_path, name, "text") for name in "ab"]
    bad = Job(name="bad", key="k", outputs=(), work=die)
    with pytest.raises(EnvironmentRefused, match="relancez la même commande"):
        run([*good, bad], tmp_path / "journal", workers=2)
    run(good, tmp_path / "journal", workers=2)
    assert [(tmp_path / name).read_text() for name in "ab"] == ["text", "text"]


def test_a_run_killed_in_the_middle_is_completed_by_the_next(tmp_path: Path) -> None:
    """The journal holds what was done before the kill: the next run does only the rest."""
    script = (
        "import sys, pathlib\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from test_jobs import *\n"
        "folder = pathlib.Path(sys.argv[2])\n"
        "kill = Job(name='kill', key='k', outputs=(), work=die)\n"
        "run([job(folder, 'a', 'text'), kill, job(folder, 'b', 'text')], folder / 'journal', workers=1)\n"
    )
    here = str(Path(__file__).parent)
    killed = subprocess.run([sys.executable, "-c", script, here, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    outcome = run([job(tmp_path, name, "text") for name in "ab"], tmp_path / "journal", workers=1)
    assert (outcome.done, outcome.kept) == (("b",), ("a",))


def test_ctrl_c_reaches_one_process_only_and_what_is_under_way_settles(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from test_jobs import *\n"
        "folder = pathlib.Path(sys.argv[2])\n"
        "jobs = [Job(name=n, key='', outputs=(), work=partial(relay, folder / n)) for n in 'ab']\n"
        "try:\n"
        "    run(jobs, folder / 'journal', workers=2)\n"
        "except KeyboardInterrupt:\n"
        "    print('heard')\n"
    )
    for name in "ab":
        os.mkfifo(tmp_path / name)
    words = [sys.executable, "-c", script, str(Path(__file__).parent), str(tmp_path)]
    with subprocess.Popen(words, stdout=-1, stderr=-1, text=True, start_new_session=True) as process:
        writers = [os.open(tmp_path / name, os.O_WRONLY) for name in "ab"]  # both workers are in their job
        os.killpg(process.pid, signal.SIGINT)
        for writer in writers:
            os.close(writer)
        out, err = process.communicate(timeout=60)
    assert (out, err) == ("heard\n", "")
    assert sorted(path.name for path in tmp_path.glob("*.done")) == ["a.done", "b.done"]


def test_progress_counts_what_is_settled(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    jobs = [job(tmp_path, name, "text") for name in "ab"]
    run(jobs[:1], tmp_path / "journal", workers=1)
    run(jobs, tmp_path / "journal", workers=1, progress=lambda *now: seen.append(now))
    assert seen == [(2, 2, "b")]


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_text("old")
    with pytest.raises(IsADirectoryError), atomic_write(target) as draft:
        draft.write(b"half") and tmp_path.write_text("this fails")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_refuses_is_told_by_the_name_of_the_file_that_was_wanted(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250)  # as long as a name may be, and its draft's too long
    with pytest.raises(OSError, match="too long") as refused, atomic_write(target):
        pass
    assert refused.value.filename == str(target)


@pytest.mark.parametrize(
    ("names", "foreign"),
    [
        ([], False),
        ([".made"], False),
        ([".made", "page"], False),
        (["..made.draft"], False),
        (["page"], True),
    ],
)
def test_a_folder_is_ours_if_it_is_empty_or_holds_our_sign(
    tmp_path: Path, names: list[str], foreign: bool
) -> None:
    for name in names:
        (tmp_path / name).touch()
    assert is_foreign(tmp_path, ".made") is foreign


def test_a_file_is_not_a_folder_of_ours_and_nothing_is_nobody_s(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert is_foreign(tmp_path / "file", ".made")
    assert not is_foreign(tmp_path / "nothing", ".made")
