"""Hypothesis strategies for records: arbitrary, but without problems (`find_problems` answers with an empty list)."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from musnad.record import (
    Acled,
    Actor,
    Attribution,
    Candidate,
    Claim,
    Document,
    Event,
    Mention,
    Modality,
    Name,
    Place,
    Reader,
    Reason,
    Record,
    Relation,
    Role,
    Span,
    TimeValue,
    Toll,
    labels,
)
from musnad.record.fields import PLOVER_TYPES

LETTERS = st.one_of(
    st.characters(exclude_categories=("Cs",)),
    st.characters(min_codepoint=0x0621, max_codepoint=0x0652),  # Arabic letters and harakat
    st.sampled_from("\n\u200f\u200e\u202b\u202c\u0640\ufeff\U0001f54c\\\"'«»"),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=120)
WORDS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda word: bool(word.strip()))
COUNTRIES = st.none() | st.sampled_from(["SYR", "LBN", "IGO", "TUR"])
SCORES = st.floats(0, 1, allow_nan=False)
COUNTS = st.none() | st.integers(0, 10**9)


def spans(text: str) -> st.SearchStrategy[Span]:
    """Spans inside `text`, none empty."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda pair: pair[0] != pair[1])
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def heads(draw: DrawFn, text: str) -> tuple[Span, Span]:
    """A span and one inside it."""
    outer = draw(spans(text))
    inner = draw(spans(outer.of(text)))
    return outer, Span(outer.start + inner.start, outer.start + inner.end)


def reasons(text: str) -> st.SearchStrategy[Reason]:
    rules = st.sampled_from(["claims.verb_cue/say", "times.day", "neural.tagger"])
    some = st.lists(spans(text), max_size=2).map(tuple)
    leaf = st.builds(Reason, rules, WORDS, some, SCORES, st.just(()))
    return st.recursive(
        leaf,
        lambda part: st.builds(Reason, rules, WORDS, some, SCORES, st.lists(part, max_size=2).map(tuple)),
        max_leaves=4,
    )


@st.composite
def documents(draw: DrawFn) -> Document:
    text = draw(TEXTS)
    first = text.strip().split("\n", 1)[0].strip()
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        language=draw(st.sampled_from(["ar", "en", "tr"])),
        title=draw(st.none() | st.just(first)),
        outlet=draw(st.none() | WORDS),
        outlet_country=draw(COUNTRIES),
        author=draw(st.none() | WORDS),
        published=draw(st.sampled_from([None, "2024", "2024-12", "2024-12-08", "2024-12-08T06:18:00Z"])),
        url=draw(st.sampled_from([None, "https://news.example/1"])),
        retrieved=draw(st.sampled_from([None, "2025-01-01T00:00:00+00:00"])),
        raw_sha256=draw(st.none() | st.just("0" * 64)),
    )


@st.composite
def records(draw: DrawFn) -> Record:
    """A whole record in which all references agree."""
    document = draw(documents())
    text = document.text
    mentions = draw(_mentions(text))
    times = tuple(draw(_time(text, f"time:day:{i}")) for i in range(draw(st.integers(0, 2))))
    actors = draw(_actors(text, mentions, [time.id for time in times]))
    places = tuple(draw(_place(text, mention.id)) for mention in mentions if draw(st.booleans()))
    attributions = draw(_attributions(text, [actor.id for actor in actors]))
    claims = draw(_claims(text, attributions))
    events = draw(_events(text, claims, actors, places, times))
    relations = draw(_relations(text, claims, actors, places, times))
    about = {claim.id: tuple(item.id for item in (*events, *relations) if item.claim == claim.id) for claim in claims}
    claims = tuple(Claim(c.id, about[c.id], c.chain, c.content, c.reason) for c in claims)
    reader = Reader("0.1.0", "rules", draw(st.none() | st.just("weights")))
    return Record(document, mentions, actors, times, places, attributions, claims, events, relations, reader)


