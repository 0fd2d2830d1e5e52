"""Gender: in languages whose verbs stand first and agree, can the phrase right behind a verb be its subject?

Only what its words surely are decides: an office, a body or a sound plural of persons. Names without such a word, broken
plurals and unknown words may be either.
"""

from __future__ import annotations

from musnad.events.arguments import Walker
from musnad.events.role import is_counted
from musnad.events.seen import View
from musnad.mentions.phrases import Phrase
from musnad.mentions.registry import registry
from musnad.mentions.words import Words, words

SURE = ("titles", "organizations", "people")


def disagrees(phrase: Phrase | None, feats: tuple[str, ...], view: View, walker: Walker) -> bool:
    """Is the phrase of the other gender than a verb in the third person singular ("she demanded | the minister")?"""
    if phrase is None or not ("3fs" in feats or "3ms" in feats) or is_counted(phrase, view, walker):
        return False
    gender = _gender(phrase, view, walker)
    return gender is not None and gender != ("feminine" if "3fs" in feats else "masculine")


def is_one_body(phrase: Phrase, view: View, walker: Walker) -> bool:
    """Is it surely one body of masculine gender ("the army"), for which a verb behind "and" has no sign of its own?"""
    word = words(walker.language).of(view.text.tokens[phrase.first])
    return word.section == "organizations" and _gender(phrase, view, walker) == "masculine"


def _gender(phrase: Phrase, view: View, walker: Walker) -> str | None:
    """The gender that a verb before the phrase's first word takes, None where it may take either."""
    w, token = words(walker.language), view.text.tokens[phrase.first]
    if token.kind != "word" or w.knowledge.grammar["form"] != "article":
        return None
    word = w.of(token)
    if word.section not in SURE and word.many and not word.joined_to:
        listed = w.knowledge.nouns.longest(view.text.tokens, phrase.first)  # "room of operations" is listed as a whole
        body = listed is not None and listed.entry.section == "organizations"
        return "feminine" if body and _fits(w, "marked_feminine_shape", word.stem) else None
    if word.section not in SURE or word.reading is None or word.joined_to or word.reading.entry.get("collective"):
        return None
    person = word.section != "organizations"
    if person and registry(walker.language).hits(view.text.tokens, phrase.first):
        return None  # a name that is written like "two students"
    if word.reading.has("plural"):  # a sound plural of men is never feminine; others may be either
        return "masculine" if person and _fits(w, "plural_shape", word.stem) else None
    if _fits(w, "feminine_shape", word.stem):
        return None if word.section == "titles" else "feminine"
    return None if _fits(w, "either_shape", word.stem) else "masculine"


def _fits(w: Words, shape: str, stem: str) -> bool:
    found = w.knowledge.patterns.get(shape)
    return found is not None and found.fullmatch(stem) is not None
