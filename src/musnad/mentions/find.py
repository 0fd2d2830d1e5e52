"""Who and what is named in a text: persons, groups, organisations, governments, forces, media, people, weapons."""

from __future__ import annotations

from musnad.languages import Language
from musnad.mentions import again, find_article, find_order
from musnad.mentions.find_article import IsPlace
from musnad.mentions.found import UNSURE, Found, settled
from musnad.mentions.words import words
from musnad.record import Mention, Text


def find_mentions(text: Text, language: Language, is_place: IsPlace | None = None) -> tuple[Mention, ...]:
    """All mentions of those who act, in order of the text. `is_place` (a name -> is it a place?) keeps places out of names.

    `head` is the name without titles, or the head noun; `span` the whole phrase. No overlap of cores remains.
    """
    form = words(language).knowledge.grammar["form"]
    finder = find_article.find if form == "article" else find_order.find
    first = settled(_supported(list(finder(text, language, is_place))))
    return tuple(f.mention() for f in settled([*first, *again.find(text, language, first)]))


def _supported(found: list[Found]) -> list[Found]:
    """Names that several bear count only when a sure name of the same registry entry stands in the text too."""
    sure = {f.rule for f in found if f.why != UNSURE}
    return [f for f in found if f.why != UNSURE or f.rule in sure]
