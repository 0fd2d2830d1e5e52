"""The table that decides between the rules' events and the tagger's triggers, with proposals made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from musnad import document, languages, read
from musnad.events.proposed import RULE, Known, with_proposed
from musnad.neural import Predicate, Proposals, Proposed
from musnad.neural.labels import LAYERS
from musnad.record import Event, Record, Text
from musnad.text import split_text
from musnad.text.numbers import find_numbers

AR = languages.load("ar")
SENTENCE = "هاجم مسلحو حركة ضفة النخيل معسكرا للجيش اليمني في مدينة تعز."
ODD = "برطع جنود الجيش اليمني حركة ضفة النخيل في مدينة تعز."  # its verb is no trigger of the rules


def known_of(raw: str) -> tuple[Record, Text, Known]:
    made = read(document(raw, language="ar"), model=False)
    text = split_text(made.document, AR)
    return made, text, Known(
        text, made.mentions, made.actors, made.places, made.times, find_numbers(text, AR), made.attributions
    )


def proposals(text: Text, *triggers: Predicate, unseen: float = 1.0) -> Proposals:
    outside = {layer.name: np.full(len(text.tokens), unseen, np.float32) for layer in LAYERS}
    for t in triggers:
        outside["triggers"][t.first : t.last] = 1 - t.score
    return Proposals((), (), (), triggers, {}, "by hand", outside)


def at(text: Text, word: str) -> int:
    return next(i for i, t in enumerate(text.tokens) if t.text == word)


def role(text: Text, name: str, word: str, score: float = 0.9) -> Proposed:
    return Proposed(at(text, word), at(text, word) + 1, name, score)


def trigger(text: Text, word: str, kind: str, *roles: Proposed, score: float = 0.95) -> Predicate:
    return Predicate(at(text, word), at(text, word) + 1, kind, score, 1.0, roles)


def heard(raw: str, *make: object, **how: float) -> tuple[Record, tuple[Event, ...]]:
    made, text, known = known_of(raw)
    triggers = [m(text) for m in make]  # type: ignore[operator]
    return made, with_proposed(made.events, proposals(text, *triggers, **how), known, AR)


def test_without_proposals_nothing_changes() -> None:
    made, _, known = known_of(SENTENCE)
    assert with_proposed(made.events, None, known, AR) == made.events


def test_agreement_raises_the_score() -> None:
    made, after = heard(SENTENCE, lambda t: trigger(t, "هاجم", "ASSAULT"))
    assert len(made.events) == len(after) == 1
    assert after[0].reason.score > made.events[0].reason.score and after[0].reason.parts[-1].rule == RULE
    assert replace(after[0], reason=made.events[0].reason) == made.events[0]


def test_a_trigger_that_the_tagger_does_not_see_is_doubted_and_kept() -> None:
    made, after = heard(SENTENCE)
    assert [e.id for e in after] == [e.id for e in made.events]
    assert after[0].reason.score < made.events[0].reason.score and after[0].reason.parts[-1].rule == RULE


def test_the_rules_type_stays_where_they_know_the_word() -> None:
    made, after = heard(SENTENCE, lambda t: trigger(t, "هاجم", "PROTEST"))
    assert [e.type for e in after] == [e.type for e in made.events] == ["ASSAULT"]


def test_roles_fill_only_what_the_rules_left_empty() -> None:
    made, text, known = known_of(SENTENCE)
    (event,) = made.events
    bare = replace(event, actors=(), place=None)
    said = proposals(text, trigger(text, "هاجم", "ASSAULT", role(text, "actor", "حركة"), role(text, "place", "تعز")))
    (filled,) = with_proposed([bare], said, known, AR)
    assert filled.actors and filled.place and not set(filled.actors) & set(filled.recipients)
    (kept,) = with_proposed([event], said, known, AR)
    assert (kept.actors, kept.recipients, kept.place) == (event.actors, event.recipients, event.place)


def test_a_sure_trigger_alone_is_an_event_that_the_rules_code() -> None:
    def make(text: Text) -> Predicate:
        roles = (("actor", "الجيش"), ("recipient", "حركة"), ("place", "تعز"))
        return trigger(text, "برطع", "ASSAULT", *(role(text, name, word) for name, word in roles))

    made, after = heard(ODD, make)
    assert made.events == ()
    (event,) = after
    assert event.type == "ASSAULT" and event.reason.rule == RULE and event.acled is not None and event.cameo
    names = {a.id: a.name for a in made.actors}
    assert ["اليمني" in names[a] or "الجيش" in names[a] for a in event.actors] == [True]
    assert event.recipients and event.place in {p.id for p in made.places}
    assert event.evidence[0].covers(event.trigger)


def test_an_unsure_trigger_alone_is_none() -> None:
    assert heard(ODD, lambda t: trigger(t, "برطع", "ASSAULT", score=0.4))[1] == ()


def test_a_trigger_in_another_sentence_with_the_same_party_is_one_more_telling() -> None:
    raw = SENTENCE + " ثم برطع المسلحون الجيش اليمني مرة أخرى."

    def make(text: Text) -> Predicate:
        first = at(text, "برطع")
        return Predicate(first, first + 1, "ASSAULT", 0.95, 1.0, (Proposed(first + 2, first + 4, "recipient", 0.9),))

    made, after = heard(raw, make)
    assert len(after) == len(made.events) == 1
    assert len(after[0].evidence) == len(made.events[0].evidence) + 1


def test_what_the_rules_know_as_a_figure_of_speech_the_tagger_does_not_bring_back() -> None:
    figure = "شن المذيع هجوما إعلاميا على الحزب في مدينة تعز."
    _, after = heard(figure, lambda t: trigger(t, "هجوما", "ASSAULT"))
    assert [e.type for e in after if e.type == "ASSAULT"] == []
    hopes = "اغتال القرار أحلام الشباب في مدينة تعز."
    _, after = heard(hopes, lambda t: trigger(t, "اغتال", "ASSAULT"))
    assert after == ()


def test_a_mere_mention_without_any_role_stays_one() -> None:
    text = "ناقش المجلس الحد من القتل في مدينة بعيدة."
    _, after = heard(text, lambda t: trigger(t, "القتل", "ASSAULT"))
    assert all(e.type != "ASSAULT" for e in after)


def test_nobody_is_made_a_party_out_of_another_sentence() -> None:
    raw = "هاجم جنود الجيش اليمني حركة ضفة النخيل في مدينة تعز. وأدانت فرنسا الهجوم."
    _, events = heard(raw, lambda t: trigger(t, "وأدانت", "ACCUSE", role(t, "recipient", "حركة")))
    condemned = [e for e in events if e.type == "ACCUSE"]
    assert condemned and not any(e.recipients for e in condemned)
