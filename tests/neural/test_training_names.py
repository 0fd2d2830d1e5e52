"""Names that stand in for others in training: those of lists, and where they go."""

from __future__ import annotations

import random

import pytest
from train.augment import name_pool, varied
from train.sample import Asked, Sample, Tagged
from train.supply import supply


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("label", ["person", "place", "group", "military", "media", "government", "organization"])
def test_there_are_many_names_of_each_kind(language: str, label: str) -> None:
    draw = random.Random(7)
    names = {" ".join(supply().name(language, (label,), draw) or ()) for _ in range(60)}
    assert "" not in names
    assert len(names) > 40
    arabic = [any("\u0600" <= c <= "\u06ff" for c in name) for name in names]
    assert all(arabic) if language == "ar" else not any(arabic)


def test_what_no_list_holds_has_no_name() -> None:
    assert supply().name("ar", ("facility",), random.Random(1)) is None


def test_a_swapped_name_takes_its_tags_and_roles_along() -> None:
    words = ["وصل", "سالم", "الطحان", "إلى", "القرية"]
    tagged = [Tagged("names", (1, 3), ("person",)), Tagged("triggers", (0, 1), ("CONSULT",))]
    asked = [Asked(0, {"actor": {1: 1.0, 2: 1.0}, "place": {4: 1.0}})]
    sample = Sample("corpus", "x", "train", "ar", words, [True] * 5, tagged, asked)
    pool, draw = name_pool([sample]), random.Random(3)
    swapped = [s for s in (varied(sample, pool, draw) for _ in range(200)) if s.words[:1] == ["وصل"] and len(s.words) != 5]
    assert swapped
    for made in swapped:
        name = made.tagged[0].words
        assert made.words[0] == "وصل"
        assert made.words[name[1] :] == ["إلى", "القرية"]
        assert made.asked[0].roles["actor"] == {i: 1.0 for i in range(*name)}
        assert made.asked[0].roles["place"] == {len(made.words) - 1: 1.0}
        assert len(made.spaces) == len(made.words)
