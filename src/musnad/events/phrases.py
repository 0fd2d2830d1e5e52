"""The noun phrases of a sentence that tells an event: where the next one must begin, and whom a quantity counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.events.rules import EventRules
from musnad.events.seen import View
from musnad.languages import Language
from musnad.mentions.phrases import Phrase, noun_phrase
from musnad.mentions.words import words
from musnad.record import Span


@dataclass(slots=True)
class Phrases:
    """The noun phrases of one sentence, looked up once per token."""

    view: View
    rules: EventRules
    language: Language
    known: dict[int, Phrase | None] = field(default_factory=dict)

    def phrase(self, i: int, stop: int) -> Phrase | None:
        """The noun phrase that begins at token `i`, None when there is none or it goes beyond `stop`."""
        if i not in self.known:
            end = min((k for k in self.view.limits if k > i), default=self.view.sentence.last)
            found = self._whole(self._named(self._cut(noun_phrase(self.view.text, i, self.language, end)), end), end)
            self.known[i] = self._crowd(i) or self._to_end_of_name(found or self._counted(i, end), end)
        found = self.known[i]
        if found is not None and found.last > stop:
            found = noun_phrase(self.view.text, i, self.language, stop)
        return found

    def _crowd(self, i: int) -> Phrase | None:
        """People named by their number alone, as the mentions room found them."""
        crowd, last = self.view.sets.get("crowd_alone", ()), i
        while last in crowd:
            last += 1
        if last == i:
            return None
        span = self.view.text.span_of(i, last)
        return Phrase(i, last, i, last, span, span)

    def _to_end_of_name(self, found: Phrase | None, end: int) -> Phrase | None:
        """A phrase that ends in the middle of a name goes on to the name's end ("the forces of support | the quick")."""
        if found is None:
            return None
        last = self.view.named.get(found.last - 1, found.last)
        if last <= found.last or last > end or self.view.named.get(found.last) != last:
            return found
        span = Span(found.span.start, self.view.text.tokens[last - 1].end)
        if found.head_last < found.last:
            return Phrase(found.first, last, found.head_first, found.head_last, span, found.head)
        return Phrase(found.first, last, found.head_first, last, span, Span(found.head.start, span.end))

    def _cut(self, found: Phrase | None) -> Phrase | None:
        """Where nouns follow each other without a sign between them, the phrase up to where another one must begin."""
        if found is None or not self.rules.no_construct:
            return found
        for k in range(found.first + 1, found.last):
            if self._begins_anew(k, found):
                tokens = self.view.text.tokens
                span = Span(found.span.start, tokens[k - 1].end)
                last = min(found.head_last, k)
                head = found.head if last == found.head_last else Span(min(found.head.start, span.end - 1), span.end)
                return Phrase(found.first, k, min(found.head_first, k - 1), last, span, head)
        return found

    def _begins_anew(self, k: int, found: Phrase) -> bool:
        view, rules, know = self.view, self.rules, words(self.language)
        token, before = view.text.tokens[k], view.text.tokens[k - 1]
        word, last = know(token.fold), know(before.fold)
        numbers = view.sets.get("numbers", ())
        if word.preposition:
            return not (
                k + 1 in view.collective
                or (k + 1 < found.last and know(view.text.tokens[k + 1].fold).section == "organizations")
            )
        if word.joined_to in rules.cut_joined:
            return True
        if k in numbers and k - 1 not in numbers and before.fold not in rules.quantities:
            return True
        if word.post and word.post not in rules.accusative and last.definite:
            return True
        here, named = view.people.get(k), view.people.get(k - 1)
        if named is not None and named.has("plural") and before.fold.endswith(rules.construct):
            return False  # "the gunmen of X": a plural without its last letter needs the noun after it
        noun = (here is not None and here.entry.data["side"] != "nation") or (here is not None and here.has("name"))
        if named is not None and named.has("name") and (noun or not word.adjective):
            return True
        apart = noun and not word.adjective and not (word.definite or last.definite)
        if apart and named is not None and before.fold not in rules.quantities and token.fold[-2:] != before.fold[-2:]:
            return True
        agrees = word.adjective or token.fold.endswith(rules.no_construct)
        plural = (
            before.fold.endswith(rules.no_construct) and k - 1 in view.people and not view.people[k - 1].has("singular")
        )
        if plural and not last.definite and word.definite:
            return True  # "gunmen | the officer"
        if plural and not agrees and not word.definite:
            return True
        object_ = len(token.fold) > 3 and token.fold.endswith(rules.accusative) and not word.given and not word.surname
        return (
            object_
            and not before.fold.endswith(rules.accusative)
            and k - 1 not in numbers
            and word.post in ("", *rules.accusative)
        )

    def _named(self, found: Phrase | None, end: int) -> Phrase | None:
        """A body and its name right behind it ("the movement X"), where nouns follow each other without a sign."""
        if found is None or not self.rules.no_construct or found.last >= end or found.last - found.first != 1:
            return found
        view, at = self.view, found.last
        name, word = view.people.get(at), words(self.language)(view.text.tokens[found.first].fold)
        head = view.people.get(found.first)
        if found.first not in view.collective or word.definite or head is None or head.has("name"):
            return found
        if name is None or not name.has("name"):
            return found
        span = Span(found.span.start, view.text.tokens[name.last - 1].end)
        return Phrase(found.first, name.last, found.head_first, name.last, span, Span(found.head.start, span.end))

    def _whole(self, found: Phrase | None, end: int) -> Phrase | None:
        """ "dozens of X", "a group of X": the phrase with those whom the quantity counts, who are its head."""
        tokens, view = self.view.text.tokens, self.view
        if found is None or found.last >= end - 1 or tokens[found.last].fold not in self.rules.partitive:
            return found
        head = tokens[found.head_last - 1]
        if (
            head.kind != "number"
            and head.fold not in self.rules.quantities
            and found.head_last - 1 not in view.sets.get("numbers", ())
        ):
            return found
        of = noun_phrase(view.text, found.last + 1, self.language, end)
        if of is None:
            return found
        span = Span(found.span.start, of.span.end)
        return Phrase(found.first, of.last, of.head_first, of.head_last, span, of.head)

    def _counted(self, i: int, end: int) -> Phrase | None:
        """ "five of the X", "tens of thousands of X": numbers and words of quantity alone, then those whom they count."""
        tokens, k = self.view.text.tokens, i
        while k < end and (k in self.view.sets.get("numbers", ()) or self._quantity(tokens[k].fold)):
            k += 1
        if k == i or k >= end - 1 or tokens[k].fold not in self.rules.partitive:
            return None
        of = noun_phrase(self.view.text, k + 1, self.language, end)
        if of is None:
            return None
        span = Span(tokens[i].start, of.span.end)
        return Phrase(i, of.last, of.head_first, of.head_last, span, of.head)

    def only_counts(self, phrase: Phrase) -> bool:
        """Does the phrase only count ("43 others"), naming nobody?"""
        tokens = self.view.text.tokens
        if phrase.first in self.view.sets.get("crowd_alone", ()):
            return False
        return all(
            tokens[i].kind == "number" or self._quantity(tokens[i].fold) or tokens[i].fold in self.rules.others
            or i in self.view.sets.get("numbers", ())
            or self.language.is_function(tokens[i].fold, "quantifiers")
            for i in range(phrase.first, phrase.last)
        )  # fmt: skip

    def quantity(self, i: int) -> bool:
        """Does the token only say how many?"""
        fold = self.view.text.tokens[i].fold
        return self._quantity(fold) or self.language.is_function(fold, "quantifiers")

    def _quantity(self, fold: str) -> bool:
        known = self.rules.quantities
        return fold in known or (
            bool(known) and any(s.stem in known and not s.post for s in self.language.splits(fold))
        )
