"""What Alembic runs for a migration: on the connection that `migrations.upgrade` hands over, and no other."""

from __future__ import annotations

from alembic import context

from musnad.archive.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, render_as_batch=connection.dialect.name == "sqlite"
)
context.run_migrations()
