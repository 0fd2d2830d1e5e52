"""Relations by patterns over mentions, with mentions and actors made by hand."""

from __future__ import annotations

from musnad import languages
from musnad.intake import document
from musnad.record import Actor, Mention, Relation, Span
from musnad.record.reason import Reason
from musnad.relations import find_relations
from musnad.text import split_text

REASON = Reason("test", "by hand")


def _relations(source: str, *groups: str) -> tuple[Relation, ...]:
    language = languages.load("en")
    text = split_text(document(source, language="en"), language)
    mentions, actors = [], []
    for name in groups:
        span = Span(source.index(name), source.index(name) + len(name))
        mentions.append(Mention(f"m:{name}", span, span, "group", "name", f"a:{name}", REASON))
        actors.append(Actor(f"a:{name}", name, "group", (), None, (), (), (f"m:{name}",), False, REASON))
    return find_relations(text, mentions, actors, (), (), (), language)


def test_a_symmetric_relation_is_told_once() -> None:
    source = "Alpha Front is allied with Beta Front. Beta Front is allied with Alpha Front."
    found = _relations(source, "Alpha Front", "Beta Front")
    assert [r.kind for r in found if r.kind == "allied_with"] == ["allied_with"]


def test_evidence_covers_both_ends_and_ids_are_unique() -> None:
    source = "Alpha Front split from Beta Front and clashed with Beta Front."
    found = _relations(source, "Alpha Front", "Beta Front")
    assert {r.kind for r in found} >= {"split_from"}
    assert len({r.id for r in found}) == len(found)
    assert found[0].evidence[0].of(source) == "Alpha Front split from Beta Front"


def test_modality_and_polarity_of_a_relation() -> None:
    lost = _relations("Alpha Front may merge with Beta Front.", "Alpha Front", "Beta Front")
    assert [(r.kind, r.modality.status, r.modality.certainty) for r in lost] == [("merged_into", "hypothetical", "possible")]


def test_a_text_without_relating_words_has_none() -> None:
    assert _relations("Alpha Front and Beta Front met.", "Alpha Front", "Beta Front") == ()


def test_who_tells_of_a_fight_does_not_fight() -> None:
    found = _relations("Alpha Front said the war against Beta Front goes on.", "Alpha Front", "Beta Front")
    assert [r.kind for r in found if r.kind == "fights"] == []


def test_a_passive_does_not_turn_the_fight_around() -> None:
    found = _relations("Alpha Front was attacked by Beta Front.", "Alpha Front", "Beta Front")
    assert [(r.head, r.tail) for r in found if r.kind == "fights"] == [("a:Beta Front", "a:Alpha Front")]


def test_a_comma_alone_closes_no_list_of_ends() -> None:
    source = "Alpha Front waged war against Beta Front, Gamma Front said."
    found = _relations(source, "Alpha Front", "Beta Front", "Gamma Front")
    assert [(r.head, r.tail) for r in found if r.kind == "fights"] == [("a:Alpha Front", "a:Beta Front")]
