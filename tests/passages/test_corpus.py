"""The corpus holds what its README says: exact spans, sound records, no borrowed runs, the quotas."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from corpus.tools import agreement, check, coverage
from corpus.tools.build import record_of, split_of
from corpus.tools.parse import passages


@pytest.fixture(scope="module")
def corpus() -> list:
    found, mistakes = passages()
    assert not mistakes, "\n".join(map(str, mistakes[:10]))
    return found


def test_every_record_is_sound(corpus: list) -> None:
    assert len(corpus) >= 1800
    assert [str(m) for m in check.unsound(corpus)] == []
    assert [str(m) for m in check.twice(corpus)] == []


def test_no_two_passages_share_eight_words_or_a_frame(corpus: list) -> None:
    assert [str(m) for m in check.shared_runs(corpus)] == []
    assert [str(m) for m in check.templates(corpus)] == []


def test_languages_and_chains(corpus: list) -> None:
    languages = Counter(p.language for p in corpus)
    assert languages["ar"] >= 1200
    assert languages["en"] >= 600
    arabic = [p for p in corpus if p.language == "ar"]
    assert sum(map(coverage.chained, arabic)) >= len(arabic) / 3


@pytest.mark.parametrize("name", coverage.QUOTAS)
def test_quotas(corpus: list, name: str) -> None:
    table = coverage.counts(corpus)[name]
    assert {k: v for k, v in table.items() if v < coverage.QUOTAS[name]} == {}


def test_the_split_is_by_id_alone() -> None:
    assert split_of("w1-ar-001") == split_of("w1-ar-001")
    parts = Counter(split_of(f"w1-ar-{i:03}") for i in range(2000))
    assert 0.12 < parts["test"] / 2000 < 0.18
    assert 0.07 < parts["dev"] / 2000 < 0.13


def test_a_tenth_and_more_is_annotated_twice(corpus: list) -> None:
    ids = {p.id for p in corpus}
    second, mistakes = passages(sorted(agreement.SECOND.glob("*.txt")))
    assert not mistakes
    assert len({p.id for p in second} & ids) >= 0.15 * len(corpus)


def test_kappa_by_hand() -> None:
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]
    assert agreement.kappa(pairs) == pytest.approx((0.75 - 0.5) / 0.5)
    assert agreement.kappa([("a", "a")]) == 1.0


def test_a_mistake_is_a_letter_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "w9-en-01.txt"
    file.write_text(
        "# w9-en-001\nT The army left the town.\nm A military | The army\nm B place | the village\n"
        "e 1 RETREAT/withdraw | trig=left | act=C\n",
        encoding="utf-8",
    )
    found, mistakes = passages([file])
    assert [m.sentence for m in mistakes] == [
        "«the village» stands 0 times in the text, not 1",
        "event 1 refers to C, which no m line has",
    ]
    assert [(m.path, m.line) for m in mistakes] == [("w9-en-01.txt", 4), ("w9-en-01.txt", 1)]
    assert len(found[0].mentions) == 1


def test_a_passage_becomes_a_record_with_its_chain(tmp_path: Path) -> None:
    file = tmp_path / "w9-en-02.txt"
    file.write_text(
        "# w9-en-002\ndate 2024-05-02\nT The agency quoted a rider as saying guards had told him the bridge fell.\n"
        "m A media~ | The agency | head=agency\nm B person~ | a rider | head=rider | private\nm C people~ | guards\n"
        "m D facility~ | the bridge | head=bridge\n"
        "a 1 say | cue=saying | src=B witness | via=The agency | content=guards had told him the bridge fell\n"
        "a 2 say | cue=told | src=C people | content=the bridge fell | in=1\n"
        "e 1 RETREAT/withdraw | trig=fell | act=D | by=2\n",
        encoding="utf-8",
    )
    found, mistakes = passages([file])
    assert not mistakes
    record = record_of(found[0])
    assert record.problems() == []
    assert [len(c.chain) for c in record.claims] == [2]
    assert record.actors[1].private
