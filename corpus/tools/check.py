"""`python -m corpus.tools.check [FILES]`: is every span exact, does every reference lead somewhere, is every record sound
(`Record.problems()` empty), is every passage its own (no eight words shared, no template)? Exit code 1 when not."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from corpus.tools.build import record_of
from corpus.tools.nouns import Mistake, Passage
from corpus.tools.parse import passages

RUN = 8  # words in a row that no two passages may share (the corpus' own rule)
ALIKE = 0.30  # share of masked 4-word runs above which two passages count as one template
_WORD = re.compile(r"\w+")


def main(arguments: list[str]) -> int:
    """Print every mistake; with files, only those of the files (compared with the whole corpus)."""
    everything, mistakes = passages()
    mistakes += list(unsound(everything)) + list(twice(everything)) + list(shared_runs(everything)) + list(templates(everything))
    wanted = {Path(name).name for name in arguments}
    shown = [m for m in mistakes if not wanted or m.path in wanted]
    print(*shown, sep="\n")
    count = sum(not wanted or p.path in wanted for p in everything)
    print(f"{count} passages, {len(shown)} mistakes")
    return bool(shown)


def _at(passage: Passage, sentence: str) -> Mistake:
    return Mistake(passage.path, passage.line, passage.id, sentence)


def unsound(found: list[Passage]) -> Iterator[Mistake]:
    """What `Record.problems()` says of each passage."""
    for passage in found:
        yield from (_at(passage, sentence) for sentence in record_of(passage).problems())


def twice(found: list[Passage]) -> Iterator[Mistake]:
    """Two passages of one id."""
    seen: dict[str, Passage] = {}
    for passage in found:
        if passage.id in seen:
            yield _at(passage, f"its id stands already in {seen[passage.id].path}:{seen[passage.id].line}")
        seen.setdefault(passage.id, passage)


def shared_runs(found: list[Passage]) -> Iterator[Mistake]:
    """Passages that share RUN words in a row."""
    first: dict[tuple[str, ...], Passage] = {}
    told: set[tuple[str, str]] = set()
    for passage in found:
        words = [w.lower() for w in _WORD.findall(passage.text)]
        for run in zip(*(words[i:] for i in range(RUN)), strict=False):
            other = first.setdefault(run, passage)
            if other is not passage and (other.id, passage.id) not in told:
                told.add((other.id, passage.id))
                yield _at(passage, f"shares {RUN} words in a row with {other.id}: {' '.join(run)}")


def masked(passage: Passage) -> set[tuple[str, ...]]:
    """The 4-word runs of a passage with its mentions and numbers masked by their kind."""
    out, at = [], 0
    for mention in sorted(passage.mentions, key=lambda m: (m.span[0], -m.span[1])):
        if mention.span[0] >= at:
            out += [*_WORD.findall(passage.text[at : mention.span[0]]), f"<{mention.kind}>"]
            at = mention.span[1]
    words = [re.sub(r"\d+", "0", w.lower()) for w in [*out, *_WORD.findall(passage.text[at:])]]
    return {run for run in zip(*(words[i:] for i in range(4)), strict=False) if sum(w[0] != "<" for w in run) > 1}


def templates(found: list[Passage]) -> Iterator[Mistake]:
    """Pairs of passages that are alike once names and numbers are masked."""
    runs = {p.id: masked(p) for p in found}
    where: dict[tuple[str, ...], list[Passage]] = defaultdict(list)
    for passage in found:
        for run in runs[passage.id]:
            where[run].append(passage)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    named = {p.id: p for p in found}
    for of in where.values():
        for one, other in combinations(of[:50], 2):
            counts[one.id, other.id] += 1
    for (first, second), count in counts.items():
        share = count / max(1, min(len(runs[first]), len(runs[second])))
        if share > ALIKE and count > 2:
            yield _at(named[second], f"is built like {first} ({share:.0%} of its masked word runs)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
