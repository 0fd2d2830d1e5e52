"""Which countries does a text speak of? Evidence for and against small places that share their names with others."""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions.registry import registry
from musnad.record import Text

MEMO_LIMIT = 200_000  # words whose country is remembered before the memory starts anew


class Evidence:
    """Reads countries off single words: names of states, their adjectives, peoples and capitals (the actors' registry)."""

    def __init__(self, language: Language) -> None:
        self._countries = registry(language).countries
        self._memo: dict[str, str] = {}

    def countries(self, text: Text) -> frozenset[str]:
        """ISO 3166 alpha-3 of every state that a word of the text names or is derived from, and of the outlet's."""
        found = {self._country(fold) for fold in {token.fold for token in text.tokens if token.kind == "word"}}
        return frozenset(found | {text.document.outlet_country or ""}) - {""}

    def _country(self, fold: str) -> str:
        known = self._memo.get(fold)
        if known is None:
            if len(self._memo) > MEMO_LIMIT:
                self._memo.clear()
            readings = self._countries.readings(fold)
            known = self._memo[fold] = str(readings[0].entry.get("country") or "") if readings else ""
        return known


def evidence(language: Language) -> Evidence:
    """The reader of country words of a language, made once."""
    made: Evidence = language.made("places.evidence", lambda: Evidence(language))
    return made
