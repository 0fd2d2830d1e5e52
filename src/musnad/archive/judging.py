"""Judgements are written here and nowhere else: appended, audited, undone by a further one.

The audit holds the judgement's number and the hash of its content, not the content: what a person wrote about somebody
can be forgotten with the document, while a changed judgement is still found out by `verify`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.audit import append, now
from musnad.archive.keys import canonical, sha256
from musnad.archive.models import VERDICTS, Documents, Judgements
from musnad.errors import BadRequest

_PAIR = ("same", "different")
CONTENT = (
    "id", "document_id", "item", "other_document_id", "other_item", "field", "value", "verdict", "who", "at", "why"
)  # fmt: skip


def judge(
    session: Session,
    who: str,
    document_id: int,
    item: str,
    verdict: str,
    *,
    field: str | None = None,
    value: Any = None,
    why: str | None = None,
    other: tuple[int, str] | None = None,
) -> Judgements:
    """Append a judgement; the session must come from `Archive.writing`.

    item:  the id of the item in the document's record. other: (document, item) of the second one of a pair.
    value: what a `correct` puts in `field` (anything that JSON can hold).
    Raises BadRequest for a verdict or a pair that does not fit, or a document that is not there.
    """
    _check(verdict, field, other)
    keys = [_key_of(session, number) for number in (document_id, *([other[0]] if other else []))]
    made = Judgements(
        document_id=document_id, item=item, other_document_id=other[0] if other else None,
        other_item=other[1] if other else None, field=field, value=canonical(value) if value is not None else None,
        verdict=verdict, who=who, at=now(), why=why,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _note(session, who, "judge", keys[0], made)
    return made


def undo(session: Session, who: str, judgement_id: int, why: str | None = None) -> Judgements:
    """Take a judgement back: a row with verdict undo is appended and the old one points at it. Raises BadRequest when
    there is no such judgement or it was undone before."""
    old = session.get(Judgements, judgement_id)
    if old is None or old.verdict == "undo":
        raise BadRequest(f"there is no judgement {judgement_id} that could be undone.")
    if old.undone_by is not None:
        raise BadRequest(f"judgement {judgement_id} was undone already.")
    made = Judgements(
        document_id=old.document_id, item=old.item, other_document_id=old.other_document_id, other_item=old.other_item,
        field=old.field, verdict="undo", who=who, at=now(), why=why,
    )  # fmt: skip
    session.add(made)
    session.flush()
    old.undone_by = made.id
    session.flush()
    _note(session, who, "undo", _key_of(session, old.document_id), made, undoes=old.id)
    return made


def content_sha256(row: Any) -> str:
    """The hash of what a judgement says; `undone_by`, which changes, is no part of it."""
    return sha256(canonical([getattr(row, name) for name in CONTENT]))


def _check(verdict: str, field: str | None, other: tuple[int, str] | None) -> None:
    if verdict not in VERDICTS or verdict == "undo":
        raise BadRequest(f"there is no verdict {verdict!r}: give {', '.join(VERDICTS[:-1])}.")
    if verdict in _PAIR and other is None:
        raise BadRequest(f"{verdict} is said of two items: name the second one.")
    if verdict not in (*_PAIR, "unsure") and other is not None:
        raise BadRequest(f"{verdict} is said of one item: of a pair say same, different or unsure.")
    if verdict == "correct" and field is None:
        raise BadRequest("a correction names the field that it corrects.")


def _key_of(session: Session, document_id: int) -> str:
    found = session.execute(select(Documents.key).where(Documents.id == document_id)).scalar_one_or_none()
    if found is None:
        raise BadRequest(f"the archive has no document {document_id}.")
    return found


def _note(session: Session, who: str, action: str, key: str, row: Judgements, undoes: int | None = None) -> None:
    told = {"judgement": row.id, "sha256": content_sha256(row), **({"undoes": undoes} if undoes else {})}
    append(session, who, action, key, told)
