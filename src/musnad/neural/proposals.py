"""What the tagger proposes for a text: spans over its tokens, each with a score. Proposals are no findings: the rooms decide."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Proposed:
    """Tokens [first, last) of the text that bear `label`. `score`: how surely something stands there (0-1); `share`: how
    surely it is this label and no other (0-1)."""

    first: int
    last: int
    label: str
    score: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Predicate:
    """A reporting cue (label: stance) or an event's trigger (label: PLOVER type) with its roles.

    `roles` are tokens by role name (labels.CUE_ROLES or EVENT_ROLES), each with the mean probability of its tokens; `content`
    are the tokens that a cue hands on, None when there are none."""

    first: int
    last: int
    label: str
    score: float
    share: float = 1.0
    roles: tuple[Proposed, ...] = ()
    content: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that the tagger says of one text. `outside` gives, by layer, the probability of each token to be in no span."""

    names: tuple[Proposed, ...]
    nominals: tuple[Proposed, ...]
    cues: tuple[Predicate, ...]
    triggers: tuple[Predicate, ...]
    about: dict[str, float]
    weights: str
    outside: dict[str, NDArray[np.float32]] = field(compare=False, repr=False)

    def inside(self, layer: str, first: int, last: int) -> float:
        """The highest probability (0-1) of tokens [first, last) to be part of a span of the layer."""
        return 1.0 - float(self.outside[layer][first:last].min(initial=1.0))
