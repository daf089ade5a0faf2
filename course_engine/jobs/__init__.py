"""Long work: parallel, resumable, atomic, with progress.

A job says what its outcome depends on (its key). What has been done is written down, one line a job, in a
journal beside the outputs; a job whose key and outputs are as the journal says is not done again. So the
second run is quick, a change redoes only what depends on it, and a run killed at any moment is completed
by the next one.
"""

import json
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

_FACTS = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_FULLEST = 2
"""How many lines the journal may have for each job that it knows, before those that later ones replaced go."""


class Job(Struct, frozen=True):
    """One piece of work.

    Attributes:
        name: unique among the jobs of a journal; what the progress shows.
        key: fingerprint of everything the outcome depends on (see `fingerprint`).
        outputs: the files it leaves, each written atomically by `work`.
        work: a picklable callable without arguments (`functools.partial` of a module's function).
    """

    name: str
    key: str
    outputs: tuple[Path, ...]
    work: Callable[[], object]


class Outcome(Struct, frozen=True):
    """What a run did: the names of the jobs done now, and of those found done."""

    done: tuple[str, ...]
    kept: tuple[str, ...]


Progress = Callable[[int, int, str], None]
"""Called with how many jobs are settled, of how many, and the name of the last one."""


def silent(_settled: int, _total: int, _name: str) -> None:
    """Show no progress."""


def fingerprint(*facts: object) -> str:
    """Return the SHA-256 of facts that JSON can say, independent of the order of keys."""
    return sha256(_FACTS.encode(facts).encode()).hexdigest()


def run(jobs: Sequence[Job], journal: Path, *, workers: int, progress: Progress = silent) -> Outcome:
    """Do the jobs that are not done yet and write each one down as soon as it is.

    Args:
        jobs: in any order; they must not depend on one another.
        journal: where what is done is written down; made if missing.
        workers: how many processes; 1 works in this one.
        progress: called after each job.

    Raises:
        EnvironmentRefused: a worker was killed. What was done stays written down.
        Exception: whatever a job raises, once the others under way have settled.
    """
    known = _known(journal)
    todo = [job for job in jobs if not _is_done(job, known)]
    undone = {job.name for job in todo}
    kept = tuple(job.name for job in jobs if job.name not in undone)
    settled = len(kept)
    with journal.open("a", encoding="utf-8") as stream:
        for job in _settle(todo, workers):
            stream.write(_line(job.name, _record(job)))
            stream.flush()
            settled += 1
            progress(settled, len(jobs), job.name)
    return Outcome(done=tuple(job.name for job in todo), kept=kept)


def folder_fingerprint(folder: Path, *, but: Collection[str] = ()) -> str:
    """Return the SHA-256 of every file under `folder`, by name and content; compiled Python is left out.

    Args:
        folder: where the files are.
        but: names of folders that are left out too, wherever they stand.
    """
    home = str(folder)
    return fingerprint([[file.removeprefix(home), _sha256(file)] for file in sorted(_files(home, set(but)))])


def _files(folder: str, but: Set[str]) -> Iterator[str]:
    # Names as texts: the engine is hashed before each build, and paths would take longer than what they hold.
    for home, folders, names in os.walk(folder):
        folders[:] = set(folders) - but
        yield from (f"{home}/{name}" for name in names if not name.endswith(".pyc"))


def is_foreign(folder: Path, sign: str) -> bool:
    """Return whether `folder` is something else than a folder of ours.

    Args:
        folder: a new or empty folder is nobody's yet.
        sign: the name of the file that makes a folder ours, written first of all, by `atomic_write`.
    """
    if not folder.is_dir():
        return folder.exists()
    names = {path.name for path in folder.iterdir() if not path.name.startswith(_draft_prefix(sign))}
    return bool(names) and sign not in names


@contextmanager
def atomic_write(target: Path) -> Iterator[BinaryIO]:
    """Give a file beside `target` to write in; it takes the target's name only if nothing fails.

    The bytes are on the disk before the name changes, so that a power cut leaves the old file or the new.

    Raises:
        OSError: the folder refuses; the file that it names is `target`, which whoever reads it knows.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor, draft = tempfile.mkstemp(prefix=_draft_prefix(target.name), dir=target.parent)
    except OSError as refused:
        raise OSError(refused.errno, refused.strerror, str(target)) from refused
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
            os.fchmod(descriptor, 0o644)
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def write_if_changed(target: Path, content: bytes) -> None:
    """Write `content` to `target`, atomically; a file that holds it already is left as it is."""
    if not target.is_file() or target.read_bytes() != content:
        with atomic_write(target) as draft:
            draft.write(content)


def _draft_prefix(name: str) -> str:
    return f".{name}."


def _sha256(file: str) -> str:
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - half the time of a path's own
        return sha256(stream.read()).hexdigest()


def _settle(todo: Sequence[Job], workers: int) -> Iterator[Job]:
    if min(workers, len(todo)) <= 1:
        for job in todo:
            job.work()
            yield job
        return
    # Imported by whoever shares work out: most who write a file have none to share.
    from course_engine.jobs.workers import done_by

    yield from done_by(workers, todo)


def _is_done(job: Job, known: Mapping[str, object]) -> bool:
    """Return whether a job was done: what it depended on is the same, and its outputs are as it left them.

    So a job that was begun again and did not end is not taken for done, though its line is still there.
    """
    try:
        return job.name in known and known[job.name] == _record(job)
    except OSError:
        return False


def _record(job: Job) -> object:
    found = [output.stat() for output in job.outputs]
    return {"key": job.key, "outputs": [[one.st_size, one.st_mtime_ns] for one in found]}


def _line(name: str, record: object) -> str:
    return json.dumps([name, record], ensure_ascii=False) + "\n"


def _known(journal: Path) -> dict[str, object]:
    """Return what is written down, the last line of each job; the journal is there afterwards, ready for more."""
    text = journal.read_text(encoding="utf-8", errors="replace") if journal.exists() else ""
    known = dict(_entries(text.splitlines()))
    # Also where the last line was being written when a run was killed: nothing may be added to it.
    if not text.endswith("\n") or text.count("\n") > _FULLEST * len(known):
        _rewrite(journal, known)
    return known


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, object]]:
    for line in lines:
        try:
            name, record = json.loads(line)
        except ValueError:
            continue  # The line that was being written when the run was killed: its job is done again.
        yield name, record


def _rewrite(journal: Path, records: Mapping[str, object]) -> None:
    with atomic_write(journal) as draft:
        draft.write("".join(_line(*item) for item in records.items()).encode())
