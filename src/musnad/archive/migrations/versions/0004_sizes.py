"""Indices with which questions stay quick on an archive of a million documents. No row changes."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
_EVENTS = (
    ("day",), ("status", "day"), ("polarity", "day"), ("status", "type", "day"), ("type", "earliest", "latest"),
    ("country", "earliest", "latest"), ("earliest", "latest", "day"), ("latest", "earliest", "day"),
)  # fmt: skip
_TOLLS = ("effect", "high", "low", "event_id")


def upgrade() -> None:
    op.drop_index(op.f("ix_events_earliest"), table_name="events")
    for columns in _EVENTS:
        op.create_index(op.f("ix_events_" + "_".join(columns)), "events", list(columns), unique=False)
    op.create_index(op.f("ix_tolls_" + "_".join(_TOLLS)), "tolls", list(_TOLLS), unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_tolls_" + "_".join(_TOLLS)), table_name="tolls")
    for columns in reversed(_EVENTS):
        op.drop_index(op.f("ix_events_" + "_".join(columns)), table_name="events")
    op.create_index(op.f("ix_events_earliest"), "events", ["earliest"], unique=False)
