"""The quick `__init__` of the nouns does what the standard one does, and `changed` what `replace` does."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from musnad.record import Mention, Name, Reason, Span, changed

REASON = Reason("room.rule", "a rule", (Span(3, 9),), 0.5)


def test_fields_are_given_by_place_or_name_and_defaults_hold() -> None:
    assert Span(1, end=2) == Span(end=2, start=1)
    assert Name("A", "Latn") == Name("A", "Latn", None, None)
    assert (REASON.rule, REASON.parts) == ("room.rule", ())
    with pytest.raises(TypeError):
        Span(1)  # type: ignore[call-arg]


def test_it_stays_frozen_comparable_and_can_be_pickled() -> None:
    with pytest.raises(FrozenInstanceError):
        REASON.score = 1.0  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(REASON)) == REASON
    assert len({Span(1, 2), Span(1, 2)}) == 1
    assert repr(Span(1, 2)) == "Span(start=1, end=2)"


def test_changed_is_replace() -> None:
    mention = Mention("m", Span(0, 4), Span(1, 4), "person", "name", None, REASON)
    assert changed(mention, actor="a", span=Span(1, 4)) == replace(mention, actor="a", span=Span(1, 4))
    assert mention.actor is None
    with pytest.raises(KeyError):
        changed(mention, nobody=1)
