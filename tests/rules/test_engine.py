"""The engine: folding and the way back, splits, lexicons, patterns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import BadRule
from musnad.languages import available, load
from musnad.languages.language import Language
from musnad.record import Token
from musnad.rules import Lexicon, PatternSet, compile_pattern, load_rules
from musnad.rules.schema import Anything
from musnad.text.tokens import find_tokens

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ" + "ًٌٍَُِّْـ"), max_size=12)


def lexicon(language: Language, *entries: dict[str, Any]) -> Lexicon:
    made = Lexicon(language.folder, language.classes, language.splits)
    made.add("test", "words", entries)
    return made


def tokens(text: str, code: str = "ar") -> tuple[Token, ...]:
    return find_tokens(text, load(code))


@pytest.mark.parametrize("code", available())
def test_no_key_is_given_twice_in_any_rule_file(code: str) -> None:
    for path in sorted(load(code).path.glob("*.yml")):
        load_rules(path, Anything(), strict=True)


@given(ARABIC)
def test_folding_twice_changes_nothing_more(word: str) -> None:
    fold = load("ar").fold
    assert fold(fold(word)) == fold(word)


@given(ARABIC, st.integers(0, 12))
def test_the_way_back_cuts_the_original_where_the_fold_was_cut(word: str, length: int) -> None:
    folder = load("ar").folder
    folded = folder.fold(word)
    length = min(length, len(folded))
    at = folder.back(word, length)
    assert folder.fold(word[:at]) == folded[:length]
    assert folder.fold(word[at:]) == folded[length:]


@given(ARABIC.filter(lambda w: load("ar").fold(w) != ""))
def test_every_split_puts_the_word_together_again(word: str) -> None:
    language = load("ar")
    fold = language.fold(word)
    for split in language.splits(fold):
        whole = split.pre + split.stem + split.post
        assert whole in (fold, fold.replace("لل", "لال", 1))
        assert split.stem


@pytest.mark.parametrize(
    ("word", "feats", "pre", "post"),
    [
        ("سيقصفون", ("verb", "present", "3mp"), "س", ""),
        ("وقَصَفَتْ", ("verb", "past", "3fs"), "و", ""),
        ("فقصفوها", ("verb", "past", "3mp"), "ف", "ها"),
        ("بالقصف", ("masdar", "singular", "base"), "بال", ""),
        ("للقصف", ("masdar", "singular", "base"), "لال", ""),
        ("قصفهم", ("masdar", "singular", "base"), "", "هم"),
    ],
)
def test_an_arabic_verb_is_known_in_its_forms(word: str, feats: tuple[str, ...], pre: str, post: str) -> None:
    language = load("ar")
    lex = lexicon(language, {"verb": "قصف يقصف", "masdar": "قصف", "gloss": "shell"})
    found = [(r.feats, r.pre, r.post) for r in lex.readings(language.fold(word))]
    assert (feats, pre, post) in found


@pytest.mark.parametrize(
    ("given_verb", "forms"),
    [
        ("نفى ينفي", "نفى نفت نفوا نفاه ينفي تنفي ينفون ينف نفي"),
        ("دعا يدعو", "دعا دعت دعوا يدعو يدعون تدعو يدع دعي يدعى"),
        ("قال يقول", "قال قالت قالوا يقول يقولون يقل قيل يقال قلت"),
        ("أعلن يعلن", "أعلن أعلنت أعلنوا يعلن تعلن يعلنون أعلنا"),
        ("بدأ يبدأ", "بدأ بدأت بدؤوا بدأوا يبدأ يبدأون"),
    ],
)
def test_weak_arabic_verbs_have_their_forms(given_verb: str, forms: str) -> None:
    language = load("ar")
    lex = lexicon(language, {"verb": given_verb, "gloss": "x"})
    missing = [form for form in forms.split() if not lex.readings(language.fold(form))]
    assert missing == []


def test_the_article_excludes_a_pronoun_and_the_bound_form_needs_one() -> None:
    language = load("ar")
    lex = lexicon(language, {"noun": "غارة", "gloss": "raid"})
    assert lex.readings(language.fold("غارتها"))
    assert not lex.readings(language.fold("الغارتها"))
    assert not lex.readings(language.fold("غارت"))


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", "deny denies denied denying"),
        ("kidnap", "kidnapped kidnapping kidnaps"),
        ("strike struck stricken", "strike strikes struck stricken striking"),
        ("die", "died dying dies"),
        ("clash", "clashes clashed clashing"),
    ],
)
def test_english_verbs_have_their_forms(verb: str, forms: str) -> None:
    language = load("en")
    lex = lexicon(language, {"verb": verb})
    assert [f for f in forms.split() if not lex.readings(f)] == []


def test_a_phrase_is_found_with_its_clitics_and_longest_first() -> None:
    language = load("ar")
    lex = lexicon(language, {"phrase": "مجلس الأمن", "gloss": "Security Council"}, {"noun": "مجلس مجالس", "gloss": "council"})
    text = "وقرر بمجلس الأمن"
    hits = lex.hits(tokens(text), 1)
    assert [h.entry.gloss for h in hits] == ["Security Council", "council"]
    assert hits[0].span.of(text) == "مجلس الأمن"
    assert hits[0].whole.of(text) == "بمجلس الأمن"


def test_a_joined_phrase_ends_inside_the_next_word() -> None:
    language = load("ar")
    lex = lexicon(language, {"phrase": "وفقا لـ", "gloss": "according to"})
    text = "وفقاً للمصدر"
    hit = lex.hits(tokens(text), 0)[0]
    assert hit.reading.joined
    assert hit.span.of(text) == "وفقاً ل"
    assert hit.reading.post == "لمصدر"


def resolve_numbers(found: tuple[Token, ...]) -> Any:
    def resolve(name: str, i: int) -> Iterator[tuple[int, Any]]:
        if name == "number" and found[i].kind == "number":
            yield i + 1, int(found[i].fold)

    return resolve


@pytest.mark.parametrize(
    ("pattern", "text", "captures"),
    [
        ("قبل|منذ n:<number> (أيام | يوما)", "ومنذ ١٥ يوما", [("n", 15)]),
        ("قبل n:<number>? أيام", "قبل أيام", []),
        ("~قوات ..2 <number>", "بالقوات", None),
        ("~قوات ..2 <number>", "بقوات من نحو 30", [("number", 30)]),
        ("between a:<number> and b:<number>", "between 3 and 5", [("a", 3), ("b", 5)]),
        ("between a:<number> and b:<number>", "between 3 or 5", None),
    ],
)
def test_patterns_match_with_classes_groups_gaps_and_clitics(pattern: str, text: str, captures: list[Any] | None) -> None:
    code = "en" if text.isascii() else "ar"
    found = tokens(text, code)
    patterns = PatternSet(load(code))
    patterns.add(pattern, "rule")
    matches = list(patterns.match(found, 0, resolve_numbers(found), len(found)))
    if captures is None:
        assert matches == []
    else:
        rule, end, got = matches[0]
        assert (rule, end) == ("rule", len(found))
        assert [(name, value) for name, _, _, value in got] == captures


@pytest.mark.parametrize("broken", ["(a b", "a b)", "a <b", "a:<>"])
def test_a_malformed_pattern_answers_with_a_letter(broken: str) -> None:
    try:
        compiled = compile_pattern(broken, load("en"))
    except BadRule as error:
        assert broken in str(error)
    else:
        assert compiled.elements  # read as plain words: nothing is silently dropped
        assert "<" in broken
