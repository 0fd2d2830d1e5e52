"""Samples -> padded batches of pieces with targets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from musnad.neural.labels import ABOUT, LAYER, LAYERS, ROLES
from musnad.neural.pieces import first_pieces
from train.net import TAGS
from train.sample import Sample

MAX_PIECES = 256
UNKNOWN = -1.0
UNREAD, VEILED, VEIL = 3, 0.3, 0.1  # <unk>; share of samples of which some pieces are hidden, and of which share


@dataclass(slots=True)
class Encoded:
    """A sample as pieces: `first` the piece at which each word begins (words behind the limit are cut off)."""

    sample: Sample
    ids: list[int]
    first: list[int]


@dataclass(slots=True)
class Batch:
    """`ids`, `mask` [batch, pieces]; `words` (row, piece) of all words; `allowed` [words, TAGS]; `about` [batch, 2] with
    -1 for unknown; predicates at (row, piece) with `roles` [predicates, ROLES, pieces], -1 where unknown, and `content`
    [predicates, 2] pieces, -1 where unknown."""

    ids: Tensor
    mask: Tensor
    words: tuple[Tensor, Tensor]
    allowed: Tensor
    about: Tensor
    predicates: tuple[Tensor, Tensor]
    roles: Tensor
    content: Tensor
    encoded: list[Encoded]


def encode(sample: Sample, tokenizer: Tokenizer) -> Encoded:
    """The sample's pieces, between <s> and </s>."""
    ids, first = first_pieces(sample.words, sample.spaces, tokenizer)
    kept = [p for p in first if p < MAX_PIECES - 1]
    return Encoded(sample, [*ids[: MAX_PIECES - 1], *([2] if len(ids) >= MAX_PIECES else ids[MAX_PIECES - 1 :])], kept)


def veiled(e: Encoded, draw: random.Random) -> Encoded:
    """Now and then with a tenth of the pieces hidden: what stands there must be told from what stands around it."""
    if draw.random() >= VEILED:
        return e
    inner = [UNREAD if draw.random() < VEIL else i for i in e.ids[1:-1]]
    return Encoded(e.sample, [e.ids[0], *inner, e.ids[-1]], e.first)


def batches(encoded: list[Encoded], pieces: int, draw: random.Random | None = None) -> Iterator[Batch]:
    """Batches of samples of like length with at most about `pieces` padded pieces; shuffled when `draw` is given."""
    jitter = [draw.random() * 6 if draw else 0.0 for _ in encoded]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids) + jitter[i])
    groups: list[list[int]] = [[]]
    for i in order:
        longest = max([len(encoded[j].ids) for j in groups[-1]] + [len(encoded[i].ids)])
        if groups[-1] and longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(i)
    if draw:
        draw.shuffle(groups)
    for group in groups:
        if group:
            yield collate([encoded[i] for i in group])


def collate(group: list[Encoded]) -> Batch:
    """One batch of the samples, in their order."""
    length = max(len(e.ids) for e in group)
    ids, mask = torch.ones(len(group), length, dtype=torch.long), torch.zeros(len(group), length)
    about = torch.full((len(group), len(ABOUT)), UNKNOWN)
    for row, e in enumerate(group):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        mask[row, : len(e.ids)] = 1.0
        for k, name in enumerate(ABOUT):
            about[row, k] = e.sample.about.get(name, UNKNOWN)
    rows = torch.tensor([row for row, e in enumerate(group) for _ in e.first])
    words = torch.tensor([p for e in group for p in e.first])
    allowed = torch.from_numpy(np.concatenate([allowed_tags(e) for e in group]))
    return Batch(ids, mask, (rows, words), allowed, about, *_asked(group, length), group)


def allowed_tags(e: Encoded) -> np.ndarray:
    """Bool [words, TAGS]: what the set leaves possible. All of a layer is allowed where the set says nothing."""
    count = len(e.first)
    allowed = np.ones((count, TAGS), bool)
    for layer in LAYERS:
        marks = e.sample.marks.get(layer.name)
        if marks is not None:
            for k, label in enumerate(layer.labels):
                if label in marks:
                    allowed[:, layer.start + 1 + 2 * k : layer.start + 3 + 2 * k] = False
    for tagged in e.sample.tagged:
        layer = LAYER[tagged.layer]
        if not tagged.labels:
            allowed[slice(*tagged.words), layer.start : layer.end] = True
            continue
        columns = [layer.start + 1 + 2 * layer.labels.index(label) for label in tagged.labels]
        for i in range(*tagged.words):
            if i < count:
                allowed[i, layer.start : layer.end] = False
                allowed[i, [c + (i > tagged.words[0]) for c in columns]] = True
    return allowed


def _asked(group: list[Encoded], length: int) -> tuple[tuple[Tensor, Tensor], Tensor, Tensor]:
    found = [(row, e, a) for row, e in enumerate(group) for a in e.sample.asked if a.at < len(e.first)]
    roles = torch.full((len(found), len(ROLES), length), UNKNOWN)
    content = torch.full((len(found), 2), -1, dtype=torch.long)
    for n, (_, e, asked) in enumerate(found):
        for role, of in asked.roles.items():
            k = ROLES.index(role)
            roles[n, k, e.first] = 0.0
            for i, share in of.items():
                if i < len(e.first):
                    roles[n, k, e.first[i]] = share
        if asked.content is None:
            content[n] = 0
        elif asked.content and asked.content[1] <= len(e.first):
            content[n] = torch.tensor([e.first[asked.content[0]], e.first[asked.content[1] - 1]])
    rows = torch.tensor([row for row, _, _ in found], dtype=torch.long)
    pieces = torch.tensor([e.first[a.at] for _, e, a in found], dtype=torch.long)
    return (rows, pieces), roles, content
