"""What happened and between whom: Arabic event sentences, PLOVER, ACLED and CAMEO records, actor codes, MUC-4 roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.common import Row, document_of, record_of
from musnad import languages
from musnad.actors.codes import ActorCode, code_actor_phrase
from musnad.codebook import load_codebook
from musnad.events.sentence import Found, classify_sentence, detect, main_of, sentence_events
from musnad.languages import Language
from musnad.record import Event, Record, Span, Text
from musnad.text import split_text

NTREX = {"eng": "en", "arb": "ar", "tur": "tr", "fra": "fr"}
# CASE 2021 classes that are no ACLED sub-event, from what the reader says of a text without one.
CASE_BY_TYPE = {"ACCUSE": "ATTRIB", "CONSULT": "DIPLO", "AGREE": "DIPLO", "COOPERATE": "DIPLO", "SUPPORT": "DIPLO"}
CASE_BY_CONTEXT = {
    "disasters": "NATURAL_DISASTER",
    "illegal_drugs": "ORG_CRIME",
    "crime": "ORG_CRIME",
    "trafficking": "ORG_CRIME",
}


def _text(row: Row, language: Language) -> Text | None:
    document = document_of(row, language.code)
    return split_text(document, language) if document else None


def detection(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("ar")
    for row in rows:
        text = _text(row, language)
        found, score = detect(text, row["event_type"], language) if text else (False, 0.0)
        yield {"id": row["id"], "pred": found, "score": round(score, 4)}


def spans(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("ar")
    for row in rows:
        text = _text(row, language)
        main = main_of(sentence_events(text, language), row["event_type"]) if text else None
        out: Row = {"id": row["id"], "source": "", "verb": "", "target": ""}
        if text and main:
            whole = row["text"]
            out["verb"] = _words(text, main.trigger)
            for name, parts in (("source", main.actors), ("target", main.recipients)):
                out[name] = " ".join(_words(text, p) for p in parts)
                code = _code([p.of(whole) for p in parts], language, whole)
                out[f"{name}_country"], out[f"{name}_role"] = code.country or "None", (*code.sectors, "None")[0]
        yield out


def _words(text: Text, span: Span) -> str:
    """The span widened to whole written words, as the annotators marked them."""
    tokens = text.tokens_in(span)
    return " ".join(text.tokens[i].text for i in tokens)


def _code(phrases: Sequence[str], language: Language, context: str) -> ActorCode:
    """The first phrase that has a code."""
    codes = [code_actor_phrase(p, language, context) for p in phrases]
    return next((c for c in codes if c.country or c.sectors), ActorCode())


def plover(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("en")
    for row in rows:
        text = _text(row, language)
        main = classify_sentence(text, language) if text else None
        out: Row = {"id": row["id"], "event": main.type if main else None}
        if text and main:
            out["mode"], out["context"] = main.mode, (*main.contexts, None)[0]
            out["source"] = [_entity(row["text"], p, language) for p in main.actors]
            out["target"] = [_entity(row["text"], p, language) for p in main.recipients]
        yield out


def _entity(text: str, span: Span, language: Language) -> Row:
    code = code_actor_phrase(span.of(text), language, text)
    return {"actorText": span.of(text), "code": code.country, "sector": (*code.sectors, "")[0]}


def case2021(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("en")
    case = {name: sub.case for name, sub in load_codebook("acled").sub_events.items()}
    for row in rows:
        text = _text(row, language)
        yield {"id": row["id"], "label": _case(sentence_events(text, language) if text else (), case)}


def _case(found: Sequence[Found], case: dict[str, str]) -> str | None:
    coded = [f for f in found if f.acled]
    if coded:
        best = max(coded, key=lambda f: f.score)
        return case[best.acled.sub_event_type] if best.acled else None
    for f in sorted(found, key=lambda f: -f.score):
        named = next((CASE_BY_CONTEXT[c] for c in f.contexts if c in CASE_BY_CONTEXT), CASE_BY_TYPE.get(f.type))
        if named:
            return named
    return None


def petrarch(rows: list[Row]) -> Iterator[Row]:
    """CAMEO triples: one for each pair of actor and recipient of a coded event."""
    for row in rows:
        date = row["date"]
        record = record_of(row, "en", published=f"{date[:4]}-{date[4:6]}-{date[6:8]}")
        yield {"id": row["id"], "events": [t for e in record.events for t in _triples(record, e)] if record else []}


def _triples(record: Record, event: Event) -> Iterator[Row]:
    codes = {a.id: (a.country or "") + (a.sectors[0] if a.sectors else "") for a in record.actors}
    for source in event.actors or ("",):
        for target in event.recipients or ("",):
            if event.cameo:
                yield {
                    "sourcecode": codes.get(source, ""),
                    "targetcode": codes.get(target, ""),
                    "eventcode": event.cameo,
                }


def source_target(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("en")
    for row in rows:
        text = _text(row, language)
        main = classify_sentence(text, language) if text else None
        parts = [("S", p) for p in main.actors] + [("T", p) for p in main.recipients] if main else []
        yield {"id": row["id"], "spans": [{"start": p.start, "end": p.end, "type": kind} for kind, p in parts]}


def actor_codes(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("en")
    for row in rows:
        code = code_actor_phrase(row["actor"], language, row.get("context", ""), row.get("date", ""))
        sectors = (*code.sectors, "", "")
        out = {
            "id": row["id"], "country": code.country, "cc": code.country, "code_1": sectors[0], "code_2": sectors[1],
            "title": code.title,
        }  # fmt: skip
        out["resolved"] = bool(code.country or code.sectors or code.title)
        yield out


def muc4(rows: list[Row]) -> Iterator[Row]:
    """Violent events of the article: who did it (persons, organisations), to whom, to what, with what."""
    for row in rows:
        record = record_of(row, "en")
        roles: dict[str, list[str]] = {
            name: []
            for name in (
                "perp_individual_id",
                "perp_organization_id",
                "phys_tgt_id",
                "hum_tgt_name",
                "incident_instrument_id",
            )
        }
        for event in record.events if record else ():
            if record and event.type == "ASSAULT":
                _fill(roles, record, event)
        yield {"id": row["id"], "roles": {k: list(dict.fromkeys(v)) for k, v in roles.items()}}


def _fill(roles: dict[str, list[str]], record: Record, event: Event) -> None:
    actors = {a.id: a for a in record.actors}
    for actor in (actors[i] for i in event.actors):
        individual = actor.kind in ("person", "people")
        roles["perp_individual_id" if individual else "perp_organization_id"].append(actor.name)
    for actor in (actors[i] for i in event.recipients):
        if actor.kind == "person":
            roles["hum_tgt_name"].append(actor.name)
        elif actor.kind == "facility":
            roles["phys_tgt_id"].append(actor.name)
    if event.instrument:
        roles["incident_instrument_id"].append(event.instrument.of(record.document.text))


def consistency(rows: list[Row]) -> Iterator[Row]:
    """What should be the same in every language of one article: event types, places, dates, countries of actors."""
    for row in rows:
        code = NTREX.get(row["lang"])
        record = record_of(row, code) if code in languages.available() else None
        items: set[str] = set()
        if record:
            items |= {f"event:{e.type}" for e in record.events}
            items |= {f"place:{p.gazetteer_id}" for p in record.places if p.gazetteer_id}
            items |= {f"date:{t.edtf}" for t in record.times if t.edtf}
            items |= {f"country:{a.country}" for a in record.actors if a.country}
        yield {"id": row["id"], "items": sorted(items)}
