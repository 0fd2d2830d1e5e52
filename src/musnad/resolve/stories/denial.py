"""What does a text deny: that a thing happened, or somebody's part in it? Whom does it blame instead?"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.languages import Language, load
from musnad.record import Record, Span, Text
from musnad.resolve.stories.split import split_of
from musnad.rules import Lexical, ListOf, Struct

LEAD = 300  # code points after the headline in which an article says what it is about
SECTIONS = ("involvement", "occurrence", "blame")
SCHEMA = Struct({section: ListOf(Lexical()) for section in SECTIONS})


def found_words(text: Text, language: Language) -> Iterator[tuple[str, Span]]:
    """(section, span) of every word of the language's contradiction.yml, in order, the longest at each place."""
    lexicon = language.lexicon("contradiction", SCHEMA, *SECTIONS)
    i = 0
    while i < len(text.tokens):
        hits = lexicon.hits(text.tokens, i)
        if hits:
            yield hits[0].entry.section, hits[0].span
        i = hits[0].last if hits else i + 1


def denied(record: Record) -> str | None:
    """What the article's first speakers deny: "occurrence", "involvement", or None when they deny nothing.

    A denial is an attribution of stance deny in the headline or the first sentences that no other one holds; what it denies
    is said in its sentence, else anywhere (the first such word decides). Without one, a phrase such as "never
    happened" in what somebody says is a denial too."""
    language = load(record.document.language)
    if not language.has("contradiction"):
        return None
    text = split_of(record.document)
    found = [(kind, span) for kind, span in found_words(text, language) if kind != "blame"]
    lead = len(record.document.title or "") + LEAD
    if _tells_a_deed(record):  # then a part of it is denied (its place, its victims), not that it happened
        found = [(kind, span) for kind, span in found if kind != "occurrence"]
    denials = [a for a in record.attributions if a.stance == "deny" and a.parent is None and a.cue.start < lead]
    for denial in denials:
        sentence = text.sentence_at(denial.cue.start)
        inside = [kind for kind, span in found if sentence and sentence.span.overlaps(span)]
        if inside:
            return inside[0]
    if denials:
        return found[0][0] if found else None
    said = [a.content for a in record.attributions if a.content]
    firmly = [span for kind, span in found if kind == "occurrence" and " " in span.of(record.document.text)]
    return "occurrence" if any(content.covers(span) for span in firmly for content in said) else None


def _tells_a_deed(record: Record) -> bool:
    """Does the article itself tell of violence or seizure as of something that was done, on no denier's word?"""
    stances = {a.id: a.stance for a in record.attributions}
    deniers = {c.id for c in record.claims if any(stances.get(a) in ("deny", "condemn") for a in c.chain)}
    return any(
        e.type in ("ASSAULT", "COERCE") and e.modality.polarity == "affirmed" and e.claim not in deniers
        for e in record.events
    )
