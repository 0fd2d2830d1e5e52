"""The core and kind of a source in languages that write names with capitals."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.claims.reading import Range, Reading
from musnad.mentions.overlaps import in_registry
from musnad.record import Mention, Span

KIND_OF_MENTION = {
    "person": "person", "group": "organization", "organization": "organization", "military": "organization",
    "government": "state", "media": "media", "people": "people",
}  # fmt: skip


def cased_head(r: Reading, source: Range, mentions: Sequence[Mention]) -> tuple[Span, str]:
    """(core of the phrase, source kind): a person's name, else the body's name, else the noun with its complement."""
    first, last = _segment(r, source)
    span = r.text.span_of(*source)
    if r.language.is_function(r.folds[first], "pronouns") and last - first == 1:
        return span, "person"
    kind = _kind(r, first, last)
    if kind in (None, "official", "people", "state"):
        for m in mentions:
            at = r.text.token_at(m.head.start)
            governed = at > first and r.is_preposition(at - 1)
            if m.kind == "person" and m.form == "name" and span.covers(m.head) and not governed:
                return m.head, "person"
        known = any(m.head.start == r.tokens[_start(r, first, last)].start and _is_body(m) for m in mentions)
        person = None if known else _person(r, first, last) or (_person(r, last + 1, source[1]) if last + 1 < source[1] else None)
        if person:
            return r.text.span_of(*person), "person"
    start = _start(r, first, last)
    body = r.text.span_of(start, last)
    for m in mentions:
        if (
            m.form == "name"
            and m.kind in KIND_OF_MENTION
            and m.kind != "person"
            and m.head.start == body.start
            and body.covers(m.head)
        ):
            # "Doctors Without Borders": the noun for persons is part of the body's name
            persons = kind in ("official", "people", "witness") and _is_body(m) and m.head.end == body.end
            return m.head, KIND_OF_MENTION[m.kind] if persons or not kind else kind
    return r.text.span_of(start, last), kind or ("person" if r.tokens[start].text[:1].isupper() else "people")


def _is_body(mention: Mention) -> bool:
    """A body or paper that the registry knows, whatever its name looks like ("Human Rights Watch")."""
    named = mention.form == "name" and mention.kind in KIND_OF_MENTION and mention.kind != "person"
    return named and in_registry(mention)


def _segment(r: Reading, source: Range) -> Range:
    """The phrase before its first comma or bracket."""
    first, last = source
    while first < last - 1 and r.tokens[first].kind == "mark":
        first += 1
    for k in range(first + 1, last):
        if r.is_comma(k) or (r.tokens[k].text == "(" and k + 3 >= last):
            return first, k
    return first, last


def _start(r: Reading, first: int, last: int) -> int:
    k = first
    while k < last - 1 and (r.folds[k] in r.grammar.words["determiners"] or r.tokens[k].kind == "number"):
        k += 1
    for n in range(k, min(k + 2, last - 2)):  # "one of the cartels", "dozens of residents"
        if r.folds[n + 1] in r.grammar.words["np_prepositions"] and (
            r.language.is_function(r.folds[n], "quantifiers") or r.folds[n] in r.grammar.words["quantity"]
        ):
            return _start(r, n + 2, last)
    return k


def _kind(r: Reading, first: int, last: int) -> str | None:
    """The kind of the head noun: the last word before a preposition, a relative or the end; states only alone."""
    if r.phrase_at("media_names", first, last) == last:
        return "media"
    if r.kind_of(r.folds[first]) == "state" and r.kind_of(r.folds[last - 1]) == "state":
        return "state"
    found = None
    for k in range(first, last):
        fold = r.folds[k]
        if k > first and (
            (r.is_preposition(k) and fold not in r.grammar.words["np_prepositions"]) or r.is_in("relatives", k)
        ):
            break
        kind = r.kind_of(fold)
        if kind == "state" and (last - first > 2 or r.grammar.shaped("possessive_shapes", fold)):
            continue
        if (
            fold in r.grammar.words["np_prepositions"]
            and found not in (None, "state")
            and not r.language.is_function(r.folds[first], "quantifiers")
        ):
            break
        found = kind or found
    return found


def _person(r: Reading, first: int, last: int) -> Range | None:
    """A run of capitals without a noun of office or body in it, at the end of the phrase or behind a title."""
    k = first
    while k < last:
        if not r.tokens[k].text[:1].isupper() or r.folds[k] in r.grammar.words["determiners"]:
            k += 1
            continue
        if k > first and r.is_preposition(k - 1):  # the place or body of somebody else
            k = next((n for n in range(k, last) if not r.tokens[n].text[:1].isupper()), last)
            continue
        end = k
        while end < last and (
            r.tokens[end].text[:1].isupper()
            or r.tokens[end].text in (".", "-", "'")
            or r.folds[end] in r.grammar.words["name_particles"]
        ):
            end += 1
        start = k
        while start < end - 1 and (r.is_title(r.folds[start]) or r.tokens[start].text == "."):
            start += 1
        titled = start > k or (
            k > first and (r.is_title(r.folds[k - 1]) or r.kind_of(r.folds[k - 1]) in ("official", "people"))
        )
        clean = not any(r.kind_of(r.folds[n]) or r.phrase_at("media_names", n, end) > n for n in range(start, end))
        ends = end == last or r.is_mark(end) or r.is_in("relatives", end) or r.is_preposition(end)
        if (
            clean
            and ends
            and not r.grammar.shaped("possessive_shapes", r.folds[end - 1])
            and (end - start > 1 or titled or end - start == last - first)
        ):
            return start, end
        k = end + 1
    return None
