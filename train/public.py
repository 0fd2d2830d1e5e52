"""The public sets (each optional): what they mark, in Musnad's labels, and which rows are kept out of training as dev part."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.neural.labels import KINDS
from musnad.record import PLACES, Text
from train.sample import Asked, Sample, Tagged, part_of
from train.words import outermost, read_text, sample_of, words_of

Row = dict[str, Any]
LONG = 110  # words; longer texts are cut into samples of about so many at their sentences

# A label that a set leaves possible both for its names and for words that it does not mark would swallow all of them: it is
# never wrong there. So every label below stands for one label of the set or for none.
ANERCORP: dict[str, tuple[str, ...]] = {
    "PERS": ("person",), "LOC": ("place", "facility"), "ORG": ("organization", "group", "media"), "MISC": (),
}  # fmt: skip
ANERCORP_MARKS = ("person", "place", "facility", "group", "organization", "media", "government", "military")
RE3D: dict[str, tuple[str, ...]] = {
    "Person": ("person",), "Location": ("place", "facility"),
    "Organisation": ("organization", "group", "government", "military", "media", "people"),
    "Weapon": ("weapon",), "MilitaryPlatform": ("weapon",), "Vehicle": ("weapon",), "Temporal": ("time",),
}  # fmt: skip
RE3D_MARKS = tuple(k for k in KINDS if k not in ("weapon", "time"))
RE3D_CLOSED = "BBC"  # this part may not be used commercially and is left out
IDRISI = {"HPOI": "facility"}  # what people have built; streets, quarters, towns and all else are places


def rows(path: Path) -> Iterator[Row]:
    """The rows of a JSONL file; none when the file is absent."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def anercorp(folder: Path) -> Iterator[Sample]:
    """Names of Arabic news. The last tenth of the rows is the dev part."""
    every = list(rows(folder / "anercorp/train.jsonl"))
    for n, row in enumerate(every):
        text = read_text(row["text"], "ar")
        made = sample_of("anercorp", row["id"], "dev" if n >= len(every) * 0.9 else "train", text)
        made.marks = {"names": ANERCORP_MARKS}
        for span in row["spans"]:
            words = words_of(text, span["start"], span["end"])
            if words:
                made.tagged.append(Tagged("names", words, ANERCORP[span["type"]]))
        yield from cut(made)


def cut(sample: Sample) -> Iterator[Sample]:
    """A sample of tags alone, cut where no tagged words are torn apart."""
    first, n = 0, len(sample.words)
    while first < n:
        last = min(first + LONG, n)
        while last < n and any(t.words[0] < last < t.words[1] for t in sample.tagged):
            last -= 1
        last = last if last > first else n
        inside = [t for t in sample.tagged if first <= t.words[0] < last]
        yield Sample(
            sample.set, sample.id, sample.part, sample.language, sample.words[first:last], sample.spaces[first:last],
            [Tagged(t.layer, (t.words[0] - first, t.words[1] - first), t.labels) for t in inside], marks=sample.marks,
        )  # fmt: skip
        first = last


def idrisi(folder: Path) -> Iterator[Sample]:
    """Places in Arabic tweets of crises; 15 % of the tweets are the dev part."""
    for row in rows(folder / "idrisi_ar/lmr.jsonl"):
        text = read_text(row["text"], "ar")
        made = sample_of("idrisi", row["id"], part_of(row["id"], 0.15), text)
        made.marks = {"names": PLACES}
        spans = outermost([(s["start"], s["end"], IDRISI.get(s["type"], "place")) for s in row["spans"]])
        found = [(words_of(text, start, end), str(kind)) for start, end, kind in spans]
        made.tagged = [Tagged("names", words, (kind,)) for words, kind in found if words]
        yield made


def re3d(folder: Path) -> Iterator[Sample]:
    """English reports on Syria and Iraq, sentence by sentence; 15 % of the documents are the dev part."""
    for row in rows(folder / "re3d/docs.jsonl"):
        if RE3D_CLOSED in row["source"]:
            continue
        text, part = read_text(row["text"], "en"), part_of(row["id"], 0.15)
        sure = [e for e in row["entities"] if e["confidence"] >= 0.5 and e["offset_ok"] and e["type"] in RE3D]
        for sentence in text.sentences:
            made = sample_of("re3d", row["id"], part, text, sentence.first, sentence.last)
            made.marks = {"names": RE3D_MARKS, "nominals": RE3D_MARKS}
            inside = [e for e in sure if sentence.start <= e["start"] < sentence.end]
            made.tagged = list(_re3d_tags(inside, text, sentence.first))
            yield from cut(made)


