"""The shipped weights at work: the same bytes again and in another order, valid records, `model=False` without them."""

from __future__ import annotations

import json

import pytest

from musnad import document, languages, read, read_many
from musnad.neural import Tagger, propose, tagger_or_letter
from musnad.neural.weights import FILES, FOLDER
from musnad.record import Document
from musnad.record.wire import dumps
from musnad.text import split_text

ARTICLES = (
    ("قالت وكالة ضفاف إن مسلحين من كتائب وادي النسيم هاجموا فجر الأحد نقطة تفتيش للجيش قرب بلدة تل الزعرور.", "ar"),
    ("نفى المتحدث باسم لواء الأرز مازن الحداد أن تكون قواته قد قصفت سوق المدينة.\nوأضاف أن «لا قتلى» سقطوا.", "ar"),
    ("Gunmen loyal to Colonel Idris Marwan stormed a police station in Derna on Friday, a hospital official said.", "en"),
)  # fmt: skip
MOST = 40_000_000  # bytes in the repository


def documents() -> list[Document]:
    return [document(text, language=language) for text, language in ARTICLES]


@pytest.fixture(scope="module")
def shipped() -> Tagger:
    found = tagger_or_letter()
    assert isinstance(found, Tagger), found
    return found


def test_the_weights_are_small_and_their_manifest_tells_what_they_are_made_from() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert sum((FOLDER / name).stat().st_size for name in FILES) <= MOST
    assert manifest["base"] and all(d["licence"] and d["samples"] > 0 for d in manifest["data"])


def test_the_same_bytes_again_and_in_another_order(shipped: Tagger) -> None:
    first = [dumps(r) for r in read_many(documents())]
    again = [dumps(r) for r in read_many(reversed(documents()))]
    assert first == again[::-1] == [dumps(read(d)) for d in documents()]


def test_the_same_bytes_from_a_second_session(shipped: Tagger) -> None:
    from musnad.neural.weights import load_weights

    other = Tagger(load_weights(FOLDER))
    for made in documents():
        text = split_text(made, languages.load(made.language))
        assert propose(text, other) == propose(text, shipped)


def test_records_are_sound_and_say_which_weights_read(shipped: Tagger) -> None:
    for made in documents():
        record = read(made)
        assert record.problems() == [] and record.reader.weights == shipped.hash
        assert read(made, model=False).reader.weights is None


def test_proposals_stand_on_tokens_of_the_text(shipped: Tagger) -> None:
    for made in documents():
        text = split_text(made, languages.load(made.language))
        said = propose(text, shipped)
        every = [*said.names, *said.nominals, *said.cues, *said.triggers]
        roles = [r for p in (*said.cues, *said.triggers) for r in p.roles]
        assert every and all(0 <= p.first < p.last <= len(text.tokens) and 0 <= p.score <= 1 for p in (*every, *roles))
        assert all(len(p) == len(text.tokens) for p in said.outside.values())


def test_where_the_tagger_spoke_the_reason_names_it(shipped: Tagger) -> None:
    parts = [p for d in documents() for m in read(d).mentions for p in (m.reason, *m.reason.parts)]
    said = [p for p in parts if p.rule == "model.mentions"]
    assert said and all(0 < p.score <= 1 and len(p.spans) == 1 for p in said)
    rules = [p for d in documents() for m in read(d, model=False).mentions for p in (m.reason, *m.reason.parts)]
    assert not [p for p in rules if p.rule.startswith("model.")]
