"""`python -m corpus.tools.coverage [WRITER]`: counts what the corpus holds and writes the tables between the marks of
corpus/README.md. With a writer's name (the ids' first part) only those passages are counted, against that writer's share of
the quotas, and nothing is written. Each row says how often a label stands, and how often it should at least."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from corpus.tools.build import split_of
from corpus.tools.codes import ACLED, MODES
from corpus.tools.nouns import Passage
from corpus.tools.parse import passages
from musnad.record import labels

README = Path(__file__).resolve().parents[1] / "README.md"
QUOTAS = {
    "PLOVER type": 50, "PLOVER mode": 12, "stance": 40, "source kind": 40, "status": 40, "negated": 60,
    "ACLED sub-event": 25, "relation kind": 25, "hard negatives": 200,
}  # fmt: skip


def counts(found: list[Passage]) -> dict[str, Counter[str]]:
    """Label counts by table. A label that never stands is there with 0."""
    events = [e for p in found for e in p.events]
    links = [a for p in found for a in p.attributions]
    relations = [r for p in found for r in p.relations]
    modal = [*(e.modality for e in events), *(r.modality for r in relations)]
    return {
        "PLOVER type": _count((e.type for e in events), MODES),
        "PLOVER mode": _count(
            (f"{e.type}/{e.mode}" for e in events if e.mode), [f"{t}/{m}" for t, of in MODES.items() for m in of]
        ),
        "stance": _count((a.stance for a in links), labels.STANCES),
        "source kind": _count((a.source_kind for a in links), labels.SOURCE_KINDS),
        "status": _count((m.status for m in modal), labels.STATUSES),
        "negated": _count((m.polarity for m in modal if m.polarity == "negated"), ["negated"]),
        "ACLED sub-event": _count((e.acled for e in events if e.acled), ACLED),
        "relation kind": _count((r.kind for r in relations), labels.RELATION_KINDS),
        "hard negatives": _count(("passages" for p in found if any(t.startswith("hn-") for t in p.tags)), ["passages"]),
    }


def _count(seen: Iterable[str], all_labels: Iterable[str]) -> Counter[str]:
    made = Counter(dict.fromkeys(all_labels, 0))
    made.update(seen)
    return made


def chained(passage: Passage) -> bool:
    """Does it hold a chain of two or more sources: one inside another, or one that passed through another?"""
    return any(a.parent or a.via for a in passage.attributions)


def report(found: list[Passage]) -> str:
    """The tables as Markdown."""
    arabic = [p for p in found if p.language == "ar"]
    parts = Counter(split_of(p.id) for p in found)
    deep = sum(map(chained, arabic))
    lines = [
        f"{len(arabic)} Arabic and {len(found) - len(arabic)} English passages "
        f"({', '.join(f'{parts[k]} {k}' for k in ('train', 'dev', 'test'))}); "
        f"{sum(len(p.mentions) for p in found)} mentions, {sum(len(p.attributions) for p in found)} attributions, "
        f"{sum(len(p.events) for p in found)} events, {sum(len(p.relations) for p in found)} relations.",
        "",
        f"Arabic passages with two or more nested or chained sources: {deep} ({deep / max(1, len(arabic)):.0%}; asked: a third).",
        "", "| what | asked at least | lowest | all |", "|---|---|---|---|",
    ]  # fmt: skip
    for name, table in counts(found).items():
        label, least = min(table.items(), key=lambda kv: kv[1])
        every = ", ".join(f"{k} {v}" for k, v in table.most_common())
        lines.append(f"| {name} | {QUOTAS[name]} | {label} {least} | {every} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the tables into README.md; exit code 1 when a quota is missed (each said on its own line)."""
    found, _ = passages()
    share = 1.0
    if arguments:
        writers = {p.id.split("-")[0] for p in found}
        found = [p for p in found if p.id.split("-")[0] == arguments[0]]
        share = 1 / max(4, len(writers))
    text = report(found)
    if README.exists() and not arguments:
        page = README.read_text(encoding="utf-8")
        marked = re.sub(r"(<!-- coverage -->\n).*?(\n<!-- end -->)", lambda m: m[1] + text + m[2], page, flags=re.DOTALL)
        README.write_text(marked, encoding="utf-8")
    print(text)
    missed = {
        name: [f"{k} {v}" for k, v in table.items() if v < QUOTAS[name] * share] for name, table in counts(found).items()
    }
    print(*(f"MISSED {name} (< {QUOTAS[name] * share:.0f}): {', '.join(of)}" for name, of in missed.items() if of), sep="\n")
    return any(missed.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
