"""Is the phrase that grammar takes for a speaker one who can speak? Words that are none (adverbs, verbs, things) are no
sources: then nobody is named, and what stood there is content or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.objects import may_be_alone
from musnad.claims.reading import Draft, Marker, Range, Reading

NAME_LENGTH = 4  # words of a name that no list knows
CLAUSES = frozenset(("clause", "quote", "colon", "question"))


def check_sources(r: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, their sources taken away where nobody can speak there; without those that then say nothing."""
    if r.grammar.order != "verb_first":
        return list(drafts)
    return [d for d in drafts if d.source is None or _is_speaker(r, d, d.source) or _without(r, d)]


def _without(r: Reading, d: Draft) -> bool:
    """Take the source away; False when no attribution is left."""
    if d.form in ("adverbial", "colon") or d.source is None:
        return False
    first, d.source = d.source[0], d.before if d.before != d.source else None
    if d.source is not None and not _is_speaker(r, d, d.source):
        d.source = None
    kind = d.marker.kind if d.marker else ""
    if kind in ("object", "target") and d.marker and d.hit.last <= first < d.marker.first:
        d.marker = Marker(kind, first, first, r.tokens[first].start)
    if not d.entry.get("speaker") or kind in CLAUSES or d.source is not None:
        return not d.entry.get("near") and not d.entry.get("known")
    return kind == "object" and d.marker is not None and may_be_alone(r, d, d.marker.token)


def _is_speaker(r: Reading, d: Draft, source: Range) -> bool:
    first, last = source
    if d.form == "adverbial" and d.hit.reading.post and d.hit.reading.words > 1 and last - first == 1 and _short(r, d):
        return True  # "in his words": the pronoun is the source
    k, counted = _past_quantity(r, first, last)
    if k >= last:
        return counted and r.folds[first] not in r.grammar.words["quantity"]
    if _known(r, k, last):
        return True
    word = r.word(k)
    if word.verb == 2 or word.ends or word.preposition or word.particle:
        return _pronoun(r, k, last)
    if r.folds[k].endswith(r.grammar.plural_endings) or (counted and r.definite(k)):
        return True
    if not r.mentioned:
        return not _possessed(r, k) and not (d.before and d.before != source and _known(r, *d.before))
    return _like_a_name(r, d, (k, last))


def _short(r: Reading, d: Draft) -> bool:
    return len(d.hit.reading.post) <= 3


def _past_quantity(r: Reading, first: int, last: int) -> tuple[int, bool]:
    k = first
    while k < last and (
        r.language.is_function(r.folds[k], "quantifiers", "demonstratives")
        or r.tokens[k].kind == "number"
        or r.folds[k] in r.grammar.words["core_skips"]
    ):
        k += 1
    return k, k > first


def _known(r: Reading, k: int, last: int) -> bool:
    """A known kind of source, a title, somebody whom the mentions room found, a given name?"""
    if k in r.opens or k in r.acting:
        return True
    splits = {r.folds[k], r.bares[k]} | {s.stem for s in r.language.splits(r.folds[k]) if s.pre and not s.post}
    if any(r.kind_of(x) or r.is_title(x) for x in splits) or splits & r.called:
        return True
    if r.folds[k] in r.grammar.words["name_particles"] or r.phrase_at("media_names", k, last) > k:
        return True
    if any(x in r.grammar.phrases["media_names"] for x in splits):
        return True
    word = r.word(k)
    return word.given or word.surname or word.section in ("titles", "organizations", "people")


def _pronoun(r: Reading, k: int, last: int) -> bool:
    return last - k == 1 and r.bare(r.folds[k]) == r.folds[k] and r.language.is_function(r.folds[k], "pronouns")


def _possessed(r: Reading, k: int) -> bool:
    """A word with a pronoun written on it, as it is spelled."""
    return r.tokens[k].text.endswith(r.grammar.pronoun_endings) and len(r.tokens[k].text) > 4


def _like_a_name(r: Reading, d: Draft, source: Range) -> bool:
    """An unknown word that stands where names do: before its clause, short, no noun that the lists know."""
    k, last = source
    if last - k > 1 and any(r.is_comma(n) and r.is_title(r.folds[n + 1]) for n in range(k, last - 1)):
        return True
    word, fold = r.word(k), r.folds[k]
    if _possessed(r, k) or r.nominal(fold) or word.section or word.verb or r.grammar.has("adjectives", fold):
        return False
    if r.bares[k] != fold and ((r.definite(k) and not fold.startswith(r.grammar.article)) or r.word(k).post):
        return False
    if any(r.joined(letter, k) is not None for letter in r.grammar.words["joined_prepositions"]):
        return False
    rest = range(k + 1, min(last, k + 4))
    if any(n in r.acting or n in r.names for n in rest):
        return True
    if any(r.word(n).verb == 2 or r.nominal(r.folds[n]) or r.is_preposition(n) for n in rest):
        return False
    if d.form == "adverbial":
        return last - k <= 2 and (last - k == 1 or not r.definite(k))
    if d.marker is None or d.entry.get("near") or d.entry.get("known"):
        return False
    if d.marker.kind in ("object", "target"):
        surname = not r.definite(k) or r.grammar.shaped("surname_shapes", fold)
        return last - k == 1 and surname and d.marker.first >= last
    return d.marker.kind in CLAUSES and last - k <= NAME_LENGTH
