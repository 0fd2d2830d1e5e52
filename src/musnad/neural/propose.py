"""propose(): what the tagger says of a text, over the text's own tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from musnad.neural.decode import Floats, Span, softmax, spans
from musnad.neural.labels import ABOUT, CUE_ROLES, EVENT_ROLES, LAYER, LAYERS, ROLES, Layer
from musnad.neural.proposals import Predicate, Proposals, Proposed
from musnad.neural.session import Read, Tagger
from musnad.neural.windows import windows
from musnad.record import Text

LIKELY = 0.5  # a word bears a role from this probability on
START, END = ROLES.index("content_start"), ROLES.index("content_end")


@dataclass(slots=True)
class _Gathered:
    """What the windows of a text have said so far."""

    spans: dict[str, list[Proposed]] = field(default_factory=lambda: defaultdict(list))
    predicates: dict[str, list[Predicate]] = field(default_factory=lambda: defaultdict(list))
    about: dict[str, float] = field(default_factory=lambda: dict.fromkeys(ABOUT, 0.0))


def propose(text: Text, tagger: Tagger) -> Proposals:
    """All proposals for the text, in its order. One pass of the encoder for each window."""
    made = _Gathered()
    outside = {layer.name: np.ones(len(text.tokens), np.float32) for layer in LAYERS}
    for first, last in windows(text):
        tokens = text.tokens[first:last]
        read = tagger.read([t.text for t in tokens], [t.after_space for t in tokens])
        for layer in LAYERS:
            probabilities = softmax(read.tags[:, layer.start : layer.end])
            outside[layer.name][first:last] = probabilities[:, 0]
            _gather(made, layer, spans(probabilities), read, first)
        for name, score in zip(ABOUT, 1.0 / (1.0 + np.exp(-read.about)), strict=True):
            made.about[name] = max(made.about[name], round(float(score), 4))
    return Proposals(
        tuple(made.spans["names"]), tuple(made.spans["nominals"]), tuple(made.predicates["cues"]),
        tuple(made.predicates["triggers"]), made.about, tagger.hash, outside,
    )  # fmt: skip


def _gather(made: _Gathered, layer: Layer, found: list[Span], read: Read, first: int) -> None:
    for span in found:
        label = layer.labels[span.label]
        if layer is LAYER["cues"] or layer is LAYER["triggers"]:
            predicate = _predicate(layer, span, label, read, first)
            made.predicates[layer.name].append(predicate)
        else:
            made.spans[layer.name].append(Proposed(first + span.first, first + span.last, label, span.score, span.share))


def _predicate(layer: Layer, span: Span, label: str, read: Read, first: int) -> Predicate:
    scores = read.roles(span.first)
    names = CUE_ROLES[:2] if layer.name == "cues" else EVENT_ROLES
    roles = tuple(role for name in names for role in _runs(scores[ROLES.index(name), 1:], name, first))
    content = _content(scores, first) if layer.name == "cues" else None
    return Predicate(first + span.first, first + span.last, label, span.score, span.share, roles, content)


def _runs(scores: Floats, name: str, first: int) -> Iterator[Proposed]:
    """Words in a row that bear the role."""
    begun = -1
    for i, likely in enumerate([*(scores > LIKELY).tolist(), False]):
        if likely and begun < 0:
            begun = i
        elif not likely and begun >= 0:
            yield Proposed(first + begun, first + i, name, round(float(scores[begun:i].mean()), 4))
            begun = -1


def _content(scores: Floats, first: int) -> tuple[int, int] | None:
    """From the likeliest first word to the likeliest last one behind it; None when <s> is likelier than any word."""
    start = int(scores[START].argmax())
    if start == 0:
        return None
    end = start + int(scores[END, start:].argmax())
    return first + start - 1, first + end
