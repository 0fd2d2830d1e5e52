"""Attributions over sentences: carried speakers, long quotations, statements; and what must never happen."""

from __future__ import annotations

import pytest

from musnad import languages
from musnad.claims import find_attributions
from musnad.intake import document
from musnad.record import Actor, Attribution, Mention, Name, Reason, Span
from musnad.text import split_text

WHY = Reason("test", "a test's mention")


def read(source: str, code: str, named: tuple[str, ...] = ()) -> tuple[Attribution, ...]:
    """The attributions, with a mention and an actor for each of the given names."""
    language = languages.load(code)
    text = split_text(document(source, language=code), language)
    mentions, actors = [], []
    for n, name in enumerate(named):
        span = Span(source.index(name), source.index(name) + len(name))
        mentions.append(Mention(f"m{n}", span, span, "person", "name", f"actor:{name}", WHY))
        actors.append(
            Actor(f"actor:{name}", name, "person", (Name(name, "Arab"),), None, (), (), (f"m{n}",), False, WHY)
        )  # fmt: skip
    return find_attributions(text, tuple(mentions), tuple(actors), language)


def test_continued_speech_carries_the_last_speaker() -> None:
    source = "قال سالم حداد إن المعركة انتهت. وأضاف أن الأسرى سلموا. وتابع أن الطريق فتح، مؤكدا أن الجرحى نقلوا."
    found = read(source, "ar", ("سالم حداد",))
    assert [a.actor for a in found] == ["actor:سالم حداد"] * 4
    assert [a.source is None for a in found] == [False, True, True, True]
    assert all(a.source_kind == "implicit" for a in found[1:])
    assert found[1].reason.parts[0].rule == "claims.carry/last_speaker"


def test_a_heading_ends_the_speech() -> None:
    source = "قال سالم حداد إن المعركة انتهت.\nملف الأسرى\nوأضاف أن الأسرى سلموا."
    assert [a.actor for a in read(source, "ar", ("سالم حداد",))] == ["actor:سالم حداد", None]


def test_distance_ends_the_speech() -> None:
    filler = "سقطت قذائف على الحي القديم.\n"
    source = "قال سالم حداد إن المعركة انتهت.\n" + filler * 3 + "وأضاف أن الأسرى سلموا."
    assert [a.actor for a in read(source, "ar", ("سالم حداد",))][-1] is None


def test_impersonal_words_carry_nobody() -> None:
    source = "قال سالم حداد إن المعركة انتهت. وقيل إن الأسرى سلموا."
    assert [a.actor for a in read(source, "ar", ("سالم حداد",))] == ["actor:سالم حداد", None]


def test_a_statement_speaks_for_those_who_issued_it() -> None:
    source = "أعلن سالم حداد في بيان أن الهدنة بدأت. وأكد البيان أن المعابر فتحت."
    found = read(source, "ar", ("سالم حداد",))
    assert [(a.source_kind, a.actor) for a in found] == [("person", "actor:سالم حداد"), ("document", "actor:سالم حداد")]


def test_speech_within_speech_belongs_to_the_speaker() -> None:
    source = "قال سالم حداد إنه يتوقع أن تفتح المعابر."
    inner = read(source, "ar", ("سالم حداد",))[1]
    assert (inner.stance, inner.actor, inner.parent is not None) == ("predict", "actor:سالم حداد", True)


def test_a_quotation_over_several_sentences_is_one_content() -> None:
    source = "وقال القائد: «صمدنا شهرا. لم يصلنا أي دعم. لن ننسحب»."
    (found,) = read(source, "ar")
    assert found.content is not None and found.content.of(source) == "صمدنا شهرا. لم يصلنا أي دعم. لن ننسحب"
    assert found.quotation == "direct"


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    source = "وقال القائد: «صمدنا شهرا كاملا.\n«ثم وصلت الذخيرة في الليل».\nوانتهت المعركة."
    (found,) = read(source, "ar")
    assert found.content is not None
    assert found.content.of(source).endswith("الذخيرة في الليل")


