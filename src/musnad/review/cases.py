"""Corrections as cases for the rules: what a person put right becomes a sentence with what is to be read in it.

A case is a proposal for `languages/<language>/<room>.cases.yml`: whoever maintains the rules looks at it, adds a gloss and an
origin, and puts it in. Sentences that name a private person are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import yaml
from fastapi import APIRouter, Query
from fastapi.responses import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from musnad.archive.models import Judgements
from musnad.archive.query import JudgementInfo, document_infos, judgements_of, record_of
from musnad.languages import available, load
from musnad.record import Event, Record, Relation, Span
from musnad.record.nouns import Attribution
from musnad.review.access import Reviewer, TheDesk
from musnad.review.blind import blind_in
from musnad.review.document import seen
from musnad.review.masks import hide
from musnad.text import split_text

router = APIRouter(tags=["cases"])
ROOMS = {"event": "events", "relation": "relations", "attribution": "claims"}
# Field of a correction -> the name that the room's cases have for it.
FIELDS = {
    "events": {"type": "type", "mode": "mode", "status": "status", "polarity": "polarity", "actors": "actors",
               "recipients": "recipients", "trigger": "trigger"},
    "relations": {"kind": "kind", "polarity": "polarity", "status": "status", "certainty": "certainty", "head": "head",
                  "tail": "tail"},
    "claims": {"stance": "stance", "source_kind": "kind", "cue": "cue", "source": "source", "content": "content"},
}  # fmt: skip


@router.get("/api/cases", response_class=Response, responses={200: {"content": {"application/yaml": {}}}})
def cases(
    user: Reviewer, desk: TheDesk, document: Annotated[int | None, Query(ge=1, le=2**53)] = None
) -> Response:
    """The cases of one document, or of all, as YAML."""
    with desk.seeing(user) as session:
        if document is not None:
            seen(session, document)
        numbers = [document] if document is not None else corrected_documents(session)
        blind = blind_in(desk, user, numbers)
        told = as_yaml(case for n in numbers if n not in blind for case in cases_of(session, n))
    return Response(told, media_type="application/yaml; charset=utf-8")


def corrected_documents(session: Session) -> list[int]:
    """Documents with corrections that hold, or rejected items."""
    asked = select(Judgements.document_id).where(
        Judgements.undone_by.is_(None), Judgements.verdict.in_(("correct", "reject")), Judgements.other_item.is_(None)
    )
    return list(session.execute(asked.distinct().order_by(Judgements.document_id)).scalars())


def as_yaml(cases: Iterable[tuple[str, str, dict[str, Any]]]) -> str:
    """The cases as one YAML document for each language and room, under a comment that says where it belongs."""
    files: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for language, room, case in cases:
        here = files.setdefault((language, room), [])
        if case not in here:
            here.append(case)
    parts = []
    for (language, room), listed in sorted(files.items()):
        body = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=1000)
        parts.append(f"# for languages/{language}/{room}.cases.yml\n{body}")
    return "---\n".join(parts)


def cases_of(session: Session, number: int) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(language, room, case) of every item of a document that was corrected, added or rejected."""
    record = record_of(session, number)
    language = record.document.language
    if language not in available():
        return
    text = split_text(record.document, load(language))
    private = [n for a in record.actors if a.private for n in (a.name, *(name.text for name in a.names))]
    about = document_infos(session, [number])[number]
    for item, noun, said in _corrected(record, judgements_of(session, number)):
        expect = _expected(record, item, noun, said)
        span = _span(item)
        sentence = next((Span(s.start, s.end) for s in text.sentences if span and s.start <= span.start < s.end), None)
        if expect is None or sentence is None:
            continue
        told = sentence.of(record.document.text).strip()
        if hide(told, private) == told:
            case: dict[str, Any] = {"text": told, **expect}
            if about.published:
                case["published"] = about.published
            yield language, ROOMS[noun], case | {"note": f"document {number}, {item}"}


def _corrected(record: Record, judged: list[JudgementInfo]) -> Iterator[tuple[str, str, list[JudgementInfo]]]:
    """Item, noun and judgements of what people put right."""
    by_item: dict[str, list[JudgementInfo]] = {}
    for j in judged:
        if j.other_item is None and j.verdict in ("correct", "reject"):
            by_item.setdefault(j.item, []).append(j)
    for item, said in by_item.items():
        noun = item.partition(":")[0]
        if noun in ROOMS:
            yield item, noun, said


def _span(item: str) -> Span | None:
    start, _, end = item.rpartition(":")[2].partition(".")[0].partition("-")
    return Span(int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def _expected(record: Record, item: str, noun: str, said: list[JudgementInfo]) -> dict[str, Any] | None:
    """What the case expects: the item as people left it; nothing, when the sentence's only item was rejected."""
    room = ROOMS[noun]
    group: tuple[Any, ...] = getattr(record, {"event": "events", "relation": "relations", "attribution": "attributions"}[noun])
    old = next((one for one in group if one.id == item), None)
    if said[-1].verdict == "reject":
        return {"none": True} if len(group) == 1 and old is not None else None
    values = _read(old, room) if old is not None else {}
    for j in said:
        told = json.loads(j.value) if j.value is not None else None
        values |= told if j.field == "added" and isinstance(told, dict) else {str(j.field): told}
    words = {FIELDS[room][f]: _words(record, value) for f, value in values.items() if f in FIELDS[room]}
    return {"expect": [words]} if words else None


def _read(old: Any, room: str) -> dict[str, Any]:
    """What names the item among others of its sentence: type, kind, or cue and stance."""
    if isinstance(old, Event):
        return {"type": old.type, "polarity": old.modality.polarity}
    if isinstance(old, Relation):
        return {"kind": old.kind, "head": old.head, "tail": old.tail, "polarity": old.modality.polarity}
    assert isinstance(old, Attribution) and room == "claims"
    return {"cue": {"start": old.cue.start, "end": old.cue.end}, "stance": old.stance}


def _words(record: Record, value: Any) -> Any:
    """Spans and ids as the words that stand for them in the cases."""
    if isinstance(value, dict) and {"start", "end"} <= value.keys():
        return record.document.text[value["start"] : value["end"]]
    if isinstance(value, list):
        return [_words(record, one) for one in value]
    names = {a.id: next((n.text for n in a.names if n.span is not None), a.name) for a in record.actors}
    places = {p.id: p.name for p in record.places}
    return names.get(value, places.get(value, value)) if isinstance(value, str) else value
