"""What is printed: sentences, chains, lists; nothing that turns, colours or hides."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from musnad.record import Claim, Modality, Record, Toll
from musnad.rules import ListOf, MapOf, Text, load_rules
from musnad.show import labels
from musnad.show.clean import ISOLATE, POP, clean, cut, isolated
from musnad.show.labels import INTERFACES, words
from musnad.show.names import Names, shortened
from musnad.show.reasons import show_reasons
from musnad.show.sentences import event_row, relation_row, toll
from musnad.show.terminal import MOST, sentence, show, show_claims
from musnad.show.view import groups
from sample import ATTRIBUTION, CLAIM, EVENT, RELATION, SAMPLE

SPAN = SAMPLE.events[0].trigger


def plain(text: str) -> str:
    """Without the invisible isolates."""
    return re.sub(f"[{ISOLATE}{POP}]", "", text)


def printed(record: Record, interface: str = "en", what: object = show, width: int = 0, **how: object) -> str:
    out = io.StringIO()
    what(record, Console(file=out, width=width or 80, force_terminal=bool(width)), interface, **how)  # type: ignore[operator]
    return out.getvalue()


def said(item: str, interface: str = "en", record: Record = SAMPLE) -> str:
    found = [row for group in groups(record, words(interface)) for row in group.rows if row.id == item]
    return plain(sentence(found[0], words(interface)).plain)


def with_modality(**how: str) -> Record:
    return replace(SAMPLE, events=(replace(SAMPLE.events[0], modality=Modality(**how)),))


def test_an_event_is_a_sentence() -> None:
    assert said(EVENT) == (
        "bombing or mine by سالم against لواء الفجر at Damascus, يوم 8 ديسمبر (2024-12-08); 3 wounded"
    )


def test_a_relation_is_a_sentence() -> None:
    assert said(RELATION) == "سالم leads لواء الفجر since يوم 8 ديسمبر (2024-12-08)"


@pytest.mark.parametrize("interface", INTERFACES)
def test_reservations_stand_in_brackets_at_the_end(interface: str) -> None:
    record = with_modality(polarity="negated", status="failed", certainty="possible")
    for table, label in (("polarity", "negated"), ("status", "failed"), ("certainty", "possible")):
        assert words(interface)(table, label) in said(EVENT, interface, record).rpartition("(")[2]
    assert "(" not in said(EVENT, interface).replace("(2024-12-08)", "")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (3, 3, "3 killed"),
        (3, None, "at least 3 killed"),
        (None, 3, "at most 3 killed"),
        (3, 5, "3 to 5 killed"),
        (None, None, "an unknown number killed"),
        (0, 0, "0 killed"),
    ],
)
def test_tolls(low: int | None, high: int | None, expected: str) -> None:
    names = Names(SAMPLE, words("en"))
    assert toll(Toll("killed", None, low, high, SPAN), names) == expected
    assert toll(Toll("killed", "civilians", low, high, SPAN), names) == f"{expected} (civilians)"


@pytest.mark.parametrize("interface", INTERFACES)
def test_claims_say_who_and_how(interface: str) -> None:
    lines = plain(printed(SAMPLE, interface, show_claims)).splitlines()
    say = words(interface)
    start = f"{say('ui', 'outlet')} > لواء الفجر ({say('stance', 'say')}{say('ui', 'list')}{say('quotation', 'indirect')}): "
    assert len(lines) == 2 and all(line.startswith(start) for line in lines)


def test_the_outlets_own_word_comes_first() -> None:
    own = Claim("claim:own", (RELATION,), (), SPAN, SAMPLE.claims[0].reason)
    said_claim = replace(SAMPLE.claims[0], about=(EVENT,))
    relation = replace(SAMPLE.relations[0], claim=own.id)
    found = groups(replace(SAMPLE, claims=(said_claim, own), relations=(relation,)), words("en"))
    assert [(g.claims, [r.id for r in g.rows]) for g in found] == [((own.id,), [RELATION]), ((CLAIM,), [EVENT])]


def test_long_lists_end_with_a_count() -> None:
    many = tuple(replace(SAMPLE.actors[0], id=f"actor:group:{i}", name=f"Group {i}") for i in range(40))
    record = replace(SAMPLE, actors=many, events=(), relations=(), claims=())
    short, whole = printed(record), printed(record, all=True)
    assert short.count("Group ") == MOST and f"and {40 - MOST} more (--all)" in short
    assert whole.count("Group ") == 40 and "more (" not in whole


@pytest.mark.parametrize("interface", INTERFACES)
def test_nothing_read_is_said(interface: str) -> None:
    bare = replace(SAMPLE, actors=(), times=(), places=(), attributions=(), claims=(), events=(), relations=())
    assert words(interface)("ui", "no_events") in printed(bare, interface)
    assert words(interface)("ui", "no_events") in printed(bare, interface, show_claims)


def test_a_narrow_terminal_wraps_under_the_beginning() -> None:
    lines = re.sub(r"\x1b\[[\d;]*m", "", plain(printed(SAMPLE, width=40))).splitlines()
    assert max(map(len, lines)) <= 40
    bullet = next(i for i, line in enumerate(lines) if "•" in line)
    assert lines[bullet + 1].startswith(" " * 6) and lines[bullet].startswith("    •")
    assert all(line == line.rstrip() for line in lines)


def test_a_pipe_gets_whole_lines() -> None:
    assert max(map(len, printed(SAMPLE).splitlines())) > 80


def test_control_characters_are_shown() -> None:
    assert clean("a\u202eb\x1b[31mc\u2066 d\x00") == "a<U+202E>b<U+001B>[31mc<U+2066> d<U+0000>"
    assert clean("سلام\u200f عليكم\u200e\n\tهنا") == "سلام عليكم هنا"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"  # joins letters, moves nothing
    evil = replace(SAMPLE, actors=tuple(replace(a, name="\x1b[2Jx\u202e") for a in SAMPLE.actors))
    assert not set(printed(evil)) & set("\x1b\u202e")


def test_what_runs_against_the_line_is_isolated() -> None:
    assert isolated("سالم") == f"{ISOLATE}سالم{POP}" and isolated("Salem") == "Salem"
    assert isolated("سالم", rtl=True) == "سالم" and isolated("2024-01-02", rtl=True) == f"{ISOLATE}2024-01-02{POP}"
    for interface in INTERFACES:
        text = printed(SAMPLE, interface)
        assert text.count(ISOLATE) == text.count(POP)
        assert all(line.count(ISOLATE) == line.count(POP) for line in text.splitlines())


def test_cut() -> None:
    assert cut("abc", 3) == "abc" and cut("abcd", 3) == "ab…"


def test_short_ids() -> None:
    assert shortened("event:ASSAULT:545-549") == "ASSAULT:545"
    assert shortened("event:ASSAULT:545-549.1") == "event:ASSAULT:545-549.1"
    twice = tuple(replace(SAMPLE.events[0], id=i) for i in ("event:ASSAULT:5-9", "event:ASSAULT:5-12", "event:AID:7-9"))
    names = Names(replace(SAMPLE, events=twice), words("en"))
    assert [names.short(e.id) for e in twice] == ["event:ASSAULT:5-9", "event:ASSAULT:5-12", "AID:7"]


@pytest.mark.parametrize("interface", INTERFACES)
@pytest.mark.parametrize("item", sorted(SAMPLE.items()))
def test_every_item_has_its_reasons(item: str, interface: str) -> None:
    out = io.StringIO()
    show_reasons(SAMPLE, SAMPLE.items()[item], Console(file=out, width=80), interface)
    text = plain(out.getvalue())
    assert item in text and "Written by hand" in text and "[tests.part, 0.50]" in text
    assert ("لواء الفجر (" in text) == (item in (EVENT, RELATION, ATTRIBUTION, CLAIM))


def test_every_label_has_both_languages() -> None:
    path = labels.Path(labels.__file__).with_name("labels.yml")
    tables = load_rules(path, MapOf(MapOf(ListOf(Text()))), strict=True)
    assert [(t, k) for t, rows in tables.items() for k, v in rows.items() if len(v) != len(INTERFACES)] == []


def test_every_label_of_the_wire_has_words() -> None:
    from musnad.record import labels as wire
    from musnad.record.fields import PLOVER_TYPES

    tables = words("en").tables
    for table, wanted in (
        ("stance", wire.STANCES), ("quotation", wire.QUOTATIONS), ("source_kind", wire.SOURCE_KINDS),
        ("status", wire.STATUSES), ("polarity", wire.POLARITIES), ("certainty", wire.CERTAINTIES),
        ("effect", wire.EFFECTS), ("relation", wire.RELATION_KINDS), ("precision", wire.PRECISIONS),
        ("kind", wire.MENTION_KINDS), ("type", PLOVER_TYPES),
    ):  # fmt: skip
        assert set(wanted) == set(tables[table]), table


def test_modes_and_sectors_are_the_codebooks() -> None:
    from musnad.codebook.source import read_table

    plover = read_table("plover")
    modes = {f"{kind}/{mode}" for kind, listed in plover["modes"].items() for mode in listed}
    assert set(words("en").tables["mode"]) <= modes
    assert set(words("en").tables["sector"]) == set(plover["sectors"])


def test_rows_say_what_they_stand_on() -> None:
    names = Names(SAMPLE, words("en"))
    assert event_row(SAMPLE.events[0], names).quote == "تفجير مقره"
    assert event_row(SAMPLE.events[0], names).codes == (
        "ASSAULT/explosives", "ACLED Suicide bomb", "CAMEO 183", "UCDP 1"
    )  # fmt: skip
    assert relation_row(SAMPLE.relations[0], names).codes == ("leads",)
