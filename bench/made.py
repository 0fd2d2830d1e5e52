"""Articles to measure with: out of a file, or made from the examples."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = {"ar": ROOT / "examples" / "alliance.ar.txt", "en": ROOT / "examples" / "clash.en.txt"}
WORDS = 400


def texts_of(file: Path, language: str, count: int) -> Iterator[str]:
    """The first articles of a JSONL file in the language."""
    with file.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        texts = (row["text"] for row in rows if row.get("lang", row.get("language", language)) == language)
        yield from (text for text, _ in zip(texts, range(count), strict=False))


def made_articles(language: str, count: int) -> list[str]:
    """Articles of about WORDS words out of the sentences of the example, seeded: always the same ones."""
    title, *paragraphs = EXAMPLES[language].read_text(encoding="utf-8").strip().split("\n")
    sentences = [s for p in paragraphs for s in re.split(r"(?<=[.!?])\s+", p) if len(s.split()) > 3]
    return [_made(title, sentences, random.Random(seed)) for seed in range(count)]


def _made(title: str, sentences: list[str], chance: random.Random) -> str:
    body: list[str] = []
    while sum(len(s.split()) for s in body) < WORDS:
        sentence = chance.choice(sentences)
        body.append(re.sub(r"\d+", lambda m: str(chance.randint(10 ** (len(m[0]) - 1), 10 ** len(m[0]) - 1)), sentence))
    paragraphs = [" ".join(body[i : i + 3]) for i in range(0, len(body), 3)]
    return "\n".join([title, *paragraphs]) + "\n"
