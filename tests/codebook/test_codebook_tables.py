"""The tables hold what the codebooks hold, and refuse what contradicts itself."""

from __future__ import annotations

import pytest

from musnad.codebook import crosswalk, differences, load_codebook
from musnad.codebook.build import build_cameo, build_plover
from musnad.codebook.coding import compile_rules
from musnad.codebook.crosswalk import build_crosswalk, undefined_values
from musnad.codebook.source import parse_table, read_table
from musnad.errors import BadCodebook


def test_plover_has_the_manuals_numbers() -> None:
    plover = load_codebook("plover")
    assert (len(plover.types), sum(len(kind.modes) for kind in plover.types.values())) == (16, 67)
    assert len(plover.contexts) == 37
    assert len(plover.sectors) == 25
    assert {name for name, kind in plover.types.items() if kind.recipient_required} == {"COOPERATE", "AID", "SANCTION"}


def test_plover_scores_agree_with_the_quad() -> None:
    plover = load_codebook("plover")
    for kind in plover.types.values():
        assert (kind.score > 0) == kind.quad.endswith("cooperation"), kind.name
    assert plover.score("RETREAT", "disarm") == 10
    assert plover.score("PROTEST", "vandalize") == plover.score("PROTEST") == -5


def test_every_label_is_arabic_and_every_definition_ends() -> None:
    plover, acled = load_codebook("plover"), load_codebook("acled")
    modes = [mode for kind in plover.types.values() for mode in kind.modes.values()]
    entries = [*plover.contexts.values(), *plover.sectors.values(), *plover.non_states.values()]
    rows = [*plover.types.values(), *modes, *entries, *acled.sub_events.values()]
    for row in rows:
        assert any("\u0600" <= letter <= "\u06ff" for letter in row.label_ar), row
        assert row.definition.endswith(".") and row.definition[0].isupper(), row


def test_cameo_has_twenty_roots_and_every_code_a_parent() -> None:
    cameo = load_codebook("cameo")
    assert sorted(cameo.roots) == [f"{n:02}" for n in range(1, 21)]
    assert cameo.parents("1712") == ("1712", "171", "17")
    for code in cameo.codes:
        assert all(parent in cameo.codes or parent in cameo.roots for parent in cameo.parents(code))


def test_acled_sub_events_and_their_case_names() -> None:
    acled = load_codebook("acled")
    assert (len(acled.event_types), len(acled.sub_events), len(acled.case)) == (6, 25, 25)
    assert acled.case["CHANGE_TO_GROUP_ACT"] == "Change to group/activity"
    force = acled.sub_events["Excessive force against protesters"]
    assert set(force.disorder) == {"Demonstrations", "Political violence"}


PAIRS = [((1, 2), 12), ((7, 1), 17), ((6, 0), 60), ((0, 6), 60), ((8, 8), 88), ((0, 0), 0)]


@pytest.mark.parametrize(("pair", "code"), PAIRS)
def test_acled_interaction(pair: tuple[int, int], code: int) -> None:
    assert load_codebook("acled").interaction(*pair) == code


def test_our_crosswalk_is_complete_and_clean() -> None:
    ours = crosswalk()
    assert set(ours.rows) == set(load_codebook("cameo").codes)
    nothing = {code for code, target in ours.rows.items() if target.type is None}
    assert nothing == {f"01{n}" for n in range(8)}


def test_the_alliances_table_keeps_its_oddities() -> None:
    theirs = crosswalk("cameo_plover_oeda")
    assert len(theirs.rows) == 256
    assert ("175", "pro_autocracy") in undefined_values()
    assert theirs.rows["195"].mode == "heavy-weapons" and crosswalk().rows["195"].mode == "aerial"


def test_every_difference_has_its_ground_and_no_ground_is_idle() -> None:
    found = differences()
    assert all(d.because.endswith(".") for d in found)
    assert {d.code for d in found} == set(crosswalk().why)
    undefined = {code for code, _ in undefined_values()}
    assert undefined <= {d.code for d in found}


def test_cameo_codes_survive_the_round_trip_by_root() -> None:
    """A CAMEO code taken to PLOVER and back keeps its quad class, for codes whose crosswalk names a type."""
    from musnad.codebook import CodedEvent, code_cameo

    cameo, plover = load_codebook("cameo"), load_codebook("plover")
    kept = total = 0
    for target in crosswalk().rows.values():
        if target.type is None:
            continue
        back = code_cameo(CodedEvent(target.type, target.mode, target.contexts)).code
        assert back is not None
        total += 1
        kept += (cameo.quads[back[:2]] >= 3) == ("conflict" in plover.types[target.type].quad)
    assert kept / total > 0.9


BROKEN = [
    ("plover.yml", "types: [", "not valid YAML"),
    ("plover.yml", "- a", "must be a mapping"),
]


@pytest.mark.parametrize(("name", "text", "says"), BROKEN)
def test_a_broken_file_is_a_letter(name: str, text: str, says: str) -> None:
    with pytest.raises(BadCodebook, match=says):
        parse_table(text, name)


def test_unknown_names_get_the_nearest() -> None:
    with pytest.raises(BadCodebook, match="Did you mean 'plover'"):
        load_codebook("plovr")  # type: ignore[call-overload]
    with pytest.raises(BadCodebook, match="no such codebook table"):
        read_table("nothing")


def test_a_mode_under_an_unknown_type_is_refused() -> None:
    raw = read_table("plover")
    with pytest.raises(BadCodebook, match="Did you mean 'ASSAULT'"):
        build_plover({**raw, "modes": {"ASAULT": {}}})


def test_a_code_without_parent_is_refused() -> None:
    raw = read_table("cameo")
    with pytest.raises(BadCodebook, match="stands under 999"):
        build_cameo({**raw, "codes": {"9991": "x"}})


def test_a_crosswalk_may_not_invent_a_mode() -> None:
    with pytest.raises(BadCodebook, match="ASSAULT has no mode 'ban'"):
        build_crosswalk({"version": 1, "rows": {"190": ["ASSAULT", "ban", []]}}, "x")


RULE = {"id": "a", "say": "A.", "when": {}, "give": None}
BAD_RULES = [
    ({**RULE, "when": {"tag": ["clash"]}}, "Did you mean 'tags'"),
    ({**RULE, "when": {"tags": ["clsh"]}}, "Did you mean 'clash'"),
    ({**RULE, "when": {"actors": ["stat"]}}, "Did you mean 'state'"),
    ({**RULE, "when": {"both": ["state"]}}, "two classes"),
    ({**RULE, "give": "Armed clashes"}, "Did you mean 'Armed clash'"),
    ({"id": "a", "when": {}, "give": None}, "key 'say' is missing"),
]


@pytest.mark.parametrize(("row", "says"), BAD_RULES)
def test_a_broken_rule_is_a_letter(row: dict[str, object], says: str) -> None:
    with pytest.raises(BadCodebook, match=says):
        compile_rules({"rules": [row]}, "acled_rules")


def test_two_rules_may_not_share_an_id() -> None:
    with pytest.raises(BadCodebook, match="given twice"):
        compile_rules({"rules": [RULE, RULE]}, "acled_rules")
