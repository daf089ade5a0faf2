"""All SQLAlchemy: tables, repositories, the database and its migrations.

`open_database` gives a `Database`; its `reading()` and `writing()` give the `Records` of one transaction.
Only `training/` opens transactions.
"""

from course_engine.store.backends import file_of
from course_engine.store.database import Database, open_database, version_at
from course_engine.store.records import Records

__all__ = ["Database", "Records", "file_of", "open_database", "version_at"]
