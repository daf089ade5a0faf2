"""All of SQLAlchemy: tables, repositories, database, migrations."""
