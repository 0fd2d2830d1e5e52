"""Mentions in languages with capitals (English): capitalised names with their titles, and nouns for those who act."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.languages import Language
from musnad.mentions import order
from musnad.mentions.bodies import find_weapon
from musnad.mentions.found import UNSURE, Found
from musnad.mentions.phrase import Phrase
from musnad.mentions.registry import Registry, registry
from musnad.mentions.words import Words, words
from musnad.record import Sentence, Span, Text, Token
from musnad.rules import Entry, Hit

IsPlace = Callable[[str], bool]
ACTING = ("titles", "organizations", "people")


def find(text: Text, language: Language, is_place: IsPlace | None) -> Iterator[Found]:
    """All candidates, sentence by sentence, phrase by phrase."""
    w, known = words(language), registry(language)
    for sentence in text.sentences:
        i = sentence.first
        while i < sentence.last:
            yield from _registered(text, known, i, sentence)
            phrase = order.phrase_at(text, i, language, sentence.last)
            if phrase is None:
                i += 1
                continue
            for k in range(i + 1, phrase.head_last):
                yield from _registered(text, known, k, sentence)
            yield from _judged(text, w, known, phrase, sentence, is_place)
            i = max(phrase.head_last, i + 1)


def _registered(text: Text, known: Registry, i: int, sentence: Sentence) -> Iterator[Found]:
    if not order.is_proper(text.tokens[i]):
        return
    hits = [h for h in known.hits(text.tokens, i) if h.last <= sentence.last]
    for hit in hits[:1]:
        fact = hit.entry.get("fact")
        kind = fact.get("kind") or ("person" if hit.entry.section == "people" else "organization")
        head = hit.span
        span = head
        if i > sentence.first and text.tokens[i - 1].fold in ("the",):
            span = Span(text.tokens[i - 1].start, head.end)
        yield Found(
            span,
            head,
            kind,
            "name",
            hit.entry.id,
            UNSURE if hit.entry.get("unsure") else "a name that the registry knows",
            0.95,
        )


def _judged(
    text: Text, w: Words, known: Registry, phrase: Phrase, sentence: Sentence, is_place: IsPlace | None
) -> Iterator[Found]:
    """What the phrase's core says of it."""
    tokens = text.tokens
    head = phrase.head_last - 1
    first_word = tokens[phrase.head_first]
    entry, at = _entry(w, text, phrase)
    proper = order.is_proper(tokens[head]) and not _only_initial(w, text, phrase, sentence)
    if entry is not None and entry.section == "weapons":
        yield find_weapon(w, text, phrase, entry)
        return
    nation = known.country_hits(tokens, head) if proper and entry is None else []
    if nation and nation[0].entry.get("role") == "people":
        yield Found(phrase.span, phrase.head, "people", "nominal", nation[0].entry.id, "the people of a state", 0.8)
    elif proper:
        yield from _proper(text, w, known, phrase, entry, at, is_place)
    elif entry is not None and entry.section in ACTING:
        yield from _nominal(text, w, phrase, entry, first_word.start)


def _entry(w: Words, text: Text, phrase: Phrase) -> tuple[Entry | None, int]:
    """The entry of the core's last words (several words before one), and the token where it begins."""
    for k in range(max(phrase.first, phrase.head_last - 4), phrase.head_last):
        ends = [
            h for h in w.knowledge.nouns.hits(text.tokens, k)
            if h.last == phrase.head_last and h.entry.section in (*ACTING, "weapons")
        ]  # fmt: skip
        if ends:
            people = next((h for h in ends if h.entry.section == "people" and h.reading.has("plural")), ends[0])
            return people.entry, k
    return None, phrase.head_last


def _only_initial(w: Words, text: Text, phrase: Phrase, sentence: Sentence) -> bool:
    """Is the only capital the one with which every sentence begins?"""
    capitals = [k for k in range(phrase.first, phrase.head_last) if order.is_proper(text.tokens[k])]
    if capitals != [sentence.first]:
        return False
    word = w(text.tokens[sentence.first].fold)
    return bool(word.section) or bool(word.verb)


def _proper(
    text: Text, w: Words, known: Registry, phrase: Phrase, entry: Entry | None, at: int, is_place: IsPlace | None
) -> Iterator[Found]:
    name = phrase.head
    if entry is not None and entry.section == "organizations":
        yield from _organization(text, w, known, phrase, entry, at)
        return
    if entry is not None:
        yield from _nominal(text, w, phrase, entry, name.start)
        return
    title = _title(text, w, phrase)
    words_ = [t for t in text.tokens[phrase.head_first : phrase.head_last] if t.kind == "word"]
    inner = _organization_inside(text, w, phrase)
    if inner is not None and title is None and _of_another_sort(text, w, phrase, inner):
        return
    if inner is not None and title is None:
        yield Found(
            phrase.span,
            name,
            str(inner.entry.get("kind")),
            "name",
            inner.entry.id,
            f"an organisation: {inner.entry.gloss}",
            0.8,
        )
    elif _is_person(text, w, known, phrase, words_, title, is_place):
        rule = title.entry.id if title else "mentions.given_name"
        why = (
            f"a name after the title: {title.entry.gloss}"
            if title
            else "a name with a given name or before a verb of saying"
        )
        yield Found(phrase.span, name, "person", "name", rule, why, 0.95 if title else 0.8)
    elif (
        len(words_) == 1
        and words_[0].text.isupper()
        and not _shouted(text, phrase)
        and 1 < len(words_[0].text) < 8
        and not w(words_[0].fold).section
        and not known.country(words_[0].fold)
    ):
        yield Found(phrase.span, name, "organization", "name", "mentions.acronym", "an acronym in capitals", 0.6)


