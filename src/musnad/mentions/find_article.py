"""Mentions in languages without capitals (Arabic): titles, heads of organisations, given names and cues announce them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.languages import Language
from musnad.mentions import article
from musnad.mentions.bodies import find_body, find_weapon, is_attribute
from musnad.mentions.doubts import behind_verb, is_a_noun
from musnad.mentions.found import Found
from musnad.mentions.given import IsPlace, named
from musnad.mentions.nationals import WHY, nationals
from musnad.mentions.phrase import Phrase
from musnad.mentions.registered import registered
from musnad.mentions.registry import Registry, registry
from musnad.mentions.words import Word, Words, words
from musnad.record import Sentence, Span, Text
from musnad.rules import Entry, Hit

ACTING = article.ACTING


def find(text: Text, language: Language, is_place: IsPlace | None, every: Sequence[Word | None]) -> Iterator[Found]:
    """All candidates, sentence by sentence. `every`: the word of each token."""
    w, known = words(language), registry(language)
    for sentence in text.sentences:
        i, announced, last = sentence.first, False, sentence.last
        while i < last:
            word = every[i]
            if word is None or (word.idle and not announced):
                announced = word is not None and word.spoke
                i += 1
                continue
            found, i = _at(text, w, known, i, sentence, is_place)
            before = every[i - 1]
            announced = before is not None and before.spoke
            yield from found


def _at(
    text: Text, w: Words, known: Registry, i: int, sentence: Sentence, is_place: IsPlace | None
) -> tuple[list[Found], int]:
    """(what begins at token `i`, the token to go on with)."""
    token = text.tokens[i]
    if token.kind != "word":
        return [], i + 1
    word = w.of(token)
    listed = registered(text, w, known, i, sentence) if word.registered else []
    hit = _longest(text, w, i, word) if word.begins and not (word.given and not is_a_noun(text, w, i, sentence)) else None
    if (
        hit is not None
        and not (word.preposition or word.particle or (word.verb == 2 and hit.last == i + 1))
        and (hit.last - i > 1 or word.section in ACTING)
        and hit.entry.section in ACTING
    ):
        if w.means_else(hit.entry, text.tokens[hit.last] if hit.last < sentence.last else None):
            return listed, hit.last
        found = _acting(text, w, i, sentence, hit)
        return listed + found, max(hit.last, i + 1)
    people = nationals(text, w, known, i, sentence) if word.adjective else None
    if people is not None:
        phrase, entry, one = people
        span = phrase.span if one else _counted(w, text, phrase, sentence)
        return [
            *listed,
            Found(span, phrase.head, "person" if one else "people", "nominal", entry.entry.id, WHY, 0.8),
        ], i + 1
    if word.section == "weapons":
        return listed + _weapon(text, w, i, sentence, word), i + 1
    if word.ends or (word.preposition and not word.given):
        return listed, i + 1
    found, after = named(text, w, known, i, sentence, word, is_place)
    return listed + found, after


def _longest(text: Text, w: Words, i: int, word: Word) -> Hit | None:
    """The longest entry that begins at token `i`; of single words the one that the word is most likely to be."""
    hits = w.knowledge.nouns.hits(text.tokens, i)
    if not hits or hits[0].last > i + 1:
        return hits[0] if hits else None
    return next((h for h in hits if h.reading == word.reading), hits[0])


def _acting(text: Text, w: Words, i: int, sentence: Sentence, hit: Hit) -> list[Found]:
    phrase = article.phrase_at(text, i, w.language, sentence.last)
    if phrase is None:
        return []
    hit = _rather_body(w, text, i, phrase, hit)
    if hit.reading.post and not w.is_suffix(text.tokens[hit.last - 1], hit.reading.post):
        return []
    section, entry = hit.entry.section, hit.entry
    if entry.get("kin") and _kin_of_kin(w, text, i):
        return []
    counted = _counted(w, text, phrase, sentence)
    if section == "titles" or phrase.named:
        return _title(w, text, phrase, hit, counted)
    if section == "organizations":
        return find_body(w, text, phrase, hit)
    numbered = counted != phrase.span and not _all_of(w, text, phrase)
    single = not _several(w, hit) and not entry.get("collective") and not numbered
    if single and w.of(text.tokens[i]).adjective and not behind_verb(w, text, i):
        return []
    if single and counted != phrase.span and not w.of(text.tokens[i]).definite and text.tokens[i - 1].kind == "word":
        return []
    kind = "person" if single else str(entry.get("kind"))
    return [Found(counted, phrase.head, kind, "nominal", entry.id, f"a group of people: {entry.gloss}", 0.9)]


def _counted(w: Words, text: Text, phrase: Phrase, sentence: Sentence) -> Span:
    """The phrase with the numbers and quantities before it ("dozens of civilians")."""
    first, linking = phrase.first, w.knowledge.inside.get("source", frozenset())
    k = first - 1
    while k >= sentence.first and not w.of(text.tokens[k + 1]).joined_to:
        token = text.tokens[k]
        if token.kind == "number" or w.counts(token):
            first = k
        elif not (
            token.fold in linking and k > sentence.first and w.of(text.tokens[k - 1]).stem in w.knowledge.counters
        ):
            break
        k -= 1
    if first == phrase.first:
        return phrase.span
    return Span(w.language.start_without(text.tokens[first], w.of(text.tokens[first]).joined_to), phrase.span.end)


def _rather_body(w: Words, text: Text, i: int, phrase: Phrase, hit: Hit) -> Hit:
    """An indefinite rank without a name after it is the military body of that name."""
    if hit.entry.section != "titles" or phrase.named or w.of(text.tokens[i]).definite or not hit.entry.get("weak"):
        return hit
    others = (
        h for h in w.knowledge.nouns.hits(text.tokens, i) if h.entry.section == "organizations" and h.last == hit.last
    )
    return next(others, hit)


def _several(w: Words, hit: Hit) -> bool:
    """Is the noun a plural or dual (an oblique plural may look like a dual)?"""
    return hit.reading.has("plural") or hit.reading.has("dual")


def _mere_attribute(w: Words, text: Text, phrase: Phrase, entry: Entry) -> bool:
    """Is the only word after "the citizen", "the child" an unknown one with an article: rather an adjective than a name?"""
    if not entry.get("private") or phrase.head_last - phrase.head_first > 1:
        return False
    word = w.of(text.tokens[phrase.head_first])
    return word.definite and not (word.given or word.surname)


def _kin_of_kin(w: Words, text: Text, i: int) -> bool:
    """Is it the second of two words for relatives ("the son of the uncle of X")?"""
    before = text.tokens[i - 1] if i else None
    reading = w.of(before).reading if before is not None and before.kind == "word" else None
    return reading is not None and bool(reading.entry.get("kin")) and not reading.post


def _all_of(w: Words, text: Text, phrase: Phrase) -> bool:
    """Does a quantity that is no number stand before the phrase ("every fighter")?"""
    before = text.tokens[phrase.first - 1]
    return before.kind == "word" and w.of(before).stem in w.language.function_words.get("quantifiers", frozenset())


def _title(w: Words, text: Text, phrase: Phrase, hit: Hit, counted: Span) -> list[Found]:
    entry = hit.entry
    if phrase.named and entry.get("kin") and not w.of(text.tokens[hit.first]).definite:
        head = Span(phrase.span.start, text.tokens[hit.last - 1].end)
        return [Found(phrase.span, head, "person", "nominal", entry.id, f"a relative of the named: {entry.gloss}", 0.9)]
    many = hit.reading.has("plural")
    if phrase.named and (many or _mere_attribute(w, text, phrase, entry)):
        span = Span(phrase.span.start, text.tokens[phrase.head_first - 1].end) if many else phrase.span
        head = Span(phrase.span.start, text.tokens[hit.last - 1].end)
        kind = "people" if _several(w, hit) else "person"
        return [Found(span, head, kind, "nominal", entry.id, f"an office or role: {entry.gloss}", 0.8)]
    if phrase.named:
        return [
            Found(phrase.span, phrase.head, "person", "name", entry.id, f"a name after the title: {entry.gloss}", 0.95)
        ]
    if entry.get("weak") or is_attribute(w, text, hit.first):
        return []
    plural = _several(w, hit) or (counted != phrase.span and not _all_of(w, text, phrase))
    kind = "people" if plural else "person"
    return [Found(counted, phrase.head, kind, "nominal", entry.id, f"an office or role: {entry.gloss}", 0.8)]


def _weapon(text: Text, w: Words, i: int, sentence: Sentence, word: Word) -> list[Found]:
    phrase = article.phrase_at(text, i, w.language, sentence.last)
    if phrase is None or word.reading is None:
        return []
    hits = [h for h in w.knowledge.nouns.hits(text.tokens, i) if h.entry.section == "weapons"]
    return [find_weapon(w, text, phrase, hits[0].entry if hits else word.reading.entry)]
