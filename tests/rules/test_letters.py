"""Broken rule files answer with file, line, caret and the nearest valid key."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.errors import BadRule
from musnad.rules import Lexical, ListOf, MapOf, Number, OneOf, Struct, Text, load_rules, with_classes
from musnad.rules.schema import Flag

SCHEMA = with_classes(
    Struct(
        {
            "cues": ListOf(Lexical({"stance": OneOf(("say", "deny")), "weight": Number(0, 1)}, required=("stance",))),
            "on": Flag(),
            "table": MapOf(Text(), ("left", "right")),
        },
        required=("cues",),
    ),
    ("verb", "noun"),
)

# (the file, what the letter must say, the line, the text under the caret)
BROKEN = [
    ("cues:\n  - {verb: say, stanse: say}\n", "unknown key 'stanse'; did you mean 'stance'?", 2, "stanse"),
    ("cues:\n  - {verb: say, stance: sai}\n", "'sai' is not a valid label; did you mean 'say'?", 2, "sai"),
    ("cues:\n  - {stance: say}\n", "no word in this entry; give one of verb, noun", 2, "{stance"),
    ("cues:\n  - {verb: say}\n", "the key 'stance' is missing", 2, "{verb"),
    ("cues: say\n", "expected a list here, found 'say'", 1, "say"),
    ("cues: []\nwords: []\n", "unknown key 'words'", 2, "words"),
    ("cues:\n  - {verb: '', stance: say}\n", "expected a text here, found ''", 2, "''"),
    ("cues:\n  - {verb: say, stance: say, weight: 3}\n", "3 is outside 0 to 1", 2, "3"),
    ("cues:\n  - {verb: say, stance: say, weight: much}\n", "expected a number here, found 'much'", 2, "much"),
    ("cues: []\non: yes\n", "expected true or false, found 'yes'", 2, "yes"),
    ("cues: []\ntable: {lefft: a}\n", "unknown key 'lefft'; did you mean 'left'?", 2, "lefft"),
    ("on: true\n", "the key 'cues' is missing", 1, "on"),
    ("cues:\n  - {verb: [say, stance: say}\n", "", 2, ""),
    ("cues:\n\t- x\n", "", 2, ""),
]


@pytest.mark.parametrize(("source", "message", "line", "under"), BROKEN)
def test_broken_file_answers_with_a_letter(tmp_path: Path, source: str, message: str, line: int, under: str) -> None:
    path = tmp_path / "claims.yml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(BadRule) as caught:
        load_rules(path, SCHEMA)
    first, shown, caret = str(caught.value).split("\n")
    assert first.startswith(f"{path}, line {line}: ")
    assert message in first
    assert shown[caret.index("^") :].startswith(under)


def test_a_key_given_twice_is_found_when_strict(tmp_path: Path) -> None:
    path = tmp_path / "claims.yml"
    path.write_text("cues: []\ncues:\n  - {verb: say, stance: say}\n", encoding="utf-8")
    with pytest.raises(BadRule, match="'cues' is given twice"):
        load_rules(path, SCHEMA, strict=True)


def test_missing_and_undecodable_files_answer_with_a_letter(tmp_path: Path) -> None:
    with pytest.raises(BadRule, match="there is no such rule file"):
        load_rules(tmp_path / "none.yml", SCHEMA)
    path = tmp_path / "latin.yml"
    path.write_bytes(b"cues: []\non: \xe9\n")
    with pytest.raises(BadRule, match="not UTF-8 at byte 13"):
        load_rules(path, SCHEMA)


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path: Path) -> None:
    path = tmp_path / "words.yml"
    path.write_text("[on, no, yes, 2024-05-01, true]", encoding="utf-8")
    from musnad.rules import Anything

    assert load_rules(path, ListOf(Anything())) == ["on", "no", "yes", "2024-05-01", True]
