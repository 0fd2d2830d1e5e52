"""In which language is this text? Scripts, letters and function words first; a statistical model only where they are
silent.

The tables of `language.yml` decide nearly every news text: the script with most letters, then, among the languages of
that script, the
one whose own letters and function words fill most of the sample. Only when they do not decide (few words, or a language
that is not in the table) py3langid is asked, which costs one second of loading the first time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from musnad.intake.tables import table

UNKNOWN = "und"  # ISO 639-2: undetermined
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]+")  # harakat and tatweel, which would break or disguise words


@dataclass(frozen=True, slots=True)
class Guess:
    """A recognised language. code: ISO 639 ("ar", "ckb"), or "und"; confidence 0..1; by: tables, script, model, lean
    or nothing.
    """

    code: str
    confidence: float
    by: str


@dataclass(frozen=True, slots=True)
class _Tongue:
    code: str
    words: frozenset[str]
    letters: frozenset[str]
    never: frozenset[str]


def recognise(text: str) -> Guess:
    """The language most of `text` is written in, from a sample of at most some 600 code points.

    Text mostly Arabic with English names is Arabic: the script with most letters decides first. A text without
    evidence (a name, two words)
    gets the language its script leans to (`language.yml`) with confidence 0.2; a text without letters gets "und" with
    0.
    """
    weights = table("language")["weights"]
    sample = _sample(text, int(weights["sample"]))
    letters = Counter(sample)
    script, share = _script(letters)
    if script is None:
        return Guess(UNKNOWN, 0.0, "nothing")
    only = table("language")["scripts"][script].get("only")
    if only:
        return Guess(str(only), round(share, 3), "script")
    guess = _by_tables(sample, letters, script, weights)
    return guess or _by_model(sample, script)


def plausibility(text: str) -> tuple[float, float]:
    """Is this really text? Of the one language it fits best: its score, and the share (0..1) of its function words.

    The score adds the letters' evidence at a tenth, to tell charsets apart that differ in a few letters.
    """
    sample = _MARKS.sub("", text[:20_000]).replace("\u200c", " ").lower()
    letters = Counter(sample)
    script, share = _script(letters)
    if script is None:
        return 0.0, 0.0
    words = Counter(_WORD.findall(sample.translate(_fold())))
    light = {"words": 1.0, "letters": 0.25, "never": 0.4}
    scored = [(_score(t, words, letters, light), _known(t, words)) for t in _tongues(script)]
    score, known = max(scored, default=(0.0, 0.0))
    return share * score, share * known


def _sample(text: str, size: int) -> str:
    """Three slices (start, middle, end), lower case: a foreign headline or signature alone cannot decide."""
    if len(text) > size:
        third = size // 3
        middle = (len(text) - third) // 2
        text = f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"
    return _MARKS.sub("", text).replace("\u200c", " ").lower()


def _script(letters: Counter[str]) -> tuple[str | None, float]:
    """The script with most letters, and its share of all letters."""
    counts: Counter[str] = Counter()
    for letter, times in letters.items():
        name = _script_of(letter)
        if name:
            counts[name] += times
    if not counts:
        return None, 0.0
    name, most = counts.most_common(1)[0]
    if name == "Han" and counts["Kana"] * 10 > most:  # Japanese writes most nouns in Han
        name = "Kana"
    return name, most / counts.total()


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str | None:
    starts, spans = _ranges()
    at = bisect_right(starts, ord(letter)) - 1
    if at < 0 or ord(letter) > spans[at][0]:
        return None
    return spans[at][1]


@cache
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    spans = sorted((lo, hi, name) for name, row in table("language")["scripts"].items() for lo, hi in row["ranges"])
    return [lo for lo, _, _ in spans], [(hi, name) for _, hi, name in spans]


@cache
def _fold() -> dict[int, str]:
    return {ord(k): v for k, v in table("language")["fold"].items()}


@cache
def _tongues(script: str) -> tuple[_Tongue, ...]:
    rows = table("language")["languages"].items()
    return tuple(_tongue(code, row) for code, row in rows if row["script"] == script)


def _tongue(code: str, row: dict[str, Any]) -> _Tongue:
    words = row["words"].split() if isinstance(row["words"], str) else list(row["words"])
    folded = frozenset(word.translate(_fold()) for word in words)
    return _Tongue(code, folded, frozenset(row["letters"]), frozenset(row["never"]))


def _by_tables(sample: str, letters: Counter[str], script: str, weights: dict[str, float]) -> Guess | None:
    tongues = _tongues(script)
    if not tongues:
        return None
    words = Counter(_WORD.findall(sample.translate(_fold())))
    scored = sorted(((_score(t, words, letters, weights), t.code) for t in tongues), reverse=True)
    best, code = scored[0]
    second = max(scored[1][0], 0.0) if len(scored) > 1 else 0.0
    if best < weights["enough"] or best - second < weights["clear"] * best:
        return None
    return Guess(code, round(min(1.0, 0.5 + (best - second)), 3), "tables")


def _score(tongue: _Tongue, words: Counter[str], letters: Counter[str], weights: dict[str, float]) -> float:
    """Share of the words that are its function words, plus share of its own letters, less share of letters it never
    uses.
    """
    all_letters = letters.total() or 1
    own = sum(letters[c] for c in letters.keys() & tongue.letters) / all_letters
    foreign = sum(letters[c] for c in letters.keys() & tongue.never) / all_letters
    return weights["words"] * _known(tongue, words) + weights["letters"] * own - weights["never"] * foreign


def _known(tongue: _Tongue, words: Counter[str]) -> float:
    return sum(words[w] for w in words.keys() & tongue.words) / (words.total() or 1)


def _by_model(sample: str, script: str) -> Guess:
    """py3langid's answer when it is fairly sure; else the language the script leans to."""
    lean = str(table("language")["scripts"][script].get("lean", UNKNOWN))
    code, confidence = _model().classify(sample.encode("utf-8", "replace").decode("utf-8"))
    if confidence >= 0.5 and len(sample) >= 40:
        return Guess(str(code), round(float(confidence), 3), "model")
    return Guess(lean, 0.2, "lean")


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # one second: only when needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
