"""Amounts of money: a number and the currency that stands beside it (ransoms, aid, rewards, losses).

`languages/*/money.yml` lists the currencies. The reason of a mention says how much, as a number and an ISO 4217 code where the
text tells which state's money it is ("Iraqi dinars"), else the currency's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from musnad.languages import Language
from musnad.mentions.registry import registry
from musnad.record import Mention, Reason, Span, Text, item_id
from musnad.rules import Hit, Lexical, Lexicon, ListOf, MapOf, Struct
from musnad.rules import Text as Written
from musnad.text.numbers import Number, number_words

RULE = "mentions.money"
SAYS = "an amount of money: {amount} {currency}"
SCHEMA = Struct(
    {
        "of": ListOf(Written()),
        "marks": MapOf(Written(r"[A-Z]{3}")),
        "currencies": ListOf(
            Lexical(
                {
                    "code": Written(r"[A-Z]{3}"),
                    "of": MapOf(Written(r"[A-Z]{3}")),
                    "needs": Written("adjective"),
                }
            )
        ),
    },
    required=("currencies",),
)


@dataclass(frozen=True, slots=True)
class Currencies:
    """The compiled money.yml of a language."""

    names: Lexicon
    marks: dict[str, str]  # as it is written -> ISO 4217 code
    of: frozenset[str]


def find_money(text: Text, numbers: Sequence[Number], language: Language) -> tuple[tuple[Mention, ...], tuple[Number, ...]]:
    """The amounts as mentions of kind `money`, in order, and the numbers that are left: those count other things."""
    if not numbers or not language.has("money"):
        return (), tuple(numbers)
    known: Currencies = language.made("mentions.money", lambda: _compile(language))
    finder = _Finder(text, known, language)
    found = {n: finder.amount(n) for n in numbers}
    return tuple(m for m in found.values() if m), tuple(n for n, m in found.items() if m is None)


def currencies(text: Text, amount: Span, language: Language) -> list[Hit]:
    """The names of currencies in an amount ("dollar" in "16 billion dollars")."""
    known: Currencies = language.made("mentions.money", lambda: _compile(language))
    hits = [h for k in text.tokens_in(amount) for h in known.names.hits(text.tokens, k)[:1]]
    return [h for h in hits if amount.covers(h.span)]


def _compile(language: Language) -> Currencies:
    data: Any = language.rules("money", SCHEMA)
    of = frozenset(language.fold(w) for w in data.get("of", ()))
    return Currencies(language.lexicon("money", SCHEMA, "currencies"), data.get("marks", {}), of)


class _Finder:
    """One text's amounts."""

    def __init__(self, text: Text, known: Currencies, language: Language) -> None:
        self.text, self.tokens, self.known = text, text.tokens, known
        self.states = registry(language).countries
        self.letters = number_words(language).letters

    def amount(self, number: Number) -> Mention | None:
        named = self._named(number) or self._marked(number)
        if named is None:
            return None
        start, end, currency, scale = named
        span = Span(min(number.span.start, start), max(number.span.end, end))
        reason = Reason(RULE, SAYS.format(amount=_bounds(number, scale), currency=currency), (span,))
        return Mention(item_id("mention", "money", span), span, span, "money", "nominal", None, reason)

    def _named(self, number: Number) -> tuple[int, int, str, float] | None:
        """A currency's name after the number, with the adjective of a state before or behind it."""
        sentence = next((s for s in self.text.sentences if s.first <= number.first < s.last), None)
        stop = sentence.last if sentence else number.core_last
        i = number.core_last
        if i < stop and self.tokens[i].fold in self.known.of:
            i += 1
        before = self._state(i, stop)
        at = before[1] if before else i
        hit = next(iter(self.known.names.hits(self.tokens, at)), None) if at < stop else None
        if hit is None:
            return None
        after = None if before else self._state(hit.last, stop)
        state = before or after
        if hit.entry.get("needs") and state is None:
            return None
        code = hit.entry.get("of", {}).get(state[0]) if state else None
        end = self.tokens[(after[1] if after and code else hit.last) - 1].end
        return number.span.start, end, code or (hit.entry.get("code") if not state else None) or hit.entry.gloss, 1.0

    def _state(self, i: int, stop: int) -> tuple[str, int] | None:
        """The state whose adjective stands at token `i`, and the token behind it."""
        hits = self.states.hits(self.tokens, i) if i < stop else []
        return next(((str(h.entry.get("country")), h.last) for h in hits if h.entry.get("role") == "adjective"), None)

    def _marked(self, number: Number) -> tuple[int, int, str, float] | None:
        """A sign or code before the number ("US$ 5", "$100m") or behind it ("5 €")."""
        tokens, marks, first, last = self.tokens, self.known.marks, number.core_first, number.core_last
        if first and tokens[first - 1].text in marks:
            start, code = tokens[first - 1].start, marks[tokens[first - 1].text]
            if first > 1 and tokens[first - 2].end == start and (longer := self._written(first - 2, first)) in marks:
                start, code = tokens[first - 2].start, marks[longer]
            end, scale = number.span.end, 1.0
            if last < len(tokens) and tokens[last].start == end and tokens[last].fold in self.letters:
                end, scale = tokens[last].end, self.letters[tokens[last].fold]
            return start, end, code, scale
        if last < len(tokens) and tokens[last].text in marks:
            return number.span.start, tokens[last].end, marks[tokens[last].text], 1.0
        return None

    def _written(self, first: int, last: int) -> str:
        return "".join(t.text for t in self.tokens[first:last])


def _bounds(number: Number, scale: float) -> str:
    """The amount for a reader: "16,000,000,000", "5,000,000 to 10,000,000", "100,000 or more"."""
    low, high = (None if v is None else f"{v * scale:,.2f}".rstrip("0").rstrip(".") for v in (number.low, number.high))
    if low is None or high is None:
        return f"{low} or more" if low else f"up to {high}"
    return low if low == high else f"{low} to {high}"
