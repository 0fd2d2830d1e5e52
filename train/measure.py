"""What the net alone reaches on the parts kept out of training (no rules): F1 by set, layer and role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import torch
from tokenizers import Tokenizer

from musnad.neural.decode import softmax, spans
from musnad.neural.labels import ABOUT, LAYERS, ROLES
from train.batches import Batch, Encoded, batches, encode
from train.net import Net, Out, role_scores
from train.sample import Sample

Counts = dict[tuple[str, str], list[int]]  # (set, what) -> right, in gold, found


def measure_net(net: Net, samples: list[Sample], tokenizer: Tokenizer, part: str = "dev") -> dict[str, object]:
    """Precision, recall, F1 (0-100) by set and layer, label or role; for `about` the best F1 and its threshold."""
    counts: Counts = defaultdict(lambda: [0, 0, 0])
    about: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    net.eval()
    with torch.no_grad():
        for batch in batches([encode(s, tokenizer) for s in samples if s.part == part], 2048):
            out = net(batch.ids, batch.mask)
            _count_tags(out, batch, counts)
            _count_roles(out, batch, counts)
            for row, e in enumerate(batch.encoded):
                for k, name in enumerate(ABOUT):
                    if name in e.sample.about:
                        about[name].append((float(torch.sigmoid(out.about[row, k])), e.sample.about[name] > 0))
    found: dict[str, object] = {" ".join(key): prf(*c) for key, c in sorted(counts.items())}
    return {**found, **{f"about {name}": best_threshold(of) for name, of in about.items()}}


def prf(right: int, gold: int, found: int) -> dict[str, float]:
    """Precision, recall and F1 in percent, and how many there are."""
    p, r = right / max(found, 1), right / max(gold, 1)
    return {"P": round(100 * p, 1), "R": round(100 * r, 1), "F1": round(200 * p * r / max(p + r, 1e-9), 1), "n": gold}


def best_threshold(scored: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """The highest F1 and where it lies (on these very rows: an upper bound of what a threshold chosen elsewhere gives)."""
    made = []
    for at in sorted({s for s, _ in scored}):
        right = sum(y for s, y in scored if s >= at)
        made.append((prf(right, sum(y for _, y in scored), sum(s >= at for s, _ in scored))["F1"], at))
    best = max(made, default=(0.0, 0.0))
    return {"F1": best[0], "at": round(best[1], 3), "n": sum(y for _, y in scored)}


def _rows(batch: Batch) -> Iterator[tuple[Encoded, int]]:
    yield from ((e, row) for row, e in enumerate(batch.encoded))


def _count_tags(out: Out, batch: Batch, counts: Counts) -> None:
    for e, row in _rows(batch):
        logits = out.tags[row, e.first].numpy()
        by_layer = {x.name: softmax(logits[:, x.start : x.end]) for x in LAYERS}
        for layer in LAYERS:
            marks = e.sample.marks.get(layer.name)
            if marks is None:
                continue
            of = [t for t in e.sample.tagged if t.layer == layer.name and t.labels and t.words[1] <= len(e.first)]
            gold = {t.words: t.labels for t in of}
            plain = {t.words for t in e.sample.tagged if t.layer == layer.name and not t.labels}
            for t in of:
                counts[e.sample.set, layer.name][1] += 1
                counts[e.sample.set, f"{layer.name}/{'+'.join(t.labels)}"][1] += 1
            for s in spans(by_layer[layer.name]):
                label, words = layer.labels[s.label], (s.first, s.last)
                right = label in gold.get(words, ())
                if right or (label in marks and words not in plain):
                    counts[e.sample.set, layer.name][2] += 1
                    counts[e.sample.set, layer.name][0] += right
                    group = gold[words] if right else next((t.labels for t in of if label in t.labels), (label,))
                    counts[e.sample.set, f"{layer.name}/{'+'.join(group)}"][2] += 1
                    counts[e.sample.set, f"{layer.name}/{'+'.join(group)}"][0] += right
            if layer.name in ("cues", "triggers") and e.sample.set == "corpus":
                _count_places(by_layer[layer.name], gold, layer.name, counts)


def _count_places(probabilities: np.ndarray, gold: dict[tuple[int, int], tuple[str, ...]], name: str, counts: Counts) -> None:
    """The predicate found whatever its label: the words overlap."""
    found = spans(probabilities)
    c = counts["corpus", f"{name} (any label, overlapping)"]
    c[0] += sum(any(s.first < b and a < s.last for a, b in gold) for s in found)
    c[1] += len(gold)
    c[2] += len(found)


def _count_roles(out: Out, batch: Batch, counts: Counts) -> None:
    """Words that bear a role of the marked predicate; contents by both ends."""
    if not len(batch.predicates[0]):
        return
    scores = role_scores(out, *batch.predicates)
    for n, row in enumerate(batch.predicates[0].tolist()):
        name = batch.encoded[row].sample.set
        for k, role in enumerate(ROLES):
            known = batch.roles[n, k] >= 0
            if known.any():
                gold, found = batch.roles[n, k][known] > 0.5, scores[n, k][known] > 0
                c = counts[name, f"role words {role}"]
                c[0] += int((gold & found).sum())
                c[1] += int(gold.sum())
                c[2] += int(found.sum())
        if (batch.content[n] >= 0).all():
            padding = (1.0 - batch.mask[row]) * -1e4
            ends = [int((scores[n, ROLES.index(f"content_{end}")] + padding).argmax()) for end in ("start", "end")]
            c = counts[name, "content (both ends)"]
            c[0] += ends == batch.content[n].tolist() and ends != [0, 0]
            c[1] += batch.content[n].tolist() != [0, 0]
            c[2] += ends != [0, 0]
