"""The rows of another stand, sorted against ours: new, known, emptied since, withheld, or not to be reconciled."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct, field

from course_engine.errors import Diagnostic
from course_engine.exchange.records_file import problem
from course_engine.i18n import translator
from course_engine.model.exchange import PlanKind
from course_engine.store import Records
from course_engine.store.exchange import FACTS, ExchangeRepository, Key, key_of, references
from course_engine.store.travel import GONE_WITH_THE_NAME, Apart, Row, joined
from course_engine.training.exchange.claims import current_plans
from course_engine.training.exchange.reading import SentRecords, member_of
from course_engine.training.inventory import TABLES

_ = translator("training")

PLANS: Mapping[str, PlanKind] = {
    "territory": PlanKind.TERRITORY,
    "deployment": PlanKind.DEPLOYMENT,
    "training_session": PlanKind.SESSION,
    "account": PlanKind.ACCOUNT,
    "registration_link": PlanKind.LINK,
}
"""The kind of plan that each table holds."""
NOTHING: Mapping[Key, Row] = {}


class SortedRows(Struct):
    """The rows that another stand sent of one table.

    Attributes:
        new: rows that are not here.
        known: how many are.
        reduced: what stands of those that were emptied there since, and not here.
        withheld: how many say of an erased person what an erasure deletes.
        apart: those that are other rows here.
    """

    new: list[Row] = field(default_factory=list)
    known: int = 0
    reduced: list[Row] = field(default_factory=list)
    withheld: int = 0
    apart: list[Row] = field(default_factory=list)


def sort_rows(
    exchange: ExchangeRepository,
    name: str,
    rows: Sequence[Row],
    erased: Collection[str],
    *,
    ahead: Mapping[Key, Row] = NOTHING,
) -> SortedRows:
    """Return the rows of a table, sorted against ours.

    Args:
        exchange: ours.
        name: of the table.
        rows: theirs.
        erased: the ids of everybody whose name was erased, here or there.
        ahead: what will stand of rows that come in before these.
    """
    table, found = FACTS[name], SortedRows()
    ours = {**exchange.known(name, [key_of(table, row) for row in rows]), **ahead}
    people = TABLES[name].people if name in GONE_WITH_THE_NAME else ()
    for row in rows:
        key = key_of(table, row)
        if any(row[column] in erased for column in people):
            found.withheld += 1
        elif key not in ours:
            found.new.append(row)
            ours[key] = row
        else:
            _compare(found, name, ours[key], row)
    return found


def conflicting(sent: SentRecords, found: Mapping[str, SortedRows]) -> Iterator[Diagnostic]:
    """Yield a problem for each fact that is another one here: facts are never edited, so one side was altered."""
    message = _("the fact “{id}” is recorded here with another content: one of the two was altered")
    hint = _("compare both with the stand that made the file; nothing was merged")
    for name, rows in found.items():
        for row in rows.apart:
            shown = ", ".join(map(str, key_of(FACTS[name], row)))
            file = f"{sent.name}/{member_of(name)}"
            yield problem(file, "RC107", message.format(id=shown), hint, line=_line(sent, name, row))


def missing_references(
    records: Records, sent: SentRecords, found: Mapping[str, SortedRows], ahead: Sequence[SentRecords] = ()
) -> Iterator[Diagnostic]:
    """Yield a problem for each new fact that names something which is nowhere.

    Args:
        records: ours.
        sent: a file.
        found: its rows, sorted against ours, by table.
        ahead: the files that come in before it.
    """
    message = _("the fact names “{id}” ({column}), which is neither in the file nor here")
    hint = _("export again from the stand that made it; nothing was merged")
    files = (*ahead, sent)
    plans = {*current_plans(records), *((claim.plan, claim.key) for file in files for claim in file.claims)}
    for name, rows in found.items():
        for column, target in references(name):
            for row in _dangling(records, files, rows.new, column, target, plans):
                line = _line(sent, name, row)
                said = message.format(id=row[column], column=column)
                yield problem(f"{sent.name}/{member_of(name)}", "RC106", said, hint, line=line)


def each_after_its_own(name: str, rows: Sequence[Row]) -> list[Row]:
    """Return new rows, each after the one of its own table that it refers to."""
    own = [column for column, target in references(name) if target == name]
    if not own:
        return list(rows)
    waiting = {key_of(FACTS[name], row): row for row in rows}
    ordered: list[Row] = []
    while waiting:
        ready = {
            key: row for key, row in waiting.items() if all((row[column],) not in waiting for column in own)
        }
        # Facts that correct one another in a ring are refused by the database, as whoever made them deserves.
        ready = ready or waiting
        ordered += ready.values()
        waiting = {key: row for key, row in waiting.items() if key not in ready}
    return ordered


def _compare(found: SortedRows, name: str, ours: Row, theirs: Row) -> None:
    try:
        stands = joined(name, ours, theirs)
    except Apart:
        found.apart.append(theirs)
        return
    found.known += 1
    if stands != ours:
        found.reduced.append(stands)


def _line(sent: SentRecords, name: str, row: Row) -> int:
    """Return on which line of its file a row stands, from 1."""
    return next(line for line, one in enumerate(sent.facts[name], start=1) if one is row)


def _dangling(
    records: Records,
    files: Sequence[SentRecords],
    rows: Sequence[Row],
    column: str,
    target: str,
    plans: Collection[tuple[PlanKind, str]],
) -> list[Row]:
    """Return the rows whose `column` names no row of the table `target`, ours or in the files."""
    naming = [row for row in rows if row[column] is not None]
    if target in PLANS:
        return [row for row in naming if (PLANS[target], str(row[column])) not in plans]
    sent_keys = {key_of(FACTS[target], row) for file in files for row in file.facts[target]}
    wanted = list({(row[column],) for row in naming} - sent_keys)
    known = records.exchange.known(target, wanted).keys() | sent_keys
    return [row for row in naming if (row[column],) not in known]
