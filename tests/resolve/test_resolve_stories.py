"""The rehearsal without an archive: one statement carried by twenty outlets is one word."""

# ruff: noqa: E501  sentences stay on their lines
from __future__ import annotations

import functools

import rehearsal_articles

from musnad import document, read
from musnad.record import Record
from musnad.resolve.entities.alias import aliases
from musnad.resolve.entities.identity import Named, group_actors, one_actor
from musnad.resolve.stories.article import Article, article_of
from musnad.resolve.stories.cluster import group_articles
from musnad.resolve.stories.contradict import contradictions
from musnad.resolve.stories.copies import copied
from musnad.resolve.stories.denial import denied
from musnad.resolve.stories.marks import marks_of, overlap, weighed
from musnad.resolve.stories.origins import group_origins
from musnad.resolve.stories.parallel import group_translations
from musnad.resolve.stories.similar import one_event
from musnad.resolve.stories.tolls import apart, tolls_of, worded
from musnad.resolve.stories.voice import voices


@functools.cache
def articles() -> tuple[Article, ...]:
    """Every third copy, the witness, the denial, and six articles about other things."""
    rows = rehearsal_articles.rows()
    chosen = [*range(0, 20, 3), 20, 21, *range(22, 40, 3)]
    return tuple(article_of(str(n), _read(rows[n])) for n in chosen)


def _read(row: dict[str, str]) -> Record:
    return read(document(row["text"], title=row["title"], outlet=row["outlet"], published=row["published"]))


def test_one_statement_one_witness_one_denial() -> None:
    stories = [group for group in group_articles(articles()) if len(group) > 1]
    assert [len(group) for group in stories] == [9]
    origins = group_origins(stories[0])
    assert sorted(len(origin) for origin in origins) == [1, 1, 7]
    found = contradictions(origins)
    assert {c.field for c in found} == {"happened"}
    assert all("21" in (c.left.article, c.right.article) for c in found)  # the denial is one side of each


def test_people_can_take_articles_out_of_a_story_and_put_them_in() -> None:
    few = articles()[:3]
    assert [len(g) for g in group_articles(few)] == [3]
    apart_now = group_articles(few, different=[("0", "3"), ("0", "6")])
    assert [[a.key for a in g] for g in apart_now] == [["0"], ["3", "6"]]
    far = (articles()[0], articles()[-1])
    assert [len(g) for g in group_articles(far)] == [1, 1]
    assert [len(g) for g in group_articles(far, same=[(far[0].key, far[1].key)])] == [2]


def test_likeness_has_reasons_and_no_order() -> None:
    first, second = articles()[0], articles()[1]
    assert one_event(first, second) == one_event(second, first)
    assert {name for name, _, _ in one_event(first, second).reasons()} >= {"same_words", "same_day"}


def test_copies() -> None:
    by_key = {a.key: a for a in articles()}
    assert copied(by_key["0"], by_key["3"]) > 0.5
    assert copied(by_key["0"], by_key["18"]) == 0.0  # two languages share no run of words


def test_what_is_denied() -> None:
    by_key = {a.key: a for a in articles()}
    assert denied(by_key["21"].record) == "occurrence"
    assert denied(by_key["0"].record) is None
    part = _read({"title": "لواء النهر: لا علاقة لنا بكمين الجسر", "outlet": "بريد النهر", "published": "2024-06-13",
                  "text": "نفى لواء النهر أي صلة له بالكمين الذي وقع قرب جسر السلمية مساء الثلاثاء، وقال إن مقاتليه لم يغادروا مواقعهم."})  # fmt: skip
    assert denied(part) == "involvement"


def test_voices_are_the_first_who_tell() -> None:
    by_key = {a.key: a for a in articles()}
    assert any("نسور الرمل" in text for text in voices(by_key["0"].record)[0].texts)
    assert any("Sand Eagles" in text for text in voices(by_key["18"].record)[0].texts)


def test_tolls_from_events_and_from_words() -> None:
    by_key = {a.key: a for a in articles()}
    assert tolls_of(by_key["0"].record)["killed"] == (4, 4) == tolls_of(by_key["18"].record)["killed"]
    bodies = _read({"title": "مشفى", "text": "قال طبيب إن المشفى تسلم سبع جثث من موقع الهجوم.", "outlet": "س", "published": "2024-06-13"})
    assert tolls_of(bodies)["killed"] == (7, 7)
    assert apart((3, 3), (5, 5)) and not apart((3, None), (4, 4)) and apart((5, None), (4, 4))


def test_marks_stand_across_languages() -> None:
    arabic = weighed(marks_of("كمين قرب السلمية يقتل 14 من كتيبة الرمل"))
    english = weighed(marks_of("Ambush near Salamiyah kills 14 of the Sand Battalion"))
    other = weighed(marks_of("Fishermen in Latakia asked for 20 boats"))
    assert overlap(arabic, english) > 0.5 > overlap(arabic, other)


def test_translations_find_each_other() -> None:
    pairs = (
        ("en", "The council of Tamar met on 12 June and elected Salim Nahri. It will rebuild 45 houses near the river."),
        ("ar", "اجتمع مجلس تمار في 12 حزيران وانتخب سليم النهري. وسيعيد بناء 45 منزلا قرب النهر."),
        ("en", "A storm damaged 300 boats in the port of Kalbun, the mayor Adam Rustum said."),
        ("ar", "ألحقت عاصفة أضرارا بـ 300 قارب في ميناء كلبون، كما قال العمدة آدم رستم."),
    )
    assert group_translations(pairs) == [[0, 1], [2, 3]]


def test_identity_needs_company_for_a_part_of_a_name() -> None:
    whole = Named("a", "سامر الجبلي", "person", story=1, company=frozenset({"لواء النهر"}))
    part = Named("b", "الجبلي", "person", story=1)
    alone = Named("c", "الجبلي", "person")
    assert one_actor(whole, part).score >= 0.5 > one_actor(whole, alone).score


def test_two_names_of_one_article_are_two_unless_it_says_otherwise() -> None:
    one, two = Named("a", "كتائب وهج الشمال", "group"), Named("a", "Kata'ib Wahaj al-Shamal", "group")
    three = Named("a", "كتائب وهج الجبل", "group")
    assert len(group_actors([one, three])) == 2
    assert len(group_actors([one, three], same=[(one, three)])) == 1
    assert len(group_actors([one, two, three])) == 2
    assert len(group_actors([one, two], different=[(one, two)])) == 2


def test_alias_evidence() -> None:
    text = 'The Tamar National Guard (TNG) said Samer Jabali, known as "the Falcon of Tamar", led it. Hazem Nahri denied it.'
    record = read(document(text, language="en"))
    names = ["Tamar National Guard", "TNG", "Samer Jabali", "the Falcon of Tamar", "Hazem Nahri"]
    assert aliases(record, names) == {("Tamar National Guard", "TNG"), ("Samer Jabali", "the Falcon of Tamar")}


def test_a_toll_has_one_form() -> None:
    assert [worded("killed", b) for b in ((4, 4), (3, 5), (10, None))] == ["killed 4", "killed 3 to 5", "killed 10 or more"]
