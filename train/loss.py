"""What the net should have said: the loss of one batch."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from musnad.neural.labels import LAYERS, ROLES
from train.batches import Batch
from train.net import Out, role_scores

ROLE_WEIGHT, CONTENT_WEIGHT, ABOUT_WEIGHT = 12.0, 0.3, 0.5
POSITIVE = 2.0  # weight of words that bear a role against those that do not
FULL_ABOUT = 4  # labelled sentences in a batch from which their mean counts in full
START, END = ROLES.index("content_start"), ROLES.index("content_end")


def loss_of(out: Out, batch: Batch) -> Tensor:
    """The sum of all parts that the batch has targets for (a scalar)."""
    return _tags(out, batch) + _roles(out, batch) + ABOUT_WEIGHT * _about(out, batch)


def _tags(out: Out, batch: Batch) -> Tensor:
    """Minus the log of the probability that the allowed tags have together, mean over words that the set decides."""
    logits = out.tags[batch.words[0], batch.words[1]]
    total = logits.new_zeros(())
    for layer in LAYERS:
        part, allowed = logits[:, layer.start : layer.end], batch.allowed[:, layer.start : layer.end]
        decided = ~allowed.all(-1)
        if decided.any():
            part, allowed = part[decided], allowed[decided]
            right = part.masked_fill(~allowed, -1e9).logsumexp(-1)
            total = total + (part.logsumexp(-1) - right).mean() * min(1.0, float(decided.sum()) / 100)
    return total


def _roles(out: Out, batch: Batch) -> Tensor:
    if not len(batch.predicates[0]):
        return out.tags.new_zeros(())
    scores = role_scores(out, *batch.predicates)
    known = batch.roles >= 0
    loss = scores.new_zeros(())
    if known.any():
        weight = torch.where(batch.roles > 0, POSITIVE, 1.0)[known]
        loss = functional.binary_cross_entropy_with_logits(scores[known], batch.roles[known], weight)
    padding = (1.0 - batch.mask[batch.predicates[0]]) * -1e4
    contents = [
        functional.cross_entropy(scores[told, k] + padding[told], batch.content[told, side])
        for side, k in ((0, START), (1, END)) if (told := batch.content[:, side] >= 0).any()
    ]  # fmt: skip
    return ROLE_WEIGHT * loss + CONTENT_WEIGHT * sum(contents, scores.new_zeros(()))


def _about(out: Out, batch: Batch) -> Tensor:
    told = batch.about >= 0
    if not told.any():
        return out.tags.new_zeros(())
    loss = functional.binary_cross_entropy_with_logits(out.about[told], batch.about[told])
    return loss * min(1.0, float(told.sum()) / FULL_ABOUT)
