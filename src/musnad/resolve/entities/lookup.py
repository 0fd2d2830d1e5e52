"""Which names of an archive may name the same as others: candidates by key, those with the rarest keys in common first.

Keys are kept in the archive (`NameKeys`), so that one new name is looked up without reading all the others.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, product

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from musnad.archive.models import NameKeys, Names
from musnad.archive.query import chunks
from musnad.resolve.names import compare, parse
from musnad.resolve.names.group import block_keys
from musnad.resolve.names.key import word_keys
from musnad.resolve.names.letters import is_arabic
from musnad.resolve.names.name import Parsed

VERSION = 1  # of the keys; another one makes them anew
CROWD = 400  # names under one key; more than these and the key says nothing
MOST = 40  # candidates of one name that are compared
POSSIBLE = 0.1  # least likeness of two names that are looked at
NO_KEY = 0
Sought = tuple[int, str, str]  # (number of the name, its text, kind of its actor)


def keys_of(name: str) -> frozenset[int]:
    """The keys under which a name stands."""
    return frozenset(map(_hash, _written(parse(name, "group")))) or frozenset({NO_KEY})


def put_keys(session: Session, names: Mapping[int, str]) -> None:
    """Write the keys of those names (number -> text) that have none yet."""
    there: set[int] = set()
    for chunk in chunks(sorted(names)):
        there.update(session.execute(select(NameKeys.name_id).where(NameKeys.name_id.in_(chunk)).distinct()).scalars())
    rows = [{"key": key, "name_id": n} for n, text in sorted(names.items()) if n not in there for key in sorted(keys_of(text))]
    if rows:
        session.execute(NameKeys.__table__.insert(), rows)  # type: ignore[attr-defined]


def forget_keys(session: Session) -> None:
    """Take all keys away: they are made again for every document that is looked at."""
    session.execute(delete(NameKeys))


def near(session: Session, names: Iterable[Sought]) -> dict[Sought, set[int]]:
    """For each name the numbers of those that may name the same, itself among them. All names must have their keys."""
    sought = {one: frozenset(map(_hash, _asked(parse(one[1], "group")))) for one in names}
    under = _under(session, {key for keys in sought.values() for key in keys})
    likely = {one: _likeliest(keys, under, one[0]) for one, keys in sought.items()}
    texts = _texts(session, {n for found in likely.values() for n in found})
    return {
        (number, text, kind): {
            n for n in found
            if n == number or compare(text, texts[n], "person" if kind == "person" else "group").score >= POSSIBLE
        }
        for (number, text, kind), found in likely.items()
    }  # fmt: skip


def _likeliest(keys: Iterable[int], under: Mapping[int, list[int]], itself: int) -> list[int]:
    """Names with most keys in common, a rare key counting more."""
    weights: Counter[int] = Counter()
    for key in keys:
        numbers = under.get(key, ())
        for number in numbers:
            weights[number] += 1000 + round(1000 * math.log((CROWD + 1) / len(numbers)))
    weights.pop(itself, None)
    return [itself, *sorted(weights, key=lambda n: (-weights[n], n))[:MOST]]


def _under(session: Session, keys: Iterable[int]) -> dict[int, list[int]]:
    """The names under each key that is not crowded."""
    found: dict[int, list[int]] = defaultdict(list)
    for chunk in chunks(sorted(keys)):
        asked = select(NameKeys.key).where(NameKeys.key.in_(chunk)).group_by(NameKeys.key).having(func.count() <= CROWD)
        few = list(session.execute(asked).scalars())
        for key, number in session.execute(select(NameKeys.key, NameKeys.name_id).where(NameKeys.key.in_(few))):
            found[key].append(number)
    return found


def _texts(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in chunks(sorted(numbers)):
        found.update((n, text) for n, text in session.execute(select(Names.id, Names.text).where(Names.id.in_(chunk))))
    return found


def _written(parsed: Parsed) -> Iterator[str]:
    """Keys of a name: its sounds and concepts, its initials for acronyms to find (which no Arabic name has), and its
    letters when it is one."""
    yield from _common(parsed)
    if not is_arabic(parsed.name):
        yield from (key for key in block_keys(parsed) if key.startswith("initials:"))
    yield from (f"acronym:{w.text}" for w in parsed.weighty if w.role == "acronym")


def _asked(parsed: Parsed) -> Iterator[str]:
    """Keys under which a name looks for others: only an acronym asks for initials, and only others ask for acronyms."""
    yield from _common(parsed)
    acronyms = {w.text for w in parsed.weighty if w.role == "acronym"}
    for key in block_keys(parsed):
        if key.startswith("initials:"):
            yield key if acronyms else key.replace("initials:", "acronym:")
    yield from (f"acronym:{text}" for text in acronyms)


def _common(parsed: Parsed) -> Iterator[str]:
    """Sounds of words, of two words side by side (where one of them alone says little), pairs of concepts, known words."""
    words = [word_keys(w.text)[:2] for w in parsed.weighty if not w.concepts]
    for first, second in pairwise(words):
        yield from (f"sounds:{a}+{b}" for a, b in product(first, second))
    silent = {w.text for w in parsed.weighty if w.concepts or not word_keys(w.text)}
    for key in block_keys(parsed):
        sort, _, rest = key.partition(":")
        if sort in ("sound", "concepts") or (sort == "word" and rest in silent):
            yield key


@lru_cache(maxsize=200_000)
def _hash(key: str) -> int:
    """53 bits, so that every database and every reader of JSON holds them; never the key of names without one."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 11 or 1
