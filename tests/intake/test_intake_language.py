"""The language is told by letters and function words, and from little text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.intake import recognise
from musnad.intake.tables import table

SAMPLES = {
    "ar": "قال المتحدث باسم الجيش إن القوات انسحبت من المدينة بعد اتفاق مع وجهاء المنطقة",
    "fa": "سخنگوی ارتش گفت که نیروها پس از توافق با بزرگان منطقه از شهر عقب‌نشینی کرده‌اند",
    "ur": "فوج کے ترجمان نے کہا ہے کہ علاقے کے عمائدین سے معاہدے کے بعد فوجی شہر سے نکل گئے ہیں",
    "ckb": "وتەبێژی سوپا ڕایگەیاند کە هێزەکان دوای ڕێککەوتن لەگەڵ پیاوماقووڵانی ناوچەکە لە شارەکە کشانەوە",
    "ps": "د پوځ ویاند وویل چې ځواکونه د سیمې له مشرانو سره تر هوکړې وروسته له ښار څخه ووتل",
    "ug": "ئارمىيە باياناتچىسى قوشۇنلارنىڭ شەھەردىن چېكىنگەنلىكىنى ۋە بۇ ھەقتە كېلىشىم بولغانلىقىنى ئېيتتى",
    "en": "The army spokesman said the forces had left the city after an agreement with the elders",
    "tr": "Ordu sözcüsü, bölgenin ileri gelenleriyle varılan anlaşmadan sonra birliklerin şehirden çekildiğini söyledi",
    "fr": "Le porte-parole de l'armée a déclaré que les forces ont quitté la ville après un accord avec les notables",
    "ku": "Berdevkê artêşê got ku hêz piştî lihevkirina bi mezinên herêmê re ji bajêr vekişiyane",
    "de": (
        "Der Sprecher der Armee sagte, die Truppen seien nach einer Einigung mit den Ältesten aus der Stadt abgezogen"
    ),
    "es": "El portavoz del ejército dijo que las fuerzas se retiraron de la ciudad tras un acuerdo con los notables",
    "ru": "Представитель армии заявил, что войска покинули город после соглашения со старейшинами",
    "uk": "Речник армії заявив, що війська залишили місто після угоди зі старійшинами, і це було вчора",
    "he": "דובר הצבא אמר כי הכוחות עזבו את העיר לאחר הסכם עם הנכבדים",
    "ja": "軍の報道官は、部隊が長老たちとの合意の後に市から撤退したと述べた",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_one_sentence_is_enough(code: str) -> None:
    guess = recognise(SAMPLES[code])
    assert guess.code == code and guess.by in ("tables", "script") and guess.confidence > 0.4


def test_mostly_arabic_with_english_names_is_arabic() -> None:
    text = SAMPLES["ar"] + " (Free River Front - FRF) بحسب Reuters وAFP. " + SAMPLES["ar"]
    assert recognise(text).code == "ar"


def test_vowel_marks_and_tatweel_do_not_disguise_words() -> None:
    assert recognise("قَالَ المُتَحَدِّثُ إِنَّ القُوَّاتِ انْسَحَبَتْ مِـــنَ المَدِينَةِ").code == "ar"


def test_persian_typed_with_arabic_letters_is_persian() -> None:
    assert recognise(SAMPLES["fa"].replace("ی", "ي").replace("ک", "ك")).code == "fa"


@pytest.mark.parametrize(("text", "code"), [("حلب", "ar"), ("q", "en"), ("", "und"), ("2024 — 12", "und")])
def test_little_text_leans_and_says_so(text: str, code: str) -> None:
    guess = recognise(text)
    assert guess.code == code and guess.confidence <= 0.2 and guess.by in ("lean", "nothing")


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert 0.0 <= recognise(text).confidence <= 1.0


def test_it_is_quick() -> None:
    texts = [(SAMPLES["ar"] + " ") * 25, (SAMPLES["en"] + " ") * 22] * 100
    recognise(texts[0])
    start = time.process_time()
    assert {recognise(text).code for text in texts} == {"ar", "en"}
    assert (time.process_time() - start) / len(texts) < 0.002  # 0.2 ms measured; ten times that for a loaded machine


def test_the_table_has_no_word_twice_and_glosses_where_promised() -> None:
    for code, row in table("language")["languages"].items():
        words = row["words"].split() if isinstance(row["words"], str) else list(row["words"])
        assert len(words) >= 12, code
        if code in ("ar", "tr"):
            assert isinstance(row["words"], dict) and all(row["words"].values()), code


def _ntrex() -> Iterator[dict[str, str]]:
    import json

    path = Path(__file__).parents[3] / "shared/bench/ntrex_parallel/docs.jsonl"
    if not path.exists():
        pytest.skip("needs the test sets beside the project")
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@pytest.mark.shared
def test_parallel_news_in_ten_languages() -> None:
    codes = {
        "eng": "en",
        "arb": "ar",
        "tur": "tr",
        "fra": "fr",
        "fas": "fa",
        "heb": "he",
        "ckb-Arab": "ckb",
        "kmr": "ku",
        "rus": "ru",
        "urd": "ur",
    }
    rows = list(islice(_ntrex(), 200))
    wrong = [row["id"] for row in rows if recognise(row["text"]).code != codes[row["lang"]]]
    assert len(wrong) <= len(rows) // 100, wrong
