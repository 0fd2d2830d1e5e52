"""The project's own corpus as samples: every layer and every role is marked in it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.tools import nouns as N
from corpus.tools.build import split_of
from corpus.tools.parse import passages

from musnad.neural.labels import CUE_ROLES, EVENT_ROLES, KINDS, LAYERS
from musnad.record import Text
from train.sample import Asked, Sample, Tagged
from train.words import outermost, read_text, sample_of, words_of

FORMS = {"name": "names", "nominal": "nominals"}  # pronouns are left to the rules


def corpus() -> Iterator[Sample]:
    """A sample for each passage, in the parts that `corpus.tools.build` cuts. Lines with mistakes are passed over (the
    corpus's own check reports them)."""
    found, _ = passages()
    for passage in found:
        text = read_text(passage.text, passage.language)
        made = sample_of("corpus", passage.id, split_of(passage.id), text)
        made.marks = {layer.name: layer.labels for layer in LAYERS}
        made.tagged = [*_mentions(passage, text), *_predicates(passage, text)]
        made.asked = [*_links(passage, text), *_events(passage, text)]
        yield made


def _mentions(passage: N.Passage, text: Text) -> Iterator[Tagged]:
    for form, layer in FORMS.items():
        of = [(*m.span, m.kind) for m in passage.mentions if m.form == form and m.kind in KINDS]
        for start, end, kind in outermost(of):
            words = words_of(text, start, end)
            if words:
                yield Tagged(layer, words, (str(kind),))


def _predicates(passage: N.Passage, text: Text) -> Iterator[Tagged]:
    for layer, of in (
        ("cues", [(*a.cue, a.stance) for a in passage.attributions]),
        ("triggers", [(*e.trigger, e.type) for e in passage.events]),
    ):
        for start, end, label in outermost(of):
            words = words_of(text, start, end)
            if words:
                yield Tagged(layer, words, (str(label),))


def _links(passage: N.Passage, text: Text) -> Iterator[Asked]:
    for link in passage.attributions:
        at = words_of(text, *link.cue)
        if at:
            roles = {"source": _all(text, [link.source]), "via": _all(text, link.via)}
            content = words_of(text, *link.content) if link.content else None
            yield Asked(at[0], {r: roles[r] for r in CUE_ROLES if r in roles}, content)


def _events(passage: N.Passage, text: Text) -> Iterator[Asked]:
    for event in passage.events:
        at = words_of(text, *event.trigger)
        if at is None:
            continue
        near = event.trigger[0]
        keys = {"actor": event.actors, "recipient": event.recipients, "place": (event.place,), "time": (event.time,)}
        spans: dict[str, list[N.Span | None]] = {
            role: [m.span for k in of if k and (m := passage.of_key(k, near))] for role, of in keys.items()
        }
        spans["instrument"], spans["toll"] = [event.instrument], [t.span for t in event.tolls]
        yield Asked(at[0], {role: _all(text, spans[role]) for role in EVENT_ROLES})


def _all(text: Text, spans: list[N.Span | None] | tuple[N.Span, ...]) -> dict[int, float]:
    found = [words_of(text, *s) for s in spans if s]
    return {i: 1.0 for w in found if w for i in range(*w)}
