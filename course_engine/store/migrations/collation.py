"""The order of text: the same on every database.

SQLite compares text by its code points. PostgreSQL compares it as the database was made to, often by the rules of
a language, where “tr-2” may stand after “TR10”, and may change its mind when the system is upgraded.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

TEXT_OF_ANOTHER_ORDER = text("""
    SELECT format('ALTER TABLE %I ALTER COLUMN %I TYPE %s COLLATE "C"', relname, attname,
                  format_type(atttypid, atttypmod))
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(:tables)
      AND attnum > 0 AND NOT attisdropped AND attcollation NOT IN (0, 'pg_catalog."C"'::regcollation)
    ORDER BY relname, attnum
""")


def compare_text_by_code_point(connection: Connection, tables: Iterable[str]) -> None:
    """Give every column of text of `tables`, whichever migration made it, the order that it has in SQLite."""
    if connection.dialect.name == "postgresql":
        for (statement,) in connection.execute(TEXT_OF_ANOTHER_ORDER, {"tables": list(tables)}).all():
            connection.exec_driver_sql(statement)
