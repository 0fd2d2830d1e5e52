"""Who says it? Finds every attribution of a text: cue, source, channels, content, stance, quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.claims import adverbials, speech, verb_first, verb_last, verb_second
from musnad.claims.carry import carry_speakers
from musnad.claims.content import set_contents
from musnad.claims.grammar import Grammar, grammar_of
from musnad.claims.parents import with_parents
from musnad.claims.reading import Draft, Range, Reading
from musnad.claims.sources import head_and_kind
from musnad.claims.speakers import check_sources
from musnad.claims.topic import fill_topic
from musnad.claims.zone import lead_channels
from musnad.languages import Language
from musnad.record import Actor, Attribution, Mention, Reason, Sentence, Span, Text, item_id

BESIDE = (
    ("adverbials", adverbials.read_adverbial),
    ("relays", adverbials.read_relay),
    ("modifiers", adverbials.read_modifier),
)
READERS = {"verb_first": verb_first.read_cue, "verb_second": verb_second.read_cue, "verb_last": verb_last.read_cue}


def find_attributions(
    text: Text, mentions: Sequence[Mention], actors: Sequence[Actor], language: Language
) -> tuple[Attribution, ...]:
    """All attributions in the order of their cues. `mentions` and `actors` may be empty: then sources come from phrases
    alone and `actor` stays None. A source that grammar does not name in its clause is None ("implicit"); the speaker who
    goes on is then carried as `actor`, within the limits of `carry`."""
    if not language.has("claims"):
        return ()
    r = Reading(text, grammar_of(language), mentions)
    drafts: list[Draft] = []
    for sentence in text.sentences:
        found = _one_per_content(check_sources(r, list(_sentence(r, sentence))))
        fill_topic(r, found)
        _set_channels(r, sentence, found)
        adverbials.set_leads(r, found)
        set_contents(r, found)
        adverbials.set_main_contents(r, found)
        _set_alone(r, found)
        drafts += [d for d in found if d.content is not None and d.content.end > d.content.start]
    drafts.sort(key=lambda d: (d.cue.start, d.cue.end))
    drafts = _one_per_cue(drafts)
    made = [_attribution(r, d, mentions) for d in drafts]
    relative = {a.id for a, d in zip(made, drafts, strict=True) if _in_relative(r, d)}
    issued = {a.id for a, d in zip(made, drafts, strict=True) if d.source and _is_issued(r, d.source)}
    return carry_speakers(text, with_parents(made, drafts), drafts, mentions, actors, relative, issued)


def _set_alone(r: Reading, drafts: Sequence[Draft]) -> None:
    """A source that is a sentence by itself ("… in the town. According to residents.") tells the sentence before it."""
    for d in drafts:
        if d.form != "adverbial" or d.content is None or any(c.isalnum() for c in d.content.of(r.text.document.text)):
            continue
        k = next(i for i, s in enumerate(r.text.sentences) if s.first == d.sentence.first)
        before = r.text.sentences[k - 1] if k else None
        d.content = None
        if before is not None and before.paragraph == d.sentence.paragraph:
            last = before.last - (r.is_mark(before.last - 1) and before.last - before.first > 1)
            d.content = r.text.span_of(before.first, last)


def _in_relative(r: Reading, d: Draft) -> bool:
    """Does a relative pronoun stand right before the cue, so that its antecedent speaks or is spoken of?"""
    return d.form == "verb" and d.at > d.sentence.first and r.is_in("relatives", d.at - 1)


def _is_issued(r: Reading, source: Range) -> bool:
    """Is the document one that somebody issues, an occasion of speech?"""
    first, last = source
    return any(r.grammar.channels.readings(r.folds[k]) for k in range(first, min(last, first + 3)))


def _sentence(r: Reading, sentence: Sentence) -> Iterator[Draft]:
    read = READERS[r.grammar.order]
    colon = speech.read_colon(r, sentence)
    if colon:
        yield colon
    statement = speech.read_statement(r, sentence) if r.grammar.phrases["statement_follows"] else None
    if statement:
        yield statement
    k, folds, may_begin = sentence.first, r.folds, r.grammar.may_begin
    while k < sentence.last:
        if not may_begin(folds[k]):
            k += 1
            continue
        draft, after = _at(r, k, sentence, read)
        if draft:
            yield draft
        k = max(after, k + 1)


def _at(r: Reading, k: int, sentence: Sentence, read: object) -> tuple[Draft | None, int]:
    """The attribution whose cue begins at token `k`, and the token to go on from."""
    if r.in_name(k):  # a word of a name is no cue; an adjective that a name took along may be one
        draft = adverbials.read_modifier(r, k, sentence)
        return draft, draft.hit.last if draft else k + 1
    tables = r.grammar.may_begin(r.folds[k])
    for table, find in BESIDE:
        draft = find(r, k, sentence) if table in tables else None
        if draft:
            return draft, draft.hit.last
    for hit in r.grammar.cues.hits(r.tokens, k) if "cues" in tables else ():
        if hit.last <= sentence.last:
            draft = read(r, hit, sentence)  # type: ignore[operator]
            if draft:
                return draft, max(hit.last, draft.hit.last)
    return None, k + 1


def _one_per_content(drafts: list[Draft]) -> list[Draft]:
    """A noun or participle between a cue and its content only repeats the cue ("said, stressing that"; "reports say")."""
    starts = {
        d.marker.token: d.at
        for d in reversed(drafts)
        if d.form in ("verb", "phrase", "participle") and d.marker and not d.passive
    }
    described = {d.marker.token for d in drafts if d.entry.get("naming") and d.marker and d.marker.kind == "target"}
    drafts = [d for d in drafts if not (d.form == "masdar" and d.at in described)]
    weak = ("masdar", "noun", "participle", "modifier")
    drafts = [d for d in drafts if not (d.entry.get("near") and d.marker and starts.get(d.marker.token, d.at) < d.at)]
    return [d for d in drafts if not (d.form in weak and d.marker and starts.get(d.marker.token, d.at) < d.at)]


def _set_channels(r: Reading, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """The channels with which the sentence opens belong to its first speaker."""
    first = next((d for d in drafts if d.form in ("verb", "phrase")), None)
    if first is not None and not first.via and r.grammar.order == "verb_first":
        start = first.source[0] if first.source else first.at
        first.via = lead_channels(r, sentence.first, min(first.at, start))


def _one_per_cue(drafts: Sequence[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for d in drafts:
        if not kept or not kept[-1].cue.overlaps(d.cue):
            kept.append(d)
    return kept


def _attribution(r: Reading, d: Draft, mentions: Sequence[Mention]) -> Attribution:
    source = head = None
    kind = "implicit"
    if d.source is not None:
        source = r.text.span_of(*d.source)
        head, kind = head_and_kind(r, d.source, mentions)
        joined = d.form == "adverbial" and d.cue.overlaps(source) and d.cue.end < source.end
        if joined:  # the preposition is written on the source's first word
            source = Span(r.after_article(d.cue.end), source.end)
            head = Span(max(head.start, source.start), max(head.end, source.start + 1))
        if not source.covers(head):
            source = Span(min(source.start, head.start), max(source.end, head.end))
    stance: str = d.stance or d.entry.get("stance")
    reason = Reason(d.entry.id, f"{d.form} '{d.entry.gloss}' hands its content to a source", (d.cue,))
    return Attribution(
        item_id("attribution", stance, d.cue), d.cue, source, head, kind, None, tuple(dict.fromkeys(d.via)),
        d.content, stance, d.quotation, None, reason,
    )  # fmt: skip


__all__ = ["Grammar", "find_attributions"]