def _re3d_tags(entities: list[Row], text: Text, first: int) -> Iterator[Tagged]:
    """Phrases with a capital after their first word are names, the rest descriptions; the outermost of each layer."""
    for layer in ("names", "nominals"):
        of = [(e["start"], e["end"], e["type"]) for e in entities if _named(e["text"]) == (layer == "names")]
        for start, end, kind in outermost(of):
            words = words_of(text, start, end, first)
            if words and words[0] >= 0:
                yield Tagged(layer, words, RE3D[str(kind)])


def _named(phrase: str) -> bool:
    words = [w for w in phrase.split() if w.lower() not in ("the", "a", "an")]
    return any(w[:1].isupper() for w in words)


def gsr_detection(folder: Path) -> Iterator[Sample]:
    """Arabic sentences: is an assault (a protest) reported? 20 % of the sentences are the dev part."""
    for row in rows(folder / "arabic_event_gsr/detection.jsonl"):
        if row["label"] == "ambiguous":
            continue
        made = sample_of("gsr_detection", row["id"], gsr_part(row["text"]), read_text(row["text"], "ar"))
        made.about = {row["event_type"]: float(row["label"] == "yes")}
        yield made


def gsr_part(text: str) -> str:
    """The part of a sentence of arabic_event_gsr (the same in both of its files)."""
    return part_of("gsr" + " ".join(text.split()), 0.2)


def gsr_spans(folder: Path) -> Iterator[Sample]:
    """Arabic sentences with the verb of one event, who acts and who receives, as several annotators marked them."""
    for row in rows(folder / "arabic_event_gsr/spans.jsonl"):
        text = read_text(row["text"], "ar")
        made = sample_of("gsr_spans", row["id"], gsr_part(row["text"]), text)
        verb = _marked(made.words, row, "verb", None)
        if not verb:
            continue
        at = max(verb, key=lambda i: (verb[i], -i))
        made.tagged = [Tagged("triggers", (at, at + 1), (row["event_type"],))]
        sides = {"actor": "source_actor", "recipient": "target_actor"}
        made.asked = [Asked(at, {role: _marked(made.words, row, name, at) for role, name in sides.items()})]
        yield made


def _marked(words: list[str], row: Row, name: str, near: int | None) -> dict[int, float]:
    """Words that annotators marked, with the share of annotators who did. Only the words are given, not where they stand:
    words in a row are taken together, else each where it stands nearest to `near` (else first)."""
    votes: Counter[int] = Counter()
    for one in row["annotations"]:
        votes.update(_located(words, [w for part in one[name] for w in part.split()], near))
    return {i: n / len(row["annotations"]) for i, n in votes.items()}


def _located(words: list[str], marked: list[str], near: int | None) -> set[int]:
    found: set[int] = set()
    for word in marked:
        bare = [w for w in _pieces(word)]
        for piece in bare:
            places = [i for i, w in enumerate(words) if w == piece]
            if places:
                anchor = max(found) + 1 if found else near if near is not None else 0
                found.add(min(places, key=lambda i: abs(i - anchor)))
    return found


def _pieces(word: str) -> list[str]:
    return [t.text for t in read_text(word, "ar").tokens if t.kind != "mark"]


def plover_gsr(folder: Path) -> Iterator[Sample]:
    """English examples of PLOVER's types with their words marked in brackets; 15 % are the dev part."""
    for row in rows(folder / "plover_gsr/plover_gsr.jsonl"):
        plain, marked = _unmarked(row["textInfo"]["markup"])
        text = read_text(plain, "en")
        made = sample_of("plover_gsr", row["id"], part_of(row["id"], 0.15), text)
        found = {k: [w for a, b in of if (w := words_of(text, a, b))] for k, of in marked.items()}
        if not found.get("EVT"):
            continue
        at = found["EVT"][0][0]
        made.tagged = [Tagged("triggers", (at, found["EVT"][0][1]), (row["event"],))]
        sides = {"actor": found.get("SRC", []), "recipient": found.get("TAR", [])}
        roles = {role: {i: 1.0 for w in of for i in range(*w)} for role, of in sides.items()}
        made.asked = [Asked(at, roles)]
        yield made


def _unmarked(markup: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without `(SRC: …)`, `(TAR: …)`, `(EVT: …)`, and where those stood."""
    plain, found, open_ = "", {}, None
    i = 0
    while i < len(markup):
        sign = next((s for s in ("(SRC/TAR: ", "(SRC: ", "(TAR: ", "(EVT: ") if markup.startswith(s, i)), None)
        if sign:
            open_ = (sign[1:-2].split("/"), len(plain))
            i += len(sign)
            continue
        if markup[i] == ")" and open_:
            for name in open_[0]:
                found.setdefault(name, []).append((open_[1], len(plain)))
            open_ = None
        else:
            plain += markup[i]
        i += 1
    return plain, found


PUBLIC = (anercorp, idrisi, re3d, gsr_detection, gsr_spans, plover_gsr)