@pytest.mark.parametrize("sign", ["«{}»", "“{}”", '"{}"', "”{}“", "“{}“"])
def test_marks_of_all_kinds(sign: str) -> None:
    source = "وقال المتحدث " + sign.format("لن نقبل أي شرط جديد من الخارج") + "."
    (found,) = read(source, "ar")
    assert found.quotation == "direct"
    assert found.content is not None and found.content.of(source) == "لن نقبل أي شرط جديد من الخارج"


def test_scare_quotes_are_not_speech_of_their_own() -> None:
    found = read("أكد البيان أن هذه الخطط “المكشوفة” لن تمر.", "ar")
    assert [a.quotation for a in found] == ["mixed"]


@pytest.mark.parametrize("code", ["ar", "en", "tr"])
@pytest.mark.parametrize(
    "source", ["", ".", "«", "« » :", "قال", "said", "said that", '"', "أن أن أن", "قال إن", "X, , said ,", "by"]
)
def test_fragments_do_no_harm(code: str, source: str) -> None:
    language = languages.load(code)
    if not source:
        return
    text = split_text(document(source + " x", language=code), language)
    for a in find_attributions(text, (), (), language):
        assert a.content is not None and 0 <= a.content.start < a.content.end <= len(text.document.text)


def test_ids_come_from_stance_and_cue() -> None:
    found = read("The army said the road was open.", "en")
    assert [a.id for a in found] == ["attribution:say:9-13"]


def test_spans_are_inside_each_other() -> None:
    found = read("وقال العميد سامر الأحمد، قائد اللواء، لوكالة رويترز إن القصف توقف.", "ar")
    assert all(a.source.covers(a.head) for a in found if a.source and a.head)
    assert [v.of("وقال العميد سامر الأحمد، قائد اللواء، لوكالة رويترز إن القصف توقف.") for v in found[0].via] == [
        "وكالة رويترز"
    ]


def test_a_statement_printed_whole_belongs_to_its_issuer() -> None:
    source = "صدر عن قيادة الجبهة بيان فيما يلي نصه:\nتقرر وقف إطلاق النار.\nويبدأ الوقف مساء الأحد."
    whole = next(a for a in read(source, "ar") if a.reason.rule == "claims.speech/statement")
    assert whole.source is not None and whole.source.of(source) == "قيادة الجبهة"
    assert whole.content is not None and whole.content.of(source).endswith("مساء الأحد.")
    assert whole.content.of(source).startswith("تقرر")


def test_a_word_of_a_name_is_no_cue() -> None:
    source = "دعا حسن بن أبي طالب أن ينتهي القتال."
    assert not [a for a in read(source, "ar", ("حسن بن أبي طالب",)) if a.cue.of(source) == "طالب"]


def test_a_name_that_holds_a_time_word_is_one_source() -> None:
    source = "أعلنت حركة فجر الوادي أن الهدنة انتهت."
    found = read(source, "ar", ("حركة فجر الوادي",))
    assert [a.source.of(source) for a in found if a.source] == ["حركة فجر الوادي"]


def test_an_unnamed_source_near_a_body_is_not_that_body() -> None:
    source = "وقال مصدر في وزارة النقل إن الجسر أغلق."
    found = read(source, "ar", ("وزارة النقل",))
    assert [(a.source_kind, a.actor) for a in found] == [("anonymous", None)]


def test_what_cannot_speak_is_no_source() -> None:
    source = "وقال علي حسن إن الطريق مقطوع. ولم تؤكد مقتله."
    assert all(a.source is None or a.source.of(source) == "علي حسن" for a in read(source, "ar", ("علي حسن",)))


def test_according_to_a_new_speaker_goes_on() -> None:
    source = "وقال علي حسن إن الطريق مقطوع. وقتل ثلاثة، بحسب سمير نادر. وأضاف أن الجرحى كثيرون."
    found = read(source, "ar", ("علي حسن", "سمير نادر"))
    assert found[-1].cue.of(source) == "وأضاف"
    assert found[-1].actor == "actor:سمير نادر"
