"""Where is a place named? The gazetteer proposes, the rules of places.yml decide whether the word means a place here."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.gazetteer import Gazetteer, key
from musnad.gazetteer.entry import FACILITIES
from musnad.languages import Language
from musnad.places.evidence import evidence
from musnad.places.grammar import Grammar, Phrase
from musnad.places.knowledge import Knowledge, knowledge
from musnad.places.plausible import Plausible, well_known
from musnad.record import Mention, Reason, Sentence, Span, Text, Token, item_id

SHOUTED = 0.9  # share of capitalised words that makes a headline in capitals


def grammar(language: Language, gazetteer: Gazetteer | None = None) -> Grammar:
    """The place grammar of a language over a gazetteer (the compiled one unless given), made once."""
    places = gazetteer or Gazetteer.open()
    made: Grammar = language.made(f"places.grammar:{places.name}", lambda: Grammar(knowledge(language), places))
    return made


def find_places(text: Text, language: Language, *, gazetteer: Gazetteer | None = None) -> tuple[Mention, ...]:
    """Mentions of places and facilities, in order, without overlaps.

    `span` is the whole phrase ("20 km south of Aleppo"), `head` the name in it (a facility's name has its head noun);
    `kind` place or facility. Raises
    BadGazetteer when the compiled gazetteer is missing.
    """
    if not language.has("places"):
        return ()
    finder = _Finder(text, grammar(language, gazetteer))
    found = [finder.phrases(sentence) for sentence in text.sentences]
    finder.seen = frozenset(name for phrases in found for phrase in phrases for name in _called(phrase))
    for i in sorted({i for i, name in finder.doubted if name in finder.seen}):
        found[i] = finder.phrases(text.sentences[i])
    phrases = [phrase for listed in found for phrase in listed]
    return tuple(_mention(phrase) for phrase in _pointed_to(phrases, finder.rules, text))


def _called(phrase: Phrase) -> set[str]:
    """The name of the phrase, and that of the place itself when there is more ("city of X" may be a name as such)."""
    more = phrase.head is not None or phrase.name.last - phrase.name.first > 1
    return {phrase.name.key, *(key(e.name_ar or e.name) for e in phrase.name.entries[:1] if more)}


def _pointed_to(phrases: Sequence[Phrase], rules: Grammar, text: Text) -> Sequence[Phrase]:
    """The phrases without the small far-off places whose country nothing in the text points to: there the name is more
    likely an ordinary word or a person's."""
    doubtful = {phrase.name.key for phrase in phrases if _far_off(phrase, rules.known)}
    if not doubtful:
        return phrases
    sure = {e.country for p in phrases if p.name.key not in doubtful for e in p.name.entries[:1]}
    sure |= evidence(rules.known.language).countries(text)
    return [
        p for p in phrases if p.name.key not in doubtful or p.head is not None
        or any(e.country in sure for e in p.name.entries)
    ]  # fmt: skip


def _far_off(phrase: Phrase, known: Knowledge) -> bool:
    """One word, without a head noun, of places that are small and lie outside the language's own countries."""
    name = phrase.name
    if phrase.head is not None or name.last > name.first + 1 or not name.entries:
        return False
    return not any(e.country in known.home or well_known(e, known) for e in name.entries)


def _mention(phrase: Phrase) -> Mention:
    kind = kind_of(phrase)
    rule, sentence = _reason(phrase)
    score = 1.0 if phrase.name.entries else 0.6
    core = Span(phrase.span.start, phrase.name.span.end) if kind == "facility" else phrase.name.span
    why = Reason(rule, sentence, (phrase.span,), score)
    return Mention(item_id("mention", kind, phrase.span), phrase.span, core, kind, "name", None, why)


def _reason(phrase: Phrase) -> tuple[str, str]:
    if phrase.area is not None:
        return "places.area", "A direction, distance or part of a named place"
    if phrase.head is not None:
        return phrase.head.id, f"A name after the head noun '{phrase.head.gloss}'"
    return "places.gazetteer", "A name of the gazetteer"


def kind_of(phrase: Phrase) -> str:
    """place or facility."""
    if phrase.head is not None and phrase.area is None:
        return str(phrase.head.get("as") or "place")
    entries = phrase.name.entries
    facility = bool(entries) and all(e.kind in FACILITIES for e in entries) and phrase.area is None
    return "facility" if facility else "place"


class _Finder:
    """Finds the place phrases of one text. A name that was read as a place once needs no sign the second time."""

    def __init__(self, text: Text, rules: Grammar) -> None:
        self.text, self.rules, self.known = text, rules, rules.known
        self.tokens = text.tokens
        self.number = {sentence.start: i for i, sentence in enumerate(text.sentences)}
        self.seen: frozenset[str] = frozenset()
        self.doubted: list[tuple[int, str]] = []  # (number of the sentence, name) that was taken for no place

    def phrases(self, sentence: Sentence) -> list[Phrase]:
        found: list[Phrase] = []
        shouted = self.known.cased and _shouted(self.tokens[sentence.first : sentence.last])
        i = sentence.first
        while i < sentence.last:
            if not self.rules.starts(self.tokens, i, sentence.last):
                i += 1
                continue
            phrase = self._phrase(i, sentence, shouted, self._after(found, i))
            if phrase is not None:
                found.append(phrase)
            i = phrase.last if phrase is not None else i + 1
        return found

    def _after(self, found: Sequence[Phrase], i: int) -> bool:
        """Does token `i` follow a place that was found, with at most a mark or a word between?"""
        return bool(found) and i - found[-1].last <= 1

    def _phrase(self, i: int, sentence: Sentence, shouted: bool, after_place: bool) -> Phrase | None:
        phrase = self.rules.phrase(self.tokens, i, sentence.last)
        if phrase is None or self._in_topic(phrase):
            return None
        checks = Plausible(self.rules, self.tokens, sentence, shouted, after_place, self.seen)
        if checks.holds(phrase):
            return phrase
        self.doubted.append((self.number[sentence.start], phrase.name.key))
        if phrase.head is None and phrase.area is None:
            return self._shorter(i, sentence, checks)
        return None

    def _shorter(self, i: int, sentence: Sentence, checks: Plausible) -> Phrase | None:
        """Another reading of the same word (another clitic), when the longest one is no place here."""
        for name in sorted(self.rules.names.at(self.tokens, i, sentence.last), key=lambda n: (-n.last, len(n.pre))):
            phrase = Phrase(i, name.last, name.span, name)
            if checks.holds(phrase):
                return phrase
        return None

    def _in_topic(self, phrase: Phrase) -> bool:
        """Inside a hashtag of several words (#a_b) that is no place as a whole."""
        first, last = phrase.first, phrase.last
        before = self.tokens[first - 1].text if first else ""
        after = self.tokens[last].text if last < len(self.tokens) else ""
        return before == "_" or after == "_"


def _shouted(tokens: Sequence[Token]) -> bool:
    """A headline in which nearly every word is capitalised: capitals say nothing there."""
    words = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) >= SHOUTED * len(words)
