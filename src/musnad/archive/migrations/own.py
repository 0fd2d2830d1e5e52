"""What no table of a model can say: the index of words, and the triggers that keep the audit append-only.

SQLite: an FTS5 table without content (the folded words are in `texts.shadow`), so that only the index itself takes
room. PostgreSQL: a `tsvector` column with a GIN index. Both hold the words that `musnad.archive.folding` makes.
"""

from __future__ import annotations

from sqlalchemy import Connection

_SQLITE = (
    "CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END",
)
_POSTGRES = (
    "CREATE TABLE search (rowid bigint PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX ix_search_words ON search USING gin (words)",
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()",
)
_DROP_SQLITE = ("DROP TABLE search", "DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete")
_DROP_POSTGRES = (
    "DROP TABLE search", "DROP TRIGGER audit_no_change ON audit", "DROP FUNCTION audit_only_grows()"
)  # fmt: skip


def make_own(connection: Connection) -> None:
    """Make the index of words and the triggers."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.exec_driver_sql(statement)


def empty_audit(connection: Connection) -> None:
    """Take out the entries of an archive that was made a moment ago, for a restore: the only time that the triggers step
    aside."""
    if connection.dialect.name == "sqlite":
        statements = ("DROP TRIGGER audit_no_delete", "DELETE FROM audit", _SQLITE[2])
    else:
        off, on = "ALTER TABLE audit DISABLE TRIGGER audit_no_change", "ALTER TABLE audit ENABLE TRIGGER audit_no_change"
        statements = (off, "DELETE FROM audit", on)
    for statement in statements:
        connection.exec_driver_sql(statement)


def drop_own(connection: Connection) -> None:
    """Take them away again."""
    for statement in _DROP_SQLITE if connection.dialect.name == "sqlite" else _DROP_POSTGRES:
        connection.exec_driver_sql(statement)
