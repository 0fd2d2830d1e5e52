"""`python -m corpus.tools.agreement [--blank N]`: how far do two independent annotators of the same passages agree?

`--blank N FILES` prints N passages of the files with their texts only, for a second annotator; what that annotator writes lies in
corpus/second/*.txt, under the same ids. Without it, the two annotations are compared and the tables printed (and written
into corpus/README.md): F1 of one against the other, spans exact, and label agreement (Cohen's kappa) where the spans meet."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

from corpus.tools.nouns import Passage, Span
from corpus.tools.parse import PASSAGES, passages

SECOND = PASSAGES.parent / "second"
README = PASSAGES.parent / "README.md"
Items = Callable[[Passage], dict[Span, Hashable]]

SETS: dict[str, Items] = {
    "mention spans, kind": lambda p: {m.head: m.kind for m in p.mentions},
    "attribution cues, stance": lambda p: {a.cue: a.stance for a in p.attributions},
    "attribution cues, source kind": lambda p: {a.cue: a.source_kind for a in p.attributions},
    "event triggers, PLOVER type": lambda p: {e.trigger: e.type for e in p.events},
    "event triggers, mode": lambda p: {e.trigger: e.mode for e in p.events},
    "event triggers, polarity and status": lambda p: {e.trigger: (e.modality.polarity, e.modality.status) for e in p.events},
    "event triggers, ACLED sub-event": lambda p: {e.trigger: e.acled for e in p.events},
    "relations, kind": lambda p: {_pair(p, r.head, r.tail): r.kind for r in p.relations},
}


def _pair(passage: Passage, head: str, tail: str) -> Span:
    """A relation by where its ends are first named, so that the annotators' own keys do not matter."""
    first: dict[str, int] = {}
    for mention in passage.mentions:
        first[mention.key] = min(mention.head[0], first.get(mention.key, mention.head[0]))
    return first.get(head, -1), first.get(tail, -1)


def kappa(pairs: list[tuple[Hashable, Hashable]]) -> float:
    """Cohen's kappa of paired labels (1 where both always say the same one label)."""
    if not pairs:
        return float("nan")
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[k] * other[k] for k in one) / len(pairs) ** 2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def compare(pairs: Iterable[tuple[Passage, Passage]], items: Items) -> tuple[float, float, int, list[tuple[Hashable, Hashable]]]:
    """Exact-span F1, overlap F1, number of first annotations, labels where spans overlap."""
    exact = near = mine = theirs = 0
    labels: list[tuple[Hashable, Hashable]] = []
    for first, second in pairs:
        one, other = items(first), items(second)
        mine, theirs = mine + len(one), theirs + len(other)
        exact += len(one.keys() & other.keys())
        for span, label in one.items():
            met = [s for s in other if s == span or (s[0] < span[1] and span[0] < s[1])]
            best = max(met, key=lambda s: min(s[1], span[1]) - max(s[0], span[0]), default=None)
            if best is not None:
                near += 1
                labels.append((label, other[best]))
    whole = max(1, mine + theirs)
    return 2 * exact / whole, min(1.0, 2 * near / whole), mine, labels


def report() -> str:
    """The table of agreement as Markdown."""
    first = {p.id: p for p in passages()[0]}
    second = [p for p in passages(sorted(SECOND.glob("*.txt")))[0] if p.id in first and p.text == first[p.id].text]
    pairs = [(first[p.id], p) for p in second]
    lines = [
        f"{len(pairs)} of {len(first)} passages ({len(pairs) / max(1, len(first)):.0%}) were annotated twice, "
        "the second time from the text alone.",
        "",
        "| what | first annotations | exact spans F1 | overlapping spans F1 | labels agree | kappa |",
        "|---|---|---|---|---|---|",
    ]
    for name, items in SETS.items():
        exact, near, count, labels = compare(pairs, items)
        same = sum(a == b for a, b in labels) / max(1, len(labels))
        lines.append(f"| {name} | {count} | {exact:.3f} | {near:.3f} | {same:.3f} | {kappa(labels):.3f} |")
    return "\n".join(lines)


def blank(count: int, names: list[str]) -> str:
    """The first `count` passages of files with headline and text only; every third one, so that all parts are met."""
    found, _ = passages([PASSAGES / Path(name).name for name in names] if names else None)
    picked = found[1::3][:count]
    return "\n\n".join(_text(p) for p in picked)


def _text(p: Passage) -> str:
    lines = p.text.split("\n")
    signs = ["H" if p.title is not None and i == 0 else "T" for i in range(len(lines))]
    date = [f"date {p.date}"] if p.date else []
    return "\n".join([f"# {p.id}", *date, *(f"{s} {line}" for s, line in zip(signs, lines, strict=True))])


def main(arguments: list[str]) -> int:
    """Print blanks, or the comparison."""
    if arguments[:1] == ["--blank"]:
        print(blank(int(arguments[1]), arguments[2:]))
        return 0
    text = report()
    if README.exists():
        page = README.read_text(encoding="utf-8")
        README.write_text(
            re.sub(r"(<!-- agreement -->\n).*?(\n<!-- end -->)", lambda m: m[1] + text + m[2], page, flags=re.DOTALL),
            encoding="utf-8",
        )
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
