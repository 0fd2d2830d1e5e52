"""Private persons as readers see them: blocks in place of their names, as many as characters, so that spans stay right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.models import ActorNames, Actors, Names
from musnad.archive.query import chunks
from musnad.record import Actor, Record

BLOCK = "█"
_SHORTEST = 3  # letters of a single word of a name that is hidden elsewhere too
_WORD = re.compile(r"\w+")


def hide(text: str, names: Iterable[str]) -> str:
    """The text with every name, and every longer word of it, blocked out."""
    for piece in _pieces(names):
        text = re.sub(rf"(?<!\w)(\w{{0,2}}){re.escape(piece)}(?!\w)", lambda found: BLOCK * len(found[0]), text)
    return text


def _pieces(names: Iterable[str]) -> list[str]:
    """Names and their words, the longest first. (Up to two letters may be written onto a name's front, as Arabic does.)"""
    made: dict[str, None] = {}
    for name in names:
        made[name] = None
        made.update((word, None) for word in _WORD.findall(name) if len(word) >= _SHORTEST)
    return sorted(filter(None, made), key=len, reverse=True)


def private_names(session: Session, documents: Iterable[int]) -> dict[int, list[str]]:
    """Document -> the names of its private persons."""
    made: dict[int, list[str]] = defaultdict(list)
    for chunk in chunks(sorted(set(documents))):
        asked = (
            select(Actors.document_id, Names.text)
            .join(ActorNames, ActorNames.actor_id == Actors.id)
            .join(Names, Names.id == ActorNames.name_id)
            .where(Actors.document_id.in_(chunk), Actors.private.is_(True))
        )
        for document, name in session.execute(asked).tuples():
            made[document].append(name)
    return made


class Mask:
    """Hides, by document, the names of its private persons; hides nothing when `names` is None."""

    def __init__(self, names: Mapping[int, Sequence[str]] | None) -> None:
        self._names = names

    @classmethod
    def over(cls, session: Session, documents: Iterable[int], masked: bool) -> Mask:
        """The mask for what is shown of these documents."""
        return cls(private_names(session, documents) if masked else None)

    def __call__(self, document: int, text: str) -> str:
        return hide(text, self._names.get(document, ())) if self._names else text

    def maybe(self, document: int, text: str | None) -> str | None:
        """As the call, for what may be absent."""
        return None if text is None else self(document, text)


def masked_record(record: Record) -> Record:
    """The record with private persons blocked out in text, title, names and descriptions."""
    names = [n for a in record.actors if a.private for n in (a.name, *(name.text for name in a.names))]
    if not names:
        return record
    own = {m for a in record.actors if a.private for m in a.mentions}
    told = list(hide(record.document.text, names))
    for mention in record.mentions:
        if mention.id in own and mention.form == "name":
            told[mention.head.start : mention.head.end] = BLOCK * (mention.head.end - mention.head.start)
    title = record.document.title
    document = replace(record.document, text="".join(told), title=hide(title, names) if title else title)
    events = tuple(
        replace(e, tolls=tuple(replace(t, who=hide(t.who, names) if t.who else t.who) for t in e.tolls)) for e in record.events
    )
    return replace(record, document=document, actors=tuple(_actor(a, names) for a in record.actors), events=events)


def _actor(actor: Actor, names: Sequence[str]) -> Actor:
    if not actor.private:
        return actor
    shown = tuple(replace(n, text=BLOCK * len(n.text)) for n in actor.names)
    roles = tuple(replace(r, title=hide(r.title, names)) for r in actor.roles)
    return replace(actor, name=BLOCK * len(actor.name), names=shown, roles=roles)
