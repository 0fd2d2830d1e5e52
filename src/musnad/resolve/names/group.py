"""Names that may name the same, out of many: candidates by key, acronyms by their letters, then clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from musnad.resolve.cluster import cluster
from musnad.resolve.names.compare import compare
from musnad.resolve.names.key import word_keys
from musnad.resolve.names.name import Parsed, parse

T = TypeVar("T")
CROWD = 40  # names under one key; more than these and the key says nothing
SAME = 0.5  # least score of names that are one, by the names alone
MEAN = 0.35  # least mean score between the names of two clusters that become one


def group_names(names: Sequence[str], kind: str) -> list[list[str]]:
    """Clusters of names of one kind, by the names alone. The same acronym may stand for several bodies: it goes to the one
    whose words it fits best, to none when two fit equally."""
    parsed = {name: parse(name, kind) for name in dict.fromkeys(names)}
    pairs = [(compare(a, b, kind).score, a, b) for a, b in candidates(parsed.values())]
    pairs = list(_decided(pairs, parsed))

    def score(first: str, second: str) -> float | None:
        if is_acronym(parsed[first]) or is_acronym(parsed[second]):
            return None if (first, second) not in fitting else 1.0
        return compare(first, second, kind).score

    fitting = {pair for _, a, b in pairs for pair in ((a, b), (b, a))}
    return cluster(parsed, pairs, score, SAME, mean=MEAN)


def candidates(names: Iterable[Parsed]) -> Iterator[tuple[str, str]]:
    """Pairs of names that share a key: a consonant key of a weighty word, two concepts, or initials."""
    return sharing(blocks((parsed.name, parsed) for parsed in names), CROWD)


def blocks(named: Iterable[tuple[T, Parsed]]) -> dict[str, list[T]]:
    """Whatever bears the names, under each key of its name."""
    found: dict[str, list[T]] = defaultdict(list)
    for one, parsed in named:
        for key in block_keys(parsed):
            found[key].append(one)
    return found


def sharing(found: Mapping[str, Sequence[T]], most: int) -> Iterator[tuple[T, T]]:
    """Pairs under one key, each once, key by key; a key with more than `most` under it says nothing."""
    seen = set()
    for _, under in sorted(found.items()):
        if len(under) <= most:
            for pair in combinations(under, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def block_keys(parsed: Parsed) -> list[str]:
    """The keys under which a name is looked up, each once."""
    found: list[str] = []
    concepts: list[str] = []
    for word in parsed.weighty:
        if word.concepts:
            concepts += sorted(word.concepts)
        else:
            found += [f"sound:{key}" for key in word_keys(word.text)]
        if word.role == "acronym":
            found.append(f"initials:{word.text[0]}{word.text[-1]}{len(word.text)}")
            found.append(f"initials:{word.text}")
    found += [f"concepts:{a}+{b}" for a, b in combinations(sorted(set(concepts)), 2)]
    found += [f"word:{w.text}" for w in parsed.weighty]
    return list(dict.fromkeys(found + list(_initials(parsed))))


def _initials(parsed: Parsed) -> Iterator[str]:
    """The initials of a name of several words, and of its runs of at least two words."""
    words = parsed.weighty
    if len(words) > 1:
        for start in range(len(words) - 1):
            for end in range(start + 2, len(words) + 1):
                yield "initials:" + "".join(w.text[0] for w in words[start:end])
        every = "".join(w.text[0] for w in parsed.words)
        yield f"initials:{every}"


def is_acronym(parsed: Parsed) -> bool:
    """Is the whole name one acronym?"""
    return len(parsed.weighty) == 1 and parsed.weighty[0].role == "acronym"


def _decided(
    pairs: list[tuple[float, str, str]], parsed: dict[str, Parsed]
) -> Iterator[tuple[float, str, str]]:
    """The pairs, of an acronym's fitting ones only the best; none when the best two are equally good."""
    of_acronym: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for pair in pairs:
        short = [name for name in pair[1:] if is_acronym(parsed[name])]
        if len(short) == 1:
            of_acronym[short[0]].append(pair)
        else:
            yield pair
    for short_name, fitting in of_acronym.items():
        fitting.sort(reverse=True)
        others = [next(n for n in p[1:] if n != short_name) for p in fitting]
        if len(fitting) == 1 or fitting[0][0] - fitting[1][0] > 0.02 or compare(others[0], others[1], "group").score > SAME:
            yield from fitting[:1]