def _shouted(text: Text, phrase: Phrase) -> bool:
    """Is the word beside it in capitals too (a headline, a shout)?"""
    near = (phrase.head_first - 1, phrase.head_last)
    return any(
        0 <= k < len(text.tokens) and len(text.tokens[k].text) > 1 and text.tokens[k].text.isupper() for k in near
    )


def _title(text: Text, w: Words, phrase: Phrase) -> Hit | None:
    """The title that stands in the phrase before its core."""
    found = None
    for k in range(phrase.first, phrase.head_first):
        for hit in w.knowledge.nouns.hits(text.tokens, k):
            if hit.entry.section == "titles" and hit.last <= phrase.head_first:
                found = hit if found is None or hit.last > found.last else found
    return found


def _organization_inside(text: Text, w: Words, phrase: Phrase) -> Hit | None:
    for k in range(phrase.head_first, phrase.head_last):
        if not order.is_proper(text.tokens[k]):
            continue
        for hit in w.knowledge.nouns.hits(text.tokens, k):
            if hit.entry.section == "organizations" and hit.last <= phrase.head_last:
                return hit
    return None


def _of_another_sort(text: Text, w: Words, phrase: Phrase, inner: Hit) -> bool:
    """Is the phrase headed by a common noun after the organisation's word ("Regime Air Raids")?"""
    last = w(text.tokens[phrase.head_last - 1].fold)
    return inner.last < phrase.head_last and last.section == "nouns" and phrase.last == phrase.head_last


def _is_person(
    text: Text,
    w: Words,
    known: Registry,
    phrase: Phrase,
    words_: list[Token],
    title: Hit | None,
    is_place: IsPlace | None,
) -> bool:
    if not words_ or known.country(words_[-1].fold):
        return False
    k = w.knowledge
    bare = [t.fold.removesuffix("'s") for t in words_]
    if title is not None and not (is_place and is_place(phrase.head.of(text.document.text))):
        return True
    if (bare[0] in k.given and len(bare) > 1) or bare[-1] in k.surnames:
        return True
    if any(b.startswith(("al-", "abu")) for b in bare) and len(bare) > 1:
        return True
    if is_place is not None and is_place(phrase.head.of(text.document.text)):
        return False
    said = phrase.last < len(text.tokens) and _speaks(w, text.tokens[phrase.last].fold)
    said = said or (phrase.first > 0 and phrase.first == phrase.head_first and _told(w, text, phrase))
    if len(bare) == 1 and bare[0] in k.given and phrase.head_first > 0:
        return text.tokens[phrase.head_first].text.istitle() and not w(bare[0]).section
    return len(bare) in (2, 3) and said


def _told(w: Words, text: Text, phrase: Phrase) -> bool:
    """Does a verb of saying stand before the name and a mark after it (", said Jane Roe, ...")?"""
    before = w.knowledge.verbs.readings(text.tokens[phrase.first - 1].fold)
    closed = phrase.last >= len(text.tokens) or text.tokens[phrase.last].kind == "mark"
    return closed and any(r.entry.section == "said" and not r.has("ing") for r in before)


def _speaks(w: Words, fold: str) -> bool:
    return any(r.entry.section == "said" or r.entry.section == "spoke" for r in w.knowledge.verbs.readings(fold))


def _organization(text: Text, w: Words, known: Registry, phrase: Phrase, entry: Entry, at: int) -> Iterator[Found]:
    several = phrase.head_last - phrase.head_first > 1 or phrase.last > phrase.head_last
    if entry.get("weak") and not several:
        return
    named = order.is_proper(text.tokens[phrase.head_first]) and (several or bool(entry.get("alone")))
    form = "name" if named else "nominal"
    end = phrase.last
    head = (
        Span(phrase.head.start, text.tokens[end - 1].end)
        if end > phrase.head_last and named and text.tokens[end - 1].text != ")"
        else phrase.head
    )
    yield Found(phrase.span, head, str(entry.get("kind")), form, entry.id, f"an organisation: {entry.gloss}", 0.9)


def _nominal(text: Text, w: Words, phrase: Phrase, entry: Entry, start: int) -> Iterator[Found]:
    """A common noun for those who act."""
    alone = phrase.last - phrase.first == 1
    if alone and (entry.get("weak") or (entry.section == "titles" and text.tokens[phrase.first].fold == entry.lemma)):
        return
    if entry.section == "organizations" and alone and not entry.get("alone"):
        return
    kind = str(entry.get("kind"))
    plural = entry.section == "titles" and text.tokens[phrase.head_last - 1].fold.endswith("s")
    kind = "people" if plural else kind
    yield Found(phrase.span, phrase.head, kind, "nominal", entry.id, f"a noun for those who act: {entry.gloss}", 0.8)
