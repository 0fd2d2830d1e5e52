"""The whole path over news that nobody wrote: fragments of articles, quotes, digits, marks and random characters mixed."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

HERE = Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("fuzz_read", HERE / "fuzz/fuzz_read.py")
assert _SPEC is not None and _SPEC.loader is not None
fuzz = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(fuzz)


def _fragments() -> list[str]:
    """Pieces of one to a dozen words of the example articles."""
    made = []
    for path in sorted((HERE.parent / "examples").glob("*.txt")):
        words = path.read_text(encoding="utf-8").split(" ")
        made += [" ".join(words[i : i + 1 + i % 12]) for i in range(0, len(words), 3)]
    return made


MARKS = [
    *"«»“”\"'()[]{}،؛؟.,;:!…-–—/%\n\t", "\u200f", "\u200e", "\u202b", "\u202c", "\u0640", "\u064b", "\ufeff", "...", "\n\n"
]  # fmt: skip
DIGITS = [
    "7", "12", "1,500", "٣", "٢٠٢٤", "۱۴", "15/3/2024", "10:30", "2.5", "½", "١٬٠٠٠", "0", "9" * 20, "1/0", "32/13/0000"
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from(_fragments()),
    st.sampled_from(_fragments()),
    st.sampled_from(MARKS),
    st.sampled_from(DIGITS),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", "", "\n"])), min_size=1, max_size=40).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


@pytest.mark.slow
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 15), TEXTS)
@example(0, "«" * 50)
@example(1, '"' * 50 + " said")
@example(0, "قال إن " * 200)
@example(1, "said that " * 200)
@example(2, "dedi ki " * 100)
def test_any_news_becomes_a_record_without_problems(choice: int, text: str) -> None:
    fuzz.TestOneInput(bytes([choice]) + text.encode())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["alliance.ar.txt", "clash.en.txt"])
@pytest.mark.parametrize("step", [7, 31])
def test_articles_cut_anywhere(name: str, step: int) -> None:
    text = (HERE.parent / "examples" / name).read_text(encoding="utf-8")
    for end in range(1, len(text), len(text) // step):
        fuzz.TestOneInput(b"\0" + text[:end].encode() if ".ar" in name else b"\1" + text[:end].encode())
        fuzz.TestOneInput(b"\3" + text[end:].encode())


@pytest.mark.slow
@pytest.mark.parametrize("name", ["alliance.ar.txt", "clash.en.txt"])
def test_words_in_any_order(name: str) -> None:
    """Every third word, then the rest; the lines from last to first; without spaces between sentences."""
    text = (HERE.parent / "examples" / name).read_text(encoding="utf-8")
    words = text.split(" ")
    lines = text.split("\n")
    choice = b"\0" if ".ar" in name else b"\1"
    for made in (" ".join(words[::3] + words[1::3]), "\n".join(lines[::-1]), re.sub(r"\. ", ".", text), text.upper()):
        fuzz.TestOneInput(choice + made.encode())