@st.composite
def _mentions(draw: DrawFn, text: str) -> tuple[Mention, ...]:
    made = []
    for i in range(draw(st.integers(0, 4))):
        span, head = draw(heads(text))
        kind, form = draw(st.sampled_from(labels.MENTION_KINDS)), draw(st.sampled_from(labels.MENTION_FORMS))
        actor = draw(st.sampled_from([None, "actor:group:0", "actor:person:1"]))
        made.append(Mention(f"mention:{kind}:{i}", span, head, kind, form, actor, draw(reasons(text))))
    return tuple(made)


@st.composite
def _actors(draw: DrawFn, text: str, mentions: tuple[Mention, ...], times: list[str]) -> tuple[Actor, ...]:
    made = []
    for actor in sorted({mention.actor for mention in mentions if mention.actor}):
        kind = actor.split(":")[1]
        when = st.none() | st.sampled_from(times) if times else st.none()
        roles = st.builds(Role, WORDS, st.sampled_from([None, actor]), when, when, st.none() | spans(text))
        names = st.builds(
            Name, WORDS, st.sampled_from(["Arab", "Latn"]), st.none() | spans(text), st.none() | reasons(text)
        )
        made.append(
            Actor(
                actor,
                draw(WORDS),
                kind,
                tuple(draw(st.lists(names, max_size=2))),
                draw(COUNTRIES),
                tuple(draw(st.lists(st.sampled_from(["REB", "MIL", "GOV"]), max_size=2, unique=True))),
                tuple(draw(st.lists(roles, max_size=2))),
                tuple(m.id for m in mentions if m.actor == actor),
                kind == "person" and draw(st.booleans()),
                draw(reasons(text)),
            )
        )
    return tuple(made)


@st.composite
def _time(draw: DrawFn, text: str, name: str) -> TimeValue:
    day = draw(st.dates(date(1000, 1, 1), date(2100, 1, 1)))
    after = day + timedelta(draw(st.integers(1, 400)))
    earliest, latest = draw(
        st.sampled_from([(None, None), (str(day), None), (None, str(after)), (str(day), str(after))])
    )
    edtf = f"{earliest or '..'}/{latest or '..'}" if earliest or latest else None
    grain, anchor = draw(st.sampled_from(labels.GRAINS)), draw(st.sampled_from(labels.ANCHORS))
    return TimeValue(name, draw(spans(text)), edtf, earliest, latest, grain, anchor, draw(reasons(text)))


@st.composite
def _place(draw: DrawFn, text: str, mention: str) -> Place:
    lat, lon = st.floats(-90, 90), st.floats(-180, 180)
    known = draw(st.booleans())
    candidates = st.builds(Candidate, st.just("g1"), WORDS, COUNTRIES, lat, lon, SCORES)
    return Place(
        f"place:{mention}",
        mention,
        draw(WORDS),
        "g1" if known else None,
        draw(COUNTRIES),
        draw(st.none() | WORDS),
        draw(lat) if known else None,
        draw(lon) if known else None,
        draw(st.sampled_from(labels.PRECISIONS[:-1])) if known else "unknown",
        draw(st.none() | WORDS),
        tuple(draw(st.lists(candidates, max_size=2))),
        draw(reasons(text)),
    )


@st.composite
def _attributions(draw: DrawFn, text: str, actors: list[str]) -> tuple[Attribution, ...]:
    made: list[Attribution] = []
    for i in range(draw(st.integers(0, 3))):
        source, head = draw(st.just((None, None)) | heads(text))
        made.append(
            Attribution(
                f"attribution:say:{i}",
                draw(spans(text)),
                source,
                head,
                draw(st.sampled_from(labels.SOURCE_KINDS)),
                draw(st.sampled_from([None, *actors])),
                tuple(draw(st.lists(spans(text), max_size=2))),
                draw(st.none() | spans(text)),
                draw(st.sampled_from(labels.STANCES)),
                draw(st.sampled_from(labels.QUOTATIONS)),
                draw(st.sampled_from([None, *(a.id for a in made)])),
                draw(reasons(text)),
            )
        )
    return tuple(made)


