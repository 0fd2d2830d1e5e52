"""Names that the registry knows, in languages without capitals: which of them stand here, and how far they go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.mentions import article
from musnad.mentions.found import UNSURE, Found
from musnad.mentions.knowledge import NOUN_SECTIONS
from musnad.mentions.phrase import Phrase
from musnad.mentions.registry import Registry, facts
from musnad.mentions.words import Words
from musnad.record import Sentence, Span, Text
from musnad.rules import Hit


def registered(text: Text, w: Words, known: Registry, i: int, sentence: Sentence) -> list[Found]:
    hits = [h for h in known.hits(text.tokens, i) if h.last <= sentence.last]
    if not hits or (w.of(text.tokens[i]).particle and hits[0].last == i + 1):
        return []
    hit = hits[0]
    fact = hit.entry.get("fact")
    kind = fact.get("kind") or ("person" if hit.entry.section == "people" else "organization")
    phrase = article.phrase_at(text, i, w.language, sentence.last)
    whole = phrase is not None and phrase.span.covers(hit.span) and phrase.head.covers(hit.span)
    span = phrase.span if phrase is not None and whole and not _another(text, w, phrase, hit) else hit.span
    head = hit.span
    if kind == "person" and hit.last - i > 1 and w.of(text.tokens[i]).section == "titles":
        head = Span(text.tokens[i + 1].start, hit.span.end)
    elif (
        phrase
        and phrase.head.start == head.start
        and hit.last < phrase.head_last
        and text.tokens[hit.last].text in "-–—"
    ):
        head = phrase.head
    word = w.of(text.tokens[i])
    if kind == "person" and hit.last == i + 1 and _namesake(text, w, phrase, hit):
        return []
    if (word.verb and hit.last == i + 1) or (_goes_on(text, w, phrase, hit) and kind != "person"):
        return []
    if hit.entry.get("unsure") and fact.get("epithets") and _of_another(text, known, hit, fact):
        return []
    unsure = hit.entry.get("unsure") or (_plain_words(text, w, hit) and not _at_home(text, known, fact))
    return [Found(span, head, kind, "name", hit.entry.id, UNSURE if unsure else "a name that the registry knows", 0.95)]


def _another(text: Text, w: Words, phrase: Phrase, hit: Hit) -> bool:
    """Does a noun without article stand right behind a definite name, so that it is another's ("the fighters of X | dead",
    "struck | X | homes of civilians")?"""
    if hit.last >= phrase.last or text.tokens[hit.last].kind != "word":
        return False
    name, behind = w.of(text.tokens[hit.last - 1]), w.of(text.tokens[hit.last])
    if behind.section in NOUN_SECTIONS and not behind.definite:
        return True
    definite = name.definite or bool(w.article and name.fold.startswith(w.article))
    return definite and not (behind.definite or behind.given or behind.surname or behind.joined_to)


def _namesake(text: Text, w: Words, phrase: Phrase | None, hit: Hit) -> bool:
    """Does another name follow the one name by which the registry knows somebody ("Sharon | Davies")?"""
    if phrase is None or phrase.head_last <= hit.last:
        return False
    after = w.of(text.tokens[hit.last])
    return not (
        after.section or after.definite or after.adjective or after.joined_to or after.verb or after.preposition
    )


def _of_another(text: Text, known: Registry, hit: Hit, fact: Mapping[str, Any]) -> bool:
    """Does the text call another state by the word ("the Libyan occupation") that the registry knows for one alone?"""
    last = text.tokens[hit.last - 1].fold
    following = (known.country(b.fold) for a, b in zip(text.tokens, text.tokens[1:], strict=False) if a.fold == last)
    return any(c is not None and c != fact.get("country") for c in following)


def _goes_on(text: Text, w: Words, phrase: Phrase | None, hit: Hit) -> bool:
    """Do plain words that a registry name is made of go on with a further adjective ("the united national front")?"""
    if phrase is None or phrase.head_last <= hit.last or not _plain_words(text, w, hit):
        return False
    return w.of(text.tokens[hit.last]).adjective


def _plain_words(text: Text, w: Words, hit: Hit) -> bool:
    """Is the name made of common words alone ("the national resistance")?"""
    return all(w.of(t).section in ("organizations", "nouns", "adjectives") for t in text.tokens[hit.first : hit.last])


def _at_home(text: Text, known: Registry, fact: Mapping[str, Any]) -> bool:
    """Does the document speak of the state that the registry's entry belongs to (or is the entry of no state)?"""
    country = fact.get("country")
    if not country or len(str(country)) != 3 or str(country) not in facts("countries.yml"):
        return True
    if text.document.outlet_country == country:
        return True
    return any(known.country(t.fold) == country for t in text.tokens if t.kind == "word")
