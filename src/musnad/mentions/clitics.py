"""Where does a name begin whose first word has a conjunction or a preposition written on it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from musnad.languages import Language
from musnad.mentions.words import words
from musnad.record import Mention, Span, Text, item_id


def span_without(text: Text, first: int, last: int, language: Language) -> Span:
    """The characters of tokens [first, last) without what is joined to the first word, where something shows that it is:
    the article stands behind it, or the bare word stands elsewhere in the text."""
    token = text.tokens[first]
    return Span(language.start_without(token, _joined(text, first, language)), text.tokens[last - 1].end)


def end_without(text: Text, end: int, language: Language) -> int:
    """`end` without the ending that names may bear in the language (the English genitive), when the word there has one."""
    endings = language.classes["name"].after
    last = text.tokens_in(Span(max(end - 1, 0), end))
    if not endings or not last or text.tokens[last.start].end != end:
        return end
    token = text.tokens[last.start]
    cut = max((len(p) for p in endings if token.fold.endswith(p) and len(token.text) > len(p)), default=0)
    return end - cut if token.kind == "word" else end


def without_endings(mentions: Iterable[Mention], text: Text, language: Language) -> Iterator[Mention]:
    """The mentions, none of which ends with such an ending."""
    if not language.classes["name"].after:
        yield from mentions
        return
    for m in mentions:
        span, head = (Span(s.start, end_without(text, s.end, language)) for s in (m.span, m.head))
        if (span, head) == (m.span, m.head) or m.form == "pronoun":
            yield m
        else:
            yield replace(m, id=item_id("mention", m.kind, span), span=span, head=head)


def _joined(text: Text, first: int, language: Language) -> str:
    token = text.tokens[first]
    known = words(language)
    word = known.of(token)
    if word.joined_to and (word.section or word.given or word.surname or word.definite):
        return word.joined_to
    stems = {s.stem: s.pre for s in language.splits(token.fold) if s.pre and not s.post and len(s.stem) > 2}
    bare = next((t.fold for t in text.tokens if t.fold in stems), None)
    return stems[bare] if bare else ""
