"""Voices: on whose word does an article tell its story?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.record import Attribution, Record
from musnad.resolve.names import compare
from musnad.resolve.stories.marks import marks_of, overlap, weighed

FIRST = 4  # speakers of an article that tell its story; later ones comment on it
ASIDE = ("demand", "ask", "promise", "threaten")  # stances that tell nothing of what happened
FACELESS = ("implicit", "people", "witness")
SAME_VOICE = 0.5
AS_WORDS = 0.6  # cosine of two descriptions of an unnamed source


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as the article calls him. texts: the phrase, its head and the actor's names; named: by a name."""

    texts: tuple[str, ...]
    kind: str
    stance: str
    named: bool


def voices(record: Record) -> tuple[Voice, ...]:
    """The first speakers of an article in the order of the text, media that only pass on left out."""
    return tuple(v for v in _all(record) if v.kind != "media")[:FIRST]


def passed_on_by(record: Record) -> tuple[str, ...]:
    """Media that the article names as the ones it has its account from."""
    text = record.document.text
    cited = [t for v in _all(record) if v.kind == "media" for t in v.texts]
    media = [m.span for m in record.mentions if m.kind == "media" and m.form == "name"]
    through = [via for a in record.attributions for via in a.via if any(via.overlaps(span) for span in media)]
    return tuple(dict.fromkeys(cited + [via.of(text) for via in through]))


def _all(record: Record) -> Iterator[Voice]:
    names = {a.id: [n.text for n in a.names] for a in record.actors}
    forms = {m.head: m.form for m in record.mentions}
    for attribution in sorted(record.attributions, key=lambda a: a.cue.start):
        if attribution.head is None or attribution.parent or attribution.stance in ASIDE:
            continue
        if forms.get(attribution.head) == "pronoun" or attribution.source_kind in FACELESS:
            continue
        yield _voice(record, attribution, names, forms.get(attribution.head) == "name")


def _voice(record: Record, attribution: Attribution, names: dict[str, list[str]], named: bool) -> Voice:
    text = record.document.text
    said = [attribution.head.of(text)] if attribution.head else []
    said += [attribution.source.of(text)] if attribution.source else []
    said += names.get(attribution.actor or "", [])
    return Voice(tuple(dict.fromkeys(said)), attribution.source_kind, attribution.stance, named)


def same_voice(first: Voice, second: Voice) -> float:
    """0 to 1: do two articles call the same speaker so?"""
    person = "person" if first.kind == second.kind == "person" else "group"
    best = 0.0
    for a in first.texts:
        for b in second.texts:
            best = max(best, compare(a, b, person).score, _as_words(a, b))
    return best


def _as_words(first: str, second: str) -> float:
    """Descriptions ("an official of the farmers' union") share their concepts."""
    shared = overlap(weighed(marks_of(first)), weighed(marks_of(second)))
    return shared if shared >= AS_WORDS else 0.0
