"""On whose word: chains of events, speech acts that are events, headlines, quotations without a cue."""

from __future__ import annotations

from musnad import languages
from musnad.claims import find_attributions, link_claims
from musnad.intake import document
from musnad.record import Attribution, Claim, Event, Modality, Reason, Relation, Span, Text
from musnad.text import split_text

WHY = Reason("test", "a test's event")


def read(source: str, code: str, title: str | None = None) -> tuple[Text, tuple[Attribution, ...]]:
    language = languages.load(code)
    text = split_text(document(source, language=code, title=title), language)
    return text, find_attributions(text, (), (), language)


def event(text: Text, word: str, nth: int = 0) -> Event:
    start = -1
    for _ in range(nth + 1):
        start = text.document.text.index(word, start + 1)
    span = Span(start, start + len(word))
    return Event(
        f"event:ASSAULT:{span.start}-{span.end}", span, "ASSAULT", None, (), None, None, None, (), (), None, None, None, (),
        Modality(), "", (span,), WHY,
    )  # fmt: skip


def chain_of(source: str, code: str, *words: str, title: str | None = None) -> list[list[str]]:
    """For each trigger word the cues of its chain, outermost first."""
    text, found = read(source, code, title)
    events = tuple(event(text, w) for w in words)
    claims, linked, _ = link_claims(text, found, events, ())
    by_claim = {c.id: c for c in claims}
    cue = {a.id: a.cue.of(source) for a in found}
    return [[cue[a] for a in by_claim[e.claim].chain] for e in linked]


def test_outlet_and_speaker_are_kept_apart() -> None:
    source = "Gunmen attacked the convoy. The army said the gunmen had burned two trucks."
    assert chain_of(source, "en", "attacked", "burned") == [[], ["said"]]


def test_a_speech_act_hangs_outside_its_own_content() -> None:
    source = "The ministry said the general had accused the rebels of bombing the market."
    assert chain_of(source, "en", "accused", "bombing") == [["said"], ["said", "accused"]]


def test_agency_stands_outside_the_speaker() -> None:
    source = "قال مسؤول محلي إن مسلحين قصفوا القرية، بحسب وكالة الأنباء."
    assert chain_of(source, "ar", "قصفوا") == [["بحسب", "قال"]]


def test_nested_speech_in_arabic() -> None:
    source = "وذكرت الصحيفة أن الوزير أكد أن الجنود قتلوا الرهائن."
    assert chain_of(source, "ar", "قتلوا") == [["وذكرت", "أكد"]]


def test_a_relay_names_the_inner_source() -> None:
    text, found = read("نقلت وكالة محلية عن شاهد أن الطائرات دمرت الجسر.", "ar")
    claims, linked, _ = link_claims(text, found, (event(text, "دمرت"),), ())
    source = next(a.source for a in found if a.id == claims[0].chain[-1])
    assert source is not None and source.of(text.document.text) == "شاهد"
    assert linked[0].claim == claims[0].id


def test_headline_takes_the_chain_of_the_sentence_that_repeats_it() -> None:
    source = "Rebels shot down army helicopter\nThe rebels said on Monday that they shot down an army helicopter near the coast."
    assert chain_of(source, "en", "shot", title="Rebels shot down army helicopter") == [["said"]]


def test_headline_that_the_outlet_repeats_itself_stays_its_own() -> None:
    source = "Flood destroys bridge in the north\nA flood on Monday destroyed a bridge in the north. The mayor said help is near."
    assert chain_of(source, "en", "destroys", title="Flood destroys bridge in the north") == [[]]


def test_a_quotation_without_a_cue_goes_on_with_the_last_voice() -> None:
    source = '"They burned our houses," said Huda Salem, a teacher. "Then they shot the guards at the gate."'
    assert chain_of(source, "en", "burned", "shot") == [["said"], ["said"]]


def test_a_quoted_name_is_no_quotation() -> None:
    source = "هاجمت حركة «فجر الوادي» ثكنة للجيش."
    assert chain_of(source, "ar", "هاجمت") == [[]]


def test_one_claim_for_each_chain_and_content() -> None:
    text, found = read("The army said rebels attacked a base and killed two soldiers. Rebels fled.", "en")
    events = (event(text, "attacked"), event(text, "killed"), event(text, "fled"))
    claims, linked, _ = link_claims(text, found, events, ())
    assert [c.about for c in claims] == [(events[0].id, events[1].id), (events[2].id,)]
    assert linked[0].claim == linked[1].claim != linked[2].claim
    assert all(isinstance(c, Claim) and c.content.covers(events[0].trigger) for c in claims[:1])


def test_relations_hang_on_the_content_of_their_evidence() -> None:
    text, found = read("The statement said the group had merged with the front.", "en")
    span = Span(text.document.text.index("merged"), text.document.text.index("merged") + 6)
    made = Relation("relation:1", "merged_into", "a", "b", None, None, Modality(), "", (span,), WHY)
    claims, _, linked = link_claims(text, found, (), (made,))
    assert linked[0].claim == claims[0].id and claims[0].about == ("relation:1",)
    assert [a.cue.of(text.document.text) for a in found if a.id in claims[0].chain] == ["said"]


def test_nothing_to_link_makes_no_claims() -> None:
    text, found = read("The army said it was over.", "en")
    assert link_claims(text, found, (), ()) == ((), (), ())


def test_attributions_of_one_content_hang_on_each_other() -> None:
    source = "وقال الطبيب، بحسب وكالة الأنباء، إن الجنود قتلوا الحارس."
    text, found = read(source, "ar")
    claims, _, _ = link_claims(text, found, (event(text, "قتلوا"),), ())
    by_id = {a.id: a for a in found}
    chain = [by_id[i] for i in claims[0].chain]
    assert [a.cue.of(source) for a in chain] == ["بحسب", "وقال"]
    assert [a.parent for a in chain] == [None, chain[0].id]


def test_contents_of_the_same_length_are_no_chain() -> None:
    """Two attributions whose contents happen to be equally long stand in one chain only when one holds the other."""
    spans = [Span(0, 20), Span(10, 30)]
    text, _ = read("The army said that the road to the north was open.", "en")
    beside = tuple(
        Attribution(f"a{n}", Span(40 + n, 41 + n), None, None, "implicit", None, (), s, "say", "indirect", None, WHY)
        for n, s in enumerate(spans)
    )
    claims, _, _ = link_claims(text, beside, (event(text, "that"),), ())
    assert len(claims[0].chain) == 1
