"""Noun phrases from both sides, and the settling of overlaps between rooms."""

from __future__ import annotations

import pytest

from musnad.languages import load
from musnad.mentions import find_mentions, merge_mentions, noun_phrase, phrase_before
from musnad.record import Document, Mention, Reason, Span, Text, item_id
from musnad.text import split_text


def _text(source: str, code: str) -> Text:
    return split_text(Document("", source, code), load(code))


def _place(source: str, name: str) -> Mention:
    start = source.index(name)
    span = Span(start, start + len(name))
    return Mention(
        item_id("mention", "place", span), span, span, "place", "name", None, Reason("test", "a place", (span,))
    )


def _last(source: str, name: str) -> Mention:
    span = Span(source.rindex(name), source.rindex(name) + len(name))
    return Mention(
        item_id("mention", "place", span), span, span, "place", "name", None, Reason("test", "a place", (span,))
    )


def _index(text: Text, word: str) -> int:
    return next(i for i, t in enumerate(text.tokens) if t.text == word)


def test_the_phrase_before_a_verb_holds_all_its_subjects() -> None:
    source = "Yesterday Minister Karim Salloum and the army chief said that talks failed."
    text = _text(source, "en")
    phrase = phrase_before(text, _index(text, "said"), load("en"), 0)
    assert phrase is not None
    assert [c.span.of(source) for c in phrase.conjuncts] == ["Minister Karim Salloum", "the army chief"]


def test_a_proclitic_is_outside_the_span() -> None:
    source = "بالتنسيق مع الحلفاء وقوات الدرع"
    text = _text(source, "ar")
    phrase = noun_phrase(text, 3, load("ar"), 5)
    assert phrase is not None
    assert phrase.span.of(source) == "قوات الدرع"


@pytest.mark.parametrize("code", ["ar", "en", "tr"])
def test_no_phrase_begins_past_the_end(code: str) -> None:
    text = _text("x", code)
    assert noun_phrase(text, 5, load(code), 9) is None


def test_a_place_inside_a_personal_name_is_dropped() -> None:
    source = "وصل الوزير سامي البغدادي إلى بغداد"
    named = find_mentions(_text(source, "ar"), load("ar"))
    merged = merge_mentions(named, [_place(source, "البغدادي"), _last(source, "بغداد")])
    assert [m.span.of(source) for m in merged if m.kind == "place"] == ["بغداد"]


def test_a_place_inside_an_organisations_name_stays() -> None:
    source = "قالت شرطة تكريت إن الطريق مفتوح"
    merged = merge_mentions(find_mentions(_text(source, "ar"), load("ar")), [_place(source, "تكريت")])
    assert {(m.kind, m.span.of(source)) for m in merged} >= {("place", "تكريت"), ("military", "شرطة تكريت")}


def test_mentions_have_their_own_ids_and_stand_in_order() -> None:
    source = "The Karam Front and five civilians met President Omar Haldoun near two tanks."
    found = find_mentions(_text(source, "en"), load("en"))
    assert len({m.id for m in found}) == len(found) == 4
    assert list(found) == sorted(found, key=lambda m: m.span.start)
    assert all(m.span.covers(m.head) and m.reason.rule for m in found)