@st.composite
def _claims(draw: DrawFn, text: str, attributions: tuple[Attribution, ...]) -> tuple[Claim, ...]:
    parents = {link.id: link.parent for link in attributions}
    made = []
    for i in range(draw(st.integers(0, 3))):
        chain, link = [], draw(st.sampled_from([None, *parents]))
        while link:
            chain.insert(0, link)
            link = parents[link]
        made.append(Claim(f"claim:say:{i}", (), tuple(chain), draw(spans(text)), draw(reasons(text))))
    return tuple(made)


def _modalities(text: str) -> st.SearchStrategy[Modality]:
    return st.builds(
        Modality,
        st.sampled_from(labels.POLARITIES),
        st.sampled_from(labels.CERTAINTIES),
        st.sampled_from(labels.STATUSES),
        st.none() | spans(text),
    )


@st.composite
def _tolls(draw: DrawFn, text: str) -> Toll:
    low, high = draw(COUNTS), draw(COUNTS)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Toll(
        draw(st.sampled_from(labels.EFFECTS)), draw(st.none() | WORDS.map("w".__add__)), low, high, draw(spans(text))
    )


@st.composite
def _events(
    draw: DrawFn,
    text: str,
    claims: tuple[Claim, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[TimeValue, ...],
) -> tuple[Event, ...]:
    who = (
        st.lists(st.sampled_from([a.id for a in actors]), max_size=2, unique=True).map(tuple) if actors else st.just(())
    )
    made = []
    for i in range(draw(st.integers(0, 2)) if claims else 0):
        kind = draw(st.sampled_from(PLOVER_TYPES))
        made.append(
            Event(
                f"event:{kind}:{i}",
                draw(spans(text)),
                kind,
                draw(st.sampled_from([None, "firearms", "heavy-weapons"])),
                draw(st.sampled_from([(), ("military",), ("human_rights", "legal")])),
                draw(st.sampled_from([None, "190"])),
                draw(st.none() | st.just(Acled("Battles", "Armed clash"))),
                draw(st.none() | st.integers(1, 3)),
                draw(who),
                draw(who),
                draw(st.none() | spans(text)),
                draw(st.sampled_from([None, *(p.id for p in places)])),
                draw(st.sampled_from([None, *(t.id for t in times)])),
                tuple(draw(st.lists(_tolls(text), max_size=2))),
                draw(_modalities(text)),
                draw(st.sampled_from(claims)).id,
                tuple(draw(st.lists(spans(text), max_size=2))),
                draw(reasons(text)),
            )
        )
    return tuple(made)


@st.composite
def _relations(
    draw: DrawFn,
    text: str,
    claims: tuple[Claim, ...],
    actors: tuple[Actor, ...],
    places: tuple[Place, ...],
    times: tuple[TimeValue, ...],
) -> tuple[Relation, ...]:
    ends = [
        (k, actors[0].id, actors[1].id)
        for k in labels.RELATION_KINDS
        if k not in labels.PLACE_TAILED and len(actors) > 1
    ]
    ends += [(k, actors[0].id, places[0].id) for k in labels.PLACE_TAILED if actors and places]
    made = []
    for i in range(draw(st.integers(0, 2)) if claims and ends else 0):
        kind, head, tail = draw(st.sampled_from(ends))
        when = st.sampled_from([None, *(time.id for time in times)])
        evidence = tuple(draw(st.lists(spans(text), min_size=1, max_size=2)))
        made.append(
            Relation(
                f"relation:{kind}:{i}",
                kind,
                head,
                tail,
                draw(when),
                draw(when),
                draw(_modalities(text)),
                draw(st.sampled_from(claims)).id,
                evidence,
                draw(reasons(text)),
            )
        )
    return tuple(made)
