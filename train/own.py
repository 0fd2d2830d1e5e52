"""The project's own corpus as a test: mentions, predicates and roles, of records and of bare proposals alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.tools import nouns as N
from corpus.tools.build import split_of
from corpus.tools.parse import passages

from musnad.neural import Predicate, Proposals, Proposed
from musnad.neural.labels import KINDS
from musnad.record import PLACES, Record, Span, Text

Chars = tuple[int, int]
Roles = dict[str, list[set[Chars]]]  # role -> fillers, each as all the spans at which it stands


@dataclass(slots=True)
class Said:
    """One predicate: where, what (stance or type), who and what fills its roles."""

    layer: str
    at: Chars
    label: str
    roles: Roles = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """What a reader found in a passage, or what its annotator wrote."""

    mentions: set[tuple[Chars, str]]
    said: list[Said]


def test_passages(part: str = "test") -> list[N.Passage]:
    """The passages of a part."""
    return [p for p in passages()[0] if split_of(p.id) == part]


def of_passage(p: N.Passage) -> View:
    """The annotator's view. Times, numbers, money and pronouns are not counted as mentions."""
    mentions = {(m.span, m.kind) for m in p.mentions if m.kind in KINDS and m.kind != "time" and m.form != "pronoun"}
    spans: dict[str, set[Chars]] = defaultdict(set)
    for m in p.mentions:
        spans[m.key] |= {m.span, m.head}
    said = []
    for a in p.attributions:
        source = [{a.source, *([a.head] if a.head else [])}] if a.source else []
        said.append(Said("cues", a.cue, a.stance, {"source": source, "via": [{v} for v in a.via]}))
    for e in p.events:
        keys = {"actor": e.actors, "recipient": e.recipients, "place": (e.place,), "time": (e.time,)}
        roles: Roles = {role: [spans[k] for k in of if k and k in spans] for role, of in keys.items()}
        said.append(Said("triggers", e.trigger, e.type, roles))
    return View(mentions, said)


def of_record(r: Record) -> View:
    """What reading found."""
    kinds = {a.id: a.kind for a in r.actors}
    mentions = {
        (_chars(m.span), kinds.get(m.actor or "", m.kind) if m.kind in PLACES else m.kind)  # a capital that acts
        for m in r.mentions if m.kind in KINDS and m.kind != "time" and m.form != "pronoun"
    }  # fmt: skip
    by_id = {m.id: m for m in r.mentions}
    actors = {a.id: {s for i in a.mentions for s in (_chars(by_id[i].span), _chars(by_id[i].head))} for a in r.actors}
    where = {p.id: {_chars(by_id[p.mention].span)} for p in r.places if p.mention in by_id}
    when = {t.id: {_chars(t.span)} for t in r.times}
    said = [
        Said(
            "cues", _chars(a.cue), a.stance,
            {"source": [{_chars(s)} for s in (a.source,) if s], "via": [{_chars(v)} for v in a.via]},
        )
        for a in r.attributions
    ]  # fmt: skip
    for e in r.events:
        roles: Roles = {
            "actor": [actors[a] for a in e.actors if a in actors], "recipient": [actors[a] for a in e.recipients if a in actors],
            "place": [where[e.place]] if e.place in where else [], "time": [when[e.time]] if e.time in when else [],
        }  # fmt: skip
        said.append(Said("triggers", _chars(e.trigger), e.type, roles))
    return View(mentions, said)


def of_proposals(text: Text, said: Proposals) -> View:
    """What the tagger alone would say."""
    mentions = {(_words(text, p), p.label) for p in (*said.names, *said.nominals) if p.label != "time"}
    layers = (("cues", said.cues), ("triggers", said.triggers))
    return View(mentions, [_proposed(text, layer, p) for layer, of in layers for p in of])


def _proposed(text: Text, layer: str, p: Predicate) -> Said:
    roles: Roles = defaultdict(list)
    for role in p.roles:
        if role.label not in ("instrument", "toll"):
            roles[role.label].append({_words(text, role)})
    return Said(layer, _words(text, p), p.label, dict(roles))


def _words(text: Text, p: Proposed | Predicate) -> Chars:
    return _chars(text.span_of(p.first, p.last))


def _chars(span: Span) -> Chars:
    return span.start, span.end


def score(pairs: Iterable[tuple[View, View]]) -> dict[str, tuple[int, int, int]]:
    """(right, in gold, found) of mentions (exact span and kind), predicates (overlapping span, same label), and roles (the
    predicate found whatever its label, the role filled by overlapping words)."""
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for gold, found in pairs:
        _add(total["mentions"], len(gold.mentions & found.mentions), len(gold.mentions), len(found.mentions))
        for layer in ("cues", "triggers"):
            mine, theirs = ([s for s in v.said if s.layer == layer] for v in (gold, found))
            pairs_ = list(_matched(mine, theirs))
            right = sum(a.label == b.label for a, b in pairs_)
            _add(total[f"predicates/{layer}"], right, len(mine), len(theirs))
            _add(total["predicates"], right, len(mine), len(theirs))
            for role, counts in _roles(mine, theirs, pairs_).items():
                _add(total[f"roles/{role}"], *counts)
                _add(total["roles"], *counts)
    return {name: (c[0], c[1], c[2]) for name, c in total.items()}


def _add(to: list[int], *counts: int) -> None:
    to[:] = [a + b for a, b in zip(to, counts, strict=True)]


def _matched(gold: list[Said], found: list[Said]) -> Iterator[tuple[Said, Said]]:
    """Each gold predicate with one found one on its words, of the same label if there is one."""
    free = list(found)
    for g in gold:
        near = [f for f in free if _overlap(g.at, f.at)]
        if near:
            best = max(near, key=lambda f: f.label == g.label)
            free = [f for f in free if f is not best]
            yield g, best


def _roles(gold: list[Said], found: list[Said], pairs: list[tuple[Said, Said]]) -> dict[str, tuple[int, int, int]]:
    names = {r for s in (*gold, *found) for r in s.roles}
    made = {}
    for role in sorted(names):
        right = sum(_fillers(g.roles.get(role, []), f.roles.get(role, [])) for g, f in pairs)
        made[role] = (right, sum(len(s.roles.get(role, [])) for s in gold), sum(len(s.roles.get(role, [])) for s in found))
    return made


def _fillers(gold: list[set[Chars]], found: list[set[Chars]]) -> int:
    """How many gold fillers are met by a found one of their own."""
    free, right = list(found), 0
    for g in gold:
        met = next((f for f in free if any(_overlap(a, b) for a in g for b in f)), None)
        if met is not None:
            free = [f for f in free if f is not met]
            right += 1
    return right


def _overlap(a: Chars, b: Chars) -> bool:
    return a[0] < b[1] and b[0] < a[1]
