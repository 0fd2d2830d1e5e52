"""Variations of samples: names swapped for others of their kind (of the set, or of lists), letters written loosely, samples put
in a row."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

from train.sample import Asked, Sample, Tagged
from train.supply import supply

LOOSE = str.maketrans("أإآىة", "ااايه")  # the letters that Arabic newsrooms confuse
SWAPPED, LOOSENED = 0.4, 0.12  # shares of samples
LISTED = 0.6  # share of swapped names that come from lists, not from other samples
JOINED = ("anercorp", "re3d")  # sets whose samples follow each other in one text
LENGTHS = (0, 0, 40, 90)  # words to which they are joined, drawn at random
Pool = dict[tuple[str, str, tuple[str, ...]], list[list[str]]]


def name_pool(samples: list[Sample]) -> Pool:
    """All names of the samples by set, language and labels."""
    pool: Pool = defaultdict(list)
    for s in samples:
        for t in s.tagged:
            if t.layer == "names" and t.labels:
                pool[s.set, s.language, t.labels].append(s.words[slice(*t.words)])
    return pool


def varied(sample: Sample, pool: Pool, draw: random.Random) -> Sample:
    """The sample, or one of its variations."""
    chance = draw.random()
    if chance < SWAPPED:
        return _swapped(sample, pool, draw)
    if chance < SWAPPED + LOOSENED and sample.language == "ar":
        return _with(sample, [w.translate(LOOSE) for w in sample.words], sample.spaces, sample.tagged, sample.asked)
    return sample


def _with(s: Sample, words: list[str], spaces: list[bool], tagged: list[Tagged], asked: list[Asked]) -> Sample:
    return Sample(s.set, s.id, s.part, s.language, words, spaces, tagged, asked, s.marks, s.about)


def _swapped(s: Sample, pool: Pool, draw: random.Random) -> Sample:
    """Every second name or so becomes another of the same labels; whatever points at words moves with them."""
    names = {
        t.words[0]: t for t in s.tagged
        if t.layer == "names" and t.labels and draw.random() < 0.5 and not _crossed(t, s.tagged)
    }  # fmt: skip
    if not names:
        return s
    words, spaces, starts, ends = [], [], [], []
    i = 0
    while i < len(s.words):
        old = names.get(i)
        new = _other(s, old, pool, draw) if old else [s.words[i]]
        count = old.words[1] - old.words[0] if old else 1
        starts += [len(words)] * count
        ends += [len(words) + len(new)] * count
        words += new
        spaces += [s.spaces[i], *[True] * (len(new) - 1)]
        i += count
    tagged = [Tagged(t.layer, (starts[t.words[0]], ends[t.words[1] - 1]), t.labels) for t in s.tagged]
    return _with(s, words, spaces, tagged, [_moved(a, starts, ends) for a in s.asked])


def _other(s: Sample, old: Tagged, pool: Pool, draw: random.Random) -> list[str]:
    """Another name of the same labels."""
    listed = supply().name(s.language, old.labels, draw) if draw.random() < LISTED else None
    return listed or draw.choice(pool[s.set, s.language, old.labels])


def _crossed(name: Tagged, others: list[Tagged]) -> bool:
    """Does the name hold the words of another layer (a cue, a trigger, a description)?"""
    return any(
        t.layer != "names" and name.words[0] <= t.words[0] and t.words[1] <= name.words[1] for t in others
    )


def _moved(asked: Asked, starts: list[int], ends: list[int]) -> Asked:
    roles = {
        role: {j: share for i, share in of.items() for j in range(starts[i], ends[i])} for role, of in asked.roles.items()
    }
    content = (starts[asked.content[0]], ends[asked.content[1] - 1]) if asked.content else asked.content
    return Asked(starts[asked.at], roles, content)


def joined(samples: list[Sample], draw: random.Random) -> Iterator[Sample]:
    """Samples of one set in a row are put together to texts of varied length."""
    i = 0
    while i < len(samples):
        made, target = samples[i], draw.choice(LENGTHS)
        i += 1
        while (
            i < len(samples) and made.set in JOINED and samples[i].set == made.set
            and len(made.words) + len(samples[i].words) <= target
        ):  # fmt: skip
            made = _together(made, samples[i])
            i += 1
        yield made


def _together(a: Sample, b: Sample) -> Sample:
    n = len(a.words)
    tagged = [*a.tagged, *(Tagged(t.layer, (t.words[0] + n, t.words[1] + n), t.labels) for t in b.tagged)]
    return _with(a, a.words + b.words, [*a.spaces, True, *b.spaces[1:]], tagged, a.asked)
