"""Modality: what the algorithm promises beside the cases (languages/*/modality.cases.yml)."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.claims.modality import ModalityReader, find_modality
from musnad.intake import document
from musnad.record import Attribution, Modality, Span, Text
from musnad.record.reason import Reason
from musnad.text import split_text

VERB = ("verb", "past", "passive")


def _text(source: str) -> Text:
    return split_text(document(source, language="en"), languages.load("en"))


def _span(text: Text, word: str) -> Span:
    start = text.document.text.index(word)
    return Span(start, start + len(word))


def _read(source: str, word: str, feats: tuple[str, ...], attributions: tuple[Attribution, ...] = ()) -> Modality:
    text = _text(source)
    return find_modality(text, _span(text, word), feats, attributions, languages.load("en"))


def test_the_cue_stands_on_the_marker() -> None:
    source = "The council has not condemned the raid."
    found = _read(source, "condemned", VERB)
    assert found.cue is not None
    assert found.cue.of(source) == "not"


def test_a_plain_past_has_no_cue() -> None:
    assert _read("The council condemned the raid.", "condemned", VERB) == Modality("affirmed", "certain", "occurred", None)


def test_one_reader_answers_as_many_find_modality() -> None:
    text = _text("The army did not shell the village but burned two houses. It will withdraw.")
    reader = ModalityReader(text, (), languages.load("en"))
    for word, feats in (("shell", ("verb", "present", "base")), ("burned", VERB), ("withdraw", ("verb", "present", "base"))):
        span = _span(text, word)
        assert reader.find(span, feats) == find_modality(text, span, feats, (), languages.load("en"))


@pytest.mark.parametrize(
    ("stance", "polarity", "status"),
    [("deny", "negated", "occurred"), ("demand", "affirmed", "demanded"), ("say", "affirmed", "occurred")],
)
def test_the_stance_of_a_cue_that_is_no_marker_counts(stance: str, polarity: str, status: str) -> None:
    source = "The envoy poohpoohed shelling villages."
    content = _span(_text(source), "shelling villages")
    cue = _span(_text(source), "poohpoohed")
    attribution = Attribution(
        "a", cue, None, None, "implicit", None, (), content, stance, "indirect", None, Reason("x", "x", (cue,))
    )
    found = _read(source, "shelling", ("masdar", "singular", "base"), (attribution,))
    assert (found.polarity, found.status) == (polarity, status)


def test_certainty_never_rises_outward() -> None:
    found = _read("The army confirmed that rebels may shell the village.", "shell", ("verb", "present", "base"))
    assert (found.certainty, found.status) == ("possible", "hypothetical")
