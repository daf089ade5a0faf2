"""All SQLAlchemy: tables, repositories, the database and its migrations.

`open_database` gives a `Database`; its `reading()` and `writing()` give the `Records` of one transaction.
Only `training/` opens transactions.
"""

from course_engine.store.database import Database, open_database
from course_engine.store.records import Records

__all__ = ["Database", "Records", "open_database"]
