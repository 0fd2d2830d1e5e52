"""What the encoder reads at once: whole sentences, every word once, never too much."""

from __future__ import annotations

import itertools

import pytest

from musnad import document, languages
from musnad.neural.windows import LONGEST, MOST_WORDS, WINDOW, windows
from musnad.record import Text
from musnad.text import split_text

SENTENCE = "وصل الوفد إلى المدينة ثم غادرها بعد ساعتين دون أن يدلي بتصريح. "


def text_of(raw: str) -> Text:
    language = languages.load("ar")
    return split_text(document(raw, language="ar"), language)


@pytest.mark.parametrize("raw", [SENTENCE, SENTENCE * 3, SENTENCE * 40, "كلمة " * 800, SENTENCE + "كلمة " * 240 + SENTENCE])
def test_every_word_stands_in_one_window(raw: str) -> None:
    text = text_of(raw)
    made = list(windows(text))
    assert made[0][0] == 0 and made[-1][1] == len(text.tokens)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(made))
    assert all(0 < last - first <= LONGEST for first, last in made)


def test_windows_end_where_sentences_end() -> None:
    text = text_of(SENTENCE * 40)
    ends = {s.last for s in text.sentences}
    assert all(last in ends and last - first <= WINDOW for first, last in windows(text))


def test_the_rest_of_a_very_long_document_is_left_to_the_rules() -> None:
    made = list(windows(text_of(SENTENCE * 500)))
    assert MOST_WORDS - 20 < made[-1][1] <= MOST_WORDS
