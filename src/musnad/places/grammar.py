"""How a place phrase is built: [distance] [area] [head] name [side], over tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from musnad.gazetteer import Gazetteer, key
from musnad.gazetteer.fold import without_article
from musnad.places.knowledge import Knowledge
from musnad.places.names import MEMO_LIMIT, Name, Names
from musnad.record import Span, Token, quick
from musnad.rules.hit import Entry as Rule
from musnad.rules.hit import Hit

SETTLED_KINDS = frozenset({"city", "town", "village"})
ALONE, WITH_NEXT = "alone", "with next"  # how a place phrase may begin at a word
UNKNOWN_WORDS = 4  # words of a name that only its head vouches for


@quick
@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase: `span` is all of it, `name` its core. `area` describes the part meant ("northern {}")."""

    first: int
    last: int
    span: Span
    name: Name
    head: Rule | None = None
    area: str | None = None
    bearing: float | None = None
    km: float | None = None


class Grammar:
    """Reads place phrases with one language's knowledge and a gazetteer."""

    def __init__(self, known: Knowledge, gazetteer: Gazetteer) -> None:
        self.known = known
        self.gazetteer = gazetteer
        self.names = Names(known, gazetteer)
        self._name = known.language.classes.get("name")
        self._function = tuple(known.language.function_words)
        self._starts: dict[str, str] = {}
        self._pairs: dict[tuple[str, str], bool] = {}

    def starts(self, tokens: Sequence[Token], i: int, stop: int) -> bool:
        """May a place phrase begin at token `i`? Remembered by word, so that most words cost one look-up."""
        token = tokens[i]
        if token.kind != "word" or (self.known.cased and _capital(token)):
            return token.kind != "mark"
        known = self._starts.get(token.fold)
        if known is None:
            if len(self._starts) > MEMO_LIMIT:
                self._starts.clear()
            known = self._starts[token.fold] = self._may_start(token.fold)
        return known == ALONE or (known == WITH_NEXT and self._goes_with(tokens, i, stop))

    def _may_start(self, fold: str) -> str:
        """ALONE, WITH_NEXT (it is only the first word of longer names) or nothing."""
        for lexicon in (self.known.heads, self.known.areas):
            if lexicon.starts(fold, phrase=True) or any(self._opens(r.pre, True) for r in lexicon.readings(fold)):
                return ALONE
        readings = () if self.known.cased else self.names.readings(fold, True)
        own, never = self.known.own, self.known.never
        if any(stem in own or (stem not in never and self.gazetteer.find(stem)) for _, stem, _ in readings):
            return ALONE
        return WITH_NEXT if readings else ""

    def _goes_with(self, tokens: Sequence[Token], i: int, stop: int) -> bool:
        """Do a word that begins longer names and the word after it begin one together?"""
        at = self.names.next_word(tokens, i + 1, stop)
        if at >= stop:
            return False
        pair = (tokens[i].fold, tokens[at].fold)
        known = self._pairs.get(pair)
        if known is None:
            if len(self._pairs) > MEMO_LIMIT:
                self._pairs.clear()
            word = key(pair[1])
            readings = self.names.readings(pair[0], True)
            known = self._pairs[pair] = any(self.gazetteer.begins(f"{stem} {word}") for _, stem, _ in readings)
        return known

    # heads and areas ------------------------------------------------------------------------------------------------

    def head(self, tokens: Sequence[Token], i: int, *, clitics: bool) -> Hit | None:
        """A head noun at token `i` ("city", "hospital"), not one with an article, which names nothing further."""
        for hit in self.known.heads.hits(tokens, i):
            pre = hit.reading.pre
            if hit.has("plural") and hit.entry.get("as") == "facility":
                continue
            if not hit.entry.get("follows") and not hit.reading.post and self._opens(pre, clitics):
                return hit
        return None

    def _opens(self, pre: str, clitics: bool) -> bool:
        """May a word with these proclitics be followed by the name that it belongs to? Not with the article."""
        return not pre or (clitics and self._name is not None and self._name.allows(pre, ""))

    def area(self, tokens: Sequence[Token], i: int, *, clitics: bool) -> Hit | None:
        """A word at token `i` that makes an area of the name after it ("countryside of", "north of")."""
        for hit in self.known.areas.hits(tokens, i):
            if not hit.reading.post and self._opens(hit.reading.pre, clitics):
                return hit
        return None

    def distance(self, tokens: Sequence[Token], i: int, stop: int) -> tuple[int, float | None]:
        """(token after it, kilometres) of a distance at token `i`, (i, None) when there is none."""
        if tokens[i].kind == "number" and i + 1 < stop:
            hit = self.known.units.longest(tokens, i + 1)
            try:
                amount = float(tokens[i].fold.replace(",", ""))
            except ValueError:
                return i, None
            if hit is not None and amount < 2000:
                return self._links(tokens, hit.last, stop), amount * float(hit.entry.get("km"))
        return i, None

    def _links(self, tokens: Sequence[Token], i: int, stop: int) -> int:
        while i < stop and key(tokens[i].fold) in self.known.links:
            i += 1
        return i

    # phrases --------------------------------------------------------------------------------------------------------

    def phrase(self, tokens: Sequence[Token], i: int, stop: int) -> Phrase | None:
        """The place phrase that begins at token `i`, the longest reading first; None when there is none."""
        plain = max(self.names.at(tokens, i, stop), key=lambda n: (n.last, -len(n.pre)), default=None)
        built = self._built(tokens, i, stop)
        if built is not None and (plain is None or built.last > plain.last or self._small(tokens, plain, built)):
            return built
        vouched = self._vouched(tokens, i, stop) if self.known.cased else None
        if plain is None:
            return vouched
        found = self._with_head_after(tokens, Phrase(i, plain.last, plain.span, plain), stop)
        return vouched if vouched is not None and vouched.last > found.last else found

    def _small(self, tokens: Sequence[Token], plain: Name, built: Phrase) -> bool:
        """In a cased script a name that begins small is no name ("northern Syria" is a part of Syria)."""
        return self.known.cased and built.last == plain.last and not _capital(tokens[plain.first])

    def _built(self, tokens: Sequence[Token], i: int, stop: int) -> Phrase | None:
        at, km = self.distance(tokens, i, stop)
        if at >= stop:
            return None
        area = self.area(tokens, at, clitics=at == i)
        if area is not None:
            at = self._links(tokens, area.last, stop)
        if at >= stop or (km is not None and area is None and at == i):
            return None
        inner = self._headed(tokens, at, stop, clitics=at == i)
        if inner is None and (area is not None or km is not None):
            name = max(self.names.at(tokens, at, stop, clitics=False), key=lambda n: n.last, default=None)
            inner = Phrase(at, name.last, name.span, name) if name else None
        if inner is None:
            return None
        if area is None and km is None:
            return inner
        return self._widen(tokens, i, inner, area, km, stop)

    def _widen(
        self, tokens: Sequence[Token], i: int, inner: Phrase, area: Hit | None, km: float | None, stop: int
    ) -> Phrase:
        start = area.span.start if area is not None and area.first == i else tokens[i].start
        label = area.entry.get("area") if area is not None else "near {}"
        made = replace(
            inner, first=i, span=Span(start, inner.span.end), area=label, km=km,
            bearing=area.entry.get("bearing") if area is not None else None,
        )  # fmt: skip
        return self._with_side(tokens, made, stop)

    def _with_side(self, tokens: Sequence[Token], phrase: Phrase, stop: int) -> Phrase:
        """The phrase with an adjective of direction after it, when it is an area already ("its northern countryside")."""
        if phrase.last >= stop or not phrase.area:
            return phrase
        hit = self.known.sides.longest(tokens, phrase.last)
        if hit is None or hit.reading.post or hit.last > stop:
            return phrase
        label = hit.entry.get("area").format(phrase.area)
        return replace(phrase, last=hit.last, span=Span(phrase.span.start, hit.span.end), area=label)

    def _vouched(self, tokens: Sequence[Token], i: int, stop: int) -> Phrase | None:
        """Capitalised words that only the head noun after them makes a place ("Granville County")."""
        for last in range(i + 1, min(stop, i + UNKNOWN_WORDS)):
            token = tokens[last - 1]
            if token.kind != "word" or not _capital(token) or self._functional(token):
                return None
            span = Span(tokens[i].start, token.end)
            name = Name(i, last, span, key(" ".join(t.fold for t in tokens[i:last])), "", ())
            made = self._with_head_after(tokens, Phrase(i, last, span, name), stop)
            if made.head is not None:
                named = tokens[last].text[0].isupper() or without_article(name.key) is not None
                return made if named and made.head.get("unknown") else None
        return None

    def _functional(self, token: Token) -> bool:
        return self.known.language.is_function(token.fold, *self._function)

    def _with_head_after(self, tokens: Sequence[Token], phrase: Phrase, stop: int) -> Phrase:
        """The phrase with a head noun that follows its name ("Idlib province"; capitalised, the noun is a part of the
        name: "Granville County")."""
        if phrase.last >= stop or not self.known.cased:
            return phrase
        for hit in self.known.heads.hits(tokens, phrase.last):
            if hit.entry.get("follows") and not hit.reading.pre and hit.last <= stop:
                span = Span(phrase.span.start, hit.span.end)
                capital = tokens[phrase.last].text[0].isupper()
                name = replace(phrase.name, span=span) if capital else phrase.name
                return replace(phrase, last=hit.last, span=span, name=name, head=hit.entry)
        return phrase

    def _headed(self, tokens: Sequence[Token], i: int, stop: int, *, clitics: bool) -> Phrase | None:
        head = self.head(tokens, i, clitics=clitics)
        if head is None:
            return None
        at = self.names.next_word(tokens, head.last, stop)
        if at >= stop:
            return None
        name = max(self.names.at(tokens, at, stop, clitics=False), key=lambda n: n.last, default=None)
        if head.entry.get("unknown") and not head.has("plural"):
            free = self._unknown(tokens, at, stop, bare=bool(SETTLED_KINDS & set(head.entry.get("kinds"))))
            longer = free is not None and (name is None or free.last > name.last)
            if longer and (name is None or head.entry.get("as") == "facility" or name.key in self.known.continues):
                name = free
        if name is None:
            return None
        return Phrase(i, name.last, Span(head.span.start, name.span.end), name, head.entry)

    def _unknown(self, tokens: Sequence[Token], i: int, stop: int, *, bare: bool) -> Name | None:
        """A name that no gazetteer has: capitalised words, or (without case) one word and its definite followers.

        The first word must be definite itself unless the head may have a `bare` name (a town, not a bridge)."""
        at = i
        if not bare and not self.known.cased and not self._definite(tokens[i]):
            return None
        while at < min(stop, i + UNKNOWN_WORDS) and self._goes_on(tokens, i, at):
            at += 1
        if at == i:
            return None
        name = key(" ".join(token.fold for token in tokens[i:at]))
        return Name(i, at, Span(tokens[i].start, tokens[at - 1].end), name, "", self.gazetteer.find(name))

    def _goes_on(self, tokens: Sequence[Token], i: int, at: int) -> bool:
        token, known = tokens[at], self.known
        fold = key(token.fold)
        if token.kind != "word" or fold in known.ends or self._functional(token):
            return False
        if known.cased:
            return token.text[0].isupper()
        if at == i:
            return len(fold) > 2
        if fold in known.continues or key(tokens[at - 1].fold) in known.continues:
            return True
        return token.fold.startswith(known.articles) and (at == i + 1 or key(tokens[at - 2].fold) in known.continues)

    def _definite(self, token: Token) -> bool:
        return token.fold.startswith(self.known.articles) or key(token.fold) in self.known.continues


def _capital(token: Token) -> bool:
    """Has the word a capital (al-Bab has one too)?"""
    text = token.text
    return not text.islower() and (text[:1].isupper() or any(char.isupper() for char in text))
