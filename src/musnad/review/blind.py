"""Which documents somebody codes without seeing the other coder's work."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from musnad.archive.desk import RoundDocuments, Rounds
from musnad.archive.query import chunks
from musnad.review.accounts import User
from musnad.review.desk import Desk


def blind_in(desk: Desk, user: User, documents: Iterable[int]) -> set[int]:
    """Those of the documents that are in an open round of which the user is a coder."""
    made: set[int] = set()
    with desk.reading() as session:
        for chunk in chunks(documents):
            asked = (
                select(RoundDocuments.document)
                .join(Rounds, Rounds.id == RoundDocuments.round)
                .where(Rounds.state == "open", or_(Rounds.first == user.name, Rounds.second == user.name))
                .where(RoundDocuments.document.in_(chunk))
            )
            made |= set(session.execute(asked).scalars())
    return made


def open_round(desk: Desk, user: User, document: int) -> tuple[Rounds, RoundDocuments] | None:
    """The open round in which the user codes the document."""
    with desk.reading() as session:
        asked = (
            select(Rounds, RoundDocuments)
            .join(RoundDocuments, Rounds.id == RoundDocuments.round)
            .where(Rounds.state == "open", or_(Rounds.first == user.name, Rounds.second == user.name))
            .where(RoundDocuments.document == document)
            .order_by(Rounds.id)
        )
        found = session.execute(asked).first()
        return (found[0], found[1]) if found is not None else None
