"""Arabic names as ANERcorp marks them: a record's mentions cut to that set's habits.

It marks names only, the outermost where they nest, as whole words with what is written on them; no bodies of a state ("the
Lebanese government", "the army"); currencies as MISC. What it leaves outside a name was counted on the part that the tagger
is trained on.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.common import Row, outermost, records
from bench.names import tagged
from musnad.languages import Language, load
from musnad.mentions.money import currencies
from musnad.mentions.registry import registry
from musnad.record import Mention, Span, Text
from musnad.text import split_text

KINDS = {
    "person": "PERS", "place": "LOC", "facility": "LOC", "group": "ORG", "organization": "ORG", "media": "ORG",
    "weapon": "MISC", "money": "MISC",
}  # fmt: skip
# What a body is, before its name: outside the name 111 times of 125.
SORTS = ("صحيفة", "جريدة", "مجلة", "قناة", "شبكة", "وكالة", "شركة", "فريق", "نادي", "حركة", "جماعة")


def anercorp(rows: list[Row]) -> Iterator[Row]:
    language = load("ar")
    for row, record in records(rows, "ar"):
        text = split_text(record.document, language) if record else None
        spans = []
        for m in record.mentions if record else ():
            core = _core(m, text, language) if text else None
            if core:
                spans.append((_whole_words(core, row["text"]), KINDS[m.kind]))
        found = [{"start": s.start, "end": s.end, "type": kind} for s, kind in outermost(spans)]
        yield {"id": row["id"], "spans": found}


def _core(mention: Mention, text: Text, language: Language) -> Span | None:
    """The words of the mention that the set would mark, None when it marks none of it."""
    if mention.kind == "money":
        return next((h.span for h in currencies(text, mention.head, language)), None)
    if mention.form != "name" or mention.kind not in KINDS:
        return None
    if KINDS[mention.kind] == "ORG":
        return _bare(mention.head, text, language)
    # The set leaves "region of" out of a name; the reader keeps it where the gazetteer has it.
    inside = (s for s in tagged(mention) if mention.kind == "place" and mention.head.covers(s))
    return next(inside, mention.head)


def _bare(head: Span, text: Text, language: Language) -> Span:
    """A body's name without its sort before and, where the name is no Arabic phrase, without a state's adjective behind it."""
    words = text.tokens_in(head)
    first, last = words.start, words.stop
    sorts = {language.fold(w) for w in SORTS}
    if last - first > 1 and any(s.stem in sorts for s in language.splits(text.tokens[first].fold)):
        first += 1
    before = text.tokens[last - 2] if last - first > 1 else None
    if before is not None and not before.fold.startswith(language.fold("ال")):
        hits = registry(language).countries.hits(text.tokens, last - 1)
        last -= any(h.entry.get("role") == "adjective" for h in hits)
    return Span(text.tokens[first].start if first > words.start else head.start, text.tokens[last - 1].end)


def _whole_words(span: Span, text: str) -> Span:
    """The span with the letters that are joined to its first and last word."""
    start, end = span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Span(start, end)
