"""The stretch between a cue and its content: who stands there, and which channels."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.claims.nounphrase import noun_phrase
from musnad.claims.reading import Range, Reading
from musnad.record import Span


@dataclass(slots=True)
class Zone:
    source: Range | None = None
    via: list[Span] = field(default_factory=list)
    mouthpiece: Range | None = None


def read_zone(r: Reading, first: int, last: int, *, channels: bool = True) -> Zone:
    """The speaker's maximal phrase and the channels in tokens [first, last)."""
    zone = Zone()
    k = first
    while k < last:
        named = r.folds[k] in r.grammar.words["name_particles"] or r.language.is_function(r.folds[k], "quantifiers")
        if named and zone.source is None and (end := noun_phrase(r, k, last)) > k + 1:
            end = _extend(r, end, last)
            zone.source = (k, _trim(r, k, end))
            k = end
            continue
        mouth = r.phrase_at("mouthpiece", k, last)
        if mouth > k and (end := noun_phrase(r, mouth, last)) > mouth:
            zone.mouthpiece, k = (mouth, end), end
            continue
        after = channel_at(r, k, last) if channels else None
        if after:
            zone.via.append(after[0])
            k = after[1]
        elif (
            (r.is_mark(k) and k not in r.opens)
            or r.is_in("adverbs", k)
            or (r.tokens[k].kind == "number" and k > first and r.is_in("adverbs", k - 1))
        ):
            k += 1
        elif r.language.is_function(r.folds[k], "prepositions", "conjunctions"):
            k = _aside(r, k, last)
        elif zone.source is None and (end := noun_phrase(r, k, last)) > k:
            end = _extend(r, end, last)
            zone.source = (k, _trim(r, k, end))
            k = end
        else:
            k += 1
    return zone


def _aside(r: Reading, k: int, last: int) -> int:
    """After a prepositional phrase: its comma, or the end of its noun phrase."""
    comma = next((n for n in range(k, min(last, k + 12)) if r.is_comma(n)), None)
    if comma is not None:
        return comma + 1
    return max(noun_phrase(r, k + 1, last), k + 1) if k + 1 < last else last


def _extend(r: Reading, k: int, last: int) -> int:
    """The speaker's phrase with appositions, ages and relative clauses, up to a channel, an adverb or `last`."""
    relative = False
    while k < last:
        if r.goes_on(k) or r.is_in("led_by", k):
            return k
        comma = r.is_comma(k)
        if comma and k + 1 < last and not apposition(r, k + 1, last):
            return k
        if (
            not relative
            and not comma
            and (channel_at(r, k, last) or (r.is_in("adverbs", k) and not r.is_in("relatives", k)))
        ):
            return k
        if relative and comma:
            return k
        if relative and (told := channel_at(r, k, last)) and told[2]:
            return k
        if r.is_in("relatives", k) or (comma and k + 1 < last and r.is_in("relatives", k + 1)):
            relative = True
            k += 1 if comma else 0
        if not relative and not comma and r.is_preposition(k) and not _place(r, k, last):
            return k
        if k in r.opens:
            k = r.opens[k][1]
            continue
        k += 1
    return last


def apposition(r: Reading, k: int, last: int) -> bool:
    """Does what stands behind the comma before `k` tell more of the same speaker (office, age, relative clause)?"""
    fold = r.folds[k]
    if r.is_in("relatives", k) or r.tokens[k].kind == "number":
        return True
    if channel_at(r, k, last) or r.is_in("adverbs", k) or r.language.is_function(fold, "prepositions", "conjunctions"):
        return False
    if r.is_title(fold) or r.kind_of(fold) is not None:
        return True
    end = noun_phrase(r, k, last)
    return (
        end > k + 1
        and (end == last or r.is_comma(end))
        and not r.nominal(fold)
        and not r.definite(k)
        and r.is_comma(k - 1)
    )


def _place(r: Reading, k: int, last: int) -> bool:
    """A place phrase that belongs to the speaker ("sources in Damascus"), not an occasion."""
    if r.folds[k] not in r.grammar.words["np_prepositions"] or k + 1 >= last:
        return False
    return not (r.is_in("adverbs", k + 1) or r.grammar.channels.readings(r.folds[k + 1]))


def _trim(r: Reading, first: int, end: int) -> int:
    while end > first and (
        r.is_comma(end - 1) or r.tokens[end - 1].text in ("-", "–", ":", "ـ") or r.is_in("adverbs", end - 1)
    ):
        end -= 1
    return end


def channel_at(r: Reading, k: int, last: int) -> tuple[Span, int, bool] | None:
    """(span, next token, somebody was told) of the channel that begins at token `k`, None when none does."""
    fold = r.folds[k]
    words = r.grammar.words
    if k + 1 < last and (fold in words["channel_prepositions"]):
        end = _medium(r, k + 1, last)
        return (r.text.span_of(k + 1, end), end, False) if end else None
    for letter in words["receivers"]:
        if (
            fold == letter
            and k + 1 < last
            and k + 1 in r.opens
            and r.kind_of(r.folds[k + 2]) not in ("organization", "state")
        ):
            quote, after = r.opens[k + 1]
            return quote.inner, after, True
        if fold.startswith(letter):
            for split in r.language.splits(fold):
                if split.pre.startswith(letter) and (
                    r.kind_of(split.stem) == "media" or split.stem in words["media_names"]
                ):
                    end = max(noun_phrase(r, k + 1, last), k + 1) if not r.definite(k) else k + 1
                    start = r.language.start_without(r.tokens[k], letter)
                    return Span(start, r.tokens[end - 1].end), end, True
    return None


def lead_channels(r: Reading, first: int, stop: int) -> list[Span]:
    """Channels with which a sentence opens ("In a statement to the agency, …")."""
    found: list[Span] = []
    k = first
    if k + 1 < stop and r.bares[k] in r.grammar.words["channel_prepositions"] and (end := _medium(r, k + 1, stop)):
        found.append(r.text.span_of(k + 1, end))
        k = end
        while k < stop and (after := channel_at(r, k, stop)):
            found.append(after[0])
            k = after[1]
    return found


def _medium(r: Reading, k: int, last: int) -> int:
    """End of the medium's or occasion's phrase at `k`, 0 when it is none."""
    if r.grammar.channels.readings(r.folds[k]):
        return max(noun_phrase(r, k, last), k + 1)
    end = r.phrase_at("media_names", k, last)
    return end if end > k else 0


def speaks(r: Reading, source: Range, *, strict: bool = True) -> bool:
    """Can the phrase speak: a known kind of source, a title, a name (an unknown word without the article)?"""
    first, last = source
    k = first
    while k < last and (r.language.is_function(r.folds[k], "quantifiers") or r.tokens[k].kind == "number"):
        k += 1
    if k >= last:
        return last > first and not strict
    if k in r.opens:
        return True
    fold = r.bare(r.folds[k]) if r.kind_of(r.bare(r.folds[k])) else r.folds[k]
    if r.kind_of(fold) or r.is_title(fold):
        return True
    if r.phrase_at("media_names", k, last) > k or r.names_state(k, last):
        return True
    if r.definite(k):
        if r.folds[k].endswith(r.grammar.plural_endings) or (last - k == 1 and not strict):
            return True
        return any(r.is_title(r.folds[n]) or r.kind_of(r.folds[n]) == "official" for n in range(k, last))
    if r.nominal(fold) or r.tokens[k].kind != "word":
        return False
    return not r.language.is_function(fold, "prepositions", "conjunctions", "demonstratives", "auxiliaries", "negators")
