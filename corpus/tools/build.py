"""Passages -> records of the wire (`musnad.record/1`): `python -m corpus.tools.build` writes corpus/build/{train,dev,test}.jsonl.

The split is by passage, by a hash of its id (15 % test, 10 % dev): adding passages never moves an old one."""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from corpus.tools import nouns as N
from corpus.tools.codes import ACLED_TYPE
from corpus.tools.nouns import Passage
from corpus.tools.parse import passages
from musnad import document
from musnad.record import Record, Span
from musnad.record import nouns as R
from musnad.record.reason import Reason
from musnad.record.wire import dumps

HUMAN = Reason("corpus", "written by the annotator of the passage", (), 1.0)
WHERE = ("place", "facility")
NOBODY = ("weapon", "time", "number", "money")  # kinds that are no actor
OUT = Path(__file__).resolve().parents[1] / "build"


def split_of(name: str) -> str:
    """train, dev or test, by the passage's id alone."""
    share = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    return "test" if share < 0.15 else "dev" if share < 0.25 else "train"


def record_of(passage: Passage) -> Record:
    """The passage as a record whose only reader is the annotator."""
    return _Builder(passage).record()


def _span(span: N.Span) -> Span:
    return Span(*span)


class _Builder:
    """Builds one record; ids come from span and kind as everywhere, numbered where two items share both."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.taken: dict[str, int] = defaultdict(int)
        self.links: dict[str, str] = {}
        self.claims: dict[str | None, str] = {}

    def id(self, noun: str, kind: str, span: N.Span) -> str:
        base = R.item_id(noun, kind, _span(span))
        self.taken[base] += 1
        return R.item_id(noun, kind, _span(span), self.taken[base] - 1)

    def record(self) -> Record:
        p = self.passage
        self.named = {id(m): self.id("mention", m.kind, m.span) for m in p.mentions}
        by_key: dict[str, list[N.Mention]] = defaultdict(list)
        for mention in p.mentions:
            by_key[mention.key].append(mention)
        self.actor_ids = {k: self.id("actor", of[0].kind, of[0].span) for k, of in by_key.items() if of[0].kind not in NOBODY}
        self.place_ids = {k: self.id("place", "unknown", of[0].span) for k, of in by_key.items()}
        self.time_ids = {k: self.id("time", "day", of[0].span) for k, of in by_key.items() if of[0].kind == "time"}
        for link in p.attributions:
            self.links[link.id] = self.id("attribution", link.stance, link.cue)
        hanging: list[N.Event | N.Relation] = [*p.events, *p.relations]
        for item in hanging:
            if item.by not in self.claims:
                at = item.trigger if isinstance(item, N.Event) else item.evidence
                self.claims[item.by] = self.id("claim", "says", at)
        events, relations = tuple(map(self._event, p.events)), tuple(map(self._relation, p.relations))
        made = document(p.text, language=p.language, published=p.date, title=p.title)
        return Record(
            made, tuple(map(self._mention, p.mentions)), tuple(self._actor(k, by_key[k]) for k in self.actor_ids),
            tuple(self._time(k, by_key[k]) for k in self.time_ids), tuple(self._place(k, by_key[k]) for k in self.used_places()),
            tuple(map(self._link, p.attributions)), tuple(self._claim(by, events, relations) for by in self.claims),
            events, relations, R.Reader("corpus", "corpus"),
        )  # fmt: skip

    def used_places(self) -> list[str]:
        p = self.passage
        used = {e.place for e in p.events} | {r.tail for r in p.relations if r.kind in ("controls", "based_in")}
        return [k for k in self.place_ids if k in used or any(m.key == k and m.kind == "place" for m in p.mentions)]

    def _mention(self, m: N.Mention) -> R.Mention:
        return R.Mention(self.named[id(m)], _span(m.span), _span(m.head), m.kind, m.form, self.actor_ids.get(m.key), HUMAN)

    def _actor(self, key: str, of: list[N.Mention]) -> R.Actor:
        text = self.passage.text
        names = {text[slice(*m.head)]: m for m in of if m.form == "name"} or {text[slice(*of[0].head)]: of[0]}
        script = "Arab" if self.passage.language == "ar" else "Latn"
        shown = tuple(R.Name(name, script, _span(m.head)) for name, m in names.items())
        private = any(m.private for m in of) and of[0].kind == "person"
        return R.Actor(
            self.actor_ids[key], next(iter(names)), of[0].kind, shown, None, (), (),
            tuple(self.named[id(m)] for m in of), private, HUMAN,
        )  # fmt: skip

    def _time(self, key: str, of: list[N.Mention]) -> R.TimeValue:
        return R.TimeValue(self.time_ids[key], _span(of[0].span), of[0].edtf, None, None, "day", "none", HUMAN)

    def _place(self, key: str, of: list[N.Mention]) -> R.Place:
        name = self.passage.text[slice(*of[0].head)]
        return R.Place(self.place_ids[key], self.named[id(of[0])], name, None, None, None, None, None, "unknown", None, (), HUMAN)

    def _link(self, a: N.Attribution) -> R.Attribution:
        return R.Attribution(
            self.links[a.id], _span(a.cue), _span(a.source) if a.source else None, _span(a.head) if a.head else None,
            a.source_kind, self.actor_ids.get(a.key or ""), tuple(map(_span, a.via)), _span(a.content) if a.content else None,
            a.stance, a.quotation, self.links.get(a.parent or ""), HUMAN,
        )  # fmt: skip

    def _claim(self, by: str | None, events: tuple[R.Event, ...], relations: tuple[R.Relation, ...]) -> R.Claim:
        items: list[R.Event | R.Relation] = [*events, *relations]
        about = [item for item in items if item.claim == self.claims[by]]
        first = about[0].trigger if isinstance(about[0], R.Event) else about[0].evidence[0]
        links = {a.id: a for a in self.passage.attributions}
        chain: list[str] = []
        while by and by in links and self.links[by] not in chain:
            chain.insert(0, self.links[by])
            by = links[by].parent
        return R.Claim(about[0].claim, tuple(i.id for i in about), tuple(chain), first, HUMAN)

    def _modality(self, m: N.Modality) -> R.Modality:
        return R.Modality(m.polarity, m.certainty, m.status, _span(m.cue) if m.cue else None)

    def _event(self, e: N.Event) -> R.Event:
        tolls = tuple(self._toll(t, e) for t in e.tolls)
        acled = R.Acled(ACLED_TYPE[e.acled], e.acled) if e.acled else None
        return R.Event(
            self.id("event", e.type, e.trigger), _span(e.trigger), e.type, e.mode, e.contexts, None, acled, None,
            self._actors(e.actors), self._actors(e.recipients), _span(e.instrument) if e.instrument else None,
            self.place_ids.get(e.place or ""), self.time_ids.get(e.time or ""), tolls, self._modality(e.modality),
            self.claims[e.by], (_span(e.trigger),), HUMAN,
        )  # fmt: skip

    def _toll(self, t: N.Toll, e: N.Event) -> R.Toll:
        who = self.actor_ids.get(t.who or "", t.who)
        return R.Toll(t.effect, who, t.low, t.high, _span(t.span or e.trigger))

    def _actors(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.actor_ids[k] for k in keys if k in self.actor_ids))

    def _relation(self, r: N.Relation) -> R.Relation:
        tail = self.place_ids[r.tail] if r.kind in ("controls", "based_in") else self.actor_ids.get(r.tail, "?")
        head, since, until = self.actor_ids.get(r.head, "?"), *(self.time_ids.get(t or "") for t in (r.since, r.until))
        return R.Relation(
            self.id("relation", r.kind, r.evidence), r.kind, head, tail, since, until, self._modality(r.modality),
            self.claims[r.by], (_span(r.evidence),), HUMAN,
        )  # fmt: skip


def main() -> int:
    """Write the three parts as JSONL, one record a line, in the order of the passages' ids."""
    OUT.mkdir(exist_ok=True)
    found, mistakes = passages()
    for part in ("train", "dev", "test"):
        lines = [dumps(record_of(p)) for p in sorted(found, key=lambda p: p.id) if split_of(p.id) == part]
        (OUT / f"{part}.jsonl").write_text("\n".join(line.replace("\n", " ") for line in lines) + "\n", encoding="utf-8")
        print(f"{part}: {len(lines)} passages")
    return bool(mistakes)


if __name__ == "__main__":
    sys.exit(main())
