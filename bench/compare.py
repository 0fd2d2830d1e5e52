"""python -m bench.compare [--count N] [--python /path/of/a/venv/with/spacy/bin/python] [--file ARTICLES.jsonl] [--write]

Speed beside what a user would take instead, on the same texts, one after another on this machine, each in a process of
its own, in CPU seconds after a warm-up. What the others leave out stands beside their numbers. --write puts the table into
docs/speed.md."""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- compare: begin -->", "<!-- compare: end -->"
WARM = 5
MODEL = 20  # articles read with the model
# A user's report of 25 September 2020, https://github.com/CAMeL-Lab/camel_tools/issues/21: 1,108,058 words in 35 minutes on an
# i5-2400, morphological disambiguation alone. Not run here; later releases keep answers of words seen before.
CAMEL_WORDS = 530
WHAT = {  # contender -> what it gives
    "musnad": "everything, by the rules alone",
    "musnad_model": "everything, with the tagger",
    "triage": "Musnad's first look: is it about conflict or politics?",
    "petrarch": "verbs and actors from tables, longest match (bench/petrarch_style.py): no speaker, time, place, modality",
    "spacy": "spaCy's blank pipeline (words, sentences), names of states, and three regular expressions: numbers, dates, verbs",
    "trafilatura": "the text out of its HTML page, nothing read",
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.compare", description=__doc__)
    parser.add_argument("--count", type=int, default=60, help="articles for each language")
    parser.add_argument("--file", type=Path, help="articles as JSON lines with the fields text and lang")
    parser.add_argument("--python", help="the Python of an environment that has spaCy")
    parser.add_argument("--write", action="store_true", help="write the table into docs/speed.md")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.child:
        contender, language, path = options.child.split(",", 2)
        print(json.dumps(in_this_process(contender, language, json.loads(Path(path).read_text(encoding="utf-8")))))
        return 0
    text = report({language: measured(language, options) for language in ("ar", "en")}, options)
    print(text)
    if options.write:
        write(text)
    return 0


def measured(language: str, options: argparse.Namespace) -> dict[str, Any]:
    """Contender -> articles a second and core; the words of an article beside them."""
    from bench.made import made_articles, texts_of

    taken = options.file and list(texts_of(options.file, language, options.count))
    texts = taken or made_articles(language, options.count)
    found: dict[str, Any] = {"words": sum(len(t.split()) for t in texts) / len(texts)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps({"texts": texts, **_rules(language)}), encoding="utf-8")
        for contender in WHAT:
            python = options.python if contender == "spacy" else sys.executable
            found[contender] = _run(python, contender, language, path)
    return found


def _run(python: str | None, contender: str, language: str, path: Path) -> float | None:
    """Articles a CPU second; None, said loudly, where a contender cannot be had."""
    if python is None:
        print(f"bench: {contender} IS NOT COMPARED: give --python of an environment that has it", file=sys.stderr)
        return None
    command = [python, str(Path(__file__)), "--child", f"{contender},{language},{path}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        print(f"bench: {contender} IS NOT COMPARED: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    rate: float = json.loads(done.stdout.splitlines()[-1])
    return rate


def _rules(language: str) -> dict[str, list[str]]:
    """Names of states and stems of verbs, for spaCy's rules: its environment need not read this project's tables."""
    from bench.petrarch_style import HOUSE, load, texts_of

    states = load(HOUSE / "actors" / "registry" / "countries.yml")
    triggers = load(HOUSE / "languages" / language / "events.yml")["triggers"]
    verbs = {word for t in triggers for text in texts_of(t.get("verb")) for word in text.split()}
    return {"names": [name for entry in states.values() for name in texts_of(entry.get(language))], "verbs": sorted(verbs)}


def in_this_process(contender: str, language: str, given: dict[str, list[str]]) -> float:
    """Warm up, then articles a CPU second."""
    sys.path.insert(0, str(ROOT))
    work, texts = _spacy(language, given) if contender == "spacy" else _CONTENDERS[contender](language, given["texts"])
    for text in texts[:WARM]:
        work(text)
    start = time.process_time()
    for text in texts:
        work(text)
    return len(texts) / (time.process_time() - start)


Prepared = tuple[Callable[[str], Any], list[str]]


def _musnad(language: str, texts: list[str], model: bool = False) -> Prepared:
    from musnad import document
    from musnad.reader import read

    def work(text: str) -> Any:
        return read(document(text, language=language, published="2024-11-03"), model=model)

    import gc

    gc.disable()  # as the command line and bulk runs do
    return work, texts


def _musnad_model(language: str, texts: list[str]) -> Prepared:
    return _musnad(language, texts[:MODEL], True)


def _triage(language: str, texts: list[str]) -> Prepared:
    from musnad import languages
    from musnad.events.triage import is_about_conflict

    loaded = languages.load(language)
    return lambda text: is_about_conflict(text, loaded), texts


def _petrarch(language: str, texts: list[str]) -> Prepared:
    from bench.petrarch_style import code, dictionaries

    verbs, actors = dictionaries(language)
    return lambda text: code(text, verbs, actors), texts


def _trafilatura(language: str, texts: list[str]) -> Prepared:
    import trafilatura

    return trafilatura.extract, [_page(text) for text in texts]


def _page(text: str) -> str:
    """A plain page around a text: navigation, headline, paragraphs, a foot."""
    title, *body = [html.escape(line) for line in text.split("\n") if line.strip()]
    links = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(30))
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    head = f"<html><head><title>{title}</title></head><body><nav><ul>{links}</ul></nav>"
    return f"{head}<article><h1>{title}</h1>{paragraphs}</article><footer><ul>{links}</ul></footer></body></html>"


def _spacy(language: str, given: dict[str, list[str]]) -> Prepared:
    import spacy

    pipe = spacy.blank(language)
    pipe.add_pipe("sentencizer")
    ruler: Any = pipe.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "GPE", "pattern": name} for name in given["names"]])
    verbs = "|".join(rf"\b{re.escape(verb)}\w*" for verb in given["verbs"])
    rules = [re.compile(rule) for rule in (r"\d[\d,.]*", r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", verbs)]

    def work(text: str) -> Any:
        made = pipe(text)
        return [list(rule.finditer(s.text)) for s in made.sents for rule in rules], made.ents

    return work, given["texts"]


_CONTENDERS: dict[str, Callable[[str, list[str]], Prepared]] = {
    "musnad": _musnad, "musnad_model": _musnad_model, "triage": _triage, "petrarch": _petrarch, "trafilatura": _trafilatura,
}  # fmt: skip


def report(found: dict[str, dict[str, Any]], options: argparse.Namespace) -> str:
    """The section of the page."""
    from bench.speed import machine

    rows = ["| What | Gives | Arabic | beside Musnad's rules | English | beside Musnad's rules |", "|---|---|---|---|---|---|"]
    for name, gives in WHAT.items():
        cells = [cell for language in found for cell in _cells(found[language], name)]
        rows.append(f"| {name} | {gives} | " + " | ".join(cells) + " |")
    words = found["ar"]["words"]
    camel = {"musnad": found["ar"]["musnad"], "camel": CAMEL_WORDS / words}
    rows.append(
        f"| camel-tools | morphology of each word, nothing else; *not run here*: some {CAMEL_WORDS} words/s, a user's report of"
        f" 2020 (CAMeL-Lab/camel_tools, issue 21) | {' | '.join(_cells(camel, 'camel'))} | | |"
    )
    of = f"articles of `{options.file.name}`" if options.file else "made articles"
    return SECTION.format(
        begin=BEGIN, end=END, count=options.count, of=of, ar=round(words), en=round(found["en"]["words"]), machine=machine(),
        rows="\n".join(rows), model=MODEL,
    )  # fmt: skip


def _cells(found: dict[str, Any], name: str) -> tuple[str, str]:
    rate = found[name]
    if rate is None:
        return "not compared", ""
    return f"{_short(rate)} /s", f"{_short(rate / found['musnad'])} x" if found["musnad"] else ""


def _short(number: float) -> str:
    """Two significant digits below ten, whole numbers with commas above a hundred."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}" if number >= 10 else f"{number:.2g}"


def write(section: str) -> None:
    """Put the section in the place of the last one, at the end of the page the first time."""
    page = PAGE.read_text(encoding="utf-8")
    if BEGIN in page:
        before, rest = page.split(BEGIN, 1)
        page = before + section + rest.split(END, 1)[1].lstrip("\n")
    else:
        page = page.rstrip("\n") + "\n\n" + section
    PAGE.write_text(page, encoding="utf-8")


SECTION = """{begin}
## Beside what one would take instead
Measured by `python -m bench.compare --write` in one run over {count} {of} a language (about {ar} words each in Arabic, {en} in
English; with the tagger at most {model}) on: {machine}.
Articles a CPU second, after a warm-up; only the ratios carry to other machines.

{rows}
{end}
"""

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
