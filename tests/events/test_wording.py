"""The wording layer: same log odds as the formula says, damaged files are letters, and it joins the rules' sum."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from pathlib import Path

import pytest

from musnad import document, languages
from musnad.errors import BadModel
from musnad.events.score import detected
from musnad.events.sentence import sentence_events
from musnad.events.wording import FORMAT, folded, load, pieces, wording_of
from musnad.text import split_text

BUCKETS = 64


def _file(path: Path, **changes: object) -> Path:
    weights = b64encode(bytes(k % 7 for k in range(BUCKETS))).decode()
    mix = {"scale": 0.5, "bias": -1.0, "rules": 1.0, "wording": 1.0, "base": 0.0, "threshold": 0.4, "weights": weights}
    rarity = b64encode(bytes([20] * BUCKETS)).decode()
    data = {"format": FORMAT, "buckets": BUCKETS, "step": 0.05, "rarity": rarity, "types": {"ASSAULT": mix}, **changes}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_sum_is_the_weighed_mean_of_the_pieces(tmp_path: Path) -> None:
    layer = load(_file(tmp_path / "w.json"))
    assert layer is not None
    tokens = split_text(document("Gunmen fired 30 shells.", language="en"), languages.load("en")).tokens
    words = folded(tokens)
    assert words[2] == "0" and "." not in words
    values = {bucket: 1 + math.log(n) for bucket, n in pieces(words, BUCKETS).items()}
    length = math.sqrt(sum(v * v for v in values.values()))
    expected = -1.0 + 0.5 * sum(v * (bucket % 7) for bucket, v in values.items()) / length
    assert layer.log_odds(tokens, "ASSAULT") == pytest.approx(expected)


def test_a_language_without_a_file_has_no_layer(tmp_path: Path) -> None:
    assert load(tmp_path / "absent.json") is None
    assert wording_of(languages.load("en")) is None


@pytest.mark.parametrize("changes", [{"format": "other/9"}, {"rarity": "AAAA"}, {"buckets": "many"}, {"types": []}])
def test_a_damaged_file_is_a_letter(tmp_path: Path, changes: dict[str, object]) -> None:
    path = _file(tmp_path / "w.json", **changes)
    with pytest.raises(BadModel, match=r"w\.json cannot be read"):
        load(path)


def test_a_report_scores_above_a_remark_on_the_same_deed() -> None:
    language = languages.load("ar")
    told = "قتل خمسة جنود وأصيب عشرة في هجوم شنه مسلحون على حاجز للجيش شرق بلدة رملان صباح اليوم."
    remark = "تناقش الندوة أثر الهجمات على صورة البلاد في الأدب المعاصر."
    scores = []
    for raw in (told, remark):
        events = sentence_events(split_text(document(raw, language="ar"), language), language)
        scores.append(max((e.score for e in events if e.type == "ASSAULT"), default=0.0))
    assert detected("ASSAULT", scores[0], language) and not detected("ASSAULT", scores[1], language)
