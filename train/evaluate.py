"""`python -m train.evaluate`: every row of the scorecard that the tagger touches, on rows it was not trained on.

Rules alone, the tagger alone, both. `python -m bench` scores whole files, in which nine tenths of the rows are training data;
here only the parts kept out are read (train/public.py), through the bench's own adapters. attribution is no training set and is
read whole. The tagger alone means: its spans with the times of the rules, no merging.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench import anercorp as marked
from bench import names, says, what

import musnad
from musnad import document, languages
from musnad.mentions.edges import LEFT
from musnad.mentions.proposed import TABLE, with_proposed
from musnad.neural import Tagger, propose, tagger_or_letter
from musnad.record import Mention, Text
from musnad.text import split_text
from train import own
from train.measure import prf
from train.places import BENCH
from train.public import gsr_part, rows
from train.sample import part_of

Row = dict[str, Any]
WAYS = ("rules", "tagger", "both")


def main(arguments: list[str] | None = None) -> int:
    """Print a JSON object per measure. Returns 1 without weights."""
    parser = argparse.ArgumentParser(prog="python -m train.evaluate", description=__doc__)
    parser.add_argument("tasks", nargs="*", default=list(TASKS), help=f"out of {', '.join(TASKS)}")
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--part", default="test", help="of the project's own corpus")
    given = parser.parse_args(arguments)
    if not isinstance(tagger_or_letter(), Tagger):
        print(tagger_or_letter(), file=sys.stderr)
        return 1
    for task in given.tasks:
        for name, numbers in TASKS[task](given):
            print(json.dumps({"task": task, "measure": name, **numbers}, ensure_ascii=False), flush=True)
    return 0


def said_of(text: Text) -> Any:
    """The tagger's proposals."""
    tagger = tagger_or_letter()
    assert isinstance(tagger, Tagger)  # checked in main
    return propose(text, tagger)


class reading:
    """`with reading(model):` every `musnad.read` of the adapters reads with or without the tagger."""

    def __init__(self, model: bool) -> None:
        self.model, self.plain = model, musnad.read

    def __enter__(self) -> None:
        musnad.read = lambda made, **_: self.plain(made, model=self.model)

    def __exit__(self, *_: object) -> None:
        musnad.read = self.plain


Adapter = Callable[[list[Row]], Iterator[Row]]


