"""Training: rounds over all sets until the time is used up, resumable at any minute.

The rate of learning follows the share of the time that is used: it grows over the first 6 %, then falls to nothing. What is
kept is the running mean of the weights (EMA), which serves better than the last step.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from train.augment import joined, name_pool, varied
from train.batches import Encoded, batches, encode, veiled
from train.loss import loss_of
from train.net import Net
from train.sample import Sample

log = logging.getLogger("train")
# How often a sample stands in a round on average. Detection is little asked for: the layer over the wording does it better.
SHARES = {
    "anercorp": 1.2, "idrisi": 0.5, "re3d": 2.0, "gsr_detection": 0.1, "gsr_spans": 1.0, "plover_gsr": 0.7, "corpus": 2.5,
}  # fmt: skip
SAVE_EVERY = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `minutes` of wall time in all, also over restarts; the `frozen` lowest layers stay as they are."""

    minutes: float
    rate: float = 3e-4
    decay: float = 0.9
    frozen: int = 2
    head_rate: float = 3.0
    warm: float = 0.06
    mean: float = 0.99
    pieces: int = 1024
    seed: int = 1
    threads: int = 1


class Trainer:
    """A run: net, optimiser, running mean, time used."""

    def __init__(self, net: Net, plan: Plan, samples: list[Sample], tokenizer: Tokenizer, folder: Path) -> None:
        torch.set_num_threads(plan.threads)
        torch.manual_seed(plan.seed)
        self.net, self.plan, self.tokenizer, self.folder = net, plan, tokenizer, folder
        self.draw = random.Random(plan.seed)
        self.samples = [s for s in samples if s.part == "train"]
        self.pool = name_pool(self.samples)
        self.optimiser = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.learned = [name for name, p in net.named_parameters() if p.requires_grad]
        self.mean = {k: v.detach().clone() for k, v in net.named_parameters() if v.requires_grad}
        self.used, self.step, self.round = 0.0, 0, 0

    def _groups(self) -> list[dict[str, Any]]:
        layers, groups = len(self.net.layers), []
        for name, p in self.net.named_parameters():
            depth = int(name.split(".")[1]) if name.startswith("layers.") else None
            base = name.startswith(("word", "position", "sort", "norm"))
            p.requires_grad = not (base or (depth is not None and depth < self.plan.frozen))
            if p.requires_grad:
                rate = self.plan.rate * (self.plan.head_rate if depth is None else self.plan.decay ** (layers - 1 - depth))
                groups.append({"params": [p], "lr": rate, "base": rate, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
        return groups

    def run(self) -> None:
        """Rounds until the plan's minutes are used."""
        budget, since, saved = self.plan.minutes * 60, time.monotonic(), time.monotonic()
        self.net.train()
        while self.used < budget:
            losses: list[float] = []
            for batch in batches(list(self._round()), self.plan.pieces, self.draw):
                losses.append(self._step(batch, self.used / budget))
                now = time.monotonic()
                self.used, since = self.used + now - since, now
                if now - saved > SAVE_EVERY or self.used >= budget:
                    self.save()
                    saved = now
                    recent = losses[-100:]
                    loss, used = sum(recent) / len(recent), self.used / 60
                    log.info("round %d step %d loss %.4f used %.1f min", self.round, self.step, loss, used)
                if self.used >= budget:
                    break
            self.round += 1
        self.save()

    def _round(self) -> Iterator[Encoded]:
        """The samples of one round, each set as often as SHARES says, varied anew."""
        drawn: list[Sample] = []
        for s in self.samples:
            share = SHARES[s.set]
            drawn += [s] * (int(share) + (self.draw.random() < share % 1))
        for s in joined([varied(s, self.pool, self.draw) for s in drawn], self.draw):
            yield veiled(encode(s, self.tokenizer), self.draw)

    def _step(self, batch: Any, done: float) -> float:
        scale = min(1.0, done / self.plan.warm + 1e-3) * max(0.0, 1.0 - done)
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * scale
        loss = loss_of(self.net(batch.ids, batch.mask), batch)
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        if self.step % 2 == 0:
            keep = min(self.plan.mean, (self.step + 1) / (self.step + 10)) ** 2
            with torch.no_grad():
                for name, p in self.net.named_parameters():
                    if p.requires_grad:
                        self.mean[name].lerp_(p, 1 - keep)
        return float(loss.detach())

    def save(self) -> None:
        """Write the run's state; the file is replaced in one move."""
        state = {
            "net": {k: v for k, v in self.net.state_dict().items() if k in self.mean}, "mean": self.mean,
            "optimiser": self.optimiser.state_dict(), "used": self.used, "step": self.step, "round": self.round,
            "draw": self.draw.getstate(),
        }  # fmt: skip
        torch.save(state, self.folder / "state.tmp")
        (self.folder / "state.tmp").replace(self.folder / "state.pt")

    def resume(self) -> bool:
        """Take up a saved run of this folder, if there is one."""
        if not (self.folder / "state.pt").exists():
            return False
        state = torch.load(self.folder / "state.pt", weights_only=False)
        self.net.load_state_dict(state["net"], strict=False)
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.used, self.step, self.round = state["used"], state["step"], state["round"]
        self.draw.setstate(state["draw"])
        return True


def load_mean(net: Net, folder: Path) -> None:
    """Put the running mean of a saved run into the net."""
    net.load_state_dict(torch.load(folder / "state.pt", weights_only=False)["mean"], strict=False)


def blended(first: Net, second: Net, share: float) -> dict[str, torch.Tensor]:
    """The weights between two nets: `share` (0-1) of the second's. The word embeddings, which no stage changes, are left out."""
    one, two = first.state_dict(), second.state_dict()
    return {k: torch.lerp(v, two[k], share) for k, v in one.items() if not k.startswith("word.")}


def write_mean(weights: dict[str, torch.Tensor], folder: Path) -> None:
    """A stage that was not trained but made from others; `load_mean` reads it like any."""
    folder.mkdir(exist_ok=True)
    torch.save({"mean": weights}, folder / "state.pt")
