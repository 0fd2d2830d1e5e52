"""The net: a post-norm encoder and, on one pass of it, all heads.

Shapes: `ids`, `mask` [batch, pieces]. Results: `tags` [batch, pieces, TAGS] (all layers of tags side by side), `ask` and
`give` [batch, pieces, ROLES * ROLE_WIDTH] (a predicate's piece asks, any piece gives: their product scores the role), and
`about` [batch, 2] (is an assault, a protest reported).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from musnad.neural.labels import ABOUT, LAYERS, ROLE_WIDTH, ROLES
from train.base import Base, dequantise

TAGS = sum(len(layer.tags) for layer in LAYERS)


class Layer(nn.Module):
    """One layer: attention, then the inner net, each with residual and norm behind it."""

    def __init__(self, width: int, inner: int, heads: int, drop: float, eps: float = 1e-12) -> None:
        super().__init__()
        self.heads, self.size, self.drop = heads, width // heads, drop
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, pieces, width = x.shape
        q, k, v = (m(x).view(batch, pieces, self.heads, self.size).transpose(1, 2) for m in (self.q, self.k, self.v))
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        attended = attended.transpose(1, 2).reshape(batch, pieces, width)
        x = self.aln(x + functional.dropout(self.ao(attended), self.drop, self.training))
        y = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(y, self.drop, self.training))


@dataclass(frozen=True, slots=True)
class Out:
    """What the heads say of one batch (shapes above)."""

    tags: Tensor
    ask: Tensor
    give: Tensor
    about: Tensor


class Net(nn.Module):
    """Encoder with heads. The word embeddings are frozen, so that their 4-bit rows can be shipped as they are."""

    def __init__(self, words: int, width: int, inner: int, heads: int, layers: int, positions: int, drop: float) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(words, width), nn.Embedding(positions, width)
        self.word.weight.requires_grad = False
        self.sort, self.norm = nn.Parameter(torch.zeros(width)), nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList([Layer(width, inner, heads, drop) for _ in range(layers)])
        self.drop = nn.Dropout(drop)
        self.tags = nn.Linear(width, TAGS)
        self.pair = nn.Linear(width, width)
        self.ask, self.give = (nn.Linear(width, len(ROLES) * ROLE_WIDTH) for _ in range(2))
        self.weigh, self.about = nn.Linear(width, len(ABOUT)), nn.Linear(width, len(ABOUT))

    def embed(self, ids: Tensor) -> Tensor:
        return self.norm(self.word(ids) + self.position.weight[: ids.shape[1]][None] + self.sort)

    def forward(self, ids: Tensor, mask: Tensor) -> Out:
        x, bias = self.embed(ids), (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.heads(x, mask)

    def heads(self, x: Tensor, mask: Tensor) -> Out:
        x = self.drop(x)
        pair = functional.gelu(self.pair(x))
        weights = torch.softmax(self.weigh(x) + (1.0 - mask[:, :, None]) * -1e4, 1)
        return Out(self.tags(x), self.ask(pair), self.give(pair), (weights * self.about(x)).sum(1))


def from_base(base: Base, kept: list[int], layers: int, drop: float) -> Net:
    """A net of the lowest layers of the base, its vocabulary trimmed to the kept pieces; the heads start at random."""
    net = Net(len(kept), base.width, base.inner, base.heads, layers, base.positions, drop)
    tensors = {k: torch.from_numpy(v) for k, v in base.tensors.items()}
    with torch.no_grad():
        net.word.weight.copy_(torch.from_numpy(np.ascontiguousarray(dequantise(base.words[kept]))))
        net.position.weight.copy_(tensors["emb.pos"].view(base.positions, base.width))
        net.sort.copy_(tensors["emb.type"].view(-1, base.width)[0])
        net.norm.weight.copy_(tensors["emb.ln.w"])
        net.norm.bias.copy_(tensors["emb.ln.b"])
        for n, mine in enumerate(net.layers):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                part = getattr(mine, name)
                part.weight.copy_(tensors[f"l{n}.{name}.w"])
                part.bias.copy_(tensors[f"l{n}.{name}.b"])
        for head in (net.ask, net.give):
            nn.init.normal_(head.weight, std=1 / math.sqrt(base.width))
    return net


def role_scores(out: Out, row: Tensor, piece: Tensor) -> Tensor:
    """Scores [predicates, ROLES, pieces] for predicates that stand at (row, piece)."""
    count, roles = len(row), len(ROLES)
    ask = out.ask[row, piece].view(count, roles, 1, ROLE_WIDTH)
    give = out.give[row].view(count, -1, roles, ROLE_WIDTH).transpose(1, 2)
    return (ask * give).sum(-1) / math.sqrt(ROLE_WIDTH)
