"""What the records say, as rows for fast questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "names",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fold", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_names")),
        sa.UniqueConstraint("text", name=op.f("uq_names_text")),
    )
    op.create_index(op.f("ix_names_fold"), "names", ["fold"], unique=False)
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("name_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_name_words_name_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "name_id", name=op.f("pk_name_words")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_name_words_name_id"), "name_words", ["name_id"], unique=False)
    op.create_table(
        "actors",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("name_id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("titles", sa.Text(), nullable=False),
        sa.Column("mentions", WHOLE, nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_actors_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("document_id", "item", name=op.f("uq_actors_document_id_item")),
    )
    op.create_table(
        "claims",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("depth", WHOLE, nullable=False),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_claims_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("document_id", "item", name=op.f("uq_claims_document_id_item")),
    )
    op.create_table(
        "actor_names",
        sa.Column("name_id", WHOLE, nullable=False),
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_actor_names_actor_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_actor_names_name_id")),
        sa.PrimaryKeyConstraint("name_id", "actor_id", name=op.f("pk_actor_names")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actor_names_actor_id"), "actor_names", ["actor_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("claim_id", WHOLE, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("contexts", sa.Text(), nullable=False),
        sa.Column("cameo", sa.Text(), nullable=True),
        sa.Column("acled", sa.Text(), nullable=True),
        sa.Column("acled_sub", sa.Text(), nullable=True),
        sa.Column("ucdp", WHOLE, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("place_item", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("place_key", sa.Text(), nullable=True),
        sa.Column("gazetteer_id", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_events_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_events_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("document_id", "item", name=op.f("uq_events_document_id_item")),
    )
    op.create_index(op.f("ix_events_admin1_day"), "events", ["admin1", "day"], unique=False)
    op.create_index(op.f("ix_events_claim_id"), "events", ["claim_id"], unique=False)
    op.create_index(op.f("ix_events_country_day"), "events", ["country", "day"], unique=False)
    op.create_index(op.f("ix_events_earliest"), "events", ["earliest"], unique=False)
    op.create_index(op.f("ix_events_gazetteer_id_day"), "events", ["gazetteer_id", "day"], unique=False)
    op.create_index(op.f("ix_events_place_key_day"), "events", ["place_key", "day"], unique=False)
    op.create_index(op.f("ix_events_type_day"), "events", ["type", "day"], unique=False)
    op.create_table(
        "relations",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("claim_id", WHOLE, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("head_id", WHOLE, nullable=False),
        sa.Column("tail_id", WHOLE, nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("gazetteer_id", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_relations_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_relations_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["head_id"], ["actors.id"], name=op.f("fk_relations_head_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tail_id"], ["actors.id"], name=op.f("fk_relations_tail_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
        sa.UniqueConstraint("document_id", "item", name=op.f("uq_relations_document_id_item")),
    )
    op.create_index(op.f("ix_relations_claim_id"), "relations", ["claim_id"], unique=False)
    op.create_index(op.f("ix_relations_head_id"), "relations", ["head_id"], unique=False)
    op.create_index(op.f("ix_relations_kind"), "relations", ["kind"], unique=False)
    op.create_index(op.f("ix_relations_tail_id"), "relations", ["tail_id"], unique=False)
    op.create_table(
        "speakers",
        sa.Column("claim_id", WHOLE, nullable=False),
        sa.Column("place", WHOLE, nullable=False),
        sa.Column("attribution", sa.Text(), nullable=False),
        sa.Column("actor_id", WHOLE, nullable=True),
        sa.Column("name_id", WHOLE, nullable=True),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_speakers_actor_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_speakers_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_speakers_name_id")),
        sa.PrimaryKeyConstraint("claim_id", "place", name=op.f("pk_speakers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_speakers_actor_id"), "speakers", ["actor_id"], unique=False)
    op.create_index(op.f("ix_speakers_name_id"), "speakers", ["name_id"], unique=False)
    op.create_table(
        "event_actors",
        sa.Column("actor_id", WHOLE, nullable=False),
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"], name=op.f("fk_event_actors_actor_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_actors_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("actor_id", "event_id", "side", name=op.f("pk_event_actors")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_actors_event_id"), "event_actors", ["event_id"], unique=False)
    op.create_table(
        "tolls",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("event_id", WHOLE, nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("low", WHOLE, nullable=True),
        sa.Column("high", WHOLE, nullable=True),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("start", WHOLE, nullable=False),
        sa.Column("end", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_tolls_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tolls")),
    )
    op.create_index(op.f("ix_tolls_event_id"), "tolls", ["event_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_tolls_event_id"), table_name="tolls")
    op.drop_table("tolls")
    op.drop_index(op.f("ix_event_actors_event_id"), table_name="event_actors")
    op.drop_table("event_actors")
    op.drop_index(op.f("ix_speakers_name_id"), table_name="speakers")
    op.drop_index(op.f("ix_speakers_actor_id"), table_name="speakers")
    op.drop_table("speakers")
    op.drop_index(op.f("ix_relations_tail_id"), table_name="relations")
    op.drop_index(op.f("ix_relations_kind"), table_name="relations")
    op.drop_index(op.f("ix_relations_head_id"), table_name="relations")
    op.drop_index(op.f("ix_relations_claim_id"), table_name="relations")
    op.drop_table("relations")
    op.drop_index(op.f("ix_events_type_day"), table_name="events")
    op.drop_index(op.f("ix_events_place_key_day"), table_name="events")
    op.drop_index(op.f("ix_events_gazetteer_id_day"), table_name="events")
    op.drop_index(op.f("ix_events_earliest"), table_name="events")
    op.drop_index(op.f("ix_events_country_day"), table_name="events")
    op.drop_index(op.f("ix_events_claim_id"), table_name="events")
    op.drop_index(op.f("ix_events_admin1_day"), table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_actor_names_actor_id"), table_name="actor_names")
    op.drop_table("actor_names")
    op.drop_table("claims")
    op.drop_table("actors")
    op.drop_index(op.f("ix_name_words_name_id"), table_name="name_words")
    op.drop_table("name_words")
    op.drop_index(op.f("ix_names_fold"), table_name="names")
    op.drop_table("names")
