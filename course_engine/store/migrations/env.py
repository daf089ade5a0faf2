"""Runs the migrations on the connection that `store.database` opened, inside its transaction."""

from alembic import context

from course_engine.store.migrations.collation import compare_text_by_code_point
from course_engine.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
    compare_text_by_code_point(context.config.attributes["connection"], METADATA.tables)
