"""What names say, as functions that SQL can call: the same ones in DuckDB and in Spark. They know no table and no engine."""

from __future__ import annotations

from musnad.resolve.names import compare, parse
from musnad.resolve.names.group import block_keys
from musnad.resolve.names.key import word_keys
from musnad.resolve.names.letters import is_arabic, plain, split

KINDS = ("person", "group", "organization", "military", "government", "media")
ALIKE, NEAR, POSSIBLE = 0.9, 0.7, 0.5  # least scores of names
_PART = {"covered": 0.99, "worst": 0.8}  # least shares that make a name a part of the other (resolve/entities/identity.py)


def which(kind: str) -> str | None:
    """person or body; None for kinds of actors that are not linked across documents."""
    return None if kind not in KINDS else "person" if kind == "person" else "body"


def plain_name(name: str, kind: str) -> str | None:
    """The name as it is counted; None when it only says what somebody is, or is a single word of a person's name, which
    any number of people share."""
    words = split(name)
    if not words or not (is_arabic(name) or any(w[:1].isupper() or not w.isascii() for w in words)):
        return None
    roles = [w.role for w in parse(name, kind).words if w.weight > 0]
    own = sum(role in ("name", "acronym") for role in roles)
    enough = own > 1 if kind == "person" else own > 0 or sum(r in ("quality", "body") for r in roles) > 1
    return " ".join(map(plain, words)) if enough else None


def name_keys(name: str, kind: str) -> list[str]:
    """The consonant keys, concepts and initials under which a name is looked up."""
    return block_keys(parse(name, kind))


def signature(name: str, kind: str) -> str | None:
    """One key of a whole name for counting company: the same for most spellings in both scripts. None without consonants."""
    parts = [min(w.concepts) if w.concepts else next(iter(word_keys(w.text)), "") for w in parse(name, kind).weighty]
    return "+".join(sorted(filter(None, parts))) or None


def name_level(left: str, right: str, kind: str) -> int:
    """How alike two names are: 4 alike, 3 near, 2 possible, 1 one is a part of the other, 0 other. Symmetric."""
    found = compare(left, right, kind)
    values = found.features
    if values["conflict"] == 0 and values["extra"] > 0 and all(values[name] >= least for name, least in _PART.items()):
        return 1
    return sum(found.score >= least for least in (ALIKE, NEAR, POSSIBLE)) + 1 if found.score >= POSSIBLE else 0
