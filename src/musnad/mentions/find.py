"""Who and what is named in a text: persons, groups, organisations, governments, forces, media, people, weapons."""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions import again, crowds, deeds, find_article, find_order
from musnad.mentions.found import settled
from musnad.mentions.given import IsPlace
from musnad.mentions.support import supported
from musnad.mentions.words import words
from musnad.record import Mention, Text


def find_mentions(text: Text, language: Language, is_place: IsPlace | None = None) -> tuple[Mention, ...]:
    """All mentions of those who act, in order of the text. `is_place` (a name -> is it a place?) keeps places out of names.

    `head` is the name without titles, or the head noun; `span` the whole phrase. No overlap of cores remains.
    """
    w = words(language)
    every = w.all_of(text.tokens)
    if w.knowledge.grammar["form"] == "article":
        found = list(find_article.find(text, language, is_place, every))
    else:
        found = list(find_order.find(text, language, is_place))
    found += deeds.find(text, language)
    found += crowds.find(text, language)
    first = settled(supported(found, text, w))
    return tuple(f.mention() for f in settled([*first, *again.find(text, language, first, every)]))
