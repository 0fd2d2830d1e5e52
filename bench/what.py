"""What happened and between whom: Arabic event sentences, PLOVER, ACLED and CAMEO records, actor codes, MUC-4 roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.common import Row, document_of, record_of
from musnad import languages
from musnad.actors.codes import ActorCode, code_actor_phrase
from musnad.events.classify import case_label
from musnad.events.sentence import Found, classify_sentence, detect, main_of, sentence_events
from musnad.languages import Language
from musnad.record import Event, Record, Span, Text
from musnad.text import split_text

NTREX = {"eng": "en", "arb": "ar", "tur": "tr", "fra": "fr"}


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
            out["verb"] = _words(text, main.draft.triggers[0].span)
            for name, parts in (("source", main.actors), ("target", main.recipients)):
                out[name] = " ".join(_words(text, p) for p in parts)
                code = _code(parts, language, whole)
                out[f"{name}_country"], out[f"{name}_role"] = code.country or "None", (*code.sectors, "None")[0]
        yield out


def _words(text: Text, span: Span) -> str:
    """The span widened to whole written words, as the annotators marked them."""
    tokens = text.tokens_in(span)
    return " ".join(text.tokens[i].text for i in tokens)


def _code(phrases: Sequence[Span], language: Language, text: str) -> ActorCode:
    """The first phrase that has a code."""
    codes = [code_actor_phrase(p.of(text), language, text, behind=text[p.end :].split("\n")[0]) for p in phrases]
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
    return {"actorText": _bare(span.of(text), language), "code": code.country, "sector": (*code.sectors, "")[0]}


def _bare(phrase: str, language: Language) -> str:
    """The phrase without the article and the number before its noun, as PLOVER's entities are written."""
    written = phrase.split()
    while len(written) > 1 and language.is_function(language.fold(written[0]), "articles"):
        written = written[1:]
    return " ".join(written)


def case2021(rows: list[Row]) -> Iterator[Row]:
    language = languages.load("en")
    for row in rows:
        text = _text(row, language)
        yield {"id": row["id"], "label": case_label(text, language) if text else None}


def petrarch(rows: list[Row]) -> Iterator[Row]:
    """CAMEO triples of what the sentence is mainly about: one for each pair of those who act and receive."""
    language = languages.load("en")
    for row in rows:
        text = _text(row, language)
        main = classify_sentence(text, language) if text else None
        yield {"id": row["id"], "events": list(_triples(main, row["text"], language)) if main else []}


def _triples(main: Found, text: str, language: Language) -> Iterator[Row]:
    sides = [[_cameo_actor(p.of(text), language, text) for p in parts] for parts in (main.actors, main.recipients)]
    for source in dict.fromkeys(sides[0] or [""]):
        for target in dict.fromkeys(sides[1] or [""]):
            if main.cameo:
                yield {"sourcecode": source, "targetcode": target, "eventcode": main.cameo}


CAMEO_BODIES = {"UNO": "IGOUNO", "EUR": "IGOEUREEC"}  # CAMEO writes these bodies under IGO
CAMEO_UNKNOWN = "---"  # CAMEO's first three letters where no country is known


def _cameo_actor(phrase: str, language: Language, context: str) -> str:
    code = code_actor_phrase(phrase, language, context)
    country = code.country or CAMEO_UNKNOWN
    return CAMEO_BODIES.get(country, country) + (*code.sectors, "")[0]


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
            "wiki": code.title,  # the set asks for the name of the entity by this key too
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
