"""What names say, as functions that SQL can call: the same ones in DuckDB and in Spark. They know no table and no engine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from musnad.resolve.entities.identity import OFFICES
from musnad.resolve.names import Parsed, compare, parse
from musnad.resolve.names.group import block_keys
from musnad.resolve.names.key import word_keys
from musnad.resolve.names.letters import plain, split
from musnad.resolve.names.name import Word, meaning
from musnad.resolve.names.proper import KINDS, is_written_as_name, names_a_body

INITIALS, TWO = "initials:", "two:"  # what keys of acronyms, and of two words, begin with
WORDS = 5  # words of a name whose pairs make keys
ALIKE, NEAR, POSSIBLE = 0.9, 0.7, 0.5  # least scores of names
_PART = {"covered": 0.99, "worst": 0.8}  # least shares that make a name a part of the other (resolve/entities/identity.py)


def which(kind: str) -> str | None:
    """person or body; None for kinds of actors that are not linked across documents."""
    return None if kind not in KINDS else "person" if kind == "person" else "body"


def plain_name(name: str, kind: str) -> str | None:
    """The name as it is counted; None when it only says what somebody is, or is a single word of a person's name, which
    any number of people share."""
    if not is_written_as_name(name):
        return None
    words = parse(name, kind).weighty
    enough = _names_a_person(words) if kind == "person" else names_a_body([word.role for word in words])
    return " ".join(map(plain, split(name))) if enough else None


def _names_a_person(words: Sequence[Word]) -> bool:
    """Two words that are no office and no body, and none of these before them ("a police officer", "the minister of X")."""
    own = [word.role == "name" and not _office(word) for word in words if word.role != "title"]
    return sum(own) > 1 and own[0]


def _office(word: Word) -> bool:
    meant = meaning(word.text)
    return "bodies" in meant or bool(meant.get("people", frozenset()) & set(OFFICES))


def name_keys(name: str, kind: str) -> list[str]:
    """The keys under which a name is looked up: of each word (consonants, the word, acronyms), and of each two words, which
    part what common words alone leave in one crowd."""
    parsed = parse(name, kind)
    acronym = any(word.role == "acronym" for word in parsed.weighty)
    own = [key for key in block_keys(parsed) if acronym or not key.startswith(INITIALS)]
    return list(dict.fromkeys([*own, *(f"{TWO}{a}+{b}" for a, b in combinations(_likeliest(parsed)[:WORDS], 2))]))


def name_initials(name: str, kind: str) -> list[str]:
    """The keys of the acronyms that a name of several words may have; of use only where such an acronym is there."""
    return [key for key in block_keys(parse(name, kind)) if key.startswith(INITIALS)]


def _likeliest(parsed: Parsed) -> list[str]:
    """One key of each word, sorted."""
    keys = [min(w.concepts) if w.concepts else next(iter(word_keys(w.text)), "") for w in parsed.weighty]
    return sorted({key for key in keys if key})


def signature(name: str, kind: str) -> str | None:
    """One key of a whole name for counting company: the same for most spellings in both scripts. None without consonants."""
    return "+".join(_likeliest(parse(name, kind))) or None


def name_level(left: str, right: str, kind: str) -> int:
    """How alike two names are: 4 alike, 3 near, 2 possible, 1 one is a part of the other, 0 other. Symmetric."""
    found = compare(left, right, kind)
    values = found.features
    if values["conflict"] == 0 and values["extra"] > 0 and all(values[name] >= least for name, least in _PART.items()):
        return 1
    return sum(found.score >= least for least in (ALIKE, NEAR, POSSIBLE)) + 1 if found.score >= POSSIBLE else 0
