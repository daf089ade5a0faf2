"""Facts are never edited: the database refuses it by triggers, whoever asks.

Erasure alone may pass: while `erasure_permit` has a row, guards that know that table stand down. Whoever erases
inserts the row and deletes it in one transaction, so that nobody else ever sees it.

Recreating a SQLite table (`op.batch_alter_table`) drops its triggers: guard it again afterwards.
"""

from collections.abc import Iterator

from alembic import op

PERMITTED = "EXISTS (SELECT 1 FROM erasure_permit)"

# Class 23 of SQLSTATE, as a broken constraint: the driver raises an IntegrityError, as SQLite's does.
NEVER_EDITED = """
    CREATE OR REPLACE FUNCTION never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'facts of % are never edited', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$
"""

EDITED_BY_ERASURE_ONLY = f"""
    CREATE OR REPLACE FUNCTION edited_by_erasure_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT {PERMITTED} THEN
            RAISE EXCEPTION 'facts of % are never edited', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
        ELSIF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END $$
"""


def guard(table: str) -> None:
    """Refuse to edit or delete the facts of `table`, without exception."""
    _replace(_statements(table, permitted=False))


def reguard(table: str) -> None:
    """Refuse to edit or delete the facts of `table`, guarded before or not, unless erasure is permitted.

    The table `erasure_permit` must be there.
    """
    _replace(_statements(table, permitted=True))


def _replace(statements: Iterator[str]) -> None:
    for statement in statements:
        op.execute(statement)


def _statements(table: str, *, permitted: bool) -> Iterator[str]:
    if op.get_context().dialect.name == "sqlite":
        yield from _sqlite(table, permitted=permitted)
    else:
        yield from _postgresql(table, permitted=permitted)


def _sqlite(table: str, *, permitted: bool) -> Iterator[str]:
    condition = f"WHEN NOT {PERMITTED} " if permitted else ""
    for verb in ("UPDATE", "DELETE"):
        name = f"{table}_never_{verb.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {condition}"
            f"BEGIN SELECT RAISE(ABORT, 'facts of {table} are never edited'); END"
        )


def _postgresql(table: str, *, permitted: bool) -> Iterator[str]:
    yield NEVER_EDITED
    if permitted:
        yield EDITED_BY_ERASURE_ONLY
    function = "edited_by_erasure_only" if permitted else "never_edited"
    for verb in ("UPDATE", "DELETE"):
        yield from _postgresql_trigger(table, verb, f"FOR EACH ROW EXECUTE FUNCTION {function}()")
    # Emptying a table at one blow is nothing that erasure does.
    yield from _postgresql_trigger(table, "TRUNCATE", "EXECUTE FUNCTION never_edited()")


def _postgresql_trigger(table: str, verb: str, action: str) -> Iterator[str]:
    name = f"{table}_never_{verb.lower()}"
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {action}"
