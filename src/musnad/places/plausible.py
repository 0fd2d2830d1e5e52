"""Does a name mean a place here? A bare name must be well known or have a sign; part of another name is none."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.gazetteer import Entry, key
from musnad.gazetteer.entry import WATERS
from musnad.places.grammar import Grammar, Phrase
from musnad.places.knowledge import Knowledge
from musnad.places.names import Name
from musnad.record import Sentence, Token
from musnad.rules.hit import Entry as Rule

LARGE = 300_000  # inhabitants from which a name needs no other sign that it is a place
CASED_LARGE = 30_000  # the same where capitals already say that it is a name
HOME_LARGE = 20_000  # the same in the countries that news in this language means first
DIVISIONS = ("continent", "country", "region", "province", "district", "capital")


class Plausible:
    """Does the phrase mean a place in this sentence? `shouted`: a headline in capitals; `after_place`: a place stands
    right before; `seen`: names that the text has used as places elsewhere."""

    def __init__(
        self,
        rules: Grammar,
        tokens: Sequence[Token],
        sentence: Sentence,
        shouted: bool,
        after_place: bool,
        seen: frozenset[str],
    ) -> None:
        self.known, self.gazetteer = rules.known, rules.gazetteer
        self.tokens, self.sentence, self.shouted = tokens, sentence, shouted
        self.after_place = after_place
        self.seen = seen

    def holds(self, phrase: Phrase) -> bool:
        name = phrase.name
        if name.key in self.known.own:
            return phrase.area is not None or bool(self.known.own[name.key])
        if name.key in self.known.never or self._common(phrase) or self._other_name(phrase):
            return False
        if self._marked(phrase) or self._institution(phrase):
            return False
        if self.known.cased and not self._capital(name):
            return False
        if phrase.head is not None:
            return self._headed(phrase, phrase.head)
        if phrase.area is not None and not name.entries:
            return False
        return self._alone(phrase, name)

    def _common(self, phrase: Phrase) -> bool:
        """One word that is on the list of words that are no places, clitics and all."""
        if phrase.last > phrase.first + 1 or phrase.head is not None:
            return False
        return key(self.tokens[phrase.first].fold) in self.known.never

    def _marked(self, phrase: Phrase) -> bool:
        """A word with a mark that no name bears, or with a letter inside that only begins a stem."""
        known = self.known
        if not known.marks:
            return False
        if any(not known.marks.isdisjoint(token.text) for token in self.tokens[phrase.name.first : phrase.last]):
            return True
        token = self.tokens[phrase.name.first]
        written = token.text[max(0, phrase.name.span.start - token.start) :]
        if known.initial.isdisjoint(written[1:]):
            return False
        return any(c in known.initial and written[:at] not in known.articles for at, c in enumerate(written) if at)

    def _institution(self, phrase: Phrase) -> bool:
        """The name of a paper, a club, a group: after a word for one, or a paper's name in quotation marks."""
        if phrase.head is None and self.known.rites and self._word(phrase.first - 1) in self.known.rites:
            return True
        if phrase.head is not None or phrase.area is not None or any(e.kind == "country" for e in phrase.name.entries):
            return False
        before, quoted = phrase.first - 1, False
        if before >= self.sentence.first and self.tokens[before].kind == "mark":
            quoted, before = self._quoted(phrase), before - 1
            if not quoted:
                return False
        if quoted and phrase.name.key in self.known.papers:
            return True
        return bool(self.known.institutions) and self._bare(before) in self.known.institutions

    def _quoted(self, phrase: Phrase) -> bool:
        """Between quotation marks, alone."""
        marks = self.known.quotes
        after = self.tokens[phrase.last].text if phrase.last < len(self.tokens) else ""
        return self.tokens[phrase.first - 1].text in marks and after in marks

    def _bare(self, at: int) -> str:
        """The word there without its proclitics (not an article: then no name belongs to it), if it is on the list."""
        word = self._word(at)
        if not word or word in self.known.institutions:
            return word
        splits = self.known.language.splits(self.tokens[at].fold)
        stems = (key(s.stem) for s in splits if not s.post and not s.pre.endswith(self.known.articles))
        return next((stem for stem in stems if stem in self.known.institutions), word)

    def _headed(self, phrase: Phrase, head: Rule) -> bool:
        """A head that vouches for names, or one whose name is of its kind or well known."""
        kinds = head.get("kinds") or ()
        if any(e.kind in kinds or e.kind in DIVISIONS for e in phrase.name.entries):
            return True
        return bool(head.get("unknown")) or (bool(head.get("follows")) and self._alone(phrase, phrase.name))

    def _capital(self, name: Name) -> bool:
        words = [t for t in self.tokens[name.first : name.last] if t.kind == "word"]
        if not words or not any(c.isupper() for c in words[0].text):
            return False
        return any(c.isupper() for c in words[-1].text) or bool(self.known.heads.readings(words[-1].fold))

    def _alone(self, phrase: Phrase, name: Name) -> bool:
        """A bare name: of a place that everybody knows, or with a sign that a place is meant."""
        whole = key(self.tokens[name.first].fold) if name.last == name.first + 1 else name.key
        if name.key in self.known.ambiguous or whole in self.known.ambiguous or self._word_of_its_own(name, whole):
            return self._parent_follows(phrase, apart=not self.known.cased) or self._again(phrase)
        signed = self._signed(phrase) or self._listed(phrase) or name.key in self.seen
        if name.key in self.known.signed:
            return signed or self._parent_follows(phrase)
        if name.last - name.first > 1:
            return signed or any(well_known(e, self.known) or e.id.startswith("musnad:") for e in name.entries)
        if any(well_known(e, self.known) for e in name.entries):
            return not name.pre or len(name.key) > 3 or signed or any(e.kind in DIVISIONS for e in name.entries)
        if len(name.key) < 4 or self._opens() == phrase.first:
            return self._parent_follows(phrase) or self._dateline(phrase)
        return signed or self._parent_follows(phrase)

    def _again(self, phrase: Phrase) -> bool:
        """Named as a place elsewhere in the text, and after a sign here."""
        return phrase.name.key in self.seen and self._signed(phrase)

    def _word_of_its_own(self, name: Name, whole: str) -> bool:
        """A common word, or one that ends otherwise than the name does ("his custom" is not the town of Ada)."""
        if name.last != name.first + 1:
            return False
        if name.key in self.known.common or whole in self.known.common:
            return True
        if any(self._other_letter(name, e.name_ar or "") for e in name.entries[:1]):
            return True
        ending = self.known.ending.get(self.tokens[name.first].text[-1:])
        if ending is None or any(well_known(e, self.known) for e in name.entries):
            return False
        return any((e.name_ar or "").endswith(ending) and key(e.name_ar or "") == name.key for e in name.entries)

    def _other_letter(self, name: Name, own: str) -> bool:
        """Written with another of the letters that writers do not put for each other."""
        token = self.tokens[name.first]
        written = token.text[max(0, name.span.start - token.start) :]
        apart = self.known.distinct
        return len(written) == len(own) and any(
            a != b and a in apart and b in apart for a, b in zip(written, own, strict=True)
        )

    def _dateline(self, phrase: Phrase) -> bool:
        """Capitals at the start, then a dash ("TRIPOLI - ...")."""
        if phrase.last >= self.sentence.last or not self.tokens[phrase.first].text.isupper():
            return False
        return self.tokens[phrase.last].kind == "mark" and not self.tokens[phrase.last].text.isalnum()

    def _listed(self, phrase: Phrase) -> bool:
        """Joined to a place right before it ("Aden and Lahij")."""
        return self.after_place and (bool(phrase.name.pre) or self._word(phrase.first - 1) in self.known.joins)

    def _opens(self) -> int:
        return self.sentence.first

    def _signed(self, phrase: Phrase) -> bool:
        """After a preposition of place, or with one written together."""
        if phrase.area is not None or self._clitic_sign(phrase.name):
            return True
        at = phrase.first - 1
        return at >= self.sentence.first and key(self.tokens[at].fold) in self.known.signs

    def _parent_follows(self, phrase: Phrase, *, apart: bool = False) -> bool:
        """The province or country of the place comes right after it ("Lewisburg, West Virginia"); `apart`: with a mark
        or a preposition between, since two nouns in a row may be a construct ("the revolution of Syria")."""
        at = phrase.last
        if apart and not self._divides(at):
            return False
        while at < min(self.sentence.last, phrase.last + 3):
            token = self.tokens[at]
            if token.kind == "word" and key(token.fold) not in self.known.signs:
                return self._is_parent(at, phrase.name.entries)
            at += 1
        return False

    def _clitic_sign(self, name: Name) -> bool:
        """A preposition written together with the name of a place in one of the language's own countries."""
        if name.pre not in self.known.joined or len(name.key) < 4:
            return False
        return any(e.country in self.known.home for e in name.entries)

    def _divides(self, at: int) -> bool:
        token = self.tokens[at] if at < self.sentence.last else None
        return token is not None and (token.kind == "mark" or key(token.fold) in self.known.signs)

    def _is_parent(self, at: int, entries: Sequence[Entry]) -> bool:
        parents = {e.admin1 for e in entries} | {e.country for e in entries}
        for words in (2, 1):
            if at + words <= self.sentence.last:
                name = key(" ".join(t.fold for t in self.tokens[at : at + words]))
                found = self.gazetteer.find(name)
                if any(e.kind in ("province", "country") and {e.admin1, e.country} & parents for e in found):
                    return True
        return False

    def _other_name(self, phrase: Phrase) -> bool:
        """Part of the name of a person or of something else."""
        before = self._word(phrase.first - 1)
        if phrase.head is None and before and before in self.known.names and not phrase.name.pre:
            return True
        return self.known.cased and not self.shouted and (self._joined_before(phrase) or self._joined_after(phrase))

    def _joined_before(self, phrase: Phrase) -> bool:
        """A capitalised word stands right before ("Michael Jordan")."""
        at = phrase.first - 1
        if at <= self.sentence.first or phrase.head is not None or self._state(phrase.name):
            return False
        token = self.tokens[at]
        if token.kind != "word" or not token.text[0].isupper() or not self.tokens[phrase.first].after_space:
            return False
        fold = key(token.fold)
        function = self.known.language.is_function(token.fold, *self.known.language.function_words)
        return not (function or fold in self.known.after or fold in self.known.signs or _ends_possessive(token))

    def _state(self, name: Name) -> bool:
        """A country or province whose name is no family name: it may stand inside the name of an institution."""
        return name.key not in self.known.surnames and any(e.kind in ("country", "province") for e in name.entries)

    def _joined_after(self, phrase: Phrase) -> bool:
        """A capitalised word stands right after ("Paris Hilton") that makes another name of it."""
        at = phrase.last
        if at >= self.sentence.last or phrase.span.end != self.tokens[at - 1].end or self._state(phrase.name):
            return False
        if phrase.name.key in self.seen:
            return False
        token = self.tokens[at]
        if self.tokens[at - 1].text.isupper() and len(self.tokens[at - 1].text) > 3:
            return False  # a dateline in capitals
        if token.kind != "word" or not token.after_space or not token.text[0].isupper():
            return False
        return key(token.fold) not in self.known.after and any(c.islower() for c in token.text)

    def _word(self, at: int) -> str:
        if at < self.sentence.first:
            return ""
        token = self.tokens[at]
        return key(token.fold) if token.kind == "word" else ""


def _ends_possessive(token: Token) -> bool:
    return "'" in token.fold and len(token.fold) - token.fold.rindex("'") <= 2


def well_known(entry: Entry, known: Knowledge) -> bool:
    """Is the place so well known that its bare name is enough?"""
    if entry.kind in DIVISIONS or entry.kind in WATERS or entry.population >= (CASED_LARGE if known.cased else LARGE):
        return True
    return entry.country in known.home and entry.population >= HOME_LARGE
