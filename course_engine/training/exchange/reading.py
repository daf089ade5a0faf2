"""The files of other stands, read whole: rows and claims of the right shape, or every problem in them."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from pydantic import ValidationError

from course_engine.errors import Diagnostic, InputRefused
from course_engine.exchange.records_file import FACTS as FACTS_FOLDER
from course_engine.exchange.records_file import FORMAT, PLANS, Manifest, RecordsFile, problem, unpack
from course_engine.i18n import translator
from course_engine.model.exchange import PlanClaim
from course_engine.signing import PublicKey
from course_engine.store.exchange import FACTS, REVISION
from course_engine.store.rows_json import row_of
from course_engine.store.travel import Row
from course_engine.training.exchange.claims import is_sound

_ = translator("training")


class SentRecords(Struct, frozen=True):
    """What another stand sent, checked.

    Attributes:
        name: of the file.
        sha256: of the file.
        facts: the rows of each table, in the order of the file: the row of rank n is on line n + 1.
        claims: what is said of plans, by this stand and by others.
    """

    name: str
    sha256: str
    manifest: Manifest
    facts: Mapping[str, Sequence[Row]]
    claims: tuple[PlanClaim, ...]


def read_files(files: Iterable[tuple[str, bytes]], trusted: Sequence[PublicKey]) -> tuple[SentRecords, ...]:
    """Return what files hold, once every signature, digest and line of them was checked.

    Args:
        files: the name and the bytes of each.
        trusted: the keys that are believed.

    Raises:
        InputRefused: with everything that is wrong in any of them.
    """
    found, problems = [], list[Diagnostic]()
    for name, content in files:
        file, wrong = unpack(content, name, trusted)
        problems += wrong
        if file is None or wrong:
            continue
        problems += _version_problems(file)
        facts = {table: _rows(file, table, problems) for table in FACTS}
        found.append(
            SentRecords(file.name, file.sha256, file.manifest, facts, tuple(_claims(file, problems)))
        )
    if problems:
        raise InputRefused(problems)
    return tuple(found)


def member_of(table: str) -> str:
    """Return the name of the member that holds the rows of a table."""
    return f"{FACTS_FOLDER}{table}.jsonl"


def _version_problems(file: RecordsFile) -> list[Diagnostic]:
    manifest = file.manifest
    if (manifest.format, manifest.revision) == (FORMAT, REVISION):
        return []
    message = _(
        "made by the engine {theirs}, whose records are of version {version}; here they are of {ours}"
    )
    return [
        problem(
            file.name,
            "RC104",
            message.format(theirs=manifest.engine, version=manifest.revision, ours=REVISION),
            _("install the same version of the engine on both sides, then export again"),
        )
    ]


def _rows(file: RecordsFile, table: str, problems: list[Diagnostic]) -> list[Row]:
    rows = list[Row]()
    for rank, values in enumerate(file.members.get(member_of(table), ()), start=1):
        try:
            rows.append(row_of(FACTS[table], values))
        except ValueError as failure:
            problems.append(_unreadable(file, member_of(table), rank, str(failure)))
    return rows


def _claims(file: RecordsFile, problems: list[Diagnostic]) -> Iterable[PlanClaim]:
    for rank, values in enumerate(file.members.get(PLANS, ()), start=1):
        try:
            claim = PlanClaim.model_validate(values)
        except ValidationError as failure:
            problems.append(_unreadable(file, PLANS, rank, str(failure.errors()[0]["loc"][0])))
            continue
        if claim.stand and is_sound(claim):
            yield claim
        else:
            problems.append(_unreadable(file, PLANS, rank, "content"))


def _unreadable(file: RecordsFile, member: str, rank: int, column: str) -> Diagnostic:
    message = _("this line is not a record: “{column}” is not as it should be").format(column=column)
    hint = _("export again from the stand that made it")
    return problem(f"{file.name}/{member}", "RC105", message, hint, line=rank)
