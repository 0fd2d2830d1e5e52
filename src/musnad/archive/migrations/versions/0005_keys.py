"""Keys under which names are looked up when actors are put together. `musnad resolve` fills them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "name_keys",
        sa.Column("key", WHOLE, autoincrement=False, nullable=False),
        sa.Column("name_id", WHOLE, nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name=op.f("fk_name_keys_name_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "name_id", name=op.f("pk_name_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_name_keys_name_id"), "name_keys", ["name_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_name_keys_name_id"), table_name="name_keys")
    op.drop_table("name_keys")
