"""Absent or damaged weights give a letter, and reading goes on with the rules."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from musnad import document, read
from musnad.errors import BadModel
from musnad.neural import session, weights
from musnad.neural.labels import labels_hash

ARTICLE = "أعلنت كتائب وادي النسيم انسحابها من بلدة تل الزعرور فجر الأحد."


def write(folder: Path, **changes: object) -> Path:
    """A folder with files that fit their manifest, but hold nothing that could run."""
    content = {"tagger.onnx": b"no net", "words.bin": bytes(18 * 12 * 4), "tokenizer.json": b"{}"}
    for name, raw in content.items():
        (folder / name).write_bytes(raw)
    files = {name: weights.hashlib.sha256(raw).hexdigest() for name, raw in content.items()}
    made = {"hash": weights.whole_hash(files), "files": files, "width": 384, "labels": labels_hash(), **changes}
    (folder / "manifest.json").write_text(json.dumps(made), encoding="utf-8")
    return folder


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Loaded weights are remembered by the process; here they are forgotten before and after."""
    session.tagger.cache_clear()
    session.tagger_or_letter.cache_clear()
    yield
    session.tagger.cache_clear()
    session.tagger_or_letter.cache_clear()


def test_files_that_fit_their_manifest_are_taken(tmp_path: Path) -> None:
    made = weights.load_weights(write(tmp_path))
    assert made.words.shape == (4, 12) and len(made.hash) == 16


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match=r"there are no weights .*rules alone"):
        weights.load_weights(tmp_path / "nowhere")


@pytest.mark.parametrize("raw", ["", "{", "[]", "{}", '{"files": {}, "hash": 3}'])
def test_a_damaged_manifest(tmp_path: Path, raw: str) -> None:
    write(tmp_path)
    (tmp_path / "manifest.json").write_text(raw, encoding="utf-8")
    with pytest.raises(BadModel, match=r"manifest.*damaged"):
        weights.load_weights(tmp_path)


@pytest.mark.parametrize("name", weights.FILES)
def test_a_damaged_file(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(BadModel, match=rf"{name}.*not the file"):
        weights.load_weights(tmp_path)


@pytest.mark.parametrize("name", weights.FILES)
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(BadModel, match=rf"{name}.*cannot be read"):
        weights.load_weights(tmp_path)


def test_weights_of_other_labels(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="other labels"):
        weights.load_weights(write(tmp_path, labels="0" * 16))


def test_files_that_are_no_net_give_a_letter_too(tmp_path: Path, forgotten: None) -> None:
    with pytest.raises(BadModel, match="cannot be loaded"):
        session.tagger(write(tmp_path))


def test_the_rules_go_on_and_the_letter_is_logged_once(
    tmp_path: Path, forgotten: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(weights, "FOLDER", tmp_path / "nowhere")
    made = document(ARTICLE, language="ar")
    with caplog.at_level(logging.WARNING, logger="musnad"):
        first, second = read(made), read(made)
    assert first == second == read(made, model=False)
    assert first.reader.weights is None and first.mentions
    assert [r.getMessage()[:20] for r in caplog.records] == ["there are no weights"]


def test_four_bits_give_the_weights_back() -> None:
    """Two blocks: low nibbles are weights 0-15, high nibbles 16-31, eight is nought, the scale multiplies."""
    words = np.zeros((1, 2), weights.ROW)
    words["scale"] = [[0.5, 2.0]]
    words["nibbles"][0, 0] = np.arange(16) | (15 - np.arange(16)) << 4
    words["nibbles"][0, 1] = 8 | 9 << 4
    (row,) = weights.rows(words, np.asarray([0]))
    assert row[:16].tolist() == [(i - 8) * 0.5 for i in range(16)]
    assert row[16:32].tolist() == [(7 - i) * 0.5 for i in range(16)]
    assert row[32:48].tolist() == [0.0] * 16 and row[48:].tolist() == [2.0] * 16
