"""Who goes on speaking: actors of named sources, and the last speaker carried over words without a subject.

What carries (docs/claims.md says why):
  - a finite cue or a participle without a source takes the last speaker, when he spoke in the same paragraph at most
    `SAME_PARAGRAPH` sentences before, or in the paragraph before at most `NEXT_PARAGRAPH` sentences before;
  - inside somebody's content it takes that somebody;
  - a source that is a document without an actor takes the actor who issued the statement (the last speaker who spoke
    through a document, else the last who announced);
  - a pronoun as a source takes the last speaker.
What ends a chain: a headline or a line that stands alone as a heading, a longer distance, passive and impersonal cues,
nouns, hedges and "according to" without a source (nobody is meant).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from musnad.claims.reading import Draft
from musnad.record import Actor, Attribution, Mention, Reason, Sentence, Span, Text, changed

SAME_PARAGRAPH = 4  # sentences
NEXT_PARAGRAPH = 3
HEADING_WORDS = 10
CARRIED_FORMS = ("verb", "participle", "trailing", "phrase", "statement")


@dataclass(slots=True)
class Speaker:
    """The last one who spoke: attribution, actor, and where."""

    head: Span | None
    actor: str | None
    sentence: int


def carry_speakers(
    text: Text,
    found: Sequence[Attribution],
    drafts: Sequence[Draft],
    mentions: Sequence[Mention],
    actors: Sequence[Actor],
    relative: Container[str] = (),
    issued: Container[str] = (),
) -> tuple[Attribution, ...]:
    """The attributions with `actor` filled where a mention names it or the last speaker goes on.

    `relative`: ids of cues in relative clauses, whose speaker is no last speaker; `issued`: those whose source is a
    document that somebody issues (a statement, not data)."""
    known = {m for a in actors for m in a.mentions}
    owner = {m.id: m.actor for m in mentions if m.actor and (not known or m.id in known or m.actor)}
    owned = [m for m in mentions if owner.get(m.id)]
    last: Speaker | None = None
    issuer: str | None = None
    done: dict[str, Attribution] = {}
    beside = {a.id for a, d in zip(found, drafts, strict=True) if d.form == "adverbial" or a.source_kind == "media"}
    hosts = {a.parent for a in found if a.source is not None}
    number = {s.start: n for n, s in enumerate(text.sentences)}
    for a, d in zip(found, drafts, strict=True):
        n = number[d.sentence.start]
        top = a.parent is None or a.parent in beside
        last = None if last and _broken(text, last.sentence, n) else last
        actor = _actor(a, owned, owner) if a.head else None
        if a.source is not None:
            if actor is None and a.source_kind == "document" and a.id in issued:
                actor = issuer
            if actor is None and _pronoun(a, mentions) and last:
                a, actor = _carried(a, last), last.actor
            if top and not (d.form == "adverbial" and a.id in hosts):
                last = Speaker(a.head, actor, n)
            if actor and (a.via or a.source_kind == "document" or a.stance == "announce"):
                issuer = actor
        elif d.form in CARRIED_FORMS and not d.passive and a.id not in relative:
            parent = done.get(a.parent) if a.parent else None
            before = Speaker(parent.head, parent.actor, n) if parent and parent.head else last
            if before and before.head != a.head:
                a, actor = _carried(a, before), before.actor
            if top and last:
                last = Speaker(last.head, last.actor, n)
        done[a.id] = a if actor == a.actor else changed(a, actor=actor)
    return tuple(done[a.id] for a in found)


def _actor(a: Attribution, mentions: Sequence[Mention], owner: Mapping[str, str]) -> str | None:
    if a.head is None:
        return None
    over = [m for m in mentions if m.head.start < a.head.end and a.head.start < m.head.end]
    if a.source_kind in ("anonymous", "witness", "official", "people"):  # somebody near a body is not that body
        over = [m for m in over if m.span.start <= a.head.start]
    if a.source_kind in ("anonymous", "witness"):
        over = [m for m in over if m.kind in ("person", "people")]
    if not over:
        return None
    best = max(
        over,
        key=lambda m: (
            (min(m.head.end, a.head.end) - max(m.head.start, a.head.start), -len(m.head)) if a.head else (0, 0)
        ),
    )
    return owner[best.id]


def _pronoun(a: Attribution, mentions: Sequence[Mention]) -> bool:
    return len(a.head or a.cue) <= 4 and any(
        m.form == "pronoun" and a.head and m.head.overlaps(a.head) for m in mentions
    )


def _carried(a: Attribution, speaker: Speaker) -> Attribution:
    spans = (speaker.head,) if speaker.head else ()
    part = Reason("claims.carry/last_speaker", "the last speaker goes on", spans, 0.8)
    return changed(a, reason=changed(a.reason, parts=(*a.reason.parts, part)))


def _broken(text: Text, before: int, now: int) -> bool:
    """Does something between the two sentences end the speech?"""
    if now <= before:
        return False
    first, second = text.sentences[before], text.sentences[now]
    if any(is_heading(text, s) for s in text.sentences[before + 1 : now + 1]) or first.headline:
        return True
    gap = second.paragraph - first.paragraph
    return gap > 1 or now - before > (NEXT_PARAGRAPH if gap else SAME_PARAGRAPH)


def is_heading(text: Text, sentence: Sentence) -> bool:
    """A headline, or a short line of its own without a stop."""
    if sentence.headline:
        return True
    body = text.document.text
    alone = body[: sentence.start].endswith("\n") and (sentence.end >= len(body) or body[sentence.end] == "\n")
    if not alone or not body[sentence.end - 1].isalnum():
        return False
    return sum(1 for t in text.tokens[sentence.first : sentence.last] if t.kind != "mark") <= HEADING_WORDS