def _spans(of: list[Row], adapter: Adapter, key: str, keep: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """F1 of exact spans and types by way; `keep` the types that count (() all of them, as one)."""
    for way in ("rules", "both"):
        with reading(way == "both"):
            found = {p["id"]: p[key] for p in adapter(of)}
        per: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for row in of:
            sure = [s for s in row[key] if s.get("confidence", 1) >= 0.5]
            gold, mine = (_set(spans, keep) for spans in (sure, found.get(row["id"], [])))
            for span in gold | mine:
                c = per[span[2]]
                c[:] = [c[0] + (span in gold and span in mine), c[1] + (span in gold), c[2] + (span in mine)]
        total = [sum(c[i] for c in per.values()) for i in range(3)]
        yield way, {**prf(*total), "by type": {k: prf(*c)["F1"] for k, c in sorted(per.items()) if keep}}


def _set(spans: list[Row], keep: tuple[str, ...]) -> set[tuple[int, int, str]]:
    return {(s["start"], s["end"], s["type"] if keep else "") for s in spans if not keep or s["type"] in keep}


def anercorp(given: argparse.Namespace) -> Iterator[tuple[str, Row]]:
    every = list(rows(given.bench / "anercorp/train.jsonl"))
    of = [r for n, r in enumerate(every) if n >= len(every) * 0.9]
    yield from _spans(of, marked.anercorp, "spans", ("PERS", "LOC", "ORG", "MISC"))
    with tagger_alone():
        yield "tagger", dict(_spans(of, marked.anercorp, "spans", ("PERS", "LOC", "ORG", "MISC")))["both"]


def idrisi(given: argparse.Namespace) -> Iterator[tuple[str, Row]]:
    of = [r for r in rows(given.bench / "idrisi_ar/lmr.jsonl") if part_of(r["id"], 0.15) == "dev"]
    yield from _spans(of, names.idrisi_mentions, "spans", ())
    with tagger_alone():
        yield "tagger", dict(_spans(of, names.idrisi_mentions, "spans", ()))["both"]


def re3d(given: argparse.Namespace) -> Iterator[tuple[str, Row]]:
    of = [
        r for r in rows(given.bench / "re3d/docs.jsonl") if "BBC" not in r["source"] and part_of(r["id"], 0.15) == "dev"
    ]
    yield from _spans(of, names.re3d_mentions, "entities", ("Person", "Organisation", "Location"))
    with tagger_alone():
        yield "tagger", dict(_spans(of, names.re3d_mentions, "entities", ("Person", "Organisation", "Location")))["both"]


class tagger_alone:
    """Within it the reader takes the mentions of the tagger, and only times and numbers of the rules."""

    def __enter__(self) -> None:
        import musnad.reader as reader

        self.reader, self.plain = reader, reader.with_proposed

        def alone(mentions: tuple[Mention, ...], said: Any, text: Text, language: Any) -> tuple[Mention, ...]:
            return with_proposed([m for m in mentions if m.kind in LEFT], said, text, language, TABLE)

        reader.with_proposed = alone  # type: ignore[assignment]

    def __exit__(self, *_: object) -> None:
        self.reader.with_proposed = self.plain


def attribution(given: argparse.Namespace) -> Iterator[tuple[str, Row]]:
    """Cues by exact span; the strict chain is scored by the set's own scorer: python -m bench attribution."""
    of = list(rows(given.bench / "attribution/attribution.jsonl"))
    for way in ("rules", "both"):
        with reading(way == "both"):
            found = {p["id"]: p["attributions"] for p in says.attribution(of)}
        yield way, _cues(of, found)
    alone = {}
    for row in of:
        text = split_text(document(row["text"], language=row["lang"]), languages.load(row["lang"]))
        spans = [text.span_of(c.first, c.last) for c in said_of(text).cues]
        alone[row["id"]] = [{"cue": {"start": s.start, "end": s.end}} for s in spans]
    yield "tagger", _cues(of, alone)


def _cues(of: list[Row], found: dict[str, list[Row]]) -> Row:
    total = [0, 0, 0]
    for row in of:
        gold = {(a["cue"]["start"], a["cue"]["end"]) for a in row["attributions"]}
        mine = {(a["cue"]["start"], a["cue"]["end"]) for a in found.get(row["id"], [])}
        total = [total[0] + len(gold & mine), total[1] + len(gold), total[2] + len(mine)]
    return prf(*total)


def gsr_spans(given: argparse.Namespace) -> Iterator[tuple[str, Row]]:
    """Word-overlap F1 of who acts and who receives, against the words that all annotators agree on."""
    of = [r for r in rows(given.bench / "arabic_event_gsr/spans.jsonl") if gsr_part(r["text"]) == "dev"]
    ways = {"rules": {p["id"]: p for p in what.spans(of)}, "tagger": {r["id"]: _gsr_roles(r) for r in of}}
    for way, found in ways.items():
        made: Row = {}
        for role in ("source", "target"):
            total = [0, 0, 0]
            for row in of:
                gold, mine = _words(row[f"{role}_gold"]), _words(found[row["id"]][role])
                total = [total[0] + len(gold & mine), total[1] + len(gold), total[2] + len(mine)]
            made[role] = prf(*total)["F1"]
        yield way, {**made, "n": len(of)}


def _gsr_roles(row: Row) -> Row:
    """The roles of the surest trigger of the row's type (else of any type)."""
    text = split_text(document(row["text"], language="ar"), languages.load("ar"))
    triggers = said_of(text).triggers
    best = max([t for t in triggers if t.label == row["event_type"]] or triggers, key=lambda t: t.score, default=None)
    roles = best.roles if best else ()
    spans = {
        role: [text.span_of(r.first, r.last).of(row["text"]) for r in roles if r.label == role]
        for role in ("actor", "recipient")
    }
    return {"source": " ".join(spans["actor"]), "target": " ".join(spans["recipient"])}


def _words(phrase: str) -> set[str]:
    return {w.strip(".,،:؛«»\"'()") for w in phrase.split()}


def corpus(given: argparse.Namespace) -> Iterator[tuple[str, Row]]:
    """The project's own corpus: mentions (exact span, kind), predicates (overlapping span, label), roles (overlap)."""
    of = own.test_passages(given.part)
    gold = [own.of_passage(p) for p in of]
    made = [document(p.text, language=p.language, published=p.date, title=p.title) for p in of]
    found = {way: [own.of_record(musnad.read(d, model=way == "both")) for d in made] for way in ("rules", "both")}
    texts = [split_text(d, languages.load(d.language)) for d in made]
    found["tagger"] = [own.of_proposals(text, said_of(text)) for text in texts]
    for way in WAYS:
        for name, counts in sorted(own.score(zip(gold, found[way], strict=True)).items()):
            yield f"{way}: {name}", prf(*counts)


TASKS: dict[str, Callable[[argparse.Namespace], Iterator[tuple[str, Row]]]] = {
    "anercorp": anercorp, "idrisi": idrisi, "re3d": re3d, "attribution": attribution, "gsr_spans": gsr_spans,
    "corpus": corpus,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
