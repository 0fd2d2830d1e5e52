"""Runs codebook/*.cases.yml and holds that every rule has a case, every event an answer."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from musnad.codebook import CodedEvent, Party, adjust_plover, code_acled, code_cameo, code_ucdp, load_codebook
from musnad.codebook.coding import load_rules
from musnad.codebook.source import read_table

FIELDS = ("type", "mode", "instrument", "status", "polarity", "place_country", "deaths")


def party(text: str) -> Party:
    kind, sectors, country, tags = [*text.split(":"), "", "", ""][:4]
    return Party(kind, tuple(filter(None, sectors.split("+"))), country or None, tuple(filter(None, tags.split("+"))))


def event(case: dict[str, Any]) -> CodedEvent:
    parties = {side: tuple(map(party, case.get(side, ()))) for side in ("actors", "recipients")}
    plain = {field: case[field] for field in FIELDS if field in case}
    tags, contexts = frozenset(case.get("tags", ())), tuple(case.get("contexts", ()))
    return CodedEvent(**plain, **parties, tags=tags, contexts=contexts)


def cases(table: str) -> list[dict[str, Any]]:
    return list(read_table(f"{table}.cases")["cases"])


@pytest.mark.parametrize("case", cases("acled_rules"), ids=lambda c: c["by"])
def test_acled(case: dict[str, Any]) -> None:
    found = code_acled(event(case))
    assert found.rule == f"codebook.acled_rules/{case['by']}"
    assert (found.code.sub_event_type if found.code else None) == case["gives"]
    if found.code:
        assert load_codebook("acled").sub_events[found.code.sub_event_type].event_type == found.code.event_type


@pytest.mark.parametrize("case", cases("ucdp_rules"), ids=lambda c: c["by"])
def test_ucdp(case: dict[str, Any]) -> None:
    found = code_ucdp(event(case))
    assert (found.code, found.rule) == (case["gives"], f"codebook.ucdp_rules/{case['by']}")


@pytest.mark.parametrize("case", cases("plover_cameo"), ids=lambda c: f"{c['type']}-{c.get('mode')}-{c['gives']}")
def test_cameo(case: dict[str, Any]) -> None:
    assert code_cameo(event(case)).code == case["gives"]


def short(coded: CodedEvent | None) -> str | None:
    return f"{coded.type}/{coded.mode or '-'}" if coded else None


@pytest.mark.parametrize("case", cases("plover_rules"), ids=lambda c: f"{c['type']}-{c['gives']}-{'+'.join(c['by'])}")
def test_plover(case: dict[str, Any]) -> None:
    found = adjust_plover(event(case))
    assert short(found.event) == case["gives"]
    assert [d.rule for d in found.decisions] == [f"codebook.plover_rules/{rule}" for rule in case["by"]]
    assert [short(more) for more in found.also] == case.get("also", [])
    if "contexts_are" in case and found.event:
        assert list(found.event.contexts) == case["contexts_are"]


def test_two_sided_violence_makes_all_sides_actors() -> None:
    sides = (Party("group", ("REB",)), Party("military", ("MIL",)))
    clash = CodedEvent("ASSAULT", tags=frozenset({"clash"}), actors=sides[:1], recipients=sides[1:])
    found = adjust_plover(clash).event
    assert found is not None
    assert (found.actors, found.recipients) == (sides, ())


@pytest.mark.parametrize("table", ["acled_rules", "ucdp_rules", "plover_rules"])
def test_every_rule_has_a_case(table: str) -> None:
    spoken: set[str] = set()
    for case in cases(table):
        spoken |= {case["by"]} if isinstance(case["by"], str) else set(case["by"])
    missing = {rule.decision.rule.split("/")[1] for rule in load_rules(table)} - spoken
    assert not missing, f"write a case for: {sorted(missing)}"


def test_every_sub_event_can_be_reached() -> None:
    given = {rule.give for rule in load_rules("acled_rules")} - {None}
    assert given == set(load_codebook("acled").sub_events)


def test_every_type_and_mode_has_an_answer_in_every_codebook() -> None:
    plover = load_codebook("plover")
    for kind in plover.types.values():
        for mode, status in product([None, *kind.modes], load_codebook("vocabulary").statuses):
            plain = CodedEvent(kind.name, mode, status=status)
            assert code_cameo(plain).code in load_codebook("cameo").codes
            assert code_acled(plain).sentence.endswith(".")
            assert code_ucdp(plain).code is None
            adjusted = adjust_plover(plain).event
            assert adjusted is not None and plover.has_mode(adjusted.type, adjusted.mode)


def test_sentences_are_sentences() -> None:
    for table in ("acled_rules", "ucdp_rules", "plover_rules", "plover_cameo"):
        for rule in load_rules(table):
            assert rule.decision.sentence[0].isupper() and rule.decision.sentence.endswith("."), rule.decision
