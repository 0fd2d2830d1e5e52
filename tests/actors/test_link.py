"""Linking: ids lead somewhere, names are the text's own, the private stay private, codes follow the date."""

from __future__ import annotations

import pytest

from musnad import document, read
from musnad.actors import code_actor_phrase, is_metonym, link_actors
from musnad.languages import load
from musnad.mentions import find_mentions, merge_mentions
from musnad.record import Actor, Document, Mention, Reason, Span, item_id
from musnad.text import split_text


def _read(source: str, code: str, places: tuple[str, ...] = ()) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    language = load(code)
    document = Document("", source, code)
    text = split_text(document, language)
    where = [_place(source, p) for p in places]
    return link_actors(text, merge_mentions(find_mentions(text, language), where), document, language)


def _place(source: str, name: str) -> Mention:
    span = Span(source.index(name), source.index(name) + len(name))
    return Mention(
        item_id("mention", "place", span), span, span, "place", "name", None, Reason("test", "a place", (span,))
    )


TEXTS = [
    ("ar", "قال قائد لواء الرعد سمير الحافي (أبو صخر) إن الجيش التركي انسحب. وأضاف الحافي أن اللواء باق."),
    (
        "en",
        "Police chief Omar Haldoun and the Karam Liberation Front (KLF) met. Haldoun said the KLF and the Front agreed.",
    ),
]


@pytest.mark.parametrize(("code", "source"), TEXTS)
def test_every_mention_and_actor_know_each_other(code: str, source: str) -> None:
    actors, mentions = _read(source, code)
    ids = {m.id: m for m in mentions}
    assert actors
    for actor in actors:
        assert all(ids[m].actor == actor.id for m in actor.mentions)
        assert len(actor.reason.parts) == len(actor.mentions)
        for role in actor.roles:
            assert role.of is None or role.of in {a.id for a in actors}
    assert {m.actor for m in mentions if m.actor} == {a.id for a in actors}


def test_a_capital_that_speaks_is_the_government_and_one_that_is_hit_is_a_place() -> None:
    source = "قالت دمشق إن القصف طال دمشق"
    language = load("ar")
    text = split_text(Document("", source, "ar"), language)
    first, second = (
        _place(source, "دمشق"),
        Mention("m", Span(23, 27), Span(23, 27), "place", "name", None, Reason("t", "t")),
    )
    assert second.span.of(source) == "دمشق"
    assert is_metonym(text, first, language)
    assert not is_metonym(text, second, language)
    actors, _ = _read(source, "ar", ("دمشق",))
    assert [(a.kind, a.country, a.sectors) for a in actors if a.kind == "government"] == [
        ("government", "SYR", ("GOV",))
    ]


def test_a_person_without_office_is_private_and_a_minister_is_not() -> None:
    actors, _ = _read("Minister Salim Karout visited Nadia Haldoun. Her brother Omar Haldoun fled.", "en")
    private = {a.name: a.private for a in actors if a.kind == "person"}
    assert private == {"Salim Karout": False, "Nadia Haldoun": True, "Omar Haldoun": True}


@pytest.mark.parametrize(
    ("phrase", "context", "date", "country", "sector"),
    [
        ("Bulgarian soldiers", "", "", "BGR", "MIL"),
        ("a former Bulgarian minister", "", "", "BGR", "ELI"),
        ("Sofia", "", "", "BGR", "GOV"),
        ("striking miners", "", "", "", "LAB"),
        ("Barack Obama", "", "2010-01-01", "USA", "GOV"),
        ("Barack Obama", "", "2019-01-01", "USA", "ELI"),
    ],
)
def test_codes_of_a_phrase(phrase: str, context: str, date: str, country: str, sector: str) -> None:
    code = code_actor_phrase(phrase, load("en"), context, date)
    assert (code.country, code.sectors[:1]) == (country, (sector,))


def test_a_capital_behind_a_verb_with_the_pronoun_of_its_object_is_its_government() -> None:
    """"... which Nairobi keeps denying": the pronoun of the object stands between the verb and its subject."""
    record = read(document("اتهموها بدعم التنظيم، وهو ما تنفيه نيروبي باستمرار.", language="ar"), model=False)
    assert [(a.kind, a.country) for a in record.actors if a.country] == [("government", "KEN")]
