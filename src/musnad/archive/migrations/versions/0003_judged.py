"""Judgements, and what was put together across documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "entities",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_table(
        "stories",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("gazetteer_id", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("documents", WHOLE, nullable=False),
        sa.Column("origins", WHOLE, nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_index(op.f("ix_stories_earliest"), "stories", ["earliest"], unique=False)
    op.create_index(op.f("ix_stories_gazetteer_id"), "stories", ["gazetteer_id"], unique=False)
    op.create_table(
        "origins",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("story_id", WHOLE, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_origins_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origins")),
    )
    op.create_index(op.f("ix_origins_story_id"), "origins", ["story_id"], unique=False)
    op.create_table(
        "entity_members",
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("entity_id", WHOLE, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_entity_members_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name=op.f("fk_entity_members_entity_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", "item", name=op.f("pk_entity_members")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entity_members_entity_id"), "entity_members", ["entity_id"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("other_document_id", WHOLE, nullable=True),
        sa.Column("other_item", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("undone_by", WHOLE, nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_judgements_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_document_id"], ["documents.id"], name=op.f("fk_judgements_other_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["judgements.id"], name=op.f("fk_judgements_undone_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_document_id_item"), "judgements", ["document_id", "item"], unique=False)
    op.create_index(op.f("ix_judgements_other_document_id"), "judgements", ["other_document_id"], unique=False)
    op.create_table(
        "story_members",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("story_id", WHOLE, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("origin_id", WHOLE, nullable=True),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_story_members_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["origins.id"], name=op.f("fk_story_members_origin_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_story_members_story_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_members")),
        sa.UniqueConstraint("story_id", "document_id", "item", name=op.f("uq_story_members_story_id_document_id_item")),
    )
    op.create_index(op.f("ix_story_members_document_id"), "story_members", ["document_id"], unique=False)
    op.create_index(op.f("ix_story_members_origin_id"), "story_members", ["origin_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_story_members_origin_id"), table_name="story_members")
    op.drop_index(op.f("ix_story_members_document_id"), table_name="story_members")
    op.drop_table("story_members")
    op.drop_index(op.f("ix_judgements_other_document_id"), table_name="judgements")
    op.drop_index(op.f("ix_judgements_document_id_item"), table_name="judgements")
    op.drop_table("judgements")
    op.drop_index(op.f("ix_entity_members_entity_id"), table_name="entity_members")
    op.drop_table("entity_members")
    op.drop_index(op.f("ix_origins_story_id"), table_name="origins")
    op.drop_table("origins")
    op.drop_index(op.f("ix_stories_gazetteer_id"), table_name="stories")
    op.drop_index(op.f("ix_stories_earliest"), table_name="stories")
    op.drop_table("stories")
    op.drop_table("entities")
