"""What all tables share: names of constraints (so that migrations can name them) and how Python's types are stored."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

# 64 bits on PostgreSQL; SQLite's own INTEGER is 64 bits wide and, as a primary key, the row's number itself.
WHOLE = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """The root of the tables. Times are ISO 8601 text in UTC, dates ISO 8601 text; both sort as they stand."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {int: WHOLE, str: Text()}  # noqa: RUF012  SQLAlchemy's own declaration
