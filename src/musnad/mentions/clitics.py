"""Where does a name begin whose first word has a conjunction or a preposition written on it?"""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Span, Text


def span_without(text: Text, first: int, last: int, language: Language) -> Span:
    """The characters of tokens [first, last) without what is joined to the first word, where something shows that it is:
    the article stands behind it, or the bare word stands elsewhere in the text."""
    token = text.tokens[first]
    return Span(language.start_without(token, _joined(text, first, language)), text.tokens[last - 1].end)


def _joined(text: Text, first: int, language: Language) -> str:
    token = text.tokens[first]
    known = words(language)
    word = known.of(token)
    if word.joined_to and (word.section or word.given or word.surname or word.definite):
        return word.joined_to
    stems = {s.stem: s.pre for s in language.splits(token.fold) if s.pre and not s.post and len(s.stem) > 2}
    bare = next((t.fold for t in text.tokens if t.fold in stems), None)
    return stems[bare] if bare else ""
