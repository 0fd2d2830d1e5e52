"""The table that decides between the rules and the tagger, case by case, with proposals made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from musnad import document, languages
from musnad.mentions import find_mentions, merge_mentions
from musnad.mentions.clitics import span_without
from musnad.mentions.proposed import RULE, with_proposed
from musnad.neural import Proposals, Proposed
from musnad.neural.labels import LAYERS
from musnad.places import find_places
from musnad.record import Mention, Text
from musnad.text import split_text

AR = languages.load("ar")
SENTENCE = "قال نعمان الشهابي إن حركة ضفة النخيل وصلت إلى قلعة الدرعين."


def text_of(raw: str) -> Text:
    return split_text(document(raw, language="ar"), AR)


def mentions_of(text: Text) -> tuple[Mention, ...]:
    return merge_mentions(find_mentions(text, AR))


def proposals(text: Text, *names: Proposed, nominals: tuple[Proposed, ...] = (), unseen: float = 0.5) -> Proposals:
    """Proposals in which words outside of all spans are in none with the probability `unseen`."""
    outside = {layer.name: np.full(len(text.tokens), unseen, np.float32) for layer in LAYERS}
    return Proposals(names, nominals, (), (), {}, "by hand", outside)


def words(text: Text, phrase: str) -> tuple[int, int]:
    start = text.document.text.index(phrase)
    found = [i for i, t in enumerate(text.tokens) if start <= t.start and t.end <= start + len(phrase)]
    return found[0], found[-1] + 1


def named(text: Text, phrase: str, kind: str, score: float = 0.95, share: float = 0.95) -> Proposed:
    return Proposed(*words(text, phrase), kind, score, share)


def heads(text: Text, found: tuple[Mention, ...]) -> dict[str, str]:
    return {m.head.of(text.document.text): m.kind for m in found}


def test_without_proposals_nothing_changes() -> None:
    text = text_of(SENTENCE)
    assert with_proposed(mentions_of(text), None, text, AR) == mentions_of(text)


def test_agreement_raises_the_score_and_both_are_named() -> None:
    text = text_of(SENTENCE)
    before = next(m for m in mentions_of(text) if "نعمان" in m.head.of(text.document.text))
    said = proposals(text, named(text, before.head.of(text.document.text), "person"))
    after = next(m for m in with_proposed(mentions_of(text), said, text, AR) if m.head == before.head)
    assert after.reason.score > before.reason.score and after.reason.rule == before.reason.rule
    assert [p.rule for p in after.reason.parts][-1] == RULE


def test_a_sure_name_of_the_tagger_alone_is_a_mention() -> None:
    text = text_of("تنازل درهمان بن صفيق عن الرئاسة")
    said = proposals(text, named(text, "درهمان بن صفيق", "person"))
    new = [m for m in with_proposed((), said, text, AR) if m.reason.rule == RULE]
    assert heads(text, tuple(new)) == {"درهمان بن صفيق": "person"}


@pytest.mark.parametrize(("score", "share"), [(0.2, 0.95), (0.95, 0.1)])
def test_an_unsure_name_of_the_tagger_alone_is_none(score: float, share: float) -> None:
    text = text_of("تنازل درهمان بن صفيق عن الرئاسة")
    assert with_proposed((), proposals(text, named(text, "درهمان بن صفيق", "person", score, share)), text, AR) == ()


def test_times_are_left_to_the_rules() -> None:
    text = text_of("وصلوا مساء أمس")
    assert with_proposed((), proposals(text, named(text, "مساء أمس", "time")), text, AR) == ()


def test_ids_follow_the_span_and_no_two_mentions_share_one() -> None:
    text = text_of(SENTENCE)
    said = proposals(text, named(text, "حركة ضفة النخيل", "group"), named(text, "قلعة الدرعين", "facility"))
    found = with_proposed(mentions_of(text), said, text, AR)
    assert len({m.id for m in found}) == len(found)
    assert all(m.id == f"mention:{m.kind}:{m.span.start}-{m.span.end}" for m in found)
    assert all(m.span.covers(m.head) for m in found)


@pytest.mark.parametrize(
    ("raw", "phrase", "core"),
    [
        ("وصلت للشرطة رسالة", "للشرطة", "شرطة"),  # an article behind the preposition
        ("دخلوا سرمدان ثم خرجوا من بسرمدان", "بسرمدان", "سرمدان"),  # the bare word stands elsewhere
        ("دخلوا بسرمدان", "بسرمدان", "بسرمدان"),  # nothing shows that the first letter is a preposition
    ],
)
def test_what_is_joined_to_the_first_word_is_left_out_where_something_shows_it(raw: str, phrase: str, core: str) -> None:
    text = text_of(raw)
    assert span_without(text, *words(text, phrase), AR).of(raw).endswith(core)
    assert len(span_without(text, *words(text, phrase), AR)) >= len(core)


def spans(text: Text, found: tuple[Mention, ...]) -> set[str]:
    return {m.span.of(text.document.text) for m in found}


@pytest.mark.parametrize(
    ("raw", "said", "kept"),
    [
        ("اتهمت الرابطة قوات الأمن بالضرب", "الرابطة قوات الأمن", "الرابطة"),  # "the association | security forces"
        ("حذر الوزير إيران من التصعيد", "الوزير إيران", "الوزير"),  # "the minister | Iran"
        ("اختطف مسلحون الممرضات في البلدة", "مسلحون الممرضات", "مسلحون"),  # a plural that takes no genitive
    ],
)
def test_words_that_grammar_sets_apart_are_not_joined(raw: str, said: str, kept: str) -> None:
    text = text_of(raw)
    both = proposals(text, nominals=(named(text, said, "organization" if "الرابطة" in said else "person", 1.0),))
    after = spans(text, with_proposed(mentions_of(text), both, text, AR))
    assert kept in after and said not in after


def test_an_office_with_something_else_behind_it_ends_there() -> None:
    """ "the officer of the investigators": the tagger reads an officer, and investigators right behind him."""
    text = text_of("سلم ضابط فار لمحققي اللجنة الوثائق")
    longer = max(spans(text, mentions_of(text)), key=len)
    said = proposals(
        text, nominals=(named(text, "ضابط فار", "person", 1.0), named(text, "لمحققي اللجنة", "people", 0.99))
    )
    after = spans(text, with_proposed(mentions_of(text), said, text, AR))
    assert longer.startswith("ضابط فار لمحققي") and "ضابط فار" in after and longer not in after


def test_an_office_is_no_name_where_the_tagger_reads_the_office_alone() -> None:
    text = text_of("قال مطران بانغي باسم الرب إن")
    before = next(m for m in mentions_of(text) if m.kind == "person")
    said = proposals(text, nominals=(named(text, "مطران بانغي", "person", 0.99),))
    after = next(m for m in with_proposed(mentions_of(text), said, text, AR) if m.kind == "person")
    assert before.form == "name" and after.form == "nominal"
    assert after.span.of(text.document.text) == "مطران بانغي" and after.head.of(text.document.text) == "مطران"


def test_a_core_never_leaves_its_phrase() -> None:
    """Where the tagger's words end inside the rules' core, the core ends with them."""
    text = text_of("اعتقلت قوات الأمن العام الشاب")
    before = mentions_of(text)
    for last in ("قوات", "قوات الأمن"):
        said = proposals(
            text, nominals=(named(text, last, "military", 1.0), named(text, "العام الشاب", "person", 0.99))
        )
        for mention in with_proposed(before, said, text, AR):
            assert mention.span.covers(mention.head)


@pytest.mark.parametrize(
    ("raw", "person", "place", "stays"),
    [
        ("Aleppo Mayor Walid Sabbouni resigned.", "Aleppo Mayor Walid Sabbouni", "Aleppo", True),
        ("They met Nadia Sabbouni of Aleppo yesterday.", "Nadia Sabbouni of Aleppo", "Aleppo", True),
        ("Police held an Aleppo man on Friday.", "Aleppo man", "Aleppo", True),
        ("They met Nadia Aleppo yesterday.", "Nadia Aleppo", "Aleppo", False),
    ],
)
def test_a_place_beside_a_name_stays_and_one_inside_it_goes(raw: str, person: str, place: str, stays: bool) -> None:
    english = languages.load("en")
    text = split_text(document(raw, language="en"), english)
    before = merge_mentions((*find_mentions(text, english), *find_places(text, english)))
    after = with_proposed(before, proposals(text, named(text, person, "person")), text, english)
    assert (heads(text, after).get(place) == "place") is stays
