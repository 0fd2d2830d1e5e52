"""A small record by hand, with one of each noun: an outlet says that a statement claims a failed bombing."""

from __future__ import annotations

import hashlib

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
)

TEXT = "بيان لواء الفجر عن تفجير مقره\nقال لواء الفجر في دمشق يوم 8 ديسمبر إن تفجير مقره أصاب ثلاثة، وإن سالم قائده."
WHY = Reason("tests.sample", "Written by hand", (Span(0, 4),), 1.0, (Reason("tests.part", "A part of it", (), 0.5),))


def _span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


_BODY = TEXT.index("\n") + 1
GROUP, LEADER, CITY = _span("لواء الفجر"), _span("سالم"), _span("دمشق")
AGAIN = _span("لواء الفجر", _BODY)
EVENT, RELATION, ATTRIBUTION, CLAIM = "event:ASSAULT:0", "relation:leads:0", "attribution:say:0", "claim:0"

SAMPLE = Record(
    document=Document(
        id=hashlib.sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
        language="ar",
        title=TEXT.split("\n")[0],
        outlet="الصحيفة",
        outlet_country="SYR",
        published="2024-12-09",
    ),
    mentions=(
        Mention("mention:group:0", GROUP, GROUP, "group", "name", "actor:group:0", WHY),
        Mention("mention:group:1", AGAIN, AGAIN, "group", "name", "actor:group:0", WHY),
        Mention("mention:place:0", CITY, CITY, "place", "name", None, WHY),
        Mention("mention:person:0", LEADER, LEADER, "person", "name", "actor:person:0", WHY),
    ),
    actors=(
        Actor(
            "actor:group:0",
            "لواء الفجر",
            "group",
            (Name("لواء الفجر", "Arab", GROUP, WHY),),
            "SYR",
            ("REB",),
            (),
            ("mention:group:0", "mention:group:1"),
            False,
            WHY,
        ),
        Actor(
            "actor:person:0",
            "سالم",
            "person",
            (Name("سالم", "Arab", LEADER),),
            None,
            (),
            (Role("قائد", "actor:group:0", span=_span("قائده")),),
            ("mention:person:0",),
            False,
            WHY,
        ),
    ),
    times=(
        TimeValue(
            "time:day:0", _span("يوم 8 ديسمبر"), "2024-12-08", "2024-12-08", "2024-12-09", "day", "published", WHY
        ),
    ),
    places=(
        Place(
            "place:0",
            "mention:place:0",
            "Damascus",
            "geonames:170654",
            "SYR",
            None,
            33.51,
            36.29,
            "town",
            None,
            (Candidate("geonames:170654", "Damascus", "SYR", 33.51, 36.29, 0.9),),
            WHY,
        ),
    ),
    attributions=(
        Attribution(
            ATTRIBUTION,
            _span("قال"),
            AGAIN,
            AGAIN,
            "organization",
            "actor:group:0",
            (),
            Span(_span("تفجير", _BODY).start, len(TEXT)),
            "say",
            "indirect",
            None,
            WHY,
        ),
    ),
    claims=(Claim(CLAIM, (EVENT, RELATION), (ATTRIBUTION,), Span(_span("تفجير", _BODY).start, len(TEXT)), WHY),),
    events=(
        Event(
            EVENT,
            _span("تفجير"),
            "ASSAULT",
            "explosives",
            ("military",),
            "183",
            Acled("Explosions/Remote violence", "Suicide bomb"),
            1,
            ("actor:person:0",),
            ("actor:group:0",),
            None,
            "place:0",
            "time:day:0",
            (Toll("wounded", None, 3, 3, _span("ثلاثة")),),
            Modality(),
            CLAIM,
            (_span("تفجير مقره"),),
            WHY,
        ),
    ),
    relations=(
        Relation(
            RELATION,
            "leads",
            "actor:person:0",
            "actor:group:0",
            "time:day:0",
            None,
            Modality(),
            CLAIM,
            (_span("سالم قائده"),),
            WHY,
        ),
    ),
    reader=Reader("0.1.0", "0" * 64),
)
