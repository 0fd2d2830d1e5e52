"""What was received and read: originals, documents, readings, the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from musnad.archive.migrations.own import drop_own, make_own

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", WHOLE, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "failures",
        sa.Column("id", WHOLE, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("line", WHOLE, nullable=True),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
    )
    op.create_table(
        "originals",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", WHOLE, nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_originals")),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "tombstones",
        sa.Column("document_id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("key_sha256", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_tombstones")),
        sa.UniqueConstraint("key_sha256", name=op.f("uq_tombstones_key_sha256")),
    )
    op.create_table(
        "documents",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("reading_id", WHOLE, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("outlet_country", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("raw_sha256", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("line", WHOLE, nullable=True),
        sa.Column("intake", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("length", WHOLE, nullable=False),
        sa.Column("ocr", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("team", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["original"], ["originals.sha256"], name=op.f("fk_documents_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("key", name=op.f("uq_documents_key")),
    )
    op.create_index(op.f("ix_documents_day"), "documents", ["day"], unique=False)
    op.create_index(op.f("ix_documents_original"), "documents", ["original"], unique=False)
    op.create_index(op.f("ix_documents_outlet_day"), "documents", ["outlet", "day"], unique=False)
    op.create_index(op.f("ix_documents_state_id"), "documents", ["state", "id"], unique=False)
    op.create_index(op.f("ix_documents_text_id"), "documents", ["text_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", WHOLE, autoincrement=False, nullable=False),
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("weights", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_readings_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_document_id"), "readings", ["document_id"], unique=False)
    op.create_table(
        "texts",
        sa.Column("document_id", WHOLE, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("shadow", sa.LargeBinary(), nullable=False),
        sa.Column("layout", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_texts_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_texts")),
    )
    make_own(op.get_bind())


def downgrade() -> None:
    drop_own(op.get_bind())
    op.drop_table("texts")
    op.drop_index(op.f("ix_readings_document_id"), table_name="readings")
    op.drop_table("readings")
    op.drop_index(op.f("ix_documents_text_id"), table_name="documents")
    op.drop_index(op.f("ix_documents_state_id"), table_name="documents")
    op.drop_index(op.f("ix_documents_outlet_day"), table_name="documents")
    op.drop_index(op.f("ix_documents_original"), table_name="documents")
    op.drop_index(op.f("ix_documents_day"), table_name="documents")
    op.drop_table("documents")
    op.drop_table("tombstones")
    op.drop_table("settings")
    op.drop_table("originals")
    op.drop_table("failures")
    op.drop_index(op.f("ix_audit_subject"), table_name="audit")
    op.drop_table("audit")
